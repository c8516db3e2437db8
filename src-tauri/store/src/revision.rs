//! Revisions: what a story's copy was when somebody said "keep this", and the chain that holds the
//! bodies small.
//!
//! A row's body is zstd-compressed with another row's plain body as its dictionary; `chain` says with
//! which. The SHA-256 of the plain bytes is checked whenever a body is opened.

mod chain;
mod note;
pub mod travel;

pub use note::{tick, ticks, NoteItem, NoteTickRow};

use crate::{
    column::{Col, Columns},
    ids, Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RevisionId, Sha256, Stamp, StoryId};

/// A revision without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// The revision.
    pub revision: RevisionId,
    /// The story.
    pub story: StoryId,
    /// The number that people see.
    pub number: i64,
    /// The revisions that it came of.
    pub parents: Vec<RevisionId>,
    /// The document's version, as the document's bytes.
    pub frontiers: Vec<u8>,
    /// The kind's name: `saved`, `filed` …
    pub kind: String,
    /// The revision note's line.
    pub note: String,
    /// The copy hash.
    pub copy_hash: Sha256,
    /// Words in the body.
    pub words: i64,
    /// Words added since the parent.
    pub words_added: i64,
    /// Words removed since the parent.
    pub words_removed: i64,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
    /// The format of the body.
    pub format: i64,
    /// The body's plain length in bytes.
    pub body_length: i64,
    /// The SHA-256 of the body's plain bytes.
    pub body_sha256: Sha256,
}

/// A revision to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRevision {
    /// The revision.
    pub revision: RevisionId,
    /// The story.
    pub story: StoryId,
    /// The number that people see: `next_number`, or the one that it came with from another desk.
    pub number: i64,
    /// The revisions that it came of.
    pub parents: Vec<RevisionId>,
    /// The document's version, as the document's bytes.
    pub frontiers: Vec<u8>,
    /// The kind's name.
    pub kind: String,
    /// The revision note's line.
    pub note: String,
    /// The revision note's items.
    pub items: Vec<NoteItem>,
    /// The copy hash.
    pub copy_hash: Sha256,
    /// Words in the body.
    pub words: i64,
    /// Words added since the parent.
    pub words_added: i64,
    /// Words removed since the parent.
    pub words_removed: i64,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
    /// The format of the body.
    pub format: i64,
    /// Whether the body is stored whole, needing no other row: filed, approved, published.
    pub is_full: bool,
}

/// A body that could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// There is no such revision.
    #[error("there is no such revision")]
    Missing,
    /// The body, or one that it is built on, is not what was written.
    #[error("a revision's body is not what was written there")]
    Damaged {
        /// The revision that was asked for.
        revision: RevisionId,
        /// The row where it broke: the same, or one that it is built on.
        broken: RevisionId,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

const COLUMNS: &str = "revision, story, number, parents, frontiers, kind, note, copy_hash, words,
    words_added, words_removed, member, device, at_ms, zone, format, body_length, body_sha256";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<RevisionRow> {
    let mut c = Columns::of(row);
    Ok(RevisionRow {
        revision: c.key()?,
        story: c.key()?,
        number: c.plain()?,
        parents: c.plain::<ids::Ids<_>>()?.0,
        frontiers: c.plain()?,
        kind: c.plain()?,
        note: c.plain()?,
        copy_hash: c.key()?,
        words: c.plain()?,
        words_added: c.plain()?,
        words_removed: c.plain()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
        format: c.plain()?,
        body_length: c.plain()?,
        body_sha256: c.key()?,
    })
}

/// Adds a revision with its plain body; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, new: &NewRevision, body: &[u8]) -> Result<bool, StoreError> {
    let doing = "add a revision";
    let known =
        tx.row(doing, "SELECT 1 FROM revision WHERE revision = ?1", (Col(new.revision),), |_| Ok(()))?;
    if known.is_some() {
        return Ok(false);
    }
    let packed = chain::pack(tx, new.story, new.is_full, body)?;
    tx.run(
        doing,
        "INSERT INTO revision (revision, story, number, parents, frontiers, kind, note, copy_hash, words,
             words_added, words_removed, member, device, at_ms, zone, format, body_length, body_sha256,
             link, base, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
             ?21)",
        rusqlite::params![
            Col(new.revision),
            Col(new.story),
            new.number,
            ids::write(&new.parents),
            new.frontiers,
            new.kind,
            new.note,
            Col(new.copy_hash),
            new.words,
            new.words_added,
            new.words_removed,
            Col(new.member),
            Col(new.device),
            new.at.at_ms,
            new.at.zone,
            new.format,
            i64::try_from(body.len()).unwrap_or(i64::MAX),
            Col(Sha256::of(body)),
            packed.link,
            packed.base,
            packed.bytes,
        ],
    )?;
    note::insert_items(tx, new.revision, &new.items)?;
    Ok(true)
}

/// One revision without its body.
pub fn get(on: &Reader<'_>, revision: RevisionId) -> Result<Option<RevisionRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE revision = ?1");
    on.row("read a revision", &sql, (Col(revision),), map)
}

/// A story's revisions without their bodies, in the order of their numbers, clashes by arrival.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<RevisionRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE story = ?1 ORDER BY number, arrival");
    on.rows("list a story's revisions", &sql, (Col(story),), map)
}

/// The revision that arrived last.
pub fn last(on: &Reader<'_>, story: StoryId) -> Result<Option<RevisionRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM revision WHERE story = ?1 ORDER BY arrival DESC LIMIT 1");
    on.row("read the last revision", &sql, (Col(story),), map)
}

/// The highest number seen, plus one.
pub fn next_number(on: &Reader<'_>, story: StoryId) -> Result<i64, StoreError> {
    let sql = "SELECT ifnull(max(number), 0) + 1 FROM revision WHERE story = ?1";
    Ok(on.row("number a revision", sql, (Col(story),), |row| row.get(0))?.unwrap_or(1))
}

/// A revision's plain body, proven by its SHA-256.
pub fn body(on: &Reader<'_>, revision: RevisionId) -> Result<Vec<u8>, BodyError> {
    chain::unpack(on, revision)
}

/// The items of a revision's note, in order.
pub fn items(on: &Reader<'_>, revision: RevisionId) -> Result<Vec<NoteItem>, StoreError> {
    note::items(on, revision)
}
