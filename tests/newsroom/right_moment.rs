//! The right moment: nothing leaves before an embargo lifts, by two clocks; what is too late asks.

use crate::Room;
use copy::{JobId, StoryId};
use copydesk_tests::{
    desk::{files, Desk, Place, SetClock},
    edition::picture,
    outbox::killed_at,
    receiver::{ReceiverServer, SECRET},
    wiretap::{Overheard, Wiretap},
};
use document::FactChange;
use newsroom::{
    check::{Check, Kind},
    house::{House, Rules},
    outbox::{JobState, PublishWish, Step, WillDo},
    review::Wish,
    workflow::Move,
    Error,
};
use publish::Trouble;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// What a story's bytes would be known by.
const MARKS: [&str; 4] = ["embargoed-bridge", "Bridge reopens", "The bridge is open.", "/assets"];

fn state(desk: &Desk, job: JobId) -> JobState {
    JobState::from_key(&desk.job(job).expect("the job").state)
}

/// Which sentence a job waits with, and what it is filled with.
fn said(desk: &Desk, job: JobId) -> (String, String) {
    let trouble = Trouble::from_text(&desk.job(job).expect("the job").trouble).expect("a trouble");
    (trouble.reason().kind.clone(), trouble.reason().english.clone())
}

fn clock_check(desk: &Desk, story: StoryId) -> Option<Check> {
    desk.checks(story).expect("checked").into_iter().find(|check| check.kind == Kind::Clock)
}

