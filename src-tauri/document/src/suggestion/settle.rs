//! Accepting and rejecting: forward edits, so that whoever types meanwhile goes on typing.

use super::{parts, Bases, Part, Suggested};
use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    error::Result,
    line::BLOCK_KEY,
    offset::{split_utf16, Utf16},
};
use copy::SuggestionId;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is decided about a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Accept,
    /// It is dropped.
    Reject,
}

/// A piece of a text, and what becomes of it.
#[derive(Clone)]
struct Piece<'t> {
    text: &'t str,
    goes: bool,
    /// How its marks change, if it stays.
    change: Attributes,
}

impl Document {
    /// Accepts or rejects suggestions, whole. What changed in the texts comes back as patches for the
    /// editors. One that is not there any more changes nothing.
    ///
    /// Words that another member typed between words to be deleted stay: they never carried the mark, or
    /// were not there when the deletion was suggested.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn settle(
        &mut self,
        ids: &BTreeSet<SuggestionId>,
        verdict: Verdict,
    ) -> Result<Vec<(Container, Delta)>> {
        let mut patches = Vec::new();
        for container in self.containers() {
            let delta = self.settled(&container, ids, verdict);
            if !delta.is_empty() {
                let correction = self.apply(&container, &delta)?.unwrap_or_default();
                patches.push((container, delta.compose(&correction)?));
            }
        }
        Ok(patches)
    }

    fn settled(&self, container: &Container, ids: &BTreeSet<SuggestionId>, verdict: Verdict) -> Delta {
        let mut bases = Bases::new(self);
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let text = self.text(container);
        let mut scalar = 0;
        for op in &text.0 {
            let DeltaOp::Insert(text, marks) = op else { continue };
            let mut change = Attributes::new();
            let mut goes: Vec<(Utf16, &str)> = Vec::new();
            for (part, _, key, value) in parts(marks).filter(|(_, id, ..)| ids.contains(id)) {
                change.insert(key.to_owned(), Value::Null);
                match (part, verdict) {
                    (Part::Insert, Verdict::Reject) => goes = vec![(Utf16(0), text)],
                    (Part::Delete, Verdict::Accept) => {
                        let meant = bases.meant(container, scalar, text, value);
                        if covered(&meant) > covered(&goes) {
                            goes = meant;
                        }
                    }
                    (Part::Format | Part::Block, Verdict::Accept) => {
                        change.extend(Suggested::read(value).change);
                    }
                    _ => {}
                }
            }
            if text.bytes().any(|byte| byte != b'\n') {
                // A line's kind is its break's; a foreign document may have put the mark elsewhere.
                change.remove(BLOCK_KEY);
            }
            cut(text, &goes, &change, &mut pieces);
            scalar += text.chars().count();
        }
        if container.has_lines() {
            keep_the_end(&mut pieces);
        }
        let mut delta = Delta::new();
        for Piece { text, goes, change } in pieces {
            let units = Utf16::of(text).0;
            delta.push(if goes { DeltaOp::Delete(units) } else { DeltaOp::Retain(units, change) });
        }
        delta.chop()
    }
}

fn covered(meant: &[(Utf16, &str)]) -> usize {
    meant.iter().map(|(_, text)| text.len()).sum()
}

/// Cuts a text where some of it goes.
fn cut<'t>(text: &'t str, goes: &[(Utf16, &'t str)], change: &Attributes, pieces: &mut Vec<Piece<'t>>) {
    let (mut rest, mut at) = (text, Utf16(0));
    let mut push = |text: &'t str, goes: bool| {
        if !text.is_empty() {
            pieces.push(Piece { text, goes, change: change.clone() });
        }
    };
    for (from, gone) in goes {
        let (stays, after) = split_utf16(rest, *from - at).unwrap_or((rest, ""));
        let (_, left) = split_utf16(after, Utf16::of(gone)).unwrap_or((after, ""));
        push(stays, false);
        push(gone, true);
        (rest, at) = (left, *from + Utf16::of(gone));
    }
    push(rest, false);
}

/// The final break may go only where the text still ends with one: then the document keeps it in the
/// place of the one before it. Elsewhere it stays, and what was suggested of it is settled.
fn keep_the_end(pieces: &mut Vec<Piece<'_>>) {
    let last_kept = pieces.iter().rev().find(|piece| !piece.goes);
    if last_kept.is_some_and(|piece| piece.text.ends_with('\n')) {
        return;
    }
    let Some(last) = pieces.last_mut().filter(|piece| piece.goes) else { return };
    let Some((before, end)) = last.text.len().checked_sub(1).and_then(|at| last.text.split_at_checked(at))
    else {
        return;
    };
    last.text = before;
    let change = last.change.clone();
    pieces.push(Piece { text: end, goes: false, change });
}
