//! The real outbox against the reference receiver: over a line that drops, and killed at every step.

use copy::{DestinationId, JobId, ReaderNoteKind, StoryId};
use copydesk_tests::{
    desk::{Desk, Place, SetClock},
    edition::{assert_reads, lines, picture, text_of},
    faulty_proxy::{Fault, FaultyProxy, Weather},
    outbox::{killed_at, moments, sends_until_ended},
    receiver::{ReceiverServer, Seen, AUTHORS, SECRET},
};
use newsroom::{
    outbox::{ledger::PlaceKind, Errand, JobState, NoteWish, Step, When},
    Error,
};
use publish::Trouble;
use std::{collections::BTreeMap, sync::Arc, time::Instant};

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
    AUTHORS[n as usize % 2]
}

/// The story there is the one that was approved, with its author, its picture and its credit.
fn assert_there(desk: &Desk, there: DestinationId, story: StoryId, job: JobId, n: u32, seen: &Seen) {
    assert_eq!(seen.status, "usable", "story {n} is live");
    assert_eq!(seen.data["by"], format!("By {}", author(n)), "story {n} has its author");
    let opened = desk.open_revision(story, desk.job(job).expect("the job").revision).expect("opened");
    let edition = desk.edition(story, 1, opened.copy, Some(there)).expect("an edition");
    assert_eq!(seen.copydesk["copyHash"], edition.copy_hash.to_string(), "story {n} is what was approved");
    let body: Vec<String> = edition.copy.body.iter().map(|block| block.text.text()).collect();
    assert_reads(&text_of(&seen.body("main")), &body);
    let widest = edition.pictures[0].renditions.last().expect("a rendition").sha256;
    assert_eq!(seen.pictures(), [widest], "story {n} has its picture, byte for byte");
    let printed = seen.data["associations"][0].to_string();
    assert!(lines(&edition).contains(&edition.pictures[0].credit), "story {n} has a credit");
    assert!(printed.contains(&edition.pictures[0].credit), "story {n} prints it: {printed}");
}

