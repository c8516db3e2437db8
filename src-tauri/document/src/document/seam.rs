//! Two works meet that were written apart and without a common history: where both added words at one
//! place, or both took out the word between two others and one space each, the merged text would read
//! "Mondayfriday". Each of them had a space there, so one comes between.

use super::{Document, Ops};
use crate::{
    container::Container,
    delta::{Delta, DeltaOp},
    diff::tokens,
    error::Result,
};
use loro::{
    cursor::{Cursor, Side},
    ContainerTrait, LoroText, ID,
};

/// What the last character of a sentence or of a part of it may be: the next word is not written to it.
const CLOSING: [char; 7] = ['.', ',', ';', ':', '!', '?', '…'];

impl Document {
    /// Takes in what one peer wrote in a copy of this text, and parts the words that came to stand side by
    /// side in neither. The spaces are that peer's too.
    ///
    /// # Errors
    /// As [`Document::import`].
    pub fn meet(&mut self, theirs: &Self, ops: &Ops) -> Result<()> {
        let mut before = self.texts();
        let patches = self.import(&ops.bytes)?.patches;
        self.set_peer(ops.peer)?;
        for (container, patch) in patches {
            let had = before.remove(&container).unwrap_or_default();
            let spaces = self.spaces(theirs, &container, &had, &patch);
            if !spaces.is_empty() {
                self.apply(&container, &spaces)?;
            }
        }
        Ok(())
    }

    /// The spaces that are missing where a patch has changed who stands beside whom.
    fn spaces(&self, theirs: &Self, container: &Container, had: &str, patch: &Delta) -> Delta {
        let had: Vec<char> = had.chars().collect();
        let texts = (self.text_of(container), theirs.text_of(container));
        let now: Vec<char> = self.string_of(container).chars().collect();
        let mut seams: Vec<usize> = Vec::new();
        let mut look = |at: usize, (left, right): (Option<usize>, Option<usize>)| {
            // What stood there before the patch: behind the one, before the other.
            let behind = left.map(|left| had.get(left + 1));
            let ahead = right.map(|right| right.checked_sub(1).and_then(|at| had.get(at)));
            let was_parted = [behind, ahead].into_iter().flatten().all(is_space);
            if was_parted && touch(&now, at) && was_parted_in(theirs, &texts, at) {
                seams.push(at);
            }
        };
        // Counted in characters: of the text before, and of the text now.
        let (mut from, mut at) = (0, 0);
        let mut last: Option<Option<usize>> = None;
        for op in &patch.0 {
            match op {
                DeltaOp::Retain(units, _) => {
                    if at > 0 {
                        look(at, (last.flatten(), Some(from)));
                    }
                    let scalars = scalars_of(had.get(from..).unwrap_or_default(), *units);
                    from += scalars;
                    at += scalars;
                    last = Some(from.checked_sub(1));
                }
                DeltaOp::Insert(text, _) => {
                    if at > 0 {
                        look(at, (last.flatten(), None));
                    }
                    at += text.chars().count();
                    last = Some(None);
                }
                DeltaOp::Delete(units) => from += scalars_of(had.get(from..).unwrap_or_default(), *units),
            }
        }
        // What the patch does not speak of follows.
        if at > 0 && last.is_some() {
            look(at, (last.flatten(), Some(from)));
        }
        let (mut spaces, mut done) = (Delta::new(), 0);
        for at in seams {
            let units = now.iter().take(at).skip(done).map(|c| c.len_utf16()).sum();
            spaces = spaces.retain(units).insert(" ");
            done = at;
        }
        spaces
    }
}

/// A space, the end of a line, or the end of the text.
fn is_space(c: Option<&char>) -> bool {
    c.is_none_or(|c| c.is_whitespace())
}

/// How many characters so many units are.
fn scalars_of(text: &[char], units: usize) -> usize {
    let mut left = units;
    text.iter()
        .take_while(|c| {
            let fits = left >= c.len_utf16();
            left -= if fits { c.len_utf16() } else { 0 };
            fits
        })
        .count()
}

/// Whether the characters before and after a place are read as one word, or as a sentence's end with the
/// next one's first word on it.
fn touch(text: &[char], at: usize) -> bool {
    let (Some(left), Some(right)) = (at.checked_sub(1).and_then(|at| text.get(at)), text.get(at)) else {
        return false;
    };
    right.is_alphanumeric()
        && (CLOSING.contains(left)
            || (left.is_alphanumeric() && tokens(&format!("{left}{right}")).len() == 1))
}

/// Whether the two characters at a place were parted by a space in the other text, as far as it has them.
fn was_parted_in(theirs: &Document, (now, then): &(LoroText, LoroText), at: usize) -> bool {
    let id = |at: usize| now.get_cursor(at, Side::Middle).and_then(|cursor| cursor.id);
    let there = |id: ID| {
        let cursor = Cursor::new(Some(id), then.id(), Side::Middle, 0);
        let at = theirs.engine().get_cursor_pos(&cursor).ok()?.current.pos;
        // A cursor on what is gone says where it was.
        (then.get_cursor(at, Side::Middle)?.id? == id).then_some(at)
    };
    let left = at.checked_sub(1).and_then(id).and_then(there);
    let right = id(at).and_then(there);
    let length = then.len_unicode();
    let is_space_at =
        |at: usize| at >= length || then.slice(at, at + 1).is_ok_and(|c| is_space(c.chars().next().as_ref()));
    left.is_none_or(|left| is_space_at(left + 1))
        && right.is_none_or(|right| right.checked_sub(1).is_none_or(is_space_at))
}
