//! "Ignore here": a check that a member has set aside at one place. Append-only; withdrawing is a
//! record of its own that follows the first.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, Stamp, StoryId};

/// A check set aside, or taken up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IgnoreRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The check's key: `tk`, `alt_text` …
    pub check: String,
    /// The words or the part that it is anchored to.
    pub anchor: String,
    /// The reason, in words.
    pub why: String,
    /// The record that this one changes.
    pub follows: Option<RecordId>,
    /// Whether the check is taken up again.
    pub is_withdrawn: bool,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

/// Adds a record; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &IgnoreRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "set a check aside",
        "INSERT INTO \"ignore\" (record, story, check_key, anchor, why, follows, is_withdrawn, member, device,
             at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            &row.check,
            &row.anchor,
            &row.why,
            opt(row.follows),
            row.is_withdrawn,
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

const COLUMNS: &str =
    "record, story, check_key, anchor, why, follows, is_withdrawn, member, device, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<IgnoreRow> {
    let mut c = Columns::of(row);
    Ok(IgnoreRow {
        record: c.key()?,
        story: c.key()?,
        check: c.plain()?,
        anchor: c.plain()?,
        why: c.plain()?,
        follows: c.key_opt()?,
        is_withdrawn: c.plain()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
    })
}

/// The checks that are set aside in a story now.
pub fn current(on: &Reader<'_>, story: StoryId) -> Result<Vec<IgnoreRow>, StoreError> {
    on.rows(
        "list checks set aside",
        &format!(
            "SELECT {COLUMNS} FROM \"ignore\" AS i WHERE story = ?1 AND is_withdrawn = 0
             AND NOT EXISTS (SELECT 1 FROM \"ignore\" AS later
                 WHERE later.story = i.story AND later.follows = i.record)
             ORDER BY arrival"
        ),
        (Col(story),),
        map,
    )
}

/// All records of a story, in the order of arrival.
pub fn history(on: &Reader<'_>, story: StoryId) -> Result<Vec<IgnoreRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM \"ignore\" WHERE story = ?1 ORDER BY arrival");
    on.rows("list a story's set-aside checks", &sql, (Col(story),), map)
}