fn embargo(desk: &Desk, story: StoryId, until_ms: i64) {
    let wish = Wish { until_ms: Some(until_ms), ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
}

/// A desk with a receiver behind a line on which somebody listens, and a story with a photo for it.
struct Wire {
    desk: Desk,
    clock: std::sync::Arc<SetClock>,
    tap: Wiretap,
    cms: copy::DestinationId,
    story: StoryId,
    _kept: (ReceiverServer, tempfile::TempDir),
}

impl Wire {
    fn open(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = SetClock::running();
        let receiver = ReceiverServer::start();
        let tap = Wiretap::before(&receiver.url(), &clock);
        let desk = Place::within(folder.path(), seed << 32, clock.clone()).open();
        let cms = desk.adds_endpoint(&tap.url(), SECRET);
        let story = desk.whole_story("Bridge reopens", "The bridge is open.");
        desk.sets(story, FactChange::WebSlug("embargoed-bridge".into()));
        desk.lead_photo(story, &picture(90).bytes);
        Self { desk, clock, tap, cms, story, _kept: (receiver, folder) }
    }

    fn about_the_story(&self) -> Vec<Overheard> {
        let id = self.story.to_string();
        let marks: Vec<&str> = MARKS.into_iter().chain([id.as_str()]).collect();
        self.tap.heard().into_iter().filter(|one| one.mentions(&marks)).collect()
    }
}

#[test]
fn not_one_byte_of_a_story_leaves_before_its_embargo_lifts() {
    let wire = Wire::open(90);
    let desk = &wire.desk;
    let until_ms = desk.now().at_ms + 3_000;
    let job = desk.publishes(desk.reporter, wire.story, wire.cms).jobs[0];
    embargo(desk, wire.story, until_ms);
    // Whatever a person looks at meanwhile asks nobody outside.
    let plan = desk.plan(desk.reporter, wire.story).expect("a plan");
    desk.preview(wire.story, &plan).expect("a preview");
    desk.checks(wire.story).expect("checked");
    desk.ledger().expect("the ledger");
    desk.sends();
    assert_eq!(state(desk, job), JobState::Waiting, "it waits");
    assert_eq!(wire.tap.heard().len(), 0, "the line was not even taken up: no reservation, no question");
    // Another story goes meanwhile, without a photo, so somebody does listen.
    let other = desk.whole_story("Ferry", "The ferry runs.");
    desk.publishes(desk.reporter, other, wire.cms);
    desk.sends();
    assert!(!wire.tap.heard().is_empty(), "the tap hears");
    assert!(wire.about_the_story().is_empty(), "and hears nothing of this one");
    let before = wire.tap.heard().len();
    desk.sends_all();
    assert_eq!(state(desk, job), JobState::Arrived, "then it goes by itself");
    assert!(wire.about_the_story().len() > 2, "a photo, a reservation and a text went by");
    let first_ms = wire.tap.heard().iter().skip(before).map(|one| one.at_ms).min().expect("the first");
    assert!(first_ms >= until_ms, "the line was taken up {} ms too early", until_ms - first_ms);
}

#[test]
fn a_clock_that_is_fast_does_not_break_an_embargo() {
    let wire = Wire::open(91);
    let desk = &wire.desk;
    let job = desk.publishes(desk.reporter, wire.story, wire.cms).jobs[0];
    embargo(desk, wire.story, desk.now().at_ms + MINUTE);
    wire.clock.advance_ms(4 * MINUTE);
    assert_eq!(clock_check(desk, wire.story), None, "nobody has asked for the time yet");
    desk.sends();
    assert_eq!(state(desk, job), JobState::Waiting, "lifted by this computer’s clock, and by no other");
    let (kind, english) = said(desk, job);
    assert_eq!(kind, "hold-clock-fast");
    assert!(english.contains("The computer’s clock is 4 minutes fast"), "{english}");
    assert!(!wire.tap.heard().is_empty(), "the receiver was asked for the time");
    assert!(wire.about_the_story().is_empty(), "and was told nothing of the story");
    let check = clock_check(desk, wire.story).expect("the clock is a finding");
    assert_eq!((check.arguments["way"].as_str(), check.arguments["minutes"].as_str()), ("fast", "4"));
    assert_eq!(check.arguments["destination"], "CMS", "and whose word it is");
    // Somebody sets the clock right: the embargo holds by it, too, and nothing more is said against it.
    wire.clock.advance_ms(-4 * MINUTE);
    assert_eq!(clock_check(desk, wire.story), None, "what was said of another clock is not said of this one");
    desk.moves(desk.reporter, wire.story, Move::EmbargoLifted, "");
    desk.sends();
    assert_eq!(state(desk, job), JobState::Arrived, "and an editor’s word lifts it");
}

#[test]
fn a_clock_that_is_slow_is_said_and_lifts_no_embargo_either() {
    let wire = Wire::open(92);
    let desk = &wire.desk;
    wire.clock.advance_ms(-4 * MINUTE);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let probe = runtime.block_on(desk.probe(wire.cms)).expect("asked").expect("it answers");
    let remarks: Vec<&str> = probe.remarks.iter().map(|remark| remark.english.as_str()).collect();
    assert_eq!(remarks, ["The computer’s clock is 4 minutes slow."], "it is said where it was found");
    let check = clock_check(desk, wire.story).expect("and before publishing");
    assert_eq!((check.arguments["way"].as_str(), check.arguments["minutes"].as_str()), ("slow", "4"));
    let job = desk.publishes(desk.reporter, wire.story, wire.cms).jobs[0];
    embargo(desk, wire.story, desk.now().at_ms + MINUTE);
    desk.sends();
    assert_eq!(state(desk, job), JobState::Waiting, "both clocks have to say so");
    assert!(wire.about_the_story().is_empty(), "until then nothing leaves");
}

#[test]
fn a_time_after_the_embargo_may_be_set_before_it_lifts_and_none_before_it() {
    let room = Room::open(100);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let now_ms = desk.now().at_ms;
    embargo(desk, story, now_ms + HOUR);
    let at = |at_ms: Option<i64>| {
        let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
        desk.publish_story(desk.reporter, story, wish)
    };
    for too_early in [None, Some(now_ms + HOUR - 1)] {
        let refused = at(too_early);
        assert!(matches!(refused, Err(Error::Refused(_))), "the embargo holds then: {refused:?}");
    }
    let job = at(Some(now_ms + 2 * HOUR)).expect("scheduled").jobs[0];
    room.place.clock.advance_ms(2 * HOUR - 1);
    desk.sends();
    assert!(files(&room.place.site).is_empty(), "it is not its time");
    room.place.clock.advance_ms(1);
    desk.sends();
    assert_eq!(state(desk, job), JobState::Arrived, "it went at its time");
}

/// A story that was to go a minute from now, and a desk that is opened so long after.
fn opened_late(seed: u64, late_goes_on: bool, late_ms: i64) -> (Room, JobId) {
    let room = Room::open(seed);
    let desk = &room.desk;
    let house = House { rules: Rules { late_goes_on, ..Rules::default() }, ..desk.house() };
    desk.set_house(house).expect("the house’s rule");
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let at_ms = Some(desk.now().at_ms + MINUTE);
    let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    room.place.clock.advance_ms(MINUTE + late_ms);
    (room.reopened(), job)
}

#[test]
fn what_was_to_go_while_the_app_was_closed_says_how_late_it_is_and_asks() {
    let (room, job) = opened_late(93, false, 8 * HOUR + 3 * MINUTE);
    let desk = &room.desk;
    desk.sends();
    assert_eq!(state(desk, job), JobState::Ask, "it asks");
    assert!(files(&room.place.site).is_empty(), "and nothing went");
    let (kind, english) = said(desk, job);
    assert_eq!(kind, "hold-late");
    assert!(english.contains("8 h 3 min ago"), "{english}");
    let room = room.reopened();
    room.place.clock.advance_ms(HOUR);
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Ask, "as often as the app is started");
    room.desk.retry_job(job).expect("a person says yes");
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Arrived, "then it goes");
}

