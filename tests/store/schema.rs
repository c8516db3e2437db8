//! `schema.sql` says what the migrations make, and every table keeps the house's rules.

use crate::{raw, Desk};
use std::collections::BTreeMap;

/// Every table and index by name, its text without comments and spaces.
fn shape(conn: &rusqlite::Connection) -> BTreeMap<String, String> {
    let mut statement = conn
        .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'migration'")
        .expect("a schema");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).expect("rows");
    rows.map(|row| row.expect("a row")).map(|(name, sql)| (name, plain(&sql))).collect()
}

fn plain(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or(""));
    lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

#[test]
fn schema_sql_documents_what_the_migrations_make() {
    let desk = Desk::new();
    let made = shape(&raw(&desk.paths()));
    let documented = rusqlite::Connection::open_in_memory().expect("memory");
    documented.execute_batch(include_str!("../../src-tauri/store/schema.sql")).expect("schema.sql runs");
    let documented = shape(&documented);
    for (name, sql) in &made {
        assert_eq!(documented.get(name), Some(sql), "schema.sql must show {name} as the migrations make it");
    }
    assert_eq!(made.len(), documented.len(), "schema.sql shows something that no migration makes");
}

#[test]
fn every_table_is_strict_and_every_column_is_explained() {
    let desk = Desk::new();
    let conn = raw(&desk.paths());
    let mut statement = conn
        .prepare(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
        )
        .expect("a schema");
    let tables: Vec<(String, bool)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .expect("rows");
    assert!(tables.len() > 20, "all tables are looked at, not {}", tables.len());
    for (name, strict) in tables {
        assert!(strict, "{name} must be STRICT");
    }
    let text = include_str!("../../src-tauri/store/schema.sql");
    for line in text.lines().filter(|line| line.starts_with("    ") && !line.trim_start().starts_with("--")) {
        let rule = ["PRIMARY KEY (", "FOREIGN KEY ("].iter().any(|word| line.trim_start().starts_with(word));
        assert!(rule || line.contains("--"), "schema.sql must say what this is for: {line}");
    }
}
