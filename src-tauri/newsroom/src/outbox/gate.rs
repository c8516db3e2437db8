//! The gates: what holds a job back before a step that sends something. Asked before every such step,
//! because a hold or a revoked approval stops what has not gone yet.

use super::machine::{Errand, JobState, Step};
use crate::{
    workflow::{self, Desk, Event, Move},
    Hold, Newsroom, Result,
};
use copy::{RecordId, Sentence};
use publish::Trouble;
use std::collections::HashSet;
use store::{destination::DestinationRow, job::JobRow};

/// What holds a job back.
pub(super) enum Gate {
    /// For good.
    Stop(Hold),
    /// Until then.
    Until(i64),
    /// Until the story is released.
    Hold,
    /// Until a person acts.
    Person(Trouble),
}

impl Newsroom {
    /// What holds a job back before a step that sends something.
    pub(super) fn gate(&self, job: &JobRow, step: Step, row: &DestinationRow) -> Result<Option<Gate>> {
        if is_a_look(step) {
            return Ok(None);
        }
        if !row.paused.is_empty() {
            return Ok(Some(Gate::Person(Trouble::paused(Sentence::from_text(&row.paused)))));
        }
        // What only takes something from readers is held back by nothing of the house's.
        if Errand::from_key(&job.kind).only_takes() {
            return Ok(None);
        }
        let events = self.events(job.story)?;
        let state = self.state(job.story)?;
        let revoked = workflow::standing(&events).iter().any(|event| {
            event.kind == Move::ApprovalRevoked
                && event.hash == Some(job.copy_hash)
                && !is_before(&events, event.id, job.approval)
        });
        if revoked {
            return Ok(Some(Gate::Stop(Hold::Revoked)));
        }
        if state.desk == Desk::Spiked {
            return Ok(Some(Gate::Stop(Hold::Spiked)));
        }
        if state.held {
            return Ok(Some(Gate::Hold));
        }
        let now_ms = self.now().at_ms;
        if let Some(until) = state.embargo_until_ms.filter(|until| *until > now_ms) {
            return Ok(Some(Gate::Until(until)));
        }
        Ok(None)
    }

    /// Writes down what the job waits for.
    pub(super) fn wait_at_gate(&self, job: JobRow, gate: Gate) -> Result<()> {
        let now_ms = self.now().at_ms;
        let row = match gate {
            Gate::Stop(reason) => JobRow {
                state: JobState::Stopped.key().into(),
                trouble: Trouble::conflict(reason).to_text(),
                is_in_flight: false,
                is_finished: true,
                next_at_ms: None,
                finished_ms: Some(now_ms),
                ..job
            },
            Gate::Until(until_ms) => JobRow {
                state: JobState::Waiting.key().into(),
                trouble: Trouble::later(Hold::Embargo).to_text(),
                next_at_ms: Some(until_ms),
                ..job
            },
            // Releasing the story wakes it.
            Gate::Hold => JobRow {
                state: JobState::Waiting.key().into(),
                trouble: Trouble::later(Hold::Held).to_text(),
                next_at_ms: None,
                ..job
            },
            Gate::Person(trouble) => JobRow {
                state: JobState::NeedsPerson.key().into(),
                trouble: trouble.to_text(),
                next_at_ms: None,
                ..job
            },
        };
        self.put_job(row)
    }
}

/// Whether a step sends nothing of the story. It comes after one that has, and says what became of that.
pub(super) fn is_a_look(step: Step) -> bool {
    matches!(step, Step::Read | Step::Tidy | Step::Verify)
}

/// Whether one record is another's ancestor.
fn is_before(events: &[Event], earlier: RecordId, later: Option<RecordId>) -> bool {
    let mut next: Vec<RecordId> = later.into_iter().collect();
    let mut seen = HashSet::new();
    while let Some(id) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        let parents = events.iter().filter(|event| event.id == id).flat_map(|event| event.parents.iter());
        for parent in parents {
            if *parent == earlier {
                return true;
            }
            next.push(*parent);
        }
    }
    false
}
