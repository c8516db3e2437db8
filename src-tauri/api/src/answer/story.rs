//! An open story: its texts and everything that is known about it.

use super::{
    count,
    desk::{desk_state, live_label},
    figure::{embed_view, figure_view},
    id, ms, origin,
    text::{container_delta, container_mark, time},
    Answer,
};
use crate::{counter::Call, dto::*, Code, WireError};
use copy::{Byline, BylineRole, EmbedTarget, Facts, StoryId};
use document::{FactChange, Proposal};
use newsroom::{fact::StoryFacts as DeskFacts, review::Wish, workflow::Move};

pub(crate) fn story_create(call: &Call<'_>, new: StoryCreate) -> Answer<Made> {
    let story = call.desk.create_story(call.member, new.slugline.trim(), &new.language)?;
    Ok(Made { id: story.to_string() })
}

pub(crate) fn story_sample(call: &Call<'_>, _: Nothing) -> Answer<Made> {
    let (name, bytes) = call.sample;
    let story = call.desk.make_sample(call.member, newsroom::sample::SamplePhoto { name, bytes })?;
    Ok(Made { id: story.to_string() })
}

pub(crate) fn story_open(call: &Call<'_>, open: StoryRef) -> Answer<StoryView> {
    let story: StoryId = id(&open.story)?;
    let text = call.desk.open_story(story)?;
    let (mut texts, mut marks) = (Vec::new(), Vec::new());
    for (container, delta, mark) in &text.texts {
        texts.push(container_delta(*container, delta));
        marks.push(container_mark(*container, *mark));
    }
    let facts = facts(call, story)?;
    Ok(StoryView { id: story.to_string(), version: text.version, texts, marks, facts })
}

pub(crate) fn story_facts(call: &Call<'_>, story: StoryRef) -> Answer<StoryFacts> {
    facts(call, id(&story.story)?)
}

/// What the desk knows about a story.
pub(crate) fn facts(call: &Call<'_>, story: StoryId) -> Answer<StoryFacts> {
    let desk = call.desk;
    let facts = desk.story_facts(story)?;
    let printed = desk.printed_notes(story)?;
    let registers = &facts.registers;
    let language = registers.language.clone();
    let note = |(id, note): &(copy::ReaderNoteId, document::NoteFacts)| ReaderNoteView {
        id: id.to_string(),
        kind: note.kind.key().into(),
        placement: note.placement.key().into(),
        text: facts.note_texts.get(id).cloned().unwrap_or_default(),
        label: desk.note_label(note.kind, &language),
        member: note.member.map(|member| desk.member_name(member)).unwrap_or_default(),
        written_at_ms: ms(note.written_at),
        printed_at_ms: printed.iter().find(|one| one.note == *id).map(|one| ms(one.printed_at_ms)),
    };
    let reader_notes = facts.notes.iter().filter(|(_, note)| !note.removed).map(note).collect();
    let figures = facts.figures.iter().map(|(id, figure)| figure_view(call, *id, figure)).collect();
    Ok(StoryFacts {
        id: story.to_string(),
        web_slug_proposed: desk.web_slug_from(
            story,
            &registers.web_slug,
            &facts.headline,
            &registers.language,
        ),
        byline: facts.byline.iter().map(byline_view).collect(),
        byline_printed: desk.printed_byline(&facts.byline, &language),
        figures,
        embeds: facts.embeds.values().map(embed_view).collect(),
        reader_notes,
        state: state_view(call, story, &facts)?,
        words: facts.words,
        reading_time_min: facts.reading_time_min,
        hash: facts.hash.to_string(),
        hash_short: facts.hash.short(),
        saved_at_ms: ms(facts.saved_at_ms),
        registers: registers_view(registers.clone()),
    })
}

fn registers_view(facts: Facts) -> Registers {
    Registers {
        slugline: facts.slugline,
        web_slug: facts.web_slug,
        section: facts.section,
        tags: facts.tags,
        dateline: facts.dateline,
        place: facts.place,
        language: facts.language,
        lead: facts.lead.map(|lead| lead.to_string()),
        description: facts.description,
        canonical: facts.canonical,
        story_type: facts.story_type,
        assignee: facts.assignee,
        due_ms: facts.due_ms.map(ms),
        target_words: facts.target_words,
        priority: facts.priority,
        embargo_proposal_ms: facts.embargo_proposal_ms.map(ms),
    }
}

