//! What came of an attempt: the machine says what follows, and it is written down in one transaction
//! with the receipt, before anything else is sent.

use super::{
    live,
    machine::{self, Brought, Errand, JobState, Next, Setting, Step},
    shelf,
};
use crate::{Change, Error, Hold, Newsroom, Result};
use copy::JobId;
use publish::{Carried, Printed, PulledBack, Setup, Trouble};
use std::sync::{Arc, PoisonError};
use store::{destination::DestinationRow, job::JobRow, receipt::ReceiptRow, reservation::ReservationRow};

/// What an attempt that brought what it should is written down as; any other by its sentence.
pub(super) const DONE: &str = "done";

impl Newsroom {
    /// Writes down what came of a step. Whether the job goes on at once.
    pub(super) async fn conclude(
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
            errand: Errand::from_key(&job.kind),
            last: self.last_errand(&job)?,
        };
        let words = outcome.as_ref().map_or_else(|trouble| trouble.reason().to_text(), |_| DONE.to_owned());
        let detail = live::detail_of(&outcome);
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
                pause = pause_destination.then(|| trouble.reason().to_text());
                if *pull_back {
                    self.pull_back(&mut after, row, carried.clone()).await;
                }
            }
            Next::Arrived { url } => {
                after.state = JobState::Arrived.key().into();
                after.is_in_flight = false;
                after.is_finished = true;
                after.next_at_ms = None;
                after.finished_ms = Some(now.at_ms);
                // Where nothing was found to be taken away nothing happened.
                if carried.remote.is_some() {
                    receipt = Some(self.receipt(&job, &carried, url.clone()).await?);
                }
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
            store::attempt::end(tx, after.job, after.attempt, &words, detail, now.at_ms)?;
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

    /// What came to its end last where a job goes.
    fn last_errand(&self, job: &JobRow) -> Result<Option<Errand>> {
        let (story, destination) = (job.story, job.destination);
        let last =
            self.store().read(|on| store::receipt::last(on, story, destination).map_err(Error::from))?;
        Ok(last.map(|last| Errand::from_key(&last.kind)))
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

    /// Somebody else's name stands on it: out of readers' sight, and it is said whether that came about. Where it
    /// did, the next try looks at what stands there; where not, it reads back again, and so comes here again.
    async fn pull_back(self: &Arc<Self>, after: &mut JobRow, row: &DestinationRow, carried: Carried) {
        let reason = match self.pulled_back(after, row, &carried).await {
            Ok(pulled) => {
                after.step = Step::Read.key().into();
                // Only the name was another: the words there are ours to write again.
                let content_hash = Some(pulled.copy.content_hash).filter(|_| pulled.is_ours);
                let content_hash = content_hash.or(carried.content_hash);
                let carried = Carried { version: pulled.copy.version, content_hash, ..carried };
                after.carried = carried.to_bytes();
                Hold::WrongByline
            }
            Err(trouble) => {
                tracing::warn!(job = %after.job, %trouble, "could not be taken back to a draft");
                after.step = Step::Verify.key().into();
                Hold::WrongBylineLive
            }
        };
        after.trouble = Trouble::Conflict { reason: reason.into(), wrong_byline: true }.to_text();
    }

    async fn pulled_back(
        self: &Arc<Self>,
        job: &JobRow,
        row: &DestinationRow,
        carried: &Carried,
    ) -> Result<PulledBack, Trouble> {
        let edition = self.edition_of(job).await.map_err(|error| Trouble::story(error, None))?;
        let (_turn, row) = self.held_for_a_step(row).await.map_err(Trouble::later)?;
        self.connect(&row)?.pull_back(&edition, carried).await
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
