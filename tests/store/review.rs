//! The records of review: threads, what became of suggestions, ticked quotations. What goes in comes
//! out, in the order of arrival, and a union of two desks' records is one.

use crate::{sample, Desk};
use copy::{SuggestionId, ThreadId};
use store::{quote_tick, thread, verdict, StoreError};

#[test]
fn a_threads_records_come_out_as_they_went_in_and_twice_is_once() {
    let it = Desk::new();
    let opened = thread::ThreadRow {
        record: sample::record(1),
        story: sample::story(1),
        thread: ThreadId::from_random([9; 16]),
        kind: "opened".into(),
        parents: Vec::new(),
        text: "Хто це каже?".into(),
        mentions: vec![sample::member(1), sample::member(2)],
        place: "body".into(),
        quote: "the mayor".into(),
        quote_before: "said ".into(),
        quote_after: " on".into(),
        cursors: vec![0, 1, 255],
        revision: Some(sample::revision_id(1)),
        value: String::new(),
        proposal: None,
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let accepted = thread::ThreadRow {
        record: sample::record(2),
        kind: "accepted".into(),
        parents: vec![sample::record(1), sample::record(3)],
        mentions: Vec::new(),
        revision: None,
        value: "{}".into(),
        proposal: Some(sample::record(1)),
        ..opened.clone()
    };
    let rows = [opened.clone(), accepted.clone(), opened.clone()];
    let added = it.store.write::<_, StoreError, _>(move |tx| {
        rows.iter().map(|row| thread::insert(tx, row)).collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(added, Ok(vec![true, true, false]), "a record that arrives twice is one");
    let it = it.reopen();
    assert_eq!(it.store.read(|on| thread::list(on, sample::story(1))), Ok(vec![opened, accepted]));
    assert_eq!(it.store.read(|on| thread::list(on, sample::story(2))), Ok(vec![]), "each story has its own");
}

#[test]
fn verdicts_and_ticked_quotations_come_out_as_they_went_in() {
    let it = Desk::new();
    let gone = verdict::VerdictRow {
        record: sample::record(1),
        story: sample::story(1),
        suggestion: SuggestionId::from_random([8; 16]),
        kind: "rejected".into(),
        parents: vec![sample::record(4)],
        what: "replace".into(),
        place: "body".into(),
        text_before: "colour".into(),
        text_after: "color".into(),
        suggested_by: Some(sample::member(2)),
        suggested_ms: 5,
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let tick = quote_tick::QuoteTickRow {
        record: sample::record(2),
        story: sample::story(1),
        text_before: "«так»".into(),
        text_after: "«ні»".into(),
        is_done: true,
        parents: Vec::new(),
        member: sample::member(1),
        device: sample::device(1),
        at: sample::stamp(sample::NOW_MS),
    };
    let back = quote_tick::QuoteTickRow {
        record: sample::record(3),
        is_done: false,
        parents: vec![sample::record(2)],
        ..tick.clone()
    };
    let (one, ticks) = (gone.clone(), [tick.clone(), back.clone()]);
    let again = it.store.write::<_, StoreError, _>(move |tx| {
        verdict::insert(tx, &one)?;
        ticks.iter().try_for_each(|row| quote_tick::insert(tx, row).map(|_| ()))?;
        Ok((verdict::insert(tx, &one)?, quote_tick::insert(tx, &ticks[0])?))
    });
    assert_eq!(again, Ok((false, false)), "what is there already is left alone");
    assert_eq!(it.store.read(|on| verdict::list(on, sample::story(1))), Ok(vec![gone]));
    assert_eq!(it.store.read(|on| quote_tick::list(on, sample::story(1))), Ok(vec![tick, back]));
}
