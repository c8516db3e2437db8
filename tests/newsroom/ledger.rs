//! Where every text is, by its hash: this disk, the newest backup, each destination; and what is not known.

use crate::Room;
use copy::StoryId;
use copydesk_tests::desk::Desk;
use document::{Container, Delta};
use newsroom::outbox::{
    ledger::{Place, PlaceKind, TextThere},
    When,
};
use newsroom::workflow::Move;
use std::{fs, sync::Arc};

fn places(desk: &Desk, story: StoryId) -> Vec<Place> {
    desk.ledger_entry(story).expect("read").expect("the story").places
}

fn place(desk: &Desk, story: StoryId, kind: PlaceKind) -> Place {
    places(desk, story).into_iter().find(|place| place.kind == kind).expect("the place")
}

#[test]
fn a_text_that_was_never_sent_is_on_this_disk_and_in_the_next_backup() {
    let room = Room::open(420);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let head = desk.head(story).expect("the head").1;
    let disk = place(desk, story, PlaceKind::Disk);
    assert_eq!((disk.text, disk.hash), (TextThere::Ours, Some(head)), "it is here");
    assert_eq!(disk.who, desk.member_name(desk.reporter), "and who wrote it is known");
    assert_eq!(places(desk, story).len(), 2, "nowhere else");

    let editor = desk.editor_joins();
    room.place.clock.advance_ms(1_000);
    desk.types(editor, story, Container::Deck, Delta::new().insert("From Monday"));
    let wrote = || place(desk, story, PlaceKind::Disk).who;
    assert_eq!(wrote(), desk.member_name(editor), "the editor wrote last");
    room.place.clock.advance_ms(1_000);
    desk.types(desk.reporter, story, Container::Deck, Delta::new().insert("Open "));
    assert_eq!(wrote(), desk.member_name(desk.reporter), "who began first may go on longest");
    let head = desk.head(story).expect("the head").1;

    // A move brings its row in the list up to date.
    desk.moves(desk.reporter, story, Move::Held, "The lawyer reads it");
    room.place.clock.advance_ms(86_400_000);
    desk.back_up().expect("the day's backup is made");
    let backup = place(desk, story, PlaceKind::Backup);
    assert_eq!((backup.text, backup.hash), (TextThere::Ours, Some(head)), "the backup has exactly this text");
    let made_ms = backup.since_ms.expect("when");
    desk.types(desk.reporter, story, Container::Body, Delta::new().insert("One letter more. "));
    let backup = place(desk, story, PlaceKind::Backup);
    assert_eq!(
        (backup.hash, backup.since_ms),
        (Some(head), Some(made_ms)),
        "an older one, and it says which"
    );
    assert_ne!(place(desk, story, PlaceKind::Disk).hash, Some(head), "this disk has the newer");
    let later = desk.whole_story("Second", "It came later.");
    assert_eq!(
        place(desk, later, PlaceKind::Backup).text,
        TextThere::Nothing,
        "what came later is not in it"
    );
}

#[test]
fn a_backup_that_cannot_be_read_is_not_known() {
    let room = Room::open(421);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    room.place.clock.advance_ms(86_400_000);
    desk.back_up().expect("the day's backup is made");
    for entry in fs::read_dir(store::Paths::new(&room.place.folder).backups()).expect("the folder") {
        fs::write(entry.expect("an entry").path(), "no database").expect("scratched");
    }
    let backup = place(desk, story, PlaceKind::Backup);
    assert_eq!((backup.text, backup.hash), (TextThere::Unknown, None), "nothing is claimed of it");
}

#[test]
fn a_destination_has_what_arrived_there_and_who_sent_it() {
    let room = Room::open(422);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let sent = desk.head(story).expect("the head").1;
    desk.publishes(desk.reporter, story, desk.site());
    let there = place(desk, story, PlaceKind::Destination);
    assert_eq!((there.text, there.hash), (TextThere::Nothing, None), "queued is not there");
    desk.sends();
    let there = place(desk, story, PlaceKind::Destination);
    assert_eq!((there.text, there.hash, there.revision), (TextThere::Ours, Some(sent), Some(1)));
    assert_eq!(there.who, desk.member_name(desk.reporter), "who published it");
    desk.writes(desk.reporter, story, "Newer: ");
    assert_eq!(place(desk, story, PlaceKind::Destination).hash, Some(sent), "readers have the older text");
}

#[test]
fn while_it_is_written_there_nobody_knows_what_stands_there() {
    let room = Room::open(423);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    desk.publishes(desk.reporter, story, desk.site());
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (told, watcher) = (Arc::clone(&seen), desk.clone());
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if when == When::Begun {
            let there = place(&watcher, story, PlaceKind::Destination);
            told.lock().expect("whole").push((step.key(), there.text));
        }
    }));
    desk.sends();
    let seen = seen.lock().expect("whole");
    let of = |step: &str| seen.iter().find(|(known, _)| *known == step).map(|(_, text)| *text);
    assert_eq!(of("media"), Some(TextThere::Nothing), "pictures are no text");
    assert_eq!(of("write"), Some(TextThere::Unknown), "from the first byte until the answer");
    assert_eq!(place(desk, story, PlaceKind::Destination).text, TextThere::Ours, "then it is known");
}
