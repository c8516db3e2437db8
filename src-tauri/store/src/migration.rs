//! Migrations: numbered, append-only texts, run all-or-nothing in one transaction after a backup.
//!
//! A shipped text never changes: its hash is written down with its number, and a database that went
//! through another text is refused. The version also stands in the file's header (`user_version`).

use crate::{connection::APPLICATION_ID, error::Doing, StoreError};
use copy::Sha256;
use rusqlite::Connection;

/// One numbered step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its number: 1, 2, 3 …
    pub version: i64,
    /// Its file's name without the ending.
    pub name: &'static str,
    /// Its SQL.
    pub sql: &'static str,
}

/// All migrations of this program, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "0001_spine", sql: include_str!("../migrations/0001_spine.sql") },
    Migration { version: 2, name: "0002_review", sql: include_str!("../migrations/0002_review.sql") },
    Migration { version: 3, name: "0003_colleague", sql: include_str!("../migrations/0003_colleague.sql") },
    Migration { version: 4, name: "0004_galley", sql: include_str!("../migrations/0004_galley.sql") },
    Migration { version: 5, name: "0005_wire", sql: include_str!("../migrations/0005_wire.sql") },
];

/// Where a database stands beside this program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// At this version; the rest is to be run.
    At(i64),
    /// Written by a newer program.
    Newer(i64),
    /// It went through a text that this program knows otherwise.
    Changed(i64),
    /// A database of some other program.
    Foreign,
}

/// Compares, writing nothing.
pub(crate) fn standing(conn: &Connection, known: &[Migration]) -> Result<Standing, StoreError> {
    let doing = "read the database's version";
    let number = |name: &str| conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let version = number("user_version").doing(doing)?;
    let application = number("application_id").doing(doing)?;
    if version == 0 {
        let tables: i64 =
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).doing(doing)?;
        return Ok(if tables == 0 { Standing::At(0) } else { Standing::Foreign });
    }
    if application != i64::from(APPLICATION_ID) {
        return Ok(Standing::Foreign);
    }
    if version > known.last().map_or(0, |last| last.version) {
        return Ok(Standing::Newer(version));
    }
    let mut statement =
        conn.prepare("SELECT version, sha256 FROM migration ORDER BY version").doing(doing)?;
    let run = statement
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .doing(doing)?;
    let expected: Vec<_> = known.iter().filter(|it| it.version <= version).collect();
    for (index, migration) in expected.iter().enumerate() {
        let same = run.get(index).is_some_and(|(number, hash)| {
            *number == migration.version && hash == Sha256::of(migration.sql.as_bytes()).as_bytes()
        });
        if !same {
            return Ok(Standing::Changed(migration.version));
        }
    }
    match run.get(expected.len()) {
        Some((number, _)) => Ok(Standing::Changed(*number)),
        None => Ok(Standing::At(version)),
    }
}

/// Runs what is missing, in one transaction: all of it or nothing.
pub(crate) fn run(
    conn: &mut Connection,
    known: &[Migration],
    from: i64,
    now_ms: i64,
) -> Result<(), (i64, StoreError)> {
    let doing = "change the schema";
    let missing: Vec<_> = known.iter().filter(|it| it.version > from).collect();
    let Some(last) = missing.last() else { return Ok(()) };
    let at = |error: rusqlite::Error| (last.version, StoreError::sql(doing, &error));
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(at)?;
    if from == 0 {
        tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(at)?;
        tx.execute_batch(
            "CREATE TABLE migration (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL,
             sha256 BLOB NOT NULL, at_ms INTEGER NOT NULL) STRICT;",
        )
        .map_err(at)?;
    }
    for migration in &missing {
        let here = |error: rusqlite::Error| (migration.version, StoreError::sql(doing, &error));
        tx.execute_batch(migration.sql).map_err(here)?;
        tx.execute(
            "INSERT INTO migration (version, name, sha256, at_ms) VALUES (?1, ?2, ?3, ?4)",
            (
                migration.version,
                migration.name,
                Sha256::of(migration.sql.as_bytes()).as_bytes().as_slice(),
                now_ms,
            ),
        )
        .map_err(here)?;
    }
    let dangling = tx.prepare("PRAGMA foreign_key_check").and_then(|mut it| it.exists([])).map_err(at)?;
    if dangling {
        return Err((last.version, StoreError::Damaged { what: "a reference between rows" }));
    }
    tx.pragma_update(None, "user_version", last.version).map_err(at)?;
    tx.commit().map_err(at)
}
