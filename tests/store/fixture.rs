//! Desks of released schemas, as SQL text: `fixture/0001_spine.sql` …
//!
//! A released one is never changed. Until the newest schema is released,
//! `COPYDESK_WRITE_FIXTURE=1 cargo test -p copydesk-tests --test store fixture` writes its fixture anew.

use crate::{open, raw, Desk};
use copydesk_tests::upgrade;
use rusqlite::types::Value;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};
use store::{doctor, Paths, MIGRATIONS};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("store/fixture")
}

#[test]
fn desks_of_every_released_schema_are_brought_up_to_date() {
    if std::env::var_os("COPYDESK_WRITE_FIXTURE").is_some() {
        write_newest();
    }
    let mut seen = 0;
    for entry in std::fs::read_dir(folder()).expect("the fixtures") {
        let sql = std::fs::read_to_string(entry.expect("an entry").path()).expect("read");
        let folder = tempfile::tempdir().expect("a folder");
        let paths = Paths::new(folder.path());
        raw(&paths).execute_batch(&sql).expect("the fixture runs");
        let store = open(&paths.desk);
        let counts = store.read(doctor::counts).expect("counted");
        for (table, rows) in
            counts.iter().filter(|(table, _)| sql.contains(&format!("INSERT INTO \"{table}\"")))
        {
            assert!(*rows > 0, "the row of {table} must still be there");
        }
        assert_eq!(store.read(doctor::integrity), Ok(Vec::new()));
        seen += 1;
    }
    assert_eq!(seen, upgrade::latest(), "one fixture for each released schema");
}

/// A desk of today's schema with a row in every table, as text.
fn write_newest() {
    let desk = Desk::new();
    let conn = raw(&desk.paths());
    let mut sql = format!(
        "-- A desk of schema {} with a row in every table. Once released, never changed.\n\
         PRAGMA foreign_keys = OFF;\nBEGIN;\n",
        upgrade::latest()
    );
    let mut statement = conn
        .prepare("SELECT type = 'table', name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
        .expect("the schema");
    let things: Vec<(bool, String, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .and_then(Iterator::collect)
        .expect("the schema");
    for (_, _, create) in &things {
        writeln!(sql, "{create};").expect("text");
    }
    for (_, table, create) in things.iter().filter(|it| it.0) {
        let rows = rows(&conn, table, create);
        writeln!(sql, "INSERT INTO \"{table}\" VALUES {rows};").expect("text");
    }
    let application: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0)).expect("a number");
    write!(
        sql,
        "PRAGMA user_version = {};\nPRAGMA application_id = {application};\nCOMMIT;\n",
        upgrade::latest()
    )
    .expect("text");
    let newest = MIGRATIONS.last().expect("a migration").name;
    std::fs::write(folder().join(format!("{newest}.sql")), sql).expect("written");
}

/// The table's own rows, or one that is made up from what its columns want.
fn rows(conn: &rusqlite::Connection, table: &str, create: &str) -> String {
    let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).expect("the table");
    let width = statement.column_count();
    let found: Vec<Vec<Value>> = statement
        .query_map([], |row| (0..width).map(|n| row.get(n)).collect())
        .and_then(Iterator::collect)
        .expect("rows");
    if !found.is_empty() {
        let texts = found.iter().map(|row| tuple(row.iter().cloned()));
        return texts.collect::<Vec<_>>().join(", ");
    }
    let mut columns = conn.prepare("SELECT name, type FROM pragma_table_info(?1)").expect("the columns");
    let columns: Vec<(String, String)> = columns
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .expect("the columns");
    tuple(columns.iter().map(|(name, kind)| made_up(name, kind, create)))
}

fn made_up(name: &str, kind: &str, create: &str) -> Value {
    let length = |n: usize| create.contains(&format!("length({name}) = {n})"));
    match kind {
        _ if name == "follows" || name == "base" => Value::Null,
        "BLOB" if length(16) => Value::Blob(vec![0x41; 16]),
        "BLOB" if length(32) || name == "sha256" => Value::Blob(vec![7; 32]),
        // A row points to its like in another table by the same made-up id.
        "BLOB" if ["revision", "job", "destination"].contains(&name) => Value::Blob(vec![0x41; 16]),
        "BLOB" => Value::Blob(vec![1; 16]),
        "INTEGER" if name.starts_with("is_") => Value::Integer(0),
        "INTEGER" => Value::Integer(1),
        _ => Value::Text(format!("{name} ї")),
    }
}

fn tuple(values: impl Iterator<Item = Value>) -> String {
    let texts = values.map(|value| match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Blob(bytes) => {
            format!("x'{}'", bytes.iter().map(|it| format!("{it:02x}")).collect::<String>())
        }
    });
    format!("({})", texts.collect::<Vec<_>>().join(", "))
}