fn byline_view(byline: &Byline) -> BylineView {
    BylineView {
        person: byline.person.map(|person| person.to_string()),
        role: byline.role.key().into(),
        name: byline.name.clone(),
    }
}

/// Where a story stands.
pub(crate) fn state_view(call: &Call<'_>, story: StoryId, facts: &DeskFacts) -> Answer<StoryState> {
    let (desk, state) = (call.desk, &facts.state);
    let (live, live_since) = desk.live_label_of(story, facts.hash)?;
    let approval = match &state.approval {
        Some(approval) => {
            // A revision that is not here has no number here.
            let revision = approval.revision.and_then(|revision| desk.revision(revision).ok());
            let number = revision.filter(|row| row.story == story).map_or(0, |row| row.number);
            Some(ApprovalView {
                revision: count(number),
                member: desk.member_name(approval.member),
                at_ms: ms(approval.at_ms),
                signed_by: desk.signer_of(approval.event)?.map(|signer| signer.words),
                by_its_author: desk.mover(approval.member, story).is_ok_and(|mover| mover.is_sole_author),
            })
        }
        None => None,
    };
    Ok(StoryState {
        desk: desk_state(state.desk),
        changed_since_approval: state.changed_since_approval,
        held: state.held,
        embargo_until_ms: state.embargo_until_ms.map(ms),
        live: live_label(live),
        live_since_ms: live_since.map(ms),
        approval,
        revision: count(desk.highest_revision(story)?),
        moves: desk.allowed_moves(call.member, story, state)?.into_iter().map(move_view).collect(),
        last_move: state.last_move.map(|last| move_view(last.kind)),
        blocked: desk.blocked_moves(call.member, story, state)?.into_iter().map(blocked_view).collect(),
        reader: state.reader.map(|reader| desk.member_name(reader)),
        editor: state.editor.map(|editor| desk.member_name(editor)),
        note: state.note.clone(),
    })
}

macro_rules! moves {
    ($($name:ident)*) => {
        fn move_view(kind: Move) -> MoveKind {
            match kind { $(Move::$name => MoveKind::$name),* }
        }
        fn desk_move(kind: MoveKind) -> Move {
            match kind { $(MoveKind::$name => Move::$name),* }
        }
    };
}

moves! {
    Filed Claimed SentBack Approved ApprovalRevoked Held Released HandedOver Spiked Unspiked Archived
    Reopened EmbargoSet EmbargoLifted Scheduled Unscheduled Undone
}

fn blocked_view((kind, why): (Move, newsroom::Refusal)) -> BlockedMove {
    BlockedMove { kind: move_view(kind), why: copy::Sentence::from(why).into() }
}

pub(crate) fn story_move(call: &Call<'_>, wish: StoryMove) -> Answer<StoryFacts> {
    let story = id(&wish.story)?;
    let seen = wish.seen_hash.as_deref().map(id).transpose()?;
    let to = wish.to.as_deref().map(id).transpose()?;
    let wanted = Wish { kind: desk_move(wish.kind), why: wish.why, until_ms: time(wish.until_ms), to, seen };
    call.desk.move_story(call.member, story, wanted)?;
    facts(call, story)
}

pub(crate) fn story_set(call: &Call<'_>, set: FactSet) -> Answer<StoryFacts> {
    let story = id(&set.story)?;
    match fact_change(set.change)? {
        Proposal::Byline { byline } => call.desk.set_byline(call.member, story, &byline)?,
        Proposal::Fact { change } => call.desk.set_fact(call.member, story, &change)?,
        Proposal::Figure { figure, change } => call.desk.set_figure(call.member, story, figure, &change)?,
    }
    facts(call, story)
}

