//! Opening a story: all its texts, whole, at one version.

use super::{keep::lock, place::Shown, session::FIRST_VERSION};
use crate::{Newsroom, Result};
use copy::StoryId;
use document::WholeText;

/// A story's texts.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenText {
    /// The version that they have.
    pub version: u32,
    /// Every text, as inserts, with its length and hash.
    pub texts: Vec<WholeText>,
}

impl Newsroom {
    /// All texts of a story: those that every story has, the captions of its figures and its notes to readers.
    pub fn open_story(&self, story: StoryId) -> Result<OpenText> {
        Ok(match self.shown(story)? {
            Shown::Galley(shown) => OpenText { version: FIRST_VERSION, texts: shown.texts.clone() },
            Shown::Session(session) => {
                let mut live = lock(&session);
                OpenText { version: live.version, texts: live.document.whole_texts() }
            }
        })
    }
}
