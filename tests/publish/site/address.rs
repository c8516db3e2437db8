//! A site gets a public address, moves to another one, and loses it: every page is printed anew, nobody's words are
//! written over, and no desk takes a page for a changed one.

use super::{
    assert_site_is_sound,
    feed::parse,
    model::{house, later, note, seal, story, DAY, MINUTE, PUBLISHED},
    select, Shop, BASE,
};
use copy::{Inline, ReaderNoteKind};
use publish::{Destination, Edition, PublicState, Reprint, Site, Trouble};
use std::fs;

const NOW: i64 = PUBLISHED + DAY;

fn plain(n: u32) -> Edition {
    let mut edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
    (edition.copy.lead, edition.copy.figures, edition.pictures) = (None, vec![], vec![]);
    seal(edition)
}

impl Shop {
    /// The site has this address from now on; its pages are printed with it.
    fn moves_to(&mut self, base: &str) -> Result<Reprint, Trouble> {
        self.site = Site::new(self.root(), Some(base)).expect("a site");
        self.site.may_reprint()?;
        self.site.rewrite(&house(), &|| NOW, &mut |_, _| true)
    }

    fn moved_to(&mut self, base: &str) -> Reprint {
        let printed = self.moves_to(base).expect("printed");
        assert!(printed.is_whole);
        assert!(!self.site.is_stale(&house()).expect("read"));
        printed
    }
}

fn changes(shop: &Shop, path: &str) -> String {
    let theirs = shop.text(path).replacen("<h1>", "<h1>By hand: ", 1);
    fs::write(shop.root().join(path), &theirs).expect("edited");
    theirs
}

