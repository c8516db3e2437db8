//! The print catalogue: what a page says besides the story, in the language of the story.
//!
//! Bylines, reading time, note labels, dates in the house's zone, the words of the site's frame.
//! One Fluent file a language in `print/` of this crate; the house's own wording overrides single
//! messages. A language without a file prints in English, and says so by [`Catalogue::language`],
//! so that a page can mark those words with their language.

mod byline;
mod date;
mod day;

use copy::ReaderNoteKind;
use fluent_bundle::{concurrent::FluentBundle, FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

pub use byline::{Credit, Piece};
pub use day::is_within_a_week;

include!(concat!(env!("OUT_DIR"), "/print_files.rs"));

/// The language that stands in where there is no file.
const FALLBACK: &str = "en";

/// The words of one language, and dates in one zone.
pub struct Catalogue {
    language: &'static str,
    zone: chrono_tz::Tz,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The catalogue of a language (BCP 47) with the house's zone (IANA; unknown: UTC).
    pub fn new(language: &str, zone: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let primary = tag.split('-').next().unwrap_or_default();
        let file = |wanted: &str| FILES.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        let (language, source) = file(&tag)
            .or_else(|| file(primary))
            .or_else(|| file(FALLBACK))
            .copied()
            .unwrap_or((FALLBACK, ""));
        let locale: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolating marks would end up in attributes and in the feed; the pages carry `dir` instead.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource(source));
        Self { language, zone: zone.parse().unwrap_or(chrono_tz::UTC), bundle }
    }

    /// Replaces messages by the house's own wording (Fluent syntax). What cannot be read is passed
    /// over, and the usual words stand.
    pub fn with_house_wording(mut self, source: &str) -> Self {
        self.bundle.add_resource_overriding(resource(source));
        self
    }

    /// The language of the words, which is not always the one that was asked for.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// A message without arguments.
    pub fn text(&self, id: &str) -> String {
        self.format(id, &FluentArgs::new())
    }

    /// A message with text in it.
    pub fn text_with(&self, id: &str, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set((*name).to_owned(), FluentValue::from(*value));
        }
        self.format(id, &fluent)
    }

    fn with_number(&self, id: &str, name: &str, number: u32) -> String {
        let mut args = FluentArgs::new();
        args.set(name.to_owned(), FluentValue::from(number));
        self.format(id, &args)
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(args), &mut vec![]).into_owned()
    }

    /// "2 min read".
    pub fn min_read(&self, minutes: u32) -> String {
        self.with_number("min-read", "minutes", minutes)
    }

    /// "page 3".
    pub fn page_number(&self, number: u32) -> String {
        self.with_number("page-number", "number", number)
    }

    /// The label in front of a note: the house's template by kind and language, else the catalogue's.
    pub fn note_label(
        &self,
        kind: ReaderNoteKind,
        language: &str,
        house: &BTreeMap<String, String>,
    ) -> String {
        let primary = language.split('-').next().unwrap_or_default();
        [language, primary, self.language]
            .iter()
            .find_map(|language| house.get(&format!("{}.{language}", kind.key())))
            .cloned()
            .unwrap_or_else(|| self.text(&format!("note-{}", kind.key())))
    }

    /// The name of a kind of note: an update is called that even where its label is "Editor’s note".
    pub fn note_kind(&self, kind: ReaderNoteKind) -> String {
        self.text(&format!("kind-{}", kind.key()))
    }
}

fn resource(source: &str) -> FluentResource {
    match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    }
}

/// The languages that have a file.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentError;

    fn ids(source: &str) -> Vec<&str> {
        let id = |line: &'_ str| line.split_once(" =").map(|(id, _)| id.len());
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.get(..id(line)?))
            .collect()
    }

    #[test]
    fn every_language_says_everything_and_nothing_cannot_be_read() {
        let english = FILES.iter().find(|(name, _)| *name == FALLBACK).unwrap().1;
        assert!(FILES.len() >= 2, "English and Ukrainian at least");
        for (language, source) in FILES {
            assert_eq!(ids(source), ids(english), "{language} has the same messages in the same order");
            assert!(
                FluentResource::try_new((*source).to_owned()).is_ok(),
                "{language} is well-formed Fluent"
            );
            let catalogue = Catalogue::new(language, "UTC");
            assert_eq!(catalogue.language(), *language);
            for id in ids(source) {
                let mut args = FluentArgs::new();
                let names = ["names", "time", "label", "caption", "name", "host", "day", "month", "year"];
                names
                    .into_iter()
                    .chain(["date", "zone", "weekday", "old", "new"])
                    .for_each(|name| args.set(name, "x"));
                ["count", "minutes", "number", "n"].into_iter().for_each(|name| args.set(name, 2));
                let mut errors: Vec<FluentError> = vec![];
                let pattern = catalogue.bundle.get_message(id).and_then(|message| message.value()).unwrap();
                catalogue.bundle.format_pattern(pattern, Some(&args), &mut errors);
                assert!(errors.is_empty(), "{language} {id}: {errors:?}");
            }
        }
    }

    #[test]
    fn minutes_have_plural_forms() {
        let english = Catalogue::new("en-GB", "UTC");
        let ukrainian = Catalogue::new("uk-UA", "UTC");
        assert_eq!(english.min_read(1), "1 min read");
        for (minutes, words) in [
            (1, "1 хвилина читання"),
            (2, "2 хвилини читання"),
            (5, "5 хвилин читання"),
            (11, "11 хвилин читання"),
            (21, "21 хвилина читання"),
            (24, "24 хвилини читання"),
        ] {
            assert_eq!(ukrainian.min_read(minutes), words);
        }
    }

    #[test]
    fn a_language_without_a_file_prints_in_english_and_says_so() {
        let arabic = Catalogue::new("ar-EG", "nowhere");
        assert_eq!(arabic.language(), "en");
        assert_eq!(arabic.text("show-more"), "Show more");
        assert_eq!(arabic.text("no-such-message"), "no-such-message");
    }

    #[test]
    fn the_house_has_the_last_word() {
        let words = Catalogue::new("en", "UTC").with_house_wording("related = See also\nbroken = {");
        assert_eq!(words.text("related"), "See also");
        assert_eq!(words.text("latest"), "Back to the latest");
        let labels = BTreeMap::from([("update.en".to_owned(), "What’s new".to_owned())]);
        assert_eq!(words.note_label(ReaderNoteKind::Update, "en-GB", &labels), "What’s new");
        assert_eq!(words.note_label(ReaderNoteKind::Update, "en", &BTreeMap::new()), "Editor’s note");
        assert_eq!(words.note_kind(ReaderNoteKind::Update), "Update");
        assert_eq!(words.note_label(ReaderNoteKind::Correction, "en", &labels), "Correction");
    }
}
