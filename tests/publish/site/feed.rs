//! The feed holds to RFC 4287 and the sitemap to its protocol: read as XML, not looked for in text.

use super::{
    model::{later, note, seal, story, MINUTE, PUBLISHED},
    Shop, BASE,
};
use copy::{Inline, ReaderNoteKind};
use publish::PublicState;
use quick_xml::{events::Event, Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// An element with what is in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Element> + use<'a> {
        let name = name.to_owned();
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the one child of this name.
    fn one(&self, name: &str) -> &str {
        let found: Vec<_> = self.all(name).collect();
        assert_eq!(found.len(), 1, "{} has one {name}", self.name);
        assert!(!found[0].text.trim().is_empty(), "{name} is not empty");
        &found[0].text
    }

    fn links(&self, rel: &str) -> Vec<&str> {
        let is_meant =
            |link: &&Element| link.attributes.get("rel").map_or("alternate", String::as_str) == rel;
        self.all("link").filter(is_meant).map(|link| link.attributes["href"].as_str()).collect()
    }
}

/// Reads XML whole, with its entities.
pub fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    let begun = |start: &quick_xml::events::BytesStart<'_>| Element {
        name: start.name().as_ref().to_owned(),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.expect("an attribute");
                let name = attribute.key.as_ref().to_owned();
                (name, attribute.normalized_value(XmlVersion::Implicit1_0).expect("entities").into_owned())
            })
            .collect(),
        ..Element::default()
    };
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => open.push(begun(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(begun(&start)),
            Event::End(_) => {
                let done = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(done);
            }
            Event::Text(text) => {
                open.last_mut().expect("a parent").text.push_str(&text);
            }
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&entity).expect("an entity").into_owned();
                open.last_mut().expect("a parent").text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut document = open.pop().expect("the document");
    assert_eq!((open.len(), document.children.len()), (0, 1), "one root");
    document.children.pop().expect("a root")
}

/// A moment as RFC 3339 writes it: date, `T`, time, and how far from UTC.
fn assert_moment(text: &str) {
    let (date, time) = text.split_once('T').unwrap_or_else(|| panic!("{text} is a moment"));
    assert_eq!(date.split('-').map(str::len).collect::<Vec<_>>(), [4, 2, 2], "{text}");
    let at = time.find(['Z', '+', '-']).unwrap_or_else(|| panic!("{text} says how far from UTC"));
    assert_eq!(time[..at].split(':').count(), 3, "{text}");
    let zone = &time[at..];
    assert!(zone == "Z" || zone.len() == 6 && zone.as_bytes()[3] == b':', "{text}");
}

type Files = BTreeMap<String, Vec<u8>>;

fn text_of<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path} is there"))).expect("UTF-8")
}

/// The musts of RFC 4287 (sections 4.1 and 4.2), and that every link leads to a page of the site.
pub fn assert_feed_is_sound(files: &Files) {
    let feed = parse(text_of(files, "feed.xml"));
    assert_eq!((feed.name.as_str(), feed.attributes["xmlns"].as_str()), ("feed", ATOM));
    let own = feed.links("self");
    assert_eq!(own.len(), 1, "the feed says where it is");
    let base = own[0].strip_suffix("feed.xml").expect("its name");
    assert!(url::Url::parse(feed.one("id")).is_ok(), "an identifier is an absolute IRI");
    feed.one("title");
    assert_moment(feed.one("updated"));
    assert_eq!(feed.links("alternate"), [format!("{base}index.html")]);
    let is_signed = feed.all("author").any(|author| !author.one("name").is_empty());
    let mut seen = BTreeSet::from([feed.one("id").to_owned()]);
    let mut latest = String::new();
    for entry in feed.all("entry") {
        assert!(url::Url::parse(entry.one("id")).is_ok());
        assert!(seen.insert(entry.one("id").to_owned()), "no two entries have one identifier");
        entry.one("title");
        assert_moment(entry.one("updated"));
        assert_moment(entry.one("published"));
        latest = latest.max(entry.one("updated").to_owned());
        assert!(entry.all("summary").count() <= 1 && entry.all("content").count() == 0);
        assert!(is_signed || entry.all("author").count() > 0, "somebody is the author");
        entry.all("author").for_each(|author| assert!(!author.one("name").is_empty()));
        // An entry without content must have exactly such a link.
        let link = entry.links("alternate");
        assert_eq!(link.len(), 1);
        let path = link[0].strip_prefix(base).expect("an absolute address of the site");
        assert!(files.contains_key(path), "{path} is a page of the site");
    }
    if !latest.is_empty() {
        assert_eq!(feed.one("updated"), latest, "the feed was updated when its newest entry was");
    }
}

