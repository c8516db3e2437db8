//! The desk's database, opened.

use crate::{
    backup, blob,
    connection::{Source, Synchronous, Way},
    error::Doing,
    migration::{self, Migration, Standing},
    pending::{self, Pending},
    reader::{Pool, Reader, Tx},
    writer::{Ran, Writer},
    OpenError, Paths, StoreError,
};
use std::{
    io::Read,
    panic::{catch_unwind, AssertUnwindSafe},
};

/// How to open a desk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// `Off` only for the test that shows what goes wrong with it.
    pub synchronous: Synchronous,
}

/// A desk's shelves: one writer, a few readers.
pub struct Store {
    // Declared before `_scratch`: the connections are closed before their copy is removed.
    pool: Pool,
    writer: Option<Writer>,
    paths: Paths,
    _scratch: Option<tempfile::TempDir>,
}

impl Store {
    /// Opens the desk in this folder, making it if there is none, and brings its schema up to date
    /// (after a backup). `now_ms` is written beside migrations and into the backup's name.
    pub fn open(paths: &Paths, now_ms: i64, options: Options) -> Result<Self, OpenError> {
        Self::open_knowing(paths, now_ms, options, migration::MIGRATIONS)
    }

    /// `open` for a program that knows these migrations and no others: how the tests stand in for an
    /// older, a newer and a broken Copydesk.
    #[doc(hidden)]
    pub fn open_knowing(
        paths: &Paths,
        now_ms: i64,
        options: Options,
        known: &[Migration],
    ) -> Result<Self, OpenError> {
        make_folder(&paths.desk)?;
        let database = paths.database();
        let there = looks_like_a_database(&database)?;
        let from = if there { standing(paths, known)? } else { 0 };
        let latest = known.last().map_or(0, |last| last.version);
        if from > 0 && from < latest {
            backup::before_migration(paths, now_ms, latest).map_err(|source| OpenError::Backup { source })?;
        }
        let source = Source { database, way: Way::Write(options.synchronous) };
        let mut conn = source.writer()?;
        migration::run(&mut conn, known, from, now_ms).map_err(|(version, source)| match source.kind() {
            crate::Kind::Full => OpenError::Full,
            crate::Kind::ReadOnly => OpenError::ReadOnly,
            _ => OpenError::Migration { version, source },
        })?;
        let writer = Writer::start(source.clone(), conn)?;
        Ok(Self { pool: Pool::new(source), writer: Some(writer), paths: paths.clone(), _scratch: None })
    }

    /// Opens a desk that cannot be written to, such as one on a read-only disk: every draft can be
    /// read, every write is refused. Log pages that a crash left beside the database are read as well,
    /// if need be from a copy in the system's temporary folder.
    pub fn open_read_only(paths: &Paths) -> Result<Self, OpenError> {
        if !looks_like_a_database(&paths.database())? {
            return Err(OpenError::Missing);
        }
        let (source, scratch) = crate::read_only::source(paths)?;
        let conn = source.reader()?;
        let latest = migration::MIGRATIONS.last().map_or(0, |last| last.version);
        match refuse_others(migration::standing(&conn, migration::MIGRATIONS)?, latest)? {
            version if version == latest => {}
            // An older schema cannot be brought up to date where nothing can be written.
            _ => return Err(OpenError::ReadOnly),
        }
        drop(conn);
        Ok(Self { pool: Pool::new(source), writer: None, paths: paths.clone(), _scratch: scratch })
    }

    /// Opens for reading whatever database is there, damaged or of another program's making. Only for
    /// [`crate::salvage`], which expects nothing of what it reads. Whether all of it is read: a log that cannot be
    /// taken in is passed over, and what was last written is in it.
    pub fn open_as_it_is(paths: &Paths) -> Result<(Self, bool), OpenError> {
        if !looks_like_a_database(&paths.database())? {
            return Err(OpenError::Missing);
        }
        let ((source, scratch), is_all) = match crate::read_only::source(paths) {
            Ok(source) => (source, true),
            Err(_) => ((Source { database: paths.database(), way: Way::Immutable }, None), false),
        };
        let store = Self { pool: Pool::new(source), writer: None, paths: paths.clone(), _scratch: scratch };
        Ok((store, is_all))
    }

