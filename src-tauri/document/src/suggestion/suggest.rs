//! An editor's delta as a suggestion: what it would do is written as marks, and nothing that readers see
//! changes. One's own suggested words are one's own to retype and to take back.

use super::{base_of, difference, part_of, parts, Part, Suggested};
use crate::{
    anchor::COMMENT,
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    error::Result,
    line::BLOCK_KEY,
    offset::{Scalar, Utf16},
};
use copy::{MemberId, SuggestionId};
use serde_json::Value;

/// Who suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggester {
    /// The member.
    pub member: MemberId,
    /// The moment, UTC milliseconds.
    pub at_ms: i64,
}

/// A delta that suggests.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggesting {
    /// What to apply.
    pub delta: Delta,
    /// What the client, which has applied its own delta, must be told: the words that it deleted are back
    /// with a mark, those that it typed carry one. `None`: it has the same.
    pub correction: Option<Delta>,
}

impl Document {
    /// The delta that suggests what this one would do. It is to be applied; nothing is changed here.
    ///
    /// - Words typed are words suggested (`ins_`); typed beside one's own suggestion they join it.
    /// - Words deleted stay, marked (`del_`); one's own suggested words go at once. Putting back exactly
    ///   what one has suggested to delete takes that back.
    /// - Marks that change (`fmt_`) and kinds of lines (`blk_`) are written as what they would be.
    /// - What is replaced is one suggestion with both parts; so is a delta's last line break, which stays
    ///   the final one, with the break that would go instead.
    ///
    /// `fresh` draws an identifier.
    ///
    /// # Errors
    /// [`crate::Error::Refused`], as [`Document::apply`] would refuse the delta.
    pub fn suggest(
        &mut self,
        container: &Container,
        delta: &Delta,
        by: Suggester,
        fresh: &mut dyn FnMut() -> SuggestionId,
    ) -> Result<Suggesting> {
        self.fits(container, delta)?;
        let base = base_of(self);
        let draft = Draft {
            document: self,
            container: *container,
            length: self.length(container).0,
            by,
            base,
            fresh,
            at: 0,
            target: 0,
            out: Delta::new(),
            fix: Delta::new(),
            over: Vec::new(),
            changes: Vec::new(),
        };
        draft.draw(delta)
    }
}

/// Something to be done to a place of the suggesting text that was written already.
enum Over {
    Marks(Attributes),
    Gone,
}

struct Draft<'a> {
    document: &'a Document,
    container: Container,
    length: usize,
    by: Suggester,
    base: String,
    fresh: &'a mut dyn FnMut() -> SuggestionId,
    /// How far the text as it is has been read, and the text as it will be written.
    at: usize,
    target: usize,
    out: Delta,
    fix: Delta,
    over: Vec<(usize, usize, Over)>,
    /// The suggestions of other marks that this delta made: one for each change.
    changes: Vec<(Attributes, SuggestionId)>,
}

