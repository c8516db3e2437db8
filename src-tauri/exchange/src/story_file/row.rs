//! A table's rows as text: the first line names the columns, each further line is a row. Bytes longer
//! than an identifier or a hash lie beside it, one after the other, and a cell says where.

use crate::sealed::SealedError;
use copy::{Cell, Rows};
use serde::{
    de::{self, MapAccess, Visitor},
    ser::SerializeMap,
    Deserialize, Deserializer, Serialize, Serializer,
};
use std::fmt;

/// Bytes up to here stand in the row.
const SHORT: usize = 64;
/// Rows of one table.
const MOST_ROWS: usize = 500_000;
/// Columns of one table.
const MOST_COLUMNS: usize = 64;
/// Bytes of one text.
const LONGEST_TEXT: usize = 1 << 20;

const STRANGE: SealedError = SealedError::Strange { what: "a row" };

enum Written {
    Null,
    Integer(i64),
    Text(String),
    Hex(String),
    At(usize, usize),
}

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Hex(hex) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("hex", hex)?;
                map.end()
            }
            Self::At(from, length) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("at", &(from, length))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OfCell)
    }
}

/// Flat by construction: a cell in a cell is refused where it begins.
struct OfCell;

impl<'de> Visitor<'de> for OfCell {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a cell")
    }

    fn visit_unit<E>(self) -> Result<Written, E> {
        Ok(Written::Null)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Written, E> {
        Ok(Written::Integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Written, E> {
        i64::try_from(number).map(Written::Integer).map_err(E::custom)
    }

    fn visit_str<E>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Written, A::Error> {
        let cell = match map.next_key::<String>()?.as_deref() {
            Some("hex") => Written::Hex(map.next_value()?),
            Some("at") => {
                let (from, length) = map.next_value()?;
                Written::At(from, length)
            }
            _ => return Err(de::Error::custom("no cell")),
        };
        match map.next_key::<String>()? {
            None => Ok(cell),
            Some(_) => Err(de::Error::custom("no cell")),
        }
    }
}

/// The lines, and the long bytes beside them.
pub(super) fn write(rows: &Rows) -> Result<(Vec<u8>, Vec<u8>), SealedError> {
    let (mut lines, mut long) = (Vec::new(), Vec::new());
    let broken = |_| SealedError::NotWritten;
    serde_json::to_writer(&mut lines, &rows.columns).map_err(broken)?;
    lines.push(b'\n');
    for row in &rows.rows {
        let cells: Vec<Written> = row
            .iter()
            .map(|cell| match cell {
                Cell::Null => Written::Null,
                Cell::Integer(number) => Written::Integer(*number),
                Cell::Text(text) => Written::Text(text.clone()),
                Cell::Blob(bytes) if bytes.len() <= SHORT => Written::Hex(hex::encode(bytes)),
                Cell::Blob(bytes) => {
                    let from = long.len();
                    long.extend_from_slice(bytes);
                    Written::At(from, bytes.len())
                }
            })
            .collect();
        serde_json::to_writer(&mut lines, &cells).map_err(broken)?;
        lines.push(b'\n');
    }
    Ok((lines, long))
}

/// Reads them back.
pub(super) fn read(table: &str, lines: &[u8], long: &[u8]) -> Result<Rows, SealedError> {
    let mut lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let columns = lines.next().ok_or(STRANGE)?;
    let columns: Vec<String> = serde_json::from_slice(columns).map_err(|_| STRANGE)?;
    if columns.len() > MOST_COLUMNS {
        return Err(STRANGE);
    }
    let mut rows = Vec::new();
    for line in lines {
        if rows.len() >= MOST_ROWS {
            return Err(SealedError::TooLarge { what: "rows" });
        }
        let written: Vec<Written> = serde_json::from_slice(line).map_err(|_| STRANGE)?;
        if written.len() != columns.len() {
            return Err(STRANGE);
        }
        rows.push(written.into_iter().map(|cell| cell_of(cell, long)).collect::<Result<_, _>>()?);
    }
    Ok(Rows { table: table.to_owned(), columns, rows })
}

fn cell_of(written: Written, long: &[u8]) -> Result<Cell, SealedError> {
    Ok(match written {
        Written::Null => Cell::Null,
        Written::Integer(number) => Cell::Integer(number),
        Written::Text(text) if text.len() <= LONGEST_TEXT => Cell::Text(text),
        Written::Text(_) => return Err(SealedError::TooLarge { what: "words in a record" }),
        Written::Hex(text) if text.len() <= 2 * SHORT => Cell::Blob(hex::decode(text).map_err(|_| STRANGE)?),
        Written::Hex(_) => return Err(STRANGE),
        Written::At(from, length) => {
            let to = from.checked_add(length).ok_or(STRANGE)?;
            Cell::Blob(long.get(from..to).ok_or(STRANGE)?.to_vec())
        }
    })
}
