//! Ticks of the quote guard: an editor has looked at an edit inside a quotation. A tick speaks of exactly
//! one change, from these words to those; another edit asks again. Append-only.

use crate::{
    column::{Col, Columns},
    ids, Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, Stamp, StoryId};

/// A changed quotation ticked, or unticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteTickRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The quotation as it was; empty: it is new.
    pub text_before: String,
    /// The quotation as it is; empty: it is gone.
    pub text_after: String,
    /// Looked at, or taken back.
    pub is_done: bool,
    /// The newest ticks of this change that its author had seen.
    pub parents: Vec<RecordId>,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

/// Adds a tick; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &QuoteTickRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "tick a quotation",
        "INSERT INTO quote_tick (record, story, text_before, text_after, is_done, parents, member, device, at_ms,
             zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            &row.text_before,
            &row.text_after,
            row.is_done,
            ids::write(&row.parents),
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// A story's ticks in the order of their arrival here.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<QuoteTickRow>, StoreError> {
    on.rows(
        "list a story's ticked quotations",
        "SELECT record, story, text_before, text_after, is_done, parents, member, device, at_ms, zone
         FROM quote_tick WHERE story = ?1 ORDER BY arrival",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(QuoteTickRow {
                record: c.key()?,
                story: c.key()?,
                text_before: c.plain()?,
                text_after: c.plain()?,
                is_done: c.plain()?,
                parents: c.plain::<ids::Ids<_>>()?.0,
                member: c.key()?,
                device: c.key()?,
                at: c.stamp()?,
            })
        },
    )
}
