//! From the desk to readers: one confirmed step alone at home, and what stops what is not yet sent.

use crate::Room;
use copy::{JobId, ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{files, Desk},
    edition::text_of,
};
use document::{Container, Delta};
use newsroom::{
    change::ChangeKind,
    outbox::{ledger::LiveLabel, JobState, NoteWish, PublishWish, Step, When, WillDo},
    review::Wish,
    workflow::Move,
    Error,
};
use std::{fs, sync::Arc};

fn job_state(desk: &Desk, job: JobId) -> JobState {
    JobState::from_key(&desk.job(job).expect("the job").state)
}

fn label(desk: &Desk, story: StoryId) -> LiveLabel {
    let head = desk.head(story).expect("the head").1;
    desk.live_label_of(story, head).expect("a label").0
}

/// A story's page as a reader reads it.
fn page(desk: &Desk, story: StoryId) -> String {
    let file = desk.local_page(story, desk.site()).expect("asked").expect("the page is there");
    text_of(&fs::read_to_string(file).expect("read"))
}

fn story(room: &Room) -> StoryId {
    room.desk.whole_story("Bridge reopens", "The bridge is open.")
}

#[test]
fn alone_at_home_publishing_is_one_confirmed_step() {
    let room = Room::open(60);
    let desk = &room.desk;
    let story = story(&room);
    let plan = desk.plan(desk.reporter, story).expect("a plan");
    assert!(plan.approves_too, "publishing approves too");
    assert_eq!(plan.refused, None, "nothing forbids it");
    assert_eq!((plan.rows.len(), plan.rows[0].will, plan.rows[0].chosen), (1, WillDo::Publish, true));
    let wish = PublishWish { approve_too: false, ..desk.wish(story, desk.site()) };
    let refused = desk.publish_story(desk.reporter, story, wish);
    assert!(matches!(refused, Err(Error::Refused(_))), "not without a confirmation: {refused:?}");
    assert!(desk.events(story).expect("listed").is_empty(), "and nothing was done");

    let started = desk.publishes(desk.reporter, story, desk.site());
    let events = desk.events(story).expect("listed");
    assert_eq!(events.len(), 1, "one record");
    assert_eq!(events[0].kind, Move::Approved, "the approval");
    assert!(events[0].why.contains("approved by its author"), "recorded as what it was: {}", events[0].why);
    let job = desk.job(started.jobs[0]).expect("the job");
    assert_eq!(job.approval, Some(events[0].id), "the job pins the approval");
    assert_eq!(job.copy_hash, plan.hash, "and the text");
    assert_eq!(label(desk, story), LiveLabel::Sending, "it is on its way");
    assert!(files(&room.place.site).is_empty(), "nothing is sent in the transaction");
    desk.sends();
    assert_eq!(job_state(desk, started.jobs[0]), JobState::Arrived, "it arrived");
    assert!(page(desk, story).contains("The bridge is open."), "readers read it");
    assert_eq!(label(desk, story), LiveLabel::Published, "the label says so");
    let receipts = desk.receipts(story).expect("listed");
    assert_eq!((receipts.len(), receipts[0].copy_hash), (1, plan.hash), "a receipt of exactly that text");
    let again = desk.plan(desk.reporter, story).expect("a plan");
    assert_eq!((again.rows[0].will, again.rows[0].chosen), (WillDo::Same, false), "there is nothing to send");
}

#[test]
fn a_hash_that_was_not_the_one_seen_is_refused() {
    let room = Room::open(61);
    let desk = &room.desk;
    let story = story(&room);
    let wish = desk.wish(story, desk.site());
    desk.writes(desk.reporter, story, "Later. ");
    let refused = desk.publish_story(desk.reporter, story, wish);
    assert!(matches!(refused, Err(Error::Moved)), "what goes is what was seen: {refused:?}");
    assert!(desk.revisions(story).expect("listed").is_empty(), "nothing was kept");
}

