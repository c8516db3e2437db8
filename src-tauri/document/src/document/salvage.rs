//! A document from what is left of it: some of its bytes could not be read.

use super::Document;
use crate::{container::Container, peer::PeerId};

/// What was made of the remains.
pub struct Salvaged {
    /// The text.
    pub document: Document,
    /// Whether everything that was given is in it.
    pub is_whole: bool,
}

impl Document {
    /// The text of the first snapshot that can be read and of whatever operations fit onto it; of the
    /// operations alone, where none can. `None`: nothing can be made of them.
    pub fn salvage(snapshots: &[&[u8]], updates: &[&[u8]], peer: PeerId) -> Option<Salvaged> {
        let bases = || snapshots.iter().copied().map(Some).chain([None]);
        // An older snapshot with all that came after it is worth more than a newer one with gaps.
        let whole = bases().find_map(|base| Self::open(base, updates, peer).ok());
        if let Some(document) = whole {
            return Some(Salvaged { document, is_whole: true });
        }
        let part = bases().find_map(|base| Self::as_far_as_it_goes(base, updates, peer))?;
        Some(Salvaged { document: part, is_whole: false })
    }

    fn as_far_as_it_goes(base: Option<&[u8]>, updates: &[&[u8]], peer: PeerId) -> Option<Self> {
        let document = Self::empty(peer).ok()?;
        if let Some(base) = base {
            document.doc.import(base).ok()?;
        }
        for update in updates {
            // What builds on something that is gone waits in the engine, and is not in the text.
            let _ = document.doc.import(update);
        }
        let has_text = document.string_of(&Container::Body).ends_with('\n');
        has_text.then_some(document)
    }
}
