//! Prints pages: data and the theme make HTML, with the words of the print catalogue around them.

mod list;
mod story;

pub(super) use list::{notes, ListFacts};

use super::{
    record::{Author, Card, Photo, Place},
    theme::Theme,
};
use crate::{print::Catalogue, House, Trouble};
use copy::html;
use minijinja::{context, Value};
use std::{collections::BTreeMap, sync::Arc};
use url::Url;

/// Everything that all pages of one step share.
pub(super) struct Printer<'a> {
    pub theme: Arc<Theme>,
    pub house: &'a House,
    /// The house's words.
    pub words: Arc<Catalogue>,
    /// Sections by key, and where their pages are.
    pub sections: &'a BTreeMap<String, String>,
    pub base: Option<&'a Url>,
    pub now_ms: i64,
    /// In a preview, pictures by file name as `data:` addresses; no link leads anywhere.
    pub preview: Option<BTreeMap<String, String>>,
}

/// Safe HTML, made by this crate or by `copy::html`.
fn safe(html: impl Into<String>) -> Value {
    Value::from_safe_string(html.into())
}

/// A page in the making: where it is, and in which language.
struct Sheet<'a> {
    printer: &'a Printer<'a>,
    /// `../` for a page in a folder, nothing for one at the top.
    root: &'static str,
    language: &'a str,
    /// The words of the page, which may be in another language than the page.
    words: Arc<Catalogue>,
}

impl<'a> Printer<'a> {
    /// A page of the house's own.
    fn sheet(&'a self, path: &str) -> Sheet<'a> {
        self.sheet_in(path, &self.house.language)
    }

    /// A page in a language. Where the catalogue has no such language, the house's words stand.
    fn sheet_in(&'a self, path: &str, language: &'a str) -> Sheet<'a> {
        let language = if language.is_empty() { &self.house.language } else { language };
        let own = Catalogue::new(language, &self.house.time_zone);
        let primary = language.split('-').next().unwrap_or_default();
        let words = if own.language().eq_ignore_ascii_case(primary) {
            Arc::new(own)
        } else {
            Arc::clone(&self.words)
        };
        Sheet { printer: self, root: if path.contains('/') { "../" } else { "" }, language, words }
    }

    /// The page's address on the web, where the site has one.
    pub fn url(&self, path: &str) -> Option<String> {
        super::url_of(self.base, path)
    }
}

