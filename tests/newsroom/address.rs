//! The local site gets a public address: what is kept, what is printed anew, and that the desk takes no page of its
//! own for a changed one.

use crate::Room;
use copy::{JobId, StoryId};
use copydesk_tests::{
    desk::{files, Desk, Place, SetClock},
    sshd::SshServer,
};
use document::{Container, Delta, FactChange};
use newsroom::{
    destination::{Part, Readdressed},
    outbox::{JobState, Step, When},
    review::Wish,
    workflow::Move,
    Error, Newsroom,
};
use publish::{Besides, Setup, Trouble};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicUsize, Ordering},
        Arc,
    },
};

const BASE: &str = "https://news.example.org/";
const HOUR: i64 = 60 * 60_000;

fn runs<T>(work: impl std::future::Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

fn sets(desk: &Desk, address: &str) -> Result<Readdressed, Error> {
    runs(desk.newsroom.set_site_address(desk.site(), address, &|_, _, _| true))
}

/// The address is set, and every page has it.
fn set(desk: &Desk, address: &str) -> usize {
    let done = sets(desk, address).expect("set");
    assert_eq!((done.unfinished, done.not_uploaded), (None, None));
    assert_eq!(done.address, address);
    assert!(!kept(desk).pages_owed, "nothing is owed");
    done.stories
}

fn kept(desk: &Desk) -> Setup {
    Setup::from_text(&desk.destination(desk.site()).expect("the site").settings)
}

fn refused(answer: Result<Readdressed, Error>) -> String {
    match answer {
        Err(Error::Refused(sentence)) => sentence.kind,
        other => panic!("it should be refused, not {other:?}"),
    }
}

fn live(desk: &Desk, headline: &str) -> StoryId {
    let story = desk.whole_story(headline, "The bridge is open.\nBuses run again.");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    assert_arrived(desk, job);
    story
}

fn changes(desk: &Desk, story: StoryId, words: &str) -> JobId {
    desk.types(desk.reporter, story, Container::Deck, Delta::new().insert(words));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends();
    job
}

fn state(desk: &Desk, job: JobId) -> JobState {
    JobState::from_key(&desk.job(job).expect("the job").state)
}

fn assert_arrived(desk: &Desk, job: JobId) {
    assert_eq!(state(desk, job), JobState::Arrived, "{}", desk.job(job).expect("the job").trouble);
}

fn file(desk: &Desk, story: StoryId) -> PathBuf {
    desk.local_page(story, desk.site()).expect("asked").expect("the page is there")
}

fn page(desk: &Desk, story: StoryId) -> String {
    fs::read_to_string(file(desk, story)).expect("read")
}

fn url(desk: &Desk, story: StoryId) -> String {
    let entry = desk.ledger_entry(story).expect("read").expect("it is in the ledger");
    entry.places.into_iter().find_map(|place| place.url).expect("it has an address")
}

#[test]
fn an_address_is_no_change_that_anybody_made() {
    let room = Room::open(980);
    let desk = &room.desk;
    let (first, second) = (live(desk, "Bridge reopens"), live(desk, "Ferry stays"));
    assert!(url(desk, first).starts_with("file:"));
    assert_eq!(set(desk, BASE), 2);
    assert!(page(desk, first).contains("rel=\"canonical\" href=\"https://news.example.org/story/"));
    assert_eq!(url(desk, first), format!("{BASE}story/bridge-reopens.html"), "and the ledger knows it");
    let opened = desk.public_address(second, desk.site()).expect("known");
    assert_eq!(opened, format!("{BASE}story/ferry-stays.html"));
    assert_arrived(desk, changes(desk, first, "After the repair"));
    assert!(page(desk, first).contains("After the repair"));

    // Somebody edits a page by hand: that is no false alarm, and stays one across one more address.
    let theirs = page(desk, second).replace("Buses run again.", "Buses and trams run again.");
    fs::write(file(desk, second), &theirs).expect("edited");
    let done = sets(desk, "https://www.news.example.org").expect("set");
    assert_eq!((done.stories, done.unfinished), (1, None));
    assert_eq!(done.address, "https://www.news.example.org/");
    assert_eq!(page(desk, second), theirs, "their words stand");
    assert_eq!(kept(desk).pages_theirs, ["story/ferry-stays.html"], "and it is told");
    let job = changes(desk, second, "For the time being");
    assert_eq!(state(desk, job), JobState::NeedsPerson, "nothing is overwritten");
    assert!(Newsroom::was_changed_there(&desk.job(job).expect("the job")));
    let looked = runs(desk.newsroom.look_there(desk.reporter, second, desk.site())).expect("looked");
    assert!(looked, "it was changed there");
    let meeting = desk.meeting(second, desk.site()).expect("read").expect("three texts");
    assert_eq!(meeting.besides, Besides::default(), "and only their words are another: no address is");
    let choices = meeting
        .merge
        .open(&std::collections::BTreeMap::new())
        .into_iter()
        .map(|row| (row, document::merge::Choice::Theirs))
        .collect();
    desk.take_home(desk.reporter, &meeting, &choices).expect("taken in");
    let job = desk.publishes(desk.reporter, second, desk.site()).jobs[0];
    desk.sends();
    assert_arrived(desk, job);
    let text = page(desk, second);
    assert!(
        text.contains("Buses and trams run again.") && text.contains("https://www.news.example.org/story/")
    );
    assert_eq!(set(desk, ""), 2, "and it may go again");
    assert!(kept(desk).pages_theirs.is_empty());
    assert!(url(desk, second).starts_with("file:"));
    assert!(!room.place.site.join("feed.xml").exists() && !room.place.site.join("sitemap.xml").exists());
    assert_arrived(desk, changes(desk, first, "Again, "));
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_kept() {
    let room = Room::open(981);
    let desk = &room.desk;
    let story = live(desk, "Bridge reopens");
    set(desk, BASE);
    for (typed, kind) in [
        ("news.example.org", "wire-site-address-scheme"),
        ("ftp://news.example.org/", "wire-site-address-scheme"),
        ("https://news.example.org/?a=b", "wire-site-address-query"),
        ("https://news.example.org/#top", "wire-site-address-query"),
        ("https://news example.org/", "wire-site-address-spaces"),
        ("https://", "wire-site-address-no-host"),
        ("https://desk:secret@news.example.org/", "wire-site-address-password"),
    ] {
        assert_eq!(refused(sets(desk, typed)), kind, "{typed}");
    }
    // The disk with the folder is not connected.
    let away = room.folder.path().join("away");
    fs::rename(&room.place.site, &away).expect("taken away");
    assert_eq!(refused(sets(desk, "https://other.example/")), "wire-folder-away");
    assert!(!room.place.site.exists(), "and no other folder is made in its place");
    fs::rename(&away, &room.place.site).expect("back");
    // Something of somebody else's stands where a part of ours belongs.
    fs::remove_file(room.place.site.join(".copydesk/lock")).expect("removed");
    fs::create_dir(room.place.site.join(".copydesk/lock")).expect("made");
    let kind = refused(sets(desk, "https://other.example/"));
    assert!(kind.starts_with("wire-folder-"), "{kind}");
    fs::remove_dir(room.place.site.join(".copydesk/lock")).expect("removed");
    assert_eq!((kept(desk).base_address.as_str(), kept(desk).pages_owed), (BASE, false));
    assert!(page(desk, story).contains(BASE));
    let wordpress = desk.adds_endpoint("http://127.0.0.1:9", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
    let other = runs(desk.newsroom.set_site_address(wordpress, BASE, &|_, _, _| true));
    assert!(matches!(other, Err(Error::Missing("site"))), "only a site has one: {other:?}");
}

#[test]
fn a_site_that_is_paused_gets_its_pages_when_something_goes_there_again() {
    let room = Room::open(982);
    let desk = &room.desk;
    let story = live(desk, "Bridge reopens");
    let before = page(desk, story);
    desk.pause_destination(desk.site(), Some(newsroom::Hold::ByPerson.into())).expect("paused");
    let done = sets(desk, BASE).expect("kept");
    assert_eq!(done.unfinished.map(|why| why.kind).as_deref(), Some("hold-by-person"));
    assert_eq!((kept(desk).base_address.as_str(), kept(desk).pages_owed), (BASE, true), "kept, and owed");
    assert_eq!(page(desk, story), before, "nothing was printed");
    desk.pause_destination(desk.site(), None).expect("it goes on");
    desk.pause_outbox(true);
    assert_eq!(
        sets(desk, BASE).expect("kept").unfinished.map(|why| why.kind).as_deref(),
        Some("hold-all-paused")
    );
    desk.pause_outbox(false);
    // The desk ends; the word stands.
    let room = room.reopened();
    let desk = &room.desk;
    live(desk, "Ferry stays");
    assert!(!kept(desk).pages_owed, "the next publication did it");
    assert!(page(desk, story).contains(BASE));
    assert!(fs::read_to_string(room.place.site.join("feed.xml")).expect("a feed").contains("Bridge reopens"));
}

#[test]
fn work_that_is_stopped_is_owed_and_a_person_may_have_it_done() {
    let room = Room::open(983);
    let desk = &room.desk;
    let story = live(desk, "Bridge reopens");
    let asked = AtomicUsize::new(0);
    let stopped = runs(desk.newsroom.set_site_address(desk.site(), BASE, &|part, _, of| {
        assert!(part == Part::Printing && of > 0);
        asked.fetch_add(1, Ordering::SeqCst) == 0
    }))
    .expect("kept");
    assert_eq!(stopped.unfinished.map(|why| why.kind).as_deref(), Some("hold-pages-stopped"));
    assert!(kept(desk).pages_owed);
    assert!(page(desk, story).contains(BASE), "what was printed by then stays");
    assert_eq!(set(desk, BASE), 1);
    assert_arrived(desk, changes(desk, story, "After the repair"));
}

#[test]
fn an_embargoed_story_is_in_no_feed_and_no_sitemap() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = SetClock::still();
    let mut place = Place::within(folder.path(), 984 << 32, clock.clone());
    let desk = place.open();
    live(&desk, "Ferry stays");
    let story = desk.whole_story("Bridge reopens", "The crossing carries buses.");
    desk.sets(story, FactChange::WebSlug("embargoed-bridge".into()));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    let wish = Wish { until_ms: Some(desk.now().at_ms + HOUR), ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
    desk.sends();
    assert_eq!(set(&desk, BASE), 1);
    let holds = |words: &str| {
        let has = |path: &PathBuf| fs::read_to_string(path).is_ok_and(|text| text.contains(words));
        files(&place.site).iter().any(has)
    };
    for words in ["Bridge reopens", "The crossing carries", "embargoed-bridge", &story.to_string()] {
        assert!(!holds(words), "nothing of {words}");
    }
    clock.advance_ms(HOUR);
    desk.sends();
    assert_arrived(&desk, job);
    let feed = fs::read_to_string(place.site.join("feed.xml")).expect("a feed");
    assert!(feed.contains("https://news.example.org/story/embargoed-bridge.html"));
}

#[test]
fn an_address_may_change_between_any_two_steps_of_a_job() {
    let room = Room::open(985);
    let desk = room.desk.clone();
    let story = live(&desk, "Bridge reopens");
    let steps = Arc::new(AtomicUsize::new(0));
    let (there, seen) = (desk.clone(), Arc::clone(&steps));
    desk.listen_to_steps(Arc::new(move |_, step, when| {
        if when == When::Answered || step == Step::Tidy {
            return;
        }
        let n = seen.fetch_add(1, Ordering::SeqCst);
        let desk = there.clone();
        let address = format!("https://news{n}.example/");
        // The job's own thread is in the middle of it; the window has another.
        let set = std::thread::spawn(move || sets(&desk, &address).map(|done| done.unfinished));
        assert!(matches!(set.join().expect("no panic"), Ok(None)), "before or after {step:?}");
    }));
    assert_arrived(&desk, changes(&desk, story, "After the repair"));
    let second = desk.whole_story("Ferry stays", "The ferry stays.");
    let job = desk.publishes(desk.reporter, second, desk.site()).jobs[0];
    desk.sends();
    assert_arrived(&desk, job);
    let last = steps.load(Ordering::SeqCst) - 1;
    assert!(last > 10, "there were steps to come between");
    for path in files(&room.place.site) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let is_page = path.extension().is_some_and(|ending| ending == "html");
        let old = (0..last).find(|n| text.contains(&format!("https://news{n}.example/")));
        assert!(!is_page || old.is_none(), "{} has address {old:?} of {last}", path.display());
    }
}

fn holds(folder: &Path, path: &str, words: &str) -> bool {
    fs::read_to_string(folder.join(path)).is_ok_and(|text| text.contains(words))
}

#[test]
fn the_place_where_the_site_is_uploaded_gets_the_pages_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = SshServer::start();
    let desk = Place::within(folder.path(), 986 << 32, SetClock::running()).open();
    desk.set_upload(desk.site(), Some(server.upload()), Some(&server.key("desk_key")), true).expect("set up");
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends_all();
    assert_arrived(&desk, job);
    let page = "story/bridge-reopens.html";
    assert_eq!(set(&desk, BASE), 1);
    assert!(holds(&server.site(), page, BASE) && holds(&server.site(), "feed.xml", BASE));
    assert!(holds(&server.site(), "sitemap.xml", BASE));
    assert!(kept(&desk).upload.is_some(), "where it goes is as it was");
    // The line is down: the folder has it, the server does not, and that is said.
    server.go_away();
    let done = sets(&desk, "https://www.news.example.org/").expect("set");
    assert!(done.unfinished.is_none() && done.not_uploaded.is_some(), "{done:?}");
    server.come_back();
    assert!(!holds(&server.site(), page, "www."));
    desk.types(desk.reporter, story, Container::Deck, Delta::new().insert("After the repair"));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends_all();
    assert_arrived(&desk, job);
    assert!(holds(&server.site(), page, "https://www.news.example.org/"));
    assert!(holds(&server.site(), "corrections.html", "https://www.news.example.org/"), "all of it went");
    // Somebody's words there stay, and are still an alarm of the story's own.
    let theirs = fs::read_to_string(server.site().join(page)).expect("a page") + "<!-- by hand -->";
    fs::write(server.site().join(page), &theirs).expect("edited");
    set(&desk, BASE);
    assert_eq!(fs::read_to_string(server.site().join(page)).expect("a page"), theirs);
    desk.types(desk.reporter, story, Container::Deck, Delta::new().insert("Again, "));
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.sends_all();
    let row = desk.job(job).expect("the job");
    assert_eq!(state(&desk, job), JobState::NeedsPerson);
    let trouble = Trouble::from_text(&row.trouble).expect("a trouble");
    assert!(Newsroom::was_changed_there(&row), "{trouble}");
    // No address any more: feed and sitemap go there, too.
    set(&desk, "");
    assert!(!server.site().join("feed.xml").exists() && !server.site().join("sitemap.xml").exists());
}
