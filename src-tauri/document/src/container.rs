//! The texts of a story, each a root container of the document and an editor of its own.

use copy::{FigureId, ReaderNoteId};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// One of a story's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Container {
    /// The body: lines, each ended by `\n`.
    Body,
    /// The headline.
    Headline,
    /// The headline for phones and social networks.
    HeadlineShort,
    /// The title for search engines.
    HeadlineWeb,
    /// The deck.
    Deck,
    /// A figure's caption.
    Caption(FigureId),
    /// A note to readers.
    ReaderNote(ReaderNoteId),
}

impl Container {
    /// The texts that every story has; captions and notes come with their figures and records.
    pub const FIXED: [Self; 5] =
        [Self::Body, Self::Headline, Self::HeadlineShort, Self::HeadlineWeb, Self::Deck];

    /// Whether it has lines; the others are one line without a line break.
    pub fn has_lines(self) -> bool {
        self == Self::Body
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => f.write_str("body"),
            Self::Headline => f.write_str("headline"),
            Self::HeadlineShort => f.write_str("headline_short"),
            Self::HeadlineWeb => f.write_str("headline_web"),
            Self::Deck => f.write_str("deck"),
            Self::Caption(id) => write!(f, "caption_{id}"),
            Self::ReaderNote(id) => write!(f, "reader_note_{id}"),
        }
    }
}

/// A text that names no container.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a story has no such text")]
pub struct BadContainer;

impl FromStr for Container {
    type Err = BadContainer;
    fn from_str(name: &str) -> Result<Self, BadContainer> {
        if let Some(fixed) = Self::FIXED.into_iter().find(|fixed| fixed.to_string() == name) {
            return Ok(fixed);
        }
        let caption = name.strip_prefix("caption_").and_then(|id| id.parse().ok()).map(Self::Caption);
        let note = || name.strip_prefix("reader_note_").and_then(|id| id.parse().ok()).map(Self::ReaderNote);
        caption.or_else(note).ok_or(BadContainer)
    }
}

impl Serialize for Container {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Container {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        let id = "ffffffffffff4fffbfffffffffffffff";
        for name in ["body", "headline", "headline_short", "headline_web", "deck"] {
            assert_eq!(name.parse::<Container>().map(|c| c.to_string()), Ok(name.to_owned()));
        }
        for name in [format!("caption_{id}"), format!("reader_note_{id}")] {
            assert_eq!(name.parse::<Container>().map(|c| c.to_string()), Ok(name));
        }
        for name in ["", "Body", "caption_", "caption_1", "objects", "meta"] {
            assert_eq!(name.parse::<Container>(), Err(BadContainer), "{name}");
        }
    }
}
