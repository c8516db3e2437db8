//! A disk that cannot be written to: every draft can be read, also what a crash left in the log.

use crate::{open, sample};
use copydesk_tests::small_disk::SmallDisk;
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use store::{op, Kind, OpenError, Options, Paths, Store, StoreError};

/// Writes ops in a process of its own that is killed: its log stays beside the database.
fn crash(desk: &Path, from: i64, count: usize) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_store-child"))
        .arg("write")
        .arg(desk)
        .args(["full", &from.to_string(), "0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    assert_eq!(lines.take(count).count(), count);
    child.kill().expect("killed");
    child.wait().expect("ended");
}

fn refused(store: &Store) -> Kind {
    let row = sample::op(999);
    store.write::<_, StoreError, _>(move |tx| op::append(tx, &row)).expect_err("refused").kind()
}

fn read(store: &Store) -> usize {
    store.read(|on| op::list(on, sample::story(1))).expect("read").len()
}

#[test]
fn drafts_on_a_read_only_disk_can_be_read_with_and_without_a_log() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::make(folder.path(), 16 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a read-only disk needs a mount, and {said}"),
    };
    let closed = Paths::new(disk.path().join("closed"));
    let store = open(&closed.desk);
    let row = sample::op(1);
    store.write::<_, StoreError, _>(move |tx| op::append(tx, &row)).expect("written");
    drop(store);
    let crashed = Paths::new(disk.path().join("crashed"));
    crash(&crashed.desk, 1, 30);
    let log = std::fs::metadata(crashed.desk.join("desk.sqlite-wal")).expect("the log was left").len();
    assert!(log > 0, "the crash left its rows in the log");
    disk.make_read_only().expect("switched");
    for (paths, least) in [(&closed, 1), (&crashed, 30)] {
        let opened = Store::open(paths, sample::NOW_MS, Options::default());
        assert_eq!(opened.err(), Some(OpenError::ReadOnly), "the ordinary way says why");
        let store = Store::open_read_only(paths).expect("the other way opens");
        assert!(store.is_read_only());
        assert!(read(&store) >= least, "every acknowledged row is there");
        assert_eq!(refused(&store), Kind::ReadOnly);
    }
}

#[test]
fn reading_only_changes_nothing_and_makes_no_desk() {
    let folder = tempfile::tempdir().expect("a folder");
    let nowhere = Paths::new(folder.path().join("nowhere"));
    assert_eq!(Store::open_read_only(&nowhere).err(), Some(OpenError::Missing));
    assert!(!nowhere.desk.exists());
    let paths = Paths::new(folder.path().join("desk"));
    crash(&paths.desk, 1, 5);
    let listing = || {
        let mut all: Vec<_> = std::fs::read_dir(&paths.desk)
            .expect("listed")
            .map(|it| it.expect("an entry").path())
            .map(|path| (std::fs::read(&path).unwrap_or_default(), path))
            .collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    };
    let before = listing();
    let store = Store::open_read_only(&paths).expect("opened");
    assert!(read(&store) >= 5);
    assert_eq!(refused(&store), Kind::ReadOnly);
    assert_eq!(store::backup::roll(&store, sample::NOW_MS), Ok(None), "no backup is made either");
    drop(store);
    assert!(listing() == before, "not a byte beside or in the database was changed");
}

#[test]
fn a_desk_may_lie_in_a_folder_of_any_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["Мій стіл", "what? #1 %41&mode=rw", "it's \"quoted\"", "新聞"] {
        let paths = Paths::new(folder.path().join(name));
        let store = open(&paths.desk);
        let row = sample::op(1);
        store.write::<_, StoreError, _>(move |tx| op::append(tx, &row)).expect("written");
        let made = store::backup::roll(&store, sample::NOW_MS).expect("rolled").expect("made");
        drop(store);
        store::backup::verify(&made).expect("the copy opens");
        assert_eq!(read(&Store::open_read_only(&paths).expect("opened")), 1, "{name}");
    }
    let desks = std::fs::read_dir(folder.path()).expect("listed").count();
    assert_eq!(desks, 4, "and nothing was made beside them");
}
