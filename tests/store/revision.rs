//! The chain of bodies: small, quick, and honest about a row that somebody changed.

use crate::{raw, sample, Desk};
use copy::{Cell, Rows};
use store::{
    doctor,
    revision::{self, travel::Proof, BodyError, NewRevision, NoteItem, NoteTickRow},
    StoreError,
};

/// A long text with one word changed for each number.
fn body(n: u64) -> Vec<u8> {
    let words = (0..2_000_u64).map(|place| {
        let seed = if place % 400 == n % 400 { place + n * 10_007 } else { place };
        hex(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    });
    words.collect::<Vec<_>>().join(" ").into_bytes()
}

fn hex(n: u64) -> String {
    format!("{:07x}", n & 0xfff_ffff)
}

fn insert(desk: &Desk, new: NewRevision, body: Vec<u8>) -> bool {
    desk.store.write::<_, StoreError, _>(move |tx| revision::insert(tx, &new, &body)).expect("inserted")
}

fn filled(count: u64) -> Desk {
    let desk = Desk::new();
    for n in 1..=count {
        assert!(insert(&desk, sample::revision(n, &body(n)), body(n)));
    }
    desk
}

fn open(desk: &Desk, n: u64) -> Result<Vec<u8>, BodyError> {
    desk.store.read(|on| revision::body(on, sample::revision_id(n)))
}

#[test]
fn every_body_comes_back_and_takes_little_room() {
    let desk = filled(120);
    for n in 1..=120 {
        assert_eq!(open(&desk, n), Ok(body(n)), "revision {n}");
    }
    let conn = raw(&desk.paths());
    let number = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted");
    assert_eq!(number("SELECT count(*) FROM revision WHERE link = 0"), 3, "a step every fiftieth");
    assert_eq!(number("SELECT max(link) FROM revision"), 49);
    assert_eq!(number("SELECT count(*) FROM revision WHERE base IS NULL"), 1, "the first is whole");
    let steps = "SELECT count(*) FROM revision AS step JOIN revision AS base ON base.arrival = step.base
                 WHERE step.link = 0 AND base.link = 0 AND step.arrival = base.arrival + 50";
    assert_eq!(number(steps), 2, "a step is built on the one before it");
    let mean = number("SELECT sum(length(body)) / count(*) FROM revision WHERE base IS NOT NULL");
    assert!(mean < 120, "a changed word costs {mean} bytes, a body has {}", body(1).len());
}

#[test]
fn every_tenth_step_is_whole_and_none_is_far_from_one() {
    let desk = filled(1_060);
    let conn = raw(&desk.paths());
    let whole: Vec<i64> = conn
        .prepare("SELECT number FROM revision WHERE base IS NULL ORDER BY number")
        .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect())
        .expect("listed");
    assert_eq!(whole, [1, 501, 1_001]);
    let far = "WITH RECURSIVE walk (row, base, length) AS (
                   SELECT arrival, base, 0 FROM revision
                   UNION ALL
                   SELECT walk.row, next.base, walk.length + 1
                   FROM walk JOIN revision AS next ON next.arrival = walk.base)
               SELECT max(length) FROM walk";
    let far: i64 = conn.query_row(far, [], |row| row.get(0)).expect("walked");
    assert_eq!(far, 49 + 9, "links and steps");
    for n in [1, 50, 51, 499, 500, 501, 1_060] {
        assert_eq!(open(&desk, n), Ok(body(n)), "revision {n}");
    }
    conn.execute("UPDATE revision SET body = x'00' WHERE number = 1051", []).expect("spoilt");
    let expected =
        BodyError::Damaged { revision: sample::revision_id(1_060), broken: sample::revision_id(1_051) };
    assert_eq!(open(&desk, 1_060), Err(expected), "a broken step is named");
    assert_eq!(open(&desk, 1_050), Ok(body(1_050)), "those before it do not need it");
    // The desk goes on: with what the last row is built on unreadable, the next one is whole.
    insert(&desk, sample::revision(1_061, &body(1_061)), body(1_061));
    assert_eq!(open(&desk, 1_061), Ok(body(1_061)));
}

#[test]
fn rows_of_a_desk_without_steps_stay_readable_and_go_on() {
    let desk = filled(49);
    // What was written before there were steps: the fiftieth row whole.
    let whole = NewRevision { is_full: true, ..sample::revision(50, &body(50)) };
    insert(&desk, whole, body(50));
    for n in 51..=120 {
        insert(&desk, sample::revision(n, &body(n)), body(n));
    }
    for n in 1..=120 {
        assert_eq!(open(&desk, n), Ok(body(n)), "revision {n}");
    }
    let base = "SELECT base.number FROM revision AS step JOIN revision AS base ON base.arrival = step.base
                WHERE step.number = 100";
    let base: i64 = raw(&desk.paths()).query_row(base, [], |row| row.get(0)).expect("a base");
    assert_eq!(base, 50, "the first step is built on the last whole one");
}

