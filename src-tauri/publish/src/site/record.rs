//! What the folder knows of itself: the manifest, which is a tree of small records.
//!
//! `.copydesk.json` is its root. Each page belongs to exactly one record, which carries the page's
//! hash beside the data that the page was made of; so what is written for one story does not grow
//! with the site, and another desk with the same folder can go on. (Why so: the house's decision
//! record on the site's manifest.)

use copy::{Byline, Inline, PersonId, PersonLink, Placement, ReaderNoteId, ReaderNoteKind, Sha256, StoryId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The number of these records' form.
pub(super) const FORMAT: u32 = 1;

/// A file of ours: what it holds, and what it held before. Records are written before their files,
/// so that after a power cut a file is at one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub sha256: Sha256,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Sha256>,
    /// The hash that desks remember it by, where it was printed anew since they wrote it: its words are the same,
    /// and only what is around them is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_as: Option<Sha256>,
    /// The same of what it held before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_known_as: Option<Sha256>,
}

impl Kept {
    /// What is written in the place of what is there.
    pub fn instead_of(before: Option<&Self>, there: Option<Sha256>, sha256: Sha256) -> Self {
        let known = there.and_then(|there| before.map(|before| before.known(there)));
        Self { sha256, was: there, known_as: None, was_known_as: known.filter(|known| Some(*known) != there) }
    }

    /// The same words printed anew, which desks remember as `known`.
    pub fn printed_anew(self, known: Sha256) -> Self {
        Self { known_as: Some(known).filter(|known| *known != self.sha256), ..self }
    }

    pub fn is_ours(&self, there: &Sha256) -> bool {
        self.sha256 == *there || self.was.as_ref() == Some(there)
    }

    /// The hash that desks know what stands there by.
    pub fn known(&self, there: Sha256) -> Sha256 {
        let known = if there == self.sha256 {
            self.known_as
        } else {
            self.was_known_as.filter(|_| self.was == Some(there))
        };
        known.unwrap_or(there)
    }
}

/// The files of one record, by their path in the folder.
pub(super) type Files = BTreeMap<String, Kept>;

/// `.copydesk.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Root {
    pub format: u32,
    /// A line for whoever opens it.
    pub about: String,
    /// The theme, the house and the address that all pages were last written with.
    pub frame: Sha256,
    /// Sections by their key, and where their pages are.
    pub sections: BTreeMap<String, String>,
    /// What the feed is known by, from its first address on: readers' programs know it again when the site moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed_id: Option<String>,
    pub files: Files,
}

/// Another page of the site, as it is linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub title: String,
    pub path: String,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub file: String,
    pub width: u32,
    pub height: u32,
}

/// A picture as a page shows it: its renditions, smallest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Photo {
    pub sources: Vec<Source>,
    pub alt: String,
    /// What must stay in sight, in ten-thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal: Option<copy::Point>,
}

/// A story in a list, and in a related card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Card {
    pub story: StoryId,
    pub path: String,
    pub language: String,
    pub headline: Inline,
    pub deck: Inline,
    pub section: Option<Place>,
    pub published_ms: i64,
    pub updated_ms: Option<i64>,
    pub minutes: u32,
    pub byline: Vec<Byline>,
    pub photo: Option<Photo>,
    /// No longer in this list; it keeps its place so that no page moves.
    #[serde(default)]
    pub gone: bool,
}

impl Card {
    /// When something last happened to it.
    pub fn moved_ms(&self) -> i64 {
        self.updated_ms.unwrap_or(self.published_ms)
    }
}

/// A note to readers in the list of corrections.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NoteLine {
    pub note: ReaderNoteId,
    pub kind: ReaderNoteKind,
    pub language: String,
    pub text: Inline,
    pub at_ms: i64,
    pub path: String,
    /// Empty for a withdrawn story, whose headline is not repeated.
    pub headline: Inline,
    pub headline_language: String,
    #[serde(default)]
    pub gone: bool,
}

/// A person in the list of authors, on their page and under a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Author {
    pub person: PersonId,
    pub name: String,
    pub role: String,
    pub short_bio: String,
    pub long_bio: String,
    pub links: Vec<PersonLink>,
    pub portrait: Option<Photo>,
    pub path: String,
}

/// A line of any list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Entry {
    Story(Box<Card>),
    Note(Box<NoteLine>),
    Author(Box<Author>),
    /// A line of the sitemap; `None`: gone.
    Address {
        story: StoryId,
        path: Option<String>,
        modified_ms: i64,
    },
}

