//! Edits that were answered: a call that comes twice gets its first answer, also after a restart.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::StoryId;

/// The answer to a client's numbered edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditSeenRow {
    /// The window that asked.
    pub client: String,
    /// Its number for the edit.
    pub seq: i64,
    /// The story.
    pub story: StoryId,
    /// The version that came of it.
    pub version: i64,
    /// The whole answer, as the caller's bytes.
    pub ack: Vec<u8>,
    /// When.
    pub at_ms: i64,
}

/// Writes an answer down; a second one for the same edit is refused.
pub fn insert(tx: &Tx<'_>, row: &EditSeenRow) -> Result<(), StoreError> {
    tx.run(
        "keep an edit's answer",
        "INSERT INTO edit_seen (client, seq, story, version, ack, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (&row.client, row.seq, Col(row.story), row.version, &row.ack, row.at_ms),
    )?;
    Ok(())
}

/// Writes an answer down, if the edit has none yet: the first one stands.
pub fn keep(tx: &Tx<'_>, row: &EditSeenRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "keep an edit's answer",
        "INSERT INTO edit_seen (client, seq, story, version, ack, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (client, seq) DO NOTHING",
        (&row.client, row.seq, Col(row.story), row.version, &row.ack, row.at_ms),
    )?;
    Ok(added == 1)
}

/// The answer that an edit got, if it is known.
pub fn get(on: &Reader<'_>, client: &str, seq: i64) -> Result<Option<EditSeenRow>, StoreError> {
    on.row(
        "look for an edit's answer",
        "SELECT client, seq, story, version, ack, at_ms FROM edit_seen WHERE client = ?1 AND seq = ?2",
        (client, seq),
        |row| {
            let mut c = Columns::of(row);
            Ok(EditSeenRow {
                client: c.plain()?,
                seq: c.plain()?,
                story: c.key()?,
                version: c.plain()?,
                ack: c.plain()?,
                at_ms: c.plain()?,
            })
        },
    )
}

/// Forgets what clients of former days were answered.
pub fn prune_before(tx: &Tx<'_>, at_ms: i64) -> Result<usize, StoreError> {
    tx.run("forget old answers", "DELETE FROM edit_seen WHERE at_ms < ?1", (at_ms,))
}
