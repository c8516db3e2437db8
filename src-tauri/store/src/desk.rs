//! The one row that says whose desk this is.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, Stamp};

/// This desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The desk folder's format.
    pub format: i64,
    /// One incarnation of this folder on one computer.
    pub device: DeviceId,
    /// The mark that is also kept outside the database; a mismatch means a restored or copied folder.
    pub incarnation: String,
    /// The device key's public half.
    pub public_key: Vec<u8>,
    /// When the desk was made.
    pub created: Stamp,
}

/// Writes the row, or writes it anew when the folder became another device.
pub fn put(tx: &Tx<'_>, row: &DeskRow) -> Result<(), StoreError> {
    tx.run(
        "write the desk's row",
        "INSERT INTO desk (one, format, device, incarnation, public_key, created_ms, created_zone)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (one) DO UPDATE SET format = excluded.format, device = excluded.device,
             incarnation = excluded.incarnation, public_key = excluded.public_key",
        (
            row.format,
            Col(row.device),
            &row.incarnation,
            &row.public_key,
            row.created.at_ms,
            &row.created.zone,
        ),
    )?;
    Ok(())
}

/// The row; none on a folder that was just made.
pub fn get(on: &Reader<'_>) -> Result<Option<DeskRow>, StoreError> {
    on.row(
        "read the desk's row",
        "SELECT format, device, incarnation, public_key, created_ms, created_zone FROM desk WHERE one = 1",
        [],
        |row| {
            let mut c = Columns::of(row);
            Ok(DeskRow {
                format: c.plain()?,
                device: c.key()?,
                incarnation: c.plain()?,
                public_key: c.plain()?,
                created: c.stamp()?,
            })
        },
    )
}
