//! A story is opened by its galley while its document is loaded behind it: what the galley says is what
//! the document says, and one that is not exactly this text's is not there.

use crate::Room;
use copy::StoryId;
use document::{Container, ContainerMark, Delta, FactChange};
use newsroom::story::{Edit, StoryEvent};
use rusqlite::Connection;
use std::sync::{Arc, Mutex};
use store::Paths;

const BODY: Container = Container::Body;
/// Words that no text here has: who says so has read a galley.
const FORGED: u32 = 4_242;

/// A story with something in every place that a screen shows.
fn written(room: &Room) -> StoryId {
    let desk = &room.desk;
    let story = desk.whole_story("The bridge opened", "Міст відкрито 👩‍🚒.\nThe second line");
    desk.sets(story, FactChange::TagAdd("bridge".into()));
    desk.sets(story, FactChange::Section("City".into()));
    desk.sets(story, FactChange::DueMs(Some(7)));
    desk.add_reader_note(desk.reporter, story, copy::ReaderNoteKind::Correction, None, "It has four lanes.")
        .expect("a note is written");
    let suggestion = desk.edit(story, BODY, Delta::new().insert("Suggested. "));
    desk.suggest_story(desk.reporter, suggestion).expect("suggested");
    story
}

/// Ends the desk properly and starts again.
fn closed(room: Room) -> Room {
    room.desk.close().expect("the desk closes");
    room.reopened()
}

fn look(room: &Room) -> Connection {
    Connection::open(Paths::new(&room.place.folder).database()).expect("the database")
}

fn changes(room: &Room, sql: &str) {
    assert_eq!(look(room).execute(sql, []).expect("changed"), 1, "there is one galley");
}

/// Makes the galley say another number of words, lawfully pressed: whoever answers with it has read it.
fn forge(room: &Room) {
    let conn = look(room);
    let packed: Vec<u8> =
        conn.query_row("SELECT bytes FROM galley", [], |row| row.get(0)).expect("one galley");
    let json = zstd::stream::decode_all(packed.as_slice()).expect("pressed");
    let mut galley: serde_json::Value = serde_json::from_slice(&json).expect("a galley");
    galley["particulars"]["words"] = FORGED.into();
    let packed = zstd::bulk::compress(galley.to_string().as_bytes(), 1).expect("pressed");
    let sql = "UPDATE galley SET bytes = ?1, crc = ?2";
    conn.execute(sql, (&packed, crc32fast::hash(&packed))).expect("forged");
}

fn words(room: &Room, story: StoryId) -> u32 {
    room.desk.story_facts(story).expect("its facts").words
}

#[test]
fn a_galley_says_what_the_document_says() {
    let room = Room::open(90);
    let story = written(&room);
    let room = closed(room);
    let galley = (room.desk.open_story(story), room.desk.story_facts(story));
    let mover = room.desk.mover(room.desk.reporter, story).expect("a mover");
    assert!(mover.is_sole_author && mover.has_suggestions, "also who wrote and what is pending");
    // The head is asked of the document.
    let (copy, hash) = room.desk.head(story).expect("loaded");
    let document = (room.desk.open_story(story), room.desk.story_facts(story));
    assert_eq!(galley.0.expect("by galley"), document.0.expect("by document"));
    let (galley, document) = (galley.1.expect("by galley"), document.1.expect("by document"));
    assert_eq!((galley.hash, galley.words), (hash, copy.words()), "what readers get");
    assert_eq!(format!("{galley:?}"), format!("{document:?}"), "and everything else");
}

#[test]
fn a_galley_answers_before_the_document_is_there() {
    let room = Room::open(91);
    let story = written(&room);
    let room = closed(room);
    forge(&room);
    let room = room.reopened();
    assert_eq!(words(&room, story), FORGED, "it is the galley that answers");
    room.desk.head(story).expect("loaded");
    assert_ne!(words(&room, story), FORGED, "until the document is there");
}

#[test]
fn a_galley_that_is_not_of_exactly_this_text_is_not_there() {
    let spoilt = [
        ("newer", "UPDATE galley SET format = format + 1"),
        ("another program's", "UPDATE galley SET program = '999.0.0'"),
        ("another text's", "UPDATE galley SET rows_sha256 = zeroblob(32)"),
        ("damaged", "UPDATE galley SET bytes = zeroblob(length(bytes))"),
        ("cut short", "UPDATE galley SET bytes = substr(bytes, 1, length(bytes) / 2)"),
        ("of a wrong check sum", "UPDATE galley SET crc = crc + 1"),
        ("dropped", "DELETE FROM galley"),
    ];
    for (n, (what, sql)) in (92..).zip(spoilt) {
        let room = Room::open(n);
        let story = written(&room);
        let right = words(&room, story);
        let room = closed(room);
        forge(&room);
        let room = room.reopened();
        assert_eq!(words(&room, story), FORGED, "{what}: as it was, it is read");
        changes(&room, sql);
        let room = room.reopened();
        assert_eq!(words(&room, story), right, "a galley that is {what} is not there");
        assert_eq!(room.desk.text(story, Container::Headline), "The bridge opened");
        // It is a cache: the next rest makes it anew.
        let room = closed(room);
        forge(&room);
        let room = room.reopened();
        assert_eq!(words(&room, story), FORGED, "after one that was {what} there is another");
    }
}

