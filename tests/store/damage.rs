//! A file with flipped bytes: found, said, and never written over.

use crate::{open, sample, Desk};
use store::{backup, doctor, op, Kind, OpenError, Options, Store, StoreError};

fn filled() -> (tempfile::TempDir, store::Paths) {
    let desk = Desk::new();
    desk.store
        .write::<_, StoreError, _>(|tx| {
            (1..=2_000).try_for_each(|seq| op::append(tx, &sample::op(seq)).map(|_| ()))
        })
        .expect("written");
    desk.close()
}

#[test]
fn a_header_that_is_not_sqlites_is_damage_and_an_empty_file_is_a_new_desk() {
    let (_folder, paths) = filled();
    let mut bytes = std::fs::read(paths.database()).expect("read");
    bytes[..16].fill(0);
    std::fs::write(paths.database(), &bytes).expect("spoilt");
    for opened in [Store::open(&paths, sample::NOW_MS, Options::default()), Store::open_read_only(&paths)] {
        assert_eq!(opened.err(), Some(OpenError::Corrupt));
    }
    assert_eq!(std::fs::read(paths.database()).expect("read"), bytes, "not a byte was changed");
    std::fs::write(paths.database(), b"").expect("emptied");
    drop(open(&paths.desk));
}

#[test]
fn a_file_cut_short_is_damage() {
    let (_folder, paths) = filled();
    let bytes = std::fs::read(paths.database()).expect("read");
    std::fs::write(paths.database(), &bytes[..3_000]).expect("cut");
    let opened = Store::open(&paths, sample::NOW_MS, Options::default());
    assert_eq!(opened.err(), Some(OpenError::Corrupt));
    backup::move_aside(&paths, sample::NOW_MS).expect("moved");
    drop(open(&paths.desk));
}

#[test]
fn pages_spoilt_in_the_middle_are_found_by_reading_and_by_the_doctor() {
    let (_folder, paths) = filled();
    let mut bytes = std::fs::read(paths.database()).expect("read");
    let half = bytes.len() / 2 / 4_096 * 4_096;
    bytes[half..half + 3 * 4_096].fill(0xee);
    std::fs::write(paths.database(), &bytes).expect("spoilt");
    let store = open(&paths.desk);
    let said = store.read(doctor::integrity).expect("looked at");
    assert!(!said.is_empty(), "the doctor sees it");
    let read = store.read(|on| op::list(on, sample::story(1)));
    assert_eq!(read.map(|_| ()).map_err(|error| error.kind()), Err(Kind::Corrupt));
}

#[test]
fn the_doctor_is_content_with_a_whole_desk() {
    let (_folder, paths) = filled();
    let store = open(&paths.desk);
    assert_eq!(store.read(doctor::integrity), Ok(Vec::new()));
    let counts = store.read(doctor::counts).expect("counted");
    assert!(counts.contains(&("op".to_owned(), 2_000)), "{counts:?}");
    assert_eq!(store.read(doctor::stories), Ok(vec![sample::story(1)]));
    assert_eq!(store.read(|on| doctor::blobs(on, &paths)), Ok(Vec::new()));
}
