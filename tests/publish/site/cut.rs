//! Power cuts and kills: a site is at the old or at the new page, and the next try brings it home.

use super::{
    assert_site_is_sound, bring, files,
    model::{later, note, seal, story, MINUTE, PUBLISHED},
    Shop, BASE,
};
use copy::ReaderNoteKind;
use publish::{Carried, Destination, Edition, PublicState, Reservation, Site};
use rand::{Rng, SeedableRng};
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

type Files = BTreeMap<String, Vec<u8>>;

/// When a file of a step is written: records of stories and of older pages of lists, the other records,
/// then pages, then what leads to them.
fn part(path: &str) -> usize {
    let number = path.strip_suffix(".json").and_then(|name| name.rsplit_once('-')).map(|(_, number)| number);
    let is_older =
        number.is_some_and(|number| number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()));
    match path {
        path if path.starts_with(".copydesk/story/") => 0,
        path if path.starts_with(".copydesk/list/") && is_older => 0,
        path if path.starts_with(".copydesk") => 1,
        "index.html" | "feed.xml" | "sitemap.xml" | "sitemap-latest.xml" => 3,
        _ => 2,
    }
}

fn put(root: &Path, files: &Files) {
    for (path, bytes) in files {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, bytes).expect("written");
    }
}

/// Each part is on disk before the next begins; of the part that was cut, any files may be there.
fn cut(before: &Files, after: &Files, random: &mut impl Rng) -> Files {
    let cut = random.random_range(0..4);
    let mut left = before.clone();
    for (path, bytes) in after {
        let there = match part(path) {
            part if part < cut => true,
            part if part == cut => random.random_bool(0.5),
            _ => false,
        };
        if there {
            left.insert(path.clone(), bytes.clone());
        }
    }
    left
}

/// Enough stories that the next one fills a page of each list.
async fn nearly_full() -> Shop {
    let mut shop = Shop::new(Some(BASE));
    for n in 1..=39 {
        shop.publish(&plain(n)).await.expect("published");
    }
    shop
}

fn plain(n: u32) -> Edition {
    let mut edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
    (edition.copy.lead, edition.copy.figures, edition.pictures) = (None, vec![], vec![]);
    seal(edition)
}

#[tokio::test]
async fn after_a_power_cut_in_any_step_the_next_try_ends_where_no_cut_ends() {
    let seed = 20_251_014;
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let shop = nearly_full().await;
    let before = files(shop.root());
    let first = plain(40);
    let correction = later(&plain(3), 300, |edition| {
        edition.copy.reader_notes = vec![note(3, ReaderNoteKind::Correction, "It was three.")];
        edition.web_slug = "story-three".into();
    });
    let known = shop.desk[&correction.story].clone();
    for (edition, known) in [(first, Carried::default()), (correction, known)] {
        // The whole step without a cut.
        let whole = tempfile::tempdir().expect("a folder");
        put(whole.path(), &before);
        let site = Site::new(whole.path(), Some(BASE)).expect("a site");
        bring(&site, &edition, &mut known.clone(), PublicState::Live).await.expect("published");
        let after = files(whole.path());
        for round in 0..24 {
            let folder = tempfile::tempdir().expect("a folder");
            put(folder.path(), &cut(&before, &after, &mut random));
            let site = Site::new(folder.path(), Some(BASE)).expect("a site");
            let mut known = known.clone();
            let again = bring(&site, &edition, &mut known, PublicState::Live).await;
            assert!(again.is_ok(), "seed {seed}, round {round}: {again:?}");
            let pages =
                |files: Files| -> Files { files.into_iter().filter(|(path, _)| part(path) > 1).collect() };
            let (now, then) = (pages(files(folder.path())), pages(after.clone()));
            let names: Vec<&String> = now.keys().collect();
            assert_eq!(names, then.keys().collect::<Vec<_>>(), "seed {seed}, round {round}");
            for (path, bytes) in &then {
                let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(now.get(path).map(text), Some(text(bytes)), "seed {seed}, round {round}: {path}");
            }
            let verdict = site.verify(&edition, &known).await.expect("read back");
            assert_eq!(verdict.differs, [], "seed {seed}, round {round}");
            assert_site_is_sound(folder.path());
        }
    }
}

/// What the killed process runs: story after story, a line for each step that is done.
#[tokio::test]
#[ignore = "run by the test of kills, as a process of its own"]
async fn a_desk_that_publishes_until_it_is_killed() {
    let folder = std::env::var_os("COPYDESK_SITE").expect("a folder");
    let site = Site::new(folder, Some(BASE)).expect("a site");
    for n in 1..=200 {
        let edition = plain(n);
        let reservation = Reservation { story: edition.story, site_key: 7 };
        let mut carried = Carried::default();
        if site
            .find(&reservation)
            .await
            .expect("looked")
            .is_some_and(|found| found.state == Some(PublicState::Live))
        {
            continue;
        }
        bring(&site, &edition, &mut carried, PublicState::Live).await.expect("published");
        eprintln!("done {n}");
    }
}

#[tokio::test]
async fn every_story_is_there_once_after_thirty_kills() {
    let seed = 20_251_015;
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let folder = tempfile::tempdir().expect("a folder");
    for round in 0..30 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--exact",
                "site::cut::a_desk_that_publishes_until_it_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env("COPYDESK_SITE", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let lines = BufReader::new(child.stderr.take().expect("its words")).lines();
        let told = lines
            .map_while(Result::ok)
            .filter(|line| line.starts_with("done"))
            .take(random.random_range(1..5));
        let told: Vec<String> = told.collect();
        assert!(!told.is_empty() || round > 0, "seed {seed}: the process publishes");
        // It is on its way with the next story.
        (0..random.random_range(0..2_000_000_u32)).for_each(|n| {
            std::hint::black_box(n);
        });
        child.kill().expect("killed");
        child.wait().expect("ended");
        for (path, bytes) in files(folder.path()).iter().filter(|(path, _)| path.ends_with(".html")) {
            assert!(bytes.ends_with(b"</html>\n"), "seed {seed}, round {round}: {path} is whole");
        }
    }
    let site = Site::new(folder.path(), Some(BASE)).expect("a site");
    let records = fs::read_dir(folder.path().join(".copydesk/story")).expect("records").count();
    let last = u32::try_from(records).expect("a number");
    assert!(last >= 30, "seed {seed}: the processes got on: {last}");
    for n in 1..=last {
        bring(&site, &plain(n), &mut Carried::default(), PublicState::Live).await.expect("brought home");
    }
    let mut headlines = vec![];
    for (path, bytes) in files(folder.path()) {
        if path == "index.html" || path.starts_with("index-") {
            let page = scraper::Html::parse_document(std::str::from_utf8(&bytes).expect("UTF-8"));
            headlines.extend(super::texts(&page, ".top-story h2, .feed h3"));
        }
    }
    headlines.sort_by_key(|headline| headline.trim_start_matches("Story ").parse::<u32>().expect("a number"));
    let expected: Vec<String> = (1..=last).map(|n| format!("Story {n}")).collect();
    assert_eq!(headlines, expected, "seed {seed}: each once");
    assert_site_is_sound(folder.path());
}
