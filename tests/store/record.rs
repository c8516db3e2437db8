//! Members, persons, stories, events and the other records: what goes in comes out, versions follow
//! each other, and a union of two desks' records is one.

use crate::{sample, Desk};
use copy::Sha256;
use store::{desk, event, ignore, member, person, reading, story, StoreError};

#[test]
fn the_desk_row_is_one_and_keeps_its_birthday() {
    let it = Desk::new();
    assert_eq!(it.store.read(desk::get), Ok(None));
    let first = desk::DeskRow {
        format: 1,
        device: sample::device(1),
        incarnation: "one".to_owned(),
        public_key: vec![9; 32],
        created: sample::stamp(sample::NOW_MS),
    };
    let moved = desk::DeskRow {
        device: sample::device(2),
        incarnation: "two".to_owned(),
        created: sample::stamp(1),
        ..first.clone()
    };
    let expected = desk::DeskRow { created: first.created.clone(), ..moved.clone() };
    it.store
        .write::<_, StoreError, _>(move |tx| desk::put(tx, &first).and_then(|()| desk::put(tx, &moved)))
        .expect("written");
    assert_eq!(it.reopen().store.read(desk::get), Ok(Some(expected)));
}

#[test]
fn the_current_card_is_the_one_that_nothing_follows() {
    let it = Desk::new();
    let first = member::MemberRow {
        record: sample::record(1),
        member: sample::member(1),
        name: "Олена Їжак".to_owned(),
        initials: "ОЇ".to_owned(),
        roles: "reporter editor".to_owned(),
        person: Some(sample::person(1)),
        follows: None,
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let second = member::MemberRow {
        record: sample::record(2),
        follows: Some(sample::record(1)),
        roles: "chief".to_owned(),
        // A clock ten years behind changes nothing: order is causal.
        at: sample::stamp(0),
        ..first.clone()
    };
    let other = member::MemberRow { record: sample::record(3), member: sample::member(2), ..first.clone() };
    let rows = [second.clone(), other.clone(), first.clone()];
    it.store
        .write::<_, StoreError, _>(move |tx| {
            for row in &rows {
                assert!(member::insert(tx, row)?);
                assert!(!member::insert(tx, row)?);
            }
            Ok(())
        })
        .expect("written");
    assert_eq!(it.store.read(member::current), Ok(vec![second.clone(), other]));
    assert_eq!(it.store.read(|on| member::get(on, sample::member(1))), Ok(Some(second)));
    assert_eq!(it.store.read(|on| member::history(on, sample::member(1))).map(|it| it.len()), Ok(2));
}

#[test]
fn a_persons_card_is_the_callers_bytes() {
    let it = Desk::new();
    let first = person::PersonRow {
        record: sample::record(1),
        person: sample::person(1),
        card: "{\"name\":\"Штатний Репортер\"}".into(),
        follows: None,
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let second = person::PersonRow {
        record: sample::record(2),
        follows: Some(sample::record(1)),
        card: b"{}".to_vec(),
        ..first.clone()
    };
    let rows = [first.clone(), second.clone()];
    it.store
        .write::<_, StoreError, _>(move |tx| {
            rows.iter().try_for_each(|row| person::insert(tx, row).map(|_| ()))
        })
        .expect("written");
    assert_eq!(it.store.read(person::current), Ok(vec![second.clone()]));
    assert_eq!(it.store.read(|on| person::get(on, sample::person(1))), Ok(Some(second.clone())));
    assert_eq!(it.store.read(|on| person::history(on, sample::person(1))), Ok(vec![first, second]));
}

fn row(n: u64) -> story::StoryRow {
    story::StoryRow {
        story: sample::story(n),
        created: sample::stamp(sample::NOW_MS),
        slugline: format!("ferry-bridge {n}"),
        headline: "Міст ЇДЕ під воду".to_owned(),
        deck: "A deck".to_owned(),
        byline: "By A".to_owned(),
        section: "City".to_owned(),
        language: "uk".to_owned(),
        words: 120,
        updated_ms: n as i64,
        due_ms: Some(7),
        assignee: n.is_multiple_of(2).then(|| sample::member(1)),
        desk_state: if n < 5 { "draft" } else { "in_review" }.to_owned(),
        head_hash: Some(Sha256::of(b"copy")),
        live: if n == 2 { "site" } else { "" }.to_owned(),
        live_since_ms: (n == 2).then_some(5),
        is_sample: n == 1,
        is_spiked: n == 9,
        is_archived: false,
    }
}

#[test]
fn lists_of_stories_are_filtered_found_and_paged() {
    let it = Desk::new();
    it.store
        .write::<_, StoreError, _>(|tx| (1..=9).try_for_each(|n| story::put(tx, &row(n))))
        .expect("written");
    let list = |query: story::StoryQuery| {
        let rows = it.store.read(|on| story::list(on, &query)).expect("listed");
        rows.iter().map(|it| it.updated_ms).collect::<Vec<_>>()
    };
    let all = || story::StoryQuery { limit: 100, ..Default::default() };
    assert_eq!(list(all()), [8, 7, 6, 5, 4, 3, 2, 1], "last changed first, spiked ones not");
    assert_eq!(list(story::StoryQuery { with_closed: true, limit: 2, ..all() }), [9, 8]);
    assert_eq!(list(story::StoryQuery { before_ms: Some(4), ..all() }), [3, 2, 1]);
    assert_eq!(list(story::StoryQuery { assignee: Some(sample::member(1)), ..all() }), [8, 6, 4, 2]);
    let states = vec!["draft".to_owned(), "ready".to_owned()];
    assert_eq!(list(story::StoryQuery { desk_states: states, ..all() }), [4, 3, 2, 1]);
    for (find, found) in [("їде МІСТ", 8), ("bridge 3", 1), ("100%", 0), ("_", 0), ("' OR 1=1", 0)] {
        let count = list(story::StoryQuery { find: find.to_owned(), ..all() }).len();
        assert_eq!(count, found, "{find}");
    }
    assert_eq!(it.store.read(|on| story::get(on, sample::story(3))), Ok(Some(row(3))));
    assert_eq!(it.store.read(story::count), Ok(9));
    it.store
        .write::<_, StoreError, _>(|tx| story::put(tx, &story::StoryRow { words: 5, ..row(3) }))
        .expect("changed");
    assert_eq!(
        it.store.read(|on| story::get(on, sample::story(3))).map(|it| it.map(|it| it.words)),
        Ok(Some(5))
    );
}

#[test]
fn events_come_in_the_order_of_their_arrival() {
    let it = Desk::new();
    let filed = event::EventRow {
        record: sample::record(1),
        story: sample::story(1),
        kind: "filed".to_owned(),
        revision: Some(sample::revision_id(1)),
        copy_hash: Some(Sha256::of(b"copy")),
        parents: Vec::new(),
        until_ms: None,
        to_member: Some(sample::member(2)),
        why: "готово".to_owned(),
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
        door: "window".to_owned(),
    };
    let embargo = event::EventRow {
        record: sample::record(2),
        kind: "embargo_set".to_owned(),
        parents: vec![sample::record(1)],
        until_ms: Some(sample::NOW_MS + 1),
        at: sample::stamp(0),
        ..filed.clone()
    };
    let rows = [filed.clone(), embargo.clone(), filed.clone()];
    let added = it.store.write::<_, StoreError, _>(move |tx| {
        rows.iter().map(|row| event::insert(tx, row)).collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(added, Ok(vec![true, true, false]));
    assert_eq!(it.store.read(|on| event::list(on, sample::story(1))), Ok(vec![filed, embargo]));
}

#[test]
fn readings_are_replaced_and_ignores_are_withdrawn_by_a_record() {
    let it = Desk::new();
    let first = reading::ReadingRow {
        member: sample::member(1),
        story: sample::story(1),
        revision: None,
        copy_hash: Some(Sha256::of(b"one")),
        at: sample::stamp(1),
    };
    let again =
        reading::ReadingRow { revision: Some(sample::revision_id(2)), at: sample::stamp(2), ..first.clone() };
    let aside = ignore::IgnoreRow {
        record: sample::record(1),
        story: sample::story(1),
        check: "tk".to_owned(),
        anchor: "ТК".to_owned(),
        why: "It is the company's name".to_owned(),
        follows: None,
        is_withdrawn: false,
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(1),
    };
    let kept = ignore::IgnoreRow { record: sample::record(2), ..aside.clone() };
    let back = ignore::IgnoreRow {
        record: sample::record(3),
        follows: Some(sample::record(1)),
        is_withdrawn: true,
        ..aside.clone()
    };
    let (readings, ignores) = ([first, again.clone()], [aside, kept.clone(), back]);
    it.store
        .write::<_, StoreError, _>(move |tx| {
            readings.iter().try_for_each(|row| reading::put(tx, row))?;
            ignores.iter().try_for_each(|row| ignore::insert(tx, row).map(|_| ()))
        })
        .expect("written");
    assert_eq!(
        it.store.read(|on| reading::get(on, sample::member(1), sample::story(1))),
        Ok(Some(again.clone()))
    );
    assert_eq!(it.store.read(|on| reading::list(on, sample::member(1))), Ok(vec![again]));
    assert_eq!(it.store.read(|on| ignore::current(on, sample::story(1))), Ok(vec![kept]));
    assert_eq!(it.store.read(|on| ignore::history(on, sample::story(1))).map(|it| it.len()), Ok(3));
}