#[test]
fn a_body_that_is_asked_to_be_whole_needs_no_other_row() {
    let desk = filled(3);
    let approved =
        NewRevision { is_full: true, kind: "approved".to_owned(), ..sample::revision(4, &body(4)) };
    insert(&desk, approved, body(4));
    insert(&desk, sample::revision(5, &body(5)), body(5));
    raw(&desk.paths()).execute("UPDATE revision SET body = x'00' WHERE number < 4", []).expect("spoilt");
    assert_eq!(open(&desk, 4), Ok(body(4)));
    assert_eq!(open(&desk, 5), Ok(body(5)), "and the next ones build on it");
}

#[test]
fn a_changed_row_is_found_and_named_and_saving_goes_on() {
    let desk = filled(6);
    // Another body that is lawfully compressed: only the hash can tell.
    let forged = zstd::bulk::compress(b"{}", 3).expect("compressed");
    raw(&desk.paths())
        .execute("UPDATE revision SET body = ?1, base = NULL, body_length = 2 WHERE number = 4", [forged])
        .expect("forged");
    let broken = sample::revision_id(4);
    assert!(open(&desk, 3).is_ok(), "those before it are whole");
    for n in 4..=6 {
        let expected = BodyError::Damaged { revision: sample::revision_id(n), broken };
        assert_eq!(open(&desk, n), Err(expected), "revision {n} stands on the forged row");
    }
    assert_eq!(
        desk.store.read(|on| doctor::bodies(on, sample::story(1))),
        Ok(vec![broken, sample::revision_id(5), sample::revision_id(6)])
    );
    insert(&desk, sample::revision(7, &body(7)), body(7));
    assert_eq!(open(&desk, 7), Ok(body(7)), "the next revision does not build on what cannot be read");
    assert_eq!(open(&desk, 8), Err(BodyError::Missing));
}

#[test]
fn rows_that_point_in_a_circle_or_ask_for_the_moon_are_damage() {
    let desk = filled(3);
    let conn = raw(&desk.paths());
    conn.execute("UPDATE revision SET base = 3 WHERE number = 2", []).expect("spoilt");
    let damaged = |n: u64| matches!(open(&desk, n), Err(BodyError::Damaged { .. }));
    assert!(damaged(2) && damaged(3), "a circle ends");
    conn.execute("UPDATE revision SET body_length = 4000000000 WHERE number = 1", []).expect("spoilt");
    assert!(damaged(1), "a length of four gigabytes is not believed");
    conn.execute("UPDATE revision SET body_length = -1 WHERE number = 1", []).expect("spoilt");
    assert!(open(&desk, 1).is_err());
    conn.execute("UPDATE revision SET body_length = -1", []).expect("spoilt");
    insert(&desk, sample::revision(4, &body(4)), body(4));
    assert_eq!(open(&desk, 4), Ok(body(4)), "the next one can be saved nevertheless");
    raw(&desk.paths()).execute("UPDATE revision SET body_length = 5 WHERE number < 4", []).expect("spoilt");
    let broken = desk.store.read(|on| doctor::bodies(on, sample::story(1))).map(|it| it.len());
    assert_eq!(broken, Ok(3), "and the doctor lists them");
}

#[test]
fn two_stories_do_not_share_a_chain() {
    let desk = filled(2);
    let other = NewRevision { story: sample::story(2), ..sample::revision(9, &body(9)) };
    insert(&desk, other, body(9));
    let base: Option<i64> = raw(&desk.paths())
        .query_row("SELECT base FROM revision WHERE number = 9", [], |row| row.get(0))
        .expect("read");
    assert_eq!(base, None);
}

