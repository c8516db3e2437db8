//! What the desk knows about a story besides its text: one register each in the document.

use crate::FigureId;
use serde::{Deserialize, Serialize};

/// A story's registers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The desk's name for it: `ferry-bridge`, plus a take or version word. Never a web address.
    pub slugline: String,
    /// The web address slug. Empty: made from the headline when it is first needed.
    pub web_slug: String,
    /// Its section, from the house list.
    pub section: String,
    /// Its tags in the order of their names.
    pub tags: Vec<String>,
    /// The dateline's place in the house's form: `RIVERSIDE`.
    pub dateline: String,
    /// The structured place behind the dateline.
    pub place: String,
    /// The story's language (BCP 47).
    pub language: String,
    /// The figure printed above the body.
    pub lead: Option<FigureId>,
    /// The description for search engines.
    pub description: String,
    /// The canonical address, where it is not the destination's own.
    pub canonical: String,
    /// News, analysis, interview …
    pub story_type: String,
    /// Whose job it is (a member's identifier or a name).
    pub assignee: String,
    /// When it is due, UTC milliseconds.
    pub due_ms: Option<i64>,
    /// How long it should be, in words.
    pub target_words: Option<u32>,
    /// 1 (flash) to 5.
    pub priority: Option<u8>,
    /// An embargo that a reporter proposes, UTC milliseconds; only an editor's event sets one.
    pub embargo_proposal_ms: Option<i64>,
}
