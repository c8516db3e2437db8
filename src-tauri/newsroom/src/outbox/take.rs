//! Taking a story from readers: back to a draft there, or away for good. What was published stays listed.

use super::{
    machine::{Errand, JobState, Step},
    publish_story::{insert_jobs, Pinned},
};
use crate::{
    transact::Change,
    workflow::{refusal, Desk, Move, State},
    Error, Newsroom, Refusal, Result,
};
use copy::{DestinationId, JobId, MemberId, StoryId};
use publish::Carried;
use store::job::JobRow;

impl Newsroom {
    /// Queues the taking of a story from readers, at each of these destinations where they have it or may have it:
    /// a place that has nothing keeps none of the others back. Nothing of the house's holds that back; who may
    /// publish may do it.
    ///
    /// # Errors
    /// [`Error::Refused`] where readers have nothing of it at any of them, or this member may not.
    pub fn take_from_readers(
        &self,
        member: MemberId,
        story: StoryId,
        destinations: &[DestinationId],
        errand: Errand,
    ) -> Result<Vec<JobId>> {
        if destinations.is_empty() || !errand.only_takes() {
            return Err(Error::refused(Refusal::NoPlaceChosen));
        }
        // Whoever may stop a story may take it from readers, whatever state it is in.
        let open = State { desk: Desk::Draft, held: false, ..State::default() };
        if let Some(refusal) = refusal(Move::Held, &open, &self.mover(member, story)?) {
            return Err(Error::refused(refusal));
        }
        let now = self.now();
        let mut rows = Vec::new();
        for destination in destinations {
            let there = self.there(story, *destination)?;
            if !there.may_take(errand) {
                continue;
            }
            let (_, carried, _) = self.carried_for(story, *destination)?;
            let open = there.open.as_ref();
            // What may stand there by a publication that never came to a receipt is known by its text.
            let text = open.map(|job| (job.revision, job.copy_hash));
            let text = text.or_else(|| there.last.as_ref().map(|last| (last.revision, last.copy_hash)));
            let Some((revision, hash)) = text else { continue };
            let carried = open.map_or(carried, |job| Carried::from_bytes(&job.carried));
            let pinned = Pinned { revision, number: 0, hash, approval: None };
            let row = JobRow {
                job: JobId::from_random(self.random_16()),
                story,
                destination: *destination,
                revision,
                copy_hash: hash,
                approval: None,
                kind: errand.key().into(),
                state: JobState::Queued.key().into(),
                step: Step::Preflight.key().into(),
                is_in_flight: false,
                is_finished: false,
                attempt: 0,
                next_at_ms: Some(now.at_ms),
                due_ms: None,
                trouble: String::new(),
                carried: carried.to_bytes(),
                operation: String::new(),
                member,
                device: self.device(),
                created: now.clone(),
                finished_ms: None,
            };
            rows.push((row, pinned));
        }
        if rows.is_empty() {
            return Err(Error::refused(Refusal::NothingPublished));
        }
        let jobs = self.transact(move |tx, changes| {
            let mut jobs = Vec::new();
            for (row, pinned) in rows {
                jobs.extend(insert_jobs(tx, vec![row], &pinned)?);
            }
            changes.add(Change::Story(story));
            changes.add(Change::Outbox);
            Ok(jobs)
        })?;
        self.refresh_story(story)?;
        self.tell_facts(story);
        self.outbox.ring();
        Ok(jobs)
    }
}
