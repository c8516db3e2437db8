//! A desk that does not open gives its texts all the same, and says of none that it is whole when it is not.

use crate::{rounds, Room};
use copy::StoryId;
use document::{Container, Delta};
use newsroom::{
    revision::RevisionKind,
    salvage::{take_out, Salvage},
    OpenError,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::{collections::BTreeSet, fs, path::Path};
use store::Paths;

const STORIES: usize = 8;
const SECTOR: usize = 512;

/// A desk with stories in it, closed, and what each says.
fn filled(seed: u64) -> (Room, BTreeSet<String>) {
    let room = Room::open(seed);
    let desk = &room.desk;
    let mut texts = BTreeSet::new();
    for nth in 0..STORIES {
        let body = format!("Міст номер {nth} відкрили знову. ").repeat(40 + nth * 9);
        let story = desk.whole_story(&format!("Headline: {nth}"), &body);
        desk.types(desk.reporter, story, Container::Deck, Delta::new().insert("A deck"));
        texts.insert(text_of(&room, story));
    }
    (room, texts)
}

fn text_of(room: &Room, story: StoryId) -> String {
    copy::text::plain_text(&room.desk.head(story).expect("its copy").0)
}

fn database(room: &Room) -> std::path::PathBuf {
    Paths::new(&room.place.folder).database()
}

/// What lies in the folder: names, and what is in them.
fn written(done: &Salvage) -> Vec<(String, String)> {
    let files = fs::read_dir(&done.folder).expect("the folder is there");
    let read = |file: fs::DirEntry| {
        let name = file.file_name().into_string().expect("a name");
        (name, fs::read_to_string(file.path()).expect("a text"))
    };
    files.map(|file| read(file.expect("a file"))).collect()
}

fn change(room: &Room, sql: &str) {
    rusqlite::Connection::open(database(room)).expect("opened").execute_batch(sql).expect("changed");
}

fn take_out_of(room: &Room) -> Salvage {
    let elsewhere = room.folder.path().join("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    take_out(&room.place.folder, &elsewhere).expect("the texts are taken out")
}

fn all_whole(done: &Salvage, texts: &BTreeSet<String>) {
    assert_eq!((done.whole, done.part, done.lost), (STORIES, 0, 0), "every story is there, whole");
    let found: BTreeSet<_> = written(done).into_iter().map(|(_, text)| text).collect();
    assert_eq!(&found, texts, "word for word");
}

#[test]
fn what_is_read_without_its_log_is_not_said_to_be_whole() {
    let (room, texts) = filled(3);
    room.desk.close().expect("closed");
    // Something lies there that cannot be copied: as when no place is large enough for it.
    let log = database(&room).with_extension("sqlite-wal");
    let on = rusqlite::Connection::open(database(&room)).expect("opened");
    on.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("all is in the database");
    drop(on);
    let _ = fs::remove_file(&log);
    fs::create_dir(&log).expect("a folder in the log's place");
    let done = take_out_of(&room);
    assert_eq!((done.whole, done.part, done.lost), (0, STORIES, 0), "the last words may have been in it");
    let found: BTreeSet<_> = written(&done).into_iter().map(|(_, text)| text).collect();
    assert!(texts.is_subset(&found), "what the database holds is written all the same");
}

#[test]
fn a_desk_of_a_newer_copydesk_gives_its_texts() {
    let (mut room, texts) = filled(1);
    room.desk.close().expect("closed");
    change(&room, "PRAGMA user_version = 999; ALTER TABLE story RENAME COLUMN words TO worden;");
    let before = fs::read(database(&room)).expect("the file");
    let refused = room.place.try_open().err();
    assert!(matches!(refused, Some(OpenError::Store(store::OpenError::Newer { .. }))), "{refused:?}");
    all_whole(&take_out_of(&room), &texts);
    assert_eq!(fs::read(database(&room)).expect("the file"), before, "nothing is written to the desk");
    let again = take_out_of(&room);
    assert!(again.folder.ends_with("Copydesk texts 2"), "what was taken out before stays as it is");
    all_whole(&again, &texts);
}

#[test]
fn a_desk_that_crashed_before_an_upgrade_that_fails_gives_its_texts() {
    let (mut room, texts) = filled(2);
    // Not closed: the newest words are in the log, and in op rows.
    copydesk_tests::upgrade::forget_the_latest(&database(&room));
    let refused = room.place.try_open().err();
    assert!(matches!(refused, Some(OpenError::Store(store::OpenError::Migration { .. }))), "{refused:?}");
    all_whole(&take_out_of(&room), &texts);
}

#[test]
fn what_is_left_of_a_story_is_named_so_and_its_last_revision_lies_beside() {
    let (room, _) = filled(3);
    let story = room.desk.whole_story("The bridge", "It opened again.");
    room.desk.save_revision(room.desk.reporter, story, RevisionKind::Saved, "").expect("saved");
    room.desk.types(room.desk.reporter, story, Container::Deck, Delta::new().insert("Lost words"));
    let last = "UPDATE op SET bytes = x'00' WHERE story = (SELECT story FROM revision)
                AND seq = (SELECT max(seq) FROM op AS other WHERE other.story = op.story)";
    change(&room, last);
    let done = take_out_of(&room);
    assert_eq!((done.whole, done.part, done.lost), (STORIES, 1, 0), "one story lost some words");
    let files = written(&done);
    let text = |name: &str| files.iter().find(|(found, _)| found == name).map(|(_, text)| text.as_str());
    assert_eq!(text("The bridge (part).txt"), Some("The bridge\n\nIt opened again."));
    assert_eq!(text("The bridge (last revision).txt"), Some("The bridge\n\nIt opened again."));
}

#[test]
fn a_file_that_is_no_database_is_said_to_be_none_and_nothing_is_made() {
    let (room, _) = filled(4);
    room.desk.close().expect("closed");
    fs::write(database(&room), b"no database at all").expect("spoilt");
    assert!(take_out(&room.place.folder, room.folder.path()).is_err());
    assert!(!Path::new(room.folder.path()).join("Copydesk texts").exists());
}

/// Sectors of the file become noise, or nothing, as on a disk that fails.
#[test]
fn random_damage_never_makes_a_text_that_is_said_to_be_whole_and_is_not() {
    let seed = std::env::var("COPYDESK_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(11);
    let (Room { desk, place, folder }, texts) = filled(5);
    desk.close().expect("closed");
    // The last connection takes the log into the file.
    drop(desk);
    let database = Paths::new(&place.folder).database();
    let sound = fs::read(&database).expect("the file");
    let (mut whole, mut hurt) = (0, 0);
    for round in 0..rounds(60, 2_000) {
        println!("COPYDESK_SEED={seed}, round {round}");
        let mut random = ChaCha8Rng::seed_from_u64(seed ^ (round as u64) << 8);
        let mut bytes = sound.clone();
        for _ in 0..random.random_range(1..24) {
            // The first page tells what tables there are: without it there is no database.
            let at = random.random_range(8..bytes.len() / SECTOR) * SECTOR;
            match random.random_bool(0.5) {
                true => random.fill(&mut bytes[at..at + SECTOR]),
                false => bytes[at..at + SECTOR].fill(0),
            }
        }
        fs::write(&database, &bytes).expect("spoilt");
        let done = take_out(&place.folder, folder.path()).expect("the texts are taken out");
        let said: Vec<_> = written(&done);
        let is_said_whole = |name: &&(String, String)| {
            !name.0.ends_with("(part).txt") && !name.0.ends_with("(last revision).txt")
        };
        let claimed: Vec<_> = said.iter().filter(is_said_whole).collect();
        assert_eq!(claimed.len(), done.whole, "as many as were counted");
        for (name, text) in claimed {
            assert!(texts.contains(text), "{name} is said to be whole");
        }
        assert!(done.whole + done.part + done.lost <= STORIES, "no story is made up");
        whole += done.whole;
        hurt += done.part + done.lost;
        fs::remove_dir_all(&done.folder).expect("let go of");
    }
    assert!(whole > 0 && hurt > 0, "the damage hurts some ({hurt}) and spares some ({whole})");
}
