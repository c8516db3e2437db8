//! A disk that is full while somebody types: the text is in memory, said so, and written later.

use crate::Room;
use copydesk_tests::{
    desk::{Place, SetClock},
    small_disk::SmallDisk,
};
use document::{Container, Delta};
use newsroom::{story::StoryEvent, Error, Unsaved};
use std::{
    io::Write,
    sync::{mpsc, Arc, Mutex},
    time::Duration,
};

#[test]
fn typing_on_a_full_disk_is_kept_in_memory_and_written_in_order_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::make(folder.path(), 8 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a small disk needs a mount, and {said}"),
    };
    let mut place = Place::within(disk.path(), 20 << 32, SetClock::still());
    let desk = place.open();
    let story = desk.story();
    desk.writes(desk.reporter, story, "Saved. ");
    let events = Arc::new(Mutex::new(Vec::new()));
    let (log, (told, hear)) = (Arc::clone(&events), mpsc::channel());
    desk.watch_story(
        story,
        Box::new(move |event| {
            log.lock().expect("the log").push(event.clone());
            // Nobody listens any more at the end of the test.
            let _ = told.send(event.clone());
        }),
    )
    .expect("watched");
    let ballast = disk.path().join("ballast");
    let mut file = std::fs::File::create(&ballast).expect("a file");
    while file.write_all(&[0; 4_096]).is_ok() {}

    let mut first_refused = None;
    for n in 0..400 {
        let edit = desk.edit(story, Container::Body, Delta::new().insert(format!("{n} ")));
        match desk.edit_story(desk.reporter, edit.clone()) {
            Ok(_) => {}
            Err(Error::NotSaved { reason, .. }) => {
                assert_eq!(reason, Unsaved::DiskFull, "it says why");
                first_refused = Some((n, edit));
                break;
            }
            Err(other) => panic!("edit {n}: {other}"),
        }
    }
    let (n, refused) = first_refused.expect("the disk was full: else the test shows nothing");
    for more in n + 1..n + 4 {
        let edit = desk.edit(story, Container::Body, Delta::new().insert(format!("{more} ")));
        let answer = desk.edit_story(desk.reporter, edit);
        assert!(matches!(answer, Err(Error::NotSaved { .. })), "typing goes on, not saved: {answer:?}");
    }
    let expected: String =
        (0..n + 4).rev().map(|n| format!("{n} ")).chain(["Saved. \n".to_owned()]).collect();
    assert_eq!(desk.text(story, Container::Body), expected, "all of it is in memory");
    assert_eq!(desk.unsaved(), [(story, Unsaved::DiskFull)], "closing will ask");
    assert!(desk.close().is_err(), "closing does not pretend");
    let said = events.lock().expect("the log").clone();
    let not_saved = said.iter().filter(|event| **event == StoryEvent::NotSaved(Unsaved::DiskFull)).count();
    assert_eq!(not_saved, 1, "the windows are told once");
    let last = said.iter().rev().find_map(|event| match event {
        StoryEvent::Changed { to_version, .. } => Some(*to_version),
        _ => None,
    });
    assert!(last.unwrap_or(2) <= 2 + n as u32, "no change is told that is not on the disk");

    std::fs::remove_file(&ballast).expect("room");
    drop(file);
    // The same call again, as a window repeats it: answered, applied once, everything before it written.
    desk.edit_story(desk.reporter, refused).expect("there is room now");
    loop {
        let event = hear.recv_timeout(Duration::from_secs(20)).expect("the windows hear that it is saved");
        if matches!(event, StoryEvent::Saved { .. }) {
            break;
        }
    }
    assert!(desk.unsaved().is_empty(), "nothing waits any more");
    let mut version = 2;
    for event in events.lock().expect("the log").iter() {
        if let StoryEvent::Changed { from_version, to_version, .. } = event {
            assert_eq!(*from_version, version, "told in order, without a gap");
            version = *to_version;
        }
    }
    drop(desk);
    assert_eq!(place.open().text(story, Container::Body), expected, "and all of it is on the disk, in order");
}

#[test]
fn housekeeping_writes_what_waits_without_another_key() {
    let room = Room::open(21);
    let desk = &room.desk;
    let story = desk.story();
    let (told, hear) = mpsc::channel();
    desk.watch_story(
        story,
        Box::new(move |event| {
            // Nobody listens any more at the end of the test.
            let _ = told.send(event.clone());
        }),
    )
    .expect("watched");
    // Another process holds the database's write lock: every commit fails until it lets go.
    let database = store::Paths::new(&room.place.folder).database();
    let other = rusqlite::Connection::open(&database).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let refused =
        desk.edit_story(desk.reporter, desk.edit(story, Container::Body, Delta::new().insert("Kept. ")));
    assert!(matches!(refused, Err(Error::NotSaved { .. })), "not on the disk, and said so: {refused:?}");
    desk.keep_house().expect("the house is kept");
    other.execute_batch("ROLLBACK").expect("let go");
    loop {
        let event = hear.recv_timeout(Duration::from_secs(30)).expect("it is written by itself");
        if matches!(event, StoryEvent::Saved { .. }) {
            break;
        }
    }
    desk.close().expect("closed");
    let room = room.reopened();
    assert_eq!(room.desk.text(story, Container::Body), "Kept. \n", "it is on the disk");
}