/// A change of a fact as the desk has it.
pub(crate) fn fact_change(view: FactChangeView) -> Answer<Proposal> {
    use FactChangeView as View;
    let change = match view {
        View::Byline(byline) => {
            let byline = byline.into_iter().map(byline_of).collect::<Answer<Vec<_>>>()?;
            return Ok(Proposal::Byline { byline });
        }
        View::Slugline(value) => FactChange::Slugline(value),
        View::WebSlug(value) => FactChange::WebSlug(value),
        View::Section(value) => FactChange::Section(value),
        View::TagAdded(value) => FactChange::TagAdd(value),
        View::TagRemoved(value) => FactChange::TagRemove(value),
        View::Dateline(value) => FactChange::Dateline(value),
        View::Place(value) => FactChange::Place(value),
        View::Language(value) => FactChange::Language(value),
        View::Lead(value) => FactChange::Lead(value.as_deref().map(id).transpose()?),
        View::Description(value) => FactChange::Description(value),
        View::Canonical(value) => FactChange::Canonical(value),
        View::StoryType(value) => FactChange::StoryType(value),
        View::Assignee(value) => FactChange::Assignee(value),
        View::Due(value) => FactChange::DueMs(time(value)),
        View::TargetWords(value) => FactChange::TargetWords(value),
        View::Priority(value) => FactChange::Priority(value),
        View::EmbargoProposal(value) => FactChange::EmbargoProposalMs(time(value)),
    };
    Ok(Proposal::Fact { change })
}

/// The same in the interface's words; `None` for what is no fact of the story.
pub(crate) fn fact_change_view(proposal: &Proposal) -> Option<FactChangeView> {
    use FactChangeView as View;
    let change = match proposal {
        Proposal::Byline { byline } => return Some(View::Byline(byline.iter().map(byline_view).collect())),
        Proposal::Figure { .. } => return None,
        Proposal::Fact { change } => change.clone(),
    };
    Some(match change {
        FactChange::Slugline(value) => View::Slugline(value),
        FactChange::WebSlug(value) => View::WebSlug(value),
        FactChange::Section(value) => View::Section(value),
        FactChange::TagAdd(value) => View::TagAdded(value),
        FactChange::TagRemove(value) => View::TagRemoved(value),
        FactChange::Dateline(value) => View::Dateline(value),
        FactChange::Place(value) => View::Place(value),
        FactChange::Language(value) => View::Language(value),
        FactChange::Lead(value) => View::Lead(value.map(|lead| lead.to_string())),
        FactChange::Description(value) => View::Description(value),
        FactChange::Canonical(value) => View::Canonical(value),
        FactChange::StoryType(value) => View::StoryType(value),
        FactChange::Assignee(value) => View::Assignee(value),
        FactChange::DueMs(value) => View::Due(value.map(ms)),
        FactChange::TargetWords(value) => View::TargetWords(value),
        FactChange::Priority(value) => View::Priority(value),
        FactChange::EmbargoProposalMs(value) => View::EmbargoProposal(value.map(ms)),
    })
}

fn byline_of(view: BylineView) -> Answer<Byline> {
    let role = BylineRole::from_key(&view.role)
        .ok_or_else(|| WireError::new(Code::BadCall, "There is no such role in a byline."))?;
    Ok(Byline { person: view.person.as_deref().map(id).transpose()?, role, name: view.name })
}

pub(crate) fn story_read(call: &Call<'_>, story: StoryRef) -> Answer<Nothing> {
    call.desk.mark_read(call.member, id(&story.story)?)?;
    Ok(Nothing {})
}

pub(crate) fn story_copy(call: &Call<'_>, story: StoryRef) -> Answer<CopySaved> {
    let (copy, _) = call.desk.head(id(&story.story)?)?;
    let name = copy.headline.text();
    let name = if name.trim().is_empty() { "story" } else { name.trim() };
    let text = copy::text::plain_text(&copy);
    let saved = call.host.save_text(&format!("{name}.txt"), &text).map_err(WireError::refused)?;
    Ok(CopySaved { saved })
}

pub(crate) fn embed_add(call: &Call<'_>, add: EmbedAdd) -> Answer<Made> {
    let target = match (add.related, add.url) {
        (Some(story), None) => EmbedTarget::Story(id(&story)?),
        (None, Some(url)) => EmbedTarget::Url(url),
        _ => return Err(WireError::new(Code::BadCall, "An embed shows a story or an address.")),
    };
    let embed = call.desk.add_embed(call.member, id(&add.story)?, target, &add.title)?;
    Ok(Made { id: embed.to_string() })
}

pub(crate) fn embed_copy(call: &Call<'_>, copy: EmbedCopy) -> Answer<StoryFacts> {
    let story = id(&copy.story)?;
    let from = (origin(story, copy.from_story.as_deref())?, id(&copy.from)?);
    call.desk.copy_embed(call.member, story, from, id(&copy.to)?)?;
    facts(call, story)
}
