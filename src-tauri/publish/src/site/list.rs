//! Lists of stories, notes and people, numbered from the oldest.
//!
//! A list's newest page holds between one and two pages' worth of lines; when it is full, the older
//! half becomes a numbered page that changes again only with one of its own lines. So a new story
//! changes the newest page of each of its lists and no other, whatever the size of the site.

use super::{
    folder::{Folder, OURS},
    record::{Entry, Files, Frozen, Head, FORMAT},
};
use crate::{Reason, Trouble};
use copy::{slug, PersonId, Sha256};
use std::collections::BTreeMap;

/// Which list. Sections and tags go by the hash of their name, people by their identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListId {
    Front,
    Section(String),
    Tag(String),
    Author(PersonId),
    Authors,
    Corrections,
    Sitemap,
}

impl ListId {
    /// Names are one list whatever their capitals.
    pub fn section(name: &str) -> Self {
        Self::Section(short_hash(&key(name)))
    }

    pub fn tag(name: &str) -> Self {
        Self::Tag(short_hash(&key(name)))
    }

    /// The record's name, and the list's in a story's places.
    pub fn name(&self) -> String {
        match self {
            Self::Front => "front".into(),
            Self::Section(hash) => format!("section-{hash}"),
            Self::Tag(hash) => format!("tag-{hash}"),
            Self::Author(person) => format!("author-{person}"),
            Self::Authors => "authors".into(),
            Self::Corrections => "corrections".into(),
            Self::Sitemap => "sitemap".into(),
        }
    }

    /// Reads [`Self::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        match (name, name.split_once('-')) {
            ("front", _) => Some(Self::Front),
            ("authors", _) => Some(Self::Authors),
            ("corrections", _) => Some(Self::Corrections),
            ("sitemap", _) => Some(Self::Sitemap),
            // `section-<hash>-3` is the record of an older page.
            (_, Some(("section" | "tag", hash))) if hash.contains('-') => None,
            (_, Some(("section", hash))) => Some(Self::Section(hash.into())),
            (_, Some(("tag", hash))) => Some(Self::Tag(hash.into())),
            (_, Some(("author", person))) => person.parse().ok().map(Self::Author),
            _ => None,
        }
    }

    /// Lines on an older page; the newest has up to twice as many.
    pub fn page_size(&self) -> usize {
        match self {
            Self::Sitemap => 100,
            _ => 20,
        }
    }

    /// Where its pages are. Chosen once, when the list begins, and kept in its record.
    fn stem(&self, title: &str, folder: &Folder, begun: &[String]) -> Result<String, Trouble> {
        let (under, mark, hash) = match self {
            Self::Front => return Ok("index".into()),
            Self::Authors => return Ok("authors".into()),
            Self::Corrections => return Ok("corrections".into()),
            Self::Sitemap => return Ok("sitemap".into()),
            Self::Section(hash) => ("section", 's', hash.clone()),
            Self::Tag(hash) => ("tag", 't', hash.clone()),
            Self::Author(person) => ("author", 'p', short_hash(&person.to_string())),
        };
        let own = format!("{mark}{}", hash.get(..8).unwrap_or(&hash));
        let plain = unnumbered(&slug::web_slug(title, &own));
        let stem = format!("{under}/{plain}");
        // Another list, or a stranger's page, has it: ours says which it is.
        if begun.contains(&stem) || folder.exists(&format!("{stem}.html"))? {
            return Ok(format!("{under}/{plain}-{own}"));
        }
        Ok(stem)
    }

    fn record(&self) -> String {
        format!("{OURS}/list/{}.json", self.name())
    }

    fn frozen_record(&self, number: u64) -> String {
        format!("{OURS}/list/{}-{number}.json", self.name())
    }
}

pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn short_hash(text: &str) -> String {
    Sha256::of(text.as_bytes()).to_string().chars().take(16).collect()
}

/// `city-2` is the second page of `city`, so a list of that name is `city-n2`.
fn unnumbered(slug: &str) -> String {
    match slug.rsplit_once('-') {
        Some((rest, number)) if number.bytes().all(|b| b.is_ascii_digit()) => format!("{rest}-n{number}"),
        _ => slug.to_owned(),
    }
}

/// A list in hand: its newest page, and the older ones that this step touches.
#[derive(Debug)]
pub(super) struct List {
    pub id: ListId,
    pub head: Head,
    frozen: BTreeMap<u64, Frozen>,
    /// Not on disk yet.
    pub is_begun: bool,
}

/// A page of a list that is to be printed again.
pub(super) struct ListPage<'a> {
    /// `None`: the newest.
    pub number: Option<u64>,
    /// The next older page, where there is one.
    pub older: Option<u64>,
    pub entries: &'a [Entry],
}

impl List {
    /// The list as it is on disk, if it has begun.
    pub fn find(id: ListId, folder: &Folder) -> Result<Option<Self>, Trouble> {
        let head = folder.record::<Head>(&id.record())?;
        Ok(head.map(|head| Self { id, head, frozen: BTreeMap::new(), is_begun: false }))
    }

    /// The list as it is on disk, or an empty one with a place of its own: neither on disk nor among
    /// those that have `begun` with the same step.
    pub fn open(id: ListId, title: &str, folder: &Folder, begun: &[String]) -> Result<Self, Trouble> {
        if let Some(list) = Self::find(id.clone(), folder)? {
            return Ok(list);
        }
        let head = Head {
            format: FORMAT,
            title: title.trim().to_owned(),
            stem: id.stem(title, folder, begun)?,
            author: None,
            listed: None,
            first: 0,
            entries: vec![],
            files: Files::new(),
        };
        Ok(Self { id, head, frozen: BTreeMap::new(), is_begun: true })
    }

