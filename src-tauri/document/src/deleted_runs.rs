//! What a client took away lately, and who wrote it: undo, paste and a move put it back, and it
//! should stay the work of whoever wrote it.

use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    error::Refused,
    offset::{split_utf16, Utf16},
    peer::PeerId,
};
use copy::MemberId;
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
    /// Remembers what a delta takes away, and marks what it puts back with who wrote it (`by`),
    /// where that is another than `me`. Call it before the delta is applied.
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
                    self.recognise(inserted, me, &mut out, &mut correction);
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
        let last = self.runs.back_mut().filter(|_| may_join);
        match last {
            // Backspace, key after key.
            Some(run) if run.open_at == Some((*container, at + units)) => {
                run.text.insert_str(0, &text);
                run.authors.splice(0..0, authors);
                run.open_at = Some((*container, at));
            }
            // Delete, key after key.
            Some(run) if run.open_at == Some((*container, at)) => {
                run.text.push_str(&text);
                run.authors.extend(authors);
            }
            _ => {
                for run in &mut self.runs {
                    run.open_at = None;
                }
                if self.runs.len() == KEPT {
                    self.runs.pop_front();
                }
                self.runs.push_back(Run { text, authors, open_at: Some((*container, at)) });
            }
        }
        Ok(())
    }

    /// Finds inserted text among the runs, the latest first.
    fn recognise(&self, inserted: &[DeltaOp], me: MemberId, out: &mut Delta, correction: &mut Delta) {
        let whole = Delta(inserted.to_vec()).text();
        let is_long = Utf16::of(&whole).0 >= PART;
        let found = self.runs.iter().rev().find_map(|run| {
            let at = if run.text == whole { Some(0) } else { run.text.find(&whole).filter(|_| is_long) }?;
            let (before, _) = run.text.split_at_checked(at)?;
            Some((run, Utf16::of(before).0))
        });
        let mut authors = found.map(|(run, skip)| Authors::new(run, skip));
        for op in inserted {
            let DeltaOp::Insert(text, marks) = op else { continue };
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let left = Utf16::of(rest).0;
                let (units, by) = match authors.as_mut() {
                    Some(authors) => authors.take(left),
                    None => (left, None),
                };
                let (piece, after) = split_utf16(rest, Utf16(units)).unwrap_or((rest, ""));
                rest = after;
                let mut marks = marks.clone();
                let mut change = Attributes::new();
                if let Some(by) = by.filter(|by| *by != me) {
                    let by = Value::String(by.to_string());
                    if marks.get("by") != Some(&by) {
                        marks.insert("by".into(), by.clone());
                        change.insert("by".into(), by);
                    }
                }
                correction.push(DeltaOp::Retain(Utf16::of(piece).0, change));
                out.push(DeltaOp::Insert(piece.to_owned(), marks));
            }
        }
    }
}

/// The authors of a run from a place on.
struct Authors<'a> {
    left: std::slice::Iter<'a, (usize, Option<MemberId>)>,
    now: (usize, Option<MemberId>),
}

impl<'a> Authors<'a> {
    fn new(run: &'a Run, mut skip: usize) -> Self {
        let mut authors = Self { left: run.authors.iter(), now: (0, None) };
        while skip > 0 {
            skip -= authors.take(skip).0;
        }
        authors
    }

