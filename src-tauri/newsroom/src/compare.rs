//! Comparing two sides of a story by words and by facts.

use crate::{outbox::live, Error, Newsroom, Result};
use copy::{MemberId, ReaderCopy, RevisionId, Sha256, StoryId};
use document::diff::{self, news, CopyDiff, Hiding};
use std::sync::Arc;

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The head.
    Head,
    /// What this member last read; nothing, if they never did.
    Read(MemberId),
    /// What was last approved.
    Approved,
    /// What was last sent to readers, wherever; nothing, if it never was.
    Published,
    /// One revision.
    Revision(RevisionId),
}

/// A side, looked up.
#[derive(Debug, Clone)]
pub struct Looked {
    /// Its revision's number; `None`: the head, or nothing at all.
    pub number: Option<i64>,
    /// Its copy.
    pub copy: Arc<ReaderCopy>,
    /// Its hash; `None`: nothing.
    pub hash: Option<Sha256>,
}

/// A comparison.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The older side.
    pub from: Looked,
    /// The newer side.
    pub to: Looked,
    /// What differs.
    pub diff: CopyDiff,
    /// The numbers, names, quotations … among it.
    pub news: Vec<news::NewsItem>,
}

impl Newsroom {
    /// Compares two sides of a story.
    pub fn compare(&self, story: StoryId, from: Side, to: Side) -> Result<Comparison> {
        self.compare_hiding(story, from, to, Hiding::default())
    }

    /// The same, with some differences left out of the body.
    pub fn compare_hiding(&self, story: StoryId, from: Side, to: Side, hiding: Hiding) -> Result<Comparison> {
        let (from, to) = (self.side(story, from)?, self.side(story, to)?);
        let diff = diff::copies_hiding(&from.copy, &to.copy, hiding);
        let news = news::items(&from.copy, &to.copy, &diff);
        Ok(Comparison { from, to, diff, news })
    }

    fn side(&self, story: StoryId, side: Side) -> Result<Looked> {
        let nothing = || Looked { number: None, copy: Arc::default(), hash: None };
        match side {
            Side::Head => {
                let (copy, hash) = self.head(story)?;
                Ok(Looked { number: None, copy, hash: Some(hash) })
            }
            Side::Revision(id) => self.revision_side(story, id),
            Side::Read(member) => match self.last_read(member, story)? {
                Some(id) => self.revision_side(story, id),
                None => Ok(nothing()),
            },
            Side::Published => {
                let receipts = self.receipts(story)?;
                let last = live::live(&receipts).pop();
                // Of a story that was taken from readers it is what they had.
                let last = last.or_else(|| receipts.iter().rfind(|receipt| live::is_public(receipt)));
                last.map_or_else(|| Ok(nothing()), |receipt| self.revision_side(story, receipt.revision))
            }
            Side::Approved => {
                let approved = crate::workflow::standing(&self.events(story)?).into_iter().rev();
                let last = approved
                    .filter(|event| event.kind == crate::workflow::Move::Approved)
                    .find_map(|e| e.revision);
                last.map_or_else(|| Ok(nothing()), |id| self.revision_side(story, id))
            }
        }
    }

    fn revision_side(&self, story: StoryId, id: RevisionId) -> Result<Looked> {
        let opened = self.open_revision(story, id)?;
        let hash = Some(opened.row.copy_hash);
        Ok(Looked { number: Some(opened.row.number), copy: Arc::new(opened.copy), hash })
    }

    /// The revision that a member read last.
    pub(crate) fn last_read(&self, member: MemberId, story: StoryId) -> Result<Option<RevisionId>> {
        let row = self.store().read(|on| store::reading::get(on, member, story).map_err(Error::from))?;
        Ok(row.and_then(|row| row.revision))
    }

    /// How many words changed since a member read the story; `None`: they never did.
    pub fn words_since_read(&self, member: MemberId, story: StoryId) -> Result<Option<u32>> {
        let Some(id) = self.last_read(member, story)? else { return Ok(None) };
        let before = self.open_revision(story, id)?;
        let (now, hash) = self.newest_text(story)?;
        if before.row.copy_hash == hash {
            return Ok(Some(0));
        }
        Ok(Some(diff::copies(&before.copy, &now).words_changed))
    }

    /// The head of a story that is open; else its newest revision, so that a list opens no documents.
    fn newest_text(&self, story: StoryId) -> Result<(Arc<ReaderCopy>, Sha256)> {
        if self.is_live(story) {
            return self.head(story);
        }
        let last = self.store().read(|on| store::revision::last(on, story).map_err(Error::from))?;
        match last {
            Some(row) => {
                let opened = self.open_revision(story, row.revision)?;
                Ok((Arc::new(opened.copy), row.copy_hash))
            }
            None => self.head(story),
        }
    }
}
