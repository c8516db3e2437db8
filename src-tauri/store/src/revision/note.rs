//! A revision note's items, and the records that tick them off.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, RevisionId, Stamp, StoryId};

/// One thing to do before the story comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteItem {
    /// The item.
    pub id: RecordId,
    /// Its words.
    pub text: String,
}

/// An item ticked, or unticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteTickRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The revision whose note has the item.
    pub revision: RevisionId,
    /// The item.
    pub item: RecordId,
    /// Done, or taken back.
    pub is_done: bool,
    /// The record that this one changes.
    pub follows: Option<RecordId>,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

pub(super) fn insert_items(tx: &Tx<'_>, revision: RevisionId, items: &[NoteItem]) -> Result<(), StoreError> {
    (0_i64..).zip(items).try_for_each(|(position, item)| insert_item(tx, revision, position, item))
}

pub(super) fn insert_item(
    tx: &Tx<'_>,
    revision: RevisionId,
    position: i64,
    item: &NoteItem,
) -> Result<(), StoreError> {
    tx.run(
        "add a revision note's item",
        "INSERT INTO revision_note_item (revision, position, item, text) VALUES (?1, ?2, ?3, ?4)",
        (Col(revision), position, Col(item.id), &item.text),
    )?;
    Ok(())
}

pub(super) fn items(on: &Reader<'_>, revision: RevisionId) -> Result<Vec<NoteItem>, StoreError> {
    on.rows(
        "list a revision note's items",
        "SELECT item, text FROM revision_note_item WHERE revision = ?1 ORDER BY position",
        (Col(revision),),
        |row| {
            let mut c = Columns::of(row);
            Ok(NoteItem { id: c.key()?, text: c.plain()? })
        },
    )
}

/// Adds a tick; one that is there already is left alone: false.
pub fn tick(tx: &Tx<'_>, row: &NoteTickRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "tick an item",
        "INSERT INTO note_tick (record, story, revision, item, is_done, follows, member, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            Col(row.revision),
            Col(row.item),
            row.is_done,
            opt(row.follows),
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// A story's ticks in the order of arrival.
pub fn ticks(on: &Reader<'_>, story: StoryId) -> Result<Vec<NoteTickRow>, StoreError> {
    on.rows(
        "list a story's ticks",
        "SELECT record, story, revision, item, is_done, follows, member, device, at_ms, zone
         FROM note_tick WHERE story = ?1 ORDER BY arrival",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(NoteTickRow {
                record: c.key()?,
                story: c.key()?,
                revision: c.key()?,
                item: c.key()?,
                is_done: c.plain()?,
                follows: c.key_opt()?,
                member: c.key()?,
                device: c.key()?,
                at: c.stamp()?,
            })
        },
    )
}
