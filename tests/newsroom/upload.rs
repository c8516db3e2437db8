//! The local site, uploaded: what a desk keeps of the setting, and that nothing leaves before its time.

use copydesk_tests::{
    desk::{files, Desk, Place, SetClock},
    edition::picture,
    sshd::SshServer,
};
use document::FactChange;
use newsroom::{outbox::JobState, review::Wish, workflow::Move};
use publish::{Setup, Trouble};
use std::{fs, path::Path};

const HOUR: i64 = 60 * 60_000;

fn holds(folder: &Path, words: &str) -> bool {
    files(folder).into_iter().any(|file| {
        let bytes = fs::read(&file).unwrap_or_default();
        file.to_string_lossy().contains(words)
            || bytes.windows(words.len()).any(|part| part == words.as_bytes())
    })
}

fn state(desk: &Desk, job: copy::JobId) -> JobState {
    JobState::from_key(&desk.job(job).expect("the job").state)
}

#[test]
fn not_one_byte_of_a_story_is_uploaded_before_its_embargo_lifts() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = SshServer::start();
    let clock = SetClock::still();
    let desk = Place::within(folder.path(), 95 << 32, clock.clone()).open();
    desk.set_upload(desk.site(), Some(server.upload()), Some(&server.key("desk_key")), true)
        .expect("it is set up");
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    desk.sets(story, FactChange::WebSlug("embargoed-bridge".into()));
    desk.lead_photo(story, &picture(95).bytes);
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    let until_ms = desk.now().at_ms + HOUR;
    let wish = Wish { until_ms: Some(until_ms), ..Wish::of(Move::EmbargoSet) };
    desk.move_story(desk.reporter, story, wish).expect("an embargo");
    // Another story goes meanwhile, with the front page, the feed and everything that leads anywhere.
    let other = desk.whole_story("Ferry", "The ferry runs.");
    let gone = desk.publishes(desk.reporter, other, desk.site()).jobs[0];
    desk.sends();
    assert_eq!((state(&desk, job), state(&desk, gone)), (JobState::Waiting, JobState::Arrived));
    assert!(holds(&server.site(), "Ferry"), "the other one is there");
    for words in ["Bridge reopens", "The bridge is open.", "embargoed-bridge", &story.to_string()] {
        assert!(!holds(&server.site(), words), "nothing of {words}");
    }
    assert_eq!(files(&server.site().join("media")).len(), 0, "nor its photo");
    clock.advance_ms(HOUR);
    desk.sends();
    assert_eq!(state(&desk, job), JobState::Arrived, "then it goes by itself");
    assert!(holds(&server.site(), "The bridge is open."));
}

#[test]
fn a_story_is_live_only_when_readers_have_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut server = SshServer::start();
    let desk = Place::within(folder.path(), 96 << 32, SetClock::running()).open();
    let site = desk.site();
    desk.set_upload(site, Some(server.upload()), Some(&server.key("desk_key")), true).expect("it is set up");
    server.go_away();
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let job = desk.publishes(desk.reporter, story, site).jobs[0];
    desk.sends();
    assert_eq!(state(&desk, job), JobState::Waiting, "the line is down, and nothing may have arrived");
    assert!(desk.front_page(site).is_err(), "the folder shows what readers have");
    server.come_back();
    desk.sends_all();
    assert_eq!(state(&desk, job), JobState::Arrived);
    assert!(holds(&server.site(), "The bridge is open."));

    // The server's key is another one: nothing is sent, and the destination waits for a person.
    server.come_back_as_another();
    let other = desk.whole_story("Ferry", "The ferry runs.");
    let job = desk.publishes(desk.reporter, other, site).jobs[0];
    desk.sends();
    assert_eq!(state(&desk, job), JobState::NeedsPerson);
    let trouble = Trouble::from_text(&desk.job(job).expect("the job").trouble).expect("a trouble");
    assert_eq!(trouble.reason().kind, "wire-host-key-changed");
    assert!(!desk.destination(site).expect("the site").paused.is_empty());
    assert!(!holds(&server.site(), "The ferry runs."));
}

#[test]
fn a_secret_goes_to_the_keychain_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = SshServer::start();
    let desk = Place::within(folder.path(), 97 << 32, SetClock::running()).open();
    let (site, key) = (desk.site(), server.key("desk_key"));
    desk.set_upload(site, Some(server.upload()), Some(&key), true).expect("it is set up");
    desk.publishes(desk.reporter, desk.whole_story("Ferry", "The ferry runs."), site);
    desk.sends_all();
    let secret = key.lines().nth(2).expect("a key has lines");
    assert!(!holds(folder.path(), secret), "not in the desk, not in the site");
    assert!(!holds(&server.site(), secret), "not there");
    // Another setting keeps the secret, the mark and the trust; none forgets the secret.
    let kept = |desk: &Desk| Setup::from_text(&desk.destination(site).expect("the site").settings).upload;
    let before = kept(&desk).expect("an upload");
    desk.set_upload(site, Some(before.clone()), None, true).expect("as it was");
    assert_eq!(kept(&desk), Some(before));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    assert!(runtime.block_on(desk.probe(site)).expect("asked").is_ok(), "the secret is known");
    desk.set_upload(site, None, None, false).expect("nowhere");
    assert_eq!(kept(&desk), None);
    desk.publishes(desk.reporter, desk.whole_story("Tram", "The tram runs."), site);
    desk.sends_all();
    assert!(!holds(&server.site(), "The tram runs."), "nothing goes there any more");
    assert!(holds(folder.path(), "The tram runs."));
}
