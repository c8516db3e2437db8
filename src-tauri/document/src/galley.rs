//! The galley: everything that a screen shows of a document, read off it once. Kept beside the document it
//! answers for it while its history is being loaded; made of the same calls, it cannot say anything else.

use crate::{Container, ContainerMark, Delta, Document, NoteFacts};
use copy::{Byline, Embed, EmbedId, Facts, FigureFacts, FigureId, ReaderCopy, ReaderNoteId, Sha256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format of [`Galley::to_bytes`]. It goes up with every change of what is in it or how it is counted.
pub const GALLEY_FORMAT: i64 = 1;

/// A text whole, as inserts, with its length and hash.
pub type WholeText = (Container, Delta, ContainerMark);

/// A story's texts and what is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Galley {
    /// Every text.
    pub texts: Vec<WholeText>,
    /// The rest.
    pub particulars: Particulars,
}

/// What is known of a story besides its texts, and what is counted in them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Particulars {
    /// The registers.
    pub registers: Facts,
    /// The byline.
    pub byline: Vec<Byline>,
    /// Every figure's record.
    pub figures: BTreeMap<FigureId, FigureFacts>,
    /// Every embed's record.
    pub embeds: BTreeMap<EmbedId, Embed>,
    /// Every note to readers, removed ones too.
    pub notes: Vec<(ReaderNoteId, NoteFacts)>,
    /// The words of those notes that readers get.
    pub note_texts: BTreeMap<ReaderNoteId, String>,
    /// The headline as readers get it.
    pub headline: String,
    /// The copy hash of the head.
    pub hash: Sha256,
    /// Words of the body.
    pub words: u32,
    /// Minutes to read.
    pub reading_time_min: u32,
    /// Whether any suggestion is pending.
    pub has_suggestions: bool,
}

impl Document {
    /// What is known of the story. `copy` is its reader's copy, with its hash.
    pub fn particulars(&self, copy: &ReaderCopy, hash: Sha256, has_suggestions: bool) -> Particulars {
        let words = copy.words();
        Particulars {
            registers: self.facts(),
            byline: self.byline(),
            figures: self.figures(),
            embeds: self.embeds(),
            notes: self.reader_notes(),
            note_texts: copy.reader_notes.iter().map(|note| (note.id, note.text.text())).collect(),
            headline: copy.headline.text(),
            hash,
            words,
            reading_time_min: copy.reading_time_of(words),
            has_suggestions,
        }
    }

    /// All texts: those that every story has, the captions of its figures, its notes to readers.
    pub fn whole_texts(&mut self) -> Vec<WholeText> {
        let captions = self.figures().into_keys().map(Container::Caption);
        let notes = self.reader_notes().into_iter().map(|(id, _)| Container::ReaderNote(id));
        let containers: Vec<_> = Container::FIXED.into_iter().chain(captions).chain(notes).collect();
        let text = |container| (container, self.text(&container), self.mark(&container));
        containers.into_iter().map(text).collect()
    }
}

impl Galley {
    /// To be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Nothing in it can fail to be written: keys are strings, numbers are finite.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads [`Self::to_bytes`]; `None`: it is something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let galley: Self = serde_json::from_slice(bytes).ok()?;
        let is_whole = |(_, delta, mark): &WholeText| ContainerMark::of(&delta.text()) == *mark;
        galley.texts.iter().all(is_whole).then_some(galley)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FactChange, PeerId};

    fn galley() -> Galley {
        let mut document = Document::create(PeerId(7)).expect("a document");
        let words = Delta::new().insert("Міст відкрито 👩‍🚒\nAnd a second line");
        document.apply(&Container::Body, &words).expect("applied");
        document.apply(&Container::Headline, &Delta::new().insert("Bridge")).expect("applied");
        document.set_fact(&FactChange::TagAdd("bridge".into())).expect("set");
        let copy = document.reader_copy();
        let particulars = document.particulars(&copy, copy::canonical::copy_hash(&copy), false);
        Galley { texts: document.whole_texts(), particulars }
    }

    #[test]
    fn a_galley_reads_back() {
        let galley = galley();
        assert_eq!(galley.particulars.headline, "Bridge");
        assert_eq!(Galley::from_bytes(&galley.to_bytes()), Some(galley));
    }

    #[test]
    fn bytes_that_are_no_galley_read_as_none() {
        let bytes = galley().to_bytes();
        assert_eq!(Galley::from_bytes(b"{}"), None);
        assert_eq!(Galley::from_bytes(bytes.get(..bytes.len() - 1).expect("shorter")), None);
        let text = String::from_utf8(bytes).expect("text");
        let other = text.replace("second line", "second lime");
        assert_ne!(other, text, "a word was changed");
        assert_eq!(Galley::from_bytes(other.as_bytes()), None, "a text must have its own hash");
    }
}
