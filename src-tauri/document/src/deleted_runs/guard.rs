//! Which comments and suggestions inserted text may carry: those that it had before it was taken away,
//! and those that it is typed into.

use crate::{
    anchor::COMMENT,
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    offset::{Scalar, Utf16},
    suggestion::{parts, Part, Suggested},
};
use copy::MemberId;
use serde_json::Value;

/// What is known of the place and of the edit.
pub(super) struct Guard<'a> {
    document: &'a Document,
    container: Container,
    pub me: MemberId,
    /// Marks of suggestions on text that this edit takes away elsewhere: it may be a move.
    moved: Attributes,
}

/// The comments and suggestions on a part of a text, with how many units carry them.
pub(super) fn marks(
    document: &Document,
    container: &Container,
    at: usize,
    units: usize,
) -> Vec<(usize, Attributes)> {
    let runs = document.runs(container, Utf16(at), Utf16(at + units)).into_iter();
    runs.map(|(text, mut marks)| {
        marks.retain(|key, _| key.starts_with(COMMENT) || Part::of(key).is_some());
        (Utf16::of(&text).0, marks)
    })
    .collect()
}

impl<'a> Guard<'a> {
    pub fn of(document: &'a Document, container: &Container, delta: &Delta, me: MemberId) -> Self {
        let suggests =
            |op: &DeltaOp| matches!(op, DeltaOp::Insert(_, marks) if parts(marks).next().is_some());
        let mut moved = Attributes::new();
        if delta.0.iter().any(suggests) {
            let mut at = 0;
            for op in &delta.0 {
                if let DeltaOp::Delete(units) = op {
                    let gone = marks(document, container, at, *units);
                    moved.extend(gone.into_iter().flat_map(|(_, marks)| marks));
                }
                at += if matches!(op, DeltaOp::Insert(..)) { 0 } else { op.units() };
            }
        }
        Self { document, container: *container, me, moved }
    }

    /// The marks that inserted text gets: those that the client sent and may send, and `had`, which were on
    /// it when it was taken away.
    pub fn marks(&self, at: usize, sent: &Attributes, had: &Attributes) -> Attributes {
        let mut marks = sent.clone();
        for (part, _, key, value) in parts(sent) {
            let stays = had.contains_key(key)
                || self.moved.contains_key(key)
                || match part {
                    Part::Insert => Suggested::read(value).member == Some(self.me),
                    Part::Format => self.is_around(at, key),
                    Part::Delete | Part::Block => false,
                };
            if !stays {
                marks.remove(key);
            } else if part == Part::Delete {
                marks.insert(key.to_owned(), whole(value));
            }
        }
        for (key, value) in had {
            let is_deletion = Part::of(key).is_some_and(|(part, _)| part == Part::Delete);
            let value = if is_deletion { whole(value) } else { value.clone() };
            marks.insert(key.clone(), value);
        }
        marks
    }

    /// Whether both neighbours of a place carry a mark.
    fn is_around(&self, at: usize, key: &str) -> bool {
        let at = self.document.scalar_at(&self.container, Utf16(at)).0;
        let Some(from) = at.checked_sub(1) else { return false };
        let runs = self.document.runs_of_scalars(&self.container, Scalar(from), Scalar(at + 1));
        !runs.is_empty() && runs.iter().all(|(_, marks)| marks.contains_key(key))
    }
}

/// A suggested deletion of text that came back: the mark came with it, so all under it is meant.
fn whole(value: &Value) -> Value {
    Suggested { base: String::new(), ..Suggested::read(value) }.write()
}
