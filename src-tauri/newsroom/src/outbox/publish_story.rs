//! Publishing: what would happen, and making it happen in one transaction.

use super::{
    ledger::is_public,
    machine::{Errand, JobState},
    shelf, superseded, Step,
};
use crate::{
    change::{self, LiveChange},
    check::{self, Check},
    member::Member,
    review::{insert_after_the_newest, Wish},
    revision::RevisionKind,
    workflow::{refusal, Move, State},
    Change, Error, Hold, Newsroom, Refusal, Result,
};
use copy::{
    DestinationId, JobId, MemberId, Placement, ReaderCopy, ReaderNoteKind, RecordId, RevisionId, Sentence,
    Sha256, StoryId,
};
use publish::{Carried, OldAddress, RemoteId, Setup};
use std::sync::Arc;
use store::{destination::DestinationRow, event::EventRow, job::JobRow, receipt::ReceiptRow, Tx};

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

/// A note to readers written with the publication.
#[derive(Debug, Clone)]
pub struct NoteWish {
    /// Its kind.
    pub kind: ReaderNoteKind,
    /// Its words.
    pub text: String,
    /// Its place.
    pub placement: Option<Placement>,
}

/// A publication that somebody wants.
#[derive(Debug, Clone)]
pub struct PublishWish {
    /// Where.
    pub destinations: Vec<DestinationId>,
    /// A note to readers, printed with it.
    pub note: Option<NoteWish>,
    /// Why readers need none although more than letters changed; kept with the revision.
    pub reason: String,
    /// The hash that the person saw.
    pub seen: Sha256,
    /// Whether they confirmed that this approves their own text.
    pub approve_too: bool,
    /// When; `None`: now.
    pub at_ms: Option<i64>,
}

/// What was queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The jobs.
    pub jobs: Vec<JobId>,
    /// The revision that goes.
    pub revision: i64,
}

