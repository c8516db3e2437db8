//! Threads: what was said, answered, settled and proposed, record by record. Append-only; where a
//! thread stands is folded from its records elsewhere.

use crate::{
    column::{opt, Col, Columns},
    ids, Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, RevisionId, Stamp, StoryId, ThreadId};

/// One record of a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The thread.
    pub thread: ThreadId,
    /// The kind's name: `opened`, `replied`, `resolved`, `reopened`, `proposed`, `accepted`, `rejected`.
    pub kind: String,
    /// The thread's newest records that its author had seen.
    pub parents: Vec<RecordId>,
    /// What is said.
    pub text: String,
    /// Members who are asked to look.
    pub mentions: Vec<MemberId>,
    /// Opened: a text (`body`), a picture (`figure:<id>`), a fact (`byline`) or `story`.
    pub place: String,
    /// Opened: the words that it is on.
    pub quote: String,
    /// Opened: what stood before them.
    pub quote_before: String,
    /// Opened: what stood after them.
    pub quote_after: String,
    /// Opened: where the words begin and end, in the CRDT's own form.
    pub cursors: Vec<u8>,
    /// Opened: the newest revision then.
    pub revision: Option<RevisionId>,
    /// Proposed: the fact as it should be, in the document's own form.
    pub value: String,
    /// Accepted, rejected: the record that proposed.
    pub proposal: Option<RecordId>,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

/// Adds a record; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &ThreadRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add to a thread",
        "INSERT INTO thread (record, story, thread, kind, parents, text, mentions, place, quote, quote_before,
             quote_after, cursors, revision, value, proposal, member, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
         ON CONFLICT (record) DO NOTHING",
        rusqlite::params![
            Col(row.record),
            Col(row.story),
            Col(row.thread),
            &row.kind,
            ids::write(&row.parents),
            &row.text,
            ids::write(&row.mentions),
            &row.place,
            &row.quote,
            &row.quote_before,
            &row.quote_after,
            &row.cursors,
            opt(row.revision),
            &row.value,
            opt(row.proposal),
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ],
    )?;
    Ok(added == 1)
}

/// The records of all threads of a story, in the order of their arrival here.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<ThreadRow>, StoreError> {
    on.rows(
        "list a story's threads",
        "SELECT record, story, thread, kind, parents, text, mentions, place, quote, quote_before, quote_after,
             cursors, revision, value, proposal, member, device, at_ms, zone
         FROM thread WHERE story = ?1 ORDER BY arrival",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(ThreadRow {
                record: c.key()?,
                story: c.key()?,
                thread: c.key()?,
                kind: c.plain()?,
                parents: c.plain::<ids::Ids<_>>()?.0,
                text: c.plain()?,
                mentions: c.plain::<ids::Ids<_>>()?.0,
                place: c.plain()?,
                quote: c.plain()?,
                quote_before: c.plain()?,
                quote_after: c.plain()?,
                cursors: c.plain()?,
                revision: c.key_opt()?,
                value: c.plain()?,
                proposal: c.key_opt()?,
                member: c.key()?,
                device: c.key()?,
                at: c.stamp()?,
            })
        },
    )
}
