//! Galleys: what a story's screen is opened with, kept beside its document so that nobody waits for the
//! document's history to be read. A cache and never the only copy: a row that is stale, damaged or
//! another program's is not there, and the whole table may be dropped at any time.
//!
//! *Stale* is decided by equality, not by age: a row carries a digest of exactly the snapshots and op
//! rows that made it, and whoever reads it computes the digest of what is there now.

use crate::{
    column::{Col, Columns},
    error::Doing,
    Reader, StoreError, Tx,
};
use copy::{DeviceId, Sha256, StoryId};
use std::{collections::HashMap, fmt::Write as _};

/// Who wrote a galley: anything else reads as none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    /// The format of the bytes.
    pub format: i64,
    /// The program's version: another one may count words, or repair a view, in another way.
    pub program: &'static str,
}

/// What is on the shelves of a story's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The digest of all snapshots, their marks and all op rows, by number and check sum.
    pub rows_sha256: Sha256,
    /// The last op row's number of each device.
    pub last: HashMap<DeviceId, i64>,
    /// When the newest op row was written; `None`: there is none.
    pub written_ms: Option<i64>,
}

/// Quick, and small to a degree that is worth it: this is written whenever somebody rests.
const LEVEL: i32 = 1;
/// A story's text is megabytes at the very most; damaged bytes must not ask for more.
const LARGEST: usize = 256 << 20;

/// What a story's text consists of now. Reads numbers and check sums, never the bytes themselves.
pub fn standing(on: &Reader<'_>, story: StoryId) -> Result<Standing, StoreError> {
    let doing = "look at a story's rows";
    let mut said = String::with_capacity(16 << 10);
    let mut say = |what: &str, [first, second]: [i64; 2]| {
        // Writing to a String cannot fail.
        let _ = writeln!(said, "{what} {first} {second}");
    };
    let mut newest = 0;
    let snapshots = on.rows(
        doing,
        "SELECT generation, crc FROM snapshot WHERE story = ?1 ORDER BY generation",
        (Col(story),),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (generation, crc) in snapshots {
        newest = generation;
        say("snapshot", [generation, crc]);
    }
    let mut last = HashMap::new();
    let marks = on.rows(
        doing,
        "SELECT device, generation, seq FROM snapshot_mark WHERE story = ?1 ORDER BY generation, device",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok((c.key::<DeviceId>()?, c.plain()?, c.plain()?))
        },
    )?;
    say("marks", [0, 0]);
    for (device, generation, seq) in marks {
        say(&device.to_string(), [generation, seq]);
        if generation == newest {
            last.insert(device, seq);
        }
    }
    let mut written_ms = None;
    let ops = on.rows(
        doing,
        "SELECT device, seq, crc, at_ms FROM op WHERE story = ?1 ORDER BY device, seq",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok((c.key::<DeviceId>()?, [c.plain()?, c.plain()?], c.plain::<i64>()?))
        },
    )?;
    say("ops", [0, 0]);
    for (device, [seq, crc], at_ms) in ops {
        say(&device.to_string(), [seq, crc]);
        last.entry(device).and_modify(|before: &mut i64| *before = seq.max(*before)).or_insert(seq);
        written_ms = written_ms.max(Some(at_ms));
    }
    Ok(Standing { rows_sha256: Sha256::of(said.as_bytes()), last, written_ms })
}

/// Writes a story's galley in the place of the last one.
pub fn put(
    tx: &Tx<'_>,
    story: StoryId,
    press: Press,
    rows_sha256: Sha256,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let packed = zstd::bulk::compress(bytes, LEVEL).doing("press a galley")?;
    tx.run(
        "write a galley",
        "INSERT INTO galley (story, format, program, rows_sha256, crc, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (story) DO UPDATE SET format = excluded.format, program = excluded.program,
             rows_sha256 = excluded.rows_sha256, crc = excluded.crc, bytes = excluded.bytes",
        (Col(story), press.format, press.program, Col(rows_sha256), crc32fast::hash(&packed), &packed),
    )?;
    Ok(())
}

/// The story's galley, if one stands on exactly these rows and this press made it.
///
/// # Errors
/// [`StoreError::Damaged`]: its bytes are not what was written; it is of no use, and nothing is lost.
pub fn get(
    on: &Reader<'_>,
    story: StoryId,
    press: Press,
    rows_sha256: Sha256,
) -> Result<Option<Vec<u8>>, StoreError> {
    let found = on.row(
        "read a galley",
        "SELECT crc, bytes FROM galley WHERE story = ?1 AND format = ?2 AND program = ?3 AND rows_sha256 = ?4",
        (Col(story), press.format, press.program, Col(rows_sha256)),
        |row| Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?)),
    )?;
    let Some((crc, packed)) = found else { return Ok(None) };
    let damaged = StoreError::Damaged { what: "a galley" };
    if crc32fast::hash(&packed) != crc {
        return Err(damaged);
    }
    let length = zstd::zstd_safe::get_frame_content_size(&packed).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= LARGEST);
    let Some(length) = length else { return Err(damaged) };
    zstd::bulk::decompress(&packed, length).map(Some).map_err(|_| damaged)
}