#[test]
fn what_an_embargo_or_a_person_holds_is_not_late() {
    let room = Room::open(98);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let now_ms = desk.now().at_ms;
    let wish = PublishWish { at_ms: Some(now_ms + MINUTE), ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    embargo(desk, story, now_ms + 2 * HOUR);
    room.place.clock.advance_ms(HOUR);
    let room = room.reopened();
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Waiting, "its embargo is an hour away: it waits for that");
    room.desk.moves(room.desk.reporter, story, Move::Held, "");
    room.place.clock.advance_ms(3 * HOUR);
    let room = room.reopened();
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Waiting, "held by a person, who knows");
    room.desk.moves(room.desk.reporter, story, Move::Released, "");
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Arrived, "and who lets it go");
}

#[test]
fn an_embargo_that_lifted_while_the_app_was_closed_asks() {
    let room = Room::open(99);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    embargo(desk, story, desk.now().at_ms + HOUR);
    room.place.clock.advance_ms(5 * HOUR);
    let room = room.reopened();
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Ask, "it was to go when the embargo lifted");
    assert!(said(&room.desk, job).1.contains("4 h 0 min ago"), "and says how late it is");
}

#[test]
fn a_house_may_let_go_on_what_is_late() {
    let (room, job) = opened_late(94, true, 8 * HOUR);
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Arrived, "by its rule nobody is asked");
}

#[test]
fn a_start_within_the_minute_is_in_time() {
    let (room, job) = opened_late(95, false, MINUTE - 1);
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Arrived, "that is not late");
}