/// What sitemaps.org asks, and that each address is that of a page of the site which says the same of itself.
pub fn assert_sitemap_is_sound(files: &Files) {
    let index = parse(text_of(files, "sitemap.xml"));
    assert_eq!((index.name.as_str(), index.attributes["xmlns"].as_str()), ("sitemapindex", SITEMAP));
    let maps: Vec<&str> = index.all("sitemap").map(|map| map.one("loc")).collect();
    let base = maps.last().and_then(|last| last.strip_suffix("sitemap-latest.xml")).expect("the newest");
    let named: BTreeSet<&str> = maps.iter().map(|map| map.strip_prefix(base).expect("absolute")).collect();
    let there: BTreeSet<&str> =
        files.keys().map(String::as_str).filter(|path| path.starts_with("sitemap-")).collect();
    assert_eq!(named, there, "the index names every map that there is");
    let mut seen = BTreeSet::new();
    for map in named {
        let set = parse(text_of(files, map));
        assert_eq!((set.name.as_str(), set.attributes["xmlns"].as_str()), ("urlset", SITEMAP));
        assert!((1..=50_000).contains(&set.all("url").count()), "{map} has addresses, and not too many");
        for url in set.all("url") {
            let address = url.one("loc");
            assert!(address.len() < 2_048 && seen.insert(address.to_owned()), "{address} is there once");
            let path = address.strip_prefix(base).expect("an absolute address of the site");
            let page = text_of(files, path);
            assert!(page.contains(&format!("rel=\"canonical\" href=\"{address}\"")), "{path} says the same");
            assert!(!page.contains("noindex"), "{path} wants to be found");
            url.all("lastmod").for_each(|moment| assert_moment(&moment.text));
        }
    }
}

fn entries(shop: &Shop) -> Vec<Element> {
    parse(&shop.text("feed.xml")).children.into_iter().filter(|child| child.name == "entry").collect()
}

fn listed(shop: &Shop) -> BTreeSet<String> {
    let set = parse(&shop.text("sitemap-latest.xml"));
    set.all("url").map(|url| url.one("loc").strip_prefix(BASE).expect("absolute").to_owned()).collect()
}

#[tokio::test]
async fn a_correction_reaches_the_feed_in_words_and_as_a_moment() {
    let mut shop = Shop::new(Some(BASE));
    let first = story(1, "Lorries & \"buses\" <back> on the bridge", "City", PUBLISHED);
    shop.publish(&first).await.expect("published");
    let before = entries(&shop);
    assert_eq!(before[0].one("title"), "Lorries & \"buses\" <back> on the bridge");
    let corrected = later(&first, 300, |edition| {
        edition.copy.deck = Inline::plain("Nine months later");
        edition.copy.reader_notes = vec![note(3, ReaderNoteKind::Correction, "It is 18 tonnes, not 16.")];
    });
    shop.publish(&corrected).await.expect("corrected");
    let after = entries(&shop);
    assert_eq!(after[0].one("id"), before[0].one("id"), "it is the same story");
    assert_eq!(after[0].one("published"), before[0].one("published"));
    assert!(after[0].one("updated") > before[0].one("updated"), "and readers' programs look again");
    assert_eq!(after[0].one("summary"), "Nine months later · Correction: It is 18 tonnes, not 16.");
    super::assert_site_is_sound(shop.root());
}

