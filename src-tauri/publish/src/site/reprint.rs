//! Printing every page anew: when the site's address, its theme or the house around the stories has changed.
//!
//! It goes in pieces, each with the folder held for it and whole on the disk before the next, so that a story that
//! is published meanwhile does not wait for a large site, and work that broke off is simply done again. The words
//! of no page change: desks go on knowing it by the hash that they remember. A page that somebody changed or
//! removed is left as it is, and told.

use super::{
    feed,
    folder::{Batch, Folder, OURS},
    list::{List, ListId},
    record::{Entry, Files, Root, Standing, StoryRecord},
    story,
    upload::leave_behind,
    work::{frame, Work, ROOT},
    Site,
};
use crate::{House, Reason, Trouble};
use copy::StoryId;
use std::path::PathBuf;

/// Stories that are printed in one piece.
const STORIES: usize = 64;
/// Pages of a list that are.
const PAGES: usize = 32;

/// What printing every page anew came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reprint {
    /// Stories whose pages stand as they are to be.
    pub stories: usize,
    /// Pages that somebody changed or removed: they are as they were.
    pub theirs: Vec<String>,
    /// Whether it came to its end.
    pub is_whole: bool,
}

impl Site {
    /// Whether anything was ever published here, and the folder says so.
    pub fn is_begun(&self) -> Result<bool, Trouble> {
        Ok(self.folder.record::<Root>(ROOT)?.is_some())
    }

    /// Whether there is a folder at all; one that is not may lie on a disk that is not connected.
    pub fn has_folder(&self) -> bool {
        self.folder.root().is_dir()
    }

