//! The house: lists, templates and rules in `house.toml`, a file that a newsroom may edit by hand.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io, path::Path};

/// The file's name in the desk folder.
pub const FILE: &str = "house.toml";

/// The house's lists and rules. What a file does not name is as here by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct House {
    /// The newsroom's name for readers.
    pub name: String,
    /// A sentence for the foot of a page and the feed.
    pub description: String,
    /// Where readers write to.
    pub contact: String,
    /// The app's language (BCP 47).
    pub interface_language: String,
    /// The language of new stories (BCP 47).
    pub story_language: String,
    /// The zone of printed dates and of "today" (IANA).
    pub time_zone: String,
    /// Sections in the order of the masthead.
    pub sections: Vec<String>,
    /// Tags offered.
    pub tags: Vec<String>,
    /// Places offered for datelines.
    pub places: Vec<String>,
    /// Words besides "TK" that must not be published.
    pub placeholders: Vec<String>,
    /// The credit line's template.
    pub credit_template: String,
    /// Labels of notes to readers in place of the catalogue's, by `kind.language`.
    pub note_labels: BTreeMap<String, String>,
    /// Rules.
    pub rules: Rules,
    /// How the window behaves.
    pub window: Window,
}

/// The house's rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Whether a story needs somebody else's approval. Not set: once a second member has joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_pair_of_eyes: Option<bool>,
    /// Whether a story whose time passed while the app was closed goes at the next start, without a question.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub late_goes_on: bool,
    /// Moves that only a chief editor may make, by their names (`approved`, `embargo_lifted` …).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chief_editor_only: Vec<String>,
}

/// How the window behaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// Whether single letters are keys where no text is typed.
    pub single_letter_keys: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self { single_letter_keys: true }
    }
}

impl Default for House {
    fn default() -> Self {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect();
        Self {
            name: "My newsroom".into(),
            description: String::new(),
            contact: String::new(),
            interface_language: "en".into(),
            story_language: "en".into(),
            time_zone: "UTC".into(),
            sections: list(&["City", "Region", "Transport", "Economy"]),
            tags: Vec::new(),
            places: Vec::new(),
            placeholders: list(&["TKTK", "XXX"]),
            credit_template: copy::credit::USUAL_TEMPLATE.into(),
            note_labels: BTreeMap::new(),
            rules: Rules::default(),
            window: Window::default(),
        }
    }
}

/// `house.toml` could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// It is no TOML, or a value has another kind.
    #[error("house.toml cannot be read: line {line} is not as expected. The file was left as it is.")]
    Form {
        /// The line, from 1; 0 where it is not known.
        line: usize,
    },
    /// The disk.
    #[error("house.toml could not be read or written")]
    Disk(#[source] io::Error),
}

impl House {
    /// The house of a desk folder; the usual one where there is no file yet.
    pub fn read(desk: &Path) -> Result<Self, HouseError> {
        let text = match std::fs::read_to_string(desk.join(FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(HouseError::Disk(error)),
        };
        toml::from_str(&text).map_err(|error| HouseError::Form {
            line: error
                .span()
                .map_or(0, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1),
        })
    }

    /// Writes the file: a temporary one first, so that there is always a whole one.
    pub fn write(&self, desk: &Path) -> Result<(), HouseError> {
        let text = toml::to_string_pretty(self).map_err(|error| HouseError::Disk(io::Error::other(error)))?;
        let whole = || {
            let mut file = tempfile::NamedTempFile::new_in(desk)?;
            io::Write::write_all(&mut file, text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(desk.join(FILE)).map_err(|error| error.error)?;
            std::fs::File::open(desk)?.sync_all()
        };
        whole().map_err(HouseError::Disk)
    }

    /// Whether somebody else must approve, at a desk of so many members.
    pub fn wants_second_pair_of_eyes(&self, members: usize) -> bool {
        self.rules.second_pair_of_eyes.unwrap_or(members > 1)
    }

    /// What the wire prints of the house.
    pub fn printed(&self) -> publish::House {
        publish::House {
            name: self.name.clone(),
            description: self.description.clone(),
            language: self.story_language.clone(),
            time_zone: self.time_zone.clone(),
            contact: self.contact.clone(),
            sections: self.sections.clone(),
            note_labels: self.note_labels.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads_back_and_may_name_only_what_it_changes() {
        let desk = tempfile::tempdir().unwrap();
        assert_eq!(House::read(desk.path()).unwrap(), House::default());
        let house = House { name: "City News".into(), ..House::default() };
        house.write(desk.path()).unwrap();
        assert_eq!(House::read(desk.path()).unwrap(), house);
        std::fs::write(desk.path().join(FILE), "name = \"X\"\n[rules]\nsecond_pair_of_eyes = true\n")
            .unwrap();
        let read = House::read(desk.path()).unwrap();
        assert_eq!((read.name.as_str(), read.wants_second_pair_of_eyes(1)), ("X", true));
        assert_eq!(read.sections, House::default().sections);
    }

    #[test]
    fn a_damaged_file_is_named_by_its_line_and_left_alone() {
        let desk = tempfile::tempdir().unwrap();
        std::fs::write(desk.path().join(FILE), "name = \"X\"\nsections = 3\n").unwrap();
        assert!(matches!(House::read(desk.path()), Err(HouseError::Form { line: 2 })));
        assert!(std::fs::read_to_string(desk.path().join(FILE)).unwrap().contains("sections = 3"));
    }
}
