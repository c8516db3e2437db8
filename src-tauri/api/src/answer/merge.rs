//! Somebody changed it there: three texts side by side, and what a person makes of them.

use super::{count, destination::destination_view, id, ms, review::runs, Answer};
use crate::{counter::Call, dto::*, WireError};
use copy::{Block, FigureId, Inline, ReaderCopy};
use document::{
    diff,
    merge::{Choice, Place, Row, Standing},
};
use newsroom::{merge::Meeting, Error};
use std::collections::BTreeMap;

fn text(blocks: &[Block]) -> String {
    let line = |block: &Block| match &block.kind {
        copy::BlockKind::Rule => "* * *".to_owned(),
        _ => block.text.text(),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A credit line that nobody typed over is the one that the house makes.
fn credit(call: &Call<'_>, copy: &ReaderCopy, id: FigureId, typed: &[Block]) -> Vec<Block> {
    let typed = typed.iter().find(|block| !block.text.is_blank());
    let made = || copy.figure(id).map(|figure| call.desk.credit_of(&figure.facts));
    let text = typed.map(|block| block.text.clone()).or_else(|| made().map(Inline::plain));
    text.map(|text| Block { text, ..Block::default() }).into_iter().collect()
}

fn row(call: &Call<'_>, meeting: &Meeting, row: &Row) -> MergeRow {
    let (place, number) = match row.place {
        Place::Headline => (MergePlace::Headline, 0),
        Place::Deck => (MergePlace::Deck, 0),
        Place::Caption(_) => (MergePlace::Caption, 0),
        Place::Credit(_) => (MergePlace::Credit, 0),
        Place::Paragraph(number) => (MergePlace::Paragraph, count(number)),
    };
    let standing = match row.standing {
        Standing::Same => MergeStanding::Same,
        Standing::OnlyMine => MergeStanding::OnlyMine,
        Standing::OnlyTheirs => MergeStanding::OnlyTheirs,
        Standing::Agreed => MergeStanding::Agreed,
        Standing::Open => MergeStanding::Open,
    };
    let same =
        MergeRow { place, number, standing, base: None, mine: None, theirs: None, both: String::new() };
    if row.standing == Standing::Same {
        return same;
    }
    let shown = match row.place {
        Place::Credit(id) => Row {
            base: credit(call, &meeting.base, id, &row.base),
            mine: credit(call, &meeting.mine, id, &row.mine),
            theirs: credit(call, &meeting.theirs, id, &row.theirs),
            ..row.clone()
        },
        _ => row.clone(),
    };
    let row = &shown;
    let base = text(&row.base);
    let side = |blocks: &[Block]| (!blocks.is_empty()).then(|| runs(diff::words(&base, &text(blocks))));
    MergeRow {
        base: (!row.base.is_empty()).then(|| base.clone()),
        mine: side(&row.mine),
        theirs: side(&row.theirs),
        both: row.both().text(),
        ..same
    }
}

fn view(call: &Call<'_>, meeting: &Meeting) -> Answer<MergeView> {
    let story = meeting.row.story;
    let newest = call.desk.revisions(story)?.pop().filter(|row| row.copy_hash == meeting.mine_hash);
    let facts = call.desk.story_facts(story)?;
    Ok(MergeView {
        story: story.to_string(),
        slugline: facts.registers.slugline.clone(),
        destination: destination_view(call, meeting.destination.clone()),
        record: meeting.row.record.to_string(),
        seen_hash: meeting.mine_hash.to_string(),
        base: MergeSide {
            revision: count(meeting.published.number),
            who: call.desk.member_name(meeting.receipt.member),
            at_ms: Some(ms(meeting.receipt.at.at_ms)),
        },
        mine: MergeSide {
            revision: newest.as_ref().map_or(0, |row| count(row.number)),
            who: newest.as_ref().map(|row| call.desk.member_name(row.member)).unwrap_or_default(),
            at_ms: Some(ms(newest.as_ref().map_or(facts.saved_at_ms, |row| row.at.at_ms))),
        },
        theirs: MergeSide {
            revision: 0,
            who: meeting.row.changed_by.clone(),
            at_ms: meeting.row.changed_ms.map(ms),
        },
        looked_ms: ms(meeting.row.at.at_ms),
        rows: meeting.merge.rows.iter().map(|one| row(call, meeting, one)).collect(),
        differs: meeting.besides.differs.iter().cloned().map(Said::from).collect(),
        lines: meeting
            .besides
            .lines
            .iter()
            .map(|line| MergeLine { was: line.was.clone(), is: line.is.clone() })
            .collect(),
        pictures_added: count(meeting.besides.pictures_added),
    })
}

/// Nobody changed it there: where it stands, and nothing to choose.
fn unchanged(call: &Call<'_>, which: &MergeRef) -> Answer<MergeView> {
    let (story, destination) = (id(&which.story)?, id(&which.destination)?);
    let facts = call.desk.story_facts(story)?;
    let receipt = call.desk.receipts(story)?.into_iter().rfind(|receipt| receipt.destination == destination);
    let at_ms = receipt.as_ref().map(|receipt| ms(receipt.at.at_ms));
    let number = receipt.and_then(|receipt| call.desk.revision(receipt.revision).ok()).map(|row| row.number);
    let side = |at_ms| MergeSide { revision: count(number.unwrap_or(0)), who: String::new(), at_ms };
    Ok(MergeView {
        story: which.story.clone(),
        slugline: facts.registers.slugline.clone(),
        destination: destination_view(call, call.desk.destination(destination)?),
        record: String::new(),
        seen_hash: facts.hash.to_string(),
        base: side(at_ms),
        mine: side(None),
        theirs: side(at_ms),
        looked_ms: ms(call.desk.now().at_ms),
        rows: Vec::new(),
        differs: Vec::new(),
        lines: Vec::new(),
        pictures_added: 0,
    })
}

pub(crate) fn merge_look(call: &Call<'_>, which: MergeRef) -> Answer<MergeView> {
    let (story, destination) = (id(&which.story)?, id(&which.destination)?);
    // Called on a thread that may block, with the runtime at hand.
    let looked = call.desk.look_there(call.member, story, destination);
    match tokio::runtime::Handle::current().block_on(looked)? {
        true => merge_show(call, which),
        false => unchanged(call, &which),
    }
}

pub(crate) fn merge_show(call: &Call<'_>, which: MergeRef) -> Answer<MergeView> {
    match call.desk.meeting(id(&which.story)?, id(&which.destination)?)? {
        Some(meeting) => view(call, &meeting),
        None => unchanged(call, &which),
    }
}

/// The three texts that the person saw, with what they chose.
fn seen(call: &Call<'_>, wish: &MergeChoices) -> Answer<(Meeting, BTreeMap<usize, Choice>)> {
    let meeting = call.desk.meeting(id(&wish.story)?, id(&wish.destination)?)?;
    let moved = || WireError::from(Error::Moved);
    let meeting = meeting.ok_or_else(moved)?;
    if meeting.row.record != id(&wish.record)? || meeting.mine_hash != id(&wish.seen_hash)? {
        return Err(moved());
    }
    let choice = |choice: &MergeChoice| {
        let taken = match (choice.take, &choice.text) {
            (MergeTake::Mine, _) => Choice::Mine,
            (MergeTake::Theirs, _) => Choice::Theirs,
            (MergeTake::Both, None) => Choice::Both,
            (MergeTake::Both, Some(text)) => Choice::Typed(text.clone()),
        };
        (choice.row as usize, taken)
    };
    Ok((meeting, wish.choices.iter().map(choice).collect()))
}

pub(crate) fn merge_page(call: &Call<'_>, wish: MergeChoices) -> Answer<MergePage> {
    let (meeting, choices) = seen(call, &wish)?;
    let copy = call.desk.chosen(&meeting, &choices)?;
    Ok(MergePage { preview: call.desk.preview_of(meeting.row.story, meeting.published.number, copy)? })
}

pub(crate) fn merge_take(call: &Call<'_>, wish: MergeChoices) -> Answer<MergeTaken> {
    let (meeting, choices) = seen(call, &wish)?;
    let row = call.desk.take_home(call.member, &meeting, &choices)?;
    Ok(MergeTaken { revision: count(row.number) })
}
