//! People who are printed: byline and author card. A person is not a login.

use crate::{PersonId, Sha256};
use serde::{Deserialize, Serialize};

/// A link on an author card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLink {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// A person's card: edited once, used by every story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their identifier.
    pub id: PersonId,
    /// The name as it is usually printed.
    pub name: String,
    /// The name in other scripts or cases, by language (`uk` → "Репортер Штатний").
    #[serde(default)]
    pub name_forms: std::collections::BTreeMap<String, String>,
    /// What they are: "City desk".
    #[serde(default)]
    pub role: String,
    /// A sentence or two, printed under a story.
    #[serde(default)]
    pub short_bio: String,
    /// The whole, printed on their page.
    #[serde(default)]
    pub long_bio: String,
    /// Their photo's asset.
    #[serde(default)]
    pub photo: Option<Sha256>,
    /// Their links.
    #[serde(default)]
    pub links: Vec<PersonLink>,
}

impl Person {
    /// The card as records keep it.
    pub fn to_bytes(&self) -> Vec<u8> {
        // A struct of strings and lists always has a JSON form.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads [`Self::to_bytes`]; `None` for a damaged one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
