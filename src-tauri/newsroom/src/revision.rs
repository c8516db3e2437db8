//! Revisions: what the copy was when somebody said "keep this". Saved by hand, and by itself when a
//! story is filed, sent back, approved, published or restored.

use crate::{
    story::lock,
    transact::{Change, Changes},
    Error, Newsroom, Refusal, Result,
};
use copy::{canonical, MemberId, ReaderCopy, RevisionId, Sha256, StoryId};
use std::sync::Arc;
use store::revision::{BodyError, NewRevision, NoteItem, RevisionRow};
use store::Tx;

/// Why a revision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionKind {
    /// By hand.
    Saved,
    /// When it was sent to an editor.
    Filed,
    /// When it was sent back.
    SentBack,
    /// When it was approved.
    Approved,
    /// When it was published.
    Published,
    /// By bringing an earlier one back.
    Restored,
    /// Words that a window held and the desk did not agree with.
    Rescued,
    /// With what somebody changed at a destination.
    Merged,
}

impl RevisionKind {
    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Filed => "filed",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Restored => "restored",
            Self::Rescued => "rescued",
            Self::Merged => "merged",
        }
    }

    /// Whether its body must open without any other row.
    fn is_full(self) -> bool {
        matches!(self, Self::Filed | Self::Approved | Self::Published)
    }
}

/// A revision's body, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its row.
    pub row: RevisionRow,
    /// Its copy.
    pub copy: ReaderCopy,
    /// What was wrong with the stored body, when the text was opened another way; empty: nothing.
    pub remark: Option<Refusal>,
}

/// A revision that is ready to be written in a transaction.
pub(crate) struct Prepared {
    pub id: RevisionId,
    pub hash: Sha256,
    new: NewRevision,
    body: String,
}

impl Prepared {
    /// Writes it. Its number is the highest seen plus one, whatever was made meanwhile.
    pub fn insert_in(mut self, tx: &Tx<'_>, changes: &mut Changes) -> Result<i64> {
        self.new.number = store::revision::next_number(tx, self.new.story)?;
        store::revision::insert(tx, &self.new, self.body.as_bytes())?;
        changes.add(Change::Story(self.new.story));
        Ok(self.new.number)
    }
}

impl Newsroom {
    /// Prepares a revision of the head. Everything typed so far is on disk afterwards.
    pub(crate) fn prepare_revision(
        &self,
        member: MemberId,
        story: StoryId,
        kind: RevisionKind,
        note: &str,
    ) -> Result<Prepared> {
        let session = self.session(story)?;
        self.save(&session)?;
        let (copy, hash, frontiers) = {
            let mut live = lock(&session);
            let (copy, hash) = live.copy();
            (copy, hash, live.document.frontiers())
        };
        self.prepare(member, story, kind, note, (&copy, hash, frontiers))
    }

    fn prepare(
        &self,
        member: MemberId,
        story: StoryId,
        kind: RevisionKind,
        note: &str,
        (copy, hash, frontiers): (&ReaderCopy, Sha256, Vec<u8>),
    ) -> Result<Prepared> {
        let parent = self.store().read(|on| store::revision::last(on, story).map_err(Error::from))?;
        let before = parent.as_ref().and_then(|row| self.open_revision(story, row.revision).ok());
        let (words_added, words_removed) = match &before {
            Some(before) => {
                let diff = document::diff::copies(&before.copy, copy);
                (diff.words_added, diff.words_removed)
            }
            None => (copy.words(), 0),
        };
        let note = note.trim();
        let item = |text| NoteItem { id: self.new_record(), text };
        let items = crate::note::items_of(note).into_iter().map(item).collect();
        let id = RevisionId::from_random(self.random_16());
        let new = NewRevision {
            revision: id,
            story,
            number: 0,
            parents: parent.iter().map(|row| row.revision).collect(),
            frontiers,
            kind: kind.key().into(),
            note: note.to_owned(),
            items,
            copy_hash: hash,
            words: copy.words().into(),
            words_added: words_added.into(),
            words_removed: words_removed.into(),
            member,
            device: self.device(),
            at: self.now(),
            format: canonical::FORMAT.into(),
            is_full: kind.is_full(),
        };
        Ok(Prepared { id, hash, new, body: canonical::kept_form(copy) })
    }

    /// Saves a revision of the head.
    pub fn save_revision(
        &self,
        member: MemberId,
        story: StoryId,
        kind: RevisionKind,
        note: &str,
    ) -> Result<RevisionRow> {
        let prepared = self.prepare_revision(member, story, kind, note)?;
        let id = prepared.id;
        self.transact(move |tx, changes| prepared.insert_in(tx, changes))?;
        self.tell_facts(story);
        self.revision(id)
    }

    /// Keeps words that a window holds and the desk does not agree with, as a revision of their own:
    /// the head with that text in the place of its own.
    pub fn rescue(
        &self,
        member: MemberId,
        story: StoryId,
        container: document::Container,
        text: &str,
    ) -> Result<RevisionId> {
        let session = self.session(story)?;
        let (mut copy, frontiers) = {
            let mut live = lock(&session);
            (ReaderCopy::clone(&live.copy().0), live.document.frontiers())
        };
        put_text(&mut copy, container, text);
        let hash = canonical::copy_hash(&copy);
        let note = "Text that a window held and the desk did not have";
        let prepared = self.prepare(member, story, RevisionKind::Rescued, note, (&copy, hash, frontiers))?;
        let id = prepared.id;
        self.transact(move |tx, changes| prepared.insert_in(tx, changes))?;
        Ok(id)
    }

