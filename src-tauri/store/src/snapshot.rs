//! Snapshots: a story's whole document, its history with it, never shallow. Two generations are kept,
//! and the op rows since the older: a damaged newest one is answered from the older and the ops.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, Stamp, StoryId};

/// One generation of a story's document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// The story.
    pub story: StoryId,
    /// 1, 2, 3 …
    pub generation: i64,
    /// When it was taken.
    pub at: Stamp,
    /// The format of the bytes.
    pub format: i64,
    /// The last op row of each device that it holds.
    pub marks: Vec<(DeviceId, i64)>,
    /// The document.
    pub bytes: Vec<u8>,
}

/// A snapshot to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSnapshot {
    /// The story.
    pub story: StoryId,
    /// When it was taken.
    pub at: Stamp,
    /// The format of the bytes.
    pub format: i64,
    /// The last op row of each device that it holds: of every device, also those without new rows.
    pub marks: Vec<(DeviceId, i64)>,
    /// The document.
    pub bytes: Vec<u8>,
}

/// Writes the next generation, lets go of all but two, and of the op rows that the older of the two
/// holds. Its number.
pub fn put(tx: &Tx<'_>, new: &NewSnapshot) -> Result<i64, StoreError> {
    let doing = "write a snapshot";
    let story = || Col(new.story);
    let newest = tx.row(
        doing,
        "SELECT ifnull(max(generation), 0) FROM snapshot WHERE story = ?1",
        (story(),),
        |row| row.get::<_, i64>(0),
    )?;
    let generation = newest.unwrap_or(0) + 1;
    tx.run(
        doing,
        "INSERT INTO snapshot (story, generation, at_ms, zone, format, crc, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            story(),
            generation,
            new.at.at_ms,
            &new.at.zone,
            new.format,
            crc32fast::hash(&new.bytes),
            &new.bytes,
        ),
    )?;
    for (device, seq) in &new.marks {
        tx.run(
            doing,
            "INSERT INTO snapshot_mark (story, generation, device, seq) VALUES (?1, ?2, ?3, ?4)",
            (story(), generation, Col(*device), seq),
        )?;
    }
    tx.run(doing, "DELETE FROM snapshot WHERE story = ?1 AND generation < ?2", (story(), generation - 1))?;
    tx.run(
        "let go of ops",
        "DELETE FROM op WHERE story = ?1 AND seq <= ifnull(
             (SELECT mark.seq FROM snapshot_mark AS mark
              WHERE mark.story = op.story AND mark.generation = ?2 AND mark.device = op.device), 0)",
        (story(), generation - 1),
    )?;
    Ok(generation)
}

/// The newest snapshot that is whole, and whether it is the newest: after `false` the caller should say
/// so and write a new one. None: the story has only ops.
pub fn newest(on: &Reader<'_>, story: StoryId) -> Result<Option<(SnapshotRow, bool)>, StoreError> {
    let found = on.rows("read a snapshot", NEWEST_FIRST, (Col(story),), map)?;
    let any = !found.is_empty();
    for (index, (crc, snapshot)) in found.into_iter().enumerate() {
        if crc32fast::hash(&snapshot.bytes) == crc {
            let marks = marks(on, story, snapshot.generation)?;
            return Ok(Some((SnapshotRow { marks, ..snapshot }, index == 0)));
        }
    }
    match any {
        true => Err(StoreError::Damaged { what: "every snapshot of a story" }),
        false => Ok(None),
    }
}

/// What can be read of a story's snapshots when some are damaged: the whole ones without their marks, the
/// newest first, and in how many places there was something else.
pub fn salvage(on: &Reader<'_>, story: StoryId) -> (Vec<SnapshotRow>, usize) {
    let (rows, breaks) = on.rows_to_a_break("read a snapshot", NEWEST_FIRST, (Col(story),), map);
    let all = rows.len();
    let is_whole = |(crc, row): &(u32, SnapshotRow)| crc32fast::hash(&row.bytes) == *crc;
    let good: Vec<_> = rows.into_iter().filter(is_whole).map(|(_, row)| row).collect();
    let bad = all - good.len() + usize::from(breaks);
    (good, bad)
}

const NEWEST_FIRST: &str = "SELECT story, generation, at_ms, zone, format, crc, bytes FROM snapshot
    WHERE story = ?1 ORDER BY generation DESC";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<(u32, SnapshotRow)> {
    let mut c = Columns::of(row);
    let snapshot = SnapshotRow {
        story: c.key()?,
        generation: c.plain()?,
        at: c.stamp()?,
        format: c.plain()?,
        marks: Vec::new(),
        bytes: Vec::new(),
    };
    let crc = c.plain()?;
    Ok((crc, SnapshotRow { bytes: c.plain()?, ..snapshot }))
}

fn marks(on: &Reader<'_>, story: StoryId, generation: i64) -> Result<Vec<(DeviceId, i64)>, StoreError> {
    on.rows(
        "read a snapshot's marks",
        "SELECT device, seq FROM snapshot_mark WHERE story = ?1 AND generation = ?2 ORDER BY device",
        (Col(story), generation),
        |row| {
            let mut c = Columns::of(row);
            Ok((c.key()?, c.plain()?))
        },
    )
}
