//! Notes to readers: dated records, never text typed into the body.

use crate::{Inline, MemberId, ReaderNoteId};
use serde::{Deserialize, Serialize};

/// What a note says to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReaderNoteKind {
    /// Something was added.
    Update,
    /// Something is now said more clearly; it was not wrong.
    Clarification,
    /// Something was wrong, and is right now.
    Correction,
    /// The editor explains something.
    EditorsNote,
    /// The story is withdrawn.
    Withdrawal,
}

impl ReaderNoteKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Update, Self::Clarification, Self::Correction, Self::EditorsNote, Self::Withdrawal];

    /// The name in records and canonical form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Clarification => "clarification",
            Self::Correction => "correction",
            Self::EditorsNote => "editors_note",
            Self::Withdrawal => "withdrawal",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Where a note of this kind stands unless somebody moves it.
    pub fn usual_placement(self) -> Placement {
        match self {
            Self::Correction => Placement::Foot,
            _ => Placement::Top,
        }
    }
}

/// Where on the page a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// Above the body.
    Top,
    /// Below it.
    Foot,
}

impl Placement {
    /// The name in records and canonical form.
    pub fn key(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Foot => "foot",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Top, Self::Foot].into_iter().find(|placement| placement.key() == key)
    }
}

/// A note to readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderNote {
    /// Its identifier.
    pub id: ReaderNoteId,
    /// What it is.
    pub kind: ReaderNoteKind,
    /// Its language (BCP 47).
    pub language: String,
    /// Its words, without the label, which the house's template prints.
    pub text: Inline,
    /// Where it stands.
    pub placement: Placement,
    /// Who wrote it (kept, not hashed).
    #[serde(default)]
    pub member: Option<MemberId>,
    /// When it was written, UTC milliseconds (kept, not hashed: the printed time is its first receipt).
    #[serde(default)]
    pub written_at: i64,
}
