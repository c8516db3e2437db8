//! The outbox's rows: one in flight, the next due one found at once among a hundred thousand.

use crate::{raw, rounds, sample, Desk};
use copy::Sha256;
use store::{attempt, destination, job, receipt, reservation, Kind, StoreError};

fn site(n: u64) -> destination::DestinationRow {
    destination::DestinationRow {
        destination: sample::destination(n),
        adapter: "site".to_owned(),
        name: format!("Site {n}"),
        address: "folder".to_owned(),
        settings: "{}".to_owned(),
        paused: String::new(),
        position: n as i64,
        is_removed: false,
    }
}

fn queued(n: u64) -> job::JobRow {
    job::JobRow {
        job: sample::job(n),
        story: sample::story(1),
        destination: sample::destination(1),
        revision: sample::revision_id(n),
        copy_hash: Sha256::of(b"copy"),
        approval: Some(sample::record(n)),
        kind: "publish".to_owned(),
        state: "queued".to_owned(),
        step: "preflight".to_owned(),
        is_in_flight: false,
        is_finished: false,
        attempt: 0,
        next_at_ms: Some(sample::NOW_MS),
        due_ms: None,
        trouble: String::new(),
        carried: vec![1, 2],
        operation: format!("op-{n}"),
        member: sample::member(1),
        device: sample::device(1),
        created: sample::stamp(sample::NOW_MS + n as i64),
        finished_ms: None,
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.store
        .write::<_, StoreError, _>(|tx| [site(2), site(1)].iter().try_for_each(|it| destination::put(tx, it)))
        .expect("written");
    desk
}

fn put(desk: &Desk, row: job::JobRow) -> Result<(), StoreError> {
    desk.store.write(move |tx| job::insert(tx, &row))
}

fn change(desk: &Desk, row: job::JobRow) -> Result<(), StoreError> {
    desk.store.write(move |tx| job::update(tx, &row))
}

#[test]
fn one_job_is_in_flight_for_a_story_and_destination() {
    let desk = desk();
    put(&desk, job::JobRow { is_in_flight: true, ..queued(1) }).expect("the first");
    put(&desk, queued(2)).expect("a second may wait");
    let second = job::JobRow { is_in_flight: true, state: "sending".to_owned(), ..queued(2) };
    assert_eq!(change(&desk, second.clone()).map_err(|it| it.kind()), Err(Kind::Constraint));
    let elsewhere = job::JobRow { destination: sample::destination(2), is_in_flight: true, ..queued(3) };
    put(&desk, elsewhere).expect("another destination is another matter");
    let in_flight = desk.store.read(|on| job::in_flight(on, sample::story(1), sample::destination(1)));
    assert_eq!(in_flight.map(|it| it.map(|it| it.job)), Ok(Some(sample::job(1))));
    let done = job::JobRow { is_finished: true, next_at_ms: None, finished_ms: Some(9), ..queued(1) };
    change(&desk, done).expect("the first is done");
    change(&desk, second.clone()).expect("now the second may go");
    assert_eq!(desk.store.read(|on| job::get(on, sample::job(2))), Ok(Some(second)));
    assert_eq!(change(&desk, queued(77)).map_err(|it| it.kind()), Err(Kind::Missing));
    assert_eq!(desk.store.read(|on| job::finished(on, 5)).map(|it| it.len()), Ok(1));
    assert_eq!(desk.store.read(job::open).map(|it| it.len()), Ok(2));
    assert_eq!(desk.store.read(|on| job::list(on, sample::story(1))).map(|it| it.len()), Ok(3));
}

#[test]
fn due_jobs_come_in_order_and_waiting_ones_not_at_all() {
    let desk = desk();
    let at = |n: u64, next_at_ms: Option<i64>| job::JobRow { next_at_ms, ..queued(n) };
    for row in [at(1, Some(300)), at(2, Some(100)), at(3, None), at(4, Some(200)), at(5, Some(900))] {
        put(&desk, row).expect("queued");
    }
    let due = desk.store.read(|on| job::due(on, 300, 10)).expect("read");
    assert_eq!(due.iter().map(|it| it.job).collect::<Vec<_>>(), [2, 4, 1].map(sample::job));
    assert_eq!(desk.store.read(job::next_at_ms), Ok(Some(100)));
}

#[test]
fn finished_jobs_cost_the_next_one_nothing() {
    let desk = desk();
    let count = u64::from(rounds(2_000, 100_000));
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            (10..10 + count).try_for_each(|n| {
                let row = job::JobRow { is_finished: true, finished_ms: Some(n as i64), ..queued(n) };
                job::insert(tx, &row)
            })?;
            job::insert(tx, &queued(1))
        })
        .expect("written");
    assert_eq!(desk.store.read(|on| job::due(on, sample::NOW_MS, 1)).map(|it| it[0].job), Ok(sample::job(1)));
    let conn = raw(&desk.paths());
    for sql in [
        "SELECT job FROM job WHERE is_finished = 0 AND next_at_ms IS NOT NULL AND next_at_ms <= 5
         ORDER BY next_at_ms, created_ms LIMIT 1",
        "SELECT next_at_ms FROM job WHERE is_finished = 0 AND next_at_ms IS NOT NULL ORDER BY next_at_ms LIMIT 1",
    ] {
        let plan: String = conn
            .query_row(&format!("EXPLAIN QUERY PLAN {sql}"), [], |row| row.get(3))
            .expect("a plan");
        assert!(plan.contains("job_next"), "the index that holds no finished job is used: {plan}");
    }
}

