//! Reading: a small pool of connections, each read in one transaction, so that what one closure reads
//! belongs together.

use crate::{connection, error::Doing, StoreError};
use rusqlite::{CachedStatement, Connection, Params, Row};
use std::cell::RefCell;
use std::sync::{Condvar, Mutex, PoisonError};

/// A moment of the database, to read from.
pub struct Reader<'c> {
    conn: &'c Connection,
}

impl<'c> Reader<'c> {
    pub(crate) fn on(conn: &'c Connection) -> Self {
        Self { conn }
    }

    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    pub(crate) fn prepare(&self, doing: &'static str, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
        self.conn.prepare_cached(sql).doing(doing)
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut statement = self.prepare(doing, sql)?;
        let rows = statement.query_map(params, map).doing(doing)?;
        rows.collect::<rusqlite::Result<_>>().doing(doing)
    }

    /// The rows of a query up to the first that cannot be read, and whether there was one.
    pub(crate) fn rows_to_a_break<T>(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> (Vec<T>, bool) {
        let Ok(mut statement) = self.prepare(doing, sql) else { return (Vec::new(), true) };
        let Ok(rows) = statement.query_map(params, map) else { return (Vec::new(), true) };
        let mut found = Vec::new();
        for row in rows {
            match row {
                Ok(row) => found.push(row),
                Err(_) => return (found, true),
            }
        }
        (found, false)
    }

    /// The first row, if there is one.
    pub(crate) fn row<T>(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let mut statement = self.prepare(doing, sql)?;
        let mut rows = statement.query(params).doing(doing)?;
        rows.next().doing(doing)?.map(map).transpose().doing(doing)
    }
}

/// A job's turn in the write transaction. It reads what it and the jobs before it wrote.
pub struct Tx<'c> {
    reader: Reader<'c>,
    /// The last refusal: the reason, if SQLite gave the whole transaction up over it.
    trouble: RefCell<Option<StoreError>>,
}

impl<'c> Tx<'c> {
    pub(crate) fn on(conn: &'c Connection) -> Self {
        Self { reader: Reader::on(conn), trouble: RefCell::default() }
    }

    pub(crate) fn trouble(&self) -> Option<StoreError> {
        self.trouble.borrow().clone()
    }

    /// Runs one statement; the number of rows that it changed.
    pub(crate) fn run(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
    ) -> Result<usize, StoreError> {
        let changed = self.reader.prepare(doing, sql).and_then(|mut it| it.execute(params).doing(doing));
        if let Err(error) = &changed {
            self.trouble.replace(Some(error.clone()));
        }
        changed
    }

    /// Runs one statement that must find its row.
    pub(crate) fn change(
        &self,
        doing: &'static str,
        sql: &str,
        params: impl Params,
    ) -> Result<(), StoreError> {
        match self.run(doing, sql, params)? {
            0 => Err(StoreError::Missing { doing }),
            _ => Ok(()),
        }
    }
}

impl<'c> std::ops::Deref for Tx<'c> {
    type Target = Reader<'c>;
    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

/// Connections at rest, and how many are out.
struct Rest {
    idle: Vec<Connection>,
    out: usize,
}

pub(crate) struct Pool {
    source: connection::Source,
    rest: Mutex<Rest>,
    back: Condvar,
}

/// More readers than cores only wait for each other.
const READERS: usize = 4;

impl Pool {
    pub fn new(source: connection::Source) -> Self {
        Self { source, rest: Mutex::new(Rest { idle: Vec::new(), out: 0 }), back: Condvar::new() }
    }

    pub fn read<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let lent = self.lend()?;
        let Some(conn) = &lent.conn else { return Err(StoreError::Closed.into()) };
        let moment = conn.unchecked_transaction().doing("begin to read")?;
        let found = look(&Reader::on(&moment));
        // Nothing was written: ending the moment cannot fail in a way that matters to what was read.
        drop(moment);
        found
    }

    fn lend(&self) -> Result<Lent<'_>, StoreError> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = rest.idle.pop() {
                rest.out += 1;
                return Ok(Lent { pool: self, conn: Some(conn) });
            }
            if rest.out < READERS {
                let conn = self.source.reader()?;
                rest.out += 1;
                return Ok(Lent { pool: self, conn: Some(conn) });
            }
            rest = self.back.wait(rest).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A connection that goes back to its pool, also when its closure panics.
struct Lent<'p> {
    pool: &'p Pool,
    conn: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut rest = self.pool.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.out -= 1;
        rest.idle.extend(self.conn.take());
        drop(rest);
        self.pool.back.notify_one();
    }
}
