//! Assets: what the desk knows of the photos that `blob` keeps, by the hash of their bytes.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{Sha256, Stamp};

/// A photo as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetRow {
    /// The hash of its bytes.
    pub sha256: Sha256,
    /// `image/jpeg` …
    pub media_type: String,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// Bytes.
    pub length: i64,
    /// The file's name where it came from.
    pub original_name: String,
    /// What was read from it, as JSON.
    pub facts: String,
    /// When it came in.
    pub at: Stamp,
}

const COLUMNS: &str = "sha256, media_type, width, height, length, original_name, facts, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<AssetRow> {
    let mut c = Columns::of(row);
    Ok(AssetRow {
        sha256: c.key()?,
        media_type: c.plain()?,
        width: c.plain()?,
        height: c.plain()?,
        length: c.plain()?,
        original_name: c.plain()?,
        facts: c.plain()?,
        at: c.stamp()?,
    })
}

/// Adds an asset, after its blob is on the disk; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &AssetRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add a photo",
        "INSERT INTO asset (sha256, media_type, width, height, length, original_name, facts, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (sha256) DO NOTHING",
        (
            Col(row.sha256),
            &row.media_type,
            row.width,
            row.height,
            row.length,
            &row.original_name,
            &row.facts,
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// One asset.
pub fn get(on: &Reader<'_>, sha256: Sha256) -> Result<Option<AssetRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM asset WHERE sha256 = ?1");
    on.row("read a photo's row", &sql, (Col(sha256),), map)
}

/// All assets, the newest first.
pub fn list(on: &Reader<'_>) -> Result<Vec<AssetRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM asset ORDER BY at_ms DESC, sha256");
    on.rows("list the photos", &sql, [], map)
}

/// Puts an asset that nothing uses on the list of those that may go after a grace period. Nothing
/// deletes them yet. The time of the first call stands.
pub fn mark_unused(tx: &Tx<'_>, sha256: Sha256, since_ms: i64) -> Result<(), StoreError> {
    tx.run(
        "list a photo as unused",
        "INSERT INTO asset_garbage (sha256, since_ms) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING",
        (Col(sha256), since_ms),
    )?;
    Ok(())
}

/// Takes an asset off that list: it is used again.
pub fn mark_used(tx: &Tx<'_>, sha256: Sha256) -> Result<(), StoreError> {
    tx.run("list a photo as used", "DELETE FROM asset_garbage WHERE sha256 = ?1", (Col(sha256),))?;
    Ok(())
}

/// The assets that nothing has used since before this.
pub fn unused_before(on: &Reader<'_>, at_ms: i64) -> Result<Vec<Sha256>, StoreError> {
    on.rows(
        "list unused photos",
        "SELECT sha256 FROM asset_garbage WHERE since_ms < ?1 ORDER BY since_ms",
        (at_ms,),
        |row| Columns::of(row).key(),
    )
}
