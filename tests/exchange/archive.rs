//! The desk archive: the whole desk in one file, and a new device out of it.

use crate::story_file::{Office, PASSPHRASE};
use copydesk_tests::{
    desk::{Place, SetClock},
    edition::picture,
};
use newsroom::{desk_archive, workflow::Move};
use std::sync::Arc;

#[test]
fn a_desk_goes_into_an_archive_and_comes_out_as_a_new_device() {
    let clock = SetClock::still();
    let office = Office::new(11, &clock);
    let desk = office.desk();
    let story = desk.whole_story("Bridge closes", "The bridge closes on Monday.");
    desk.lead_photo(story, &picture(7).bytes);
    desk.moves(desk.reporter, story, Move::Approved, "");
    desk.publishes(desk.reporter, story, desk.site());
    let mut file = Vec::new();
    let made = desk.archive_desk(&mut file, PASSPHRASE).expect("archived");
    assert_eq!((made.stories, made.photos), (1, 1));
    assert_eq!(desk_archive::verify_archive(file.as_slice(), PASSPHRASE).expect("it opens"), made);
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 77_000, Arc::clone(&clock));
    place.machine = "a new computer".into();
    let back = desk_archive::restore_archive(file.as_slice(), PASSPHRASE, &place.folder).expect("restored");
    assert_eq!(back, made);
    let names = copydesk_tests::desk::files(&place.folder);
    assert!(!names.iter().any(|path| path.ends_with("device.key")), "no key comes out of an archive");
    let restored = place.open();
    assert_ne!(restored.device(), desk.device(), "a new device");
    assert_eq!(restored.head(story).expect("the head").1, desk.head(story).expect("the head").1);
    let job = restored.ledger().expect("the ledger").remove(0);
    assert!(!job.is_settled(), "what was under way is not forgotten");
    let state = job.places.iter().filter_map(|place| place.state()).next().expect("a job");
    assert_eq!(state, newsroom::outbox::JobState::Ask, "and asks before it goes on");
    let found = restored.examine(|_, _| {}).expect("examined");
    assert_eq!(found.troubles, Vec::<String>::new());
    assert_eq!((found.photos, found.stories), (1, 1));
    let again = desk_archive::restore_archive(file.as_slice(), PASSPHRASE, &place.folder);
    assert!(again.is_err_and(|error| error.to_string().contains("empty")), "no folder is written over");
}

#[test]
fn an_archive_that_was_cut_or_altered_restores_nothing() {
    let clock = SetClock::still();
    let office = Office::new(12, &clock);
    office.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    let mut file = Vec::new();
    office.desk().archive_desk(&mut file, PASSPHRASE).expect("archived");
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("desk");
    for n in [1, 3, 5, 7, 9] {
        let at = file.len() * n / 10;
        let mut altered = file.clone();
        altered[at] ^= 1;
        for bytes in [&file[..at], &altered] {
            assert!(desk_archive::restore_archive(bytes, PASSPHRASE, &into).is_err());
            assert!(desk_archive::verify_archive(bytes, PASSPHRASE).is_err());
        }
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("listed").collect();
    assert!(left.is_empty(), "nothing is left lying about: {left:?}");
    assert!(office.desk().archive_desk(Vec::new(), "short").is_err(), "a passphrase has a length");
}
