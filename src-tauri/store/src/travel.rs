//! Records on their way from desk to desk: which tables travel with a story, and in which columns.
//!
//! Records are append-only with an identifier of their own, so that taking them in is a union: what is
//! here already is left alone. A table that comes later is one entry of [`TABLES`]. What a hostile file
//! may hold is bounded by the columns' own types and checks (`STRICT`), by the story that every row must
//! name, and by the rules that read the rows; revisions, whose bodies are built on each other, have a way
//! of their own (`revision`).

mod card;

pub use card::{
    bring_members, bring_persons, ids_in, members_to, persons_to, photos_from, photos_to, spans_from,
    spans_to,
};

use crate::{Reader, StoreError, Tx};
use copy::{Cell, Rows, StoryId};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

/// A table that travels.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    /// The columns that tell rows apart.
    key: &'static str,
    order: &'static str,
}

const fn records(name: &'static str, columns: &'static [&'static str]) -> Table {
    Table { name, columns, key: "record", order: "arrival" }
}

const TABLES: &[Table] = &[
    Table {
        name: "peer",
        columns: &["story", "peer", "device", "member", "at_ms", "zone"],
        key: "story, peer",
        order: "at_ms, peer",
    },
    records(
        "event",
        &[
            "record",
            "story",
            "kind",
            "revision",
            "copy_hash",
            "parents",
            "until_ms",
            "to_member",
            "why",
            "member",
            "device",
            "at_ms",
            "zone",
            "door",
        ],
    ),
    records(
        "note_tick",
        &["record", "story", "revision", "item", "is_done", "follows", "member", "device", "at_ms", "zone"],
    ),
    records(
        "ignore",
        &[
            "record",
            "story",
            "check_key",
            "anchor",
            "why",
            "follows",
            "is_withdrawn",
            "member",
            "device",
            "at_ms",
            "zone",
        ],
    ),
    records(
        "receipt",
        &[
            "record",
            "story",
            "destination",
            "kind",
            "remote_id",
            "revision",
            "copy_hash",
            "url",
            "web_slug",
            "version",
            "content_hash",
            "member",
            "device",
            "at_ms",
            "zone",
            "snapshot",
        ],
    ),
    Table {
        name: "reservation",
        columns: &["story", "destination", "remote_id", "device", "at_ms", "zone"],
        key: "story, destination",
        order: "destination",
    },
    records(
        "thread",
        &[
            "record",
            "story",
            "thread",
            "kind",
            "parents",
            "text",
            "mentions",
            "place",
            "quote",
            "quote_before",
            "quote_after",
            "cursors",
            "revision",
            "value",
            "proposal",
            "member",
            "device",
            "at_ms",
            "zone",
        ],
    ),
    records(
        "verdict",
        &[
            "record",
            "story",
            "suggestion",
            "kind",
            "parents",
            "what",
            "place",
            "text_before",
            "text_after",
            "suggested_by",
            "suggested_ms",
            "member",
            "device",
            "at_ms",
            "zone",
        ],
    ),
    records(
        "quote_tick",
        &[
            "record",
            "story",
            "text_before",
            "text_after",
            "is_done",
            "parents",
            "member",
            "device",
            "at_ms",
            "zone",
        ],
    ),
];

/// Why rows were not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BringError {
    /// A table, or columns of it, that this Copydesk does not know.
    #[error("the records were written by a newer Copydesk")]
    Newer,
    /// Rows that no desk writes.
    #[error("the records are not those of a story")]
    Strange,
    /// The database refused.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for BringError {
    fn from(error: StoreError) -> Self {
        match error.kind() {
            // A column's own check: lengths of identifiers, kinds of values.
            crate::Kind::Constraint => Self::Strange,
            _ => Self::Store(error),
        }
    }
}

/// A cell on its way into a column.
pub(crate) struct Bound<'a>(pub &'a Cell);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

pub(crate) fn cell(value: ValueRef<'_>) -> rusqlite::Result<Cell> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Text(_) => Cell::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.to_vec()),
        // No column of the house holds one.
        ValueRef::Real(_) => return Err(rusqlite::Error::InvalidQuery),
    })
}

/// A story's identifier as its column holds it.
pub(crate) fn story_cell(story: StoryId) -> Cell {
    Cell::Blob(crate::ids::write(&[story]))
}

/// A story's records, table by table, as they arrived.
pub fn rows_of(on: &Reader<'_>, story: StoryId) -> Result<Vec<Rows>, StoreError> {
    let read = |table: &Table| {
        let columns = table.columns.join(", ");
        let sql =
            format!("SELECT {columns} FROM \"{}\" WHERE story = ?1 ORDER BY {}", table.name, table.order);
        let rows = on.rows("read records to send", &sql, (Bound(&story_cell(story)),), |row| {
            (0..table.columns.len()).map(|at| row.get_ref(at).and_then(cell)).collect()
        })?;
        let columns = table.columns.iter().map(|it| (*it).to_owned()).collect();
        Ok(Rows { table: table.name.to_owned(), columns, rows })
    };
    TABLES.iter().map(read).collect()
}

/// Whether a table of this name and these columns travels.
pub fn is_known(rows: &Rows) -> bool {
    TABLES.iter().any(|table| table.name == rows.table && table.columns == rows.columns)
}

/// Which of these rows are not here yet, by their places. Writes nothing.
pub fn news(on: &Reader<'_>, rows: &Rows) -> Result<Vec<usize>, BringError> {
    let table = TABLES.iter().find(|table| table.name == rows.table).ok_or(BringError::Newer)?;
    let keys: Vec<&str> = table.key.split(", ").collect();
    let places = keys.iter().map(|key| rows.place(key)).collect::<Option<Vec<_>>>();
    let places = places.ok_or(BringError::Newer)?;
    let asked: Vec<_> = keys.iter().enumerate().map(|(n, key)| format!("{key} = ?{}", n + 1)).collect();
    let sql = format!("SELECT 1 FROM \"{}\" WHERE {}", table.name, asked.join(" AND "));
    let mut new = Vec::new();
    for (nth, row) in rows.rows.iter().enumerate() {
        let cells: Vec<Bound<'_>> = places.iter().filter_map(|at| row.get(*at)).map(Bound).collect();
        let known = on.row("look for a record", &sql, rusqlite::params_from_iter(cells), |_| Ok(()))?;
        if known.is_none() {
            new.push(nth);
        }
    }
    Ok(new)
}

/// Takes rows in by union. The places of those that are new here.
pub fn bring(tx: &Tx<'_>, story: StoryId, rows: &Rows) -> Result<Vec<usize>, BringError> {
    if !is_known(rows) {
        return Err(BringError::Newer);
    }
    let table = TABLES.iter().find(|table| table.name == rows.table).ok_or(BringError::Newer)?;
    let this = story_cell(story);
    if rows.column("story").any(|of| *of != this) {
        return Err(BringError::Strange);
    }
    let marks: Vec<_> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
    let sql = format!(
        "INSERT INTO \"{}\" ({}) VALUES ({}) ON CONFLICT ({}) DO NOTHING",
        table.name,
        table.columns.join(", "),
        marks.join(", "),
        table.key
    );
    let mut new = Vec::new();
    for (nth, row) in rows.rows.iter().enumerate() {
        let cells = rusqlite::params_from_iter(row.iter().map(Bound));
        if tx.run("take a record in", &sql, cells)? == 1 {
            new.push(nth);
        }
    }
    Ok(new)
}
