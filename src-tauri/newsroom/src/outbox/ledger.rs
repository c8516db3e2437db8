//! The ledger: where every text is, by its hash. This disk, the newest backup, and each destination, with who
//! brought it there and when; honest about what is not known.

use super::{
    conclusion::DONE,
    live::{self, There},
    shelf, Errand, JobState, Step,
};
use crate::merge::has_a_text;
use crate::{Error, Newsroom, Result};
use copy::{DestinationId, JobId, Sentence, Sha256, StoryId};
use publish::{Carried, Setup, Trouble};
use std::collections::BTreeMap;
use store::{
    attempt::AttemptRow, backup, destination::DestinationRow, job::JobRow, receipt::ReceiptRow,
    story::StoryRow, StoreError,
};

/// A story with anything finished is listed until so many newer ones are.
const FINISHED_LISTED: u32 = 200;

/// A kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// This disk.
    Disk,
    /// The newest backup of this disk.
    Backup,
    /// A destination.
    Destination,
}

/// What is known of the text at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextThere {
    /// It is a text of ours, by its hash.
    Ours,
    /// Somebody there made another one of it.
    Theirs,
    /// That is not known at this moment.
    Unknown,
    /// There is none.
    Nothing,
}

/// A story's text at one place.
#[derive(Debug, Clone)]
pub struct Place {
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// The destination; `None`: this disk, or its backup.
    pub destination: Option<DestinationRow>,
    /// The job that last moved it.
    pub job: Option<JobRow>,
    /// What is known of the text there.
    pub text: TextThere,
    /// The text there.
    pub hash: Option<Sha256>,
    /// Its revision's number.
    pub revision: Option<i64>,
    /// Since when.
    pub since_ms: Option<i64>,
    /// Who brought it there, or changed it there; empty: not known.
    pub who: String,
    /// What is in the way.
    pub trouble: Option<Trouble>,
    /// The public address.
    pub url: Option<String>,
    /// How the story may be taken from readers there.
    pub may: Vec<Errand>,
    /// Whether somebody changed it there, and what they made of it can be laid beside ours.
    pub may_compare: bool,
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

/// A story's text in the newest backup. It is the text that stands here only if it holds the last keystroke.
fn in_backup(
    backup: &Option<Result<backup::Opened, StoreError>>,
    story: StoryId,
    here: Option<&backup::Held>,
) -> Place {
    let place = Place {
        kind: PlaceKind::Backup,
        destination: None,
        job: None,
        text: TextThere::Nothing,
        hash: None,
        revision: None,
        since_ms: None,
        who: String::new(),
        trouble: None,
        url: None,
        may: Vec::new(),
        may_compare: false,
    };
    let unknown = || Place { text: TextThere::Unknown, ..place.clone() };
    let opened = match backup {
        None => return place,
        Some(Err(_)) => return unknown(),
        Some(Ok(opened)) => opened,
    };
    match opened.story(story) {
        Err(_) => unknown(),
        Ok(None) => Place { since_ms: Some(opened.at_ms()), ..place },
        Ok(Some(held)) => {
            // The row of a list may lag behind the last letters; what was written down is what counts.
            let is_whole = here.is_some_and(|here| here.marks == held.marks);
            let hash = if is_whole { here.and_then(|here| here.head_hash) } else { held.head_hash };
            let text = if hash.is_some() { TextThere::Ours } else { TextThere::Unknown };
            Place { text, hash, since_ms: Some(opened.at_ms()), ..place }
        }
    }
}

/// Where readers find what a receipt speaks of. A site's pages move when the site does: its address now is what
/// counts, not the one that it had then.
fn address_now(row: &DestinationRow, receipt: &ReceiptRow) -> Option<String> {
    let known = Some(receipt.url.clone()).filter(|url| !url.is_empty())?;
    if row.adapter != "site" || receipt.web_slug.is_empty() {
        return Some(known);
    }
    let site = Setup::from_text(&row.settings).site(&row.address).ok();
    site.and_then(|site| site.page_address(&receipt.web_slug)).or(Some(known))
}

/// The label of a story with this head.
pub fn live_label(head: Sha256, jobs: &[JobRow], receipts: &[ReceiptRow], now_ms: i64) -> LiveLabel {
    let live: BTreeMap<DestinationId, &ReceiptRow> =
        live::live(receipts).into_iter().map(|receipt| (receipt.destination, receipt)).collect();
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
        let backup = self.newest_backup();
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
            .filter_map(|story| self.entry(story, &backup, None).transpose())
            .collect::<Result<_>>()?;
        entries.sort_by_key(|entry| (entry.is_settled(), std::cmp::Reverse(entry.at_ms)));
        Ok(entries)
    }

    /// One story in the ledger, with what was typed last.
    pub fn ledger_entry(&self, story: StoryId) -> Result<Option<Entry>> {
        let (_, head) = self.head(story)?;
        self.entry(story, &self.newest_backup(), Some(head))
    }

    /// The newest backup, to be looked into; `None`: there is none. One that cannot be read is said to be so.
    fn newest_backup(&self) -> Option<Result<backup::Opened, StoreError>> {
        match backup::backups(self.store().paths()) {
            Ok(all) => all.first().map(backup::open),
            Err(error) => Some(Err(error)),
        }
    }

