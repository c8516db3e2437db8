//! One step's work on the folder: what is opened, printed, planned and written together.

use super::{
    feed,
    folder::{Batch, Folder},
    list::{key, List, ListId},
    printer::{notes, ListFacts, Printer},
    record::{Card, Entry, Files, NoteLine, Root, Standing, StoryPage, StoryRecord, FORMAT},
    story,
    theme::Theme,
};
use crate::{print::Catalogue, Edition, House, Reason, Trouble};
use copy::Sha256;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use url::Url;

pub(super) const ROOT: &str = ".copydesk.json";
const ABOUT: &str =
    "Copydesk's manifest of this site: the records in .copydesk say which files are Copydesk's. Keep both.";
/// Stories in the feed under a story.
const FEED: usize = 4;

/// The folder in hand.
pub(super) struct Work<'a> {
    pub folder: &'a Folder,
    pub base: Option<&'a Url>,
    pub house: &'a House,
    pub theme: Arc<Theme>,
    pub now_ms: i64,
    pub root: Root,
    pub lists: BTreeMap<ListId, List>,
    /// The lists whose pages are printed.
    touched: BTreeSet<ListId>,
    words: Arc<Catalogue>,
}

/// The theme, the house and the address that pages are written with.
pub(super) fn frame(theme: &Theme, house: &House, base: Option<&Url>) -> Sha256 {
    let house = serde_json::to_string(house).unwrap_or_default();
    let base = base.map(Url::as_str).unwrap_or_default();
    Sha256::of(format!("{} {base} {house}", theme.digest).as_bytes())
}

impl<'a> Work<'a> {
    /// Opens the site, or begins it: front page, corrections, people, and a page for each section.
    pub fn open(
        folder: &'a Folder,
        base: Option<&'a Url>,
        house: &'a House,
        now_ms: i64,
    ) -> Result<Self, Trouble> {
        let theme = Theme::of(folder)?;
        let root = folder.record::<Root>(ROOT)?.unwrap_or_else(|| Root {
            format: FORMAT,
            about: ABOUT.into(),
            frame: frame(&theme, house, base),
            sections: BTreeMap::new(),
            feed_id: None,
            files: Files::new(),
        });
        let root = Root { feed_id: root.feed_id.or_else(|| base.map(feed::id_of)), ..root };
        let words = Arc::new(Catalogue::new(&house.language, &house.time_zone));
        let (lists, touched) = (BTreeMap::new(), BTreeSet::new());
        let mut work = Self { folder, base, house, theme, now_ms, root, lists, touched, words };
        for id in [ListId::Front, ListId::Corrections, ListId::Authors] {
            work.list(id, "")?;
        }
        if base.is_some() {
            work.list(ListId::Sitemap, "")?;
        }
        for section in house.sections.iter().filter(|section| !section.trim().is_empty()) {
            if !work.root.sections.contains_key(&key(section)) {
                work.list(ListId::section(section), section)?;
            }
        }
        Ok(work)
    }

    /// A list in hand; one that has not begun is printed with this step.
    pub fn list(&mut self, id: ListId, title: &str) -> Result<&mut List, Trouble> {
        if !self.lists.contains_key(&id) {
            let begun = self.lists.values().filter(|list| list.is_begun).map(|list| list.head.stem.clone());
            let list = List::open(id.clone(), title, self.folder, &begun.collect::<Vec<_>>())?;
            if list.is_begun {
                self.touched.insert(id.clone());
            }
            if matches!(id, ListId::Section(_)) {
                self.root.sections.insert(key(&list.head.title), list.path());
            }
            self.lists.insert(id.clone(), list);
        }
        self.lists.get_mut(&id).ok_or_else(|| Trouble::later(Reason::FolderListClosed))
    }

    /// Writes a line into a list, whose pages are then printed.
    pub fn put(&mut self, id: ListId, title: &str, place: Option<u64>, entry: Entry) -> Result<u64, Trouble> {
        self.touched.insert(id.clone());
        let folder = self.folder;
        self.list(id, title)?.put(place, entry, folder)
    }

    /// The pages of the lists that an edition links.
    pub fn places(&mut self, edition: &Edition) -> Result<BTreeMap<ListId, String>, Trouble> {
        let mut places = BTreeMap::new();
        for (id, title) in story::lists(edition) {
            let path = self.list(id.clone(), &title)?.path();
            places.insert(id, path);
        }
        Ok(places)
    }

