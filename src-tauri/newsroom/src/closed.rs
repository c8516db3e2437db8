//! A desk that cannot be opened: why, told apart by what can be done about it, and the copies that can
//! take the place of a damaged database. Nothing here deletes anything.

use crate::{Error, House, OpenError, Result};
use std::{io, path::Path};
use store::{backup, backup::BackupKind, Kind, Paths, StoreError};

/// Why a desk is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The database is damaged: a copy can take its place.
    Damaged,
    /// A newer Copydesk wrote it: update.
    Newer {
        /// The database's version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Another build of Copydesk wrote it: use that one, or a newer.
    OtherBuild,
    /// It could not be brought to this program's version; it is as it was.
    NotUpgraded {
        /// The version that was not reached; 0: no copy could be made, so it was not tried.
        version: i64,
    },
    /// The disk takes no writes, and there is no desk on it yet that could be read.
    ReadOnly,
    /// The disk is full, and there is no desk on it yet that could be read.
    Full,
    /// The house's file was edited by hand and cannot be read.
    House {
        /// The line, from 1; 0 where it is not known.
        line: usize,
    },
    /// Anything else.
    Broken,
}

impl Closed {
    /// What a file of the desk folder that could not be read or written means.
    #[must_use]
    pub fn of_disk(kind: io::ErrorKind) -> Self {
        match kind {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Broken,
        }
    }
}

impl OpenError {
    /// What it means for the person in front of the desk.
    #[must_use]
    pub fn closed(&self) -> Closed {
        match self {
            Self::Store(store::OpenError::Newer { found, known }) => {
                Closed::Newer { found: *found, known: *known }
            }
            Self::Store(store::OpenError::ChangedMigration { .. }) => Closed::OtherBuild,
            Self::Store(store::OpenError::Corrupt) => Closed::Damaged,
            Self::Store(store::OpenError::Migration { version, .. }) => {
                Closed::NotUpgraded { version: *version }
            }
            Self::Store(store::OpenError::Backup { source }) if source.kind() == Kind::Full => Closed::Full,
            Self::Store(store::OpenError::Backup { .. }) => Closed::NotUpgraded { version: 0 },
            Self::Store(store::OpenError::ReadOnly) => Closed::ReadOnly,
            Self::Store(store::OpenError::Full) => Closed::Full,
            Self::Store(store::OpenError::Missing) => Closed::Broken,
            Self::Store(store::OpenError::Store { source }) => of_kind(source.kind()),
            Self::House(crate::house::HouseError::Form { line }) => Closed::House { line: *line },
            Self::House(crate::house::HouseError::Disk(error)) | Self::Folder(error) => {
                Closed::of_disk(error.kind())
            }
            Self::Desk(Error::Store(error)) => of_kind(error.kind()),
            Self::Desk(Error::ReadOnly) => Closed::ReadOnly,
            Self::Desk(_) => Closed::Broken,
        }
    }
}

fn of_kind(kind: Kind) -> Closed {
    match kind {
        Kind::Full => Closed::Full,
        Kind::ReadOnly => Closed::ReadOnly,
        Kind::Corrupt => Closed::Damaged,
        Kind::Newer => Closed::OtherBuild,
        Kind::Busy | Kind::Constraint | Kind::Io | Kind::Missing | Kind::Broken => Closed::Broken,
    }
}

/// Why nothing is written at a desk that is open for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoWrites {
    /// The disk takes no writes.
    ReadOnly,
    /// The disk is full.
    Full,
}

impl NoWrites {
    /// Whether a desk that cannot be opened for this reason can be opened for reading.
    pub(crate) fn of(error: &OpenError) -> Option<Self> {
        match error.closed() {
            Closed::ReadOnly => Some(Self::ReadOnly),
            Closed::Full => Some(Self::Full),
            _ => None,
        }
    }
}

/// A copy of the database that was opened and found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCopy {
    /// Its name, by which [`open_copy`] knows it; no path.
    pub name: String,
    /// When it was made, in UTC milliseconds.
    pub at_ms: i64,
    /// Why it was made.
    pub kind: BackupKind,
    /// How many stories it holds.
    pub stories: i64,
}

/// The copies of a desk that are whole, the newest first. One that is not is left out.
///
/// # Errors
/// The folder of the copies cannot be listed.
pub fn copies(desk: &Path) -> Result<Vec<KeptCopy>> {
    let all = backup::backups(&Paths::new(desk))?;
    Ok(all
        .iter()
        .filter_map(|it| {
            let stories = backup::stories_in(it).ok()?;
            Some(KeptCopy { name: name(it)?, at_ms: it.at_ms, kind: it.kind, stories })
        })
        .collect())
}

/// Puts a copy in the place of the database, which is moved aside as it is. The desk must be closed;
/// opened again it is a new device, and asks about publications that were on the way.
///
/// # Errors
/// There is no such copy, it is damaged, or the disk refuses; then everything is as it was.
pub fn open_copy(desk: &Path, wanted: &str, now_ms: i64) -> Result<()> {
    let paths = Paths::new(desk);
    let all = backup::backups(&paths)?;
    let copy = all.iter().find(|it| name(it).as_deref() == Some(wanted)).ok_or(Error::Missing("backup"))?;
    backup::restore_backup(&paths, copy, now_ms).map_err(|error: StoreError| error.into())
}

fn name(backup: &backup::Backup) -> Option<String> {
    backup.path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned)
}

/// The interface's language at a desk that may be closed; empty where its house cannot be read.
#[must_use]
pub fn language(desk: &Path) -> String {
    House::read(desk).map(|house| house.interface_language).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(kind: io::ErrorKind) -> OpenError {
        OpenError::Folder(kind.into())
    }

    #[test]
    fn a_failure_is_told_by_what_can_be_done() {
        let source = StoreError::Damaged { what: "a row" };
        for (error, closed) in [
            (OpenError::Store(store::OpenError::Corrupt), Closed::Damaged),
            (OpenError::Desk(Error::Store(source.clone())), Closed::Damaged),
            (store::OpenError::Newer { found: 9, known: 1 }.into(), Closed::Newer { found: 9, known: 1 }),
            (store::OpenError::ChangedMigration { version: 1 }.into(), Closed::OtherBuild),
            (
                store::OpenError::Migration { version: 2, source: source.clone() }.into(),
                Closed::NotUpgraded { version: 2 },
            ),
            (store::OpenError::Backup { source }.into(), Closed::NotUpgraded { version: 0 }),
            (broken(io::ErrorKind::StorageFull), Closed::Full),
            (broken(io::ErrorKind::ReadOnlyFilesystem), Closed::ReadOnly),
            (broken(io::ErrorKind::NotFound), Closed::Broken),
            (crate::house::HouseError::Form { line: 3 }.into(), Closed::House { line: 3 }),
        ] {
            assert_eq!(error.closed(), closed, "{error}");
        }
    }

    #[test]
    fn a_desk_is_read_only_where_nothing_can_be_written() {
        assert_eq!(NoWrites::of(&broken(io::ErrorKind::StorageFull)), Some(NoWrites::Full));
        assert_eq!(NoWrites::of(&broken(io::ErrorKind::PermissionDenied)), Some(NoWrites::ReadOnly));
        assert_eq!(NoWrites::of(&OpenError::Store(store::OpenError::Corrupt)), None, "damage is not read");
    }
}
