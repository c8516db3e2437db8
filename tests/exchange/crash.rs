//! `kill -9` of the core while it takes a story file in, at every few kilobytes of what it writes: at the next start
//! the desk is as before or as after, and the same file brings the rest.

use crate::story_file::Office;
use copy::{RecordId, RevisionId, Sha256, StoryId};
use copydesk_tests::{
    desk::{files, SetClock},
    edition::picture,
};
use newsroom::{revision::RevisionKind, story_file::Kind, workflow::Move};
use std::{collections::BTreeSet, fs, os::unix::process::ExitStatusExt, path::Path, process::Command};

/// So many bytes further for each kill: a page of the database's log and a bit, so that pages are torn too.
const STEP: u64 = 5_000;

/// Everything of a story that a file brings.
type Whole = Option<(String, Sha256, (BTreeSet<RevisionId>, BTreeSet<RecordId>), usize)>;

fn whole(office: &Office, story: StoryId) -> Whole {
    let hash = office.desk().head(story).ok()?.1;
    let clashes = office.desk().clashes(story).expect("listed").len();
    Some((office.body(story), hash, office.records(story), clashes))
}

fn copy_all(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for file in files(from) {
        let place = to.join(file.strip_prefix(from).expect("below it"));
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::copy(&file, &place).expect("copied");
    }
}

/// Takes the file in, in a process that dies once that much was written; whether it died.
fn dies(office: &Office, seed: u64, file: &Path, bytes: u64) -> bool {
    let folder = office.place.folder.parent().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_newsroom-child"))
        .arg("import")
        .arg(folder)
        .arg(seed.to_string())
        .arg(file)
        .arg(bytes.to_string())
        .output()
        .expect("the child starts");
    let said = String::from_utf8_lossy(&output.stderr);
    match output.status.signal() {
        Some(signal) => {
            assert_eq!(signal, libc::SIGKILL, "killed, and nothing else: {said}");
            true
        }
        None => {
            assert!(output.status.success(), "it ended well: {said}");
            false
        }
    }
}

/// Kills an import everywhere, and looks at the desk each time.
fn killed_everywhere(is_known: bool, seed: u64) {
    let clock = SetClock::still();
    let (a, mut b) = (Office::new(seed, &clock), Office::new(seed + 1, &clock));
    let editor = b.desk().editor_joins();
    // A knows where B is, so that the file needs no passphrase.
    let hello = b.desk().whole_story("Hello", "Hello.");
    a.takes(&b.sends(hello, Kind::Full));
    let story = a.desk().whole_story("Bridge closes", "The bridge closes on Monday.");
    a.desk().lead_photo(story, &picture(3).bytes);
    if is_known {
        b.takes(&a.sends_to_colleagues(story, Kind::Full));
        b.desk().writes(editor, story, "Read by the editor. ");
        b.desk().moves(editor, story, Move::Filed, "");
    }
    for nth in 0..6 {
        a.desk().writes(a.desk().reporter, story, &format!("Sentence {nth} of the reporter. "));
        a.desk().save_revision(a.desk().reporter, story, RevisionKind::Saved, "").expect("saved");
    }
    a.desk().moves(a.desk().reporter, story, Move::Filed, "");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bridge.cdstory");
    fs::write(&file, a.sends_to_colleagues(story, Kind::Full)).expect("written");
    let before = whole(&b, story);
    assert_eq!(before.is_some(), is_known);
    b.closes();
    let kept = folder.path().join("kept");
    copy_all(&b.place.folder, &kept);

    let (mut as_before, mut as_after) = (0, 0);
    let mut after = None;
    for nth in 0.. {
        let seed = (seed * 1_000 + nth) << 32;
        if !dies(&b, seed, &file, nth * STEP) {
            b.opens();
            after = whole(&b, story);
            b.closes();
            break;
        }
        b.opens();
        let found = whole(&b, story);
        if found == before {
            as_before += 1;
        } else {
            as_after += 1;
        }
        b.is_healthy();
        // The same file brings what is missing, and nothing twice.
        b.takes(&fs::read(&file).expect("the file"));
        let again = whole(&b, story);
        if found != before {
            assert_eq!(found, again, "kill {nth}: the desk is as before or as after");
        }
        let body = b.body(story);
        for nth in 0..6 {
            assert_eq!(body.matches(&format!("Sentence {nth} of")).count(), 1, "each sentence once: {body}");
        }
        b.is_healthy();
        b.closes();
        copy_all(&kept, &b.place.folder);
        after = again;
    }
    assert_ne!(after, before, "the file brings something");
    println!("{as_before} kills left the desk as before, {as_after} as after");
    assert!(as_before > 5, "the kills met what is written, or this shows little");
}

#[test]
fn a_kill_leaves_a_desk_that_knows_the_story_as_before_or_as_after() {
    killed_everywhere(true, 70);
}

#[test]
fn a_kill_leaves_a_desk_that_does_not_know_the_story_as_before_or_as_after() {
    killed_everywhere(false, 80);
}
