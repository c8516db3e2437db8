//! A galley is found by exactly the rows that it was made from, and by nothing near them.

use crate::{raw, sample, Desk};
use copy::Sha256;
use store::{
    galley::{self, Press, Standing},
    op, snapshot, Kind, StoreError,
};

const PRESS: Press = Press { format: 1, program: "1.0.0" };

fn append(desk: &Desk, seq: i64) {
    let row = sample::op(seq);
    let added = desk.store.write::<_, StoreError, _>(move |tx| op::append(tx, &row));
    assert_eq!(added, Ok(true));
}

fn take(desk: &Desk, upto: i64, bytes: &[u8]) {
    let new = snapshot::NewSnapshot {
        story: sample::story(1),
        at: sample::stamp(sample::NOW_MS),
        format: 1,
        marks: vec![(sample::device(1), upto)],
        bytes: bytes.to_vec(),
    };
    desk.store.write::<_, StoreError, _>(move |tx| snapshot::put(tx, &new)).expect("taken");
}

fn standing(desk: &Desk) -> Standing {
    desk.store.read(|on| galley::standing(on, sample::story(1))).expect("looked")
}

fn put(desk: &Desk, rows: Sha256, bytes: &'static [u8]) {
    let put = move |tx: &store::Tx<'_>| galley::put(tx, sample::story(1), PRESS, rows, bytes);
    desk.store.write::<_, StoreError, _>(put).expect("put");
}

fn get(desk: &Desk, press: Press, rows: Sha256) -> Result<Option<Vec<u8>>, StoreError> {
    desk.store.read(|on| galley::get(on, sample::story(1), press, rows))
}

#[test]
fn every_change_of_the_rows_is_another_standing() {
    let desk = Desk::new();
    let mut seen = vec![standing(&desk)];
    let mut new = |desk: &Desk, what: &str, last: i64| {
        let now = standing(desk);
        assert!(seen.iter().all(|known| known.rows_sha256 != now.rows_sha256), "{what}: another text");
        assert_eq!(now, standing(desk), "{what}: and the same as long as nothing changes");
        assert_eq!(now.last.get(&sample::device(1)), Some(&last), "{what}");
        seen.push(now);
    };
    append(&desk, 1);
    new(&desk, "an op", 1);
    append(&desk, 2);
    new(&desk, "another op", 2);
    take(&desk, 2, b"first");
    new(&desk, "a snapshot", 2);
    append(&desk, 3);
    new(&desk, "an op after it", 3);
    take(&desk, 3, b"second");
    new(&desk, "a second snapshot", 3);
    take(&desk, 3, b"third");
    new(&desk, "a third one, without any ops left", 3);
    let other = sample::op_of(sample::story(2), sample::device(1), 1);
    let before = standing(&desk);
    desk.store.write::<_, StoreError, _>(move |tx| op::append(tx, &other)).expect("another story's");
    assert_eq!(standing(&desk), before, "another story's row is nothing to it");
    raw(&desk.paths()).execute("UPDATE snapshot SET crc = crc + 1 WHERE generation = 3", []).expect("other");
    new(&desk, "other bytes under the same number", 3);
}

#[test]
fn a_galley_is_read_by_its_own_rows_and_press_only() {
    let desk = Desk::new();
    append(&desk, 1);
    let rows = standing(&desk).rows_sha256;
    assert_eq!(get(&desk, PRESS, rows), Ok(None), "there is none yet");
    put(&desk, rows, b"what is shown");
    assert_eq!(get(&desk, PRESS, rows), Ok(Some(b"what is shown".to_vec())));
    assert_eq!(get(&desk, Press { format: 2, ..PRESS }, rows), Ok(None), "another format");
    assert_eq!(get(&desk, Press { program: "1.0.1", ..PRESS }, rows), Ok(None), "another program");
    append(&desk, 2);
    let later = standing(&desk).rows_sha256;
    assert_eq!(get(&desk, PRESS, later), Ok(None), "other rows");
    put(&desk, later, b"what is shown now");
    assert_eq!(get(&desk, PRESS, later), Ok(Some(b"what is shown now".to_vec())));
    assert_eq!(get(&desk, PRESS, rows), Ok(None), "one a story: the last one is gone");
    let conn = raw(&desk.paths());
    let zeros = conn.execute("UPDATE galley SET bytes = zeroblob(length(bytes))", []);
    assert_eq!(zeros.expect("spoilt"), 1);
    assert_eq!(get(&desk, PRESS, later).map_err(|error| error.kind()), Err(Kind::Corrupt));
    // Lawful to its check sum, and asking for the moon.
    let moon = [0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0, 0];
    conn.execute("UPDATE galley SET bytes = ?1, crc = ?2", (moon.as_slice(), crc32fast::hash(&moon)))
        .expect("forged");
    assert_eq!(get(&desk, PRESS, later).map_err(|error| error.kind()), Err(Kind::Corrupt));
}

#[test]
fn a_row_with_a_gap_before_it_is_not_appended() {
    let desk = Desk::new();
    let next = |seq: i64| {
        let row = sample::op(seq);
        desk.store.write::<_, StoreError, _>(move |tx| op::append_next(tx, &row))
    };
    assert_eq!(next(2), Ok(false), "the first is missing");
    assert_eq!((next(1), next(2)), (Ok(true), Ok(true)));
    assert_eq!(next(2), Ok(true), "the same row again is there already");
    assert_eq!(next(4), Ok(false), "the third is missing");
    take(&desk, 2, b"first");
    take(&desk, 2, b"second");
    assert_eq!(next(4), Ok(false), "also where those before went into snapshots");
    assert_eq!(next(3), Ok(true), "which hold the second");
}
