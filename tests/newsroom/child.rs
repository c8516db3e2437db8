//! The process that the tests of the desk kill: a real core on a real folder.
//!
//! `newsroom-child type FOLDER SEED` says `begin`, opens the desk and types numbers at the end of its
//! first story's body, saying each once it is acknowledged; now and then it compacts. For ever.
//! `newsroom-child publish FOLDER SEED STEP begun|answered|written still|running [SECRETS]` sends what is
//! due and kills itself at that moment of that step.
//! `newsroom-child import FOLDER SEED FILE BYTES` takes a story file in, and is killed when a file of the desk
//! is about to grow by more than so many bytes.

use copydesk_tests::desk::{Place, SetClock};
use document::{Container, Delta};
use newsroom::outbox::{Step, When};
use std::{io::Write, path::Path, sync::Arc};
use store::story::StoryQuery;

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").expect("the test listens");
    out.flush().expect("the test listens");
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["type", folder, seed] => types(Path::new(folder), seed.parse().expect("a number")),
        ["publish", folder, seed, step, when, clock, secrets @ ..] => {
            let clock = if *clock == "running" { SetClock::running() } else { SetClock::still() };
            let place = Place::within(Path::new(folder), seed.parse().expect("a number"), clock);
            publishes(place, Step::from_key(step), when, secrets);
        }
        ["import", folder, seed, file, bytes] => {
            let place = Place::within(Path::new(folder), seed.parse().expect("a number"), SetClock::still());
            imports(place, Path::new(file), bytes.parse().expect("a number"));
        }
        _ => panic!("newsroom-child type|publish|import …"),
    }
}

fn types(folder: &Path, seed: u64) {
    say("begin");
    let desk = Place::within(folder, seed, SetClock::still()).open();
    let stories = desk.stories(&StoryQuery { limit: 1, ..StoryQuery::default() }).expect("listed");
    let story = stories.first().expect("a story").story;
    let text = desk.text(story, Container::Body);
    let mut next: usize = text.split_whitespace().next_back().map_or(1, |last| number(last) + 1);
    let mut units = text.encode_utf16().count() - 1;
    loop {
        let word = format!("{next}🚋 ");
        desk.types(desk.reporter, story, Container::Body, Delta::new().retain(units).insert(&word));
        say(&next.to_string());
        units += word.encode_utf16().count();
        if next.is_multiple_of(50) {
            desk.close().expect("compacted");
        }
        next += 1;
    }
}

fn number(word: &str) -> usize {
    word.trim_end_matches('🚋').parse().expect("a number and a tram")
}

fn publishes(mut place: Place, step: Step, when: &str, secrets: &[&str]) {
    let when = match when {
        "begun" => When::Begun,
        "answered" => When::Answered,
        _ => When::Written,
    };
    let desk = place.open();
    desk.adopt_secrets(&secrets.join("\n")).expect("adopted");
    desk.listen_to_steps(Arc::new(move |_, at, is| {
        if (at, is) == (step, when) {
            // SAFETY: the call takes two numbers and touches no memory of this process.
            unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
        }
    }));
    desk.sends_all();
    say("it was never at that step");
}

fn imports(mut place: Place, file: &Path, bytes: u64) {
    let folder = place.folder.clone();
    let desk = place.open();
    let parcel =
        desk.open_story_file(std::fs::read(file).expect("the file").as_slice(), None).expect("it opens");
    // What is written now goes to the end of the database's log, and photos into files of their own.
    let most = length(&folder.join("desk.sqlite-wal")).saturating_add(bytes);
    // SAFETY: the handler makes one call that is allowed in handlers; the limit is this process's own.
    unsafe {
        libc::signal(libc::SIGXFSZ, die as *const () as libc::sighandler_t);
        let limit = libc::rlimit { rlim_cur: most, rlim_max: libc::RLIM_INFINITY };
        assert_eq!(libc::setrlimit(libc::RLIMIT_FSIZE, &limit), 0, "limited");
    }
    desk.import_story_file(desk.reporter, &parcel, false).expect("taken in");
    say("taken in");
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |found| found.len())
}

/// As `kill -9` does: nothing is said, nothing is closed.
extern "C" fn die(_: libc::c_int) {
    // SAFETY: the call takes two numbers and touches no memory of this process.
    unsafe { libc::kill(libc::getpid(), libc::SIGKILL) };
}