#[test]
fn a_hundred_stories_arrive_exactly_once_over_a_line_that_drops() {
    let receiver = ReceiverServer::start();
    let is_long = std::env::var_os("COPYDESK_LONG").is_some();
    let weather = if is_long { Weather::FOUL } else { Weather::POOR };
    let proxy = FaultyProxy::start(&receiver.url(), 0x101, weather).expect("a proxy");
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 110 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_endpoint(&proxy.url(), SECRET);
    let mut stories = BTreeMap::new();
    for n in 0..100 {
        let story = whole_story(&desk, n);
        stories.insert(n, (story, desk.publishes(desk.reporter, story, there).jobs[0]));
    }
    let jobs: Vec<JobId> = stories.values().map(|(_, job)| *job).collect();
    let took = sends_until_ended(&desk, &jobs);
    let faults = proxy.seen().iter().flatten().count();
    println!(
        "100 stories, {} requests, {faults} of them with a fault, in {:.0} s",
        proxy.seen().len(),
        took.as_secs_f32()
    );
    assert!(faults > 100, "the line was bad, or the test shows little");
    let seen = receiver.stories();
    assert_eq!(seen.len(), 100, "each is there once, and nothing beside them");
    assert_eq!(receiver.assets(), 100, "every picture is there once");
    for (n, (story, job)) in stories {
        let state = JobState::from_key(&desk.job(job).expect("the job").state);
        assert_eq!(state, JobState::Arrived, "story {n}");
        let mine: Vec<_> = seen.iter().filter(|seen| seen.uri == story.urn()).collect();
        assert_eq!(mine.len(), 1, "story {n} is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
    }
}

#[test]
fn a_kill_at_any_step_leaves_the_story_at_the_receiver_exactly_once() {
    let receiver = ReceiverServer::start();
    let began = Instant::now();
    let child = env!("CARGO_BIN_EXE_newsroom-child");
    let secret = format!("CMS={SECRET}");
    // A receiver that goes by the uri has no second reservation that could be discarded.
    let moments: Vec<_> = moments().into_iter().filter(|(step, _)| *step != Step::Discard).collect();
    for (n, (step, when)) in moments.iter().enumerate() {
        let sentence = format!("{} {when}", step.key());
        let n = n as u32;
        let folder = tempfile::tempdir().expect("a folder");
        let seed = (300 + u64::from(n)) << 32;
        let mut place = Place::within(folder.path(), seed, SetClock::running());
        let desk = place.open();
        let there = desk.adds_endpoint(&receiver.url(), SECRET);
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
        let seen = receiver.stories();
        assert_eq!(seen.len(), n as usize + 1, "{sentence}: one story more, and nothing beside it");
        let mine: Vec<_> = seen.iter().filter(|seen| seen.uri == story.urn()).collect();
        assert_eq!(mine.len(), 1, "{sentence}: it is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
        assert!(!mine[0].body("main").contains("Unapproved"), "{sentence}: as it was approved");
        assert_eq!(desk.receipts(story).expect("listed").len(), 1, "{sentence}: one receipt");
    }
    assert_eq!(receiver.assets(), moments.len() as u64, "every picture is there once");
    println!("{} kills in {:.0} s", moments.len(), began.elapsed().as_secs_f32());
}

/// Changed in the CMS, merged here, approved, published: on a receiver that says who it was.
#[test]
fn what_somebody_changed_in_the_cms_comes_home_and_goes_out_merged() {
    let receiver = ReceiverServer::start();
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 500 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_endpoint(&receiver.url(), SECRET);
    let story = whole_story(&desk, 1);
    desk.publishes(desk.reporter, story, there);
    desk.sends_all();
    let seen = receiver.stories();
    receiver.edit(
        &seen[0].id.to_string(),
        "Iryna Kovalenko",
        ("nine months after", "at last, nine months after"),
    );
    desk.writes(desk.reporter, story, "Newer: ");
    let job = desk.publishes(desk.reporter, story, there).jobs[0];
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::NeedsPerson, "nothing is overwritten");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let changed = runtime.block_on(desk.newsroom.look_there(desk.reporter, story, there)).expect("looked");
    assert!(changed, "it was changed there");
    let meeting = desk.meeting(story, there).expect("read").expect("three texts");
    assert_eq!(meeting.row.changed_by, "Iryna Kovalenko", "the receiver says who it was");
    assert_eq!(meeting.row.changed_ms, Some(1_760_431_200_000), "and when");
    assert_eq!(meeting.besides, publish::Besides::default(), "only words changed: {:?}", meeting.besides);
    let open = meeting.merge.open(&BTreeMap::new());
    let choices = open.iter().map(|row| (*row, document::merge::Choice::Both)).collect();
    assert_eq!(open.len(), 1, "the first paragraph: {:?}", meeting.merge.rows);
    desk.take_home(desk.reporter, &meeting, &choices).expect("taken in");
    let job = desk.publishes(desk.reporter, story, there).jobs[0];
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{}", row.trouble);
    let body = text_of(&receiver.stories()[0].body("main"));
    assert!(body.contains("Newer: Crossing 1 reopened on Tuesday 🚋, at last, nine months after"), "{body}");
}

fn withdrawal() -> NoteWish {
    let text = "We could not confirm it.".into();
    NoteWish { kind: ReaderNoteKind::Withdrawal, text, placement: None }
}

fn looks(desk: &Desk, story: StoryId, there: DestinationId) -> Result<bool, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(desk.newsroom.look_there(desk.reporter, story, there))
}

/// The answer to each request is lost once: what happened is looked for, and no notice of ours is taken for somebody's
/// change.
#[test]
fn what_is_taken_from_readers_goes_from_them_though_each_answer_is_lost_once() {
    let receiver = ReceiverServer::start();
    let proxy = FaultyProxy::once_each(&receiver.url(), Fault::LoseAnswer).expect("a proxy");
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 510 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_endpoint(&proxy.url(), SECRET);
    let errands = [Errand::Withdraw, Errand::TakeBack, Errand::Remove];
    let stories: Vec<StoryId> = (0..3).map(|n| whole_story(&desk, n)).collect();
    let jobs: Vec<JobId> =
        stories.iter().map(|story| desk.publishes(desk.reporter, *story, there).jobs[0]).collect();
    sends_until_ended(&desk, &jobs);
    // An outbox that was ended works again after a start.
    drop(desk);
    let desk = place.open();
    desk.adopt_secrets(&format!("CMS={SECRET}")).expect("adopted");
    let taken: Vec<(StoryId, Errand)> = stories.into_iter().zip(errands).collect();
    let jobs: Vec<JobId> = taken
        .iter()
        .map(|(story, errand)| match errand {
            Errand::Withdraw => desk.publishes_with(*story, there, withdrawal()).jobs[0],
            _ => desk.take_from_readers(desk.reporter, *story, &[there], *errand).expect("queued")[0],
        })
        .collect();
    let before = proxy.seen().iter().flatten().count();
    let took = sends_until_ended(&desk, &jobs);
    println!("3 stories taken from readers in {:.0} s", took.as_secs_f32());
    assert!(proxy.seen().iter().flatten().count() >= before + 3, "an answer to each was lost");
    let seen = receiver.stories();
    for (story, errand) in taken {
        let row = seen.iter().find(|seen| seen.uri == story.urn());
        let status = row.map(|row| row.status.as_str());
        match errand {
            Errand::Withdraw => {
                assert_eq!(status, Some("canceled"), "withdrawn");
                assert!(row.is_some_and(|row| row.body("withdrawal").contains("We could not confirm it.")));
            }
            Errand::TakeBack => assert_eq!(status, Some("withheld"), "a draft"),
            _ => assert_ne!(status, Some("usable"), "gone"),
        }
        assert_eq!(desk.receipts(story).expect("listed").len(), 2, "{}: one receipt more", errand.key());
    }
}

