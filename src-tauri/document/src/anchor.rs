//! Anchors: where a comment's words are. The mark `comment_<id>` on the words is their place, and goes
//! where they go. Beside it a comment keeps what it was about (the words, and 40 characters each side) and
//! two cursors of the CRDT, for the day when no word carries the mark any more.

use crate::{
    container::Container,
    delta::{Attributes, Delta},
    document::Document,
    error::{Refused, Result},
    offset::{Scalar, Utf16},
    value,
};
use copy::ThreadId;
use loro::{
    cursor::{Cursor, PosType, Side},
    TextDelta,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The family of comments' marks.
pub(crate) const COMMENT: &str = "comment_";
/// How much is kept of what stands on each side of the words, in characters.
const SIDE: usize = 40;
/// How much of a side must be as it was for a quotation to be taken for the one that was meant; or how long
/// one must be that stands only once.
const ENOUGH: usize = 12;

/// A range of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Which text.
    pub container: Container,
    /// Its first unit.
    pub from: Utf16,
    /// One past its last.
    pub to: Utf16,
}

/// What a comment was about when it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The text that its words were in.
    pub container: Container,
    /// Its words.
    pub quote: String,
    /// What stood before them.
    pub before: String,
    /// What stood after them.
    pub after: String,
    /// Where they began and ended, in the engine's own form.
    pub cursors: Vec<u8>,
}

/// Where words without a mark are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Found by the quotation and what stands beside it.
    Found(Place),
    /// Not there any more; the place where they were, if it can be told.
    Gone(Option<Place>),
}

impl Document {
    /// Puts a comment's mark on words. What changed comes back as a patch for the editors.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] for a range that is not there, or is empty.
    pub fn comment(&mut self, thread: ThreadId, place: Place) -> Result<Delta> {
        self.slice(&place.container, place.from, place.to)?;
        if place.from >= place.to {
            return Err(Refused::OutOfRange.into());
        }
        let mark = Attributes::from([(format!("{COMMENT}{thread}"), Value::Bool(true))]);
        let delta = Delta::new().retain(place.from.0).retain_with(place.to.0 - place.from.0, mark);
        self.apply(&place.container, &delta)?;
        Ok(delta)
    }

    /// What a comment on these words must remember.
    ///
    /// # Errors
    /// [`Refused`] for a range that is not there.
    pub fn anchor(&self, place: Place) -> Result<Anchor, Refused> {
        let Place { container, from, to } = place;
        let quote = self.slice(&container, from, to)?;
        let text = self.text_of(&container);
        let whole = text.to_string();
        let (start, end) = (self.scalar_at(&container, from).0, self.scalar_at(&container, to).0);
        let before: String = whole.chars().skip(start.saturating_sub(SIDE)).take(start.min(SIDE)).collect();
        let after: String = whole.chars().skip(end).take(SIDE).collect();
        let cursor = |scalar: usize| text.get_cursor(scalar, Side::Middle).map(|cursor| cursor.encode());
        let pair = cursor(start).zip(cursor(end.saturating_sub(1)));
        let cursors = pair.map(|(first, last)| joined(&first, &last)).unwrap_or_default();
        Ok(Anchor { container, quote, before, after, cursors })
    }

    /// Looks for the words of a comment that has lost its mark: once by the quotation with what stood
    /// beside it, in its own text first. Only one that is beyond doubt is taken.
    pub fn seek(&self, anchor: &Anchor) -> Whereabouts {
        let others = self.containers().into_iter().filter(|container| *container != anchor.container);
        let found = std::iter::once(anchor.container).chain(others).find_map(|container| {
            let text = self.string_of(&container);
            let at = find(&text, anchor)?;
            let (before, _) = text.split_at_checked(at)?;
            let from = Utf16::of(before);
            Some(Place { container, from, to: from + Utf16::of(&anchor.quote) })
        });
        found.map_or_else(|| Whereabouts::Gone(self.where_it_was(anchor)), Whereabouts::Found)
    }

