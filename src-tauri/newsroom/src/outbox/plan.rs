//! What publishing would do: at each destination, to the text that readers have, and what stands in its way.

use super::{
    live::{self, There},
    machine::{Errand, JobState},
    shelf,
};
use crate::{
    change::{self, LiveChange},
    check::{self, Check},
    workflow::{refusal, Move, State},
    Error, Hold, Newsroom, Refusal, Result,
};
use copy::{MemberId, ReaderCopy, ReaderNoteKind, RevisionId, Sentence, Sha256, StoryId};
use publish::{OldAddress, Setup};
use std::sync::Arc;
use store::{destination::DestinationRow, job::JobRow, receipt::ReceiptRow};

/// What would happen at a destination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WillDo {
    /// Go there for the first time.
    Publish,
    /// Be updated in place.
    Update,
    /// Nothing: it is there, exactly so.
    Same,
    /// Wait: the destination is paused, or another job is on its way.
    Wait,
    /// A person must look there first.
    LookFirst,
    /// Nothing: it is withdrawn, and readers never had it there.
    Nothing,
}

/// A destination in the plan.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// The destination.
    pub destination: DestinationRow,
    /// What would happen.
    pub will: WillDo,
    /// Why, where there is anything to say.
    pub why: Option<Sentence>,
    /// The revision that is live there.
    pub live_revision: Option<i64>,
    /// Ticked unless the person unticks it.
    pub chosen: bool,
    /// Whether readers have anything of the story there, or may have, or soon will.
    pub may_be_live: bool,
    /// Whether it was taken from readers there.
    pub was_taken: bool,
    /// When it goes there by itself, where it is scheduled.
    pub goes_ms: Option<i64>,
    /// The address there that it would move from, and what becomes of that one.
    pub moves: Option<(String, OldAddress)>,
}

/// What publishing the head would do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The head.
    pub copy: Arc<ReaderCopy>,
    /// Its hash.
    pub hash: Sha256,
    /// The story's state.
    pub state: State,
    /// The number of the revision that would go.
    pub revision: i64,
    /// When readers would have it: now or later, and not before its embargo lifts.
    pub goes_ms: i64,
    /// Where.
    pub rows: Vec<PlanRow>,
    /// What stands in the way, and what does not.
    pub checks: Vec<Check>,
    /// Words changed since what is live; `None`: it is live nowhere.
    pub words_changed: Option<u32>,
    /// What kind of change that is; `None`: readers would see none, or nothing is live.
    pub change: Option<LiveChange>,
    /// Since when it is live.
    pub live_since_ms: Option<i64>,
    /// Whether publishing approves too, in one confirmed step.
    pub approves_too: bool,
    /// What forbids it.
    pub refused: Option<Refusal>,
}

/// The text that would go.
struct Head {
    hash: Sha256,
    is_withdrawn: bool,
    now_ms: i64,
}

/// Whether a text says of itself that it is withdrawn.
pub(super) fn is_withdrawn(copy: &ReaderCopy) -> bool {
    copy.reader_notes.iter().any(|note| note.kind == ReaderNoteKind::Withdrawal)
}

impl Newsroom {
    /// The checks of a story's head, as it is to go: at its publishing time, where it has one.
    pub fn checks(&self, story: StoryId) -> Result<Vec<Check>> {
        let state = self.state(story)?;
        let goes_ms = self.goes_ms(story, &state)?;
        self.checks_at(story, self.now().at_ms, goes_ms)
    }

    /// The checks of a story's head that is to be sent then, and reaches readers then.
    fn checks_at(&self, story: StoryId, sent_ms: i64, goes_ms: i64) -> Result<Vec<Check>> {
        let (copy, hash) = self.head(story)?;
        let state = self.state_of(story, hash)?;
        let lines = self.text_lines(story, &document::Container::Body)?;
        let house = self.house();
        let needs_approval = house.wants_second_pair_of_eyes(self.members()?.len());
        let slugs_taken = self.slugs_taken(story)?;
        let clashes = self.clashes(story)?;
        let (clock, times) = (self.clock_said()?, self.words_of_time(story, &copy)?);
        let subject = check::Subject {
            copy: &copy,
            lines: &lines,
            state: &state,
            house: &house,
            sent_ms,
            goes_ms,
            clock: clock.as_ref(),
            times: &times,
            slugs_taken: &slugs_taken,
            needs_approval,
            asked: check::Asked {
                suggestions: self.pending_suggestions(story)?,
                threads: self.open_threads(story)?,
                items: self.unticked_items(story)?,
            },
            clashes: &clashes,
        };
        let mut checks = check::run(&subject);
        self.put_ignored(story, &mut checks)?;
        Ok(checks)
    }

    /// What publishing the head would do now.
    pub fn plan(&self, member: MemberId, story: StoryId) -> Result<Plan> {
        self.plan_at(member, story, None)
    }