#[test]
fn rows_notes_and_ticks_come_back_whole() {
    let desk = Desk::new();
    let items = vec![
        NoteItem { id: sample::record(1), text: "Перевірте ціни".to_owned() },
        NoteItem { id: sample::record(2), text: "Who said it?".to_owned() },
    ];
    let new = NewRevision { items: items.clone(), ..sample::revision(1, b"body") };
    assert!(insert(&desk, new.clone(), b"body".to_vec()));
    assert!(!insert(&desk, new.clone(), b"other".to_vec()), "a record that is there is left alone");
    insert(&desk, sample::revision(2, b"body 2"), b"body 2".to_vec());
    // A clash: another desk's second revision.
    let clash = NewRevision { number: 2, device: sample::device(2), ..sample::revision(3, b"body 3") };
    insert(&desk, clash, b"body 3".to_vec());
    let list = desk.store.read(|on| revision::list(on, sample::story(1))).expect("listed");
    assert_eq!(list.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2, 2]);
    assert_eq!(list[1].parents, [sample::revision_id(1)]);
    assert_eq!((list[0].note.as_str(), list[0].body_length), ("Source the wagons", 4));
    assert_eq!(list[0].body_sha256, copy::Sha256::of(b"body"));
    assert_eq!(desk.store.read(|on| revision::next_number(on, sample::story(1))), Ok(3));
    let last = desk.store.read(|on| revision::last(on, sample::story(1))).expect("read");
    assert_eq!(last.map(|it| it.revision), Some(sample::revision_id(3)));
    assert_eq!(desk.store.read(|on| revision::items(on, sample::revision_id(1))), Ok(items));
    let tick = NoteTickRow {
        record: sample::record(9),
        story: sample::story(1),
        revision: sample::revision_id(1),
        item: sample::record(2),
        is_done: true,
        follows: None,
        member: sample::member(2),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let row = tick.clone();
    desk.store.write::<_, StoreError, _>(move |tx| revision::tick(tx, &row)).expect("ticked");
    assert_eq!(desk.store.read(|on| revision::ticks(on, sample::story(1))), Ok(vec![tick]));
}

/// What another desk sends of its revisions comes in: proven, then taken in.
fn travel(rows: &[Rows; 2], to: &Desk) -> (Proof, usize) {
    let [revisions, items] = rows.clone();
    let proof = to.store.read(|on| revision::travel::prove(on, sample::story(1), &revisions));
    let proof = std::sync::Arc::new(proof.expect("looked at"));
    let theirs = std::sync::Arc::clone(&proof);
    let new = to.store.write::<_, BringFailed, _>(move |tx| {
        revision::travel::bring(tx, sample::story(1), &revisions, &items, &theirs).map_err(|_| BringFailed)
    });
    let new = new.expect("taken in").len();
    (std::sync::Arc::into_inner(proof).expect("the job has ended"), new)
}

#[derive(Debug)]
struct BringFailed;

impl From<StoreError> for BringFailed {
    fn from(_: StoreError) -> Self {
        Self
    }
}

fn sent(from: &Desk) -> [Rows; 2] {
    from.store.read(|on| revision::travel::rows_of(on, sample::story(1), None)).expect("read")
}

#[test]
fn bodies_travel_as_they_are_packed_and_later_ones_are_built_on_those_that_are_there() {
    let (from, to) = (filled(60), Desk::new());
    assert_eq!(travel(&sent(&from), &to).1, 60);
    for n in 61..=130 {
        insert(&from, sample::revision(n, &body(n)), body(n));
    }
    let (proof, new) = travel(&sent(&from), &to);
    assert_eq!(new, 70, "only what is new comes in");
    assert!((60..130).all(|nth| proof.is_proven(nth)) && !proof.is_proven(59));
    assert_eq!(travel(&sent(&from), &to).1, 0);
    for n in 1..=130 {
        assert_eq!(open(&to, n), Ok(body(n)), "revision {n}");
    }
    let whole: i64 = raw(&to.paths())
        .query_row("SELECT count(*) FROM revision WHERE base IS NULL", [], |row| row.get(0))
        .expect("counted");
    assert_eq!(whole, 1, "nothing was packed anew");
}

#[test]
fn a_body_that_is_not_as_its_hash_says_comes_in_as_nothing_with_what_is_built_on_it() {
    let from = filled(130);
    let mut rows = sent(&from);
    let at = rows[0].place("body_sha256").expect("a column");
    rows[0].rows[69][at] = Cell::Blob(vec![7; 32]);
    let to = Desk::new();
    let (proof, new) = travel(&rows, &to);
    assert_eq!(new, 130, "their rows come in: a text may be proven by the history");
    for n in 1..=130_u64 {
        // The next step is built on the step before.
        let stands_on_it = (70..=100).contains(&n);
        let nth = usize::try_from(n - 1).expect("small");
        assert_eq!(proof.is_proven(nth), !stands_on_it, "revision {n}");
        assert_eq!(open(&to, n).is_ok(), !stands_on_it, "revision {n}");
    }
}