    fn where_it_was(&self, anchor: &Anchor) -> Option<Place> {
        let (first, last) = parted(&anchor.cursors)?;
        let at = |bytes: &[u8]| {
            let cursor = Cursor::decode(bytes).ok()?;
            Some(self.engine().get_cursor_pos(&cursor).ok()?.current.pos)
        };
        let text = self.text_of(&anchor.container);
        let utf16 = |scalar: usize| text.convert_pos(scalar, PosType::Unicode, PosType::Utf16).map(Utf16);
        let (from, to) = (utf16(at(first)?)?, utf16(at(last)?)?);
        Some(Place { container: anchor.container, from, to: to.max(from) })
    }

    /// A part of a text in runs of equal marks; nothing for a range that is not there.
    pub(crate) fn runs(&self, container: &Container, from: Utf16, to: Utf16) -> Vec<(String, Attributes)> {
        let (from, to) = (self.scalar_at(container, from), self.scalar_at(container, to));
        self.runs_of_scalars(container, from, to)
    }

    /// The same by scalars.
    pub(crate) fn runs_of_scalars(
        &self,
        container: &Container,
        from: Scalar,
        to: Scalar,
    ) -> Vec<(String, Attributes)> {
        if from >= to {
            return Vec::new();
        }
        let runs = self.text_of(container).slice_delta(from.0, to.0, PosType::Unicode).unwrap_or_default();
        let run = |run: TextDelta| match run {
            TextDelta::Insert { insert, attributes } => {
                let mut marks = attributes.as_ref().map(value::attributes).unwrap_or_default();
                marks.retain(|_, value| !value.is_null());
                Some((insert, marks))
            }
            _ => None,
        };
        runs.into_iter().filter_map(run).collect()
    }

    /// A UTF-16 offset in scalars; the text's end for one beyond it.
    pub(crate) fn scalar_at(&self, container: &Container, at: Utf16) -> Scalar {
        let text = self.text_of(container);
        let at = at.0.min(text.len_utf16());
        let scalar = text.convert_pos(at, PosType::Utf16, PosType::Unicode);
        Scalar(scalar.unwrap_or_else(|| text.len_unicode()))
    }
}

/// Two cursors in one blob: the first one's length, 16 bits, and both.
fn joined(first: &[u8], last: &[u8]) -> Vec<u8> {
    let length = u16::try_from(first.len()).unwrap_or(0);
    [&length.to_be_bytes(), first, last].concat()
}

fn parted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// The byte where the quotation stands, if one place fits better than all others, and well enough.
fn find(text: &str, anchor: &Anchor) -> Option<usize> {
    if anchor.quote.is_empty() {
        return None;
    }
    let mut best: Option<(usize, usize)> = None;
    let mut is_sole = false;
    for (at, _) in text.match_indices(anchor.quote.as_str()) {
        let (head, tail) = text.split_at_checked(at)?;
        let tail = tail.strip_prefix(anchor.quote.as_str())?;
        let left = alike(head.chars().rev(), anchor.before.chars().rev());
        let right = alike(tail.chars(), anchor.after.chars());
        // A side that was short is as good as a long one when it is all there.
        let whole_left = left == anchor.before.chars().count() && (left > 0 || head.is_empty());
        let whole_right = right == anchor.after.chars().count() && (right > 0 || tail.is_empty());
        let fits = left >= ENOUGH || right >= ENOUGH || (whole_left && whole_right);
        if !fits {
            continue;
        }
        let score = left + right;
        match best {
            Some((_, known)) if known > score => {}
            Some((_, known)) if known == score => is_sole = false,
            _ => (best, is_sole) = (Some((at, score)), true),
        }
    }
    if best.is_none() && anchor.quote.chars().count() >= ENOUGH {
        // Moved since, and long enough to be no other words, where it stands only once.
        let mut places = text.match_indices(anchor.quote.as_str());
        return places.next().filter(|_| places.next().is_none()).map(|(at, _)| at);
    }
    best.filter(|_| is_sole).map(|(at, _)| at)
}

fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests;
