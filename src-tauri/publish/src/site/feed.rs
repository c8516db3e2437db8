//! What machines follow: the Atom feed and the sitemap. Only for a site with an address.

use super::{
    list::{List, ListPage},
    printer::Printer,
    record::{Card, Entry, NoteLine},
    url_of,
};
use crate::print::Catalogue;
use atom_syndication::{Category, Entry as FeedEntry, Feed, FixedDateTime, Link, Person, Text};
use chrono::DateTime;
use copy::{html, BylineRole};
use url::Url;

/// Where the feed is.
pub(super) const FEED: &str = "feed.xml";
/// Stories in the feed.
const LONGEST: usize = 20;

fn moment(ms: i64) -> FixedDateTime {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().fixed_offset()
}

/// XML cannot hold control characters, not even escaped.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn link(href: String, rel: &str) -> Link {
    Link { href, rel: rel.into(), ..Link::default() }
}

/// What a feed that begins at this address is known by from then on.
pub(super) fn id_of(base: &Url) -> String {
    url_of(Some(base), FEED).unwrap_or_default()
}

/// The feed of the front page's newest stories. A story's notes to readers are in its summary.
pub(super) fn atom(
    entries: &[Entry],
    notes: &[NoteLine],
    printer: &Printer<'_>,
    (id, base): (&str, &Url),
) -> String {
    let house = printer.house;
    let cards: Vec<&Card> = entries
        .iter()
        .rev()
        .filter_map(|entry| match entry {
            Entry::Story(card) if !card.gone => Some(card.as_ref()),
            _ => None,
        })
        .take(LONGEST)
        .collect();
    let address = |path: &str| url_of(Some(base), path).unwrap_or_default();
    let feed = Feed {
        title: Text::plain(printable(&house.name)),
        subtitle: (!house.description.is_empty()).then(|| Text::plain(printable(&house.description))),
        id: id.to_owned(),
        updated: moment(cards.iter().map(|card| card.moved_ms()).max().unwrap_or_default()),
        lang: Some(printable(&house.language)),
        links: vec![link(address(FEED), "self"), link(address("index.html"), "alternate")],
        authors: vec![Person { name: printable(&house.name), ..Person::default() }],
        entries: cards.into_iter().map(|card| entry(card, notes, printer, &address)).collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(
    card: &Card,
    notes: &[NoteLine],
    printer: &Printer<'_>,
    address: &dyn Fn(&str) -> String,
) -> FeedEntry {
    let words = Catalogue::new(&card.language, &printer.house.time_zone);
    let mut summary = vec![];
    if !card.deck.is_blank() {
        summary.push(card.deck.text());
    }
    for note in notes.iter().filter(|note| note.path == card.path) {
        let (label, text) = (words.note_kind(note.kind), note.text.text());
        summary.push(format!("{} {text}", words.text_with("label-colon", &[("label", &label)])));
    }
    let text = |text: String| Text { lang: Some(printable(&card.language)), ..Text::plain(printable(&text)) };
    let by = card.byline.iter().filter(|who| who.role == BylineRole::By);
    FeedEntry {
        title: text(card.headline.text()),
        id: card.story.urn(),
        updated: moment(card.moved_ms()),
        published: Some(moment(card.published_ms)),
        authors: by.map(|who| Person { name: printable(&who.name), ..Person::default() }).collect(),
        categories: card
            .section
            .iter()
            .map(|section| Category { term: printable(&section.title), ..Category::default() })
            .collect(),
        links: vec![link(address(&card.path), "alternate")],
        summary: (!summary.is_empty()).then(|| text(summary.join(" · "))),
        ..FeedEntry::default()
    }
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// One page of the sitemap.
pub(super) fn sitemap_page(page: &ListPage<'_>, base: &Url, words: &Catalogue) -> String {
    let mut xml = format!("{XML}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    // A set without a single address is none: the newest page begins with the front page's.
    if page.number.is_none() {
        let front = url_of(Some(base), "index.html").unwrap_or_default();
        xml.push_str(&format!("<url><loc>{}</loc></url>\n", html::escape(&front)));
    }
    for entry in page.entries {
        if let Entry::Address { path: Some(path), modified_ms, .. } = entry {
            let address = url_of(Some(base), path).unwrap_or_default();
            let at = words.iso(*modified_ms);
            xml.push_str(&format!(
                "<url><loc>{}</loc><lastmod>{at}</lastmod></url>\n",
                html::escape(&address)
            ));
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// The sitemap's own index: it changes only when a page is full.
pub(super) fn sitemap(list: &List, base: &Url) -> String {
    let mut xml = format!("{XML}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let numbered = (1..=list.numbered()).map(|number| list.numbered_path(number));
    for path in numbered.chain([list.path()]) {
        let address = url_of(Some(base), &path).unwrap_or_default();
        xml.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", html::escape(&address)));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}
