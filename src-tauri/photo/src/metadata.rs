//! What is written into a published picture.

use serde::{Deserialize, Serialize};

/// The text that travels inside a rendition. An empty field is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The caption, plain text.
    pub caption: String,
    /// Who made it.
    pub creator: String,
    /// The credit line as the house prints it.
    pub credit: String,
    /// Where it came from, if that should be told apart from the credit.
    pub source: String,
    /// The copyright notice.
    pub copyright: String,
    /// What it may be used for.
    pub usage_terms: String,
    /// The text for those who do not see it.
    pub alt: String,
}

impl Metadata {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
