//! `kill -9` of the core at every step of publishing to a site folder: afterwards the story is there
//! exactly once, as it was approved.

use copy::{ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{files, Desk, Place, SetClock},
    edition::{picture, text_of},
};
use newsroom::outbox::{Errand, JobState, NoteWish, Step};
use std::{fs, os::unix::process::ExitStatusExt, path::Path, process::Command};

/// Sends what is queued in another process, which kills itself there.
fn killed_at(folder: &Path, seed: u64, step: Step, when: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_newsroom-child"))
        .arg("publish")
        .arg(folder)
        .args([&seed.to_string(), step.key(), when, "still"])
        .status()
        .expect("the child starts");
    assert_eq!(status.signal(), Some(libc::SIGKILL), "{} {when}: it came to that step", step.key());
}

/// The story's page, of which there is one.
fn the_page(desk: &Desk, place: &Place, story: StoryId, sentence: &str) -> String {
    let pages: Vec<_> = files(&place.site.join("story"))
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "html"))
        .collect();
    let page = desk.local_page(story, desk.site()).expect("asked").expect("the page is there");
    assert_eq!(pages, std::slice::from_ref(&page), "{sentence}: one page");
    let front = desk.front_page(desk.site()).expect("a front page");
    let front = fs::read_to_string(front.trim_start_matches("file://")).expect("the front page");
    let named =
        front.matches(&format!("story/{}", page.file_name().expect("a name").to_string_lossy())).count();
    assert!(named >= 1, "{sentence}: the front page leads to it");
    assert_eq!(text_of(&front).matches("Bridge reopens").count(), 1, "{sentence}: once");
    text_of(&fs::read_to_string(page).expect("read"))
}

#[test]
fn a_kill_at_any_step_leaves_the_story_there_exactly_once() {
    // A folder has no second reservation that could be discarded: that step is killed at WordPress.
    let steps = Step::ALL.into_iter().filter(|step| *step != Step::Discard);
    for (number, step) in steps.enumerate() {
        for (at, when) in ["begun", "answered", "written"].into_iter().enumerate() {
            let sentence = format!("{} {when}", step.key());
            let folder = tempfile::tempdir().expect("a folder");
            let seed = ((2_000 + number * 10 + at) as u64) << 32;
            let mut place = Place::within(folder.path(), seed, SetClock::still());
            let desk = place.open();
            let story = desk.whole_story("Bridge reopens", "The bridge is open.");
            desk.lead_photo(story, &picture(number as u32).bytes);
            let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
            desk.writes(desk.reporter, story, "Unapproved: ");
            drop(desk);
            killed_at(folder.path(), seed + 1_000, step, when);

            let desk = place.open();
            desk.sends();
            let state = JobState::from_key(&desk.job(job).expect("the job").state);
            assert_eq!(
                state,
                JobState::Arrived,
                "{sentence}: it arrived: {}",
                desk.job(job).expect("it").trouble
            );
            let text = the_page(&desk, &place, story, &sentence);
            assert!(text.contains("The bridge is open."), "{sentence}: the approved text");
            assert!(text.contains("Photo Desk / City News"), "{sentence}: with its credit: {text}");
            assert!(!text.contains("Unapproved"), "{sentence}: and no other");
            assert_eq!(desk.receipts(story).expect("listed").len(), 1, "{sentence}: one receipt");

            // An update takes the steps that find the story there.
            if matches!(step, Step::Find | Step::Reserve) {
                continue;
            }
            let second = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
            drop(desk);
            killed_at(folder.path(), seed + 2_000, step, when);
            let desk = place.open();
            desk.sends();
            let state = JobState::from_key(&desk.job(second).expect("the job").state);
            assert_eq!(state, JobState::Arrived, "{sentence}: the update arrived");
            let text = the_page(&desk, &place, story, &sentence);
            assert!(text.contains("Unapproved: The bridge is open."), "{sentence}: the update's text");
            assert_eq!(desk.receipts(story).expect("listed").len(), 2, "{sentence}: one receipt more");
        }
    }
}

/// The steps that an errand takes where readers have the story.
fn steps_of(errand: Errand) -> Vec<Step> {
    let mut steps = vec![Step::Preflight, Step::Read, Step::SetState];
    if !errand.only_takes() {
        steps.extend([Step::Resolve, Step::Media, Step::Verify]);
    }
    steps
}

#[test]
fn a_kill_at_any_step_of_taking_it_from_readers_takes_it_from_them() {
    let errands = [Errand::Withdraw, Errand::TakeBack, Errand::Remove];
    let moments =
        errands.into_iter().flat_map(|errand| steps_of(errand).into_iter().map(move |step| (errand, step)));
    for (number, (errand, step)) in moments.enumerate() {
        for (at, when) in ["begun", "answered", "written"].into_iter().enumerate() {
            let sentence = format!("{}: {} {when}", errand.key(), step.key());
            let folder = tempfile::tempdir().expect("a folder");
            let seed = ((5_000 + number * 10 + at) as u64) << 32;
            let mut place = Place::within(folder.path(), seed, SetClock::still());
            let desk = place.open();
            let story = desk.whole_story("Bridge reopens", "The bridge is open.");
            desk.publishes(desk.reporter, story, desk.site());
            desk.sends();
            let job = match errand {
                Errand::Withdraw => {
                    let text = "We could not confirm it.".into();
                    let note = NoteWish { kind: ReaderNoteKind::Withdrawal, text, placement: None };
                    desk.publishes_with(story, desk.site(), note).jobs[0]
                }
                _ => desk.take_from_readers(desk.reporter, story, &[desk.site()], errand).expect("queued")[0],
            };
            drop(desk);
            killed_at(folder.path(), seed + 1_000, step, when);

            let desk = place.open();
            desk.sends();
            let row = desk.job(job).expect("the job");
            assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{sentence}: {}", row.trouble);
            assert_eq!(desk.receipts(story).expect("listed").len(), 2, "{sentence}: one receipt more");
            let front = desk.front_page(desk.site()).expect("a front page");
            let front = fs::read_to_string(front.trim_start_matches("file://")).expect("the front page");
            assert!(!front.contains("Bridge reopens"), "{sentence}: no list leads to it");
            let file = desk.local_page(story, desk.site()).expect("asked");
            let page = file.map(|file| text_of(&fs::read_to_string(file).expect("read")));
            assert_eq!(page.is_some(), errand == Errand::Withdraw, "{sentence}: a notice, or nothing");
            let page = page.unwrap_or_default();
            assert!(
                !page.contains("The bridge is open."),
                "{sentence}: nothing of the story is left: {page}"
            );
        }
    }
}
