//! A story's page as it stands in the folder, beside the one that this desk wrote; and taking it away.

use super::{
    id_of, record::Standing, record::StoryPage, remote, steps::Planned, story, story::Around, work::Work,
    Site, StoryRecord,
};
use crate::{Carried, Edition, LiveText, Reason, Trouble};
use std::time::UNIX_EPOCH;

impl Site {
    /// The page there beside the page as it was written.
    pub(super) fn page_text(&self, edition: &Edition, carried: &Carried) -> Result<LiveText, Trouble> {
        let missing = || Trouble::conflict(Reason::FolderStoryGone);
        let record = self.record(id_of(remote(carried)?)?)?.ok_or_else(missing)?;
        let path = record.page.as_ref().map(|page| page.card.path.clone()).ok_or_else(missing)?;
        let theirs = match record.is_public() {
            true => self.folder.read(&path)?.ok_or_else(missing)?,
            false => Vec::new(),
        };
        let page = self.page_of(edition, &record)?;
        let work = Work::open(&self.folder, self.base.as_ref(), &edition.house, page.written_ms)?;
        let sections = work.root.sections.clone();
        let ours = work.printer(&sections).story(&page)?;
        Ok(LiveText {
            copy: self.there(&record)?,
            ours,
            theirs: String::from_utf8_lossy(&theirs).into_owned(),
            besides: vec![],
            by: String::new(),
            at_ms: self.changed_ms(&path),
        })
    }

    /// The page that this desk wrote: the folder's own record of it, or, where another desk wrote since, the
    /// edition's.
    fn page_of(&self, edition: &Edition, record: &StoryRecord) -> Result<StoryPage, Trouble> {
        let kept = record.page.clone().filter(|_| record.copy_hash == Some(edition.copy_hash));
        if let Some(page) = kept {
            return Ok(page);
        }
        let mut work = Work::open(&self.folder, self.base.as_ref(), &edition.house, edition.now_ms)?;
        let places = work.places(edition)?;
        let around = Around {
            folder: &self.folder,
            places: &places,
            feed: work.feed(edition.story),
            is_preview: false,
        };
        let published = record.published_ms.or(edition.first_published_ms).unwrap_or(edition.now_ms);
        Ok(story::page(edition, &around, published, &record.noted, vec![]))
    }

    fn changed_ms(&self, path: &str) -> Option<i64> {
        let changed = self.folder.root().join(path).metadata().and_then(|file| file.modified()).ok()?;
        i64::try_from(changed.duration_since(UNIX_EPOCH).ok()?.as_millis()).ok()
    }

    /// Takes the page and every page that leads to it away; the places in the lists stay empty.
    pub(super) fn take_away(&self, edition: &Edition, carried: &Carried) -> Result<Option<Planned>, Trouble> {
        let lock = self.folder.lock()?;
        let Some(mut record) = self.record(edition.story)? else { return Ok(None) };
        if record.standing == Standing::Reserved {
            return Ok(None);
        }
        let there = self.there(&record)?;
        let is_known = carried.content_hash == Some(there.content_hash);
        // A page that is gone already takes nobody's words with it.
        if there.state.is_some() && Self::own_hash(&record) != Some(there.content_hash) && !is_known {
            return Err(Trouble::conflict(Reason::FolderStoryChanged));
        }
        if let (Some(page), true) = (&record.page, is_known && record.is_public()) {
            // What somebody wrote, and a person has read.
            let theirs = self.folder.hash(&page.card.path)?;
            if let (Some(kept), Some(theirs)) = (record.files.get_mut(&page.card.path), theirs) {
                if !kept.is_ours(&theirs) {
                    kept.sha256 = theirs;
                }
            }
        }
        let work = Work::open(&self.folder, self.base.as_ref(), &edition.house, edition.now_ms)?;
        self.forget(lock, work, record).map(Some)
    }
}
