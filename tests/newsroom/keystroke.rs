//! The keystroke path: saved means on the disk, sent twice means applied once, everybody sees the same.

use crate::Room;
use copy::StoryId;
use copydesk_tests::desk::Desk;
use document::{Container, Delta};
use newsroom::{
    story::{Edit, StoryEvent},
    Error,
};
use rand::{Rng, SeedableRng};
use std::sync::{Arc, Mutex};

const BODY: Container = Container::Body;

/// Hears a story's events.
fn watch(desk: &Desk, story: StoryId) -> Arc<Mutex<Vec<StoryEvent>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&heard);
    desk.watch_story(story, Box::new(move |event| log.lock().expect("the log").push(event.clone())))
        .expect("watched");
    heard
}

#[test]
fn an_acknowledged_edit_is_there_after_a_start_without_closing() {
    let room = Room::open(10);
    let story = room.desk.story();
    room.desk.types(room.desk.reporter, story, Container::Headline, Delta::new().insert("Міст 🚋"));
    let ack = room.desk.writes(room.desk.reporter, story, "Open. ");
    assert_eq!(ack.version, 3, "each edit is a version");
    let room = room.reopened();
    assert_eq!(room.desk.text(story, Container::Headline), "Міст 🚋", "acknowledged means on the disk");
    assert_eq!(room.desk.text(story, BODY), "Open. \n", "every text of it");
}

#[test]
fn an_edit_that_is_sent_twice_is_answered_twice_and_applied_once() {
    let room = Room::open(11);
    let story = room.desk.story();
    let edit = room.desk.edit(story, BODY, Delta::new().insert("Once. "));
    let first = room.desk.edit_story(room.desk.reporter, edit.clone()).expect("saved");
    let second = room.desk.edit_story(room.desk.reporter, edit.clone()).expect("answered");
    assert_eq!(first, second, "the same answer");
    assert_eq!(room.desk.text(story, BODY), "Once. \n", "applied once");
    let room = room.reopened();
    let third = room.desk.edit_story(room.desk.reporter, edit).expect("answered after a start too");
    assert_eq!(third.marks, first.marks, "a retry from before the crash has its first answer");
    assert_eq!(room.desk.text(story, BODY), "Once. \n", "and is still applied once");
}

#[test]
fn what_another_story_was_answered_is_no_answer() {
    let room = Room::open(14);
    let desk = &room.desk;
    let (first, second) = (desk.story(), desk.story());
    let edit = desk.edit(first, BODY, Delta::new().insert("First. "));
    let client = edit.client.clone();
    desk.edit_story(desk.reporter, edit).expect("saved");
    let mut edit = desk.edit(second, BODY, Delta::new().insert("Second. "));
    edit.client = client;
    desk.edit_story(desk.reporter, edit).expect("saved");
    assert_eq!(desk.text(second, BODY), "Second. \n", "the same number in another story is another edit");
}

#[test]
fn what_edits_were_answered_is_kept_for_a_month() {
    let room = Room::open(17);
    let desk = &room.desk;
    let story = desk.story();
    let old = desk.edit(story, BODY, Delta::new().insert("One. "));
    desk.edit_story(desk.reporter, old).expect("saved");
    assert_eq!(desk.forget_answers().expect("looked"), 0, "it may be asked again");
    room.place.clock.advance_ms(31 * 24 * 3_600_000);
    let new = desk.edit(story, BODY, Delta::new().insert("Two. "));
    let ack = desk.edit_story(desk.reporter, new.clone()).expect("saved");
    assert_eq!(desk.forget_answers().expect("forgotten"), 1, "the old one, and no other");
    let room = room.reopened();
    let desk = &room.desk;
    assert_eq!(desk.edit_story(desk.reporter, new).expect("answered again").version, ack.version);
    assert_eq!(desk.text(story, BODY), "Two. One. \n", "each is applied once");
}

#[test]
fn what_is_stale_or_does_not_fit_leaves_the_text_alone() {
    let room = Room::open(12);
    let desk = &room.desk;
    let story = desk.story();
    let stale = desk.edit(story, BODY, Delta::new().insert("Stale. "));
    desk.writes(desk.reporter, story, "🚋 open. ");
    let refused = desk.edit_story(desk.reporter, stale);
    assert!(matches!(refused, Err(Error::Stale { version: 2 })), "a past version is refused: {refused:?}");
    for bad in
        [Delta::new().retain(1).insert("x"), Delta::new().retain(500).insert("x"), Delta::new().delete(500)]
    {
        let refused = desk.edit_story(desk.reporter, desk.edit(story, BODY, bad));
        assert!(matches!(refused, Err(Error::Misfit(_))), "half an emoji, past the end: {refused:?}");
    }
    assert_eq!(desk.text(story, BODY), "🚋 open. \n", "nothing of it is in the text");
    let room = room.reopened();
    assert_eq!(room.desk.text(story, BODY), "🚋 open. \n", "nor on the disk");
}

