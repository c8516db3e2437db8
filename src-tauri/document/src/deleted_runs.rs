//! What a client took away lately, who wrote it and what was said of it: undo, paste and a move put it
//! back, and it should stay the work of whoever wrote it, with its comments and suggestions.

mod guard;

use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    error::Refused,
    offset::{split_utf16, Utf16},
    peer::PeerId,
    suggestion::difference,
};
use copy::MemberId;
use guard::Guard;
use serde_json::Value;
use std::collections::VecDeque;

/// How many runs are kept.
const KEPT: usize = 200;
/// From so many units on a part of a run is recognised too; shorter words are in every text.
const PART: usize = 16;

#[derive(Debug, Clone)]
struct Run {
    text: String,
    /// Who wrote how many units of it.
    authors: Vec<(usize, Option<MemberId>)>,
    /// What comments and suggestions were on how many units of it.
    marks: Vec<(usize, Attributes)>,
    /// Whether those were given back already: what is pasted twice is commented once.
    is_given: bool,
    /// Where it stood, while nothing else was edited since: neighbours join to one run.
    open_at: Option<(Container, usize)>,
}

/// A client's last deleted runs. One for each client, fed with each of its deltas in order.
#[derive(Debug, Clone, Default)]
pub struct DeletedRuns {
    runs: VecDeque<Run>,
}

/// A delta with its authors.
#[derive(Debug, Clone, PartialEq)]
pub struct Attributed {
    /// What to apply.
    pub delta: Delta,
    /// What the client, which has applied its own delta, must be told: the marks that it does not
    /// have. `None` if it sent the same.
    pub correction: Option<Delta>,
}

impl DeletedRuns {
    /// Remembers what a delta takes away, and marks what it puts back with who wrote it (`by`), where that
    /// is another than `me`, and with its comments and suggestions. New words take part in nobody else's
    /// suggestion, whatever their neighbours carry. Call it before the delta is applied.
    ///
    /// # Errors
    /// [`Refused`], as [`Document::apply`] would refuse it.
    pub fn attribute(
        &mut self,
        document: &Document,
        container: &Container,
        delta: &Delta,
        me: MemberId,
        member_of: impl Fn(PeerId) -> Option<MemberId>,
    ) -> Result<Attributed, Refused> {
        let mut out = Delta::new();
        let mut correction = Delta::new();
        let mut at = 0;
        let mut edited = false;
        let guard = Guard::of(document, container, delta, me);
        let mut ops = delta.0.as_slice();
        while let Some((op, rest)) = ops.split_first() {
            match op {
                DeltaOp::Retain(units, _) => {
                    at += units;
                    correction.push(DeltaOp::Retain(*units, Attributes::new()));
                    out.push(op.clone());
                    ops = rest;
                }
                DeltaOp::Delete(units) => {
                    self.remember(document, container, (at, *units), me, &member_of, !edited)?;
                    edited = true;
                    at += units;
                    out.push(op.clone());
                    ops = rest;
                }
                DeltaOp::Insert(..) => {
                    let inserts = ops.iter().take_while(|op| matches!(op, DeltaOp::Insert(..))).count();
                    let (inserted, rest) = ops.split_at_checked(inserts).unwrap_or((ops, &[]));
                    self.recognise(inserted, (at, &guard), &mut out, &mut correction);
                    for run in &mut self.runs {
                        run.open_at = None;
                    }
                    edited = true;
                    ops = rest;
                }
            }
        }
        let correction = Some(correction.chop()).filter(|correction| !correction.0.is_empty());
        Ok(Attributed { delta: out, correction })
    }

