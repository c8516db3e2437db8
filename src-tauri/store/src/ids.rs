//! Several identifiers in one blob, 16 bytes each.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use std::{fmt::Display, str::FromStr};

/// Identifiers read from a blob.
pub struct Ids<T>(pub Vec<T>);

impl<T: FromStr> FromSql for Ids<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let ids = value.as_blob()?.chunks(16).map(|id| hex::encode(id).parse());
        ids.collect::<Result<_, _>>().map(Ids).map_err(|_| FromSqlError::InvalidType)
    }
}

/// The blob of some identifiers.
pub fn write(ids: &[impl Display]) -> Vec<u8> {
    ids.iter().filter_map(|id| hex::decode(id.to_string()).ok()).flatten().collect()
}
