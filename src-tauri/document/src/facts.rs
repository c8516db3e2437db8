//! The story's facts: one register each, and the tags.

use crate::{
    document::Document,
    error::Result,
    register::{field_of, read_fields, META, TAGS},
};
use copy::{Facts, FigureId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A change of one fact. In JSON: `{"field":"section","value":"City"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case", deny_unknown_fields)]
pub enum FactChange {
    /// The desk's name for it.
    Slugline(String),
    /// The web address slug.
    WebSlug(String),
    /// The section.
    Section(String),
    /// The dateline in the house's form.
    Dateline(String),
    /// The place behind it.
    Place(String),
    /// The language (BCP 47).
    Language(String),
    /// The figure above the body.
    Lead(Option<FigureId>),
    /// The description for search engines.
    Description(String),
    /// The canonical address.
    Canonical(String),
    /// News, analysis …
    StoryType(String),
    /// Whose job it is.
    Assignee(String),
    /// When it is due, UTC milliseconds.
    DueMs(Option<i64>),
    /// How long it should be.
    TargetWords(Option<u32>),
    /// 1 (flash) to 5.
    Priority(Option<u8>),
    /// A proposed embargo, UTC milliseconds.
    EmbargoProposalMs(Option<i64>),
    /// A tag is added.
    TagAdd(String),
    /// A tag is taken away.
    TagRemove(String),
}

impl Document {
    /// The story's facts.
    pub fn facts(&self) -> Facts {
        let mut facts: Facts = read_fields(&self.registers(META));
        facts.tags = self.registers(TAGS).into_iter().map(|(tag, _)| tag).collect();
        facts.tags.sort();
        facts
    }

    /// Changes one fact. Whether that changed anything.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn set_fact(&mut self, change: &FactChange) -> Result<bool> {
        let changed = match change {
            FactChange::TagAdd(tag) => self.set_register(TAGS, tag, &Value::Bool(true)),
            FactChange::TagRemove(tag) => self.set_register(TAGS, tag, &Value::Null),
            register => match field_of(register) {
                // Nothing said and "" are one: the default is not written.
                Some((field, Value::String(text))) if text.is_empty() => {
                    self.set_register(META, &field, &Value::Null)
                }
                Some((field, value)) => self.set_register(META, &field, &value),
                None => Ok(false),
            },
        };
        self.commit();
        changed
    }
}