#[test]
fn what_waits_for_the_line_goes_by_itself_while_the_app_is_open_and_asks_after_a_start() {
    let room = Room::open(96);
    let desk = &room.desk;
    let nowhere = desk.adds_endpoint("http://127.0.0.1:1", SECRET);
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let at_ms = Some(desk.now().at_ms + MINUTE);
    let wish = PublishWish { at_ms, ..desk.wish(story, nowhere) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    room.place.clock.advance_ms(MINUTE);
    desk.sends();
    assert_eq!(state(desk, job), JobState::Waiting, "the line is down");
    room.place.clock.advance_ms(2 * HOUR);
    desk.sends();
    assert_eq!(state(desk, job), JobState::Waiting, "it goes on trying: who schedules it wants it out");
    let room = room.reopened();
    assert_eq!(state(&room.desk, job), JobState::Ask, "after a start it asks");
    assert!(said(&room.desk, job).1.contains("2 h 0 min ago"), "and says how late it is");
}

#[test]
fn a_moment_is_the_same_moment_after_the_clocks_and_the_house_have_moved() {
    let room = Room::open(97);
    let desk = &room.desk;
    let zoned = |desk: &Desk, time_zone: &str| {
        let house = House { time_zone: time_zone.into(), ..desk.house() };
        desk.set_house(house).expect("the house is written down");
    };
    zoned(desk, "Europe/Kyiv");
    // Saturday 25 October 2025, 12:00 in Kyiv; to go on Sunday at 18:00 there, when winter time has begun.
    room.place.clock.advance_ms(1_761_382_800_000 - desk.now().at_ms);
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let sunday_ms = 1_761_494_400_000;
    let wish = PublishWish { at_ms: Some(sunday_ms), ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    embargo(desk, story, sunday_ms);
    // Thirty hours on a clock on the wall are thirty-one.
    room.place.clock.advance_ms(30 * HOUR);
    zoned(desk, "America/New_York");
    let room = room.reopened();
    room.desk.sends();
    assert!(files(&room.place.site).is_empty(), "it is 17:00 in Kyiv");
    room.place.clock.advance_ms(HOUR - 1);
    room.desk.sends();
    assert!(files(&room.place.site).is_empty(), "and not one millisecond before, wherever the house is now");
    room.place.clock.advance_ms(1);
    zoned(&room.desk, "Europe/Kyiv");
    room.desk.sends();
    assert_eq!(state(&room.desk, job), JobState::Arrived, "it is 18:00 in Kyiv");
    let file = room.desk.local_page(story, room.desk.site()).expect("asked").expect("the page is there");
    let page = std::fs::read_to_string(file).expect("read");
    assert!(page.contains("26 October 2025, 18:00"), "and readers are told so");
}

#[test]
fn a_scheduled_story_is_not_sent_with_others_before_its_time() {
    let room = Room::open(101);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let at_ms = Some(desk.now().at_ms + 3 * HOUR);
    let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
    desk.publish_story(desk.reporter, story, wish).expect("scheduled");
    let row = || desk.plan(desk.reporter, story).expect("a plan").rows.remove(0);
    assert_eq!((row().will, row().chosen, row().goes_ms), (WillDo::Wait, false, at_ms), "it has its time");
    assert_eq!(row().why.expect("a sentence").kind, "hold-scheduled", "and that is said");
    room.place.clock.advance_ms(3 * HOUR);
    desk.sends();
    desk.writes(desk.reporter, story, "Newer: ");
    assert_eq!(
        (row().will, row().chosen, row().goes_ms),
        (WillDo::Update, true, None),
        "then it is like any other"
    );
}

#[test]
fn what_is_too_late_is_asked_about_before_it_goes_with_others() {
    let (room, job) = opened_late(102, false, 8 * HOUR);
    let desk = &room.desk;
    let story = desk.job(job).expect("the job").story;
    let row = desk.plan(desk.reporter, story).expect("a plan").rows.remove(0);
    assert_eq!(row.will, WillDo::LookFirst, "it waits for a word");
    assert_eq!(row.why.expect("a sentence").kind, "hold-late");
}

#[test]
fn a_desk_that_died_while_it_looked_asks_as_one_that_was_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 103 << 32, SetClock::running());
    let child = env!("CARGO_BIN_EXE_newsroom-child");
    let desk = place.open();
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let wish = PublishWish { at_ms: Some(desk.now().at_ms + 200), ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    drop(desk);
    killed_at(child, folder.path(), 104 << 32, Step::Resolve, "begun", "");
    place.clock.advance_ms(24 * HOUR);
    let desk = place.open();
    assert_eq!(state(&desk, job), JobState::Ask, "nothing of it can have arrived, and it is a day late");
    assert!(said(&desk, job).1.contains("24 h 0 min ago"), "{}", said(&desk, job).1);
    desk.sends();
    assert!(files(&place.site).is_empty(), "and nothing went");
}
