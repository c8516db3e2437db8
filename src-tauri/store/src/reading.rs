//! What each member has read of each story: "38 words changed since you read it" counts from here.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{MemberId, RevisionId, Sha256, Stamp, StoryId};

/// The last reading of a story by a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    /// Who read.
    pub member: MemberId,
    /// What.
    pub story: StoryId,
    /// The revision that was read; none: the head between revisions.
    pub revision: Option<RevisionId>,
    /// The copy hash of what was read.
    pub copy_hash: Option<Sha256>,
    /// When.
    pub at: Stamp,
}

const COLUMNS: &str = "member, story, revision, copy_hash, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReadingRow> {
    let mut c = Columns::of(row);
    Ok(ReadingRow {
        member: c.key()?,
        story: c.key()?,
        revision: c.key_opt()?,
        copy_hash: c.key_opt()?,
        at: c.stamp()?,
    })
}

/// Writes down that a member has read a story.
pub fn put(tx: &Tx<'_>, row: &ReadingRow) -> Result<(), StoreError> {
    tx.run(
        "keep a reading",
        "INSERT INTO reading (member, story, revision, copy_hash, at_ms, zone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (member, story) DO UPDATE SET revision = excluded.revision,
             copy_hash = excluded.copy_hash, at_ms = excluded.at_ms, zone = excluded.zone",
        (
            Col(row.member),
            Col(row.story),
            opt(row.revision),
            opt(row.copy_hash),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(())
}

/// What a member read last of a story.
pub fn get(on: &Reader<'_>, member: MemberId, story: StoryId) -> Result<Option<ReadingRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM reading WHERE member = ?1 AND story = ?2");
    on.row("look a reading up", &sql, (Col(member), Col(story)), map)
}

/// Everything that a member has read, for the trays.
pub fn list(on: &Reader<'_>, member: MemberId) -> Result<Vec<ReadingRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM reading WHERE member = ?1");
    on.rows("list a member's readings", &sql, (Col(member),), map)
}
