//! Destinations: where stories go. Never a credential: those stay in the device's keychain.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::DestinationId;

/// A destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestinationRow {
    /// The destination.
    pub destination: DestinationId,
    /// The adapter's name.
    pub adapter: String,
    /// What people call it.
    pub name: String,
    /// Its normalised address.
    pub address: String,
    /// Its settings, as JSON.
    pub settings: String,
    /// Why nothing is sent there now; empty: it is not paused.
    pub paused: String,
    /// Its place in lists.
    pub position: i64,
    /// Removed: listed only with what it published.
    pub is_removed: bool,
}

const COLUMNS: &str = "destination, adapter, name, address, settings, paused, position, is_removed";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<DestinationRow> {
    let mut c = Columns::of(row);
    Ok(DestinationRow {
        destination: c.key()?,
        adapter: c.plain()?,
        name: c.plain()?,
        address: c.plain()?,
        settings: c.plain()?,
        paused: c.plain()?,
        position: c.plain()?,
        is_removed: c.plain()?,
    })
}

/// Writes a destination, new or changed.
pub fn put(tx: &Tx<'_>, row: &DestinationRow) -> Result<(), StoreError> {
    tx.run(
        "write a destination",
        "INSERT INTO destination (destination, adapter, name, address, settings, paused, position, is_removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (destination) DO UPDATE SET adapter = excluded.adapter, name = excluded.name,
             address = excluded.address, settings = excluded.settings, paused = excluded.paused,
             position = excluded.position, is_removed = excluded.is_removed",
        (
            Col(row.destination),
            &row.adapter,
            &row.name,
            &row.address,
            &row.settings,
            &row.paused,
            row.position,
            row.is_removed,
        ),
    )?;
    Ok(())
}

/// One destination, also a removed one.
pub fn get(on: &Reader<'_>, destination: DestinationId) -> Result<Option<DestinationRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM destination WHERE destination = ?1");
    on.row("read a destination", &sql, (Col(destination),), map)
}

/// All destinations, removed ones too, in their order.
pub fn list(on: &Reader<'_>) -> Result<Vec<DestinationRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM destination ORDER BY is_removed, position, name, destination");
    on.rows("list the destinations", &sql, [], map)
}

/// Pauses a destination with a reason, or lets it go on (an empty reason).
pub fn set_paused(tx: &Tx<'_>, destination: DestinationId, reason: &str) -> Result<(), StoreError> {
    let sql = "UPDATE destination SET paused = ?2 WHERE destination = ?1";
    tx.change("pause a destination", sql, (Col(destination), reason))
}
