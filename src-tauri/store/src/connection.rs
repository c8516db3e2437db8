//! The one place where a connection is opened: pragmas, and later the key of encryption at rest.

use crate::{error::Doing, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// How a commit reaches the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// An answered commit survives a power cut.
    #[default]
    Full,
    /// It does not: the known-bad setting that the power-cut tests must catch.
    Off,
}

/// "CDSK", in the file's header.
pub(crate) const APPLICATION_ID: i32 = 0x4344_534b;

/// A database and the way it may be opened.
#[derive(Clone)]
pub(crate) struct Source {
    pub database: PathBuf,
    pub way: Way,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Read and write.
    Write(Synchronous),
    /// Read only, by way of the -wal and -shm files beside it.
    Read,
    /// Read only, as if nobody could ever change the file: no -wal, no -shm, no lock.
    Immutable,
}

impl Source {
    /// The writer's connection. Makes the file if there is none.
    pub fn writer(&self) -> Result<Connection, StoreError> {
        let doing = "open the database";
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.database, flags).doing(doing)?;
        // SQLite falls back to reading where it may not write, and says so only when asked.
        if conn.is_readonly("main").doing(doing)? {
            return Err(StoreError::read_only(doing));
        }
        let synchronous = match self.way {
            Way::Write(Synchronous::Off) => "OFF",
            _ => "FULL",
        };
        conn.busy_timeout(std::time::Duration::from_secs(5)).doing(doing)?;
        conn.pragma_update(None, "journal_mode", "WAL").doing(doing)?;
        conn.pragma_update(None, "synchronous", synchronous).doing(doing)?;
        conn.pragma_update(None, "foreign_keys", true).doing(doing)?;
        // The writer checkpoints itself, after it has answered: see writer.rs.
        conn.pragma_update(None, "wal_autocheckpoint", 0).doing(doing)?;
        conn.pragma_update(None, "journal_size_limit", 8 << 20).doing(doing)?;
        common(&conn)?;
        Ok(conn)
    }

    /// A reader's connection.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        let doing = "open the database for reading";
        let conn = open_reading(&self.database, self.way == Way::Immutable).doing(doing)?;
        conn.busy_timeout(std::time::Duration::from_secs(5)).doing(doing)?;
        common(&conn)?;
        Ok(conn)
    }
}

fn common(conn: &Connection) -> Result<(), StoreError> {
    let doing = "set up the database";
    conn.set_prepared_statement_cache_capacity(128);
    conn.pragma_update(None, "trusted_schema", false).doing(doing)?;
    conn.pragma_update(None, "cell_size_check", true).doing(doing)?;
    conn.pragma_update(None, "mmap_size", 0).doing(doing)
}

fn open_reading(database: &Path, immutable: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if immutable {
        Connection::open_with_flags(uri(database), flags | OpenFlags::SQLITE_OPEN_URI)
    } else {
        Connection::open_with_flags(database, flags)
    }
}

/// `file:…?immutable=1`, with everything but plain characters escaped.
fn uri(database: &Path) -> String {
    use std::fmt::Write as _;
    let mut uri = String::from("file:");
    for byte in database.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => {
                uri.push(char::from(*byte))
            }
            other => {
                // Writing to a String cannot fail.
                let _ = write!(uri, "%{other:02x}");
            }
        }
    }
    uri.push_str("?immutable=1");
    uri
}
