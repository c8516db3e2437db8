//! Comparing two sides of a story; notes to readers.

use super::{id, story::facts, Answer};
use crate::{counter::Call, dto::*, Code, WireError};
use copy::{Placement, ReaderNoteKind, StoryId};
use document::{
    diff::{news as told, BlockChange, BlockDiff, Change, FactDiff, Hiding, Run},
    NoteChange,
};
use newsroom::compare::{Looked, Side as DeskSide};

fn side(call: &Call<'_>, side: Side) -> Answer<DeskSide> {
    Ok(match side {
        Side::Head => DeskSide::Head,
        Side::Read => DeskSide::Read(call.member),
        Side::Approved => DeskSide::Approved,
        Side::Published => DeskSide::Published,
        Side::Revision { revision } => DeskSide::Revision(id(&revision)?),
    })
}

fn fate(change: Change) -> Fate {
    match change {
        Change::Same => Fate::Same,
        Change::Added => Fate::Added,
        Change::Removed => Fate::Removed,
    }
}

pub(super) fn runs(runs: Vec<Run>) -> Vec<RunView> {
    runs.into_iter().map(|run| RunView { fate: fate(run.change), text: run.text }).collect()
}

fn block(block: BlockDiff) -> BlockDiffView {
    let (fate, passage) = match block.change {
        BlockChange::Added => (Fate::Added, Passage::Here),
        BlockChange::Removed => (Fate::Removed, Passage::Here),
        BlockChange::MovedAway => (Fate::Removed, Passage::MovedAway),
        BlockChange::Same | BlockChange::Changed => (Fate::Same, Passage::Here),
        BlockChange::Moved => (Fate::Same, Passage::Moved),
        BlockChange::Split => (Fate::Same, Passage::Split),
        BlockChange::Joined => (Fate::Same, Passage::Joined),
    };
    let marks_changed = fate == Fate::Same && block.marks_changed;
    BlockDiffView { kind: block.kind.key(), fate, passage, marks_changed, runs: runs(block.runs) }
}

fn news(item: told::NewsItem) -> NewsView {
    let place = |at: usize| u32::try_from(at).ok();
    let (block, fact) = match item.spot {
        told::Spot::Block(at) => (place(at), None),
        told::Spot::Fact(at) => (None, place(at)),
    };
    let kind = news_kind(item.kind);
    NewsView { kind, old: item.old, new: item.new, block, fact, run: place(item.run).unwrap_or_default() }
}

pub(super) fn news_kind(kind: told::NewsKind) -> NewsKind {
    match kind {
        told::NewsKind::Number => NewsKind::Number,
        told::NewsKind::Name => NewsKind::Name,
        told::NewsKind::Quotation => NewsKind::Quotation,
        told::NewsKind::Negation => NewsKind::Negation,
        told::NewsKind::Attribution => NewsKind::Attribution,
        told::NewsKind::Link => NewsKind::Link,
    }
}

fn fact(fact: FactDiff) -> FactDiffView {
    FactDiffView { name: fact.name, runs: runs(fact.runs) }
}

fn label(looked: &Looked) -> String {
    match (looked.number, looked.hash) {
        (Some(number), _) => number.to_string(),
        (None, _) => String::new(),
    }
}

/// The facts that differ. A lead picture is told by its caption: an identifier says nothing to anybody.
fn facts_told(facts: Vec<FactDiff>, from: &Looked, to: &Looked) -> Vec<FactDiffView> {
    let caption =
        |looked: &Looked| looked.copy.lead_figure().map(|figure| figure.caption.text()).unwrap_or_default();
    let by_caption = |one: FactDiff| match one.name.as_str() {
        "lead" => FactDiff { runs: document::diff::words(&caption(from), &caption(to)), ..one },
        _ => one,
    };
    facts.into_iter().map(by_caption).map(fact).collect()
}

pub(crate) fn revision_compare(call: &Call<'_>, compare: Compare) -> Answer<Comparison> {
    let story: StoryId = id(&compare.story)?;
    let hiding = Hiding { space: compare.hide_space, quotes: compare.hide_quotes };
    let compared =
        call.desk.compare_hiding(story, side(call, compare.from)?, side(call, compare.to)?, hiding)?;
    Ok(Comparison {
        from_label: label(&compared.from),
        to_label: label(&compared.to),
        facts: facts_told(compared.diff.facts, &compared.from, &compared.to),
        blocks: compared.diff.blocks.into_iter().map(block).collect(),
        words_added: compared.diff.words_added,
        words_removed: compared.diff.words_removed,
        words_changed: compared.diff.words_changed,
        paragraphs_moved: compared.diff.paragraphs_moved,
        news: compared.news.into_iter().map(news).collect(),
        to_hash: compared.to.hash.map(|hash| hash.to_string()).unwrap_or_default(),
        story: facts(call, story)?,
    })
}

fn kind(key: &str) -> Answer<ReaderNoteKind> {
    ReaderNoteKind::from_key(key)
        .ok_or_else(|| WireError::new(Code::BadCall, "There is no such kind of note to readers."))
}

fn placement(key: &str) -> Answer<Placement> {
    Placement::from_key(key)
        .ok_or_else(|| WireError::new(Code::BadCall, "A note stands at the top or the foot."))
}

pub(crate) fn note_kind(key: &str) -> Answer<ReaderNoteKind> {
    kind(key)
}

pub(crate) fn note_placement(key: Option<&str>) -> Answer<Option<Placement>> {
    key.map(placement).transpose()
}

pub(crate) fn reader_note_add(call: &Call<'_>, add: ReaderNoteAdd) -> Answer<Made> {
    let placement = note_placement(add.placement.as_deref())?;
    let story = id(&add.story)?;
    let note = call.desk.add_reader_note(call.member, story, kind(&add.kind)?, placement, &add.text)?;
    Ok(Made { id: note.to_string() })
}

pub(crate) fn reader_note_set(call: &Call<'_>, set: ReaderNoteSet) -> Answer<StoryFacts> {
    let story = id(&set.story)?;
    let changes = [
        NoteChange::Kind(kind(&set.kind)?),
        NoteChange::Placement(placement(&set.placement)?),
        NoteChange::Removed(set.removed),
    ];
    call.desk.set_reader_note(call.member, story, id(&set.note)?, &changes)?;
    facts(call, story)
}
