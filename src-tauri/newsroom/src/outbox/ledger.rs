//! The ledger: where every text is, by its hash. This disk, and each destination; honest about what
//! is not known.

use super::{conclusion::DONE, shelf, JobState, Step};
use crate::{Error, Newsroom, Result};
use copy::{DestinationId, JobId, Sentence, Sha256, StoryId};
use publish::{Carried, Trouble};
use std::collections::BTreeMap;
use store::{
    attempt::AttemptRow, destination::DestinationRow, job::JobRow, receipt::ReceiptRow, story::StoryRow,
};

/// A story with anything finished is listed until so many newer ones are.
const FINISHED_LISTED: u32 = 200;

/// A story's text at one place.
#[derive(Debug, Clone)]
pub struct Place {
    /// The destination; `None`: this disk.
    pub destination: Option<DestinationRow>,
    /// The job that last moved it.
    pub job: Option<JobRow>,
    /// The text there.
    pub hash: Option<Sha256>,
    /// Its revision's number.
    pub revision: Option<i64>,
    /// Since when.
    pub since_ms: Option<i64>,
    /// What is in the way.
    pub trouble: Option<Trouble>,
    /// The public address.
    pub url: Option<String>,
}

impl Place {
    /// Where the job stands, if there is one.
    pub fn state(&self) -> Option<JobState> {
        self.job.as_ref().map(|job| JobState::from_key(&job.state))
    }

    /// How far it is: steps done, of all.
    pub fn progress(&self) -> Option<(u32, u32)> {
        let job = self.job.as_ref().filter(|job| JobState::from_key(&job.state) == JobState::Sending)?;
        Some((Step::from_key(&job.step).done(), u32::try_from(Step::ALL.len()).unwrap_or(0)))
    }
}

/// A story in the ledger.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its row.
    pub story: StoryRow,
    /// The highest revision's number.
    pub revision: i64,
    /// Its places; this disk first.
    pub places: Vec<Place>,
    /// When anything last happened.
    pub at_ms: i64,
}

impl Entry {
    /// Whether nothing is on its way or in the way.
    pub fn is_settled(&self) -> bool {
        self.places.iter().filter_map(Place::state).all(JobState::is_finished)
    }
}

/// A job with its history.
#[derive(Debug, Clone)]
pub struct JobHistory {
    /// The job.
    pub job: JobRow,
    /// The revision's number.
    pub revision: i64,
    /// Who approved it.
    pub approved_by: String,
    /// Its attempts, the oldest first.
    pub attempts: Vec<AttemptRow>,
}

/// What came of an attempt; `None`: what it should, or nothing yet.
pub fn outcome_of(attempt: &AttemptRow) -> Option<Sentence> {
    let is_plain = attempt.outcome.is_empty() || attempt.outcome == DONE;
    (!is_plain).then(|| Sentence::from_text(&attempt.outcome))
}

/// What a story's jobs and receipts say of it to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // As the interface describes them.
pub enum LiveLabel {
    #[default]
    None,
    Scheduled,
    Sending,
    Published,
    Updating,
    PartlyPublished,
    Withdrawn,
}

impl LiveLabel {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Scheduled,
        Self::Sending,
        Self::Published,
        Self::Updating,
        Self::PartlyPublished,
        Self::Withdrawn,
    ];

    /// The name in rows; nothing for a story that was never sent anywhere.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Published => "published",
            Self::Updating => "updating",
            Self::PartlyPublished => "partly_published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|label| label.key() == key).unwrap_or_default()
    }
}

/// The label of a story with this head.
pub fn live_label(head: Sha256, jobs: &[JobRow], receipts: &[ReceiptRow], now_ms: i64) -> LiveLabel {
    let mut live: BTreeMap<DestinationId, &ReceiptRow> = BTreeMap::new();
    for receipt in receipts {
        live.insert(receipt.destination, receipt);
    }
    let open: Vec<&JobRow> = jobs.iter().filter(|job| !job.is_finished).collect();
    if live.is_empty() {
        return match open.as_slice() {
            [] => LiveLabel::None,
            open if open.iter().all(|job| job.due_ms.is_some_and(|due| due > now_ms)) => LiveLabel::Scheduled,
            _ => LiveLabel::Sending,
        };
    }
    if live.values().all(|receipt| receipt.kind == "withdraw") {
        return LiveLabel::Withdrawn;
    }
    if open.iter().any(|job| !live.contains_key(&job.destination)) {
        return LiveLabel::PartlyPublished;
    }
    if live.values().all(|receipt| receipt.copy_hash == head) && open.is_empty() {
        LiveLabel::Published
    } else {
        LiveLabel::Updating
    }
}