impl Sheet<'_> {
    fn href(&self, path: &str) -> String {
        match self.printer.preview {
            Some(_) => "#".into(),
            None => format!("{}{path}", self.root),
        }
    }

    fn media(&self, file: &str) -> String {
        match &self.printer.preview {
            Some(pictures) => pictures.get(file).cloned().unwrap_or_else(|| "data:,".into()),
            None => format!("{}media/{file}", self.root),
        }
    }

    fn text(&self, id: &str) -> String {
        self.words.text(id)
    }

    /// Marks the catalogue's words where they are of another language than the page.
    fn word_attributes(&self) -> Value {
        safe(html::language_attributes(
            self.words.language(),
            primary_if_same(self.language, self.words.language()),
        ))
    }

    fn attributes(&self, language: &str) -> Value {
        safe(html::language_attributes(language, self.language))
    }

    fn place(&self, place: &Place) -> Value {
        context! { title => place.title, href => self.href(&place.path) }
    }

    fn photo(&self, photo: &Photo) -> Option<Value> {
        let largest = photo.sources.last()?;
        let middle = photo.sources.get(photo.sources.len() / 2).unwrap_or(largest);
        let set: Vec<String> = photo
            .sources
            .iter()
            .map(|source| format!("{} {}w", self.media(&source.file), source.width))
            .collect();
        let set = if self.printer.preview.is_some() { vec![] } else { set };
        let percent = |n: u16| format!("{}.{:02}%", n / 100, n % 100);
        Some(context! {
            src => self.media(&middle.file),
            srcset => if set.is_empty() { format!("{} {}w", self.media(&middle.file), middle.width) } else { set.join(", ") },
            width => largest.width,
            height => largest.height,
            alt => photo.alt,
            tall => u64::from(largest.height) * 6 > u64::from(largest.width) * 5,
            position => photo.focal.map(|focal| format!("{} {}", percent(focal.x), percent(focal.y))),
        })
    }

    /// A story of a list. Its time and minutes are in this page's words, its headline in its own language.
    fn card(&self, card: &Card, words: &Catalogue) -> Value {
        let now = self.printer.now_ms;
        let updated = card.updated_ms.map(|ms| words.text_with("updated", &[("time", &words.when(ms, now))]));
        context! {
            href => self.href(&card.path),
            headline => safe(html::phrase(&card.headline, &card.language)),
            deck => (!card.deck.is_blank()).then(|| safe(html::phrase(&card.deck, &card.language))),
            attributes => self.attributes(&card.language),
            words => safe(html::language_attributes(words.language(), primary_if_same(self.language, words.language()))),
            section => card.section.as_ref().map(|section| self.place(section)),
            iso => words.iso(card.published_ms),
            time => words.time(card.published_ms),
            when => words.when(card.published_ms, now),
            moved => updated.unwrap_or_else(|| words.when(card.published_ms, now)),
            minutes => words.min_read(card.minutes),
            byline => words.byline_short(&card.byline),
            photo => card.photo.as_ref().and_then(|photo| self.photo(photo)),
        }
    }

    fn author(&self, author: &Author, bio: &str, links: bool) -> Value {
        let printed: Vec<Value> = author
            .links
            .iter()
            .filter_map(|link| Some(context! { title => link.label, href => html::safe_address(&link.url)? }))
            .collect();
        context! {
            name => author.name,
            role => author.role,
            bio => bio,
            href => (!links).then(|| self.href(&author.path)),
            links => printed,
            portrait => author.portrait.as_ref().and_then(|photo| self.photo(photo)),
            portrait_alt => self.words.text_with("portrait-of", &[("name", &author.name)]),
            read_more => self.text("read-more"),
            words => self.word_attributes(),
        }
    }

    /// The masthead and the foot, in the house's language.
    fn frame(&self, current: Option<(&str, &str)>, is_home: bool) -> Value {
        let (house, words) = (self.printer.house, &self.printer.words);
        let sections: Vec<Value> = house
            .sections
            .iter()
            .filter_map(|title| {
                let path = self.printer.sections.get(&super::list::key(title))?;
                let current = current.filter(|(here, _)| *here == path).map(|(_, how)| how);
                Some(context! { title, href => self.href(path), current })
            })
            .collect();
        let contact = match house.contact.trim() {
            "" => None,
            mail if mail.contains('@') && !mail.contains(':') => {
                html::safe_address(&format!("mailto:{mail}"))
            }
            other => html::safe_address(other),
        };
        let foot = match house.description.trim() {
            "" => words.text_with("foot", &[("name", &house.name)]),
            own => own.to_owned(),
        };
        context! {
            name => house.name,
            attributes => self.attributes(&house.language),
            home => self.href("index.html"),
            is_home,
            sections,
            feed => self.printer.base.map(|_| self.href("feed.xml")),
            corrections => self.href("corrections.html"),
            authors => self.href("authors.html"),
            contact,
            foot,
            skip => words.text(if is_home { "skip-news" } else { "skip-story" }),
            all => words.text("all"),
            about => words.text("about"),
            corrections_label => words.text("corrections"),
            authors_label => words.text("authors"),
            sections_label => words.text("sections"),
            feed_label => words.text("feed-atom"),
            contact_label => words.text("write-to-the-desk"),
        }
    }

    /// What every page needs.
    fn page(&self, title: &str, path: &str, frame: Value) -> Value {
        let style =
            self.printer.preview.as_ref().map(|_| safe(self.printer.theme.style.replace("</", "<\\/")));
        context! {
            lang => self.language,
            dir => html::direction(self.language),
            root => self.root,
            title,
            canonical => self.printer.url(path),
            preview => self.printer.preview.is_some(),
            style,
            frame,
            words => self.word_attributes(),
        }
    }
}

/// Words in `en` on a page in `en-GB` are in the page's language.
fn primary_if_same<'a>(page: &'a str, words: &'a str) -> &'a str {
    let primary = page.split('-').next().unwrap_or_default();
    if primary.eq_ignore_ascii_case(words) {
        words
    } else {
        page
    }
}

impl Printer<'_> {
    /// The page that an old address leads to.
    pub fn moved(&self, path: &str, card: &Card) -> Result<String, Trouble> {
        let sheet = self.sheet(path);
        let page = context! {
            heading => self.words.text("moved-title"),
            moved_here => self.words.text("moved-here"),
            headline => match card.headline.is_blank() {
                true => safe(html::escape(&self.words.text("withdrawn-title"))),
                false => safe(html::phrase(&card.headline, &card.language)),
            },
            href => sheet.href(&card.path),
            attributes => sheet.attributes(if card.headline.is_blank() { "" } else { &card.language }),
            canonical => self.url(&card.path),
            ..sheet.page("", path, Value::UNDEFINED)
        };
        self.theme.page("moved.html", page)
    }
}
