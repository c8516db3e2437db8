//! A story's walk through the site: its page, then the lists that lead to it.

use super::{
    folder::{Batch, Lock, Pending},
    list::ListId,
    record::{Card, Entry, NoteLine, Standing, StoryPage, StoryRecord},
    steps::Planned,
    story::{self, Around},
    work::{plan_page, Work},
    Site,
};
use crate::{Carried, Edition, PublicState, Reason, Trouble};
use copy::{Inline, ReaderNoteKind};
use std::collections::BTreeMap;

impl Site {
    /// Takes the page's data; a story that readers see changes in place, another one waits for
    /// [`Site::stand`].
    pub(super) fn write_page(&self, edition: &Edition, carried: &Carried) -> Result<Planned, Trouble> {
        let lock = self.folder.lock()?;
        self.check(edition)?;
        let mut record = self.record(edition.story)?.unwrap_or_else(|| StoryRecord::reserved(edition.story));
        if self.stands_already(&record, edition, carried)? {
            return Ok(Planned::nothing(lock, record));
        }
        let mut work = Work::open(&self.folder, self.base.as_ref(), &edition.house, edition.now_ms)?;
        self.make_page(&mut work, edition, &mut record)?;
        if record.standing != Standing::Live {
            record.standing = Standing::Written;
        }
        self.save(lock, &mut work, record, carried.content_hash.as_ref())
    }

    /// Makes the edition the record's page.
    fn make_page(
        &self,
        work: &mut Work<'_>,
        edition: &Edition,
        record: &mut StoryRecord,
    ) -> Result<(), Trouble> {
        let places = work.places(edition)?;
        let feed = work.feed(edition.story);
        let around = Around { folder: &self.folder, places: &places, feed, is_preview: false };
        let path = story::page_path(edition);
        let published = record.published_ms.or(edition.first_published_ms).unwrap_or(edition.now_ms);
        for printed in &edition.notes {
            record.noted.entry(printed.note).or_insert(printed.printed_at_ms);
        }
        for note in &edition.copy.reader_notes {
            record.noted.entry(note.id).or_insert(edition.now_ms);
        }
        // Wherever a file of the story is on disk, readers may have its address.
        let mut moved_from = vec![];
        for old in record.files.keys().filter(|old| **old != path) {
            if self.folder.exists(old)? {
                moved_from.push(old.clone());
            }
        }
        let page = story::page(edition, &around, published, &record.noted, moved_from);
        record.published_ms = Some(published);
        record.revision = edition.revision;
        record.copy_hash = Some(edition.copy_hash);
        record.fingerprint = Some(story::fingerprint(edition));
        record.page = Some(page);
        Ok(())
    }

    /// Prints the page if readers see it, and plans it with everything that the step has in hand.
    fn save(
        &self,
        lock: Lock,
        work: &mut Work<'_>,
        mut record: StoryRecord,
        known: Option<&copy::Sha256>,
    ) -> Result<Planned, Trouble> {
        let mut batch = Batch::default();
        record.data = record.page.as_ref().map(StoryPage::hash);
        if let Some(page) = record.page.take() {
            if record.is_public() {
                let sections = work.root.sections.clone();
                plan_page(&self.folder, &mut record, &page, &work.printer(&sections), known, &mut batch)?;
            }
            record.page = Some(page);
        }
        self.folder.plan_record(&story::record_path(record.story), &record, &mut batch.first)?;
        work.plan(&mut batch)?;
        Ok(Planned { lock, batch, after: None, record })
    }

    /// Whether exactly this stands there. An error where what stands there is neither this
    /// edition nor what the desk remembers.
    fn stands_already(
        &self,
        record: &StoryRecord,
        edition: &Edition,
        carried: &Carried,
    ) -> Result<bool, Trouble> {
        let Some(page) = &record.page else { return Ok(false) };
        let Some(there) = self.known_hash(record)? else { return Ok(false) };
        let is_ours = match record.is_public() {
            true => {
                let (path, kept) = (&page.card.path, record.files.get(&page.card.path));
                self.folder.hash(path)?.is_some_and(|there| kept.is_some_and(|kept| kept.is_ours(&there)))
            }
            false => record.data == Some(there),
        };
        let is_known = carried.content_hash == Some(there);
        let is_this = record.copy_hash == Some(edition.copy_hash);
        if !is_ours && !is_known {
            return Err(changed());
        }
        // A draft of ours that no reader sees may be replaced by a newer one.
        if record.is_public() && !is_known && !is_this {
            return Err(Trouble::conflict(Reason::FolderOtherDesk));
        }
        let is_whole = Self::own_hash(record) == Some(there);
        Ok(is_whole && record.fingerprint == Some(story::fingerprint(edition)))
    }

