//! The runner: takes due jobs and does their steps, one attempt at a time, writing down before and
//! after. The only async part of the desk; no transaction is held over a call.

use super::{
    machine::{self, Brought, JobState, Next, Setting, Step},
    shelf,
};
use crate::{
    workflow::{Desk, Move},
    Change, Error, Newsroom, Result,
};
use copy::{JobId, RecordId, StoryId};
use publish::{Carried, Destination, Edition, Printed, PublicState, Setup, Trouble};
use std::{
    collections::{HashMap, HashSet},
    sync::{atomic::Ordering, Arc, PoisonError},
    time::Duration,
};
use store::{destination::DestinationRow, job::JobRow, receipt::ReceiptRow, reservation::ReservationRow};
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
            let job = self.begin(job, step)?;
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

    /// What holds a job back before a step that sends something.
    fn gate(&self, job: &JobRow, step: Step, row: &DestinationRow) -> Result<Option<Gate>> {
        if matches!(step, Step::Read | Step::Tidy | Step::Verify) {
            return Ok(None);
        }
        if !row.paused.is_empty() {
            return Ok(Some(Gate::Person(Trouble::paused(row.paused.clone()))));
        }
        let events = self.events(job.story)?;
        let state = self.state(job.story)?;
        let revoked = events.iter().any(|event| {
            event.kind == Move::ApprovalRevoked
                && event.hash == Some(job.copy_hash)
                && !is_before(&events, event.id, job.approval)
        });
        if revoked {
            return Ok(Some(Gate::Stop("The approval was taken back before it was sent.")));
        }
        if state.desk == Desk::Spiked {
            return Ok(Some(Gate::Stop("The story was spiked before it was sent.")));
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

    fn wait_at_gate(&self, job: JobRow, gate: Gate) -> Result<()> {
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
                trouble: Trouble::later("The embargo has not lifted.").to_text(),
                next_at_ms: Some(until_ms),
                ..job
            },
            // Releasing the story wakes it.
            Gate::Hold => JobRow {
                state: JobState::Waiting.key().into(),
                trouble: Trouble::later("The story is held. It goes on when it is released.").to_text(),
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

    fn put_job(&self, row: JobRow) -> Result<()> {
        let story = row.story;
        self.transact(move |tx, changes| {
            shelf::update(tx, &row)?;
            changes.add(Change::Outbox);
            changes.add(Change::Story(story));
            Ok(())
        })
    }

    /// Counts the attempt and writes down that the step begins, before anything is sent.
    fn begin(&self, job: JobRow, step: Step) -> Result<JobRow> {
        let now_ms = self.now().at_ms;
        // What stands there was known when the job was queued; an older one may have arrived since, and
        // its text is no stranger's.
        let (carried, kind) = if job.is_in_flight {
            (job.carried.clone(), job.kind.clone())
        } else {
            let (_, known, kind) = self.carried_for(job.story, job.destination)?;
            let before = Carried::from_bytes(&job.carried);
            let remote = known.remote.or(before.remote.clone());
            let Carried { version, content_hash, url, .. } = known;
            (Carried { remote, version, content_hash, url, ..before }.to_bytes(), kind.to_owned())
        };
        let row = JobRow {
            carried,
            kind,
            state: JobState::Sending.key().into(),
            is_in_flight: job.is_in_flight || step >= Step::Reserve,
            attempt: job.attempt + 1,
            trouble: String::new(),
            next_at_ms: Some(now_ms),
            ..job
        };
        let written = row.clone();
        self.transact(move |tx, changes| {
            shelf::update(tx, &written)?;
            store::attempt::begin(tx, written.job, written.attempt, step.key(), now_ms)?;
            changes.add(Change::Outbox);
            Ok(())
        })?;
        Ok(row)
    }

    /// One attempt at one step.
    async fn attempt(
        self: &Arc<Self>,
        job: &JobRow,
        row: &DestinationRow,
        step: Step,
    ) -> (Result<Brought, Trouble>, Carried) {
        let carried = Carried::from_bytes(&job.carried);
        let edition = match self.edition_of(job).await {
            Ok(edition) => edition,
            Err(error) => return (Err(Trouble::story(error.to_string(), None)), carried),
        };
        match self.connect(row) {
            Ok(endpoint) => ask(&*endpoint, &edition, job, row, step, carried).await,
            Err(trouble) => (Err(trouble), carried),
        }
    }

    /// A job's edition: its pinned revision, dressed. Pictures are made off the runtime's threads.
    async fn edition_of(self: &Arc<Self>, job: &JobRow) -> Result<Arc<Edition>> {
        let known =
            self.outbox.editions.lock().unwrap_or_else(PoisonError::into_inner).get(&job.job).cloned();
        if let Some(edition) = known {
            return Ok(edition);
        }
        let (desk, job) = (Arc::clone(self), job.clone());
        let made = tokio::task::spawn_blocking(move || {
            let opened = desk.open_revision(job.story, job.revision)?;
            if copy::canonical::copy_hash(&opened.copy) != job.copy_hash {
                return Err(Error::refused("The stored revision is not the text that was approved."));
            }
            let number = u32::try_from(opened.row.number).unwrap_or(0);
            let edition = desk.edition(job.story, number, opened.copy, Some(job.destination))?;
            let edition = Arc::new(edition);
            let mut editions = desk.outbox.editions.lock().unwrap_or_else(PoisonError::into_inner);
            editions.insert(job.job, Arc::clone(&edition));
            Ok(edition)
        });
        made.await.map_err(|_| Error::refused("The story's pictures could not be made."))?
    }

    /// Writes down what came of a step. Whether the job goes on at once.
    async fn conclude(
        self: &Arc<Self>,
        job: JobRow,
        row: &DestinationRow,
        step: Step,
        outcome: Result<Brought, Trouble>,
        carried: Carried,
    ) -> Result<bool> {
        let setting = Setting {
            settle_ms: Setup::from_text(&row.settings).settle_ms,
            tries: self.tries(job.job),
            jitter: u32::try_from(self.random_8() & 0xffff_ffff).unwrap_or(0),
            has_remote: carried.remote.is_some(),
        };
        let words = outcome.as_ref().map_or_else(ToString::to_string, |_| "done".to_owned());
        let next = machine::next(step, outcome, &setting);
        let now = self.now();
        let (mut after, mut receipt, mut pause) = (job.clone(), None, None);
        after.carried = carried.to_bytes();
        match &next {
            Next::Step(step) => {
                self.set_tries(job.job, 0);
                after.step = step.key().into();
            }
            Next::After { wait_ms, step, unknown, trouble } => {
                self.set_tries(job.job, setting.tries + 1);
                let state = if *unknown { JobState::Unknown } else { JobState::Waiting };
                after.state = state.key().into();
                after.step = step.key().into();
                after.trouble = trouble.to_text();
                after.next_at_ms = Some(now.at_ms + i64::try_from(*wait_ms).unwrap_or(i64::MAX / 4));
            }
            Next::Person { trouble, pause_destination, pull_back } => {
                after.state = JobState::NeedsPerson.key().into();
                after.trouble = trouble.to_text();
                after.next_at_ms = None;
                pause = pause_destination.then(|| trouble.to_string());
                if *pull_back {
                    self.pull_back(&job, row, &carried).await;
                }
            }
            Next::Arrived { url } => {
                after.state = JobState::Arrived.key().into();
                after.is_in_flight = false;
                after.is_finished = true;
                after.next_at_ms = None;
                after.finished_ms = Some(now.at_ms);
                receipt = Some(self.receipt(&job, &carried, url.clone()).await?);
            }
        }
        let reservation = carried.remote.clone().map(|remote| ReservationRow {
            story: job.story,
            destination: job.destination,
            remote_id: remote.0,
            device: self.device(),
            at: now.clone(),
        });
        let (story, destination, finished) = (job.story, job.destination, after.is_finished);
        let goes_on = matches!(next, Next::Step(_));
        self.transact(move |tx, changes| {
            store::attempt::end(tx, after.job, after.attempt, &words, "", now.at_ms)?;
            shelf::update(tx, &after)?;
            if let Some(reservation) = reservation {
                store::reservation::put(tx, &reservation)?;
            }
            if let Some(receipt) = receipt {
                store::receipt::insert(tx, &receipt)?;
            }
            if let Some(reason) = pause {
                store::destination::set_paused(tx, destination, &reason)?;
                changes.add(Change::Desk);
            }
            changes.add(Change::Outbox);
            if finished {
                changes.add(Change::Story(story));
            }
            Ok(())
        })?;
        if finished {
            self.outbox.editions.lock().unwrap_or_else(PoisonError::into_inner).remove(&job.job);
            self.refresh_story(story)?;
            self.tell_facts(story);
        }
        Ok(goes_on)
    }

    async fn receipt(
        self: &Arc<Self>,
        job: &JobRow,
        carried: &Carried,
        url: Option<String>,
    ) -> Result<ReceiptRow> {
        let edition = self.edition_of(job).await?;
        Ok(ReceiptRow {
            record: self.new_record(),
            story: job.story,
            destination: job.destination,
            kind: job.kind.clone(),
            remote_id: carried.remote.clone().map(|remote| remote.0).unwrap_or_default(),
            revision: job.revision,
            copy_hash: job.copy_hash,
            url: url.or_else(|| carried.url.clone()).unwrap_or_default(),
            web_slug: edition.web_slug.clone(),
            version: carried.version.clone(),
            content_hash: carried.content_hash.map(|hash| hash.to_string()).unwrap_or_default(),
            member: job.member,
            device: self.device(),
            at: self.now(),
            snapshot: Printed::of(&edition).to_text(),
        })
    }

    /// Somebody else's name stands on it: out of readers' sight, as far as the destination allows it.
    async fn pull_back(self: &Arc<Self>, job: &JobRow, row: &DestinationRow, carried: &Carried) {
        let (Ok(edition), Ok(endpoint)) = (self.edition_of(job).await, self.connect(row)) else { return };
        if let Err(trouble) = endpoint.set_state(&edition, carried, PublicState::Draft).await {
            tracing::warn!(job = %job.job, %trouble, "could not be taken back to a draft");
        }
    }

    fn tries(&self, job: JobId) -> u32 {
        self.outbox.tries.lock().unwrap_or_else(PoisonError::into_inner).get(&job).copied().unwrap_or(0)
    }

    fn set_tries(&self, job: JobId, tries: u32) {
        let mut all = self.outbox.tries.lock().unwrap_or_else(PoisonError::into_inner);
        if tries == 0 {
            all.remove(&job);
        } else {
            all.insert(job, tries);
        }
    }
}

/// What holds a job back.
enum Gate {
    /// For good.
    Stop(&'static str),
    /// Until then.
    Until(i64),
    /// Until the story is released.
    Hold,
    /// Until a person acts.
    Person(Trouble),
}

/// Whether one record is another's ancestor.
fn is_before(events: &[crate::workflow::Event], earlier: RecordId, later: Option<RecordId>) -> bool {
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

/// Asks the endpoint, and puts what it answers into what the job carries.
async fn ask(
    endpoint: &dyn Destination,
    edition: &Edition,
    job: &JobRow,
    row: &DestinationRow,
    step: Step,
    carried: Carried,
) -> (Result<Brought, Trouble>, Carried) {
    let reservation = Setup::reservation(job.story, &row.adapter, &row.address);
    let remote = carried.remote.clone();
    let missing = || Err(Trouble::later("The story's identifier there is not known yet."));
    let mut after = carried.clone();
    let outcome = match (step, remote) {
        (Step::Preflight, _) => endpoint.preflight(edition).map(|()| Brought::Done),
        (Step::Resolve, _) => endpoint.resolve(edition, &carried).await.map(|resolved| {
            after = resolved;
            Brought::Done
        }),
        (Step::Media, _) => endpoint.ensure_media(edition, &carried).await.map(|uploaded| {
            after = uploaded;
            Brought::Done
        }),
        (Step::Find, _) => endpoint.find(&reservation).await.map(|found| {
            after.remote = found.as_ref().map(|found| found.id.clone());
            Brought::Found(found)
        }),
        (Step::Discard | Step::Tidy, _) => discard(endpoint, &reservation).await,
        (Step::Reserve, _) => endpoint.reserve(&reservation).await.map(|id| {
            after.remote = Some(id.clone());
            Brought::Reserved(id)
        }),
        (Step::Read, Some(id)) => endpoint.read(&id).await.map(|there| {
            let is_ours = there.is_reservation || Some(there.content_hash) == carried.content_hash;
            let holds = endpoint.holds(edition, &carried, &there);
            if holds || is_ours {
                after.version = there.version.clone();
                after.content_hash = Some(there.content_hash);
            }
            after.url = there.url.clone().or_else(|| after.url.clone());
            Brought::There { copy: there, holds, is_ours }
        }),
        (Step::Write, Some(_)) => {
            let written = endpoint.write(edition, &carried).await;
            written.map(|there| remember(&mut after, there))
        }
        (Step::SetState, Some(_)) => {
            let set = endpoint.set_state(edition, &carried, PublicState::Live).await;
            set.map(|there| remember(&mut after, there))
        }
        (Step::Verify, Some(_)) => endpoint.verify(edition, &carried).await.map(Brought::Verdict),
        (_, None) => missing(),
    };
    (outcome, after)
}

fn remember(carried: &mut Carried, there: publish::RemoteCopy) -> Brought {
    carried.version = there.version;
    carried.content_hash = Some(there.content_hash);
    carried.url = there.url.or_else(|| carried.url.take());
    Brought::Done
}

/// Deletes the empty drafts of ours that stand beside the oldest one.
async fn discard(endpoint: &dyn Destination, reservation: &publish::Reservation) -> Result<Brought, Trouble> {
    if let Some(found) = endpoint.find(reservation).await? {
        for other in &found.others {
            endpoint.discard_reservation(reservation, other).await?;
        }
    }
    Ok(Brought::Done)
}
