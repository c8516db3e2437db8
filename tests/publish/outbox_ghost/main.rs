//! The real outbox against a real Ghost, where that is installed: over a line that drops, and killed at every step.

use copy::{DestinationId, JobId, ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{Desk, Place, SetClock},
    edition::{assert_reads, lines, picture, text_of},
    faulty_proxy::{FaultyProxy, Weather},
    ghost::{GhostServer, Seen, AUTHORS},
    outbox::{killed_at, moments, sends_until_ended},
};
use newsroom::outbox::{Errand, JobState, NoteWish, Step};
use std::{collections::BTreeMap, time::Instant};

/// The `n`-th story: its own words, picture and author.
fn whole_story(desk: &Desk, n: u32) -> StoryId {
    let body = format!(
        "Crossing {n} reopened on Tuesday 🚋, nine months after the inspection.\nМіст {n} відкрито для руху."
    );
    let story = desk.whole_story(&format!("Council reopens crossing {n}"), &body);
    desk.signs(story, author(n));
    desk.lead_photo(story, &picture(n).bytes);
    story
}

fn author(n: u32) -> &'static str {
    AUTHORS[n as usize % AUTHORS.len()]
}

/// The story there is the one that was approved, with its author, its picture and its credit.
fn assert_there(desk: &Desk, there: DestinationId, story: StoryId, job: JobId, n: u32, seen: &Seen) {
    assert_eq!(seen.status, "published", "story {n} is live");
    assert_eq!(seen.authors, [author(n)], "story {n} has its author");
    let opened = desk.open_revision(story, desk.job(job).expect("the job").revision).expect("opened");
    let edition = desk.edition(story, 1, opened.copy, Some(there)).expect("an edition");
    assert_reads(&text_of(&seen.printed), &lines(&edition));
    let widest = edition.pictures[0].renditions.last().expect("a rendition").sha256;
    assert_eq!(seen.pictures, [widest], "story {n} has its picture, as it was sent");
}

fn is_story(seen: &Seen, n: u32) -> bool {
    seen.title == format!("Council reopens crossing {n}")
}

#[test]
fn stories_arrive_exactly_once_over_a_line_that_drops() {
    let Some(site) = GhostServer::start(5) else { return };
    let is_long = std::env::var_os("COPYDESK_LONG").is_some();
    let (count, weather) = if is_long { (100, Weather::FOUL) } else { (25, Weather::POOR) };
    let proxy = FaultyProxy::start(&site.url(), 0x101, weather).expect("a proxy");
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 410 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_ghost(&proxy.url(), &site.key("key"));
    let mut stories = BTreeMap::new();
    for n in 0..count {
        let story = whole_story(&desk, n);
        stories.insert(n, (story, desk.publishes(desk.reporter, story, there).jobs[0]));
    }
    let jobs: Vec<JobId> = stories.values().map(|(_, job)| *job).collect();
    let took = sends_until_ended(&desk, &jobs);
    let faults = proxy.seen().iter().flatten().count();
    println!(
        "{count} stories, {} requests, {faults} of them with a fault, in {:.0} s",
        proxy.seen().len(),
        took.as_secs_f32()
    );
    assert!(faults > count as usize, "the line was bad, or the test shows little");
    let seen = site.stories();
    assert_eq!(seen.len(), count as usize, "each is there once, and nothing beside them");
    for (n, (story, job)) in stories {
        let state = JobState::from_key(&desk.job(job).expect("the job").state);
        assert_eq!(state, JobState::Arrived, "story {n}");
        let mine: Vec<_> = seen.iter().filter(|seen| is_story(seen, n)).collect();
        assert_eq!(mine.len(), 1, "story {n} is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
    }
}

#[test]
fn a_kill_at_any_step_leaves_the_story_at_ghost_exactly_once() {
    let Some(site) = GhostServer::start(5) else { return };
    let began = Instant::now();
    let child = env!("CARGO_BIN_EXE_newsroom-child");
    let secret = format!("Ghost={}", site.key("key"));
    // One that is reserved only once leaves nothing to discard: that step is another test's.
    let moments: Vec<_> = moments().into_iter().filter(|(step, _)| *step != Step::Discard).collect();
    for (n, (step, when)) in moments.iter().enumerate() {
        let sentence = format!("{} {when}", step.key());
        let n = n as u32;
        let folder = tempfile::tempdir().expect("a folder");
        let seed = (500 + u64::from(n)) << 32;
        let mut place = Place::within(folder.path(), seed, SetClock::running());
        let desk = place.open();
        let there = desk.adds_ghost(&site.url(), &site.key("key"));
        let story = whole_story(&desk, n);
        let job = desk.publishes(desk.reporter, story, there).jobs[0];
        desk.writes(desk.reporter, story, "Unapproved: ");
        drop(desk);
        killed_at(child, folder.path(), seed + 1_000, *step, when, &secret);

        let desk = place.open();
        desk.adopt_secrets(&secret).expect("adopted");
        desk.sends_all();
        let row = desk.job(job).expect("the job");
        assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{sentence}: {}", row.trouble);
        let seen = site.stories();
        assert_eq!(seen.len(), n as usize + 1, "{sentence}: one story more, and nothing beside it");
        let mine: Vec<_> = seen.iter().filter(|seen| is_story(seen, n)).collect();
        assert_eq!(mine.len(), 1, "{sentence}: it is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
        assert!(!mine[0].printed.contains("Unapproved"), "{sentence}: as it was approved");
        assert_eq!(desk.receipts(story).expect("listed").len(), 1, "{sentence}: one receipt");
    }
    assert_eq!(site.library(), moments.len() as u64, "every picture is there once");
    println!("{} kills in {:.0} s", moments.len(), began.elapsed().as_secs_f32());
}

/// What the outbox itself knows of a place is enough to take a story from readers: nobody looks its authors up for that.
#[test]
fn what_is_taken_from_readers_goes_from_them() {
    let Some(site) = GhostServer::start(5) else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 700 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_ghost(&site.url(), &site.key("key"));
    for (n, errand) in [Errand::Withdraw, Errand::TakeBack, Errand::Remove].into_iter().enumerate() {
        let n = n as u32;
        let story = whole_story(&desk, n);
        desk.publishes(desk.reporter, story, there);
        desk.sends_all();
        let mine = || site.stories().into_iter().find(|seen| is_story(seen, n));
        assert_eq!(mine().expect("it is there").status, "published", "readers have it");
        let job = match errand {
            Errand::Withdraw => {
                let text = "We could not confirm it.".into();
                let note = NoteWish { kind: ReaderNoteKind::Withdrawal, text, placement: None };
                desk.publishes_with(story, there, note).jobs[0]
            }
            _ => desk.take_from_readers(desk.reporter, story, &[there], errand).expect("queued")[0],
        };
        desk.sends_all();
        let row = desk.job(job).expect("the job");
        assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{}: {}", errand.key(), row.trouble);
        match (errand, mine()) {
            (Errand::Withdraw, Some(seen)) => {
                assert_eq!(seen.status, "published", "a notice stands there");
                assert!(seen.printed.contains("We could not confirm it."), "{}", seen.printed);
                assert!(!seen.printed.contains("reopened on Tuesday"), "and nothing of the story");
            }
            (Errand::TakeBack, Some(seen)) => assert_eq!(seen.status, "draft", "nobody finds it"),
            (Errand::Remove, None) => {}
            (_, seen) => panic!("{}: {seen:?}", errand.key()),
        }
    }
}
