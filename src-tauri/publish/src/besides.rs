//! What somebody changed at a destination and no copy has a place for: kept as text beside their copy.

use copy::Sentence;
use serde::{Deserialize, Serialize};

/// What changed there besides the story's own words. A person is told; publishing puts ours in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Besides {
    /// Facts: section, author, address.
    pub differs: Vec<Sentence>,
    /// Lines of the page: a name, a note's words.
    pub lines: Vec<Line>,
    /// Pictures that were put in there.
    pub pictures_added: usize,
}

/// A line that changed there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// As we wrote it; empty: it is new.
    pub was: String,
    /// As it stands there; empty: it is gone.
    pub is: String,
}

impl Besides {
    /// For the shelves.
    pub fn to_text(&self) -> String {
        // Plain lists of strings always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the shelves; a damaged one is an empty one, and everything can be looked up again.
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}
