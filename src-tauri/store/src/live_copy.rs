//! Stories as somebody made them at a destination: read there once, kept until a person has chosen, and the
//! ground that the next write there stands on.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DestinationId, DeviceId, MemberId, RecordId, RevisionId, Stamp, StoryId};

/// A story as it was read at a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCopyRow {
    /// This reading.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// Where.
    pub destination: DestinationId,
    /// What this desk had last published there.
    pub receipt: RecordId,
    /// The destination's version token.
    pub version: String,
    /// The hash of what the destination holds, in the adapter's form.
    pub content_hash: String,
    /// Who changed it, as the destination says; empty: it does not say.
    pub changed_by: String,
    /// When, by the destination's clock.
    pub changed_ms: Option<i64>,
    /// The format of the body.
    pub format: i64,
    /// Their copy as canonical JSON.
    pub body: Vec<u8>,
    /// What changed there and is no part of a copy, as JSON.
    pub besides: String,
    /// The revision that took it in; none: nobody has chosen.
    pub revision: Option<RevisionId>,
    /// Who looked.
    pub member: MemberId,
    /// On which device.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

const COLUMNS: &str =
    "record, story, destination, receipt, version, content_hash, changed_by, changed_ms, format,
    body, besides, revision, member, device, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<LiveCopyRow> {
    let mut c = Columns::of(row);
    Ok(LiveCopyRow {
        record: c.key()?,
        story: c.key()?,
        destination: c.key()?,
        receipt: c.key()?,
        version: c.plain()?,
        content_hash: c.plain()?,
        changed_by: c.plain()?,
        changed_ms: c.plain()?,
        format: c.plain()?,
        body: c.plain()?,
        besides: c.plain()?,
        revision: c.key_opt()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
    })
}

/// Keeps a reading.
pub fn insert(tx: &Tx<'_>, row: &LiveCopyRow) -> Result<(), StoreError> {
    tx.run(
        "keep what stands at a destination",
        "INSERT INTO live_copy (record, story, destination, receipt, version, content_hash, changed_by, changed_ms,
             format, body, besides, revision, member, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        (
            Col(row.record),
            Col(row.story),
            Col(row.destination),
            Col(row.receipt),
            &row.version,
            &row.content_hash,
            &row.changed_by,
            row.changed_ms,
            row.format,
            &row.body,
            &row.besides,
            opt(row.revision),
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(())
}

/// The last reading of a story at a destination.
pub fn last(
    on: &Reader<'_>,
    story: StoryId,
    destination: DestinationId,
) -> Result<Option<LiveCopyRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM live_copy WHERE story = ?1 AND destination = ?2 ORDER BY arrival DESC LIMIT 1"
    );
    on.row("look for what stands at a destination", &sql, (Col(story), Col(destination)), map)
}

/// The last reading that a person took in.
pub fn last_taken(
    on: &Reader<'_>,
    story: StoryId,
    destination: DestinationId,
) -> Result<Option<LiveCopyRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM live_copy WHERE story = ?1 AND destination = ?2 AND revision IS NOT NULL
         ORDER BY arrival DESC LIMIT 1"
    );
    on.row("look for what was taken in", &sql, (Col(story), Col(destination)), map)
}

/// A revision took a reading in.
pub fn take(tx: &Tx<'_>, record: RecordId, revision: RevisionId) -> Result<(), StoreError> {
    let sql = "UPDATE live_copy SET revision = ?2 WHERE record = ?1";
    tx.change("take in what stood at a destination", sql, (Col(record), Col(revision)))
}
