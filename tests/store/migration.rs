//! Migrations are all or nothing, and nothing is opened that this program would misread.

use crate::{open, raw, rounds, sample, Desk};
use copydesk_tests::upgrade;
use rand::{Rng, SeedableRng};
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};
use store::{
    backup::{self, BackupKind},
    event, op, Kind, Migration, OpenError, Options, Paths, Store, StoreError, MIGRATIONS,
};

fn open_as(paths: &Paths, known: &[Migration]) -> Result<Store, OpenError> {
    Store::open_knowing(paths, sample::NOW_MS, Options::default(), known)
}

fn version(paths: &Paths) -> i64 {
    raw(paths).query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version")
}

fn bytes(paths: &Paths) -> Vec<u8> {
    std::fs::read(paths.database()).expect("the file")
}

/// A desk with rows in the tables that the next upgrade changes.
fn filled(events: u64) -> (tempfile::TempDir, Paths) {
    let desk = Desk::new();
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            (0..events).try_for_each(|n| event::insert(tx, &sample_event(n)).map(|_| ()))?;
            op::append(tx, &sample::op(1))
        })
        .expect("written");
    desk.close()
}

fn sample_event(n: u64) -> event::EventRow {
    event::EventRow {
        record: sample::record(n),
        story: sample::story(n % 7),
        kind: "filed".to_owned(),
        revision: None,
        copy_hash: None,
        parents: Vec::new(),
        until_ms: None,
        to_member: Some(sample::member(2)),
        why: "for the morning".to_owned(),
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
        door: "window".to_owned(),
    }
}

fn events(paths: &Paths) -> i64 {
    raw(paths).query_row("SELECT count(*) FROM event", [], |row| row.get(0)).expect("the table is there")
}

#[test]
fn an_upgrade_keeps_the_rows_and_leaves_a_backup() {
    let (_folder, paths) = filled(20);
    drop(open_as(&paths, &upgrade::migrations()).expect("upgraded"));
    assert_eq!(version(&paths), upgrade::latest() + 2);
    assert_eq!(events(&paths), 20, "the rows went through the upgrade");
    let copies = backup::backups(&paths).expect("listed");
    assert_eq!(copies.iter().map(|it| it.kind).collect::<Vec<_>>(), [BackupKind::BeforeMigration]);
    backup::verify(&copies[0]).expect("the backup is whole");
    backup::restore_backup(&paths, &copies[0], sample::NOW_MS).expect("restored");
    assert_eq!(version(&paths), upgrade::latest(), "the backup is from before the upgrade");
    drop(open(&paths.desk));
}

#[test]
fn a_broken_migration_changes_nothing_at_all() {
    let (_folder, paths) = filled(20);
    let mut known = upgrade::migrations();
    known.push(Migration {
        version: upgrade::latest() + 3,
        name: "broken",
        sql: "CREATE TABLE half_done (a INTEGER) STRICT; INSERT INTO no_such_table VALUES (1);",
    });
    let error = open_as(&paths, &known).err().expect("it cannot work");
    assert!(
        matches!(error, OpenError::Migration { version, .. } if version == upgrade::latest() + 3),
        "{error}"
    );
    assert_eq!(version(&paths), upgrade::latest(), "also the migrations before it are undone");
    let half: i64 = raw(&paths)
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('half_done', 'event_anew')",
            [],
            |row| row.get(0),
        )
        .expect("counted");
    assert_eq!(half, 0, "nothing of it is left");
    assert_eq!(open(&paths.desk).read(|on| op::list(on, sample::story(1))).map(|it| it.len()), Ok(1));
}

#[test]
fn a_migration_that_leaves_a_dangling_reference_is_undone() {
    let (_folder, paths) = filled(1);
    let mut known = MIGRATIONS.to_vec();
    known.push(Migration {
        version: upgrade::latest() + 1,
        name: "dangling",
        sql: "PRAGMA defer_foreign_keys = 1;
              INSERT INTO asset_garbage (sha256, since_ms) VALUES (zeroblob(32), 1);",
    });
    assert!(open_as(&paths, &known).is_err(), "a reference to nothing must not be committed");
    assert_eq!(version(&paths), upgrade::latest());
}