    /// Brings the page and the lists to where the story stands.
    pub(super) fn stand(&self, edition: &Edition, state: PublicState) -> Result<Planned, Trouble> {
        let lock = self.folder.lock()?;
        let missing = || Trouble::conflict(Reason::FolderStoryGone);
        let mut record = self.record(edition.story)?.ok_or_else(missing)?;
        if !record.is_public() && record.page.as_ref().is_some_and(|page| record.data != Some(page.hash())) {
            return Err(changed());
        }
        let mut work = Work::open(&self.folder, self.base.as_ref(), &edition.house, edition.now_ms)?;
        match state {
            PublicState::Draft => return self.pull_back(lock, work, record),
            PublicState::Live => {
                self.check(edition)?;
                if record.page.is_some() && record.copy_hash != Some(edition.copy_hash) {
                    return Err(Trouble::conflict(Reason::FolderOtherVersion));
                }
                if record.fingerprint.is_none() {
                    self.make_page(&mut work, edition, &mut record)?;
                }
            }
            PublicState::Withdrawn => {
                // The notice is the edition's, which says why; the page that stood there did not know of it.
                if story::is_withdrawn(edition) {
                    self.make_page(&mut work, edition, &mut record)?;
                }
                record.page = Some(withdrawn(record.page.take().ok_or_else(missing)?));
                record.fingerprint = None;
            }
        }
        let page = record.page.clone().ok_or_else(missing)?;
        record.standing = if page.withdrawn { Standing::Withdrawn } else { Standing::Live };
        let mut places = BTreeMap::new();
        if !page.withdrawn {
            list_story(&mut work, &record, &page, &mut places)?;
        }
        leave(&mut work, &record, &page.card, &mut places)?;
        list_notes(&mut work, &record, &page, &mut places)?;
        list_address(&mut work, &record, &page, &mut places)?;
        record.places = places;
        self.save(lock, &mut work, record, None)
    }

    /// Takes the story from readers and keeps nothing of it but its number and its empty places.
    pub(super) fn forget(&self, lock: Lock, work: Work<'_>, record: StoryRecord) -> Result<Planned, Trouble> {
        let planned = self.pull_back(lock, work, record)?;
        let pulled = &planned.record;
        let empty = StoryRecord { places: pulled.places.clone(), ..StoryRecord::reserved(pulled.story) };
        // Not before the pages are gone: until then the record says which they are.
        let bytes = serde_json::to_vec(&empty).map_err(|_| Trouble::later(Reason::FolderRecordUnwritten))?;
        let record = Pending { path: story::record_path(pulled.story), bytes: Some(bytes) };
        Ok(Planned { after: Some(Batch { records: vec![record], ..Batch::default() }), ..planned })
    }

    /// Takes the story from readers: no page, no line in a list.
    fn pull_back(&self, lock: Lock, mut work: Work<'_>, mut record: StoryRecord) -> Result<Planned, Trouble> {
        let mut batch = Batch::default();
        let mut places = record.places.clone();
        if let Some(page) = record.page.take() {
            leave(&mut work, &record, &page.card, &mut BTreeMap::new())?;
            for note in &page.notes {
                let name = note_place(&note.note);
                if let Some(place) = record.places.get(&name) {
                    let mut line = note_line(&page, note);
                    (line.gone, line.text, line.headline) = (true, Inline::default(), Inline::default());
                    work.put(ListId::Corrections, "", Some(*place), Entry::Note(Box::new(line)))?;
                }
            }
            list_address(&mut work, &record, &withdrawn(page), &mut places)?;
        }
        for path in record.files.keys() {
            self.folder.plan_removal(&record.files, path, &mut batch.index)?;
        }
        record.standing = Standing::Written;
        (record.fingerprint, record.data, record.places) = (None, None, places);
        self.folder.plan_record(&story::record_path(record.story), &record, &mut batch.first)?;
        work.plan(&mut batch)?;
        Ok(Planned { lock, batch, after: None, record })
    }
}

fn changed() -> Trouble {
    Trouble::conflict(Reason::FolderStoryChanged)
}

