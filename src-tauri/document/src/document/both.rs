//! Two works meet whose authors, apart, did the same or the opposite of each other. Words that both wrote at one place
//! (bringing one revision back, say) are there once; words that one let go by accepting a suggestion, and the other kept
//! by rejecting it, stay. Whoever merges the two comes to the same words without asking the other.

use super::{Clock, Document};
use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    error::Result,
    offset::Utf16,
    peer::PeerId,
    suggestion::{parts, Part},
};
use copy::{MemberId, SuggestionId};
use loro::{
    cursor::{Cursor, PosType, Side},
    ContainerTrait, LoroText, ID,
};
use serde_json::Value;
use std::collections::BTreeSet;

/// What stands between two texts of one line that both rewrote whole, until somebody has chosen one.
const SEAM: &str = " / ";

/// Who wrote something since the two parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// It was there before, or neither did.
    Neither,
    Ours,
    Theirs,
}

/// Characters that stand together and are one side's.
struct Stretch {
    whose: Whose,
    text: String,
    first: ID,
    /// Whether somebody suggests any of it: that is pending, and no copy of what is not.
    is_suggested: bool,
}

impl Document {
    /// Leaves one of what both sides wrote alike at one place. Of the two the one with the lower number stays, so that
    /// everybody who merges them keeps the same.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn write_once(&mut self, ours: &Clock, theirs: &Clock) -> Result<()> {
        for container in self.containers() {
            let delta = self.without_twins(&container, ours, theirs);
            if !delta.is_empty() {
                self.apply(&container, &delta)?;
            }
        }
        Ok(())
    }

    /// Whether [`Self::write_once`] would change anything.
    pub fn is_doubled(&self, ours: &Clock, theirs: &Clock) -> bool {
        let beyond = |one: &Clock, other: &Clock| {
            one.iter().any(|(peer, to)| other.get(peer).copied().unwrap_or(0) < *to)
        };
        beyond(ours, theirs)
            && beyond(theirs, ours)
            && self.containers().iter().any(|one| !self.without_twins(one, ours, theirs).is_empty())
    }

    fn without_twins(&self, container: &Container, ours: &Clock, theirs: &Clock) -> Delta {
        let stretches = self.stretches(container, ours, theirs);
        let mut goes = BTreeSet::new();
        let mut at = 0;
        while let (Some(one), Some(next)) = (stretches.get(at), stretches.get(at + 1)) {
            if one.is_twin_of(next) {
                goes.insert(if (one.first.peer, one.first.counter) < (next.first.peer, next.first.counter) {
                    at + 1
                } else {
                    at
                });
                at += 1;
            }
            at += 1;
        }
        let mut delta = Delta::new();
        for (at, stretch) in stretches.iter().enumerate() {
            let units = Utf16::of(&stretch.text).0;
            delta.push(match goes.contains(&at) {
                true => DeltaOp::Delete(units),
                false => DeltaOp::Retain(units, Attributes::new()),
            });
        }
        delta.chop()
    }

    fn stretches(&self, container: &Container, ours: &Clock, theirs: &Clock) -> Vec<Stretch> {
        let has = |clock: &Clock, id: ID| clock.get(&PeerId(id.peer)).is_some_and(|to| id.counter < *to);
        let whose = |id: ID| match (has(ours, id), has(theirs, id)) {
            (true, false) => Whose::Ours,
            (false, true) => Whose::Theirs,
            _ => Whose::Neither,
        };
        let engine = self.text_of(container);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut scalar = 0;
        for op in &self.text(container).0 {
            let DeltaOp::Insert(text, marks) = op else { continue };
            let is_suggested = parts(marks).next().is_some();
            for c in text.chars() {
                let first = id_at(&engine, scalar).unwrap_or(ID::new(0, 0));
                let whose = whose(first);
                match stretches.last_mut().filter(|last| last.whose == whose) {
                    Some(last) => {
                        last.text.push(c);
                        last.is_suggested |= is_suggested;
                    }
                    None => stretches.push(Stretch { whose, text: c.into(), first, is_suggested }),
                }
                scalar += 1;
            }
        }
        stretches
    }

    /// Parts the two texts of a line that each side wrote anew: merged, one would begin on the last word of the other.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn part(&mut self, container: &Container, ours: &str, theirs: &str) -> Result<()> {
        let now = self.string_of(container);
        let stands_first = |(one, other): &(&str, &str)| {
            !one.is_empty() && !other.is_empty() && now == format!("{one}{other}")
        };
        if let Some((first, _)) = [(ours, theirs), (theirs, ours)].into_iter().find(stands_first) {
            self.apply(container, &Delta::new().retain(Utf16::of(first).0).insert(SEAM))?;
        }
        Ok(())
    }

    /// Brings back the words that `keeper` kept, rejecting a suggestion of its time at the parting, where they are gone
    /// here: the other side had accepted it. `author`: whose a peer's words are.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn keep_words(
        &mut self,
        parting: &Self,
        keeper: &Self,
        suggestion: SuggestionId,
        author: impl Fn(PeerId) -> Option<MemberId>,
    ) -> Result<()> {
        for container in parting.containers() {
            let delta = self.kept(&container, parting, keeper, suggestion, &author);
            if !delta.is_empty() {
                self.apply(&container, &delta)?;
            }
        }
        Ok(())
    }

    fn kept(
        &self,
        container: &Container,
        parting: &Self,
        keeper: &Self,
        suggestion: SuggestionId,
        author: &impl Fn(PeerId) -> Option<MemberId>,
    ) -> Delta {
        let key = Part::Delete.key(suggestion);
        let struck: BTreeSet<(u64, i32)> = parting
            .characters(container)
            .into_iter()
            .filter(|(.., marks)| marks.get(&key).is_some_and(|value| !value.is_null()))
            .map(|(id, ..)| (id.peer, id.counter))
            .collect();
        if struck.is_empty() {
            return Delta::new();
        }
        let text = self.text_of(container);
        let mut back: Vec<(usize, char, Attributes)> = Vec::new();
        for (id, c, mut marks) in keeper.characters(container) {
            if !struck.contains(&(id.peer, id.counter)) {
                continue;
            }
            let Some(at) = self.place_of(&text, id) else { continue };
            if id_at(&text, at) == Some(id) {
                continue;
            }
            if let Some(author) = author(PeerId(id.peer)) {
                marks.entry("by".into()).or_insert_with(|| Value::String(author.to_string()));
            }
            back.push((at, c, marks));
        }
        // Words of one place stay in their order.
        back.sort_by_key(|(at, ..)| *at);
        let (mut delta, mut done) = (Delta::new(), 0);
        for (at, c, marks) in back {
            let units = text.convert_pos(at, PosType::Unicode, PosType::Utf16).unwrap_or(done);
            delta.push(DeltaOp::Retain(units.saturating_sub(done), Attributes::new()));
            delta.push(DeltaOp::Insert(c.into(), marks));
            done = units;
        }
        delta
    }

    /// Where a character is, or was before it went.
    fn place_of(&self, text: &LoroText, id: ID) -> Option<usize> {
        let cursor = Cursor::new(Some(id), text.id(), Side::Middle, 0);
        Some(self.engine().get_cursor_pos(&cursor).ok()?.current.pos)
    }

    /// A text character by character.
    fn characters(&self, container: &Container) -> Vec<(ID, char, Attributes)> {
        let engine = self.text_of(container);
        let mut characters = Vec::new();
        for op in self.text(container).0 {
            let DeltaOp::Insert(text, marks) = op else { continue };
            for c in text.chars() {
                if let Some(id) = id_at(&engine, characters.len()) {
                    characters.push((id, c, marks.clone()));
                }
            }
        }
        characters
    }
}

impl Stretch {
    /// Whether the two sides wrote the same here. A sign alone is no word: two commas may be meant.
    fn is_twin_of(&self, other: &Self) -> bool {
        let by_both =
            self.whose != Whose::Neither && other.whose != Whose::Neither && self.whose != other.whose;
        by_both
            && !self.is_suggested
            && !other.is_suggested
            && (self.text == SEAM || self.text.contains(char::is_alphanumeric))
            && self.text == other.text
    }
}

fn id_at(text: &LoroText, scalar: usize) -> Option<ID> {
    text.get_cursor(scalar, Side::Middle)?.id
}