    /// Up to `most` units of one author.
    fn take(&mut self, most: usize) -> (usize, Option<MemberId>) {
        while self.now.0 == 0 {
            match self.left.next() {
                Some(next) => self.now = *next,
                None => return (most, None),
            }
        }
        let units = self.now.0.min(most);
        self.now.0 -= units;
        (units, self.now.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BODY: Container = Container::Body;

    fn delta(json: serde_json::Value) -> Delta {
        serde_json::from_value(json).expect("a delta")
    }

    fn member(n: u8) -> MemberId {
        MemberId::from_random([n; 16])
    }

    struct Desk {
        story: Document,
        runs: DeletedRuns,
    }

    impl Desk {
        /// "Reporter wrote this" by member 1, then everything by member 2.
        fn new() -> Self {
            let mut story = Document::create(PeerId(1)).expect("a story");
            story.apply(&BODY, &Delta::new().insert("Reporter wrote this")).expect("applies");
            story.set_peer(PeerId(2)).expect("a peer");
            Self { story, runs: DeletedRuns::default() }
        }

        fn edit(&mut self, json: serde_json::Value) -> Option<Delta> {
            let of = |peer: PeerId| Some(member(u8::try_from(peer.0).expect("small")));
            let edit = delta(json);
            let attributed = self.runs.attribute(&self.story, &BODY, &edit, member(2), of).expect("fits");
            let plain = self.story.text(&BODY).compose(&edit).expect("fits");
            self.story.apply(&BODY, &attributed.delta).expect("applies");
            let corrected = plain.compose(&attributed.correction.clone().unwrap_or_default()).expect("fits");
            assert_eq!(corrected, self.story.text(&BODY), "the corrected client shows what the story says");
            attributed.correction
        }

        fn authors(&self) -> Vec<(String, u8)> {
            let mut authors: Vec<(String, u8)> = Vec::new();
            for run in self.story.blame(&BODY) {
                let by = if run.by == Some(member(1)) || (run.by.is_none() && run.peer == PeerId(1)) {
                    1
                } else {
                    2
                };
                let text = self.story.slice(&BODY, run.from, run.to).expect("in range");
                match authors.last_mut() {
                    Some((last, same)) if *same == by => last.push_str(&text),
                    _ => authors.push((text, by)),
                }
            }
            authors
        }
    }

    #[test]
    fn undo_gives_a_deletion_back_to_its_author() {
        let mut desk = Desk::new();
        desk.edit(json!([{"retain": 9}, {"delete": 6}]));
        desk.edit(json!([{"retain": 9}, {"insert": "wrote "}]));
        assert_eq!(desk.authors(), [("Reporter wrote this\n".into(), 1)]);
    }

    #[test]
    fn backspaces_and_deletes_join_to_one_run() {
        let mut desk = Desk::new();
        for at in (10..14).rev() {
            desk.edit(json!([{"retain": at}, {"delete": 1}]));
        }
        for _ in 0..2 {
            desk.edit(json!([{"retain": 10}, {"delete": 1}]));
        }
        assert_eq!(desk.story.text(&BODY).text(), "Reporter whis\n");
        desk.edit(json!([{"retain": 10}, {"insert": "rote t"}]));
        assert_eq!(desk.authors(), [("Reporter wrote this\n".into(), 1)]);
    }

    #[test]
    fn a_moved_mixture_keeps_each_author_and_marks() {
        let mut desk = Desk::new();
        desk.edit(json!([{"retain": 9}, {"insert": "never "}]));
        assert_eq!(
            desk.authors(),
            [("Reporter ".into(), 1), ("never ".into(), 2), ("wrote this\n".into(), 1)]
        );
        let correction = desk.edit(json!([
            {"insert": "never "}, {"insert": "wrote", "attributes": {"strong": true}}, {"insert": " this"},
            {"retain": 9}, {"delete": 16},
        ]));
        assert!(correction.is_none(), "what is inserted before it is taken away is not known yet");
        let mut desk = Desk::new();
        desk.edit(json!([{"retain": 9}, {"insert": "never "}]));
        desk.edit(json!([{"retain": 9}, {"delete": 16}]));
        desk.edit(json!([{"insert": "never "}, {"insert": "wrote", "attributes": {"strong": true}}, {"insert": " this"}]));
        assert_eq!(desk.authors(), [("never ".into(), 2), ("wrote thisReporter \n".into(), 1)]);
    }

    #[test]
    fn ones_own_words_and_new_words_carry_no_mark() {
        let mut desk = Desk::new();
        desk.edit(json!([{"retain": 19}, {"insert": " mine"}]));
        desk.edit(json!([{"retain": 19}, {"delete": 5}]));
        assert_eq!(desk.edit(json!([{"retain": 19}, {"insert": " mine"}])), None);
        desk.edit(json!([{"retain": 9}, {"delete": 6}]));
        assert_eq!(
            desk.edit(json!([{"retain": 9}, {"insert": "wrot"}])),
            None,
            "too short a part to be sure"
        );
    }

    #[test]
    fn only_the_last_ones_are_kept() {
        let mut desk = Desk::new();
        desk.edit(json!([{"retain": 9}, {"delete": 6}]));
        for _ in 0..KEPT {
            desk.edit(json!([{"insert": "x"}]));
            desk.edit(json!([{"delete": 1}]));
        }
        assert_eq!(desk.runs.runs.len(), KEPT);
        assert_eq!(desk.edit(json!([{"retain": 9}, {"insert": "wrote "}])), None);
    }
}
