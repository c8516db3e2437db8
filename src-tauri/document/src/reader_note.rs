//! Notes to readers: records beside the body, each with a text of its own
//! ([`Container::ReaderNote`]). A note is never deleted, only marked as removed.

use crate::{
    container::Container,
    document::Document,
    error::{hide, Error, Result},
    line,
    register::{field_of, read_fields},
    value,
};
use copy::{MemberId, Placement, ReaderNote, ReaderNoteId, ReaderNoteKind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const NOTE: &str = "reader_note";
/// The order of writing, which clocks are not asked for.
const ORDER: &str = "reader_notes";

/// A note's record, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteFacts {
    /// What it is.
    pub kind: ReaderNoteKind,
    /// Where it stands.
    pub placement: Placement,
    /// Its language (BCP 47).
    pub language: String,
    /// Who wrote it.
    pub member: Option<MemberId>,
    /// When, UTC milliseconds.
    pub written_at: i64,
    /// Whether it was taken back before readers saw it.
    pub removed: bool,
}

impl Default for NoteFacts {
    fn default() -> Self {
        Self {
            kind: ReaderNoteKind::EditorsNote,
            placement: Placement::Top,
            language: String::new(),
            member: None,
            written_at: 0,
            removed: false,
        }
    }
}

/// A change of a note's record. In JSON: `{"field":"placement","value":"foot"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case", deny_unknown_fields)]
pub enum NoteChange {
    /// It is of another kind.
    Kind(ReaderNoteKind),
    /// It stands elsewhere.
    Placement(Placement),
    /// It is in another language.
    Language(String),
    /// It is taken back, or it is not.
    Removed(bool),
}

impl Document {
    /// Writes a note's record; its text is edited like every other.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn reader_note_put(&mut self, id: ReaderNoteId, facts: &NoteFacts) -> Result<()> {
        if !self.note_order().contains(&id) {
            self.engine().get_list(ORDER).push(id.to_string()).map_err(hide("adding a note"))?;
        }
        let put = self.put_object(NOTE, id, facts);
        self.commit();
        put
    }

    /// Changes one field of a note's record. Whether that changed anything.
    ///
    /// # Errors
    /// [`Error::NoSuch`] without such a note.
    pub fn reader_note_set(&mut self, id: ReaderNoteId, change: &NoteChange) -> Result<bool> {
        if !self.has_object(NOTE, id) {
            return Err(Error::NoSuch { what: "note" });
        }
        let changed = match field_of(change) {
            Some((field, value)) => self.set_field(id, &field, &value),
            None => Ok(false),
        };
        self.commit();
        changed
    }

    /// All notes in order of writing, removed ones too.
    pub fn reader_notes(&self) -> Vec<(ReaderNoteId, NoteFacts)> {
        let mut notes = self.objects::<ReaderNoteId>(NOTE);
        let mut ordered: Vec<_> = self
            .note_order()
            .into_iter()
            .filter_map(|id| Some((id, read_fields(&notes.remove(&id)?))))
            .collect();
        ordered.extend(notes.into_iter().map(|(id, fields)| (id, read_fields(&fields))));
        ordered
    }

    /// The notes as readers get them.
    pub(crate) fn printed_notes(&self) -> Vec<ReaderNote> {
        let notes = self.reader_notes().into_iter().filter(|(_, facts)| !facts.removed);
        notes
            .map(|(id, facts)| ReaderNote {
                id,
                kind: facts.kind,
                language: facts.language,
                text: line::inline(&self.text(&Container::ReaderNote(id))),
                placement: facts.placement,
                member: facts.member,
                written_at: facts.written_at,
            })
            .collect()
    }

    fn note_order(&self) -> Vec<ReaderNoteId> {
        let Value::Array(ids) = value::from_engine(&self.engine().get_list(ORDER).get_value()) else {
            return Vec::new();
        };
        ids.iter().filter_map(|id| id.as_str()?.parse().ok()).collect()
    }
}