impl Newsroom {
    /// The label of a story, and since when it is live.
    pub fn live_label_of(&self, story: StoryId, head: Sha256) -> Result<(LiveLabel, Option<i64>)> {
        let (jobs, receipts) = self
            .store()
            .read(|on| Ok::<_, Error>((shelf::list(on, story)?, store::receipt::list(on, story)?)))?;
        let since = receipts.first().map(|receipt| receipt.at.at_ms);
        Ok((live_label(head, &jobs, &receipts, self.now().at_ms), since))
    }

    /// The ledger: stories with anything on the way or in the way first, then the settled, newest first.
    pub fn ledger(&self) -> Result<Vec<Entry>> {
        let (open, finished) = self
            .store()
            .read(|on| Ok::<_, Error>((shelf::open(on)?, shelf::finished(on, FINISHED_LISTED)?)))?;
        let mut stories: Vec<StoryId> = Vec::new();
        for job in open.iter().chain(&finished) {
            if !stories.contains(&job.story) {
                stories.push(job.story);
            }
        }
        let mut entries: Vec<Entry> = stories
            .into_iter()
            .filter_map(|story| self.ledger_entry(story).transpose())
            .collect::<Result<_>>()?;
        entries.sort_by_key(|entry| (entry.is_settled(), std::cmp::Reverse(entry.at_ms)));
        Ok(entries)
    }

    /// One story in the ledger.
    pub fn ledger_entry(&self, story: StoryId) -> Result<Option<Entry>> {
        let (row, jobs, receipts, revisions) = self.store().read(|on| {
            Ok::<_, Error>((
                store::story::get(on, story)?,
                shelf::list(on, story)?,
                store::receipt::list(on, story)?,
                store::revision::list(on, story)?,
            ))
        })?;
        let Some(row) = row else { return Ok(None) };
        let number = |id| revisions.iter().find(|row| row.revision == id).map(|row| row.number);
        let mut places = vec![Place {
            destination: None,
            job: None,
            hash: row.head_hash,
            revision: revisions.iter().rfind(|r| Some(r.copy_hash) == row.head_hash).map(|r| r.number),
            since_ms: Some(row.updated_ms),
            trouble: None,
            url: None,
        }];
        let mut at_ms = 0;
        for destination in self.store().read(|on| store::destination::list(on).map_err(Error::from))? {
            let id = destination.destination;
            let job = jobs.iter().rfind(|job| job.destination == id).cloned();
            let receipt = receipts.iter().rfind(|receipt| receipt.destination == id);
            if job.is_none() && receipt.is_none() {
                continue;
            }
            let since = receipt.map(|receipt| receipt.at.at_ms);
            at_ms = at_ms.max(since.unwrap_or(0)).max(job.as_ref().map_or(0, |job| job.created.at_ms));
            let trouble = job.as_ref().and_then(|job| Trouble::from_text(&job.trouble));
            places.push(Place {
                hash: receipt.map(|receipt| receipt.copy_hash),
                revision: receipt.and_then(|receipt| number(receipt.revision)),
                since_ms: since,
                url: receipt.map(|receipt| receipt.url.clone()).filter(|url| !url.is_empty()),
                destination: Some(destination),
                trouble,
                job,
            });
        }
        let revision = revisions.iter().map(|row| row.number).max().unwrap_or(0);
        Ok(Some(Entry { story: row, revision, places, at_ms }))
    }

    /// A job with its history.
    pub fn job_history(&self, id: JobId) -> Result<JobHistory> {
        let job = self.job(id)?;
        let attempts = self.store().read(|on| store::attempt::list(on, id).map_err(Error::from))?;
        let revision = self.revision(job.revision)?.number;
        let events = self.events(job.story)?;
        let approval = events.iter().find(|event| Some(event.id) == job.approval);
        let approved_by = approval.map(|event| self.member_name(event.member)).unwrap_or_default();
        Ok(JobHistory { job, revision, approved_by, attempts })
    }

    /// Where a story is at a destination, for opening it.
    pub fn public_address(&self, story: StoryId, destination: DestinationId) -> Result<String> {
        let receipt =
            self.store().read(|on| store::receipt::last(on, story, destination).map_err(Error::from))?;
        let receipt = receipt.filter(|receipt| !receipt.url.is_empty());
        receipt.map(|receipt| receipt.url).ok_or(Error::Missing("public page yet"))
    }

    /// What stands there by this desk's knowledge.
    pub fn remote_of(job: &JobRow) -> Option<String> {
        Carried::from_bytes(&job.carried).remote.map(|remote| remote.0)
    }
}
