//! Opening a story: all its texts, whole, at one version.

use super::keep::lock;
use crate::{Newsroom, Result};
use copy::StoryId;
use document::{Container, ContainerMark, Delta};

/// A story's texts.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenText {
    /// The version that they have.
    pub version: u32,
    /// Every text, as inserts, with its length and hash.
    pub texts: Vec<(Container, Delta, ContainerMark)>,
}

impl Newsroom {
    /// All texts of a story: those that every story has, the captions of its figures and its notes to readers.
    pub fn open_story(&self, story: StoryId) -> Result<OpenText> {
        let session = self.session(story)?;
        let mut live = lock(&session);
        let captions = live.document.figures().into_keys().map(Container::Caption);
        let notes = live.document.reader_notes().into_iter().map(|(id, _)| Container::ReaderNote(id));
        let containers = Container::FIXED.into_iter().chain(captions).chain(notes);
        let containers: Vec<_> = containers.collect();
        let mut text = |container: Container| {
            (container, live.document.text(&container), live.document.mark(&container))
        };
        let texts = containers.into_iter().map(&mut text).collect();
        Ok(OpenText { version: live.version, texts })
    }
}
