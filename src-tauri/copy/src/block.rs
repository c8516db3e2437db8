//! Blocks: one line of the body each. Flat, semantic, no layout.

use crate::{EmbedId, FigureId, Inline, StoryId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bulleted or numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListKind {
    /// `ul`
    Bulleted,
    /// `ol`
    Numbered,
}

/// What a line is. Its one textual form (`h:2`, `li:ul:1`, `figure:<id>` …) is the value of the
/// block key `b` in the document, in the canonical form and on the wire to the interface;
/// a paragraph is the empty string.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum BlockKind {
    /// Ordinary text.
    #[default]
    Paragraph,
    /// A heading of level 2 or 3 (the headline is level 1).
    Heading(u8),
    /// A quotation set as a block.
    Quote,
    /// A pull quote.
    PullQuote,
    /// Who said the pull quote above it.
    Source,
    /// A list item; level 1 is the outermost.
    ListItem(ListKind, u8),
    /// A picture; the line's text is not printed.
    Figure(FigureId),
    /// A related story or a page elsewhere.
    Embed(EmbedId),
    /// A thematic break.
    Rule,
    /// A kind that this version does not know: kept, and shown as a locked paragraph.
    Unknown(String),
}

impl BlockKind {
    /// The textual form.
    pub fn key(&self) -> String {
        match self {
            Self::Paragraph => String::new(),
            Self::Heading(level) => format!("h:{level}"),
            Self::Quote => "quote".into(),
            Self::PullQuote => "pullquote".into(),
            Self::Source => "source".into(),
            Self::ListItem(ListKind::Bulleted, level) => format!("li:ul:{level}"),
            Self::ListItem(ListKind::Numbered, level) => format!("li:ol:{level}"),
            Self::Figure(id) => format!("figure:{id}"),
            Self::Embed(id) => format!("embed:{id}"),
            Self::Rule => "rule".into(),
            Self::Unknown(key) => key.clone(),
        }
    }

    /// Reads the textual form; never fails, since an unknown value is kept.
    pub fn from_key(key: &str) -> Self {
        let known = match key.split(':').collect::<Vec<_>>().as_slice() {
            [""] => Some(Self::Paragraph),
            ["h", "2"] => Some(Self::Heading(2)),
            ["h", "3"] => Some(Self::Heading(3)),
            ["quote"] => Some(Self::Quote),
            ["pullquote"] => Some(Self::PullQuote),
            ["source"] => Some(Self::Source),
            ["rule"] => Some(Self::Rule),
            ["li", kind @ ("ul" | "ol"), level] => {
                level.parse().ok().filter(|l| (1..=6).contains(l)).map(|level| {
                    let kind = if *kind == "ul" { ListKind::Bulleted } else { ListKind::Numbered };
                    Self::ListItem(kind, level)
                })
            }
            ["figure", id] => id.parse().ok().map(Self::Figure),
            ["embed", id] => id.parse().ok().map(Self::Embed),
            _ => None,
        };
        known.filter(|kind| kind.key() == key).unwrap_or_else(|| Self::Unknown(key.to_owned()))
    }

    /// Whether the block is an atom, whose line carries no text of its own.
    pub fn is_atom(&self) -> bool {
        matches!(self, Self::Figure(_) | Self::Embed(_) | Self::Rule)
    }
}

impl Serialize for BlockKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

impl<'de> Deserialize<'de> for BlockKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_key(&String::deserialize(deserializer)?))
    }
}

/// One line of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text; empty for an atom.
    #[serde(default)]
    pub text: Inline,
}

/// What an embed shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmbedTarget {
    /// A story of this newsroom.
    Story(StoryId),
    /// A page on another website; nothing is loaded from it until a reader opens it.
    Url(String),
}

/// A related story or a page elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Embed {
    /// Its identifier, which the line's block key names.
    pub id: EmbedId,
    /// What it shows.
    pub target: EmbedTarget,
    /// The title to print; may be empty for a story, whose headline is then printed.
    pub title: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_and_unknown_ones_are_kept() {
        let id = "ffffffffffff4fffbfffffffffffffff";
        for key in ["", "h:2", "h:3", "quote", "pullquote", "source", "li:ul:1", "li:ol:6", "rule"] {
            let kind = BlockKind::from_key(key);
            assert!(!matches!(kind, BlockKind::Unknown(_)), "{key} is known");
            assert_eq!(kind.key(), key);
        }
        assert_eq!(BlockKind::from_key(&format!("figure:{id}")).key(), format!("figure:{id}"));
        for key in ["h:1", "h:02", "li:ul:9", "figure:x", "table:3", "li:ul:+1"] {
            assert_eq!(BlockKind::from_key(key), BlockKind::Unknown(key.into()));
        }
    }
}
