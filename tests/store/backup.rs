//! Backups: seven days, four weeks, each proven by opening it; damage moved aside and never deleted.

use crate::{open, raw, sample, Desk};
use store::{
    backup::{self, Backup, BackupKind},
    op, Kind, OpenError, Options, Paths, Store, StoreError,
};

fn append(store: &Store, seq: i64) {
    let row = sample::op(seq);
    store.write::<_, StoreError, _>(move |tx| op::append(tx, &row)).expect("appended");
}

fn ops(store: &Store) -> usize {
    store.read(|on| op::list(on, sample::story(1))).expect("read").len()
}

fn of_kind(paths: &Paths, kind: BackupKind) -> Vec<Backup> {
    backup::backups(paths).expect("listed").into_iter().filter(|it| it.kind == kind).collect()
}

#[test]
fn sixty_days_leave_seven_daily_and_four_weekly_copies() {
    let desk = Desk::new();
    let paths = desk.paths();
    for day in 0..60 {
        let now_ms = sample::NOW_MS + day * sample::DAY_MS;
        append(&desk.store, day + 1);
        assert!(backup::roll(&desk.store, now_ms).expect("rolled").is_some(), "day {day}");
        let again = backup::roll(&desk.store, now_ms + 3_600_000).expect("rolled");
        assert_eq!(again, None, "day {day}: one copy a day");
    }
    let daily = of_kind(&paths, BackupKind::Daily);
    let days: Vec<_> = daily.iter().map(|it| (it.at_ms - sample::NOW_MS) / sample::DAY_MS).collect();
    assert_eq!(days, [59, 58, 57, 56, 55, 54, 53], "the newest first");
    let weekly = of_kind(&paths, BackupKind::Weekly);
    let days: Vec<_> = weekly.iter().map(|it| (it.at_ms - sample::NOW_MS) / sample::DAY_MS).collect();
    assert_eq!(days, [55, 48, 41, 34], "Mondays: the first day was a Tuesday");
    for copy in daily.iter().chain(&weekly) {
        backup::verify(copy).expect("each opens and is whole");
        assert!(copy.length > 0);
    }
    assert_eq!(backup::backups(&paths).expect("listed").len(), 11);
    drop(desk.store);
    backup::restore_backup(&paths, &daily[3], sample::NOW_MS).expect("restored");
    assert_eq!(ops(&open(&paths.desk)), 57, "the desk as it was on day 56");
}

#[test]
fn a_copy_of_a_desk_that_is_being_written_is_of_one_moment() {
    let desk = Desk::new();
    append(&desk.store, 1);
    let pending: Vec<_> = (2..=200)
        .map(|seq| {
            let row = sample::op(seq);
            desk.store.submit::<_, StoreError, _>(move |tx| op::append(tx, &row))
        })
        .collect();
    let made = backup::roll(&desk.store, sample::NOW_MS).expect("rolled").expect("made");
    for one in pending {
        one.wait().expect("writing was not held up");
    }
    let paths = desk.paths();
    drop(desk.store);
    backup::restore_backup(&paths, &made, sample::NOW_MS).expect("restored");
    let rows = open(&paths.desk).read(|on| op::list(on, sample::story(1))).expect("read");
    let seqs: Vec<_> = rows.iter().map(|it| it.seq).collect();
    assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>(), "no row is missing in the middle");
}

#[test]
fn a_spoilt_copy_is_found_and_not_restored() {
    let desk = Desk::new();
    (1..=50).for_each(|seq| append(&desk.store, seq));
    let made = backup::roll(&desk.store, sample::NOW_MS).expect("rolled").expect("made");
    let (_folder, paths) = desk.close();
    let mut bytes = std::fs::read(&made.path).expect("read");
    bytes[4_096 * 5..4_096 * 60].fill(0x55);
    std::fs::write(&made.path, bytes).expect("spoilt");
    assert_eq!(backup::verify(&made).map_err(|error| error.kind()), Err(Kind::Corrupt));
    let refused = backup::restore_backup(&paths, &made, sample::NOW_MS);
    assert_eq!(refused.map_err(|error| error.kind()), Err(Kind::Corrupt));
    assert_eq!(ops(&open(&paths.desk)), 50, "the desk was not touched");
}

#[test]
fn a_damaged_database_is_moved_aside_whole_and_a_copy_takes_its_place() {
    let desk = Desk::new();
    append(&desk.store, 1);
    let made = backup::roll(&desk.store, sample::NOW_MS).expect("rolled").expect("made");
    append(&desk.store, 2);
    let (_folder, paths) = desk.close();
    std::fs::write(paths.database(), b"this is not a database").expect("spoilt");
    std::fs::write(paths.desk.join("desk.sqlite-wal"), b"a log").expect("written");
    let opened = Store::open(&paths, sample::NOW_MS, Options::default());
    assert_eq!(opened.err(), Some(OpenError::Corrupt));
    let first = backup::move_aside(&paths, sample::NOW_MS).expect("moved");
    assert_eq!(std::fs::read(&first).expect("kept"), b"this is not a database");
    let log = first.with_extension("sqlite-wal");
    assert_eq!(std::fs::read(log).expect("kept"), b"a log", "the log may hold what the file does not");
    backup::restore_backup(&paths, &made, sample::NOW_MS).expect("restored");
    assert_eq!(ops(&open(&paths.desk)), 1);
    // The second time in the same millisecond the first one is not written over.
    let second = backup::move_aside(&paths, sample::NOW_MS).expect("moved");
    assert_ne!(first, second);
    assert!(first.exists() && second.exists());
    assert_eq!(ops(&open(&paths.desk)), 0, "and a new desk can begin");
}

#[test]
fn a_copy_is_not_begun_without_room_and_no_half_of_one_is_left() {
    let desk = Desk::new();
    append(&desk.store, 1);
    std::fs::create_dir_all(desk.paths().backups()).expect("a folder");
    std::fs::write(desk.paths().backups().join("daily-notes.txt"), b"a person's own").expect("written");
    // The name of the copy is taken by a folder: the last step fails, after everything was written.
    let name = "weekly-20261124T120000.000Z.sqlite";
    std::fs::create_dir(desk.paths().backups().join(name)).expect("a folder");
    assert!(backup::roll(&desk.store, sample::NOW_MS).is_err());
    let left: Vec<_> = std::fs::read_dir(desk.paths().backups())
        .expect("listed")
        .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|it| it.ends_with(".part"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    assert!(desk.paths().backups().join("daily-notes.txt").exists(), "what is not ours stays");
    append(&desk.store, 2);
    assert_eq!(raw(&desk.paths()).query_row("SELECT count(*) FROM op", [], |row| row.get(0)), Ok(2));
}