/// Nothing of the story but its notes.
fn withdrawn(page: StoryPage) -> StoryPage {
    StoryPage {
        withdrawn: true,
        card: blank(&page.card),
        title: String::new(),
        description: String::new(),
        canonical: String::new(),
        dateline: String::new(),
        place: String::new(),
        words: 0,
        lead: None,
        body: vec![],
        tags: vec![],
        authors: vec![],
        feed: vec![],
        ..page
    }
}

fn blank(card: &Card) -> Card {
    Card {
        headline: Inline::default(),
        deck: Inline::default(),
        section: None,
        byline: vec![],
        photo: None,
        gone: true,
        ..card.clone()
    }
}

/// The story's line in the lists that it belongs to, and its people's cards.
fn list_story(
    work: &mut Work<'_>,
    record: &StoryRecord,
    page: &StoryPage,
    places: &mut BTreeMap<String, u64>,
) -> Result<(), Trouble> {
    let mut lists = vec![(ListId::Front, String::new())];
    lists.extend(
        page.card.section.iter().map(|section| (ListId::section(&section.title), section.title.clone())),
    );
    lists.extend(page.tags.iter().map(|tag| (ListId::tag(&tag.title), tag.title.clone())));
    for author in &page.authors {
        let id = ListId::Author(author.person);
        let list = work.list(id.clone(), &author.name)?;
        list.head.title.clone_from(&author.name);
        list.head.author = Some(author.clone());
        let listed = list.head.listed;
        // A card that is as it was leaves the list of people alone.
        let line = Entry::Author(Box::new(author.clone()));
        let folder = work.folder;
        let same = match listed {
            Some(place) => work.list(ListId::Authors, "")?.line(place, folder)? == Some(&line),
            None => false,
        };
        if !same {
            let place = work.put(ListId::Authors, "", listed, line)?;
            work.list(id.clone(), &author.name)?.head.listed = Some(place);
        }
        lists.push((id, author.name.clone()));
    }
    for (id, title) in lists {
        let name = id.name();
        let entry = Entry::Story(Box::new(page.card.clone()));
        let place = work.put(id, &title, record.places.get(&name).copied(), entry)?;
        places.insert(name, place);
    }
    Ok(())
}

/// Takes the story out of the lists that it belongs to no longer; its places stay empty.
fn leave(
    work: &mut Work<'_>,
    record: &StoryRecord,
    card: &Card,
    places: &mut BTreeMap<String, u64>,
) -> Result<(), Trouble> {
    for (name, place) in &record.places {
        let left = match ListId::from_name(name) {
            Some(ListId::Corrections | ListId::Sitemap) | None => continue,
            Some(id) => id,
        };
        if !places.contains_key(name) {
            let place = work.put(left, "", Some(*place), Entry::Story(Box::new(blank(card))))?;
            places.insert(name.clone(), place);
        }
    }
    Ok(())
}

fn note_place(note: &copy::ReaderNoteId) -> String {
    format!("note {note}")
}

fn note_line(page: &StoryPage, note: &super::record::PageNote) -> NoteLine {
    NoteLine {
        note: note.note,
        kind: note.kind,
        language: note.language.clone(),
        text: note.text.clone(),
        at_ms: note.at_ms,
        path: page.card.path.clone(),
        headline: page.card.headline.clone(),
        headline_language: page.card.language.clone(),
        gone: false,
    }
}

/// The story's notes in the list of corrections. What an editor merely explains is not one.
fn list_notes(
    work: &mut Work<'_>,
    record: &StoryRecord,
    page: &StoryPage,
    places: &mut BTreeMap<String, u64>,
) -> Result<(), Trouble> {
    for note in page.notes.iter().filter(|note| note.kind != ReaderNoteKind::EditorsNote) {
        let name = note_place(&note.note);
        let entry = Entry::Note(Box::new(note_line(page, note)));
        let place = work.put(ListId::Corrections, "", record.places.get(&name).copied(), entry)?;
        places.insert(name, place);
    }
    Ok(())
}

/// The story's line in the sitemap, where the site has an address.
fn list_address(
    work: &mut Work<'_>,
    record: &StoryRecord,
    page: &StoryPage,
    places: &mut BTreeMap<String, u64>,
) -> Result<(), Trouble> {
    let name = ListId::Sitemap.name();
    let known = record.places.get(&name).copied();
    if work.base.is_none() && known.is_none() {
        return Ok(());
    }
    let path = page.is_to_be_found().then(|| page.card.path.clone());
    let entry = Entry::Address { story: record.story, path, modified_ms: page.card.moved_ms() };
    let place = work.put(ListId::Sitemap, "", known, entry)?;
    places.insert(name, place);
    Ok(())
}