    /// The address on the web that pages are printed with; empty: none.
    pub fn base(&self) -> String {
        self.base.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// The address of the page of a story with this web slug: on the web, else on this disk.
    pub fn page_address(&self, web_slug: &str) -> Option<String> {
        self.address(&story::path_of(web_slug))
    }

    /// Whether every page could be printed anew, before the first one is: the folder takes writes, its records and
    /// its theme can be read, and nobody else's file stands where feed and sitemap go. Nothing is written.
    pub fn may_reprint(&self) -> Result<(), Trouble> {
        if self.is_begun()? {
            self.folder.may_write()?;
            super::theme::Theme::of(&self.folder)?;
        }
        if self.base.is_none() {
            return Ok(());
        }
        for (id, path) in [
            (ListId::Front, feed::FEED),
            (ListId::Sitemap, "sitemap.xml"),
            (ListId::Sitemap, "sitemap-latest.xml"),
        ] {
            let list = List::find(id, &self.folder)?;
            let is_ours = list.is_some_and(|list| list.head.files.contains_key(path));
            if !is_ours && self.folder.exists(path)? {
                return Err(Trouble::conflict(Reason::FolderFileForeign { file: path.to_owned() }));
            }
        }
        Ok(())
    }

    /// Prints every page again with the address, the theme and the house as they are now. `progress` hears how many
    /// of how many are done, and stops the work by `false`; what is printed by then stays, and the next time does the
    /// rest. `now_ms` is asked for each piece: work on a large site takes its time.
    ///
    /// # Errors
    /// What the folder says. The pages before it are printed.
    pub fn rewrite(
        &self,
        house: &House,
        now_ms: &dyn Fn() -> i64,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Reprint, Trouble> {
        let mut done = Reprint::default();
        if !self.is_begun()? {
            return Ok(Reprint { is_whole: true, ..done });
        }
        let open = || Work::open(&self.folder, self.base.as_ref(), house, now_ms());
        let stories = self.folder.names("story")?;
        let lists = self.folder.names("list")?;
        let (total, mut so_far) = (stories.len() + lists.len(), 0);
        for names in stories.chunks(STORIES) {
            if !progress(so_far, total) {
                return Ok(done);
            }
            let _lock = self.folder.lock()?;
            let mut batch = Batch::default();
            leave_behind(&self.folder, None, &mut batch.first)?;
            let mut work = open()?;
            for story in names.iter().filter_map(|name| name.parse().ok()) {
                self.print_story(&mut work, story, &mut batch, &mut done)?;
            }
            work.plan(&mut batch)?;
            self.folder.commit(batch)?;
            so_far += names.len();
        }
        // Lists may have begun since: a section of the house's, the sitemap.
        for id in self.folder.names("list")?.iter().filter_map(|name| ListId::from_name(name)) {
            let numbered = List::find(id.clone(), &self.folder)?.map_or(0, |list| list.numbered());
            for from in (1..=numbered.max(1)).step_by(PAGES) {
                if !progress(so_far.min(total), total) {
                    return Ok(done);
                }
                let _lock = self.folder.lock()?;
                let mut work = open()?;
                let until = numbered.min(from.saturating_add(PAGES as u64 - 1));
                let pages = (from..=until).count();
                work.print_list(&id, from..=until)?;
                let mut batch = Batch::default();
                work.plan(&mut batch)?;
                self.folder.commit(batch)?;
                so_far += pages + usize::from(until == numbered);
            }
        }
        self.finish(&open, &mut done)?;
        progress(total, total);
        Ok(Reprint { is_whole: true, ..done })
    }

    /// A story's pages, each only where it is ours.
    fn print_story(
        &self,
        work: &mut Work<'_>,
        story: StoryId,
        batch: &mut Batch,
        done: &mut Reprint,
    ) -> Result<(), Trouble> {
        let path = story::record_path(story);
        let Some(mut record) = self.folder.record::<StoryRecord>(&path)? else { return Ok(()) };
        let Some(page) = record.page.take().filter(|_| record.is_public()) else { return Ok(()) };
        let is_there = self.folder.exists(&page.card.path)?;
        // A site that got its address later gets its sitemap here.
        if self.base.is_some() && record.standing == Standing::Live && is_there {
            let path = page.is_to_be_found().then(|| page.card.path.clone());
            let modified_ms = page.card.moved_ms();
            let entry = Entry::Address { story: record.story, path, modified_ms };
            let name = ListId::Sitemap.name();
            let place = work.put(ListId::Sitemap, "", record.places.get(&name).copied(), entry)?;
            record.places.insert(name, place);
        }
        let sections = work.root.sections.clone();
        let mut is_whole = true;
        for (path, html) in work.printer(&sections).pages(&page)? {
            let there = self.folder.hash(&path)?;
            let ours = record
                .files
                .get(&path)
                .and_then(|kept| there.filter(|there| kept.is_ours(there)).map(|there| kept.known(there)));
            let Some(known) = ours else {
                done.theirs.push(path);
                is_whole = false;
                continue;
            };
            self.folder.plan(&mut record.files, &path, html.into_bytes(), None, &mut batch.pages)?;
            if let Some(kept) = record.files.remove(&path) {
                record.files.insert(path, kept.printed_anew(known));
            }
        }
        record.page = Some(page);
        done.stories += usize::from(is_whole);
        self.folder.plan_record(&path, &record, &mut batch.first)
    }

    /// What was made of an address goes with it, where it is ours; then the site says what it stands with.
    fn finish<'a>(
        &self,
        open: &dyn Fn() -> Result<Work<'a>, Trouble>,
        done: &mut Reprint,
    ) -> Result<(), Trouble> {
        let _lock = self.folder.lock()?;
        if self.base.is_none() {
            take_away(&self.folder, ListId::Front, |path| path == feed::FEED, done)?;
            take_away(&self.folder, ListId::Sitemap, |_| true, done)?;
        }
        let mut batch = Batch::default();
        let mut work = open()?;
        work.root.frame = frame(&work.theme, work.house, self.base.as_ref());
        work.plan(&mut batch)?;
        self.folder.commit(batch)
    }
}

/// Removes a list's files of this kind. One that somebody changed is theirs from now on.
fn take_away(
    folder: &Folder,
    id: ListId,
    is_meant: impl Fn(&str) -> bool,
    done: &mut Reprint,
) -> Result<(), Trouble> {
    let Some(mut list) = List::find(id, folder)? else { return Ok(()) };
    for number in 1..=list.numbered() {
        list.load(number, folder)?;
    }
    let (mut removals, mut records) = (Batch::default(), Batch::default());
    for (_, files) in list.pages() {
        let mut left = Files::new();
        for (path, kept) in std::mem::take(files) {
            if !is_meant(&path) {
                left.insert(path, kept);
                continue;
            }
            let there = folder.hash(&path)?;
            if there.is_some_and(|there| !kept.is_ours(&there)) {
                done.theirs.push(path);
            } else if there.is_some() {
                removals.index.push(super::folder::Pending { path, bytes: None });
            }
        }
        *files = left;
    }
    // The files first: one that no record knew would be a stranger's when the site gets an address again.
    folder.commit(removals)?;
    list.plan_records(folder, &mut records)?;
    folder.commit(records)
}

impl Folder {
    /// Whether files can be made here; leaves none behind.
    fn may_write(&self) -> Result<(), Trouble> {
        self.try_lock()?;
        let probe: PathBuf = self.root().join(OURS).join("probe");
        std::fs::write(&probe, b"")
            .and_then(|()| std::fs::remove_file(&probe))
            .map_err(super::folder::trouble)
    }
}
