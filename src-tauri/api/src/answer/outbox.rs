//! The outbox: what is where.

use super::{count, destination::destination_view, id, ms, Answer};
use crate::{counter::Call, dto::*};
use copy::{Sentence, Sha256, StoryId};
use newsroom::outbox::{
    ledger::{outcome_of, Entry, Place, PlaceKind as DeskPlaceKind, TextThere as DeskTextThere},
    Errand, JobState as DeskJobState,
};

fn job_state(state: DeskJobState) -> JobState {
    match state {
        DeskJobState::Queued => JobState::Queued,
        DeskJobState::Sending => JobState::Sending,
        DeskJobState::Waiting => JobState::Waiting,
        DeskJobState::Unknown => JobState::Unknown,
        DeskJobState::NeedsPerson => JobState::NeedsPerson,
        DeskJobState::Ask => JobState::Ask,
        DeskJobState::Arrived => JobState::Arrived,
        DeskJobState::Stopped => JobState::Stopped,
        DeskJobState::Superseded => JobState::Superseded,
    }
}

/// A public address as the window may know it: where a page lies on this computer stays in the core.
fn address(url: Option<&String>) -> Option<String> {
    url.map(|url| if url.starts_with("file:") { "here".to_owned() } else { url.clone() })
}

fn row(place: &Place, head: Option<Sha256>) -> LedgerRow {
    let job = place.job.as_ref();
    LedgerRow {
        kind: match place.kind {
            DeskPlaceKind::Disk => PlaceKind::Disk,
            DeskPlaceKind::Backup => PlaceKind::Backup,
            DeskPlaceKind::Destination => PlaceKind::Destination,
        },
        text: match place.text {
            DeskTextThere::Ours => TextThere::Ours,
            DeskTextThere::Theirs => TextThere::Theirs,
            DeskTextThere::Unknown => TextThere::Unknown,
            DeskTextThere::Nothing => TextThere::Nothing,
        },
        is_head: head.is_some() && place.text == DeskTextThere::Ours && place.hash == head,
        who: place.who.clone(),
        place: place.destination.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
        destination: place.destination.as_ref().map(|row| row.destination.to_string()),
        job: job.map(|job| job.job.to_string()),
        state: place.state().map(job_state),
        errand: job.map(|job| job.kind.clone()).unwrap_or_default(),
        hash_short: place.hash.map(|hash| hash.short()).unwrap_or_default(),
        revision: place.revision.map(|number| number.to_string()).unwrap_or_default(),
        since_ms: place.since_ms.map(ms),
        step: job.map(|job| job.step.clone()).unwrap_or_default(),
        trouble: place.trouble.as_ref().map(|trouble| trouble.reason().clone().into()),
        url: address(place.url.as_ref()),
        progress: place.progress().map(|(done, of)| ProgressView { done, of }),
        next_try_ms: job.and_then(|job| job.next_at_ms).filter(|at| *at > 0).map(ms),
        attempts: job.map_or(0, |job| count(job.attempt)),
        changed_there: place.may_compare,
        may: place.may.iter().filter_map(|errand| take_how(*errand)).collect(),
    }
}

fn take_how(errand: Errand) -> Option<TakeHow> {
    match errand {
        Errand::TakeBack => Some(TakeHow::TakeBack),
        Errand::Remove => Some(TakeHow::Remove),
        Errand::Publish | Errand::Withdraw => None,
    }
}

fn entry(entry: &Entry) -> LedgerStory {
    LedgerStory {
        story: entry.story.story.to_string(),
        headline: entry.story.headline.clone(),
        slugline: entry.story.slugline.clone(),
        revision: count(entry.revision),
        rows: entry.places.iter().map(|place| row(place, entry.story.head_hash)).collect(),
        settled: entry.is_settled(),
        at_ms: ms(entry.at_ms),
    }
}