#[test]
fn attempts_receipts_and_reservations_come_back_whole() {
    let desk = desk();
    put(&desk, queued(1)).expect("queued");
    let sent = receipt::ReceiptRow {
        record: sample::record(1),
        story: sample::story(1),
        destination: sample::destination(1),
        kind: "publish".to_owned(),
        remote_id: "42".to_owned(),
        revision: sample::revision_id(1),
        copy_hash: Sha256::of(b"copy"),
        url: "story/ferry.html".to_owned(),
        web_slug: "ferry".to_owned(),
        version: "7".to_owned(),
        content_hash: "abc".to_owned(),
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
        snapshot: "{\"labels\":{}}".to_owned(),
    };
    let later = receipt::ReceiptRow { record: sample::record(2), version: "8".to_owned(), ..sent.clone() };
    let place = reservation::ReservationRow {
        story: sample::story(1),
        destination: sample::destination(1),
        remote_id: "41".to_owned(),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let adopted = reservation::ReservationRow { remote_id: "42".to_owned(), ..place.clone() };
    let (receipts, places) = ([sent.clone(), later.clone()], [place, adopted.clone()]);
    desk.store
        .write::<_, StoreError, _>(move |tx| {
            attempt::begin(tx, sample::job(1), 1, "reserve", 10)?;
            attempt::end(tx, sample::job(1), 1, "unknown", "time-out", 20)?;
            attempt::begin(tx, sample::job(1), 2, "look", 30)?;
            for row in &receipts {
                assert!(receipt::insert(tx, row)?);
                assert!(!receipt::insert(tx, row)?, "union: the same receipt from another desk");
            }
            places.iter().try_for_each(|row| reservation::put(tx, row))?;
            destination::set_paused(tx, sample::destination(1), "password")
        })
        .expect("written");
    let attempts = desk.store.read(|on| attempt::list(on, sample::job(1))).expect("read");
    assert_eq!(
        attempts.iter().map(|it| (it.outcome.as_str(), it.ended_ms)).collect::<Vec<_>>(),
        [("unknown", Some(20)), ("", None)],
        "an attempt without an end may have arrived"
    );
    let ended = desk.store.write::<_, StoreError, _>(|tx| attempt::end(tx, sample::job(1), 9, "ok", "", 1));
    assert_eq!(ended.map_err(|it| it.kind()), Err(Kind::Missing));
    assert_eq!(desk.store.read(|on| receipt::list(on, sample::story(1))), Ok(vec![sent, later.clone()]));
    let last = desk.store.read(|on| receipt::last(on, sample::story(1), sample::destination(1)));
    assert_eq!(last, Ok(Some(later)));
    let there = desk.store.read(|on| receipt::at_destination(on, sample::destination(1), 1));
    assert_eq!(there.map(|it| it.len()), Ok(1));
    assert_eq!(desk.store.read(|on| reservation::list(on, sample::story(1))), Ok(vec![adopted]));
    let sites = desk.store.read(destination::list).expect("read");
    assert_eq!(sites.iter().map(|it| it.paused.as_str()).collect::<Vec<_>>(), ["password", ""]);
    assert_eq!(sites[1], site(2));
}
