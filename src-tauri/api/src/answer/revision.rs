//! Revisions: saving, listing, opening, bringing back.

use super::{count, id, ms, story::facts, Answer};
use crate::{counter::Call, dto::*};
use copy::{Sentence, Sha256, StoryId};
use newsroom::{
    compare::Side as DeskSide,
    life::{self, Flag},
    revision::RevisionKind,
};
use store::revision::RevisionRow as Row;

/// A revision's row; two desks' clash of numbers shows as "8 · AB".
fn revision_row(call: &Call<'_>, row: &Row, all: &[Row], head: Option<Sha256>) -> RevisionRow {
    let clashes = all.iter().filter(|other| other.number == row.number).count() > 1;
    let (member, initials) = match call.desk.member(row.member) {
        Ok(member) => (member.name, member.initials),
        Err(_) => (String::new(), String::new()),
    };
    RevisionRow {
        id: row.revision.to_string(),
        number: if clashes { format!("{} · {initials}", row.number) } else { row.number.to_string() },
        kind: row.kind.clone(),
        member,
        initials,
        at_ms: ms(row.at.at_ms),
        note: row.note.clone(),
        words: count(row.words),
        words_added: count(row.words_added),
        words_removed: count(row.words_removed),
        hash_short: row.copy_hash.short(),
        is_head: head == Some(row.copy_hash),
    }
}

pub(crate) fn revision_save(call: &Call<'_>, save: RevisionSave) -> Answer<RevisionRow> {
    let story = id(&save.story)?;
    let row = call.desk.save_revision(call.member, story, RevisionKind::Saved, &save.note)?;
    let all = call.desk.revisions(story)?;
    Ok(revision_row(call, &row, &all, Some(row.copy_hash)))
}

pub(crate) fn revision_list(call: &Call<'_>, story: StoryRef) -> Answer<RevisionList> {
    let story: StoryId = id(&story.story)?;
    let all = call.desk.revisions(story)?;
    let (_, head) = call.desk.head(story)?;
    let newest = all.last().filter(|row| row.copy_hash != head);
    let (head_added, head_removed) = match newest {
        Some(row) => {
            let since = call.desk.compare(story, DeskSide::Revision(row.revision), DeskSide::Head)?;
            (since.diff.words_added, since.diff.words_removed)
        }
        None => (0, 0),
    };
    let revisions = all.iter().rev().map(|row| revision_row(call, row, &all, Some(head))).collect();
    let flags = call.desk.flags(story)?.into_iter().map(|flag| flag_view(call, flag)).collect();
    Ok(RevisionList { revisions, flags, head_added, head_removed })
}

fn flag_view(call: &Call<'_>, flag: Flag) -> FlagView {
    let kind = match flag.kind {
        life::Kind::Filed => FlagKind::Filed,
        life::Kind::SentBack => FlagKind::SentBack,
        life::Kind::Approved => FlagKind::Approved,
        life::Kind::Published => FlagKind::Published,
        life::Kind::Corrected => FlagKind::Corrected,
        life::Kind::Withdrawn => FlagKind::Withdrawn,
    };
    let (revision, member) = (flag.revision.to_string(), call.desk.member_name(flag.member));
    FlagView { kind, revision, member, at_ms: ms(flag.at_ms) }
}

pub(crate) fn revision_open(call: &Call<'_>, open: RevisionRef) -> Answer<RevisionText> {
    let story = id(&open.story)?;
    let opened = call.desk.open_revision(story, id(&open.revision)?)?;
    let all = call.desk.revisions(story)?;
    let (_, head) = call.desk.head(story)?;
    let block = |block: &copy::Block| BlockView { kind: block.kind.key(), text: block.text.text() };
    Ok(RevisionText {
        revision: revision_row(call, &opened.row, &all, Some(head)),
        blocks: opened.copy.body.iter().map(block).collect(),
        headline: opened.copy.headline.text(),
        deck: opened.copy.deck.text(),
        remark: opened.remark.map(|remark| Sentence::from(remark).into()),
    })
}

pub(crate) fn revision_restore(call: &Call<'_>, restore: RevisionRef) -> Answer<StoryFacts> {
    let story = id(&restore.story)?;
    call.desk.restore_revision(call.member, story, id(&restore.revision)?)?;
    facts(call, story)
}
