//! Prints lists: front page, sections, tags, people, corrections.

use super::{safe, Printer, Sheet};
use crate::{
    site::{
        list::{List, ListId, ListPage},
        record::{Card, Entry, NoteLine},
    },
    Trouble,
};
use copy::{html, ReaderNoteKind};
use minijinja::{context, value::merge_maps, Value};
use std::sync::Arc;

/// Notes beside the front page.
const RAIL: usize = 3;

impl Printer<'_> {
    /// The page that a list's page is.
    pub fn list_page(
        &self,
        list: &ListFacts,
        page: &ListPage<'_>,
        notes: &[NoteLine],
    ) -> Result<String, Trouble> {
        let path = page.number.map_or_else(|| list.path.clone(), |number| list.numbered_path(number));
        let sheet = self.sheet(&path);
        let (template, own) = match list.id {
            ListId::Corrections => ("corrections.html", sheet.corrections(page)),
            ListId::Authors => ("authors.html", sheet.authors(page)),
            _ => ("list.html", sheet.stories(list, page, notes)),
        };
        let is_front = list.id == ListId::Front;
        let heading = list.heading(self);
        let title =
            if is_front { self.house.name.clone() } else { format!("{heading} · {}", self.house.name) };
        let frame = sheet.frame(Some((&list.path, "page")), is_front && page.number.is_none());
        let social = self.url(&path).map(|url| context! { kind => "website", title => title, url });
        let shared = context! {
            social,
            heading,
            description => (is_front && !self.house.description.is_empty()).then(|| self.house.description.clone()),
            number => page.number,
            page_number => page.number.map(|number| self.words.page_number(u32::try_from(number).unwrap_or(u32::MAX))),
            older => page.older.map(|older| sheet.href(&list.numbered_path(older))),
            newest => sheet.href(&list.path),
            latest => self.words.text("latest"),
            show_more => self.words.text("show-more"),
            all_corrections => self.words.text("all-corrections"),
            ..own
        };
        let page = merge_maps([shared, sheet.page(&title, &path, frame)]);
        self.theme.page(template, page)
    }
}

/// What a printer needs to know of a list besides the page's lines.
pub(in crate::site) struct ListFacts {
    pub id: ListId,
    pub path: String,
    stem: String,
    title: String,
    author: Option<crate::site::record::Author>,
}

impl ListFacts {
    pub fn of(list: &List) -> Self {
        Self {
            id: list.id.clone(),
            path: list.path(),
            stem: list.head.stem.clone(),
            title: list.head.title.clone(),
            author: list.head.author.clone(),
        }
    }

    pub fn numbered_path(&self, number: u64) -> String {
        format!("{}-{number}.html", self.stem)
    }

    fn heading(&self, printer: &Printer<'_>) -> String {
        match self.id {
            ListId::Front => printer.words.text("news-feed"),
            ListId::Corrections => printer.words.text("corrections"),
            ListId::Authors => printer.words.text("authors"),
            _ => self.title.clone(),
        }
    }
}

impl Sheet<'_> {
    fn stories(&self, list: &ListFacts, page: &ListPage<'_>, notes: &[NoteLine]) -> Value {
        let mut cards: Vec<&Card> = page
            .entries
            .iter()
            .rev()
            .filter_map(|entry| match entry {
                Entry::Story(card) if !card.gone => Some(card.as_ref()),
                _ => None,
            })
            .collect();
        let is_newest_front = list.id == ListId::Front && page.number.is_none();
        let mut top = None;
        if is_newest_front {
            // The story that last moved leads the page; among equals the newest.
            let (mut at, mut last) = (None, i64::MIN);
            for (n, card) in cards.iter().enumerate() {
                if card.moved_ms() > last {
                    (at, last) = (Some(n), card.moved_ms());
                }
            }
            top = at.map(|n| cards.remove(n));
        }
        let words = Arc::clone(&self.words);
        // An older page stands for ever, so it says the year; the newest only where it is another.
        let now = page.number.is_none().then_some(self.printer.now_ms);
        let mut days: Vec<(String, Vec<Value>)> = Vec::new();
        for card in cards {
            let heading = words.day_heading(card.published_ms, now);
            let printed = self.card(card, &words);
            match days.last_mut() {
                Some((day, cards)) if *day == heading => cards.push(printed),
                _ => days.push((heading, vec![printed])),
            }
        }
        let days: Vec<Value> = days.into_iter().map(|(heading, cards)| context! { heading, cards }).collect();
        let rail: Vec<Value> = match is_newest_front {
            true => notes.iter().take(RAIL).map(|line| self.note(line, Some(self.printer.now_ms))).collect(),
            false => vec![],
        };
        context! {
            top => top.map(|card| self.card(card, &words)),
            days,
            rail,
            nothing => words.text("no-news"),
            notes_to_readers => words.text("notes-to-readers"),
            updated_and_corrected => words.text("updated-and-corrected"),
            author => list.author.as_ref().map(|author| {
                let bio = if author.long_bio.is_empty() { &author.short_bio } else { &author.long_bio };
                self.author(author, bio, true)
            }),
        }
    }

    fn corrections(&self, page: &ListPage<'_>) -> Value {
        let lines: Vec<Value> = notes(page.entries)
            .map(|line| self.note(line, page.number.is_none().then_some(self.printer.now_ms)))
            .collect();
        context! { lines, nothing => self.text("no-corrections") }
    }

    fn authors(&self, page: &ListPage<'_>) -> Value {
        let people = page.entries.iter().rev().filter_map(|entry| match entry {
            Entry::Author(author) => Some(self.author(author, &author.short_bio, false)),
            _ => None,
        });
        context! { people => people.collect::<Vec<_>>() }
    }

    fn note(&self, line: &NoteLine, now_ms: Option<i64>) -> Value {
        let (headline, language) = if line.headline.is_blank() {
            (safe(html::escape(&self.text("withdrawn-story"))), self.words.language())
        } else {
            (safe(html::phrase(&line.headline, &line.headline_language)), line.headline_language.as_str())
        };
        context! {
            kind => self.words.note_kind(line.kind),
            is_correction => line.kind == ReaderNoteKind::Correction,
            href => self.href(&line.path),
            headline,
            headline_attributes => self.attributes(language),
            iso => self.words.iso(line.at_ms),
            time => match now_ms {
                Some(now_ms) => self.words.date_time_short(line.at_ms, now_ms),
                None => self.words.date_time(line.at_ms),
            },
            text => safe(html::phrase(&line.text, &line.language)),
            attributes => self.attributes(&line.language),
        }
    }
}

/// The notes of a list's lines, newest first.
pub(in crate::site) fn notes(entries: &[Entry]) -> impl Iterator<Item = &NoteLine> {
    entries.iter().rev().filter_map(|entry| match entry {
        Entry::Note(line) if !line.gone => Some(line.as_ref()),
        _ => None,
    })
}
