//! What the destinations' clocks said: the only clocks besides this computer's that a desk hears of.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::DestinationId;

/// A destination's clock, when it last answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockRow {
    /// The destination.
    pub destination: DestinationId,
    /// When it answered, by this computer's clock.
    pub at_ms: i64,
    /// Its clock less this computer's; none: it does not say.
    pub ahead_ms: Option<i64>,
}

/// Keeps what a destination's clock said, in the place of what it said before.
pub fn put(tx: &Tx<'_>, row: &ClockRow) -> Result<(), StoreError> {
    tx.run(
        "keep a destination's clock",
        "INSERT INTO destination_clock (destination, at_ms, ahead_ms) VALUES (?1, ?2, ?3)
         ON CONFLICT (destination) DO UPDATE SET at_ms = excluded.at_ms, ahead_ms = excluded.ahead_ms",
        (Col(row.destination), row.at_ms, row.ahead_ms),
    )?;
    Ok(())
}

/// What each destination's clock said.
pub fn list(on: &Reader<'_>) -> Result<Vec<ClockRow>, StoreError> {
    let sql = "SELECT destination, at_ms, ahead_ms FROM destination_clock ORDER BY destination";
    on.rows("list the destinations' clocks", sql, [], |row| {
        let mut c = Columns::of(row);
        Ok(ClockRow { destination: c.key()?, at_ms: c.plain()?, ahead_ms: c.plain()? })
    })
}