#[tokio::test]
async fn a_story_that_moves_or_is_withdrawn_is_found_where_it_stands_or_nowhere() {
    let mut shop = Shop::new(Some(BASE));
    let (first, second) = (story(1, "One", "City", PUBLISHED), story(2, "Two", "City", PUBLISHED + MINUTE));
    shop.publish(&first).await.expect("published");
    shop.publish(&second).await.expect("published");
    let known: Vec<String> = entries(&shop).iter().map(|entry| entry.one("id").to_owned()).collect();
    let moved = later(&first, 5, |edition| edition.web_slug = "one-more".into());
    shop.publish(&moved).await.expect("moved");
    let now = entries(&shop);
    assert_eq!(now.iter().map(|entry| entry.one("id")).collect::<Vec<_>>(), known, "each is the same story");
    assert_eq!(now[1].links("alternate"), [format!("{BASE}story/one-more.html")]);
    // One that names another address as its own is to be found there.
    let elsewhere = later(&story(3, "Three", "City", PUBLISHED), 1, |edition| {
        edition.copy.canonical = "https://wire.example/three".into();
    });
    shop.publish(&elsewhere).await.expect("published");
    assert!(shop.text("story/three.html").contains("og:url\" content=\"https://wire.example/three\""));
    assert!(!listed(&shop).contains("story/three.html"));
    shop.bring(&elsewhere, PublicState::Draft).await.expect("taken back");
    let pages = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(listed(&shop), pages(&["index.html", "story/one-more.html", "story/two.html"]));
    super::assert_site_is_sound(shop.root());

    let withdrawn = seal(later(&second, 9, |edition| {
        edition.copy.reader_notes = vec![note(7, ReaderNoteKind::Withdrawal, "It was not so.")];
    }));
    shop.bring(&withdrawn, PublicState::Withdrawn).await.expect("withdrawn");
    assert_eq!(entries(&shop).len(), 1);
    assert!(!shop.text("feed.xml").contains("Two"), "nothing of it is left in the feed");
    assert_eq!(listed(&shop), pages(&["index.html", "story/one-more.html"]));
    shop.bring(&moved, PublicState::Draft).await.expect("taken back");
    assert_eq!(entries(&shop).len(), 0, "a feed without stories is a feed");
    assert_eq!(listed(&shop), pages(&["index.html"]), "and a map always has an address");
    super::assert_site_is_sound(shop.root());
}

#[test]
fn what_is_not_a_feed_is_not_taken_for_one() {
    let feed = |entry: &str| {
        let xml = format!(
            "<feed xmlns=\"{ATOM}\"><id>{BASE}feed.xml</id><title>City</title>\
             <updated>2025-10-14T10:12:00Z</updated><author><name>City</name></author>\
             <link rel=\"self\" href=\"{BASE}feed.xml\"/><link href=\"{BASE}index.html\"/>{entry}</feed>"
        );
        BTreeMap::from([("feed.xml".to_owned(), xml.into_bytes()), ("a.html".to_owned(), vec![])])
    };
    let entry = |id: &str, href: &str, updated: &str| {
        format!(
            "<entry><id>{id}</id><title>One</title><updated>{updated}</updated>\
             <published>2025-10-14T10:12:00Z</published><link href=\"{href}\"/></entry>"
        )
    };
    let (at, page) = ("2025-10-14T10:12:00Z", format!("{BASE}a.html"));
    assert_feed_is_sound(&feed(&entry("urn:x:1", &page, at)));
    for wrong in [
        entry("one", &page, at),
        entry("urn:x:1", "a.html", at),
        entry("urn:x:1", &format!("{BASE}gone.html"), at),
        entry("urn:x:1", &page, "2025-10-14"),
        entry("urn:x:1", &page, "2025-10-14T10:12:00"),
        entry("urn:x:1", &page, at).repeat(2),
        entry("urn:x:1", &page, at).replace("<title>One</title>", ""),
    ] {
        let files = feed(&wrong);
        assert!(std::panic::catch_unwind(|| assert_feed_is_sound(&files)).is_err(), "{wrong}");
    }
}