    fn remember(
        &mut self,
        document: &Document,
        container: &Container,
        (at, units): (usize, usize),
        me: MemberId,
        member_of: &impl Fn(PeerId) -> Option<MemberId>,
        may_join: bool,
    ) -> Result<(), Refused> {
        let text = document.slice(container, Utf16(at), Utf16(at + units))?;
        let authors: Vec<(usize, Option<MemberId>)> = document
            .blame_range(container, Utf16(at), Utf16(at + units))
            .into_iter()
            .map(|run| (run.to.0 - run.from.0, run.by.or_else(|| member_of(run.peer)).filter(|by| *by != me)))
            .collect();
        let marks = guard::marks(document, container, at, units);
        let last = self.runs.back_mut().filter(|_| may_join);
        match last {
            // Backspace, key after key.
            Some(run) if run.open_at == Some((*container, at + units)) => {
                run.text.insert_str(0, &text);
                run.authors.splice(0..0, authors);
                run.marks.splice(0..0, marks);
                run.open_at = Some((*container, at));
            }
            // Delete, key after key.
            Some(run) if run.open_at == Some((*container, at)) => {
                run.text.push_str(&text);
                run.authors.extend(authors);
                run.marks.extend(marks);
            }
            _ => {
                for run in &mut self.runs {
                    run.open_at = None;
                }
                if self.runs.len() == KEPT {
                    self.runs.pop_front();
                }
                let open_at = Some((*container, at));
                self.runs.push_back(Run { text, authors, marks, is_given: false, open_at });
            }
        }
        Ok(())
    }

    /// Finds inserted text among the runs, the latest first.
    fn recognise(
        &mut self,
        inserted: &[DeltaOp],
        (at, guard): (usize, &Guard<'_>),
        out: &mut Delta,
        correction: &mut Delta,
    ) {
        let whole = Delta(inserted.to_vec()).text();
        let is_long = Utf16::of(&whole).0 >= PART;
        let found = self.runs.iter_mut().rev().find_map(|run| {
            let at = if run.text == whole { Some(0) } else { run.text.find(&whole).filter(|_| is_long) }?;
            let skip = Utf16::of(run.text.split_at_checked(at)?.0).0;
            let is_given = std::mem::replace(&mut run.is_given, true);
            let marks = (!is_given).then(|| Stretch::new(&run.marks, skip));
            Some((Stretch::new(&run.authors, skip), marks))
        });
        let (mut authors, mut marks) = match found {
            Some((authors, marks)) => (Some(authors), marks),
            None => (None, None),
        };
        for op in inserted {
            let DeltaOp::Insert(text, sent) = op else { continue };
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let left = Utf16::of(rest).0;
                let units = [authors.as_mut().map(Stretch::left), marks.as_mut().map(Stretch::left)];
                let units = units.into_iter().flatten().fold(left, usize::min);
                let by = authors.as_mut().and_then(|authors| authors.take(units)).flatten();
                let had = marks.as_mut().and_then(|marks| marks.take(units)).unwrap_or_default();
                let (piece, after) = split_utf16(rest, Utf16(units)).unwrap_or((rest, ""));
                rest = after;
                let mut marks = guard.marks(at, sent, &had);
                if let Some(by) = by.filter(|by| *by != guard.me) {
                    marks.insert("by".into(), Value::String(by.to_string()));
                }
                correction.push(DeltaOp::Retain(Utf16::of(piece).0, difference(sent, &marks)));
                out.push(DeltaOp::Insert(piece.to_owned(), marks));
            }
        }
    }
}

/// What is known of a run from a place on, piece by piece.
struct Stretch<'a, T> {
    rest: std::slice::Iter<'a, (usize, T)>,
    now: Option<(usize, &'a T)>,
}

impl<'a, T: Clone> Stretch<'a, T> {
    fn new(pieces: &'a [(usize, T)], mut skip: usize) -> Self {
        let mut stretch = Self { rest: pieces.iter(), now: None };
        while skip > 0 {
            let units = stretch.left().min(skip);
            stretch.take(units);
            skip -= units;
        }
        stretch
    }

    /// How long this piece goes on; endless behind the last.
    fn left(&mut self) -> usize {
        while self.now.is_none_or(|(units, _)| units == 0) {
            match self.rest.next() {
                Some((units, known)) => self.now = Some((*units, known)),
                None => return usize::MAX,
            }
        }
        self.now.map_or(usize::MAX, |(units, _)| units)
    }

    /// So many units of this piece, not more than are left.
    fn take(&mut self, units: usize) -> Option<T> {
        self.left();
        let (left, known) = self.now.as_mut()?;
        *left = left.saturating_sub(units);
        Some(known.clone())
    }
}

#[cfg(test)]
mod tests;