    /// What publishing the head would do then; `None`: now.
    pub fn plan_at(&self, member: MemberId, story: StoryId, at_ms: Option<i64>) -> Result<Plan> {
        let (copy, hash) = self.head(story)?;
        let state = self.state_of(story, hash)?;
        let sent_ms = at_ms.unwrap_or(0).max(self.now().at_ms);
        let goes_ms = state.embargo_until_ms.map_or(sent_ms, |lifts_ms| lifts_ms.max(sent_ms));
        let checks = self.checks_at(story, sent_ms, goes_ms)?;
        let (receipts, jobs, revisions) = self.store().read(|on| {
            Ok::<_, Error>((
                store::receipt::list(on, story)?,
                shelf::list(on, story)?,
                store::revision::list(on, story)?,
            ))
        })?;
        let number_of =
            |id: RevisionId| revisions.iter().find(|row| row.revision == id).map(|row| row.number);
        let newest = revisions.last();
        let revision = match newest {
            Some(row) if row.copy_hash == hash => row.number,
            Some(row) => row.number + 1,
            None => 1,
        };
        let head = Head { hash, is_withdrawn: is_withdrawn(&copy), now_ms: self.now().at_ms };
        let rows: Vec<PlanRow> = self
            .destinations()?
            .into_iter()
            .map(|destination| {
                let there = self.there_of(&jobs, &receipts, destination.destination)?;
                let job =
                    jobs.iter().rfind(|job| job.destination == destination.destination && !job.is_finished);
                let row = plan_row(destination, &there, job, &head, number_of);
                Ok(self.with_move(story, &copy, row, there.live()))
            })
            .collect::<Result<_>>()?;
        let live = live::live(&receipts).pop();
        let live = live.and_then(|receipt| self.open_revision(story, receipt.revision).ok());
        let is_live = live.is_some();
        let change = live.and_then(|live| {
            let words = publish::print::Catalogue::new(&copy.language, &self.house().time_zone);
            change::of(&live.copy, &copy, &words)
        });
        let words_changed = is_live.then(|| change.as_ref().map_or(0, |change| change.words_changed));
        let approves_too = state.approval.is_none();
        let refused = self.refused(member, story, &state, approves_too)?;
        Ok(Plan {
            hash,
            revision,
            goes_ms,
            rows,
            checks,
            words_changed,
            change,
            live_since_ms: receipts.first().map(|receipt| receipt.at.at_ms),
            approves_too,
            refused,
            state,
            copy,
        })
    }

    /// A story that is live under another address moves, and what becomes of the old one is the destination's to say.
    fn with_move(
        &self,
        story: StoryId,
        copy: &ReaderCopy,
        row: PlanRow,
        live: Option<&ReceiptRow>,
    ) -> PlanRow {
        let live = live.filter(|receipt| receipt.web_slug != self.web_slug_of(story, copy));
        let old = live.and_then(|live| {
            Some((live.web_slug.clone(), self.connect(&row.destination).ok()?.old_address()))
        });
        PlanRow { moves: old, ..row }
    }

    /// What forbids publishing, beside the checks.
    fn refused(
        &self,
        member: MemberId,
        story: StoryId,
        state: &State,
        approves_too: bool,
    ) -> Result<Option<Refusal>> {
        let mover = self.mover(member, story)?;
        Ok(if approves_too { refusal(Move::Approved, state, &mover) } else { None })
    }
}

fn plan_row(
    destination: DestinationRow,
    there: &There,
    job: Option<&JobRow>,
    head: &Head,
    number_of: impl Fn(RevisionId) -> Option<i64>,
) -> PlanRow {
    let live = there.live();
    let taken = there.last.as_ref().filter(|_| live.is_none()).map(|last| Errand::from_key(&last.kind));
    let goes_ms =
        job.filter(|job| !job.is_in_flight).and_then(|job| job.due_ms).filter(|due| *due > head.now_ms);
    let asks = |job: &JobRow| matches!(JobState::from_key(&job.state), JobState::NeedsPerson | JobState::Ask);
    let (will, why) = match (live, job) {
        _ if !destination.paused.is_empty() => (WillDo::Wait, Some(Sentence::from_text(&destination.paused))),
        (_, Some(job)) if asks(job) => {
            (WillDo::LookFirst, publish::Trouble::from_text(&job.trouble).map(Sentence::from))
        }
        (_, Some(job)) if job.is_in_flight => (WillDo::Wait, Some(Hold::EarlierUnderWay.into())),
        _ if goes_ms.is_some() => (WillDo::Wait, Some(Hold::Scheduled.into())),
        _ if head.is_withdrawn && !there.may_be_live() => (WillDo::Nothing, None),
        (Some(live), _) if live.copy_hash == head.hash => (WillDo::Same, None),
        (Some(_), _) => (WillDo::Update, None),
        (None, _) if taken == Some(Errand::Remove) => (WillDo::Publish, Some(Hold::WasDeleted.into())),
        (None, _) if taken.is_some() => (WillDo::Publish, Some(Hold::WasTakenBack.into())),
        (None, _) => (WillDo::Publish, None),
    };
    let setup = Setup::from_text(&destination.settings);
    // What is scheduled goes by itself, and what was taken from readers goes again only where somebody says so.
    let is_usual = goes_ms.is_none() && taken.is_none();
    let is_nothing = matches!(will, WillDo::Same | WillDo::Nothing);
    PlanRow {
        chosen: is_usual && !is_nothing && (live.is_some() || setup.on_by_default),
        may_be_live: there.may_be_live(),
        was_taken: taken.is_some(),
        goes_ms,
        live_revision: live.and_then(|receipt| number_of(receipt.revision)),
        destination,
        will,
        why,
        moves: None,
    }
}
