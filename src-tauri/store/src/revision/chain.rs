//! The chain of bodies.

use super::BodyError;
use crate::{
    column::{Col, Columns},
    Reader, StoreError,
};
use copy::{RevisionId, Sha256, StoryId};
use rusqlite::Row;

/// A body as it is stored.
pub(super) struct Packed {
    /// Rows since the last whole one.
    pub link: i64,
    /// The row (`arrival`) whose plain body is the dictionary.
    pub base: Option<i64>,
    pub bytes: Vec<u8>,
}

/// A whole body at least every so many rows.
const LINKS: i64 = 50;
const LEVEL: i32 = 3;
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
    let last = match is_full {
        true => None,
        false => on.row("find the last revision", &sql, (Col(story),), map)?,
    };
    let last = last.filter(|row| row.link + 1 < LINKS);
    let whole = || Ok(Packed { link: 0, base: None, bytes: compress(body, &[])? });
    let Some(last) = last else { return whole() };
    let (link, base) = (last.link + 1, last.arrival);
    let asked = last.revision;
    // A damaged last row must not keep anybody from saving the next one.
    match plain(on, last, asked) {
        Ok(dictionary) => Ok(Packed { link, base: Some(base), bytes: compress(body, &dictionary)? }),
        Err(BodyError::Store(error)) => Err(error),
        Err(_) => whole(),
    }
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
    let mut body = Vec::new();
    for row in rows.into_iter().rev() {
        let damaged = BodyError::Damaged { revision: asked, broken: row.revision };
        body = match decompress(&row.bytes, &body, row.length as usize) {
            Some(plain) if Sha256::of(&plain) == row.sha256 => plain,
            _ => return Err(damaged),
        };
    }
    Ok(body)
}

fn compress(body: &[u8], dictionary: &[u8]) -> Result<Vec<u8>, StoreError> {
    let broken = |_| StoreError::Damaged { what: "a revision's dictionary" };
    zstd::bulk::Compressor::with_dictionary(LEVEL, dictionary)
        .and_then(|mut it| it.compress(body))
        .map_err(broken)
}

fn decompress(bytes: &[u8], dictionary: &[u8], length: usize) -> Option<Vec<u8>> {
    if length > LARGEST {
        return None;
    }
    zstd::bulk::Decompressor::with_dictionary(dictionary).ok()?.decompress(bytes, length).ok()
}