    /// One revision's row.
    pub fn revision(&self, id: RevisionId) -> Result<RevisionRow> {
        let row = self.store().read(|on| store::revision::get(on, id).map_err(Error::from))?;
        row.ok_or(Error::Missing("revision"))
    }

    /// The highest number of a story's revisions; 0: there are none.
    pub fn highest_revision(&self, story: StoryId) -> Result<i64> {
        Ok(self.store().read(|on| store::revision::next_number(on, story).map_err(Error::from))? - 1)
    }

    /// A story's revisions, the oldest first.
    pub fn revisions(&self, story: StoryId) -> Result<Vec<RevisionRow>> {
        self.store().read(|on| store::revision::list(on, story).map_err(Error::from))
    }

    /// What people call a story's revisions: their numbers, and where two desks gave one number, with the
    /// initials of who did: "8 · AB".
    pub fn revision_labels(&self, story: StoryId) -> Result<std::collections::BTreeMap<RevisionId, String>> {
        let rows = self.revisions(story)?;
        let label = |row: &RevisionRow| {
            let clashes = rows.iter().filter(|other| other.number == row.number).count() > 1;
            match clashes.then(|| self.member(row.member).ok()).flatten() {
                Some(member) => format!("{} · {}", row.number, member.initials),
                None => row.number.to_string(),
            }
        };
        Ok(rows.iter().map(|row| (row.revision, label(row))).collect())
    }

    /// Opens a revision. A stored body that is not what was written is said, and the text is taken
    /// from the story's own history instead, if its hash proves it.
    pub fn open_revision(&self, story: StoryId, id: RevisionId) -> Result<Opened> {
        let row = self.revision(id)?;
        if row.story != story {
            return Err(Error::Missing("revision of this story"));
        }
        let stored = self.store().read(|on| store::revision::body(on, id));
        let copy = match &stored {
            Ok(body) => std::str::from_utf8(body).ok().and_then(|json| canonical::read_kept(json).ok()),
            Err(BodyError::Damaged { .. }) => None,
            Err(BodyError::Missing) => return Err(Error::Missing("revision")),
            Err(BodyError::Store(error)) => return Err(error.clone().into()),
        };
        // What came from elsewhere says of itself which text it is: that is proven here.
        let is_proven =
            |copy: &ReaderCopy| row.device == self.device() || canonical::copy_hash(copy) == row.copy_hash;
        if let Some(copy) = copy.filter(is_proven) {
            return Ok(Opened { row, copy, remark: None });
        }
        if row.format > i64::from(canonical::FORMAT) {
            return Err(Error::refused(Refusal::RevisionNewer));
        }
        let session = self.session(story)?;
        // A moment that this history does not hold (a clean copy's, from elsewhere) proves nothing either.
        let past = lock(&session).document.at(&row.frontiers).ok().map(|past| past.reader_copy());
        match past.filter(|copy| canonical::copy_hash(copy) == row.copy_hash) {
            Some(copy) => Ok(Opened { row, copy, remark: Some(Refusal::RevisionProven) }),
            None => Err(Error::refused(Refusal::RevisionDamaged)),
        }
    }

    /// Brings a revision back as a forward edit: comments, authorship and what others are typing stay.
    pub fn restore_revision(&self, member: MemberId, story: StoryId, id: RevisionId) -> Result<RevisionRow> {
        let opened = self.open_revision(story, id)?;
        self.change_story(member, story, |document| Ok(((), document.restore(&opened.copy)?)))?;
        let note = format!("Revision {} brought back", opened.row.number);
        self.save_revision(member, story, RevisionKind::Restored, &note)
    }

    /// The head with its hash.
    pub fn head(&self, story: StoryId) -> Result<(Arc<ReaderCopy>, Sha256)> {
        let session = self.session(story)?;
        let head = lock(&session).copy();
        Ok(head)
    }
}

pub(crate) fn put_text(copy: &mut ReaderCopy, container: document::Container, text: &str) {
    use copy::{Block, Inline};
    use document::Container;
    let inline = || Inline::plain(text.trim_end_matches('\n'));
    match container {
        Container::Body => {
            let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
            copy.body = lines.map(|line| Block { text: Inline::plain(line), ..Block::default() }).collect();
        }
        Container::Headline => copy.headline = inline(),
        Container::HeadlineShort => copy.headline_short = inline(),
        Container::HeadlineWeb => copy.headline_web = inline(),
        Container::Deck => copy.deck = inline(),
        Container::Caption(id) => {
            if let Some(figure) = copy.figures.iter_mut().find(|figure| figure.id == id) {
                figure.caption = inline();
            }
        }
        Container::ReaderNote(id) => {
            if let Some(note) = copy.reader_notes.iter_mut().find(|note| note.id == id) {
                note.text = inline();
            }
        }
    }
}
