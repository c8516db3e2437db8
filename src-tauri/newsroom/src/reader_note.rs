//! Notes to readers: five kinds, dated, with a text of their own that is typed like every other.

use crate::{Error, Newsroom, Refusal, Result};
use copy::{MemberId, Placement, ReaderNoteId, ReaderNoteKind, StoryId};
use document::{Container, Delta, NoteChange, NoteFacts};

impl Newsroom {
    /// Writes a note to readers.
    pub fn add_reader_note(
        &self,
        member: MemberId,
        story: StoryId,
        kind: ReaderNoteKind,
        placement: Option<Placement>,
        text: &str,
    ) -> Result<ReaderNoteId> {
        let id = ReaderNoteId::from_random(self.random_16());
        let written_at = self.now().at_ms;
        let text: String = text
            .chars()
            .map(|c| if c == '\n' { ' ' } else { c })
            .filter(|c| !document::is_dropped(*c))
            .collect();
        self.change_story(member, story, |document| {
            let facts = NoteFacts {
                kind,
                placement: placement.unwrap_or(kind.usual_placement()),
                language: document.facts().language,
                member: Some(member),
                written_at,
                removed: false,
            };
            document.reader_note_put(id, &facts)?;
            let container = Container::ReaderNote(id);
            let delta = Delta::new().insert(text.trim());
            if delta.is_empty() {
                return Ok((id, Vec::new()));
            }
            document.apply(&container, &delta)?;
            Ok((id, vec![(container, delta)]))
        })
    }

    /// Changes the record of a note that no reader has seen. What readers saw is history: another
    /// note says what was wrong with it.
    pub fn set_reader_note(
        &self,
        member: MemberId,
        story: StoryId,
        id: ReaderNoteId,
        changes: &[NoteChange],
    ) -> Result<()> {
        if self.printed_notes(story)?.iter().any(|printed| printed.note == id) {
            return Err(Error::refused(Refusal::NotePrinted));
        }
        self.change_story(member, story, |document| {
            for change in changes {
                document.reader_note_set(id, change)?;
            }
            Ok(((), Vec::new()))
        })
    }
}