impl Draft<'_> {
    fn draw(mut self, delta: &Delta) -> Result<Suggesting> {
        let mut ops = delta.0.as_slice();
        while let Some((op, rest)) = ops.split_first() {
            if let DeltaOp::Retain(units, marks) = op {
                self.retain(*units, marks);
                ops = rest;
                continue;
            }
            let group = ops.iter().take_while(|op| !matches!(op, DeltaOp::Retain(..))).count();
            let (group, rest) = ops.split_at_checked(group).unwrap_or((ops, &[]));
            let mut inserts = Vec::new();
            let mut deleted = 0;
            for op in group {
                match op {
                    DeltaOp::Insert(text, marks) => inserts.push((text.clone(), marks.clone())),
                    DeltaOp::Delete(units) => deleted += units,
                    DeltaOp::Retain(..) => {}
                }
            }
            self.replace(inserts, deleted);
            ops = rest;
        }
        let mut over = Delta::new();
        self.over.sort_by_key(|(from, ..)| *from);
        for (from, units, what) in std::mem::take(&mut self.over) {
            let skipped = from.saturating_sub(over.base_units());
            over = over.retain(skipped);
            over = match what {
                Over::Marks(marks) => over.retain_with(units, marks),
                Over::Gone => over.delete(units),
            };
        }
        let correction = self.fix.compose(&over)?;
        let correction = Some(correction).filter(|correction| !correction.is_empty());
        Ok(Suggesting { delta: self.out.compose(&over)?, correction })
    }

    /// Text that stays, perhaps with other marks.
    fn retain(&mut self, units: usize, marks: &Attributes) {
        if marks.is_empty() {
            self.keep(units, Attributes::new(), Attributes::new());
            return;
        }
        let splits = marks.contains_key(BLOCK_KEY);
        for (text, had) in self.document.runs(&self.container, Utf16(self.at), Utf16(self.at + units)) {
            for piece in if splits { by_breaks(&text) } else { vec![text.as_str()] } {
                self.remark(piece, &had, marks);
            }
        }
    }

    fn remark(&mut self, text: &str, had: &Attributes, marks: &Attributes) {
        let units = Utf16::of(text).0;
        if self.own(had, Part::Insert).is_some() {
            self.keep(units, marks.clone(), Attributes::new());
            return;
        }
        let is_break = text.bytes().all(|byte| byte == b'\n');
        let (mut direct, mut wanted) = (Attributes::new(), Attributes::new());
        for (key, value) in marks.iter().filter(|(key, _)| is_break || *key != BLOCK_KEY) {
            let into = if is_content(key) { &mut wanted } else { &mut direct };
            into.insert(key.clone(), value.clone());
        }
        let now = |key: &str| had.get(key).cloned().unwrap_or(Value::Null);
        let mut revert: Attributes = wanted
            .iter()
            .filter(|(key, value)| now(key) != **value)
            .map(|(key, _)| (key.clone(), now(key)))
            .collect();
        let pending = self.own(had, part_of(&wanted));
        let mut change = pending.as_ref().map(|(_, _, pending)| pending.change.clone()).unwrap_or_default();
        change.extend(wanted);
        change.retain(|key, value| now(key) != *value);
        let mark = match pending {
            Some((_, key, _)) if change.is_empty() => Some((key, Value::Null)),
            Some((_, _, pending)) if pending.change == change => None,
            Some((_, key, pending)) => Some((key, Suggested { change, ..pending }.write())),
            None if change.is_empty() => None,
            None => Some(self.change(change)),
        };
        if let Some((key, value)) = mark {
            direct.insert(key.clone(), value.clone());
            revert.insert(key, value);
        }
        self.keep(units, direct, revert);
    }

    /// The mark of a change of marks: one suggestion for all that this delta changes alike.
    fn change(&mut self, change: Attributes) -> (String, Value) {
        let known = self.changes.iter().find(|(other, _)| *other == change).map(|(_, id)| *id);
        let id = known.unwrap_or_else(|| {
            let id = (self.fresh)();
            self.changes.push((change.clone(), id));
            id
        });
        let key = part_of(&change).key(id);
        (key, Suggested { change, ..self.value(self.by.at_ms) }.write())
    }

    /// Words that come and words that go at one place.
    fn replace(&mut self, mut inserts: Vec<(String, Attributes)>, deleted: usize) {
        let from = self.at;
        let takes_end = self.container.has_lines() && deleted > 0 && from + deleted == self.length;
        let adds_behind = self.container.has_lines() && deleted == 0 && from == self.length;
        if deleted == 0 && self.takes_back(&inserts) {
            return;
        }
        let (left, right) = self.neighbours(from, from + deleted);
        let mut joined = self.own_words(left.as_ref()).or_else(|| self.own_words(right.as_ref()));
        let mut gone = self.document.runs(&self.container, Utf16(from), Utf16(from + deleted));
        let end = takes_end.then(|| pop_break(&mut gone)).flatten();
        let before_target = self.target;
        for (text, marks) in gone {
            self.remove(&text, marks, &mut joined);
        }
        let last_typed = inserts.last().and_then(|(text, _)| text.chars().last());
        let typed_end = match last_typed {
            Some('\n') if end.is_some() => pop_break(&mut inserts),
            _ => None,
        };
        let needs_end = adds_behind && last_typed.is_some_and(|last| last != '\n');
        for (text, marks) in inserts {
            self.add(text, marks, &mut joined, true);
        }
        if needs_end {
            self.add("\n".to_owned(), Attributes::new(), &mut joined, false);
        }
        if let Some(end) = end {
            let above = (last_typed.is_none() && from > 0)
                .then(|| left.clone().map(|(_, marks)| marks))
                .flatten()
                .filter(|_| left.as_ref().is_some_and(|(c, _)| *c == '\n'));
            self.end(end, typed_end, above, before_target, &mut joined);
        }
    }

    /// The final break, which a delta took away: it stays, and the break that would be the last goes
    /// instead, giving its line's kind.
    fn end(
        &mut self,
        had: Attributes,
        typed: Option<Attributes>,
        above: Option<Attributes>,
        before_target: usize,
        joined: &mut Option<(SuggestionId, i64)>,
    ) {
        let own = self.own(&had, Part::Insert);
        if let (Some(_), Some(_)) = (&own, &above) {
            if self.target == before_target {
                // One's own last line, taken back whole.
                self.at += 1;
                self.out.push(DeltaOp::Delete(1));
                return;
            }
        }
        let mut change = Attributes::new();
        let kind = |marks: &Attributes| marks.get(BLOCK_KEY).cloned().unwrap_or(Value::Null);
        let wanted = typed.as_ref().or(above.as_ref()).map(kind).filter(|wanted| *wanted != kind(&had));
        if let Some(wanted) = wanted {
            let (id, at_ms) = self.join(joined);
            let kind = Attributes::from([(BLOCK_KEY.to_owned(), wanted)]);
            match &own {
                Some(_) => change.extend(kind),
                None => {
                    let value = Suggested { change: kind, ..self.value(at_ms) };
                    change.insert(Part::Block.key(id), value.write());
                }
            }
        }
        if let Some(marks) = above {
            let over = if self.own(&marks, Part::Insert).is_some() {
                Some(Over::Gone)
            } else if self.own(&marks, Part::Delete).is_some() {
                None
            } else {
                let (id, at_ms) = self.join(joined);
                Some(Over::Marks(Attributes::from([(Part::Delete.key(id), self.removal(at_ms))])))
            };
            self.over.extend(over.map(|over| (before_target - 1, 1, over)));
        }
        let mut marks = had;
        for (key, value) in &change {
            match value {
                Value::Null => marks.remove(key),
                value => marks.insert(key.clone(), value.clone()),
            };
        }
        self.out.push(DeltaOp::Retain(1, change));
        self.fix.push(match typed {
            Some(typed) => DeltaOp::Retain(1, difference(&typed, &marks)),
            None => DeltaOp::Insert("\n".to_owned(), marks),
        });
        self.at += 1;
        self.target += 1;
    }

    /// Text that the client deleted.
    fn remove(&mut self, text: &str, mut marks: Attributes, joined: &mut Option<(SuggestionId, i64)>) {
        let units = Utf16::of(text).0;
        self.at += units;
        if self.own(&marks, Part::Insert).is_some() {
            self.out.push(DeltaOp::Delete(units));
            return;
        }
        let mut change = Attributes::new();
        if self.own(&marks, Part::Delete).is_none() {
            let (id, at_ms) = self.join(joined);
            change.insert(Part::Delete.key(id), self.removal(at_ms));
        }
        marks.extend(change.clone());
        self.out.push(DeltaOp::Retain(units, change));
        self.fix.push(DeltaOp::Insert(text.to_owned(), marks));
        self.target += units;
    }

    /// Text that comes; `typed`: the client has it.
    fn add(&mut self, text: String, sent: Attributes, joined: &mut Option<(SuggestionId, i64)>, typed: bool) {
        let (id, at_ms) = self.join(joined);
        let mut marks = sent.clone();
        marks.retain(|key, value| Part::of(key).is_none() && !value.is_null());
        marks.insert(Part::Insert.key(id), self.value(at_ms).write());
        let units = Utf16::of(&text).0;
        self.fix.push(if typed {
            DeltaOp::Retain(units, difference(&sent, &marks))
        } else {
            DeltaOp::Insert(text.clone(), marks.clone())
        });
        self.out.push(DeltaOp::Insert(text, marks));
        self.target += units;
    }

    /// Whether what is inserted is exactly what stands beside it, suggested by the same member to go: then
    /// that is taken back, and nothing is inserted.
    fn takes_back(&mut self, inserts: &[(String, Attributes)]) -> bool {
        let text: String = inserts.iter().map(|(text, _)| text.as_str()).collect();
        let (units, scalars) = (Utf16::of(&text).0, Scalar::of(&text).0);
        let place = self.document.scalar_at(&self.container, Utf16(self.at)).0;
        let length = self.document.scalar_at(&self.container, Utf16(self.length)).0;
        let (left, right) = self.neighbours(self.at, self.at);
        for (beside, is_left) in [(left, true), (right, false)] {
            let Some((_, key, _)) = beside.and_then(|(_, marks)| self.own(&marks, Part::Delete)) else {
                continue;
            };
            let (from, to) = if is_left {
                (place.checked_sub(scalars), Some(place))
            } else {
                (Some(place), Some(place + scalars).filter(|to| *to <= length))
            };
            let (Some(from), Some(to)) = (from, to) else { continue };
            let runs = self.document.runs_of_scalars(&self.container, Scalar(from), Scalar(to));
            let said: String = runs.iter().map(|(text, _)| text.as_str()).collect();
            let carries = |marks: &Attributes| marks.get(&key).is_some_and(|value| !value.is_null());
            let behind = if is_left { from.checked_sub(1) } else { Some(to).filter(|to| *to < length) };
            let goes_on = behind.is_some_and(|at| {
                let beyond = self.document.runs_of_scalars(&self.container, Scalar(at), Scalar(at + 1));
                beyond.iter().any(|(_, marks)| carries(marks))
            });
            if said == text && runs.iter().all(|(_, marks)| carries(marks)) && !goes_on {
                let at = if is_left { self.target.saturating_sub(units) } else { self.target };
                self.over.push((at, units, Over::Marks(Attributes::from([(key, Value::Null)]))));
                self.fix.push(DeltaOp::Delete(units));
                return true;
            }
        }
        false
    }

    fn keep(&mut self, units: usize, change: Attributes, correction: Attributes) {
        self.out.push(DeltaOp::Retain(units, change));
        self.fix.push(DeltaOp::Retain(units, correction));
        self.at += units;
        self.target += units;
    }

    /// The characters before and after a range.
    #[allow(clippy::type_complexity)]
    fn neighbours(&self, from: usize, to: usize) -> (Option<(char, Attributes)>, Option<(char, Attributes)>) {
        let at = |at: usize| self.document.scalar_at(&self.container, Utf16(at)).0;
        let one = |from: usize| {
            let runs = self.document.runs_of_scalars(&self.container, Scalar(from), Scalar(from + 1));
            runs.into_iter().find_map(|(text, marks)| Some((text.chars().next()?, marks)))
        };
        let left = at(from).checked_sub(1).and_then(one);
        let right = if to < self.length { one(at(to)) } else { None };
        (left, right)
    }

    /// This member's part of a suggestion among some marks.
    fn own(&self, marks: &Attributes, wanted: Part) -> Option<(SuggestionId, String, Suggested)> {
        parts(marks).filter(|(part, ..)| *part == wanted).find_map(|(_, id, key, value)| {
            let value = Suggested::read(value);
            (value.member == Some(self.by.member)).then(|| (id, key.to_owned(), value))
        })
    }

    /// This member's suggestion of other words that a character belongs to.
    fn own_words(&self, beside: Option<&(char, Attributes)>) -> Option<(SuggestionId, i64)> {
        let (_, marks) = beside?;
        let (id, _, value) = self.own(marks, Part::Insert).or_else(|| self.own(marks, Part::Delete))?;
        Some((id, value.at_ms))
    }

    fn join(&mut self, joined: &mut Option<(SuggestionId, i64)>) -> (SuggestionId, i64) {
        *joined.get_or_insert_with(|| ((self.fresh)(), self.by.at_ms))
    }

    fn value(&self, at_ms: i64) -> Suggested {
        Suggested { member: Some(self.by.member), at_ms, ..Suggested::default() }
    }

    fn removal(&self, at_ms: i64) -> Value {
        Suggested { base: self.base.clone(), ..self.value(at_ms) }.write()
    }
}

/// Whether a mark is part of what readers get, or of what they would get from a newer version.
fn is_content(key: &str) -> bool {
    let desks = ["ins_", "del_", "fmt_", "blk_", COMMENT];
    key != "by" && !desks.iter().any(|family| key.starts_with(family))
}

/// A text in line breaks and what is between them.
fn by_breaks(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let (words, end) = line.split_at_checked(words.len()).unwrap_or((line, ""));
        pieces.extend([words, end].into_iter().filter(|piece| !piece.is_empty()));
    }
    pieces
}

/// Takes the line break off the end of some runs, with its marks.
fn pop_break(runs: &mut Vec<(String, Attributes)>) -> Option<Attributes> {
    let (text, marks) = runs.last_mut()?;
    let marks = marks.clone();
    if text.pop()? != '\n' {
        return None;
    }
    if text.is_empty() {
        runs.pop();
    }
    Some(marks)
}