#[test]
fn events_come_after_the_commit_in_order_and_corrections_reach_every_window() {
    let room = Room::open(13);
    let desk = &room.desk;
    let story = desk.story();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&heard);
    let database = store::Paths::new(&room.place.folder).database();
    desk.watch_story(
        story,
        Box::new(move |event| {
            let StoryEvent::Changed { from_version, to_version, .. } = event else { return };
            // Another connection sees only what is committed.
            let on = rusqlite::Connection::open(&database).expect("opened");
            let rows: i64 =
                on.query_row("SELECT count(*) FROM edit_seen", [], |row| row.get(0)).expect("counted");
            log.lock().expect("the log").push((*from_version, *to_version, rows));
        }),
    )
    .expect("watched");
    for word in ["one ", "two ", "three "] {
        desk.writes(desk.reporter, story, word);
    }
    assert_eq!(
        *heard.lock().expect("the log"),
        [(1, 2, 1), (2, 3, 2), (3, 4, 3)],
        "each event comes once its edit is on the disk, and versions have no gap"
    );
    let heard = watch(desk, story);
    let everything = desk.text(story, BODY).encode_utf16().count();
    desk.types(desk.reporter, story, BODY, Delta::new().delete(everything));
    assert_eq!(desk.text(story, BODY), "\n", "the final line break is never deleted");
    let heard = heard.lock().expect("the log");
    let corrected = heard
        .iter()
        .filter(
            |event| matches!(event, StoryEvent::Changed { origin: None, changes, .. } if !changes.is_empty()),
        )
        .count();
    assert_eq!(corrected, 1, "the window that deleted it is told that it is still there: {heard:?}");
}

/// A window: it has the text at a version, and takes what the desk tells it.
struct Window {
    client: String,
    seq: u32,
    version: u32,
    text: Delta,
    heard: Arc<Mutex<Vec<StoryEvent>>>,
}

impl Window {
    fn open(desk: &Desk, story: StoryId, client: &str) -> Self {
        let heard = watch(desk, story);
        let open = desk.open_story(story).expect("opened");
        let text = open.texts.into_iter().find(|(it, ..)| *it == BODY).expect("a body").1;
        Self { client: client.into(), seq: 0, version: open.version, text, heard }
    }

    fn listen(&mut self) {
        for event in self.heard.lock().expect("the log").drain(..) {
            let StoryEvent::Changed { from_version, to_version, changes, .. } = event else { continue };
            assert_eq!(from_version, self.version, "no event is missing");
            self.version = to_version;
            for (container, delta) in changes {
                assert_eq!(container, BODY, "only the body is typed in");
                self.text = self.text.compose(&delta).expect("what is told fits");
            }
        }
    }
}

#[test]
fn two_windows_end_with_the_same_text() {
    let room = Room::open(14);
    let desk = &room.desk;
    let story = desk.story();
    let mut windows = ["left", "right"].map(|client| Window::open(desk, story, client));
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(14);
    let mut stale = 0;
    for n in 0..200 {
        let window = &mut windows[random.random_range(0..2)];
        if random.random_range(0..3) > 0 {
            window.listen();
        }
        let length = window.text.result_units();
        let delta = match random.random_range(0..4) {
            0 if length > 4 => Delta::new().retain(random.random_range(0..length - 4)).delete(1),
            _ => Delta::new().retain(random.random_range(0..length)).insert(format!("{n}\n")),
        };
        window.seq += 1;
        let edit = Edit {
            story,
            client: window.client.clone(),
            seq: window.seq,
            base_version: window.version,
            edits: vec![(BODY, delta)],
        };
        match desk.edit_story(desk.reporter, edit) {
            Ok(_) => {}
            Err(Error::Stale { .. }) => stale += 1,
            Err(other) => panic!("edit {n}: {other}"),
        }
    }
    for window in &mut windows {
        window.listen();
        assert_eq!(window.text.text(), desk.text(story, BODY), "{} shows the desk's text", window.client);
    }
    assert!(stale > 10, "the windows met: {stale}");
}

#[test]
fn compaction_and_starts_keep_text_and_times() {
    let mut room = Room::open(15);
    let story = room.desk.story();
    let mut expected = String::new();
    for n in 0..260 {
        let word = format!("{n}🚋 ");
        room.desk.writes(room.desk.reporter, story, &word);
        expected.insert_str(0, &word);
        room.place.clock.advance_ms(1_000);
        if n % 130 == 129 {
            room.desk.close().expect("closed: compacted");
            room = room.reopened();
        }
    }
    room.desk.close().expect("closed");
    let room = room.reopened();
    assert_eq!(room.desk.text(story, BODY), format!("{expected}\n"), "the same text after two compactions");
    let on = rusqlite::Connection::open(store::Paths::new(&room.place.folder).database()).expect("opened");
    let count = |sql: &str| on.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted");
    assert!(count("SELECT count(*) FROM snapshot") <= 2, "two generations are kept");
    assert!(count("SELECT count(*) FROM span") >= 4, "what was written when is kept by the minute");
    let covered = count("SELECT sum(counter_to - counter_from) FROM span");
    assert!(covered >= 260, "every character has its time: {covered}");
}