#[test]
fn a_number_that_readers_have_seen_never_changes_without_a_word() {
    let room = Room::open(75);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "It has 14 lanes.");
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    desk.types(desk.reporter, story, Container::Body, Delta::new().retain(7).delete(2).insert("12"));
    let change = desk.plan(desk.reporter, story).expect("a plan").change.expect("it changed");
    assert_eq!(change.proposed, ChangeKind::Noted(ReaderNoteKind::Correction), "what was wrong is corrected");
    let refused = desk.publish_story(desk.reporter, story, desk.wish(story, desk.site()));
    assert!(matches!(refused, Err(Error::Refused(_))), "not as a typo, in silence: {refused:?}");
    let unfinished =
        NoteWish { kind: ReaderNoteKind::Correction, text: "It said TK.".into(), placement: None };
    let wish = PublishWish { note: Some(unfinished), ..desk.wish(story, desk.site()) };
    let refused = desk.publish_story(desk.reporter, story, wish);
    assert!(matches!(refused, Err(Error::Refused(_))), "nor with half a note: {refused:?}");
    assert_eq!(desk.receipts(story).expect("listed").len(), 1, "nothing went");
    desk.sends();
    assert!(page(desk, story).contains("It has 14 lanes."), "readers have what they had");

    let reason = "The lanes were counted right in the caption all along.";
    let wish = PublishWish { reason: reason.into(), ..desk.wish(story, desk.site()) };
    desk.publish_story(desk.reporter, story, wish).expect("with a reason it goes");
    desk.sends();
    assert!(page(desk, story).contains("It has 12 lanes."), "readers have the right number");
    let last = desk.revisions(story).expect("listed").pop().expect("a revision");
    assert_eq!(last.note, reason, "the reason is kept with what went");
    assert!(!page(desk, story).contains("caption all along"), "and readers do not see it");
}

#[test]
fn an_update_stands_in_the_same_place_with_its_note() {
    let room = Room::open(62);
    let desk = &room.desk;
    let story = story(&room);
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    let address = desk.public_address(story, desk.site()).expect("an address");
    let file = desk.local_page(story, desk.site()).expect("asked");
    desk.writes(desk.reporter, story, "Since Monday: ");
    assert_eq!(label(desk, story), LiveLabel::Updating, "the words here are newer");
    assert!(!page(desk, story).contains("Since Monday"), "readers have not got them yet");
    assert_eq!(desk.plan(desk.reporter, story).expect("a plan").words_changed, Some(2), "two words");
    let note =
        NoteWish { kind: ReaderNoteKind::Correction, text: "It reopened on Monday.".into(), placement: None };
    room.place.clock.advance_ms(3_600_000);
    desk.publishes_with(story, desk.site(), note);
    desk.sends();
    let text = page(desk, story);
    assert!(text.contains("Since Monday: The bridge is open."), "readers read the new words: {text}");
    assert!(text.contains("Correction"), "the note has its label: {text}");
    assert!(text.contains("It reopened on Monday."), "and its words: {text}");
    assert_eq!(desk.public_address(story, desk.site()).expect("an address"), address, "the address stays");
    assert_eq!(desk.local_page(story, desk.site()).expect("asked"), file, "and the file");
    assert_eq!(label(desk, story), LiveLabel::Published, "published as it is now");
    let kinds: Vec<_> = desk.receipts(story).expect("listed").into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds, ["publish", "update"], "each has a receipt");
}

#[test]
fn later_typing_neither_changes_nor_cancels_what_was_queued() {
    let room = Room::open(63);
    let story = story(&room);
    let job = room.desk.publishes(room.desk.reporter, story, room.desk.site()).jobs[0];
    room.desk.writes(room.desk.reporter, story, "Unapproved: ");
    let room = room.reopened();
    room.desk.sends();
    assert_eq!(job_state(&room.desk, job), JobState::Arrived, "it went");
    let text = page(&room.desk, story);
    assert!(text.contains("The bridge is open.") && !text.contains("Unapproved"), "as approved: {text}");
    assert_eq!(label(&room.desk, story), LiveLabel::Updating, "and the label says that there is more");
}

#[test]
fn a_hold_stops_what_is_not_sent_until_it_is_released() {
    let room = Room::open(64);
    let desk = &room.desk;
    let story = story(&room);
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.moves(desk.reporter, story, Move::Held, "The lawyer reads it");
    desk.sends();
    assert!(files(&room.place.site).is_empty(), "held, nothing goes");
    assert_eq!(job_state(desk, job), JobState::Waiting, "it waits");
    let room = room.reopened();
    room.desk.sends();
    assert!(files(&room.place.site).is_empty(), "nor at the next start");
    room.desk.moves(room.desk.reporter, story, Move::Released, "");
    room.desk.sends();
    assert_eq!(job_state(&room.desk, job), JobState::Arrived, "released, it goes by itself");
}

