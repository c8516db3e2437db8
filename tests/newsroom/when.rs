//! Time-aware copy: what "today" said on the day of writing is held against the day of reading.

use crate::Room;
use copy::{ReaderNoteKind, StoryId};
use copydesk_tests::{desk::Desk, edition::picture};
use document::{Container, Delta, NoteChange};
use newsroom::{
    check::{Check, Kind, Severity},
    house::House,
    outbox::PublishWish,
    review::Wish,
    workflow::Move,
};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The findings of words of time that nobody has let stand.
fn told(checks: Vec<Check>) -> Vec<Check> {
    let kinds = [Kind::When, Kind::WhenQuoted, Kind::WhenAge];
    checks.into_iter().filter(|check| kinds.contains(&check.kind) && check.ignored_by.is_none()).collect()
}

fn words(checks: &[Check]) -> Vec<(&str, Vec<&str>)> {
    let told = checks
        .iter()
        .map(|check| (check.arguments["text"].as_str(), check.fixes.iter().map(String::as_str).collect()));
    told.collect()
}

fn now(desk: &Desk, story: StoryId) -> Vec<Check> {
    told(desk.checks(story).expect("checked"))
}

fn then(desk: &Desk, story: StoryId, at_ms: i64) -> Vec<Check> {
    told(desk.plan_at(desk.reporter, story, Some(at_ms)).expect("a plan").checks)
}

#[test]
fn a_publication_that_slips_past_midnight_is_told_and_its_fix_is_an_edit_of_exactly_those_words() {
    let room = Room::open(80);
    let desk = &room.desk;
    // Tuesday, 10:12 in the house's zone.
    let story = desk.whole_story("Bridge opens today", "First.\n🚋 It opened today, until tomorrow.");
    assert_eq!(now(desk, story), [], "on its own day it says what it means");
    let midnight = desk.now().at_ms + 13 * HOUR + 48 * 60_000;
    assert_eq!(then(desk, story, midnight - 1), [], "up to the last millisecond of that day");
    let found = then(desk, story, midnight);
    assert_eq!(
        words(&found),
        [("today", vec!["on Tuesday"]), ("today", vec!["on Tuesday"]), ("tomorrow", vec!["Wednesday"])],
        "headline and body, each with what it meant"
    );
    assert!(found.iter().all(|check| check.severity == Severity::Warns), "told, and no gate");
    assert_eq!(now(desk, story), [], "looking at another time changes nothing");

    let place = found[1].place.clone().expect("a place");
    assert_eq!((place.container.as_str(), place.paragraph), ("body", 2), "where it stands");
    let (from, to) = (place.from as usize, place.to as usize);
    let fix = Delta::new().retain(from).insert(&found[1].fixes[0]).delete(to - from);
    desk.types(desk.reporter, story, Container::Body, fix);
    assert_eq!(
        desk.text(story, Container::Body),
        "First.\n🚋 It opened on Tuesday, until tomorrow.\n",
        "exactly those words"
    );
    let left = then(desk, story, midnight);
    assert_eq!(words(&left), [("today", vec!["on Tuesday"]), ("tomorrow", vec!["Wednesday"])], "one less");
}

#[test]
fn a_caption_and_a_note_to_readers_are_held_against_the_day_too_each_in_its_language() {
    let room = Room::open(88);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opened.");
    let figure = desk.lead_photo(story, &picture(88).bytes);
    desk.types(desk.reporter, story, Container::Caption(figure), Delta::new().insert("Closed yesterday: "));
    let note = desk
        .add_reader_note(desk.reporter, story, ReaderNoteKind::Update, None, "Міст відкрили сьогодні.")
        .expect("a note");
    let language = NoteChange::Language("uk".into());
    desk.set_reader_note(desk.reporter, story, note, &[language]).expect("in Ukrainian");
    assert_eq!(now(desk, story), []);
    let found = then(desk, story, desk.now().at_ms + DAY);
    assert_eq!(words(&found), [("yesterday", vec!["on Monday"]), ("сьогодні", vec!["у вівторок"])]);
    let places: Vec<_> =
        found.iter().filter_map(|check| Some(check.place.as_ref()?.container.clone())).collect();
    assert_eq!(
        places,
        [Container::Caption(figure).to_string(), Container::ReaderNote(note).to_string()],
        "where they stand"
    );
}

