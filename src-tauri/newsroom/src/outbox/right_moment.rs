//! The right moment: an embargo lifts by this computer's clock and by the destination's, whichever is later; what
//! was to go while the app was closed asks whether it still should.
//!
//! A clock is asked for only once an embargo has lifted here: before that nothing at all is sent for its story.
//! The question is the probe's, which says who we are and nothing of any story.

use super::{machine::Errand, JobState, Step};
use crate::{workflow, Error, Hold, Newsroom, Result};
use copy::{DestinationId, JobId};
use publish::{ClockOff, Destination, Probe, Trouble};
use std::{collections::HashMap, sync::PoisonError, time::Instant};
use store::job::JobRow;

/// How long a server's clock is taken to go as ours does, before it is asked again.
const KNOWN_FOR_MS: i64 = 10 * 60_000;
/// A `Date` header counts whole seconds and was on its way for some time.
const COARSE_MS: i64 = 2_000;
/// So often it is looked whether somebody has set this computer's clock right meanwhile.
const LOOK_AGAIN_MS: i64 = 60_000;
/// A start that is no later than this is in time.
const IN_TIME_MS: i64 = 60_000;

/// What a server's clock said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TheirClock {
    /// Theirs less ours.
    offset_ms: i64,
    /// When it was asked, by our clock, and by one that nobody sets.
    asked_ms: i64,
    asked: Instant,
}

impl TheirClock {
    /// Whether it still says what it said: not for ever, and not once ours was set.
    fn stands(&self, now_ms: i64) -> bool {
        let gone_ms = i64::try_from(self.asked.elapsed().as_millis()).unwrap_or(i64::MAX);
        let ours_ms = now_ms - self.asked_ms;
        (0..KNOWN_FOR_MS).contains(&ours_ms) && (ours_ms - gone_ms).abs() < COARSE_MS
    }
}

/// A clock that is off, as a destination tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockSaid {
    /// How far.
    pub off: ClockOff,
    /// Who says so.
    pub destination: String,
}

impl Newsroom {
    /// Remembers what a probe found of the clocks.
    pub(crate) fn note_clock(&self, destination: DestinationId, probe: &Probe) {
        let Some(offset_ms) = probe.clock_offset_ms else { return };
        let said = TheirClock { offset_ms, asked_ms: self.now().at_ms, asked: Instant::now() };
        self.outbox.clocks.lock().unwrap_or_else(PoisonError::into_inner).insert(destination, said);
    }

    fn clock_of(&self, destination: DestinationId) -> Option<i64> {
        let said =
            self.outbox.clocks.lock().unwrap_or_else(PoisonError::into_inner).get(&destination).copied();
        said.filter(|said| said.stands(self.now().at_ms)).map(|said| said.offset_ms)
    }

    /// That this computer's clock is off, where a destination has said so lately.
    pub(crate) fn clock_said(&self) -> Result<Option<ClockSaid>> {
        for row in self.destinations()? {
            if let Some(off) = self.clock_of(row.destination).and_then(ClockOff::of) {
                return Ok(Some(ClockSaid { off, destination: row.name }));
            }
        }
        Ok(None)
    }

    /// Whether a story's embargo has lifted by the destination's clock too. A fast clock here would break it.
    pub(super) async fn has_lifted_there(
        &self,
        job: &JobRow,
        step: Step,
        there: &dyn Destination,
    ) -> Result<(), Trouble> {
        if super::gate::is_a_look(step) || Errand::from_key(&job.kind).only_takes() {
            return Ok(());
        }
        let state = self.state(job.story).map_err(|error| Trouble::story(error, None))?;
        let Some(until_ms) = state.embargo_until_ms else { return Ok(()) };
        let known = match self.clock_of(job.destination) {
            Some(offset_ms) => Some(offset_ms),
            None => {
                let probe = there.probe().await?;
                self.note_clock(job.destination, &probe);
                probe.clock_offset_ms
            }
        };
        // A folder has no clock of its own.
        let Some(offset_ms) = known else { return Ok(()) };
        // Their seconds are whole ones, rounded down: the wait may be a second too long, and never too short.
        let early_ms = until_ms - (self.now().at_ms + offset_ms);
        if early_ms <= 0 {
            return Ok(());
        }
        let reason = match ClockOff::of(offset_ms) {
            Some(ClockOff::Fast(minutes)) => Hold::ClockFast { minutes },
            _ => Hold::Embargo,
        };
        let wait_ms = u64::try_from(early_ms.min(LOOK_AGAIN_MS)).unwrap_or(0);
        Err(Trouble::Later { reason: reason.into(), retry_after_ms: Some(wait_ms) })
    }
}

impl Newsroom {
    /// Jobs whose time passed while the app was closed, each as it says how late it is, and asks. What may have
    /// arrived already is not asked about: it looks. What a person holds is not late.
    pub(super) fn late_jobs(&self) -> Result<HashMap<JobId, JobRow>> {
        let now_ms = self.now().at_ms;
        let open = self.store().read(|on| store::job::open(on).map_err(Error::from))?;
        let mut late = HashMap::new();
        for job in open {
            // What was being sent and is not in flight had only looked: nothing of it left.
            let is_asking = matches!(JobState::from_key(&job.state), JobState::NeedsPerson | JobState::Ask);
            if is_asking || job.is_in_flight || Errand::from_key(&job.kind).only_takes() {
                continue;
            }
            let state = workflow::fold(&self.events(job.story)?, None);
            // Who publishes under an embargo means the moment at which it lifts.
            let lifts_ms = state.embargo_until_ms.filter(|until| job.created.at_ms < *until);
            let Some(due_ms) = job.due_ms.max(lifts_ms).filter(|_| !state.held) else { continue };
            if now_ms - due_ms >= IN_TIME_MS {
                late.insert(job.job, asking(job, now_ms - due_ms));
            }
        }
        Ok(late)
    }
}

fn asking(job: JobRow, late_ms: i64) -> JobRow {
    let minutes = u64::try_from(late_ms / 60_000).unwrap_or(0);
    let late = Hold::Late { hours: minutes / 60, minutes: minutes % 60 };
    JobRow {
        state: JobState::Ask.key().into(),
        trouble: Trouble::later(late).to_text(),
        next_at_ms: None,
        ..job
    }
}
