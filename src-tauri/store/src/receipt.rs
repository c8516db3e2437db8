//! Receipts: what went live where, and what it looked like. Append-only; they travel with the story.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DestinationId, DeviceId, MemberId, RecordId, RevisionId, Sha256, Stamp, StoryId};

/// One arrival, or one withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The destination.
    pub destination: DestinationId,
    /// `publish`, `update`, `withdraw` …
    pub kind: String,
    /// What the destination calls it.
    pub remote_id: String,
    /// The revision that went.
    pub revision: RevisionId,
    /// Its copy hash.
    pub copy_hash: Sha256,
    /// Where readers find it.
    pub url: String,
    /// The web slug that it was published under.
    pub web_slug: String,
    /// The destination's version token.
    pub version: String,
    /// The hash of what the destination holds, in the adapter's form.
    pub content_hash: String,
    /// Who published.
    pub member: MemberId,
    /// On which device.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
    /// Author cards, labels and the notes' printed times as they were, as JSON.
    pub snapshot: String,
}

const COLUMNS: &str =
    "record, story, destination, kind, remote_id, revision, copy_hash, url, web_slug, version,
    content_hash, member, device, at_ms, zone, snapshot";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReceiptRow> {
    let mut c = Columns::of(row);
    Ok(ReceiptRow {
        record: c.key()?,
        story: c.key()?,
        destination: c.key()?,
        kind: c.plain()?,
        remote_id: c.plain()?,
        revision: c.key()?,
        copy_hash: c.key()?,
        url: c.plain()?,
        web_slug: c.plain()?,
        version: c.plain()?,
        content_hash: c.plain()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
        snapshot: c.plain()?,
    })
}

/// Adds a receipt; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &ReceiptRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add a receipt",
        "INSERT INTO receipt (record, story, destination, kind, remote_id, revision, copy_hash, url, web_slug,
             version, content_hash, member, device, at_ms, zone, snapshot)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            Col(row.destination),
            &row.kind,
            &row.remote_id,
            Col(row.revision),
            Col(row.copy_hash),
            &row.url,
            &row.web_slug,
            &row.version,
            &row.content_hash,
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
            &row.snapshot,
        ),
    )?;
    Ok(added == 1)
}

/// A story's receipts, all destinations, in the order of arrival.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<ReceiptRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM receipt WHERE story = ?1 ORDER BY arrival");
    on.rows("list a story's receipts", &sql, (Col(story),), map)
}

/// The last receipt of a story at a destination.
pub fn last(
    on: &Reader<'_>,
    story: StoryId,
    destination: DestinationId,
) -> Result<Option<ReceiptRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipt WHERE story = ?1 AND destination = ?2 ORDER BY arrival DESC LIMIT 1"
    );
    on.row("read the last receipt", &sql, (Col(story), Col(destination)), map)
}

/// What a destination received, the newest first.
pub fn at_destination(
    on: &Reader<'_>,
    destination: DestinationId,
    limit: u32,
) -> Result<Vec<ReceiptRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM receipt WHERE destination = ?1 ORDER BY arrival DESC LIMIT ?2");
    on.rows("list a destination's receipts", &sql, (Col(destination), limit), map)
}

/// Whether another story has this web slug at a destination, as far as this desk knows. One that was deleted there
/// since has left it free; an address that a story moved from may still lead to it.
pub fn is_slug_taken(
    on: &Reader<'_>,
    destination: DestinationId,
    web_slug: &str,
    but: StoryId,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM receipt WHERE destination = ?1 AND web_slug = ?2 AND story <> ?3
           AND NOT EXISTS (SELECT 1 FROM receipt AS later WHERE later.story = receipt.story
               AND later.destination = receipt.destination AND later.arrival > receipt.arrival
               AND later.kind = 'remove')
           AND kind <> 'remove'
         LIMIT 1";
    let taken = on.row("look for a slug", sql, (Col(destination), web_slug, Col(but)), |_| Ok(()))?;
    Ok(taken.is_some())
}