    /// Whether nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.writer.is_none()
    }

    /// The folder that this is.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Queues a job for the writer. It runs in the order of the calls, together with what else is
    /// queued; its answer comes after its commit is on the disk. A job that returns an error is undone.
    pub fn submit<T, E, J>(&self, job: J) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        J: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (promise, pending) = pending::pair();
        let Some(writer) = &self.writer else {
            promise.answer(Err(StoreError::read_only("write").into()));
            return pending;
        };
        writer.submit(Box::new(move |turn| {
            let tx = match turn {
                Ok(tx) => tx,
                Err(error) => {
                    promise.answer(Err(error.into()));
                    return None;
                }
            };
            let result = catch_unwind(AssertUnwindSafe(|| job(tx)));
            let result = result.unwrap_or_else(|_| Err(StoreError::Crashed.into()));
            Some(Ran {
                keep: result.is_ok(),
                settle: Box::new(move |fault| {
                    promise.answer(match (result, fault) {
                        (Ok(_), Some(fault)) => Err(fault.into()),
                        (result, _) => result,
                    });
                }),
            })
        }));
        pending
    }

    /// `submit` and wait. Never from inside a job: the writer would wait for itself.
    pub fn write<T, E, J>(&self, job: J) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        J: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.submit(job).wait()
    }

    /// Reads one moment of the database. What was answered before the call is in it. A read inside a
    /// read takes a second connection of four: pass the `Reader` on instead.
    pub fn read<T, E: From<StoreError>>(
        &self,
        look: impl FnOnce(&Reader<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.pool.read(look)
    }
}

fn make_folder(folder: &std::path::Path) -> Result<(), OpenError> {
    let doing = "make the desk's folder";
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let is_new = !folder.exists();
    builder.create(folder).doing(doing)?;
    if let Some(parent) = folder.parent().filter(|parent| is_new && parent.is_dir()) {
        // Or the first words typed would lie in a folder that a power cut takes away.
        blob::sync_folder(parent).doing(doing)?;
    }
    Ok(())
}

/// Whether there is a database; an error if there is a file that is none.
///
/// Read as plain bytes, because SQLite would create or recover files where we only want to look. Only
/// before any connection of this process is open: closing the file gives up the process's locks on it.
fn looks_like_a_database(database: &std::path::Path) -> Result<bool, OpenError> {
    let doing = "look at the database";
    let mut file = match std::fs::File::open(database) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(StoreError::file(doing, &error).into()),
    };
    let mut header = Vec::with_capacity(16);
    file.by_ref().take(16).read_to_end(&mut header).doing(doing)?;
    match header.as_slice() {
        // A crash between making the file and its first page.
        [] => Ok(false),
        b"SQLite format 3\0" => Ok(true),
        _ => Err(OpenError::Corrupt),
    }
}

/// The version, looked at without writing a byte.
fn standing(paths: &Paths, known: &[Migration]) -> Result<i64, OpenError> {
    let source = Source { database: paths.database(), way: Way::Read };
    let conn = source.reader()?;
    let latest = known.last().map_or(0, |last| last.version);
    refuse_others(migration::standing(&conn, known)?, latest)
}

fn refuse_others(standing: Standing, known: i64) -> Result<i64, OpenError> {
    match standing {
        Standing::At(version) => Ok(version),
        Standing::Newer(found) => Err(OpenError::Newer { found, known }),
        Standing::Changed(version) => Err(OpenError::ChangedMigration { version }),
        Standing::Foreign => Err(OpenError::Corrupt),
    }
}
