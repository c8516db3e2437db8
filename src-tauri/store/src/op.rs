//! Op rows: what was typed, as the document's own update bytes, one row an acknowledged edit.
//!
//! Numbered without gaps for each story and device. Rows leave only when a snapshot older than the
//! newest holds them (`snapshot::put`).

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, Stamp, StoryId};

/// One edit of a story's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpRow {
    /// The story.
    pub story: StoryId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its place in the sequence of this story and device, from 1.
    pub seq: i64,
    /// The format of the bytes.
    pub format: i64,
    /// Who wrote it.
    pub peer: u64,
    /// The first of the peer's counters in it.
    pub counter_from: i64,
    /// The counter after its last one.
    pub counter_to: i64,
    /// When.
    pub at: Stamp,
    /// The update.
    pub bytes: Vec<u8>,
}

/// Appends a row. The same row again is not an error (a retry after a commit of unknown end): false.
/// Another row in its place is refused.
pub fn append(tx: &Tx<'_>, row: &OpRow) -> Result<bool, StoreError> {
    let doing = "append an op";
    let added = tx.run(
        doing,
        "INSERT INTO op (story, device, seq, format, peer, counter_from, counter_to, at_ms, zone, crc, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (story, device, seq) DO NOTHING",
        (
            Col(row.story),
            Col(row.device),
            row.seq,
            row.format,
            row.peer.cast_signed(),
            row.counter_from,
            row.counter_to,
            row.at.at_ms,
            &row.at.zone,
            crc32fast::hash(&row.bytes),
            &row.bytes,
        ),
    )?;
    if added == 1 {
        return Ok(true);
    }
    let same = tx.row(
        doing,
        "SELECT 1 FROM op WHERE story = ?1 AND device = ?2 AND seq = ?3 AND peer = ?4 AND bytes = ?5",
        (Col(row.story), Col(row.device), row.seq, row.peer.cast_signed(), &row.bytes),
        |_| Ok(()),
    )?;
    match same {
        Some(()) => Ok(false),
        None => Err(StoreError::Taken { doing }),
    }
}

/// Appends a row that follows one that is there; false: there is a gap before it, and nothing was written.
/// The row before it is looked for in its own place first: all that the typing path has to ask.
pub fn append_next(tx: &Tx<'_>, row: &OpRow) -> Result<bool, StoreError> {
    let before = tx.row(
        "number an op",
        "SELECT 1 FROM op WHERE story = ?1 AND device = ?2 AND seq = ?3",
        (Col(row.story), Col(row.device), row.seq - 1),
        |_| Ok(()),
    )?;
    // It may be gone into a snapshot, or never have been.
    if before.is_none() && row.seq > last_seq(tx, row.story, row.device)? + 1 {
        return Ok(false);
    }
    append(tx, row)?;
    Ok(true)
}

const COLUMNS: &str = "story, device, seq, format, peer, counter_from, counter_to, at_ms, zone, crc, bytes";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<(u32, OpRow)> {
    let mut c = Columns::of(row);
    let op = OpRow {
        story: c.key()?,
        device: c.key()?,
        seq: c.plain()?,
        format: c.plain()?,
        peer: c.peer()?,
        counter_from: c.plain()?,
        counter_to: c.plain()?,
        at: c.stamp()?,
        bytes: Vec::new(),
    };
    let crc = c.plain()?;
    Ok((crc, OpRow { bytes: c.plain()?, ..op }))
}

fn whole((crc, op): (u32, OpRow)) -> Result<OpRow, StoreError> {
    match crc32fast::hash(&op.bytes) == crc {
        true => Ok(op),
        false => Err(StoreError::Damaged { what: "an op row" }),
    }
}

/// The story's rows, device by device, in sequence. A row that fails its check sum is an error.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<OpRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM op WHERE story = ?1 ORDER BY device, seq");
    on.rows("read a story's ops", &sql, (Col(story),), map)?.into_iter().map(whole).collect()
}

/// One device's rows after `seq`.
pub fn list_after(
    on: &Reader<'_>,
    story: StoryId,
    device: DeviceId,
    seq: i64,
) -> Result<Vec<OpRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM op WHERE story = ?1 AND device = ?2 AND seq > ?3 ORDER BY seq");
    let rows = on.rows("read a story's newer ops", &sql, (Col(story), Col(device), seq), map)?;
    rows.into_iter().map(whole).collect()
}

/// What can be read of a story's rows when some are damaged: the whole ones, and in how many places there was
/// something else.
pub fn salvage(on: &Reader<'_>, story: StoryId) -> (Vec<OpRow>, usize) {
    let sql = format!("SELECT {COLUMNS} FROM op WHERE story = ?1 ORDER BY device, seq");
    let (rows, breaks) = on.rows_to_a_break("read a story's ops", &sql, (Col(story),), map);
    let all = rows.len();
    let good: Vec<_> = rows.into_iter().filter_map(|row| whole(row).ok()).collect();
    let bad = all - good.len() + usize::from(breaks);
    (good, bad)
}

/// The number of the device's last row of this story, also when a snapshot has taken it in; 0: none.
pub fn last_seq(on: &Reader<'_>, story: StoryId, device: DeviceId) -> Result<i64, StoreError> {
    let found = on.row(
        "number an op",
        "SELECT max(
             ifnull((SELECT max(seq) FROM op WHERE story = ?1 AND device = ?2), 0),
             ifnull((SELECT max(seq) FROM snapshot_mark WHERE story = ?1 AND device = ?2), 0))",
        (Col(story), Col(device)),
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or(0))
}

/// How many rows wait for compaction: those that the newest snapshot does not hold.
pub fn waiting(on: &Reader<'_>, story: StoryId) -> Result<i64, StoreError> {
    let found = on.row(
        "count a story's ops",
        "SELECT count(*) FROM op WHERE story = ?1 AND seq > ifnull(
             (SELECT mark.seq FROM snapshot_mark AS mark WHERE mark.story = op.story
              AND mark.device = op.device ORDER BY mark.generation DESC LIMIT 1), 0)",
        (Col(story),),
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or(0))
}
