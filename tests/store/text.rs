//! Ops, snapshots, spans and answered edits: what is kept, what is let go, and when.

use crate::{raw, sample, Desk};
use store::{edit_seen, op, peer, snapshot, span, Kind, StoreError};

fn append(desk: &Desk, device: u64, from: i64, to: i64) {
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            (from..=to).try_for_each(|seq| {
                let row = sample::op_of(sample::story(1), sample::device(device), seq);
                op::append(tx, &row).map(|_| ())
            })
        })
        .expect("appended");
}

fn take(desk: &Desk, marks: Vec<(u64, i64)>, bytes: &[u8]) -> i64 {
    let new = snapshot::NewSnapshot {
        story: sample::story(1),
        at: sample::stamp(sample::NOW_MS),
        format: 1,
        marks: marks.into_iter().map(|(device, seq)| (sample::device(device), seq)).collect(),
        bytes: bytes.to_vec(),
    };
    desk.store.write::<_, StoreError, _>(move |tx| snapshot::put(tx, &new)).expect("taken")
}

fn seqs(desk: &Desk, device: u64) -> Vec<i64> {
    let rows =
        desk.store.read(|on| op::list_after(on, sample::story(1), sample::device(device), 0)).expect("read");
    rows.iter().map(|it| it.seq).collect()
}

#[test]
fn two_generations_are_kept_and_the_ops_since_the_older() {
    let desk = Desk::new();
    append(&desk, 1, 1, 10);
    append(&desk, 2, 1, 3);
    assert_eq!(take(&desk, vec![(1, 10), (2, 3)], b"first"), 1);
    assert_eq!(seqs(&desk, 1).len(), 10, "with one generation every op stays: it is the second copy");
    assert_eq!(desk.store.read(|on| op::waiting(on, sample::story(1))), Ok(0));
    append(&desk, 1, 11, 15);
    assert_eq!(desk.store.read(|on| op::waiting(on, sample::story(1))), Ok(5));
    assert_eq!(take(&desk, vec![(1, 15), (2, 3)], b"second"), 2);
    assert_eq!(seqs(&desk, 1), (11..=15).collect::<Vec<_>>(), "what the older generation holds goes");
    assert_eq!(seqs(&desk, 2), Vec::<i64>::new());
    assert_eq!(take(&desk, vec![(1, 15), (2, 3)], b"third"), 3);
    let kept: i64 =
        raw(&desk.paths()).query_row("SELECT count(*) FROM snapshot", [], |row| row.get(0)).expect("counted");
    assert_eq!(kept, 2);
    for (device, last) in [(1, 15), (2, 3), (3, 0)] {
        let seq = desk.store.read(|on| op::last_seq(on, sample::story(1), sample::device(device)));
        assert_eq!(seq, Ok(last), "numbers go on where they were, also when the rows are gone");
    }
}

#[test]
fn a_damaged_newest_snapshot_is_answered_from_the_older_and_the_ops() {
    let desk = Desk::new();
    append(&desk, 1, 1, 4);
    take(&desk, vec![(1, 4)], b"first");
    append(&desk, 1, 5, 6);
    take(&desk, vec![(1, 6)], b"second");
    let spoil = |generation: i64| {
        raw(&desk.paths())
            .execute("UPDATE snapshot SET bytes = x'00' WHERE generation = ?1", [generation])
            .expect("spoilt")
    };
    spoil(2);
    let found = desk.store.read(|on| snapshot::newest(on, sample::story(1))).expect("read");
    let (row, is_newest) = found.expect("the older one");
    assert_eq!((row.generation, row.bytes.as_slice(), is_newest), (1, b"first".as_slice(), false));
    assert_eq!(row.marks, [(sample::device(1), 4)]);
    assert_eq!(seqs(&desk, 1), [5, 6], "and every op since it is still there");
    spoil(1);
    let none = desk.store.read(|on| snapshot::newest(on, sample::story(1)));
    assert_eq!(none.map_err(|error| error.kind()), Err(Kind::Corrupt), "never an empty story instead");
    assert_eq!(desk.store.read(|on| snapshot::newest(on, sample::story(2))), Ok(None));
}

#[test]
fn a_damaged_op_is_an_error_and_the_others_can_be_salvaged() {
    let desk = Desk::new();
    append(&desk, 1, 1, 5);
    raw(&desk.paths()).execute("UPDATE op SET bytes = x'0102' WHERE seq = 3", []).expect("spoilt");
    let read = desk.store.read(|on| op::list(on, sample::story(1)));
    assert_eq!(read, Err(StoreError::Damaged { what: "an op row" }));
    let (good, bad) =
        desk.store.read::<_, StoreError>(|on| Ok(op::salvage(on, sample::story(1)))).expect("salvaged");
    assert_eq!((good.len(), bad), (4, 1));
}

#[test]
fn a_known_edit_has_its_first_answer_after_a_restart_until_it_is_pruned() {
    let desk = Desk::new();
    desk.store
        .write::<_, StoreError, _>(|tx| {
            (1..=10).try_for_each(|seq| {
                let row = edit_seen::EditSeenRow {
                    client: "window-1".to_owned(),
                    seq,
                    story: sample::story(1),
                    version: 100 + seq,
                    ack: format!("answer {seq}").into_bytes(),
                    at_ms: sample::NOW_MS + seq,
                };
                edit_seen::insert(tx, &row)
            })
        })
        .expect("kept");
    let desk = desk.reopen();
    let answer = |seq: i64| {
        desk.store.read(|on| edit_seen::get(on, "window-1", seq)).expect("read").map(|row| row.ack)
    };
    assert_eq!(answer(7), Some(b"answer 7".to_vec()));
    let before = sample::NOW_MS + 9;
    assert_eq!(desk.store.write::<_, StoreError, _>(move |tx| edit_seen::prune_before(tx, before)), Ok(8));
    assert_eq!((answer(8), answer(9).is_some()), (None, true));
    assert_eq!(desk.store.read(|on| edit_seen::get(on, "window-2", 9)), Ok(None));
}

#[test]
fn peers_and_spans_come_back_whole() {
    let desk = Desk::new();
    let one = peer::PeerRow {
        peer: u64::MAX - 3,
        story: sample::story(1),
        device: sample::device(1),
        member: sample::member(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let long = span::SpanRow {
        story: sample::story(1),
        peer: u64::MAX - 3,
        counter_from: 0,
        counter_to: 40,
        at: sample::stamp(sample::NOW_MS),
    };
    let short = span::SpanRow { counter_to: 20, ..long.clone() };
    let (row, spans) = (one.clone(), [short.clone(), long.clone(), short]);
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            assert!(peer::insert(tx, &row)?);
            assert!(!peer::insert(tx, &row)?, "the second time it is known");
            spans.iter().try_for_each(|it| span::put(tx, it))
        })
        .expect("written");
    assert_eq!(desk.store.read(|on| peer::list(on, sample::story(1))), Ok(vec![one]));
    assert_eq!(desk.store.read(|on| peer::is_known(on, u64::MAX - 3)), Ok(true));
    assert_eq!(desk.store.read(|on| peer::is_known(on, 3)), Ok(false));
    assert_eq!(desk.store.read(|on| span::list(on, sample::story(1))), Ok(vec![long]), "never shorter");
}
