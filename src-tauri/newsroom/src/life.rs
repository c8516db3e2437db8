//! The flags in the picture of a story's life: filed, sent back, approved, published, corrected, each at the
//! revision that it speaks of.

use crate::{
    workflow::{self, Move},
    Newsroom, Result,
};
use copy::{MemberId, ReaderNoteKind, RevisionId, StoryId};
use publish::Printed;
use std::collections::BTreeSet;

/// A kind of flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It was sent to an editor.
    Filed,
    /// It was sent back.
    SentBack,
    /// Exactly this text was approved.
    Approved,
    /// It arrived at readers.
    Published,
    /// It arrived with a correction that readers had not seen.
    Corrected,
    /// It was withdrawn.
    Withdrawn,
}

/// A flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// What happened.
    pub kind: Kind,
    /// The revision that it speaks of.
    pub revision: RevisionId,
    /// Who.
    pub member: MemberId,
    /// When.
    pub at_ms: i64,
}

impl Newsroom {
    /// A story's flags, the oldest first; what arrived at several places is one flag.
    pub fn flags(&self, story: StoryId) -> Result<Vec<Flag>> {
        let kept = |kind| match kind {
            Move::Filed => Some(Kind::Filed),
            Move::SentBack => Some(Kind::SentBack),
            Move::Approved => Some(Kind::Approved),
            _ => None,
        };
        let events = workflow::standing(&self.events(story)?);
        let moves = events.into_iter().filter_map(|event| {
            let (kind, revision) = (kept(event.kind)?, event.revision?);
            Some(Flag { kind, revision, member: event.member, at_ms: event.stamp.at_ms })
        });
        let mut flags: Vec<Flag> = moves.collect();
        let corrections: BTreeSet<_> = self
            .story_facts(story)?
            .notes
            .into_iter()
            .filter(|(_, note)| note.kind == ReaderNoteKind::Correction)
            .map(|(id, _)| id)
            .collect();
        let mut seen = BTreeSet::new();
        for receipt in self.receipts(story)? {
            let notes = Printed::from_text(&receipt.snapshot).notes;
            let mut news = notes.iter().filter(|note| corrections.contains(&note.note));
            let kind = match receipt.kind.as_str() {
                "withdraw" => Kind::Withdrawn,
                _ if news.any(|note| !seen.contains(&note.note)) => Kind::Corrected,
                _ => Kind::Published,
            };
            let is_told = |flag: &Flag| {
                flag.revision == receipt.revision
                    && matches!(flag.kind, Kind::Published | Kind::Corrected)
                    && kind != Kind::Withdrawn
            };
            if !flags.iter().any(is_told) {
                let (revision, member) = (receipt.revision, receipt.member);
                flags.push(Flag { kind, revision, member, at_ms: receipt.at.at_ms });
            }
            seen.extend(notes.into_iter().map(|note| note.note));
        }
        flags.sort_by_key(|flag| flag.at_ms);
        Ok(flags)
    }
}