pub(crate) fn outbox_show(call: &Call<'_>, _: Nothing) -> Answer<OutboxView> {
    let desk = call.desk;
    let entries = desk.ledger()?;
    let midnight = desk.midnight_ms();
    let states: Vec<_> = entries
        .iter()
        .flat_map(|entry| &entry.places)
        .filter_map(|place| Some((place.state()?, place.since_ms.unwrap_or(0))))
        .collect();
    let of =
        |wanted: &[DeskJobState]| count(states.iter().filter(|(state, _)| wanted.contains(state)).count());
    let arrived =
        states.iter().filter(|(state, since)| *state == DeskJobState::Arrived && *since >= midnight);
    let destinations = desk.destinations()?;
    Ok(OutboxView {
        on_the_way: count(states.iter().filter(|(state, _)| !state.is_finished()).count()),
        sending: of(&[DeskJobState::Sending, DeskJobState::Queued]),
        waiting: of(&[DeskJobState::Waiting]),
        asking: of(&[DeskJobState::Unknown]),
        needs_person: of(&[DeskJobState::NeedsPerson, DeskJobState::Ask]),
        arrived_today: count(arrived.count()),
        destinations: destinations.into_iter().map(|row| destination_view(call, row)).collect(),
        paused: desk.outbox_is_paused(),
        stories: entries.iter().map(entry).collect(),
    })
}

pub(crate) fn ledger_show(call: &Call<'_>, story: StoryRef) -> Answer<LedgerStory> {
    let story: StoryId = id(&story.story)?;
    let found = call.desk.ledger_entry(story)?.ok_or(newsroom::Error::Missing("story"))?;
    Ok(entry(&found))
}

pub(crate) fn outbox_pause(call: &Call<'_>, pause: OutboxPause) -> Answer<OutboxView> {
    call.desk.pause_outbox(pause.paused);
    outbox_show(call, Nothing {})
}

pub(crate) fn job_show(call: &Call<'_>, which: JobRef) -> Answer<JobView> {
    let history = call.desk.job_history(id(&which.job)?)?;
    let job = history.job;
    let entry = call.desk.ledger_entry(job.story)?;
    let place = entry.as_ref().and_then(|entry| {
        entry
            .places
            .iter()
            .find(|place| place.destination.as_ref().is_some_and(|row| row.destination == job.destination))
    });
    let attempts = history.attempts.into_iter().rev().map(|attempt| AttemptView {
        at_ms: ms(attempt.at_ms),
        outcome: outcome_of(&attempt).map(Said::from),
        is_done: attempt.ended_ms.is_some(),
        step: attempt.step,
    });
    Ok(JobView {
        id: job.job.to_string(),
        story: job.story.to_string(),
        headline: entry.as_ref().map(|entry| entry.story.headline.clone()).unwrap_or_default(),
        destination: destination_view(call, call.desk.destination(job.destination)?),
        state: job_state(DeskJobState::from_key(&job.state)),
        revision: count(history.revision),
        hash_short: job.copy_hash.short(),
        approved_by: history.approved_by,
        operation: job.operation.clone(),
        trouble: ::publish::Trouble::from_text(&job.trouble).map(|trouble| Sentence::from(trouble).into()),
        next_try_ms: job.next_at_ms.filter(|at| *at > 0).map(ms),
        changed_there: place.is_some_and(|place| {
            place.may_compare && place.job.as_ref().is_some_and(|last| last.job == job.job)
        }),
        attempts: attempts.collect(),
        url: address(place.and_then(|place| place.url.as_ref())),
    })
}

pub(crate) fn job_retry(call: &Call<'_>, which: JobRef) -> Answer<Nothing> {
    call.desk.retry_job(id(&which.job)?)?;
    Ok(Nothing {})
}

pub(crate) fn job_stop(call: &Call<'_>, which: JobRef) -> Answer<Nothing> {
    call.desk.stop_job(id(&which.job)?)?;
    Ok(Nothing {})
}
