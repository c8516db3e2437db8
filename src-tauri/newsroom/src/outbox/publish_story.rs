//! Publishing: making it happen in one transaction.

use super::{
    machine::{Errand, JobState},
    plan::{is_withdrawn, Plan},
    shelf, superseded, Step,
};
use crate::{
    change::LiveChange,
    check,
    member::Member,
    review::{insert_after_the_newest, Wish},
    revision::RevisionKind,
    workflow::{refusal, Move, State},
    Change, Error, Newsroom, Refusal, Result,
};
use copy::{
    DestinationId, JobId, MemberId, Placement, ReaderNoteKind, RecordId, RevisionId, Sha256, StoryId,
};
use publish::{Carried, RemoteId, Setup};
use store::{event::EventRow, job::JobRow, Tx};

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
        let withdraws = is_withdrawn(&plan.copy)
            || wish.note.as_ref().is_some_and(|note| note.kind == ReaderNoteKind::Withdrawal);
        let wish = if withdraws { notice_only(wish, &plan)? } else { wish };
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
        self.queue(member, story, &plan, &wish, with_note, withdraws)
    }

    fn queue(
        &self,
        member: MemberId,
        story: StoryId,
        plan: &Plan,
        wish: &PublishWish,
        with_note: bool,
        withdraws: bool,
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
                // Also where its first text has not arrived yet: what goes there after it is the notice.
                kind: if withdraws { Errand::Withdraw.key().into() } else { kind.into() },
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
            if withdraws {
                supersede_queued(tx, story, now.at_ms)?;
            }
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
        let (row, reservation, taken) = self.store().read(|on| {
            Ok::<_, Error>((
                store::destination::get(on, destination)?,
                store::reservation::get(on, story, destination)?,
                store::live_copy::last_taken(on, story, destination)?,
            ))
        })?;
        if row.is_none_or(|row| row.is_removed) {
            return Err(Error::Missing("destination"));
        }
        let there = self.there(story, destination)?;
        let kind = if there.live().is_some() { "update" } else { "publish" };
        let taken =
            taken.filter(|taken| there.last.as_ref().is_some_and(|last| last.record == taken.receipt));
        let ground = [there.last.as_ref().map(|last| last.record), taken.as_ref().map(|taken| taken.record)];
        let ground: Vec<String> = ground.into_iter().flatten().map(|record| record.to_string()).collect();
        let ground = ground.join(" ");
        // What may have been written by a publication that was stopped is no stranger's.
        let stopped = there.open.as_ref().filter(|job| job.is_finished);
        let stopped = stopped.map(|job| Carried::from_bytes(&job.carried));
        if let Some(carried) = stopped.filter(|carried| carried.ground == ground) {
            return Ok((destination, carried, kind));
        }
        // What was taken away has no place there any more.
        let is_gone = there.last.as_ref().is_some_and(|last| Errand::from_key(&last.kind) == Errand::Remove);
        let receipt = there.last.filter(|_| !is_gone);
        let remote = receipt.as_ref().map(|receipt| receipt.remote_id.clone());
        let remote = remote.or(reservation.map(|reservation| reservation.remote_id)).filter(|_| !is_gone);
        // What somebody changed there since, and a person took in here, is known: the next write stands on it.
        let known = receipt.as_ref().map(|receipt| match taken {
            Some(taken) => (taken.version, taken.content_hash),
            None => (receipt.version.clone(), receipt.content_hash.clone()),
        });
        let (version, content_hash) = known.unwrap_or_default();
        let carried = Carried {
            remote: remote.map(RemoteId),
            version,
            content_hash: content_hash.parse().ok(),
            url: receipt.map(|receipt| receipt.url),
            ground,
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

/// A withdrawal goes only where readers have anything to be told of.
fn notice_only(wish: PublishWish, plan: &Plan) -> Result<PublishWish> {
    let may_be_live = |id: &DestinationId| {
        plan.rows.iter().any(|row| row.destination.destination == *id && row.may_be_live)
    };
    let destinations: Vec<DestinationId> = wish.destinations.iter().copied().filter(may_be_live).collect();
    if destinations.is_empty() {
        return Err(Error::refused(Refusal::NothingPublished));
    }
    Ok(PublishWish { destinations, ..wish })
}

/// What was to go out of a story that is withdrawn, and has not begun to, goes nowhere.
fn supersede_queued(tx: &Tx<'_>, story: StoryId, at_ms: i64) -> Result<()> {
    for job in shelf::list(tx, story)? {
        if !job.is_finished && !job.is_in_flight && Errand::from_key(&job.kind) == Errand::Publish {
            shelf::update(tx, &superseded(job, at_ms))?;
        }
    }
    Ok(())
}
