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
use store::job::JobRow;

impl Newsroom {
    /// Queues the taking of a story from readers, at each of these destinations. Nothing of the house's holds that
    /// back; who may publish may do it.
    ///
    /// # Errors
    /// [`Error::Refused`] where readers have nothing of it there, or this member may not.
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
        let receipts = self.receipts(story)?;
        let now = self.now();
        let mut rows = Vec::new();
        for destination in destinations {
            let live = receipts.iter().rfind(|receipt| receipt.destination == *destination);
            // A draft that was taken back may still go for good.
            let is_there = |kind: Errand| {
                kind != Errand::Remove && (errand == Errand::Remove || kind != Errand::TakeBack)
            };
            let live = live.filter(|receipt| is_there(Errand::from_key(&receipt.kind)));
            let live = live.ok_or_else(|| Error::refused(Refusal::NothingPublished))?;
            let (_, carried, _) = self.carried_for(story, *destination)?;
            let pinned = Pinned { revision: live.revision, number: 0, hash: live.copy_hash, approval: None };
            let row = JobRow {
                job: JobId::from_random(self.random_16()),
                story,
                destination: *destination,
                revision: live.revision,
                copy_hash: live.copy_hash,
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
