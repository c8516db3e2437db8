//! The byline: ordered people with roles.

use crate::PersonId;
use serde::{Deserialize, Serialize};

/// What a person did for the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum BylineRole {
    /// "By …"
    #[default]
    By,
    /// "Additional reporting by …"
    AdditionalReporting,
    /// "Editing by …"
    Editing,
    /// "Photos by …"
    Photos,
}

impl BylineRole {
    /// All roles in the order in which they are printed.
    pub const ALL: [Self; 4] = [Self::By, Self::AdditionalReporting, Self::Editing, Self::Photos];

    /// The name in records and canonical form.
    pub fn key(self) -> &'static str {
        match self {
            Self::By => "by",
            Self::AdditionalReporting => "additional_reporting",
            Self::Editing => "editing",
            Self::Photos => "photos",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// One person of the byline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// Whose card it is; `None` for a name that was typed without a person record.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What they did.
    pub role: BylineRole,
    /// The name as it is printed on this story.
    pub name: String,
}