/// What a job pins.
pub(super) struct Pinned {
    pub revision: RevisionId,
    pub number: i64,
    pub hash: Sha256,
    pub approval: Option<RecordId>,
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
        let (clock, times) = (self.clock_said()?, self.words_of_time(story, &copy.language)?);
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
        let checks = self.checks_at(story, sent_ms, sent_ms)?;
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
        let rows: Vec<PlanRow> = self
            .destinations()?
            .into_iter()
            .map(|destination| plan_row(destination, hash, &receipts, &jobs, number_of))
            .map(|row| self.with_move(story, &copy, row, &receipts))
            .collect();
        let live = receipts.iter().rfind(|receipt| is_public(receipt));
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
    fn with_move(&self, story: StoryId, copy: &ReaderCopy, row: PlanRow, receipts: &[ReceiptRow]) -> PlanRow {
        let live = receipts.iter().rfind(|receipt| receipt.destination == row.destination.destination);
        let live =
            live.filter(|receipt| is_public(receipt) && receipt.web_slug != self.web_slug_of(story, copy));
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

    /// Publishes the head: a note to readers if one is wanted, a revision, its approval where it has
    /// none, and a job for each destination. Revision, approval and jobs are one transaction.
    pub fn publish_story(&self, member: MemberId, story: StoryId, wish: PublishWish) -> Result<Started> {
        let plan = self.plan_at(member, story, wish.at_ms)?;
        if wish.seen != plan.hash {
            return Err(Error::Moved);
        }
        if wish.destinations.is_empty() {
            return Err(Error::refused(Refusal::NoPlaceChosen));
        }
        if check::blocking(&plan.checks).any(|check| check.kind != check::Kind::Approval) {
            return Err(Error::refused(Refusal::ChecksBlock));
        }
        let with_note = wish.note.as_ref().is_some_and(|note| !note.text.trim().is_empty());
        let placeholders = &self.house().placeholders;
        if wish.note.as_ref().is_some_and(|note| check::is_unfinished(&note.text, placeholders)) {
            return Err(Error::refused(Refusal::NoteUnfinished));
        }
        let is_unsaid = !with_note && wish.reason.trim().is_empty();
        if is_unsaid && plan.change.as_ref().is_some_and(LiveChange::needs_reason) {
            return Err(Error::refused(Refusal::ChangeUnsaid));
        }
        if plan.approves_too || with_note {
            if let Some(refusal) = plan.refused {
                return Err(Error::refused(refusal));
            }
            let unapproved = State { desk: crate::workflow::Desk::InReview, ..plan.state.clone() };
            if let Some(sentence) = refusal(Move::Approved, &unapproved, &self.mover(member, story)?) {
                return Err(Error::refused(sentence));
            }
            if !wish.approve_too {
                return Err(Error::refused(Refusal::ApproveToo));
            }
        }
        if let Some(note) = wish.note.as_ref().filter(|_| with_note) {
            self.add_reader_note(member, story, note.kind, note.placement, &note.text)?;
        }
        self.queue(member, story, &plan, &wish, with_note)
    }

    fn queue(
        &self,
        member: MemberId,
        story: StoryId,
        plan: &Plan,
        wish: &PublishWish,
        with_note: bool,
    ) -> Result<Started> {
        let prepared = self.prepare_revision(member, story, RevisionKind::Published, wish.reason.trim())?;
        if !with_note && prepared.hash != plan.hash {
            return Err(Error::Moved);
        }
        let (id, hash) = (prepared.id, prepared.hash);
        let known = self
            .revisions(story)?
            .into_iter()
            .rev()
            .find(|row| row.copy_hash == hash)
            .map(|row| (row.revision, row.number))
            // A reason is kept with a revision of its own.
            .filter(|_| wish.reason.trim().is_empty());
        let approval = plan.state.approval.clone().filter(|_| !with_note);
        let why = if approval.is_none() { self.approval_words(member, story)? } else { String::new() };
        let event = approval
            .is_none()
            .then(|| self.event_row(member, story, &Wish::because(Move::Approved, &why), None));
        let carried: Vec<(DestinationId, Carried, &'static str)> = wish
            .destinations
            .iter()
            .map(|destination| self.carried_for(story, *destination))
            .collect::<Result<_>>()?;
        let withdraws =
            self.head(story)?.0.reader_notes.iter().any(|note| note.kind == ReaderNoteKind::Withdrawal);
        let now = self.now();
        let rows: Vec<JobRow> = carried
            .into_iter()
            .map(|(destination, carried, kind)| JobRow {
                job: JobId::from_random(self.random_16()),
                story,
                destination,
                revision: id,
                copy_hash: hash,
                approval: None,
                kind: if withdraws && kind == "update" { Errand::Withdraw.key().into() } else { kind.into() },
                state: JobState::Queued.key().into(),
                step: Step::Preflight.key().into(),
                is_in_flight: false,
                is_finished: false,
                attempt: 0,
                next_at_ms: Some(wish.at_ms.unwrap_or(0).max(now.at_ms)),
                due_ms: wish.at_ms,
                trouble: String::new(),
                carried: carried.to_bytes(),
                operation: String::new(),
                member,
                device: self.device(),
                created: now.clone(),
                finished_ms: None,
            })
            .collect();
        let started = self.transact(move |tx, changes| {
            // The text that goes is kept once: a revision of exactly this text serves.
            let (revision, number) = match known {
                Some(known) => known,
                None => (id, prepared.insert_in(tx, changes)?),
            };
            let approval = match (approval, event) {
                (Some(approval), _) => approval.event,
                (None, Some(event)) => {
                    let record = event.record;
                    let event = EventRow { revision: Some(revision), copy_hash: Some(hash), ..event };
                    insert_after_the_newest(tx, event)?;
                    record
                }
                (None, None) => return Err(Error::Missing("approval")),
            };
            let pinned = Pinned { revision, number, hash, approval: Some(approval) };
            let jobs = insert_jobs(tx, rows, &pinned)?;
            changes.add(Change::Story(story));
            changes.add(Change::Outbox);
            Ok(Started { jobs, revision: pinned.number })
        })?;
        self.refresh_story(story)?;
        self.tell_facts(story);
        self.outbox.ring();
        Ok(started)
    }

    fn approval_words(&self, member: MemberId, story: StoryId) -> Result<String> {
        let own = self.mover(member, story)?.is_sole_author;
        Ok(if own {
            "approved by its author, with the publication".into()
        } else {
            "approved with the publication".into()
        })
    }

    /// What is known of a story at a destination, for a job's first step.
    pub(crate) fn carried_for(
        &self,
        story: StoryId,
        destination: DestinationId,
    ) -> Result<(DestinationId, Carried, &'static str)> {
        let (row, receipt, reservation, taken) = self.store().read(|on| {
            Ok::<_, Error>((
                store::destination::get(on, destination)?,
                store::receipt::last(on, story, destination)?,
                store::reservation::get(on, story, destination)?,
                store::live_copy::last_taken(on, story, destination)?,
            ))
        })?;
        if row.is_none_or(|row| row.is_removed) {
            return Err(Error::Missing("destination"));
        }
        let kind = if receipt.as_ref().is_some_and(is_public) { "update" } else { "publish" };
        // What was taken away has no place there any more.
        let is_gone =
            receipt.as_ref().is_some_and(|receipt| Errand::from_key(&receipt.kind) == Errand::Remove);
        let receipt = receipt.filter(|_| !is_gone);
        let remote = receipt.as_ref().map(|receipt| receipt.remote_id.clone());
        let remote = remote.or(reservation.map(|reservation| reservation.remote_id)).filter(|_| !is_gone);
        // What somebody changed there since, and a person took in here, is known: the next write stands on it.
        let known =
            receipt.as_ref().map(|receipt| match taken.filter(|taken| taken.receipt == receipt.record) {
                Some(taken) => (taken.version, taken.content_hash),
                None => (receipt.version.clone(), receipt.content_hash.clone()),
            });
        let (version, content_hash) = known.unwrap_or_default();
        let carried = Carried {
            remote: remote.map(RemoteId),
            version,
            content_hash: content_hash.parse().ok(),
            url: receipt.map(|receipt| receipt.url),
            ..Carried::default()
        };
        Ok((destination, carried, kind))
    }

    /// Members' names, for records that name them.
    pub fn member_name(&self, id: MemberId) -> String {
        self.member(id).map(|member: Member| member.name).unwrap_or_default()
    }
}

/// Writes the jobs. A newer version takes the place of what is queued or has come to a person, never
/// of what is under way; what an older one knows of the destination goes over to it.
pub(super) fn insert_jobs(tx: &Tx<'_>, rows: Vec<JobRow>, pinned: &Pinned) -> Result<Vec<JobId>> {
    let mut jobs = Vec::new();
    for row in rows {
        let mut carried = row.carried;
        for older in shelf::list(tx, row.story)? {
            let stuck = matches!(JobState::from_key(&older.state), JobState::NeedsPerson | JobState::Ask);
            let same_place = older.destination == row.destination && !older.is_finished;
            if !same_place || (older.is_in_flight && !stuck) {
                continue;
            }
            if older.is_in_flight {
                carried.clone_from(&older.carried);
            }
            shelf::update(tx, &superseded(older, row.created.at_ms))?;
        }
        let destination =
            store::destination::get(tx, row.destination)?.ok_or(Error::Missing("destination"))?;
        let reservation = Setup::reservation(row.story, &destination.adapter, &destination.address);
        let job = JobRow {
            revision: pinned.revision,
            copy_hash: pinned.hash,
            approval: pinned.approval,
            operation: reservation.slug(),
            carried,
            ..row
        };
        shelf::insert(tx, &job)?;
        jobs.push(job.job);
    }
    Ok(jobs)
}

fn plan_row(
    destination: DestinationRow,
    hash: Sha256,
    receipts: &[ReceiptRow],
    jobs: &[JobRow],
    number_of: impl Fn(RevisionId) -> Option<i64>,
) -> PlanRow {
    let live = receipts.iter().rfind(|receipt| receipt.destination == destination.destination);
    let live = live.filter(|receipt| is_public(receipt));
    let job = jobs.iter().rfind(|job| job.destination == destination.destination && !job.is_finished);
    let (will, why) = match (live, job) {
        _ if !destination.paused.is_empty() => (WillDo::Wait, Some(Sentence::from_text(&destination.paused))),
        (_, Some(job)) if JobState::from_key(&job.state) == JobState::NeedsPerson => {
            (WillDo::LookFirst, publish::Trouble::from_text(&job.trouble).map(Sentence::from))
        }
        (_, Some(job)) if job.is_in_flight => (WillDo::Wait, Some(Hold::EarlierUnderWay.into())),
        (Some(live), _) if live.copy_hash == hash => (WillDo::Same, None),
        (Some(_), _) => (WillDo::Update, None),
        (None, _) => (WillDo::Publish, None),
    };
    let setup = Setup::from_text(&destination.settings);
    PlanRow {
        chosen: will != WillDo::Same && (live.is_some() || setup.on_by_default),
        live_revision: live.and_then(|receipt| number_of(receipt.revision)),
        destination,
        will,
        why,
        moves: None,
    }
}
