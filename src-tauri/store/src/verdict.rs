//! What became of suggestions. A suggestion itself lives in the text, as marks; this is why one that was
//! there is gone. Append-only.

use crate::{
    column::{opt, Col, Columns},
    ids, Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, Stamp, StoryId, SuggestionId};

/// One verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The suggestion.
    pub suggestion: SuggestionId,
    /// The kind's name: `accepted`, `rejected`, `overwritten`.
    pub kind: String,
    /// The suggestion's newest verdicts that its author had seen.
    pub parents: Vec<RecordId>,
    /// What was suggested: `insert`, `delete`, `replace`, `format`, `block`.
    pub what: String,
    /// The text that it was in.
    pub place: String,
    /// The words without it.
    pub text_before: String,
    /// The words with it.
    pub text_after: String,
    /// Who suggested it.
    pub suggested_by: Option<MemberId>,
    /// When it was suggested.
    pub suggested_ms: i64,
    /// Who decided.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

/// Adds a verdict; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &VerdictRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "keep what became of a suggestion",
        "INSERT INTO verdict (record, story, suggestion, kind, parents, what, place, text_before, text_after,
             suggested_by, suggested_ms, member, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            Col(row.suggestion),
            &row.kind,
            ids::write(&row.parents),
            &row.what,
            &row.place,
            &row.text_before,
            &row.text_after,
            opt(row.suggested_by),
            row.suggested_ms,
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// A story's verdicts in the order of their arrival here.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<VerdictRow>, StoreError> {
    on.rows(
        "list what became of a story's suggestions",
        "SELECT record, story, suggestion, kind, parents, what, place, text_before, text_after, suggested_by,
             suggested_ms, member, device, at_ms, zone
         FROM verdict WHERE story = ?1 ORDER BY arrival",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(VerdictRow {
                record: c.key()?,
                story: c.key()?,
                suggestion: c.key()?,
                kind: c.plain()?,
                parents: c.plain::<ids::Ids<_>>()?.0,
                what: c.plain()?,
                place: c.plain()?,
                text_before: c.plain()?,
                text_after: c.plain()?,
                suggested_by: c.key_opt()?,
                suggested_ms: c.plain()?,
                member: c.key()?,
                device: c.key()?,
                at: c.stamp()?,
            })
        },
    )
}
