//! Lists numbered from the oldest: a new story changes the newest page of each of its lists.

use super::{
    assert_site_is_sound,
    model::{later, note, seal, story, MINUTE, PUBLISHED},
    select, texts, Shop, BASE,
};
use copy::ReaderNoteKind;
use publish::Edition;
use std::collections::BTreeSet;

fn numbered(n: u32) -> Edition {
    let mut edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
    // One picture for all: this is about lists.
    edition.copy.figures.clear();
    edition.copy.lead = None;
    edition.pictures.clear();
    edition.copy.tags = vec![if n.is_multiple_of(2) { "even".into() } else { "odd".into() }];
    seal(edition)
}

async fn many(count: u32) -> Shop {
    let mut shop = Shop::new(Some(BASE));
    for n in 1..=count {
        shop.publish(&numbered(n)).await.expect("published");
    }
    shop
}

/// The paths that differ between two states of the folder.
fn changed(shop: &Shop, before: &std::collections::BTreeMap<String, copy::Sha256>) -> BTreeSet<String> {
    let after = shop.pages();
    assert!(before.keys().all(|path| after.contains_key(path)), "no page goes away");
    after.into_iter().filter(|(path, hash)| before.get(path) != Some(hash)).map(|(path, _)| path).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

#[tokio::test]
async fn every_story_is_in_its_lists_once_from_the_newest_to_the_oldest() {
    let shop = many(65).await;
    for stem in ["index", "section/city"] {
        let mut headlines = vec![];
        let mut path = format!("{stem}.html");
        loop {
            let page = shop.html(&path);
            headlines.extend(texts(&page, ".top-story h2, .feed h3"));
            let older = select(&page, ".more a[rel=next]");
            let Some(older) = older.first() else { break };
            let name = older.attr("href").expect("an address").trim_start_matches("../").to_owned();
            path = name;
        }
        let expected: Vec<String> = (1..=65).rev().map(|n| format!("Story {n}")).collect();
        assert_eq!(headlines, expected, "{stem}: all by Show more, none twice");
    }
    let files = shop.files();
    for there in ["index-1.html", "index-2.html", "section/city-2.html", "tag/even.html"] {
        assert!(files.contains_key(there), "{there}");
    }
    assert!(!files.contains_key("index-3.html"), "the newest page is not numbered");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_new_story_changes_the_newest_page_of_its_lists_and_no_other() {
    let mut shop = many(65).await;
    let before = shop.pages();
    shop.publish(&numbered(66)).await.expect("published");
    assert_eq!(
        changed(&shop, &before),
        set(&[
            "story/story-66.html",
            "index.html",
            "section/city.html",
            "tag/even.html",
            "feed.xml",
            "sitemap-latest.xml"
        ])
    );
}

#[tokio::test]
async fn an_old_story_changes_its_own_pages_and_nothing_else() {
    let mut shop = many(65).await;
    let before = shop.pages();
    let corrected = later(&numbered(3), 300, |edition| {
        edition.copy.headline = copy::Inline::plain("Story 3, corrected");
        edition.copy.reader_notes = vec![note(3, ReaderNoteKind::Correction, "It was three.")];
    });
    shop.publish(&corrected).await.expect("corrected");
    assert_eq!(
        changed(&shop, &before),
        // The front page for its rail of corrections; a sitemap for the moment of the change.
        set(&[
            "story/story-3.html",
            "index-1.html",
            "section/city-1.html",
            "tag/odd.html",
            "corrections.html",
            "index.html",
            "sitemap-latest.xml"
        ])
    );
    let before = shop.files();
    shop.publish(&corrected).await.expect("published once more");
    assert_eq!(shop.files(), before, "what stands there already is not written again");
}

#[tokio::test]
async fn a_story_that_changes_section_leaves_the_old_one() {
    let mut shop = many(3).await;
    let moved = later(&numbered(2), 10, |edition| {
        edition.copy.section = "Region".into();
        edition.copy.tags = vec![];
    });
    shop.publish(&moved).await.expect("moved");
    assert_eq!(texts(&shop.html("section/city.html"), ".feed h3"), ["Story 3", "Story 1"]);
    assert_eq!(texts(&shop.html("section/region.html"), ".feed h3"), ["Story 2"]);
    assert_eq!(texts(&shop.html("tag/even.html"), ".none"), ["No stories yet."]);
    assert_eq!(texts(&shop.html("index.html"), ".feed h3").len(), 2);
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn names_that_make_one_address_are_two_lists() {
    let mut shop = Shop::new(None);
    for (n, section) in [(1, "Місто"), (2, "Misto"), (3, "misto"), (4, "City 2"), (5, "القاهرة")]
    {
        let mut edition = numbered(n);
        edition.copy.section = section.into();
        shop.publish(&seal(edition)).await.expect("published");
    }
    let stems: Vec<String> = shop.files().into_keys().filter(|path| path.starts_with("section/")).collect();
    assert!(stems.contains(&"section/misto.html".into()));
    assert!(stems.contains(&"section/city-n2.html".into()), "a name with a number is no older page");
    let misto: Vec<&String> = stems.iter().filter(|path| path.contains("misto")).collect();
    assert_eq!(misto.len(), 2, "{misto:?}: capitals make no list of their own");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn what_one_story_writes_does_not_grow_with_the_site() {
    let mut written = vec![];
    for count in [25_u32, 65] {
        let mut shop = many(count).await;
        let before = super::files(shop.root());
        shop.publish(&numbered(count + 1)).await.expect("published");
        let after = super::files(shop.root());
        let new: Vec<usize> = after
            .iter()
            .filter(|(path, bytes)| before.get(*path) != Some(bytes))
            .map(|(_, bytes)| bytes.len())
            .collect();
        written.push((new.len(), new.iter().sum::<usize>()));
    }
    let [(few_files, few_bytes), (many_files, many_bytes)] = written[..] else { unreachable!() };
    assert_eq!(few_files, many_files);
    assert!(many_bytes * 2 < few_bytes * 3, "{many_bytes} bytes after {few_bytes}");
}