    fn entry(
        &self,
        story: StoryId,
        backup: &Option<Result<backup::Opened, StoreError>>,
        head: Option<Sha256>,
    ) -> Result<Option<Entry>> {
        let (row, writer, held, jobs, receipts, revisions) = self.store().read(|on| {
            Ok::<_, Error>((
                store::story::get(on, story)?,
                store::span::last_writer(on, story)?,
                backup::Held::read(on, story)?,
                shelf::list(on, story)?,
                store::receipt::list(on, story)?,
                store::revision::list(on, story)?,
            ))
        })?;
        let Some(row) = row else { return Ok(None) };
        // A list's row may lag behind the last letters.
        let row = StoryRow { head_hash: head.or(row.head_hash), ..row };
        let held = held.map(|held| backup::Held { head_hash: row.head_hash, ..held });
        let number = |id| revisions.iter().find(|row| row.revision == id).map(|row| row.number);
        let of_hash = |hash: Option<Sha256>| revisions.iter().rfind(|row| Some(row.copy_hash) == hash);
        let kept = of_hash(row.head_hash);
        let disk = Place {
            kind: PlaceKind::Disk,
            destination: None,
            job: None,
            text: TextThere::Ours,
            hash: row.head_hash,
            revision: kept.map(|row| row.number),
            since_ms: Some(row.updated_ms),
            who: writer.map(|member| self.member_name(member)).unwrap_or_default(),
            trouble: None,
            url: None,
            may: Vec::new(),
            may_compare: false,
        };
        let copied = in_backup(backup, story, held.as_ref());
        let copied = Place { revision: of_hash(copied.hash).map(|row| row.number), ..copied };
        let mut places = vec![disk, copied];
        let mut at_ms = 0;
        for destination in self.store().read(|on| store::destination::list(on).map_err(Error::from))? {
            let id = destination.destination;
            let job = jobs.iter().rfind(|job| job.destination == id).cloned();
            let there = self.there_of(&jobs, &receipts, id)?;
            if job.is_none() && there.last.is_none() {
                continue;
            }
            at_ms = at_ms.max(there.last.as_ref().map_or(0, |receipt| receipt.at.at_ms));
            at_ms = at_ms.max(job.as_ref().map_or(0, |job| job.created.at_ms));
            let number = there.last.as_ref().and_then(|receipt| number(receipt.revision));
            places.push(self.at_destination(story, destination, job, there, number)?);
        }
        let revision = revisions.iter().map(|row| row.number).max().unwrap_or(0);
        Ok(Some(Entry { story: row, revision, places, at_ms }))
    }

    /// A story's text at a destination, as far as this desk knows.
    fn at_destination(
        &self,
        story: StoryId,
        destination: DestinationRow,
        job: Option<JobRow>,
        there: There,
        revision: Option<i64>,
    ) -> Result<Place> {
        let (receipt, live) = (there.last.as_ref(), there.live());
        let is_changed = job.as_ref().is_some_and(Newsroom::was_changed_there);
        let place = Place {
            kind: PlaceKind::Destination,
            text: if live.is_some() { TextThere::Ours } else { TextThere::Nothing },
            hash: live.map(|receipt| receipt.copy_hash),
            revision: revision.filter(|_| live.is_some()),
            since_ms: receipt.map(|receipt| receipt.at.at_ms),
            who: receipt.map(|receipt| self.member_name(receipt.member)).unwrap_or_default(),
            url: live.and_then(|receipt| address_now(&destination, receipt)),
            may: [Errand::TakeBack, Errand::Remove].into_iter().filter(|one| there.may_take(*one)).collect(),
            may_compare: is_changed && receipt.is_some_and(has_a_text),
            trouble: job.as_ref().and_then(|job| Trouble::from_text(&job.trouble)),
            destination: Some(destination),
            job,
        };
        let Some(job) = &place.job else { return Ok(place) };
        if is_changed {
            let id = job.destination;
            let read = self.store().read(|on| store::live_copy::last(on, story, id).map_err(Error::from))?;
            let read = read.filter(|read| receipt.is_some_and(|receipt| receipt.record == read.receipt));
            return Ok(Place {
                text: TextThere::Theirs,
                hash: read.as_ref().and_then(|read| read.content_hash.parse().ok()),
                revision: None,
                since_ms: read.as_ref().and_then(|read| read.changed_ms),
                who: read.map(|read| read.changed_by).unwrap_or_default(),
                ..place
            });
        }
        if there.open.is_some() {
            let (hash, revision) = (None, None);
            return Ok(Place { text: TextThere::Unknown, hash, revision, ..place });
        }
        Ok(place)
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
        let row = self.destination(destination)?;
        receipt.and_then(|receipt| address_now(&row, &receipt)).ok_or(Error::Missing("public page yet"))
    }

    /// What stands there by this desk's knowledge.
    pub fn remote_of(job: &JobRow) -> Option<String> {
        Carried::from_bytes(&job.carried).remote.map(|remote| remote.0)
    }
}
