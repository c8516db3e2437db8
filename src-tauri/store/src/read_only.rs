//! Reading a desk where nothing can be written.
//!
//! On a read-only disk SQLite opens a WAL database only as `immutable`, which does not look at the log:
//! after a crash the newest drafts are in the log. So, if there is a log with anything in it, database
//! and log are copied to a temporary folder, where SQLite recovers the copy.

use crate::{
    connection::{Source, Synchronous, Way},
    error::Doing,
    paths::beside,
    OpenError, Paths, StoreError,
};
use std::path::Path;

pub(crate) fn source(paths: &Paths) -> Result<(Source, Option<tempfile::TempDir>), OpenError> {
    let database = paths.database();
    let log = beside(&database, "-wal");
    if std::fs::metadata(&log).map_or(0, |it| it.len()) == 0 {
        return Ok((Source { database, way: Way::Immutable }, None));
    }
    let places = [std::env::temp_dir(), "/dev/shm".into()];
    let mut last = StoreError::Missing { doing: "find a place for a copy" };
    for place in places {
        match copy(&database, &log, &place) {
            Ok((source, scratch)) => return Ok((source, Some(scratch))),
            Err(error) => last = error,
        }
    }
    Err(OpenError::Store { source: last })
}

fn copy(database: &Path, log: &Path, place: &Path) -> Result<(Source, tempfile::TempDir), StoreError> {
    let doing = "copy the desk for reading";
    let scratch = tempfile::Builder::new().prefix("copydesk-").tempdir_in(place).doing(doing)?;
    let copied = scratch.path().join("desk.sqlite");
    std::fs::copy(database, &copied).doing(doing)?;
    std::fs::copy(log, beside(&copied, "-wal")).doing(doing)?;
    // The writer's way of opening recovers the log; closing it leaves one whole file.
    let source = Source { database: copied, way: Way::Write(Synchronous::Off) };
    drop(source.writer()?);
    Ok((Source { way: Way::Immutable, ..source }, scratch))
}