#[test]
fn a_hold_in_the_middle_of_sending_stops_before_the_next_step() {
    let room = Room::open(65);
    let desk = &room.desk;
    let story = story(&room);
    let (holder, reporter) = (Arc::downgrade(&desk.newsroom), desk.reporter);
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Media, When::Written) {
            let desk = holder.upgrade().expect("open");
            desk.move_story(reporter, story, Wish::of(Move::Held)).expect("held");
        }
    }));
    desk.publishes(desk.reporter, story, desk.site());
    desk.sends();
    assert!(desk.local_page(story, desk.site()).expect("asked").is_none(), "no page was written");
    desk.moves(desk.reporter, story, Move::Released, "");
    // The hold comes again with the same step only if it is done again: it is not.
    desk.sends();
    assert!(page(desk, story).contains("The bridge is open."), "released, it goes on where it was");
}

#[test]
fn a_revoked_approval_or_a_spike_stops_for_good() {
    for (seed, kind) in [(66, Move::ApprovalRevoked), (67, Move::Spiked)] {
        let room = Room::open(seed);
        let desk = &room.desk;
        let story = story(&room);
        let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
        desk.moves(desk.reporter, story, kind, "A name is wrong");
        desk.sends();
        assert_eq!(job_state(desk, job), JobState::Stopped, "{}: it is stopped", kind.key());
        assert!(files(&room.place.site).is_empty(), "{}: nothing was written", kind.key());
        assert_eq!(label(desk, story), LiveLabel::None, "{}: it is live nowhere", kind.key());
    }
    let room = Room::open(68);
    let desk = &room.desk;
    let story = story(&room);
    desk.publishes(desk.reporter, story, desk.site());
    desk.moves(desk.reporter, story, Move::ApprovalRevoked, "");
    let again = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    assert_eq!(job_state(desk, again), JobState::Arrived, "approved anew after that, the same text goes");
}

#[test]
fn a_newer_version_takes_the_place_of_what_is_queued() {
    let room = Room::open(69);
    let desk = &room.desk;
    let story = story(&room);
    let first = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.writes(desk.reporter, story, "Newer: ");
    let second = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    assert_eq!(job_state(desk, first), JobState::Superseded, "the older one is superseded");
    desk.sends();
    assert_eq!(job_state(desk, second), JobState::Arrived, "the newer one goes");
    assert_eq!(desk.receipts(story).expect("listed").len(), 1, "once");
    assert!(page(desk, story).contains("Newer: The bridge"), "readers read the newer one");
}

#[test]
fn a_newer_version_goes_after_one_that_is_in_flight() {
    let room = Room::open(70);
    let desk = &room.desk;
    let story = story(&room);
    let (other, reporter, site) = (desk.clone(), desk.reporter, desk.site());
    let queued = Arc::new(std::sync::OnceLock::new());
    let once = Arc::clone(&queued);
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Reserve, When::Answered) {
            once.get_or_init(|| {
                other.writes(reporter, story, "Newer: ");
                other.publishes(reporter, story, site).jobs[0]
            });
        }
    }));
    let first = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    let second = *queued.get().expect("queued meanwhile");
    assert_eq!(job_state(desk, first), JobState::Arrived, "what is in flight is not taken back");
    assert_eq!(job_state(desk, second), JobState::Arrived, "the newer one goes after it");
    assert!(page(desk, story).contains("Newer: The bridge"), "and readers end with the newer one");
}

#[test]
fn nothing_goes_before_an_embargo_lifts() {
    let room = Room::open(71);
    let desk = &room.desk;
    let story = story(&room);
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    let hour = 3_600_000;
    let until_ms = Some(desk.now().at_ms + hour);
    let wish = Wish { until_ms, ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo on what is queued");
    desk.sends();
    assert_eq!(job_state(desk, job), JobState::Waiting, "it waits");
    room.place.clock.advance_ms(hour - 1);
    let room = room.reopened();
    room.desk.sends();
    assert!(files(&room.place.site).is_empty(), "not one millisecond before");
    room.place.clock.advance_ms(1);
    room.desk.sends();
    assert_eq!(job_state(&room.desk, job), JobState::Arrived, "then it goes by itself");
    assert!(page(&room.desk, story).contains("The bridge is open."), "and readers read it");
}

#[test]
fn a_scheduled_publication_goes_at_its_time() {
    let room = Room::open(72);
    let desk = &room.desk;
    let story = story(&room);
    let at_ms = Some(desk.now().at_ms + 60_000);
    let wish = PublishWish { at_ms, ..desk.wish(story, desk.site()) };
    let job = desk.publish_story(desk.reporter, story, wish).expect("scheduled").jobs[0];
    assert_eq!(label(desk, story), LiveLabel::Scheduled, "the label says so");
    desk.sends();
    assert!(files(&room.place.site).is_empty(), "it is not its time");
    room.place.clock.advance_ms(60_000);
    desk.sends();
    assert_eq!(job_state(desk, job), JobState::Arrived, "it went at its time");
}
