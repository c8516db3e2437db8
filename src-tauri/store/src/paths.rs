//! Where things lie in a desk folder.

use std::path::{Path, PathBuf};

/// A desk folder: `desk.sqlite`, `blobs/`, `backups/`, `aside/`.
#[derive(Clone, PartialEq, Eq)]
pub struct Paths {
    /// The folder.
    pub desk: PathBuf,
}

impl Paths {
    /// The desk in this folder.
    pub fn new(desk: impl Into<PathBuf>) -> Self {
        Self { desk: desk.into() }
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.desk.join("desk.sqlite")
    }

    /// Photos by their hash.
    pub fn blobs(&self) -> PathBuf {
        self.desk.join("blobs")
    }

    /// Copies of the database.
    pub fn backups(&self) -> PathBuf {
        self.desk.join("backups")
    }

    /// Damaged databases, kept.
    pub fn aside(&self) -> PathBuf {
        self.desk.join("aside")
    }
}

/// A path never gets into a log by way of `{:?}`.
impl std::fmt::Debug for Paths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Paths([redacted])")
    }
}

/// The file's name with `-wal` or `-shm` behind it.
pub(crate) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