    /// The newest page's path.
    pub fn path(&self) -> String {
        match self.id {
            ListId::Sitemap => "sitemap-latest.xml".into(),
            _ => format!("{}.html", self.head.stem),
        }
    }

    /// An older page's path.
    pub fn numbered_path(&self, number: u64) -> String {
        let ending = if self.id == ListId::Sitemap { "xml" } else { "html" };
        format!("{}-{number}.{ending}", self.head.stem)
    }

    fn page_size(&self) -> u64 {
        u64::try_from(self.id.page_size()).unwrap_or(u64::MAX)
    }

    /// How many older pages there are.
    pub fn numbered(&self) -> u64 {
        self.head.first / self.page_size()
    }

    /// Writes a line at the place where it is known to be, or as the newest. Returns its place.
    pub fn put(&mut self, place: Option<u64>, entry: Entry, folder: &Folder) -> Result<u64, Trouble> {
        if let Some(place) = place {
            if let Some(line) = self.line_mut(place, folder)? {
                if line.is_same(&entry) {
                    *line = entry;
                    return Ok(place);
                }
            }
        }
        let count = u64::try_from(self.head.entries.len()).unwrap_or(u64::MAX);
        let place = self.head.first.saturating_add(count);
        self.head.entries.push(entry);
        let size = self.id.page_size();
        if self.head.entries.len() >= size.saturating_mul(2) {
            let entries = self.head.entries.drain(..size).collect();
            let number = self.numbered().saturating_add(1);
            self.frozen.insert(number, Frozen { format: FORMAT, entries, files: Files::new() });
            self.head.first = self.head.first.saturating_add(self.page_size());
        }
        Ok(place)
    }

    /// The line at a place.
    pub fn line(&mut self, place: u64, folder: &Folder) -> Result<Option<&Entry>, Trouble> {
        Ok(self.line_mut(place, folder)?.map(|line| &*line))
    }

    /// Whether a page in hand is still as it was before its record: a crash came between.
    pub fn is_printed(&self, folder: &Folder) -> Result<bool, Trouble> {
        for (path, kept) in self.frozen.values().map(|page| &page.files).chain([&self.head.files]).flatten() {
            let there = folder.hash(path)?;
            if there.is_none() || there == kept.was && there.as_ref() != Some(&kept.sha256) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn line_mut(&mut self, place: u64, folder: &Folder) -> Result<Option<&mut Entry>, Trouble> {
        let at = |from: u64| usize::try_from(place.saturating_sub(from)).unwrap_or(usize::MAX);
        if place >= self.head.first {
            let at = at(self.head.first);
            return Ok(self.head.entries.get_mut(at));
        }
        let number = place / self.page_size() + 1;
        let at = at(number.saturating_sub(1).saturating_mul(self.page_size()));
        self.load(number, folder)?;
        Ok(self.frozen.get_mut(&number).and_then(|page| page.entries.get_mut(at)))
    }

    /// Takes an older page in hand.
    pub fn load(&mut self, number: u64, folder: &Folder) -> Result<(), Trouble> {
        if !self.frozen.contains_key(&number) {
            let page = folder.record::<Frozen>(&self.id.frozen_record(number))?;
            let page = page.ok_or_else(|| Trouble::paused(Reason::FolderRecordMissing))?;
            self.frozen.insert(number, page);
        }
        Ok(())
    }

    /// Every page in hand, oldest first, each with its files.
    pub fn pages(&mut self) -> Vec<(ListPage<'_>, &mut Files)> {
        let numbered = self.numbered();
        let mut pages = Vec::with_capacity(self.frozen.len() + 1);
        for (number, page) in &mut self.frozen {
            let older = number.checked_sub(1).filter(|older| *older > 0);
            pages.push((ListPage { number: Some(*number), older, entries: &page.entries }, &mut page.files));
        }
        let older = Some(numbered).filter(|older| *older > 0);
        pages.push((ListPage { number: None, older, entries: &self.head.entries }, &mut self.head.files));
        pages
    }

    /// Takes the youngest older page in hand if a crash kept it from being printed.
    pub fn mend(&mut self, folder: &Folder) -> Result<(), Trouble> {
        let youngest = self.numbered();
        if youngest > 0 && !folder.exists(&self.numbered_path(youngest))? {
            self.load(youngest, folder)?;
        }
        Ok(())
    }

    /// The records in hand, with their names.
    pub fn plan_records(&self, folder: &Folder, batch: &mut super::folder::Batch) -> Result<(), Trouble> {
        for (number, page) in &self.frozen {
            folder.plan_record(&self.id.frozen_record(*number), page, &mut batch.first)?;
        }
        folder.plan_record(&self.id.record(), &self.head, &mut batch.records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_name_never_looks_like_an_older_page() {
        for (slug, stem) in
            [("city", "city"), ("city-2", "city-n2"), ("top-100", "top-n100"), ("b-2b", "b-2b")]
        {
            assert_eq!(unnumbered(slug), stem);
        }
        assert_eq!(unnumbered("2025"), "2025");
    }

    #[test]
    fn names_are_one_list_whatever_their_capitals() {
        assert_eq!(ListId::section(" City ").name(), ListId::section("city").name());
        assert_ne!(ListId::section("city").name(), ListId::tag("city").name());
        for id in [ListId::Front, ListId::section("a-b"), ListId::tag("x"), ListId::Authors, ListId::Sitemap]
        {
            assert_eq!(ListId::from_name(&id.name()), Some(id));
        }
    }
}
