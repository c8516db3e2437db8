//! The outbox: what goes to readers, exactly once.
//!
//! A job pins a revision, its hash and its approval. It is queued in the transaction that makes the
//! approval or finds it; later typing neither changes nor cancels it. The machine decides what follows
//! what, the runner does one attempt at a time and writes down before and after, the ledger tells
//! where every text is.

mod attempt;
mod conclusion;
mod gate;
pub mod ledger;
pub mod live;
pub mod machine;
mod plan;
mod publish_story;
mod right_moment;
mod runner;
mod take;

pub use machine::{Errand, JobState, Step};
pub use plan::{Plan, PlanRow, WillDo};
pub use publish_story::{NoteWish, PublishWish, Started};
pub use right_moment::ClockSaid;
pub use runner::{StepListener, When};

use crate::{story::lock, Change, Error, Newsroom, Refusal, Result};
use copy::{DestinationId, JobId, StoryId};
use publish::{Carried, Edition, Trouble};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc, Mutex, PoisonError,
    },
};
use store::{job as shelf, job::JobRow, Tx};
use tokio::sync::Notify;

/// What the runner is woken by, and what it knows besides the shelves.
#[derive(Default)]
pub(crate) struct Doorbell {
    bell: Notify,
    paused: AtomicBool,
    pub(crate) ended: AtomicBool,
    /// Tries in a row without getting on; forgotten at the end of the run, when patience begins anew.
    tries: Mutex<HashMap<JobId, u32>>,
    /// Editions of jobs under way: renditions are made once.
    editions: Mutex<HashMap<JobId, Arc<Edition>>>,
    listeners: Mutex<Vec<StepListener>>,
    /// Whoever holds it writes to the site's folder: a step of a job, or a new address.
    pub(crate) site_turn: tokio::sync::Mutex<()>,
    /// Whoever holds it prints every page of the site anew, in pieces between the steps of jobs.
    pub(crate) printing: tokio::sync::Mutex<()>,
    /// What destinations said of the time.
    clocks: Mutex<HashMap<DestinationId, right_moment::TheirClock>>,
}

impl Doorbell {
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}

/// Lets the jobs of a destination go on that waited for it.
pub(crate) fn release_in(tx: &Tx<'_>, destination: DestinationId) -> Result<()> {
    for job in shelf::open(tx)?.into_iter().filter(|job| job.destination == destination) {
        let waits_for_it = matches!(Trouble::from_text(&job.trouble), Some(Trouble::Paused { .. }));
        if waits_for_it && JobState::from_key(&job.state) == JobState::NeedsPerson {
            shelf::update(tx, &go_on(job))?;
        }
    }
    Ok(())
}

/// Lets a story's waiting jobs look again whether they may go.
pub(crate) fn wake_in(tx: &Tx<'_>, story: StoryId) -> Result<()> {
    for job in shelf::list(tx, story)?.into_iter().filter(|job| !job.is_finished) {
        if JobState::from_key(&job.state) == JobState::Waiting {
            let next_at_ms = Some(job.due_ms.unwrap_or(0));
            shelf::update(tx, &JobRow { next_at_ms, ..job })?;
        }
    }
    Ok(())
}

/// A job whose place a newer text takes.
pub(crate) fn superseded(job: JobRow, at_ms: i64) -> JobRow {
    JobRow {
        state: JobState::Superseded.key().into(),
        is_in_flight: false,
        is_finished: true,
        next_at_ms: None,
        finished_ms: Some(at_ms),
        ..job
    }
}

/// The row of a job that goes on now, looking first where something may have arrived.
fn go_on(job: JobRow) -> JobRow {
    let has_remote = Carried::from_bytes(&job.carried).remote.is_some();
    let step = machine::resume(Step::from_key(&job.step), has_remote);
    JobRow {
        state: JobState::Queued.key().into(),
        step: step.key().into(),
        next_at_ms: Some(0),
        trouble: String::new(),
        ..job
    }
}

impl Newsroom {
    /// One job.
    pub fn job(&self, id: JobId) -> Result<JobRow> {
        let row = self.store().read(|on| shelf::get(on, id).map_err(Error::from))?;
        row.ok_or(Error::Missing("publication"))
    }