    /// The newest stories but this one.
    pub fn feed(&self, but: copy::StoryId) -> Vec<Card> {
        let front =
            self.lists.get(&ListId::Front).map(|list| list.head.entries.as_slice()).unwrap_or_default();
        let cards = front.iter().rev().filter_map(|entry| match entry {
            Entry::Story(card) if !card.gone && card.story != but => Some(card.as_ref().clone()),
            _ => None,
        });
        cards.take(FEED).collect()
    }

    /// A printer for pages of this step.
    pub fn printer<'b>(&'b self, sections: &'b BTreeMap<String, String>) -> Printer<'b> {
        Printer {
            theme: Arc::clone(&self.theme),
            house: self.house,
            words: Arc::clone(&self.words),
            sections,
            base: self.base,
            now_ms: self.now_ms,
            preview: None,
        }
    }

    /// Plans the touched lists, the style and the root into a batch.
    pub fn plan(&mut self, batch: &mut Batch) -> Result<(), Trouble> {
        let notes: Vec<NoteLine> = match self.lists.get(&ListId::Corrections) {
            Some(list) => notes(&list.head.entries).cloned().collect(),
            None => vec![],
        };
        let mut lists = std::mem::take(&mut self.lists);
        let sections = self.root.sections.clone();
        for id in &self.touched {
            if let Some(list) = lists.get_mut(id) {
                list.mend(self.folder)?;
                let printer = self.printer(&sections);
                let feed_id = self.root.feed_id.as_deref().unwrap_or_default();
                plan_list(self.folder, list, &printer, (&notes, feed_id), batch)?;
            }
        }
        self.lists = lists;
        let style = self.theme.style.clone().into_bytes();
        let places = (&mut batch.first, &mut batch.pages);
        self.folder.plan_leading(&mut self.root.files, "site.css", style, places)?;
        self.folder.plan_record(ROOT, &self.root, &mut batch.records)
    }

    /// Takes a list's pages in hand, older ones too, so that they are printed.
    pub fn print_list(&mut self, id: &ListId, numbers: std::ops::RangeInclusive<u64>) -> Result<(), Trouble> {
        let folder = self.folder;
        let list = self.list(id.clone(), "")?;
        for number in numbers {
            list.load(number, folder)?;
        }
        self.touched.insert(id.clone());
        Ok(())
    }
}

/// A list's pages in hand, and what is made of the whole list.
fn plan_list(
    folder: &Folder,
    list: &mut List,
    printer: &Printer<'_>,
    (notes, feed_id): (&[NoteLine], &str),
    batch: &mut Batch,
) -> Result<(), Trouble> {
    let facts = ListFacts::of(list);
    let mut extra: Vec<(&str, String)> = vec![];
    if let Some(base) = printer.base {
        match list.id {
            ListId::Front => {
                extra.push((feed::FEED, feed::atom(&list.head.entries, notes, printer, (feed_id, base))));
            }
            ListId::Sitemap => extra.push(("sitemap.xml", feed::sitemap(list, base))),
            _ => {}
        }
    }
    for (page, files) in list.pages() {
        let newest = page.number.is_none();
        let (path, text) = match (&facts.id, printer.base) {
            (ListId::Sitemap, Some(base)) => {
                let path =
                    page.number.map_or_else(|| facts.path.clone(), |number| format!("sitemap-{number}.xml"));
                (path, feed::sitemap_page(&page, base, &printer.words))
            }
            (ListId::Sitemap, None) => continue,
            _ => {
                let path =
                    page.number.map_or_else(|| facts.path.clone(), |number| facts.numbered_path(number));
                (path, printer.list_page(&facts, &page, notes)?)
            }
        };
        let is_last = newest && matches!(facts.id, ListId::Front | ListId::Sitemap);
        let into = if is_last { &mut batch.index } else { &mut batch.pages };
        folder.plan_leading(files, &path, text.into_bytes(), (&mut batch.first, into))?;
    }
    for (path, text) in extra {
        let places = (&mut batch.first, &mut batch.index);
        folder.plan_leading(&mut list.head.files, path, text.into_bytes(), places)?;
    }
    list.plan_records(folder, batch)
}

/// A story's page and the pages at its old addresses.
pub(super) fn plan_page(
    folder: &Folder,
    record: &mut StoryRecord,
    page: &StoryPage,
    printer: &Printer<'_>,
    known: Option<&Sha256>,
    batch: &mut Batch,
) -> Result<(), Trouble> {
    for (path, html) in printer.pages(page)? {
        folder.plan(&mut record.files, &path, html.into_bytes(), known, &mut batch.pages)?;
    }
    Ok(())
}

impl StoryRecord {
    /// Whether readers find the story, or a notice, in the lists.
    pub fn is_public(&self) -> bool {
        matches!(self.standing, Standing::Live | Standing::Withdrawn)
    }
}
