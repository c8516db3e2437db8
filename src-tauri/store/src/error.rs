//! What can go wrong on the shelves. The texts hold what was tried and SQLite's own fixed sentence for
//! the code: never a path, a bound value or a word of a story.

use rusqlite::ffi;

/// What a caller branches on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The disk, or the quota, is full. Nothing was written; try again when there is room.
    Full,
    /// The disk or the file cannot be written to.
    ReadOnly,
    /// Another program holds the database.
    Busy,
    /// The file, or a row in it, is not what was written there.
    Corrupt,
    /// A row of a format that a newer Copydesk wrote.
    Newer,
    /// A rule of the schema refused the row: a caller's mistake, or the row is there already.
    Constraint,
    /// The disk answered with an error. After a commit: not known to be saved, and not saved by our reading.
    Io,
    /// The row that was to be changed is not there.
    Missing,
    /// A fault of the program.
    Broken,
}

/// A store operation that did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// SQLite refused.
    #[error("could not {doing}: {message} (code {code})")]
    Sql {
        /// What was tried, in words: "append an op".
        doing: &'static str,
        /// What to branch on.
        kind: Kind,
        /// SQLite's extended result code.
        code: i32,
        /// SQLite's fixed sentence for it; for a constraint, the constraint's name.
        message: String,
    },
    /// A file beside the database could not be read or written.
    #[error("could not {doing}: {error:?}")]
    File {
        /// What was tried.
        doing: &'static str,
        /// What to branch on.
        kind: Kind,
        /// The kind of the operating system's error.
        error: std::io::ErrorKind,
    },
    /// A stored thing fails its own check sum.
    #[error("{what} is not what was written there")]
    Damaged {
        /// Which sort of thing: "an op row", "a photo".
        what: &'static str,
    },
    /// A stored thing carries a format number that this Copydesk does not know.
    #[error("{what} has format {found}; this Copydesk knows up to {known}: update Copydesk")]
    Newer {
        /// Which sort of thing.
        what: &'static str,
        /// Its format number.
        found: i64,
        /// The newest that is known.
        known: i64,
    },
    /// The row that was to be read or changed is not there.
    #[error("could not {doing}: there is no such row")]
    Missing {
        /// What was tried.
        doing: &'static str,
    },
    /// Another row stands in the place of the one that was to be written.
    #[error("could not {doing}: another row has its place")]
    Taken {
        /// What was tried.
        doing: &'static str,
    },
    /// The job took the wheel and crashed; its changes were undone.
    #[error("a job of the store crashed and was undone")]
    Crashed,
    /// The store was closed before the job ran.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    /// What to branch on.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Sql { kind, .. } | Self::File { kind, .. } => *kind,
            Self::Damaged { .. } => Kind::Corrupt,
            Self::Newer { .. } => Kind::Newer,
            Self::Missing { .. } => Kind::Missing,
            Self::Taken { .. } => Kind::Constraint,
            Self::Crashed | Self::Closed => Kind::Broken,
        }
    }

    pub(crate) fn sql(doing: &'static str, error: &rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        let (code, message) = match error {
            E::SqliteFailure(failure, detail) => {
                let names_only = failure.code == rusqlite::ErrorCode::ConstraintViolation;
                let fixed = ffi::code_to_str(failure.extended_code).to_owned();
                (failure.extended_code, if names_only { detail.clone().unwrap_or(fixed) } else { fixed })
            }
            E::SqlInputError { error, msg, .. } => (error.extended_code, msg.clone()),
            E::QueryReturnedNoRows => return Self::Missing { doing },
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                return Self::Damaged { what: "a row" };
            }
            _ => (ffi::SQLITE_MISUSE, "the statement does not fit".to_owned()),
        };
        Self::Sql { doing, kind: kind_of(code), code, message }
    }

    pub(crate) fn read_only(doing: &'static str) -> Self {
        let code = ffi::SQLITE_READONLY;
        Self::Sql { doing, kind: Kind::ReadOnly, code, message: ffi::code_to_str(code).to_owned() }
    }

    pub(crate) fn file(doing: &'static str, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        let kind = match error.kind() {
            K::StorageFull | K::QuotaExceeded => Kind::Full,
            K::ReadOnlyFilesystem | K::PermissionDenied => Kind::ReadOnly,
            K::NotFound => Kind::Missing,
            _ => Kind::Io,
        };
        Self::File { doing, kind, error: error.kind() }
    }
}

fn kind_of(extended: i32) -> Kind {
    // The log's index could not be made as long as it must be: what a full disk says at opening.
    if extended == ffi::SQLITE_IOERR_SHMSIZE {
        return Kind::Full;
    }
    match extended & 0xff {
        ffi::SQLITE_FULL => Kind::Full,
        ffi::SQLITE_READONLY | ffi::SQLITE_CANTOPEN | ffi::SQLITE_PERM | ffi::SQLITE_AUTH => Kind::ReadOnly,
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Kind::Busy,
        ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => Kind::Corrupt,
        ffi::SQLITE_CONSTRAINT => Kind::Constraint,
        ffi::SQLITE_IOERR => Kind::Io,
        _ => Kind::Broken,
    }
}

/// What was tried, put onto SQLite's errors.
pub(crate) trait Doing<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::sql(doing, &error))
    }
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::file(doing, &error))
    }
}

/// Why a desk folder could not be opened. Whatever it was, the folder is as it was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// A newer Copydesk wrote it.
    #[error("this desk was written by a newer Copydesk (database version {found}, this one knows {known}): update Copydesk")]
    Newer {
        /// The database's version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// A migration that this database went through reads differently in this program.
    #[error("migration {version} of this program is not the one that this desk went through")]
    ChangedMigration {
        /// The migration's number.
        version: i64,
    },
    /// The file is damaged, or is something else. Offer `move_aside` and the backups.
    #[error("the desk's database is damaged")]
    Corrupt,
    /// A migration failed; the database is as it was before.
    #[error("the desk's database could not be brought to version {version}; it is as it was: {source}")]
    Migration {
        /// The version that was not reached.
        version: i64,
        /// Why.
        source: StoreError,
    },
    /// The backup before a migration could not be made, so nothing was migrated.
    #[error("no backup could be made before the upgrade, so nothing was changed: {source}")]
    Backup {
        /// Why.
        source: StoreError,
    },
    /// The folder or disk cannot be written to: `Store::open_read_only` still shows every draft.
    #[error("the desk's folder cannot be written to")]
    ReadOnly,
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// There is no desk in this folder (asked for by reading only).
    #[error("there is no desk in this folder")]
    Missing,
    /// Anything else.
    #[error("the desk's database could not be opened: {source}")]
    Store {
        /// What failed.
        source: StoreError,
    },
}

impl From<StoreError> for OpenError {
    fn from(source: StoreError) -> Self {
        match source.kind() {
            Kind::Corrupt => Self::Corrupt,
            Kind::ReadOnly => Self::ReadOnly,
            Kind::Full => Self::Full,
            Kind::Missing => Self::Missing,
            _ => Self::Store { source },
        }
    }
}