    /// The publications that wait for an answer of a person's.
    pub fn asking(&self) -> Result<BTreeSet<JobId>> {
        let jobs = self.store().read(|on| shelf::open(on).map_err(Error::from))?;
        let asks =
            |job: &JobRow| matches!(JobState::from_key(&job.state), JobState::NeedsPerson | JobState::Ask);
        Ok(jobs.iter().filter(|job| asks(job)).map(|job| job.job).collect())
    }

    /// Tries a job again now: it looks first.
    pub fn retry_job(&self, id: JobId) -> Result<()> {
        self.transact(move |tx, changes| {
            let job = shelf::get(tx, id)?.ok_or(Error::Missing("publication"))?;
            if job.is_finished {
                return Err(Error::refused(Refusal::JobFinished));
            }
            changes.add(Change::Outbox);
            changes.add(Change::Story(job.story));
            shelf::update(tx, &go_on(job))?;
            Ok(())
        })?;
        self.outbox.tries.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        self.outbox.ring();
        Ok(())
    }

    /// Stops a job. What stands at the destination stays as it is.
    pub fn stop_job(&self, id: JobId) -> Result<()> {
        let now_ms = self.now().at_ms;
        let story = self.transact(move |tx, changes| {
            let job = shelf::get(tx, id)?.ok_or(Error::Missing("publication"))?;
            let story = job.story;
            match JobState::from_key(&job.state) {
                _ if job.is_finished => return Err(Error::refused(Refusal::JobFinished)),
                JobState::Sending => {
                    return Err(Error::refused(Refusal::JobSending));
                }
                _ => {}
            }
            shelf::update(
                tx,
                &JobRow {
                    state: JobState::Stopped.key().into(),
                    is_in_flight: false,
                    is_finished: true,
                    next_at_ms: None,
                    finished_ms: Some(now_ms),
                    ..job
                },
            )?;
            changes.add(Change::Outbox);
            changes.add(Change::Story(story));
            Ok(story)
        })?;
        self.refresh_story(story)
    }

    /// Stops all sending, or goes on.
    pub fn pause_outbox(&self, paused: bool) {
        self.outbox.paused.store(paused, Ordering::Relaxed);
        self.tell(&std::collections::BTreeSet::from([Change::Outbox]));
        self.outbox.ring();
    }

    /// Whether all sending is stopped.
    pub fn outbox_is_paused(&self) -> bool {
        self.outbox.paused.load(Ordering::Relaxed)
    }

    /// At the start of a run: a job that was being sent when the desk ended looks whether it arrived, and one
    /// whose time has passed meanwhile asks, unless the house lets it go on. On a restored or copied desk every
    /// unfinished job waits for a person's word.
    pub(crate) fn settle_interrupted_jobs(&self, ask: bool) -> Result<()> {
        let late = if ask || self.house().rules.late_goes_on { HashMap::new() } else { self.late_jobs()? };
        self.transact(move |tx, changes| {
            for job in shelf::open(tx)? {
                let state = JobState::from_key(&job.state);
                if ask {
                    let asked = JobRow { state: JobState::Ask.key().into(), next_at_ms: None, ..job };
                    shelf::update(tx, &asked)?;
                } else if let Some(asked) = late.get(&job.job) {
                    shelf::update(tx, asked)?;
                } else if state == JobState::Sending {
                    let resumed = JobRow { state: JobState::Unknown.key().into(), ..go_on(job) };
                    shelf::update(tx, &resumed)?;
                } else {
                    continue;
                }
                changes.add(Change::Outbox);
            }
            Ok(())
        })
    }

    /// Slugs that other stories have at destinations where this one would go.
    pub(crate) fn slugs_taken(&self, story: StoryId) -> Result<Vec<(String, String)>> {
        let copy = {
            let session = self.session(story)?;
            let copy = lock(&session).copy().0;
            copy
        };
        let slug = self.web_slug_of(story, &copy);
        let mut taken = Vec::new();
        for row in self.destinations()? {
            let other = self.store().read(|on| {
                store::receipt::is_slug_taken(on, row.destination, &slug, story).map_err(Error::from)
            })?;
            if other {
                taken.push((row.name, slug.clone()));
            }
        }
        Ok(taken)
    }
}