/// Somebody signs it otherwise between our last write and the read-back: it goes from readers, and comes back under
/// the right name.
#[test]
fn a_story_under_another_name_is_pulled_back_and_goes_again_under_its_own() {
    let receiver = Arc::new(ReceiverServer::start());
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 520 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_endpoint(&receiver.url(), SECRET);
    let story = whole_story(&desk, 2);
    let (cms, once) = (Arc::clone(&receiver), std::sync::Once::new());
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if (step, when) == (Step::Verify, When::Begun) {
            once.call_once(|| {
                let id = cms.stories()[0].id.to_string();
                cms.edit(&id, "Iryna Kovalenko", (author(2), "Somebody Else"));
            });
        }
    }));
    let job = desk.publishes(desk.reporter, story, there).jobs[0];
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    let trouble = Trouble::from_text(&row.trouble).expect("a trouble");
    assert_eq!(trouble.reason().kind, "hold-wrong-byline", "{trouble:?}");
    assert_eq!(receiver.stories()[0].status, "withheld", "as it says, it is out of readers’ sight");
    desk.retry_job(job).expect("tried again");
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{}", row.trouble);
    assert_there(&desk, there, story, job, 2, &receiver.stories()[0]);
}

/// What was taken back is a draft there, and somebody mends a comma in it: that comes home, and the story may go on.
#[test]
fn a_draft_that_somebody_changed_comes_home_and_a_notice_does_not() {
    let receiver = ReceiverServer::start();
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 530 << 32, SetClock::running());
    let desk = place.open();
    let there = desk.adds_endpoint(&receiver.url(), SECRET);
    let story = whole_story(&desk, 3);
    let cms = || receiver.stories().remove(0);
    let ends = |job: JobId| {
        desk.sends_all();
        JobState::from_key(&desk.job(job).expect("the job").state)
    };
    let may_compare = || {
        let entry = desk.ledger_entry(story).expect("read").expect("listed");
        let place = entry.places.into_iter().find(|place| place.kind == PlaceKind::Destination);
        place.expect("the CMS").may_compare
    };
    assert_eq!(ends(desk.publishes(desk.reporter, story, there).jobs[0]), JobState::Arrived);
    let taken = desk.take_from_readers(desk.reporter, story, &[there], Errand::TakeBack).expect("queued")[0];
    assert_eq!(ends(taken), JobState::Arrived);
    receiver.edit(
        &cms().id.to_string(),
        "Iryna Kovalenko",
        ("nine months after", "at last, nine months after"),
    );
    let again = desk.publishes(desk.reporter, story, there).jobs[0];
    assert_eq!(ends(again), JobState::NeedsPerson, "nothing is overwritten");
    assert!(may_compare(), "it can be compared");
    assert!(looks(&desk, story, there).expect("looked"), "and is");
    let meeting = desk.meeting(story, there).expect("read").expect("three texts");
    desk.take_home(desk.reporter, &meeting, &BTreeMap::new()).expect("taken in");
    assert_eq!(
        ends(desk.publishes(desk.reporter, story, there).jobs[0]),
        JobState::Arrived,
        "then it goes on"
    );
    assert!(text_of(&cms().body("main")).contains("at last, nine months after"));

    let withdrawn = desk.publishes_with(story, there, withdrawal()).jobs[0];
    assert_eq!(ends(withdrawn), JobState::Arrived);
    receiver.edit(&cms().id.to_string(), "Iryna Kovalenko", ("could not confirm", "could not yet confirm"));
    let removed = desk.take_from_readers(desk.reporter, story, &[there], Errand::Remove).expect("queued")[0];
    assert_eq!(ends(removed), JobState::NeedsPerson, "what somebody wrote is not taken away unseen");
    assert!(!may_compare(), "but a notice is no story to compare");
    let refused = looks(&desk, story, there);
    assert!(matches!(&refused, Err(Error::Refused(why)) if why.kind == "desk-notice-stands"), "{refused:?}");
    receiver.edit(&cms().id.to_string(), "Iryna Kovalenko", ("could not yet confirm", "could not confirm"));
    desk.retry_job(removed).expect("tried again");
    assert_eq!(ends(removed), JobState::Arrived, "undone there, it goes");
}
