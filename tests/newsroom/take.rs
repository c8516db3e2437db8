//! A live story changes its standing: withdrawn with a notice, taken back from readers, deleted there, moved.

use crate::Room;
use copy::{JobId, ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{files, Desk},
    edition::text_of,
};
use document::FactChange;
use newsroom::{
    outbox::{
        ledger::{LiveLabel, PlaceKind, TextThere},
        Errand, JobState, NoteWish, WillDo,
    },
    workflow::Move,
    Error,
};
use publish::OldAddress;
use std::fs;

fn live(room: &Room) -> StoryId {
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    room.desk.publishes(room.desk.reporter, story, room.desk.site());
    room.desk.sends();
    story
}

fn arrived(desk: &Desk, job: JobId) {
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "it is done: {}", row.trouble);
}

fn label(desk: &Desk, story: StoryId) -> LiveLabel {
    let head = desk.head(story).expect("the head").1;
    desk.live_label_of(story, head).expect("a label").0
}

fn front(room: &Room) -> String {
    text_of(&fs::read_to_string(room.place.site.join("index.html")).expect("the front page"))
}

#[test]
fn a_withdrawal_leaves_a_notice_at_the_same_address() {
    let room = Room::open(430);
    let desk = &room.desk;
    let story = live(&room);
    let address = desk.public_address(story, desk.site()).expect("an address");
    let file = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    let note = NoteWish {
        kind: ReaderNoteKind::Withdrawal,
        text: "We could not confirm what this story said.".into(),
        placement: None,
    };
    let job = desk.publishes_with(story, desk.site(), note).jobs[0];
    assert_eq!(desk.job(job).expect("the job").kind, "withdraw", "it is an errand of its own");
    desk.sends();
    arrived(desk, job);
    let page = text_of(&fs::read_to_string(file).expect("the page is still there"));
    assert!(page.contains("We could not confirm what this story said."), "the notice says why: {page}");
    assert!(!page.contains("The bridge is open."), "and nothing of the story is left: {page}");
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert_eq!(desk.public_address(story, desk.site()).expect("an address"), address, "the address stays");
    assert_eq!(label(desk, story), LiveLabel::Withdrawn, "and the label says so");
}

#[test]
fn a_story_that_is_taken_back_is_found_by_nobody_and_may_come_again() {
    let room = Room::open(431);
    let desk = &room.desk;
    let story = live(&room);
    // A held or revoked story may always be taken from readers.
    desk.moves(desk.reporter, story, Move::Held, "The lawyer reads it");
    let job =
        desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::TakeBack).expect("queued")[0];
    desk.sends();
    arrived(desk, job);
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert!(
        !room.place.site.join("story").exists() || files(&room.place.site.join("story")).is_empty(),
        "no page is left"
    );
    assert_eq!(label(desk, story), LiveLabel::None, "readers have it nowhere");
    let entry = desk.ledger_entry(story).expect("read").expect("listed");
    let there = entry.places.iter().find(|place| place.kind == PlaceKind::Destination).expect("the site");
    assert_eq!((there.text, there.url.clone()), (TextThere::Nothing, None), "and the ledger says so");
    let refused = desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::TakeBack);
    assert!(matches!(refused, Err(Error::Refused(_))), "there is nothing left to take: {refused:?}");

    desk.moves(desk.reporter, story, Move::Released, "");
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!(plan.rows[0].will, WillDo::Publish, "it would go there as for the first time");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, again);
    assert!(front(&room).contains("Bridge reopens"), "and readers have it again");
}

#[test]
fn a_story_that_is_deleted_there_is_gone_and_stays_here() {
    let room = Room::open(432);
    let desk = &room.desk;
    let story = live(&room);
    let job =
        desk.take_from_readers(desk.reporter, story, &[desk.site()], Errand::Remove).expect("queued")[0];
    desk.sends();
    arrived(desk, job);
    assert!(!front(&room).contains("Bridge reopens"), "no list leads to it");
    assert!(desk.head(story).expect("the head").0.headline.text() == "Bridge reopens", "its text stays here");
    assert_eq!(desk.receipts(story).expect("listed").len(), 2, "and so does what happened");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, again);
    assert!(front(&room).contains("Bridge reopens"), "published again, it is there again");
    assert_eq!(front(&room).matches("Bridge reopens").count(), 1, "once");
}

#[test]
fn what_somebody_changed_there_is_not_taken_away_unseen() {
    for (seed, errand) in [(433, Errand::TakeBack), (434, Errand::Remove)] {
        let room = Room::open(seed);
        let desk = &room.desk;
        let story = live(&room);
        let file = desk.local_page(story, desk.site()).expect("asked").expect("a page");
        let theirs = fs::read_to_string(&file).expect("read").replace("is open.", "is open again.");
        fs::write(&file, &theirs).expect("edited");
        let job = desk.take_from_readers(desk.reporter, story, &[desk.site()], errand).expect("queued")[0];
        desk.sends();
        let row = desk.job(job).expect("the job");
        assert_eq!(JobState::from_key(&row.state), JobState::NeedsPerson, "{}: a person looks", errand.key());
        assert_eq!(fs::read_to_string(&file).expect("read"), theirs, "{}: their words stand", errand.key());
    }
}

#[test]
fn a_story_moves_and_its_old_address_leads_to_the_new_one() {
    let room = Room::open(435);
    let desk = &room.desk;
    let story = live(&room);
    let old = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    desk.sets(story, FactChange::WebSlug("the-bridge".into()));
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!(plan.rows[0].moves, Some(("bridge-reopens".into(), OldAddress::Leads)), "it is said before");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    arrived(desk, job);
    let new = desk.local_page(story, desk.site()).expect("asked").expect("a page");
    assert_ne!(old, new, "it has another address");
    assert!(
        text_of(&fs::read_to_string(&new).expect("read")).contains("The bridge is open."),
        "where it stands"
    );
    let leads = fs::read_to_string(&old).expect("the old page is there");
    assert!(leads.contains("the-bridge.html"), "and leads to the new one: {leads}");
}