#[test]
fn the_page_is_shown_with_the_day_on_which_it_goes() {
    let room = Room::open(89);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opened.");
    let shown = |at_ms: Option<i64>| {
        let plan = desk.plan_at(desk.reporter, story, at_ms).expect("a plan");
        desk.preview(story, &plan).expect("a preview")
    };
    assert!(shown(None).contains("14 October 2025"), "now it is Tuesday");
    let tomorrow = shown(Some(desk.now().at_ms + DAY));
    assert!(tomorrow.contains("15 October 2025") && !tomorrow.contains("14 October 2025"), "then Wednesday");
    let until_ms = Some(desk.now().at_ms + 2 * DAY);
    let wish = Wish { until_ms, ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
    assert!(shown(None).contains("16 October 2025"), "and not before its embargo lifts");
}

#[test]
fn each_word_is_held_against_the_day_on_which_it_was_typed() {
    let room = Room::open(81);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opened today.");
    room.place.clock.advance_ms(DAY);
    let end = desk.text(story, Container::Body).encode_utf16().count() - 1;
    desk.types(desk.reporter, story, Container::Body, Delta::new().retain(end).insert(" It closed today."));
    let found = now(desk, story);
    assert_eq!(words(&found), [("today", vec!["on Tuesday"])], "yesterday’s is told, today’s is not");
    assert_eq!(found[0].place.as_ref().map(|place| place.from), Some(10), "and it is the first");
    let room = room.reopened();
    assert_eq!(words(&now(&room.desk, story)), [("today", vec!["on Tuesday"])], "also after another start");
}

#[test]
fn what_a_quotation_says_is_told_and_nothing_is_offered() {
    let room = Room::open(82);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "“We open today,” she said.");
    let found = then(desk, story, desk.now().at_ms + DAY);
    assert_eq!(words(&found), [("today", vec![])]);
    assert_eq!(found[0].kind, Kind::WhenQuoted, "and the sentence says why");
}

#[test]
fn a_schedule_and_an_embargo_move_the_day_of_reading() {
    let room = Room::open(83);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opens today.");
    let at_ms = Some(desk.now().at_ms + DAY);
    let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    assert_eq!(words(&now(desk, story)), [("today", vec!["on Tuesday"])], "it goes tomorrow");
    desk.stop_job(job).expect("stopped");
    assert_eq!(now(desk, story), [], "no longer");
    let until_ms = Some(desk.now().at_ms + 2 * DAY);
    let wish = Wish { until_ms, ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
    assert_eq!(words(&now(desk, story)), [("today", vec!["on Tuesday"])], "nor before its embargo lifts");
}

#[test]
fn let_stand_for_one_day_is_not_let_stand_for_the_next() {
    let room = Room::open(84);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opens today.\nIt opens today.");
    room.place.clock.advance_ms(DAY);
    let found = now(desk, story);
    assert_eq!(found.len(), 2, "two of the same words are two findings");
    assert_ne!(found[0].key, found[1].key, "each with a key of its own");
    for check in &found {
        desk.ignore_check(desk.reporter, story, &check.key, "Written for Wednesday", true).expect("ignored");
    }
    assert_eq!(now(desk, story), [], "let stand, with a name on it");
    room.place.clock.advance_ms(DAY);
    assert_eq!(now(desk, story).len(), 2, "another day, another question");
}

#[test]
fn what_readers_have_stands_under_the_day_printed_above_it() {
    let room = Room::open(85);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge", "It opens today.");
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    room.place.clock.advance_ms(DAY);
    assert_eq!(now(desk, story), [], "it went out on its day");
    let end = desk.text(story, Container::Body).encode_utf16().count() - 1;
    desk.types(
        desk.reporter,
        story,
        Container::Body,
        Delta::new().retain(end).insert(" It closed yesterday."),
    );
    let found = then(desk, story, desk.now().at_ms + DAY);
    assert_eq!(words(&found), [("yesterday", vec!["on Tuesday"])], "only what no reader has yet");
}

#[test]
fn the_day_is_the_houses_and_an_hour_that_comes_twice_is_one_day() {
    let room = Room::open(86);
    let desk = &room.desk;
    let zoned = |time_zone: &str| {
        let house = House { time_zone: time_zone.into(), ..desk.house() };
        desk.set_house(house).expect("the house is written down");
    };
    zoned("Europe/Kyiv");
    // Sunday 26 October 2025, 00:30 in Kyiv, when the clocks there go back at four.
    room.place.clock.advance_ms(1_761_427_800_000 - desk.now().at_ms);
    let story = desk.whole_story("Bridge", "It opens today.");
    assert_eq!(then(desk, story, desk.now().at_ms + 24 * HOUR), [], "that Sunday has 25 hours");
    let monday = then(desk, story, desk.now().at_ms + 24 * HOUR + 30 * 60_000);
    assert_eq!(words(&monday), [("today", vec!["on Sunday"])], "and then it is Monday");
    // The house moves: what was Sunday there was still Saturday here.
    zoned("UTC");
    let found = then(desk, story, desk.now().at_ms + 3 * HOUR);
    assert_eq!(words(&found), [("today", vec!["on Saturday"])], "the day is the one of the house’s zone");
}
