//! The chain of bodies: each is compressed with the plain body of the story's revision before it as the
//! dictionary. Every fiftieth is a *step*, whose dictionary is the step before it, so that no body is more
//! than 49 links and nine steps away from a whole one; whole is every tenth step, and what asks for it.
//!
//! Measured on 1,000 revisions of a 10,000-word story of 71 KB, 1 to 5 places changed in each (git,
//! packed with `gc --aggressive`: 0.80 MB with its index, 0.70 without):
//!
//! | dictionary | all bodies | of that the 20 whole ones | open, p99 |
//! |---|---|---|---|
//! | the revision before | 0.73 MB | 0.58 | 2.7 ms with every link hashed, under 1.5 with only the last |
//! | the last whole one | 3.14 MB | 0.58 | 0.3 ms |
//! | binary steps (link n on n & (n − 1)) | 0.98 MB | 0.58 | 0.5 ms |
//!
//! So: the revision before; and since four fifths of the room were the whole ones, steps in their place
//! (decision 0013). (Figures at zstd's level 3.) Level 9 takes as long for a body on a dictionary and
//! makes those 0.138 MB of 0.158; 15 makes the whole ones 0.567 of 0.577, and nothing above gains more.
//! Only the body that was asked for is hashed: what it is built on is proven with it. If that fails,
//! the chain is walked again, hashing every link, to say where it broke.

use super::BodyError;
use crate::{
    column::{Col, Columns},
    Kind, Reader, StoreError,
};
use copy::{RevisionId, Sha256, StoryId};
use rusqlite::Row;
use zstd::zstd_safe::DCtx;

/// A body as it is stored.
pub(super) struct Packed {
    /// Rows since the last step or whole one.
    pub link: i64,
    /// The row (`arrival`) whose plain body is the dictionary.
    pub base: Option<i64>,
    pub bytes: Vec<u8>,
}

/// A step, or a whole body, at least every so many rows.
const LINKS: i64 = 50;
/// A whole body at least every so many steps.
const STEPS: usize = 10;
/// Of a body that is built on another: as quick as 3, and an eighth smaller.
const LEVEL: i32 = 9;
/// Of a whole one: 5 ms, which one revision in fifty takes.
const WHOLE_LEVEL: i32 = 15;
/// No body is larger; a damaged length cannot ask for more memory than this.
const LARGEST: usize = 64 << 20;

struct Stored {
    arrival: i64,
    revision: RevisionId,
    link: i64,
    base: Option<i64>,
    length: u32,
    sha256: Sha256,
    bytes: Vec<u8>,
}

const COLUMNS: &str = "arrival, revision, link, base, body_length, body_sha256, body";

fn map(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let mut c = Columns::of(row);
    Ok(Stored {
        arrival: c.plain()?,
        revision: c.key()?,
        link: c.plain()?,
        base: c.plain()?,
        length: c.plain()?,
        sha256: c.key()?,
        bytes: c.plain()?,
    })
}

/// Compresses a body against the story's last one, or alone.
pub(super) fn pack(
    on: &Reader<'_>,
    story: StoryId,
    is_full: bool,
    body: &[u8],
) -> Result<Packed, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE story = ?1 ORDER BY arrival DESC LIMIT 1");
    // A damaged last row must not keep anybody from saving the next one.
    let last = match is_full {
        true => None,
        false => match on.row("find the last revision", &sql, (Col(story),), map) {
            Err(error) if error.kind() == Kind::Corrupt => None,
            found => found?,
        },
    };
    let whole = || Ok(Packed { link: 0, base: None, bytes: compress(body, &[])? });
    let Some(last) = last else { return whole() };
    let (link, base) = match last.link + 1 {
        link if link < LINKS => (link, Some(last)),
        _ => (0, step_before(on, story)?),
    };
    let Some(base) = base else { return whole() };
    let (arrival, asked) = (base.arrival, base.revision);
    match plain(on, base, asked) {
        Ok(dictionary) => Ok(Packed { link, base: Some(arrival), bytes: compress(body, &dictionary)? }),
        Err(BodyError::Store(error)) if error.kind() != Kind::Corrupt => Err(error),
        Err(_) => whole(),
    }
}

