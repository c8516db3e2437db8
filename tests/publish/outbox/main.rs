//! The real outbox against a real WordPress: over a line that drops, and killed at every step.
//!
//! A binary of its own beside the conformance suite: its waits are the outbox's own, and it can run
//! while others do.

use copy::{DestinationId, JobId, StoryId};
use copydesk_tests::{
    desk::{Desk, Place, SetClock},
    edition::{assert_reads, picture, text_of},
    faulty_proxy::{FaultyProxy, Weather},
    wordpress::{clock, Seen, WordPressServer},
};
use newsroom::outbox::{JobState, Step};
use publish::{wordpress::WordPress, Destination, Setup};
use std::{
    collections::BTreeMap, os::unix::process::ExitStatusExt, path::Path, process::Command, sync::Arc,
    time::Instant,
};

/// The authors that the site knows.
const AUTHORS: [&str; 2] = ["Author One", "Editor One"];

fn adds_wordpress(desk: &Desk, site: &WordPressServer, address: &str) -> DestinationId {
    let settings = site.settings("editor", &site.url());
    desk.adds_wordpress(address, &settings.login, &settings.password)
}

/// The `n`-th story: its own words, picture and author.
fn whole_story(desk: &Desk, n: u32) -> StoryId {
    let body = format!(
        "Crossing {n} reopened on Tuesday 🚋, nine months after the inspection.\nМіст {n} відкрито для руху."
    );
    let story = desk.whole_story(&format!("Council reopens crossing {n}"), &body);
    desk.signs(story, AUTHORS[n as usize % AUTHORS.len()]);
    desk.lead_photo(story, &picture(n).bytes);
    story
}

/// The story there is the one that was approved, with its author, its picture and its credit.
fn assert_there(desk: &Desk, site: DestinationId, story: StoryId, job: JobId, n: u32, seen: &Seen) {
    assert_eq!(seen.status, "publish", "story {n} is live");
    assert_eq!(seen.author, AUTHORS[n as usize % AUTHORS.len()], "story {n} has its author");
    let opened = desk.open_revision(story, desk.job(job).expect("the job").revision).expect("opened");
    let edition = desk.edition(story, 1, opened.copy, Some(site)).expect("an edition");
    assert_reads(&text_of(&seen.printed), &copydesk_tests::edition::lines(&edition));
    let widest = edition.pictures[0].renditions.last().expect("a rendition").sha256;
    assert_eq!(seen.pictures, [widest], "story {n} has its picture, byte for byte");
    let credit = &edition.pictures[0].credit;
    assert!(credit.contains("Photo Desk / City News"), "story {n} has a credit: {credit}");
    assert_eq!(text_of(&seen.printed).matches(credit.as_str()).count(), 1, "story {n} prints it once");
}

#[test]
fn a_hundred_stories_arrive_exactly_once_over_a_line_that_drops() {
    let site = WordPressServer::start();
    let proxy = FaultyProxy::start(&site.url(), 0x100, Weather::FOUL).expect("a proxy");
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 100 << 32, SetClock::running());
    let desk = place.open();
    let there = adds_wordpress(&desk, &site, &proxy.url());
    let mut stories = BTreeMap::new();
    for n in 0..100 {
        let story = whole_story(&desk, n);
        stories.insert(n, (story, desk.publishes(desk.reporter, story, there).jobs[0]));
    }
    let began = Instant::now();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let changed = Arc::new(tokio::sync::Notify::new());
    let bell = Arc::clone(&changed);
    desk.listen(Arc::new(move |_| bell.notify_one()));
    runtime.block_on(async {
        let running = tokio::spawn(Arc::clone(&desk.newsroom).run_outbox());
        loop {
            let open: Vec<_> = stories
                .values()
                .map(|(_, job)| desk.job(*job).expect("the job"))
                .filter(|job| !job.is_finished)
                .collect();
            let stuck = open.iter().find(|job| JobState::from_key(&job.state) == JobState::NeedsPerson);
            assert!(stuck.is_none(), "no line makes a person necessary: {stuck:?}");
            if open.is_empty() {
                break;
            }
            changed.notified().await;
        }
        desk.end_outbox();
        running.await.expect("the outbox ends");
    });
    let faults = proxy.seen().iter().flatten().count();
    println!(
        "100 stories, {} requests, {faults} of them with a fault, in {:.0} s",
        proxy.seen().len(),
        began.elapsed().as_secs_f32()
    );
    assert!(faults > 100, "the line was bad, or the test shows little");
    let seen = site.stories();
    assert_eq!(seen.len(), 100, "each is there once, and nothing beside them");
    for (n, (story, job)) in stories {
        let state = JobState::from_key(&desk.job(job).expect("the job").state);
        assert_eq!(state, JobState::Arrived, "story {n}");
        let title = format!("Council reopens crossing {n}");
        let mine: Vec<_> = seen.iter().filter(|post| post.title == title).collect();
        assert_eq!(mine.len(), 1, "story {n} is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
    }
}

/// Two empty drafts of a story, as a line leaves them that doubled the request.
fn reserves_twice(site: &WordPressServer, story: StoryId) {
    let there = WordPress::new(&site.settings("editor", &site.url()), clock()).expect("loopback is allowed");
    let reservation = Setup::reservation(story, "wordpress", &site.url());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for _ in 0..2 {
        runtime.block_on(there.reserve(&reservation)).expect("reserved");
    }
}

