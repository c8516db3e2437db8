//! The runner: takes due jobs and does their steps, one attempt at a time, writing down before and
//! after. The only async part of the desk; no transaction is held over a call.

use super::{machine::Step, shelf};
use crate::{Change, Error, Newsroom, Result};
use copy::{JobId, StoryId};
use std::{
    collections::{HashMap, HashSet},
    sync::{atomic::Ordering, Arc, PoisonError},
    time::Duration,
};
use store::job::JobRow;
use tokio::task::JoinSet;

/// Jobs that are sent at the same time in all.
const AT_ONCE: usize = 8;
/// Without anything due the runner looks again after so long, should a clock have jumped.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// A job whose turn has not come looks again after so long.
const TURN_MS: i64 = 2_000;

/// Before or after a step was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It is written down that the step begins; nothing was sent.
    Begun,
    /// The other end has answered; nothing is written down yet.
    Answered,
    /// What came of it is written down.
    Written,
}

/// Hears of each step: for progress, and for the tests that end the desk there.
pub type StepListener = Arc<dyn Fn(JobId, Step, When) + Send + Sync>;

/// At one place a folder's list pages are written by one job at a time; a server copes with some.
fn at_once(adapter: &str) -> usize {
    if adapter == "site" {
        1
    } else {
        4
    }
}

impl Newsroom {
    /// Hears of each step from now on.
    pub fn listen_to_steps(&self, listener: StepListener) {
        self.outbox.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    fn step_is(&self, job: JobId, step: Step, when: When) {
        let listeners = self.outbox.listeners.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for listener in listeners {
            listener(job, step, when);
        }
    }

    /// Ends [`Self::run_outbox`] after the attempts under way.
    pub fn end_outbox(&self) {
        self.outbox.ended.store(true, Ordering::Relaxed);
        self.outbox.ring();
    }

    /// Sends what is due, until [`Self::end_outbox`].
    pub async fn run_outbox(self: Arc<Self>) {
        let mut running = JoinSet::new();
        let mut busy: HashSet<JobId> = HashSet::new();
        let mut places: HashMap<copy::DestinationId, usize> = HashMap::new();
        while !self.outbox.ended.load(Ordering::Relaxed) {
            let sleep = match self.start_due(&mut running, &mut busy, &mut places) {
                Ok(sleep) => sleep,
                Err(error) => {
                    tracing::warn!(%error, "the outbox could not be read");
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = self.outbox.bell.notified() => {}
                () = tokio::time::sleep(sleep) => {}
                Some(done) = running.join_next(), if !running.is_empty() => {
                    if let Ok((job, destination)) = done {
                        busy.remove(&job);
                        places.entry(destination).and_modify(|n| *n = n.saturating_sub(1));
                    }
                }
            }
        }
        while running.join_next().await.is_some() {}
    }

    /// Sends until nothing is due any more, now or later by itself; for the command line.
    pub async fn drain_outbox(self: &Arc<Self>, mut still_wanted: impl FnMut() -> bool) -> Result<()> {
        loop {
            let due = self.store().read(|on| shelf::due(on, self.now().at_ms, 1).map_err(Error::from))?;
            match due.into_iter().next() {
                Some(job) => self.work_on(job.job).await?,
                None => {
                    let next = self.store().read(|on| shelf::next_at_ms(on).map_err(Error::from))?;
                    let Some(next) = next.filter(|_| still_wanted()) else { return Ok(()) };
                    let wait = u64::try_from(next - self.now().at_ms).unwrap_or(0).clamp(1, 1_000);
                    tokio::time::sleep(Duration::from_millis(wait)).await;
                }
            }
        }
    }

    /// Starts what is due and may go; how long until something is due again.
    fn start_due(
        self: &Arc<Self>,
        running: &mut JoinSet<(JobId, copy::DestinationId)>,
        busy: &mut HashSet<JobId>,
        places: &mut HashMap<copy::DestinationId, usize>,
    ) -> Result<Duration> {
        if self.outbox_is_paused() || self.is_read_only() {
            return Ok(LONGEST_SLEEP);
        }
        let now_ms = self.now().at_ms;
        let due = self.store().read(|on| shelf::due(on, now_ms, 200).map_err(Error::from))?;
        let mut stories: HashSet<(StoryId, copy::DestinationId)> = HashSet::new();
        for job in due {
            let row = self.destination(job.destination)?;
            let place = places.entry(job.destination).or_insert(0);
            let is_free = stories.insert((job.story, job.destination));
            if busy.contains(&job.job) || !is_free || *place >= at_once(&row.adapter) || busy.len() >= AT_ONCE
            {
                continue;
            }
            *place += 1;
            busy.insert(job.job);
            let desk = Arc::clone(self);
            running.spawn(async move {
                if let Err(error) = desk.work_on(job.job).await {
                    tracing::warn!(job = %job.job, %error, "a publication could not be worked on");
                    // The shelves refuse: do not spin on it.
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
                (job.job, job.destination)
            });
        }
        let next = self.store().read(|on| shelf::next_at_ms(on).map_err(Error::from))?;
        let until = next
            .map_or(LONGEST_SLEEP, |next| Duration::from_millis(u64::try_from(next - now_ms).unwrap_or(0)));
        // What is due but waits for a free place is started when a place is free.
        Ok(until.clamp(Duration::from_millis(50), LONGEST_SLEEP))
    }

    /// Does a job's steps until it waits, needs a person or is finished.
    async fn work_on(self: &Arc<Self>, id: JobId) -> Result<()> {
        loop {
            let job = self.job(id)?;
            if job.is_finished || job.next_at_ms.is_none() || self.outbox_is_paused() {
                return Ok(());
            }
            let row = self.destination(job.destination)?;
            let step = Step::from_key(&job.step);
            if let Some(gate) = self.gate(&job, step, &row)? {
                self.wait_at_gate(job, gate)?;
                return Ok(());
            }
            if self.waits_its_turn(&job)? {
                return Ok(());
            }
            let Some(job) = self.begin(job, step)? else { return Ok(()) };
            self.step_is(id, step, When::Begun);
            let (outcome, carried) = self.attempt(&job, &row, step).await;
            self.step_is(id, step, When::Answered);
            let next = self.conclude(job, &row, step, outcome, carried).await?;
            self.step_is(id, step, When::Written);
            if !next {
                return Ok(());
            }
        }
    }

    /// One job is in flight for a story and destination. A newer one waits until the older has come to
    /// an end, or has come to a person.
    fn waits_its_turn(&self, job: &JobRow) -> Result<bool> {
        let (story, destination) = (job.story, job.destination);
        let other = self.store().read(|on| shelf::in_flight(on, story, destination).map_err(Error::from))?;
        if other.is_none_or(|other| other.job == job.job) {
            return Ok(false);
        }
        let next_at_ms = Some(self.now().at_ms + TURN_MS);
        self.put_job(JobRow { next_at_ms, ..job.clone() })?;
        Ok(true)
    }

    /// Writes a job down as it is now.
    pub(super) fn put_job(&self, row: JobRow) -> Result<()> {
        let story = row.story;
        self.transact(move |tx, changes| {
            shelf::update(tx, &row)?;
            changes.add(Change::Outbox);
            changes.add(Change::Story(story));
            Ok(())
        })
    }
}
