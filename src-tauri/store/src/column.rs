//! How `copy`'s types lie in columns: identifiers as 16-byte blobs, hashes as 32-byte blobs.
//!
//! Blobs and not hex text, because identifiers are most of a record's bytes: a revision has five and a
//! delta of a few hundred bytes, and "1,000 revisions ≤ git's bytes" has to be held with them.

use copy::Stamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::Row;
use std::{fmt::Display, str::FromStr};

/// An identifier or a hash on its way into or out of a column.
pub(crate) struct Col<T>(pub T);

impl<T: Display> ToSql for Col<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        hex::decode(self.0.to_string())
            .map(ToSqlOutput::from)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
    }
}

impl<T: FromStr> FromSql for Col<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        hex::encode(value.as_blob()?).parse().map(Col).map_err(|_| FromSqlError::InvalidType)
    }
}

/// An identifier or hash that may be absent, for binding.
pub(crate) fn opt<T: Copy>(value: Option<T>) -> Option<Col<T>> {
    value.map(Col)
}

/// Reads columns in the order of the `SELECT`, so that no mapper counts positions.
pub(crate) struct Columns<'r, 'stmt> {
    row: &'r Row<'stmt>,
    next: usize,
}

impl<'r, 'stmt> Columns<'r, 'stmt> {
    pub fn of(row: &'r Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    pub fn plain<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        let value = self.row.get(self.next);
        self.next += 1;
        value
    }

    pub fn key<T: FromStr>(&mut self) -> rusqlite::Result<T> {
        Ok(self.plain::<Col<T>>()?.0)
    }

    pub fn key_opt<T: FromStr>(&mut self) -> rusqlite::Result<Option<T>> {
        Ok(self.plain::<Option<Col<T>>>()?.map(|col| col.0))
    }

    pub fn stamp(&mut self) -> rusqlite::Result<Stamp> {
        Ok(Stamp { at_ms: self.plain()?, zone: self.plain()? })
    }

    pub fn peer(&mut self) -> rusqlite::Result<u64> {
        Ok(self.plain::<i64>()?.cast_unsigned())
    }
}
