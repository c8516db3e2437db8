//! The shelves: tables, migrations, the writer, backups, and everything that a disk can do to them.

mod backup;
mod blob;
mod crash;
mod damage;
mod fixture;
mod full_disk;
mod galley;
mod job;
mod migration;
mod power_cut;
mod read_only;
mod record;
mod review;
mod revision;
mod sample;
mod schema;
mod text;
mod writer;

use std::path::Path;
use store::{Options, Paths, Store};

/// A desk in a folder of its own, which goes when the test ends.
struct Desk {
    folder: tempfile::TempDir,
    store: Store,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder.path().join("desk"));
        Self { folder, store }
    }

    fn paths(&self) -> Paths {
        self.store.paths().clone()
    }

    /// Closes the desk and opens it again.
    fn reopen(self) -> Self {
        let Self { folder, store } = self;
        drop(store);
        let store = open(&folder.path().join("desk"));
        Self { folder, store }
    }

    /// Closes the desk; its folder stays.
    fn close(self) -> (tempfile::TempDir, Paths) {
        let paths = self.paths();
        (self.folder, paths)
    }
}

fn open(desk: &Path) -> Store {
    Store::open(&Paths::new(desk), sample::NOW_MS, Options::default()).expect("the desk opens")
}

/// How often to do what the long run does `long` times.
fn rounds(short: u32, long: u32) -> u32 {
    match std::env::var_os("COPYDESK_LONG") {
        Some(_) => long,
        None => short,
    }
}

/// The database itself, as some other program sees it.
fn raw(paths: &Paths) -> rusqlite::Connection {
    rusqlite::Connection::open(paths.database()).expect("SQLite opens the file")
}