#[tokio::test]
async fn a_site_that_gets_its_address_later_gets_all_that_needs_one() {
    let mut shop = Shop::new(None);
    for n in 1..=3 {
        let edition = story(n, &format!("Story {n}"), "City", PUBLISHED + i64::from(n) * MINUTE);
        shop.publish(&edition).await.expect("published");
    }
    let before = shop.pages();
    assert!(Site::new(shop.root(), Some(BASE)).expect("a site").is_stale(&house()).expect("read"));
    assert_eq!(shop.moved_to(BASE), Reprint { stories: 3, theirs: vec![], is_whole: true });
    assert_eq!(parse(&shop.text("feed.xml")).attributes["xml:lang"], "en");
    let page = shop.html("story/story-1.html");
    let one = |selector: &str, attribute: &str| {
        let found = select(&page, selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].attr(attribute).expect("it has one").to_owned()
    };
    let address = format!("{BASE}story/story-1.html");
    assert_eq!(one("link[rel=canonical]", "href"), address);
    assert_eq!(one("link[rel=alternate][type='application/atom+xml']", "href"), "../feed.xml");
    assert_eq!(one("meta[property='og:url']", "content"), address);
    assert_eq!(one("meta[property='og:title']", "content"), "Story 1");
    assert_eq!(one("meta[property='og:type']", "content"), "article");
    let image = one("meta[property='og:image']", "content");
    let file = image.strip_prefix(BASE).expect("an absolute address");
    assert!(shop.root().join(file).is_file(), "{file} is there");
    let json: String = select(&page, "script[type='application/ld+json']")[0].text().collect();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((json["url"].as_str(), json["mainEntityOfPage"].as_str()), (Some(&*address), Some(&*address)));
    assert_site_is_sound(shop.root());
    // Once more changes nothing, and no address any more is as it never was one.
    let files = shop.files();
    shop.moved_to(BASE);
    assert_eq!(shop.files(), files, "what stands there already is not written again");
    shop.moved_to("");
    assert_eq!(
        shop.pages().keys().collect::<Vec<_>>(),
        before.keys().collect::<Vec<_>>(),
        "feed and sitemap are gone, and nothing else"
    );
    let page = shop.text("story/story-1.html");
    assert!(!page.contains(BASE) && !page.contains("feed.xml") && !page.contains("og:"));
    assert_site_is_sound(shop.root());
    assert_eq!(shop.moved_to(BASE).theirs, Vec::<String>::new(), "and it may come back");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn no_desk_takes_a_page_that_was_printed_anew_for_a_changed_one() {
    let mut shop = Shop::new(None);
    let (first, second) = (plain(1), plain(2));
    shop.publish(&first).await.expect("published");
    shop.publish(&second).await.expect("published");
    for base in [BASE, "https://other.example/site/", ""] {
        shop.moved_to(base);
        for edition in [&first, &second] {
            let carried = shop.desk[&edition.story].clone();
            let there = shop.site.read(carried.remote.as_ref().expect("known")).await.expect("read");
            assert_eq!(Some(there.content_hash), carried.content_hash, "{base}: the desk knows it");
            assert_eq!(there.state, Some(PublicState::Live));
            assert!(shop.site.holds(edition, &carried, &there), "{base}: and it is what was approved");
            assert_eq!(shop.site.verify(edition, &carried).await.expect("read back").differs, []);
        }
    }
    shop.moved_to(BASE);
    let update = later(&first, 5, |edition| edition.copy.deck = Inline::plain("New"));
    let there = shop.publish(&update).await.expect("no false alarm");
    assert_eq!(there.url.as_deref(), Some("https://news.example/story/story-1.html"));
    // What was written since is known by itself again, across one more address.
    shop.moved_to("https://other.example/");
    let update = later(&update, 5, |edition| edition.web_slug = "story-one".into());
    shop.publish(&update).await.expect("nor after it");
    assert!(shop.text("story/story-1.html").contains("https://other.example/story/story-one.html"));
    let withdrawn = seal(later(&second, 9, |edition| {
        edition.copy.reader_notes = vec![note(7, ReaderNoteKind::Withdrawal, "It was not so.")];
    }));
    shop.bring(&withdrawn, PublicState::Withdrawn).await.expect("withdrawn");
    shop.moved_to(BASE);
    assert!(shop.text("story/story-2.html").contains(BASE), "a notice has the address, too");
    let remote = shop.desk[&second.story].remote.clone().expect("known");
    assert_eq!(shop.site.read(&remote).await.expect("read").state, Some(PublicState::Withdrawn));
    let known = shop.desk[&update.story].clone();
    shop.site.remove(&update, &known).await.expect("and it can be deleted");
    assert!(!shop.root().join("story/story-one.html").exists());
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_page_that_somebody_changed_or_removed_is_left_and_told() {
    let mut shop = Shop::new(None);
    let editions: Vec<Edition> = (1..=4).map(plain).collect();
    for edition in &editions {
        shop.publish(edition).await.expect("published");
    }
    let moved = later(&editions[3], 5, |edition| edition.web_slug = "story-four".into());
    shop.publish(&moved).await.expect("moved");
    let theirs = changes(&shop, "story/story-2.html");
    fs::remove_file(shop.root().join("story/story-3.html")).expect("removed");
    fs::write(shop.root().join("story/story-4.html"), "Look elsewhere").expect("edited");
    let printed = shop.moved_to(BASE);
    assert_eq!(printed.stories, 1);
    assert_eq!(printed.theirs, ["story/story-2.html", "story/story-3.html", "story/story-4.html"]);
    assert_eq!(shop.text("story/story-2.html"), theirs, "their words stand");
    assert!(!shop.root().join("story/story-3.html").exists(), "what was removed does not come back");
    assert_eq!(shop.text("story/story-4.html"), "Look elsewhere", "nor is an old address theirs no more");
    assert!(shop.text("story/story-four.html").contains(BASE), "while the story itself is printed");
    let update = later(&editions[1], 5, |edition| edition.copy.deck = Inline::plain("New"));
    let refused = shop.publish(&update).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "that is still a real alarm: {refused:?}");
    assert_eq!(shop.text("story/story-2.html"), theirs);
    // Somebody has read it, and publishes over it.
    let read = shop.site.read(&shop.desk[&update.story].remote.clone().expect("known")).await.expect("read");
    shop.desk.get_mut(&update.story).expect("known").content_hash = Some(read.content_hash);
    shop.publish(&update).await.expect("published over what was read");
    assert!(shop.text("story/story-2.html").contains(BASE));
}

#[tokio::test]
async fn what_is_somebody_elses_is_said_before_anything_is_printed() {
    let mut shop = Shop::new(None);
    shop.publish(&plain(1)).await.expect("published");
    fs::write(shop.root().join("sitemap.xml"), "<urlset/>").expect("written");
    let before = shop.files();
    let refused = shop.moves_to(BASE);
    assert!(
        matches!(&refused, Err(Trouble::Conflict { reason, .. }) if reason.english.contains("sitemap.xml")),
        "{refused:?}"
    );
    assert_eq!(shop.files(), before);
    fs::remove_file(shop.root().join("sitemap.xml")).expect("moved away");
    shop.moved_to(BASE);
    // A feed that somebody changed is theirs when the address goes.
    fs::write(shop.root().join("feed.xml"), "<feed>by hand</feed>").expect("edited");
    assert_eq!(shop.moved_to("").theirs, ["feed.xml"]);
    assert_eq!(shop.text("feed.xml"), "<feed>by hand</feed>");
    assert!(!shop.root().join("sitemap.xml").exists());
    shop.publish(&plain(2)).await.expect("it is in nobody's way");
    assert!(shop.moves_to(BASE).is_err(), "until there shall be a feed of ours again");
    // A theme that is broken, records of a newer Copydesk, something in the folder's place.
    fs::remove_file(shop.root().join("feed.xml")).expect("moved away");
    fs::create_dir(shop.root().join("theme")).expect("made");
    fs::write(shop.root().join("theme/list.html"), "{% if %}").expect("written");
    let before = shop.files();
    assert!(matches!(shop.moves_to(BASE), Err(Trouble::Paused { .. })));
    assert_eq!(shop.files(), before);
}

#[tokio::test]
async fn work_that_breaks_off_is_done_the_next_time_and_nothing_is_in_its_way_until_then() {
    let mut shop = Shop::new(None);
    // More than one piece of stories, more than one page of each list.
    for n in 1..=130 {
        shop.publish(&plain(n)).await.expect("published");
    }
    for stop in 0..6 {
        let mut pieces = 0;
        let base = format!("https://news{stop}.example/");
        shop.site = Site::new(shop.root(), Some(&base)).expect("a site");
        let printed = shop.site.rewrite(&house(), &|| NOW, &mut |_, _| {
            pieces += 1;
            pieces <= stop
        });
        assert!(printed.is_ok_and(|printed| !printed.is_whole), "stopped before piece {stop}");
        assert!(shop.site.is_stale(&house()).expect("read"), "and the site says so");
        for n in [1, 70, 130] {
            let remote = shop.desk[&plain(n).story].remote.clone().expect("known");
            let there = shop.site.read(&remote).await.expect("read");
            assert_eq!(there.state, Some(PublicState::Live), "stopped before piece {stop}: story {n}");
        }
        let n = 131 + u32::try_from(stop).expect("few");
        shop.publish(&plain(n)).await.expect("a story goes meanwhile");
        let update = later(&plain(2), stop + 1, |edition| {
            edition.revision += u32::try_from(stop).expect("few");
            edition.copy.deck = Inline::plain(format!("Deck {stop}"));
        });
        shop.publish(&update).await.expect("and another one changes");
    }
    shop.moved_to(BASE);
    for (path, bytes) in super::files(shop.root()) {
        let text = String::from_utf8_lossy(&bytes);
        let is_page = !path.starts_with(".copydesk") && path != "feed.xml";
        assert!(!is_page || !(0..6).any(|n| text.contains(&format!("news{n}.example"))), "{path} is left");
    }
    let id = parse(&shop.text("feed.xml"));
    let id = id.children.iter().find(|child| child.name == "id").map(|id| id.text.clone());
    assert_eq!(id.as_deref(), Some("https://news0.example/feed.xml"), "a feed keeps its identifier");
    assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_site_without_anything_published_is_only_told_its_address() {
    let mut shop = Shop::new(None);
    assert_eq!(shop.moves_to(BASE), Ok(Reprint { is_whole: true, ..Reprint::default() }));
    assert!(shop.files().is_empty(), "no folder is made for it");
    shop.publish(&plain(1)).await.expect("published");
    assert!(shop.root().join("feed.xml").is_file(), "and it has everything from the first story on");
    assert_site_is_sound(shop.root());
}