#[test]
fn a_newer_database_is_refused_and_left_untouched() {
    let (_folder, paths) = filled(5);
    drop(open_as(&paths, &upgrade::migrations()).expect("the newer Copydesk was here"));
    let before = bytes(&paths);
    let (found, known) = (upgrade::latest() + 2, upgrade::latest());
    for opened in [open_as(&paths, MIGRATIONS), Store::open_read_only(&paths)] {
        let error = opened.err().expect("refused");
        assert_eq!(error, OpenError::Newer { found, known });
        assert!(error.to_string().contains("update Copydesk"), "the sentence says what to do: {error}");
    }
    assert_eq!(bytes(&paths), before, "not a byte was changed");
    let copies = backup::backups(&paths).expect("listed").len();
    assert_eq!(copies, 1, "and no backup was made of it but the one before its own upgrade");
}

#[test]
fn a_shipped_migration_that_reads_otherwise_is_refused() {
    let (_folder, paths) = filled(5);
    let before = bytes(&paths);
    let changed: Vec<Migration> = MIGRATIONS
        .iter()
        .map(|it| Migration { sql: "CREATE TABLE desk (one INTEGER) STRICT;", ..*it })
        .collect();
    assert_eq!(open_as(&paths, &changed).err(), Some(OpenError::ChangedMigration { version: 1 }));
    assert_eq!(bytes(&paths), before, "not a byte was changed");
}

#[test]
fn another_programs_database_is_not_taken_for_a_desk() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = Paths::new(folder.path());
    raw(&paths).execute_batch("CREATE TABLE bookmark (url TEXT);").expect("made");
    let before = bytes(&paths);
    assert_eq!(open_as(&paths, MIGRATIONS).err(), Some(OpenError::Corrupt));
    assert_eq!(bytes(&paths), before, "not a byte was changed");
}

#[test]
fn no_upgrade_is_begun_without_room_for_its_backup() {
    let (_folder, paths) = filled(5);
    // A file where the folder of backups should be: no backup can be made, root or not.
    std::fs::write(paths.backups(), b"in the way").expect("written");
    let error = open_as(&paths, &upgrade::migrations()).err().expect("refused");
    assert!(matches!(&error, OpenError::Backup { source } if source.kind() != Kind::Broken), "{error}");
    assert_eq!(version(&paths), upgrade::latest(), "nothing was changed");
}

#[test]
fn an_upgrade_killed_at_any_moment_is_at_the_old_or_at_the_new_version() {
    let (_folder, template) = filled(20_000);
    let scratch = tempfile::tempdir().expect("a folder");
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(0x5eed);
    let (mut old, mut new) = (0, 0);
    // One uncut run says how long it takes, so that the cuts fall all over it.
    let whole = upgrade_once(&template, scratch.path(), "whole", None);
    for round in 0..rounds(50, 1_000) {
        let cut = whole.mul_f64(random.random_range(0.0..1.1));
        upgrade_once(&template, scratch.path(), "cut", Some(cut));
        let paths = Paths::new(scratch.path().join("cut"));
        let at = version(&paths);
        match at - upgrade::latest() {
            0 => old += 1,
            2 => new += 1,
            _ => panic!("round {round}, cut after {cut:?}: version {at} is neither old nor new"),
        }
        assert_eq!(events(&paths), 20_000, "round {round}, cut after {cut:?}: rows are missing");
        drop(open_as(&paths, &upgrade::migrations()).expect("the next start brings it up to date"));
        assert_eq!(version(&paths), upgrade::latest() + 2);
        std::fs::remove_dir_all(&paths.desk).expect("removed");
    }
    println!("{old} upgrades were cut at the old version, {new} came through");
    assert!(old > 0, "no cut fell into an upgrade: the test shows nothing");
}

/// Upgrades a copy of the desk in a process of its own, kills it after `cut`; how long it lived.
fn upgrade_once(template: &Paths, scratch: &Path, name: &str, cut: Option<Duration>) -> Duration {
    let desk = scratch.join(name);
    std::fs::create_dir_all(&desk).expect("a folder");
    std::fs::copy(template.database(), desk.join("desk.sqlite")).expect("copied");
    let mut child = Command::new(env!("CARGO_BIN_EXE_store-child"))
        .arg("upgrade")
        .arg(&desk)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the child starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    assert_eq!(lines.next().expect("a line").expect("text"), "begin");
    let began = std::time::Instant::now();
    if let Some(cut) = cut {
        // The moment of the cut is the test's random number; there is no event to wait for.
        std::thread::sleep(cut);
        child.kill().expect("killed");
    }
    let ended = child.wait().expect("ended");
    assert!(cut.is_some() || ended.success(), "an uncut upgrade works");
    began.elapsed()
}