/// Sends what is queued in another process, which kills itself there.
fn killed_at(folder: &Path, seed: u64, step: Step, when: &str, secret: &str) {
    let status = Command::new(env!("CARGO_BIN_EXE_newsroom-child"))
        .arg("publish")
        .arg(folder)
        .args([&seed.to_string(), step.key(), when, "running", &format!("WordPress={secret}")])
        .status()
        .expect("the child starts");
    assert_eq!(status.signal(), Some(libc::SIGKILL), "{} {when}: it came to that step", step.key());
}

#[test]
fn a_kill_at_any_step_leaves_the_story_at_wordpress_exactly_once() {
    let site = WordPressServer::start();
    let secret = site.settings("editor", &site.url()).password;
    let began = Instant::now();
    let mut kills = Vec::new();
    for step in Step::ALL {
        // After the answer and before it is written down is where the desk knows least.
        kills.push((step, "answered"));
        if matches!(step, Step::Media | Step::Reserve | Step::Write | Step::SetState) {
            kills.extend([(step, "begun"), (step, "written")]);
        }
    }
    for (n, (step, when)) in kills.iter().enumerate() {
        let sentence = format!("{} {when}", step.key());
        let n = n as u32;
        let folder = tempfile::tempdir().expect("a folder");
        let seed = (200 + u64::from(n)) << 32;
        let mut place = Place::within(folder.path(), seed, SetClock::running());
        let desk = place.open();
        let there = adds_wordpress(&desk, &site, &site.url());
        let story = whole_story(&desk, n);
        if *step == Step::Discard {
            reserves_twice(&site, story);
        }
        let job = desk.publishes(desk.reporter, story, there).jobs[0];
        desk.writes(desk.reporter, story, "Unapproved: ");
        drop(desk);
        killed_at(folder.path(), seed + 1_000, *step, when, &secret);

        let desk = place.open();
        desk.adopt_secrets(&format!("WordPress={secret}")).expect("adopted");
        desk.sends_all();
        let row = desk.job(job).expect("the job");
        assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{sentence}: {}", row.trouble);
        let seen = site.stories();
        assert_eq!(seen.len(), n as usize + 1, "{sentence}: one story more, and nothing beside it");
        let title = format!("Council reopens crossing {n}");
        let mine: Vec<_> = seen.iter().filter(|post| post.title == title).collect();
        assert_eq!(mine.len(), 1, "{sentence}: it is there exactly once");
        assert_there(&desk, there, story, job, n, mine[0]);
        assert!(!mine[0].printed.contains("Unapproved"), "{sentence}: as it was approved");
        assert_eq!(desk.receipts(story).expect("listed").len(), 1, "{sentence}: one receipt");
    }
    assert_eq!(site.library(), kills.len() as u64, "every picture is in the library once");
    println!("{} kills in {:.0} s", kills.len(), began.elapsed().as_secs_f32());
}

/// Changed in WordPress's own editor, merged here, approved, published.
#[test]
fn what_somebody_changed_in_wordpress_comes_home_and_goes_out_merged() {
    let site = WordPressServer::start();
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 501 << 32, SetClock::running());
    let desk = place.open();
    let there = adds_wordpress(&desk, &site, &site.url());
    let story = whole_story(&desk, 2);
    desk.publishes(desk.reporter, story, there);
    desk.sends_all();
    let id = site.stories()[0].id;
    site.php(&format!(
        "wp_set_current_user(1); $post = get_post({id});
         $content = str_replace(['reopened on Tuesday', 'A road bridge at low water.'], ['reopened at last on Tuesday', 'A long bridge at low water.'], $post->post_content);
         echo json_encode(wp_update_post(wp_slash(['ID' => {id}, 'post_content' => $content, 'post_title' => 'Council opens crossing 2'])));"
    ));
    desk.writes(desk.reporter, story, "Newer: ");
    let job = desk.publishes(desk.reporter, story, there).jobs[0];
    desk.sends_all();
    assert_eq!(
        JobState::from_key(&desk.job(job).expect("the job").state),
        JobState::NeedsPerson,
        "nothing is overwritten"
    );
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let changed = runtime.block_on(desk.newsroom.look_there(desk.reporter, story, there)).expect("looked");
    assert!(changed, "it was changed there");
    let meeting = desk.meeting(story, there).expect("read").expect("three texts");
    assert!(!meeting.row.changed_by.is_empty(), "WordPress says who saved it");
    assert!(meeting.row.changed_ms.is_some(), "and when");
    assert_eq!(meeting.besides, publish::Besides::default(), "only words changed: {:?}", meeting.besides);
    let open = meeting.merge.open(&BTreeMap::new());
    assert_eq!(open.len(), 1, "the first paragraph: {:?}", meeting.merge.rows);
    let choices = open.iter().map(|row| (*row, document::merge::Choice::Both)).collect();
    desk.take_home(desk.reporter, &meeting, &choices).expect("taken in");
    let copy = desk.head(story).expect("the head").0;
    assert_eq!(copy.headline.text(), "Council opens crossing 2", "their headline is home");
    assert_eq!(copy.figures[0].caption.text(), "A long bridge at low water.", "and their caption");
    let job = desk.publishes(desk.reporter, story, there).jobs[0];
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    assert_eq!(JobState::from_key(&row.state), JobState::Arrived, "{}", row.trouble);
    let seen = site.stories();
    assert_eq!(seen.len(), 1, "one story, in one place");
    let text = text_of(&seen[0].printed);
    assert!(text.contains("Newer: Crossing 2 reopened at last on Tuesday"), "{text}");
    assert!(text.contains("A long bridge at low water."), "{text}");
    assert_eq!(seen[0].title, "Council opens crossing 2");
}
