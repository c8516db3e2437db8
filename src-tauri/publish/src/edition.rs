//! The approved copy, dressed for printing: all that an endpoint needs, and nothing that was not approved
//! or is not the house's own (labels, cards and templates are snapshotted with each receipt).

use copy::{FigureId, Person, ReaderCopy, ReaderNoteId, Sha256, StoryId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// One rendition of a picture, as every destination gets it: sRGB, credited, without location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub media_type: String,
    /// The hash of `bytes`.
    pub sha256: Sha256,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Rendition {
    /// The file's name: its hash and the usual ending.
    pub fn file_name(&self) -> String {
        let ending = match self.media_type.as_str() {
            "image/png" => "png",
            "image/webp" => "webp",
            _ => "jpg",
        };
        format!("{}.{ending}", self.sha256)
    }
}

/// A figure's renditions and its credit line by the house's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Which figure.
    pub figure: FigureId,
    /// The credit line as it is printed.
    pub credit: String,
    /// Smallest first; never empty.
    pub renditions: Vec<Rendition>,
}

/// A note's printed time: its first receipt at this destination, or now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedNote {
    /// Which note.
    pub note: ReaderNoteId,
    /// UTC milliseconds.
    pub printed_at_ms: i64,
}

/// Another story of this newsroom as this destination knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedStory {
    /// Its headline.
    pub headline: String,
    /// Its section.
    pub section: String,
    /// Its reading time.
    pub reading_time_min: u32,
    /// Its address at this destination; `None` where it is not published there.
    pub address: Option<String>,
}

/// The house: what is the same for every story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// The newsroom's name for readers.
    pub name: String,
    /// A sentence for the foot of a page and the feed.
    pub description: String,
    /// The language of pages that are no story's own (BCP 47).
    pub language: String,
    /// The zone of printed dates and of "today" (IANA).
    pub time_zone: String,
    /// Where readers write to; empty: not printed.
    pub contact: String,
    /// Sections in the order of the masthead.
    pub sections: Vec<String>,
    /// Label templates that replace the print catalogue's, by `kind.language` (`update.en` → "Editor’s note").
    pub note_labels: BTreeMap<String, String>,
}

/// The approved copy, dressed for printing at one destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Which story.
    pub story: StoryId,
    /// The revision's display number.
    pub revision: u32,
    /// What was approved.
    pub copy_hash: Sha256,
    /// The copy itself.
    pub copy: ReaderCopy,
    /// The web slug, never empty.
    pub web_slug: String,
    /// The cards of the byline's people, in its order, as they stand now.
    pub people: Vec<Person>,
    /// Portraits of `people` by asset hash.
    pub portraits: BTreeMap<Sha256, Rendition>,
    /// The figures' renditions, in the copy's order.
    pub pictures: Vec<Picture>,
    /// When it first went live at this destination; `None`: this is the first time.
    pub first_published_ms: Option<i64>,
    /// The moment of this publication.
    pub now_ms: i64,
    /// The notes' printed times.
    pub notes: Vec<PrintedNote>,
    /// Stories that embeds and links name.
    pub related: BTreeMap<StoryId, RelatedStory>,
    /// The house.
    pub house: House,
}

impl Edition {
    /// The picture of a figure.
    pub fn picture(&self, figure: FigureId) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.figure == figure)
    }

    /// A printed name, and the other forms of the same person's name on their card.
    pub fn names_of(&self, printed: &str) -> Vec<String> {
        let person =
            self.copy.byline.iter().find(|who| who.name.trim() == printed).and_then(|who| who.person);
        let card = self.people.iter().find(|card| Some(card.id) == person);
        let forms =
            card.into_iter().flat_map(|card| std::iter::once(&card.name).chain(card.name_forms.values()));
        let mut names = vec![printed.to_owned()];
        for form in forms.map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()) {
            if !names.contains(&form) {
                names.push(form);
            }
        }
        names
    }
}

/// Whether two spellings are of one name: white space and capitals say nothing.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(one) == plain(other)
}