/// The story's last step or whole body, for the next step to be built on; none where a whole one is due.
fn step_before(on: &Reader<'_>, story: StoryId) -> Result<Option<Stored>, StoreError> {
    let doing = "find the last step";
    let sql =
        format!("SELECT {COLUMNS} FROM revision WHERE story = ?1 AND link = 0 ORDER BY arrival DESC LIMIT 1");
    let last = match on.row(doing, &sql, (Col(story),), map) {
        Err(error) if error.kind() == Kind::Corrupt => None,
        found => found?,
    };
    let (mut steps, mut base) = (1, last.as_ref().and_then(|row| row.base));
    while let Some(arrival) = base.filter(|_| steps < STEPS) {
        steps += 1;
        let sql = "SELECT base FROM revision WHERE arrival = ?1";
        base = on.row(doing, sql, (arrival,), |row| row.get(0))?.flatten();
    }
    Ok(last.filter(|_| steps < STEPS))
}

/// A body's plain bytes.
pub(super) fn unpack(on: &Reader<'_>, revision: RevisionId) -> Result<Vec<u8>, BodyError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE revision = ?1");
    let row = on.row("read a revision's body", &sql, (Col(revision),), map)?;
    plain(on, row.ok_or(BodyError::Missing)?, revision)
}

fn plain(on: &Reader<'_>, row: Stored, asked: RevisionId) -> Result<Vec<u8>, BodyError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE arrival = ?1");
    let mut rows = vec![row];
    while let Some(base) = rows.last().and_then(|row| row.base) {
        let broken = rows.last().map_or(asked, |row| row.revision);
        let next = on.row("read a revision's body", &sql, (base,), map)?;
        // Bases point backwards; one that does not would be walked for ever.
        let next = next.filter(|next| next.arrival < rows.last().map_or(0, |row| row.arrival));
        rows.push(next.ok_or(BodyError::Damaged { revision: asked, broken })?);
    }
    rows.reverse();
    match walk(&rows) {
        Some(body) if rows.last().is_some_and(|row| Sha256::of(&body) == row.sha256) => Ok(body),
        _ => Err(BodyError::Damaged { revision: asked, broken: first_broken(&rows).unwrap_or(asked) }),
    }
}

/// The last body of a chain that begins with a whole one.
fn walk(rows: &[Stored]) -> Option<Vec<u8>> {
    let mut unpacker = Unpacker::new()?;
    rows.iter().try_fold(Vec::new(), |base, row| unpacker.unpack(&row.bytes, &base, row.length))
}

fn first_broken(rows: &[Stored]) -> Option<RevisionId> {
    let mut unpacker = Unpacker::new()?;
    let mut base = Vec::new();
    for row in rows {
        match unpacker.unpack(&row.bytes, &base, row.length) {
            Some(body) if Sha256::of(&body) == row.sha256 => base = body,
            _ => return Some(row.revision),
        }
    }
    None
}

/// A body packed alone.
pub(super) fn whole(body: &[u8]) -> Result<Vec<u8>, StoreError> {
    compress(body, &[])
}

/// A revision's row and its place in its chain, for a body that is built on it.
pub(super) fn place(
    on: &Reader<'_>,
    story: StoryId,
    revision: RevisionId,
) -> Result<Option<(i64, i64)>, StoreError> {
    let sql = "SELECT arrival, link FROM revision WHERE revision = ?1 AND story = ?2";
    on.row("place a body", sql, (Col(revision), Col(story)), |row| Ok((row.get(0)?, row.get(1)?)))
}

fn compress(body: &[u8], dictionary: &[u8]) -> Result<Vec<u8>, StoreError> {
    let broken = |_| StoreError::Damaged { what: "a revision's dictionary" };
    let level = if dictionary.is_empty() { WHOLE_LEVEL } else { LEVEL };
    zstd::bulk::Compressor::with_dictionary(level, dictionary)
        .and_then(|mut it| it.compress(body))
        .map_err(broken)
}

/// Unpacks bodies one after the other: what it works with is as large as a body, and made once for all.
pub(super) struct Unpacker(DCtx<'static>);

impl Unpacker {
    pub fn new() -> Option<Self> {
        DCtx::try_create().map(Self)
    }

    /// The dictionary is lent and not copied: fifty links of a long story would copy megabytes.
    pub fn unpack(&mut self, bytes: &[u8], dictionary: &[u8], length: u32) -> Option<Vec<u8>> {
        let length = usize::try_from(length).ok().filter(|it| *it <= LARGEST)?;
        let mut body = Vec::with_capacity(length);
        self.0.decompress_using_dict(&mut body, bytes, dictionary).ok()?;
        Some(body)
    }
}
