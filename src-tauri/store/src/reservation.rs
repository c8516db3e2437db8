//! Reservations: the remote id that a story got at a destination, stored the moment it is known.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DestinationId, DeviceId, Stamp, StoryId};

/// A story's place at a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationRow {
    /// The story.
    pub story: StoryId,
    /// The destination.
    pub destination: DestinationId,
    /// What the destination calls it.
    pub remote_id: String,
    /// Where it was made.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

const COLUMNS: &str = "story, destination, remote_id, device, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<ReservationRow> {
    let mut c = Columns::of(row);
    Ok(ReservationRow {
        story: c.key()?,
        destination: c.key()?,
        remote_id: c.plain()?,
        device: c.key()?,
        at: c.stamp()?,
    })
}

/// Writes a reservation, or the one that was adopted in its place.
pub fn put(tx: &Tx<'_>, row: &ReservationRow) -> Result<(), StoreError> {
    tx.run(
        "keep a reservation",
        "INSERT INTO reservation (story, destination, remote_id, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (story, destination) DO UPDATE SET remote_id = excluded.remote_id,
             device = excluded.device, at_ms = excluded.at_ms, zone = excluded.zone",
        (Col(row.story), Col(row.destination), &row.remote_id, Col(row.device), row.at.at_ms, &row.at.zone),
    )?;
    Ok(())
}

/// The story's reservation at a destination.
pub fn get(
    on: &Reader<'_>,
    story: StoryId,
    destination: DestinationId,
) -> Result<Option<ReservationRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM reservation WHERE story = ?1 AND destination = ?2");
    on.row("look a reservation up", &sql, (Col(story), Col(destination)), map)
}

/// The story's reservations everywhere.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<ReservationRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM reservation WHERE story = ?1 ORDER BY destination");
    on.rows("list a story's reservations", &sql, (Col(story),), map)
}
