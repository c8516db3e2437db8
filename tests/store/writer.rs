//! The writing thread: group commit, jobs that fail alone, answers that can be awaited.

use crate::{sample, Desk};
use std::sync::mpsc;
use store::{member, op, Kind, Pending, StoreError};

fn batches(desk: &Desk) -> i64 {
    crate::raw(&desk.paths())
        .query_row("SELECT batch FROM commit_mark", [], |row| row.get(0))
        .expect("the mark is there")
}

/// Holds the writer in a job until the returned end is dropped, so that what follows is one queue.
fn hold(desk: &Desk) -> (mpsc::Sender<()>, Pending<(), StoreError>) {
    let (release, held) = mpsc::channel::<()>();
    let (begun, began) = mpsc::channel();
    let pending = desk.store.submit(move |_| {
        begun.send(()).expect("the test listens");
        let _ = held.recv();
        Ok::<_, StoreError>(())
    });
    began.recv().expect("the job runs");
    (release, pending)
}

fn append(desk: &Desk, seq: i64) -> Pending<bool, StoreError> {
    let row = sample::op(seq);
    desk.store.submit(move |tx| op::append(tx, &row))
}

#[test]
fn what_is_queued_together_is_committed_together() {
    let desk = Desk::new();
    let (release, first) = hold(&desk);
    let pending: Vec<_> = (1..=1_000).map(|seq| append(&desk, seq)).collect();
    let before = batches(&desk);
    drop(release);
    first.wait().expect("done");
    for one in pending {
        assert_eq!(one.wait(), Ok(true));
    }
    assert_eq!(batches(&desk) - before, 2, "the holding job and one commit for the thousand");
    let rows = desk.store.read(|on| op::list(on, sample::story(1))).expect("read");
    assert_eq!(rows.iter().map(|it| it.seq).collect::<Vec<_>>(), (1..=1_000).collect::<Vec<_>>());
}

#[test]
fn a_job_that_fails_or_crashes_is_undone_alone() {
    let desk = Desk::new();
    let (release, first) = hold(&desk);
    let before = append(&desk, 1);
    let refused = desk.store.submit(|tx| {
        op::append(tx, &sample::op(2))?;
        Err::<(), _>(StoreError::Missing { doing: "test" })
    });
    let crashed = desk.store.submit(|tx| -> Result<(), StoreError> {
        op::append(tx, &sample::op(3))?;
        panic!("this job crashes on purpose")
    });
    let after = append(&desk, 4);
    drop(release);
    first.wait().expect("done");
    assert_eq!(before.wait(), Ok(true));
    assert_eq!(refused.wait(), Err(StoreError::Missing { doing: "test" }));
    assert_eq!(crashed.wait(), Err(StoreError::Crashed));
    assert_eq!(after.wait(), Ok(true));
    let rows = desk.store.read(|on| op::list(on, sample::story(1))).expect("read");
    assert_eq!(rows.iter().map(|it| it.seq).collect::<Vec<_>>(), [1, 4]);
}

#[test]
fn an_answer_can_be_awaited() {
    let desk = Desk::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answers = runtime.block_on(async {
        let (one, two) = (append(&desk, 1), append(&desk, 2));
        (one.await, two.await)
    });
    assert_eq!(answers, (Ok(true), Ok(true)));
}

#[test]
fn closing_writes_what_is_queued() {
    let desk = Desk::new();
    let (release, first) = hold(&desk);
    let pending: Vec<_> = (1..=10).map(|seq| append(&desk, seq)).collect();
    drop(release);
    let desk = desk.reopen();
    first.wait().expect("done");
    assert!(pending.into_iter().all(|one| one.wait() == Ok(true)), "each was answered");
    assert_eq!(desk.store.read(|on| op::last_seq(on, sample::story(1), sample::device(1))), Ok(10));
}

#[test]
fn a_row_that_comes_twice_is_known_and_another_in_its_place_is_refused() {
    let desk = Desk::new();
    assert_eq!(append(&desk, 1).wait(), Ok(true));
    assert_eq!(append(&desk, 1).wait(), Ok(false), "a retry after an unknown commit");
    let other = op::OpRow { bytes: vec![1], ..sample::op(1) };
    let refused = desk.store.write::<_, StoreError, _>(move |tx| op::append(tx, &other));
    assert_eq!(refused.map_err(|error| error.kind()), Err(Kind::Constraint));
}

#[test]
fn a_read_sees_one_moment() {
    let desk = Desk::new();
    append(&desk, 1).wait().expect("written");
    let counts = desk.store.read(|on| {
        let before = op::list(on, sample::story(1))?.len();
        append(&desk, 2).wait()?;
        Ok::<_, StoreError>((before, op::list(on, sample::story(1))?.len()))
    });
    assert_eq!(counts, Ok((1, 1)), "what is written meanwhile is not in it");
    assert_eq!(desk.store.read(|on| op::list(on, sample::story(1))).map(|it| it.len()), Ok(2));
}

#[test]
fn errors_name_what_was_tried_and_nothing_else() {
    let desk = Desk::new();
    let error = desk
        .store
        .write::<_, StoreError, _>(|tx| store::attempt::begin(tx, sample::job(1), 1, "canary-step", 0))
        .expect_err("there is no such job");
    assert_eq!(error.kind(), Kind::Constraint);
    let said = format!("{error} {error:?}");
    assert!(said.contains("begin an attempt") && !said.contains("canary"), "{said}");
    assert!(!format!("{:?}", desk.paths()).contains('/'), "a path must not get into a log");
    assert_eq!(desk.store.read(member::current), Ok(Vec::new()));
}
