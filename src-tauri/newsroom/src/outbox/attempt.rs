//! One attempt at one step: counted and written down before anything is sent, then asked of the
//! endpoint.

use super::{
    machine::{Brought, Errand, JobState, Step},
    shelf,
};
use crate::{Change, Error, Hold, Newsroom, Result};
use publish::{Carried, Destination, Edition, PublicState, Reason, Setup, Trouble};
use std::sync::{Arc, PoisonError};
use store::{destination::DestinationRow, job::JobRow};

impl Newsroom {
    /// Counts the attempt and writes down that the step begins, before anything is sent. `None`: meanwhile the job
    /// came to its end.
    pub(super) fn begin(&self, job: JobRow, step: Step) -> Result<Option<JobRow>> {
        let now_ms = self.now().at_ms;
        let (carried, kind) = self.known_of(&job)?;
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
        let begun = self.transact(move |tx, changes| {
            // A newer text may have taken its place since it was read.
            if shelf::get(tx, written.job)?.is_none_or(|now| now.is_finished) {
                return Ok(false);
            }
            shelf::update(tx, &written)?;
            store::attempt::begin(tx, written.job, written.attempt, step.key(), now_ms)?;
            changes.add(Change::Outbox);
            Ok(true)
        })?;
        Ok(begun.then_some(row))
    }

    /// What a job knows of the place as its next step begins, and its kind. What stands there was known when it was
    /// queued; an older one may have arrived since, or somebody taken home what was changed there, and neither is a
    /// stranger's. Where nothing of that happened it knows better than the receipts: it may have the place of one
    /// that wrote there and never came to a receipt.
    fn known_of(&self, job: &JobRow) -> Result<(Vec<u8>, String)> {
        if job.is_in_flight {
            return Ok((job.carried.clone(), job.kind.clone()));
        }
        let (_, known, kind) = self.carried_for(job.story, job.destination)?;
        let before = Carried::from_bytes(&job.carried);
        let carried = if known.ground == before.ground {
            Carried { remote: before.remote.clone().or(known.remote), ..before }
        } else {
            let Carried { remote, version, content_hash, url, ground, .. } = known;
            Carried { remote, version, content_hash, url, ground, ..before }
        };
        // Whether it is the first time is known only now; any other errand stays what it is.
        let is_publication = Errand::from_key(&job.kind) == Errand::Publish;
        let kind = if is_publication { kind.to_owned() } else { job.kind.clone() };
        Ok((carried.to_bytes(), kind))
    }

    /// One attempt at one step.
    pub(super) async fn attempt(
        self: &Arc<Self>,
        job: &JobRow,
        row: &DestinationRow,
        step: Step,
    ) -> (Result<Brought, Trouble>, Carried) {
        let carried = Carried::from_bytes(&job.carried);
        let edition = match self.edition_of(job).await {
            Ok(edition) => edition,
            Err(error) => return (Err(Trouble::story(error, None)), carried),
        };
        // A site whose pages still stand as before its address changed gets them before anything new.
        if step == Step::Preflight && row.adapter == "site" {
            if let Err(trouble) = self.print_owed(row.destination).await {
                return (Err(trouble), carried);
            }
        }
        let (_turn, row) = match self.held_for_a_step(row).await {
            Ok(held) => held,
            Err(error) => return (Err(Trouble::later(error)), carried),
        };
        match self.connect(&row) {
            Ok(endpoint) => match self.has_lifted_there(job, step, &*endpoint).await {
                Ok(()) => ask(&*endpoint, &edition, job, &row, step, carried).await,
                Err(trouble) => (Err(trouble), carried),
            },
            Err(trouble) => (Err(trouble), carried),
        }
    }

    /// A job's edition: its pinned revision, dressed. Pictures are made off the runtime's threads.
    pub(super) async fn edition_of(self: &Arc<Self>, job: &JobRow) -> Result<Arc<Edition>> {
        let known =
            self.outbox.editions.lock().unwrap_or_else(PoisonError::into_inner).get(&job.job).cloned();
        if let Some(edition) = known {
            return Ok(edition);
        }
        let (desk, job) = (Arc::clone(self), job.clone());
        let made = tokio::task::spawn_blocking(move || {
            let opened = desk.open_revision(job.story, job.revision)?;
            if copy::canonical::copy_hash(&opened.copy) != job.copy_hash {
                return Err(Error::refused(Hold::NotTheApproved));
            }
            let number = u32::try_from(opened.row.number).unwrap_or(0);
            let edition = desk.edition(job.story, number, opened.copy, Some(job.destination))?;
            let edition = Arc::new(edition);
            let mut editions = desk.outbox.editions.lock().unwrap_or_else(PoisonError::into_inner);
            editions.insert(job.job, Arc::clone(&edition));
            Ok(edition)
        });
        made.await.map_err(|_| Error::refused(Hold::NoPictures))?
    }
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
    let errand = Errand::from_key(&job.kind);
    let missing = || Err(Trouble::later(Hold::NoIdentifier));
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
        (Step::Read, Some(id)) => match endpoint.read(&id).await {
            // What is gone is what was wanted.
            Err(trouble) if errand.only_takes() && says_gone(&trouble) => Ok(Brought::Gone),
            read => read.map(|there| {
                let is_ours = there.is_reservation || Some(there.content_hash) == carried.content_hash;
                let holds = endpoint.holds(edition, &carried, &there);
                if holds || is_ours {
                    after.version = there.version.clone();
                    after.content_hash = Some(there.content_hash);
                }
                after.url = there.url.clone().or_else(|| after.url.clone());
                Brought::There { copy: there, holds, is_ours }
            }),
        },
        (Step::Write, Some(_)) => {
            let written = endpoint.write(edition, &carried).await;
            written.map(|there| remember(&mut after, there))
        }
        (Step::SetState, Some(_)) if errand == Errand::Remove => {
            endpoint.remove(edition, &carried).await.map(|()| Brought::Done)
        }
        (Step::SetState, Some(_)) => {
            let state = match errand {
                Errand::Withdraw => PublicState::Withdrawn,
                Errand::TakeBack => PublicState::Draft,
                Errand::Publish | Errand::Remove => PublicState::Live,
            };
            let set = endpoint.set_state(edition, &carried, state).await;
            set.map(|there| remember(&mut after, there))
        }
        (Step::Verify, Some(_)) => endpoint.verify(edition, &carried).await.map(Brought::Verdict),
        (_, None) => missing(),
    };
    (outcome, after)
}

/// Whether an endpoint answers that the story is there no longer.
fn says_gone(trouble: &Trouble) -> bool {
    let gone = [Reason::StoryDeleted, Reason::StoryInBin, Reason::FolderStoryGone].map(copy::Sentence::from);
    gone.iter().any(|one| one.kind == trouble.reason().kind)
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