impl Entry {
    /// Whether both speak of the same thing.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Story(a), Self::Story(b)) => a.story == b.story,
            (Self::Note(a), Self::Note(b)) => a.note == b.note,
            (Self::Author(a), Self::Author(b)) => a.person == b.person,
            (Self::Address { story: a, .. }, Self::Address { story: b, .. }) => a == b,
            _ => false,
        }
    }
}

/// A list with its newest page. Older pages are [`Frozen`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Head {
    pub format: u32,
    pub title: String,
    /// Where its pages are: `section/city`, without the number and `.html`.
    pub stem: String,
    /// The person whose page it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// Their place in the list of authors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listed: Option<u64>,
    /// The place of the first of `entries`, counted from the oldest.
    pub first: u64,
    pub entries: Vec<Entry>,
    pub files: Files,
}

/// An older page of a list: full, and changed only with one of its own stories.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Frozen {
    pub format: u32,
    pub entries: Vec<Entry>,
    pub files: Files,
}

/// What the public sees of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    /// An identifier and nothing else.
    Reserved,
    /// Its page is kept as data; readers find nothing of it.
    Written,
    /// It is in the lists.
    Live,
    /// A notice stands in its place.
    Withdrawn,
}

/// A story's record: its page as data, its files, its places in the lists.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct StoryRecord {
    pub format: u32,
    pub story: StoryId,
    pub standing: Standing,
    pub revision: u32,
    pub copy_hash: Option<Sha256>,
    /// Of everything that the page is made of.
    pub fingerprint: Option<Sha256>,
    pub published_ms: Option<i64>,
    /// Of the page's data, so that a draft somebody changed is not taken for ours.
    pub data: Option<Sha256>,
    /// When each note was first printed.
    pub noted: BTreeMap<ReaderNoteId, i64>,
    /// Places by list, and by `note <id>` in the list of corrections.
    pub places: BTreeMap<String, u64>,
    pub page: Option<StoryPage>,
    pub files: Files,
}

impl StoryRecord {
    pub fn reserved(story: StoryId) -> Self {
        Self {
            format: FORMAT,
            story,
            standing: Standing::Reserved,
            revision: 0,
            copy_hash: None,
            fingerprint: None,
            data: None,
            published_ms: None,
            noted: BTreeMap::new(),
            places: BTreeMap::new(),
            page: None,
            files: Files::new(),
        }
    }
}

impl StoryPage {
    /// Whether search engines are to find it here: a notice speaks to who comes for the story, and one that names
    /// another address as its own is to be found there.
    pub fn is_to_be_found(&self) -> bool {
        !self.withdrawn && copy::html::safe_address(&self.canonical).is_none()
    }

    /// The hash of this data.
    pub fn hash(&self) -> Sha256 {
        // Plain data with text keys: writing it as JSON cannot fail.
        Sha256::of(&serde_json::to_vec(self).unwrap_or_default())
    }
}

/// A piece of a story's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BodyPart {
    Html(String),
    Figure(FigureLine),
    Related(Box<Card>),
    /// A related story that is published elsewhere.
    Elsewhere {
        title: String,
        section: String,
        minutes: u32,
        url: String,
    },
    Embed {
        title: String,
        url: String,
        host: String,
    },
}

/// A picture with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FigureLine {
    pub photo: Photo,
    pub caption: Inline,
    pub credit: String,
    pub illustrative: bool,
}

/// A note on its story's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PageNote {
    pub note: ReaderNoteId,
    pub kind: ReaderNoteKind,
    pub language: String,
    pub text: Inline,
    pub html: String,
    pub placement: Placement,
    pub at_ms: i64,
}

/// A story's page as data: the theme prints it, now and whenever the theme changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoryPage {
    /// In place of the story: nothing of it but its notes is kept here.
    pub withdrawn: bool,
    pub card: Card,
    pub title: String,
    pub description: String,
    pub canonical: String,
    pub dateline: String,
    pub place: String,
    pub words: u32,
    pub lead: Option<FigureLine>,
    pub body: Vec<BodyPart>,
    pub notes: Vec<PageNote>,
    pub tags: Vec<Place>,
    pub authors: Vec<Author>,
    /// The news feed as it stood when the page was written.
    pub feed: Vec<Card>,
    pub written_ms: i64,
    /// Addresses where the story used to be.
    pub moved_from: Vec<String>,
}