#[test]
fn rows_behind_the_galley_take_the_full_way() {
    let room = Room::open(100);
    let story = written(&room);
    let right = words(&room, story);
    let room = closed(room);
    forge(&room);
    let room = room.reopened();
    assert_eq!(words(&room, story), FORGED);
    room.desk.writes(room.desk.reporter, story, "One more. ");
    // A crash: nothing is closed, the galley stays as it is and speaks of fewer rows.
    let room = room.reopened();
    assert_eq!(words(&room, story), right + 2, "the words after the galley are there");
    assert!(room.desk.text(story, BODY).contains("One more. "));
    let room = closed(room);
    let before = room.desk.text(story, BODY);
    room.desk.head(story).expect("loaded");
    assert_eq!(room.desk.text(story, BODY), before, "closing made a galley of all of them");
}

#[test]
fn a_fact_behind_the_galley_takes_the_full_way_too() {
    let room = Room::open(101);
    let story = written(&room);
    let room = closed(room);
    forge(&room);
    let room = room.reopened();
    room.desk.sets(story, FactChange::Place("Riverside".into()));
    let room = room.reopened();
    let facts = room.desk.story_facts(story).expect("its facts");
    assert_eq!((facts.registers.place.as_str(), facts.words == FORGED), ("Riverside", false));
}

#[test]
fn an_edit_right_after_opening_by_a_galley_is_as_without() {
    let mut answers = Vec::new();
    for has_galley in [true, false] {
        let room = Room::open(102);
        let story = written(&room);
        let room = closed(room);
        if !has_galley {
            changes(&room, "DELETE FROM galley");
        }
        let room = room.reopened();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        let watcher = Box::new(move |event: &StoryEvent| log.lock().expect("the log").push(event.clone()));
        let watch = room.desk.watch_story(story, watcher).expect("watched before it is loaded");
        let open = room.desk.open_story(story).expect("opened");
        let body = open.texts.iter().find(|(container, ..)| *container == BODY).expect("a body");
        let (at, base_version) = (body.1.result_units() - 1, open.version);
        let edit = |seq, base_version, words: &str| Edit {
            story,
            client: "window".into(),
            seq,
            base_version,
            edits: vec![(BODY, Delta::new().retain(at).insert(words))],
        };
        let first = room.desk.edit_story(room.desk.reporter, edit(1, base_version, " 🚋")).expect("saved");
        let again = room.desk.edit_story(room.desk.reporter, edit(1, base_version, " 🚋")).expect("answered");
        assert_eq!(first, again, "sent twice, it is answered twice");
        let second = room.desk.edit_story(room.desk.reporter, edit(2, first.version, "!")).expect("saved");
        let text = room.desk.text(story, BODY);
        assert_eq!(second.marks, [(BODY, ContainerMark::of(&text))], "and applied once");
        assert!(text.ends_with("line! 🚋\n"), "in its place: {text}");
        room.desk.unwatch_story(story, watch);
        let events = heard.lock().expect("the log").clone();
        let versions = events.iter().filter_map(|event| match event {
            StoryEvent::Changed { from_version, to_version, .. } => Some((*from_version, *to_version)),
            _ => None,
        });
        let versions: Vec<_> = versions.collect();
        assert_eq!(versions, [(1, 2), (2, 3)], "a watcher from before the document hears all in order");
        answers.push((open, first, second, text, events));
    }
    assert_eq!(answers.first(), answers.last(), "nobody sees whether there was a galley");
}

#[test]
fn a_story_that_cannot_be_loaded_is_not_shown_as_if_it_could() {
    let room = Room::open(103);
    let story = written(&room);
    let room = closed(room);
    look(&room).execute("UPDATE snapshot SET bytes = zeroblob(64)", []).expect("spoilt");
    let room = room.reopened();
    assert!(room.desk.open_story(story).is_ok(), "its galley still stands on these rows");
    assert!(room.desk.head(story).is_err(), "its document does not open");
    assert!(room.desk.open_story(story).is_err(), "and from then on nobody is told otherwise");
}

#[test]
fn a_story_that_is_not_there_is_not_opened() {
    let room = Room::open(104);
    let nobody = StoryId::from_random([9; 16]);
    assert!(matches!(room.desk.open_story(nobody), Err(newsroom::Error::Missing(_))));
    assert!(room.desk.watch_story(nobody, Box::new(|_| {})).is_err());
}
