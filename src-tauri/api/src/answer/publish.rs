//! The publish sheet.

use super::{
    check::check_view,
    count,
    destination::destination_view,
    id, ms,
    review::{news_kind, note_kind, note_placement},
    story::state_view,
    text::time,
    Answer,
};
use crate::{counter::Call, dto::*};
use ::publish::OldAddress as WireOldAddress;
use copy::{Sentence, StoryId};
use newsroom::{
    change::LiveChange,
    outbox::{Errand, NoteWish, PublishWish, WillDo},
};

pub(crate) fn publish_plan(call: &Call<'_>, look: PublishLook) -> Answer<PublishPlan> {
    let story: StoryId = id(&look.story)?;
    let plan = call.desk.plan_at(call.member, story, time(look.at_ms))?;
    let preview = call.desk.preview(story, &plan)?;
    let facts = call.desk.story_facts(story)?;
    let slug = call.desk.web_slug_of(story, &plan.copy);
    let rows = plan
        .rows
        .into_iter()
        .map(|row| PlanRow {
            intent: match row.will {
                WillDo::Publish => Intent::WillPublish,
                WillDo::Update => Intent::WillUpdate,
                WillDo::Same => Intent::Same,
                WillDo::Wait => Intent::WillWait,
                WillDo::LookFirst => Intent::LookFirst,
                WillDo::Nothing => Intent::Nothing,
            },
            destination: destination_view(call, row.destination),
            why: row.why.map(Said::from),
            live_revision: count(row.live_revision.unwrap_or(0)),
            chosen: row.chosen,
            may_be_live: row.may_be_live,
            was_taken: row.was_taken,
            goes_ms: row.goes_ms.map(ms),
            moves: row.moves.map(|(from, old)| MoveView {
                from,
                to: slug.clone(),
                old: match old {
                    WireOldAddress::Leads => OldAddress::Leads,
                    WireOldAddress::Unknown => OldAddress::Unknown,
                    WireOldAddress::Lost => OldAddress::Lost,
                },
            }),
        })
        .collect();
    Ok(PublishPlan {
        story: story.to_string(),
        state: state_view(call, story, &facts)?,
        revision: count(plan.revision),
        is_update: plan.words_changed.is_some(),
        words_changed: plan.words_changed.unwrap_or(0),
        change: plan.change.map(change_view),
        live_since_ms: plan.live_since_ms.map(ms),
        rows,
        checks: plan.checks.into_iter().map(check_view).collect(),
        approves_too: plan.approves_too,
        refused: plan.refused.map(|refused| Sentence::from(refused).into()),
        preview,
        hash: plan.hash.to_string(),
    })
}

fn change_view(change: LiveChange) -> LiveChangeView {
    LiveChangeView {
        proposed: change.proposed.key().into(),
        is_noted: change.noted.is_some(),
        weighty: change
            .weighty
            .into_iter()
            .map(|item| NewsChange { kind: news_kind(item.kind), old: item.old, new: item.new })
            .collect(),
        drafts: change
            .drafts
            .into_iter()
            .map(|(kind, text)| SheetNote { kind: kind.key().into(), text, placement: None })
            .collect(),
    }
}

pub(crate) fn publish_start(call: &Call<'_>, start: PublishStart) -> Answer<PublishStarted> {
    let note = match start.note {
        Some(note) => Some(NoteWish {
            kind: note_kind(&note.kind)?,
            placement: note_placement(note.placement.as_deref())?,
            text: note.text,
        }),
        None => None,
    };
    let wish = PublishWish {
        destinations: start.destinations.iter().map(|one| id(one)).collect::<Answer<_>>()?,
        note,
        reason: start.reason,
        seen: id(&start.seen_hash)?,
        approve_too: start.approve_too,
        at_ms: time(start.at_ms),
    };
    let started = call.desk.publish_story(call.member, id(&start.story)?, wish)?;
    Ok(PublishStarted {
        jobs: started.jobs.into_iter().map(|job| job.to_string()).collect(),
        revision: count(started.revision),
    })
}

pub(crate) fn publish_take(call: &Call<'_>, take: PublishTake) -> Answer<PublishStarted> {
    let story = id(&take.story)?;
    let destinations = take.destinations.iter().map(|one| id(one)).collect::<Answer<Vec<_>>>()?;
    let errand = match take.how {
        TakeHow::TakeBack => Errand::TakeBack,
        TakeHow::Remove => Errand::Remove,
    };
    let jobs = call.desk.take_from_readers(call.member, story, &destinations, errand)?;
    Ok(PublishStarted { jobs: jobs.into_iter().map(|job| job.to_string()).collect(), revision: 0 })
}

pub(crate) fn page_open(call: &Call<'_>, page: PageOpen) -> Answer<Nothing> {
    let destination = id(&page.destination)?;
    let address = match page.story {
        Some(story) => call.desk.public_address(id(&story)?, destination)?,
        None => call.desk.front_page(destination)?,
    };
    call.host.open_page(&address).map_err(crate::WireError::refused)?;
    Ok(Nothing {})
}
