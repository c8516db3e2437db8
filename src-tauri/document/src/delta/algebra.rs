//! Compose, transform, invert: the algebra of quill-delta, so that both ends of the wire compute
//! the same.

use super::{
    reader::{Piece, Reader},
    Attributes, Delta, DeltaOp,
};
use crate::error::Refused;
use serde_json::Value;

/// The marks of one after the other; `null`s stay where there is text below that may carry the mark.
fn compose_marks(first: &Attributes, then: &Attributes, keep_null: bool) -> Attributes {
    let mut marks = first.clone();
    for (key, value) in then {
        if value.is_null() && !keep_null {
            marks.remove(key);
        } else {
            marks.insert(key.clone(), value.clone());
        }
    }
    marks
}

/// What is left of `other`'s marks where `mine` come first.
fn transform_marks(mine: &Attributes, other: &Attributes, mine_win: bool) -> Attributes {
    let mut marks = other.clone();
    if mine_win {
        marks.retain(|key, _| !mine.contains_key(key));
    }
    marks
}

/// The marks that undo `marks` on text that had `base`.
fn invert_marks(marks: &Attributes, base: &Attributes) -> Attributes {
    marks
        .iter()
        .filter(|(key, value)| base.get(*key).unwrap_or(&Value::Null) != *value)
        .map(|(key, _)| (key.clone(), base.get(key).cloned().unwrap_or(Value::Null)))
        .collect()
}

impl Delta {
    /// One delta that does this and then the other.
    ///
    /// # Errors
    /// [`Refused::SplitsCharacter`] if the other cuts one of this one's characters in two.
    pub fn compose(&self, other: &Self) -> Result<Self, Refused> {
        let (mut this, mut other) = (Reader::new(self), Reader::new(other));
        let mut out = Self::new();
        loop {
            match (this.peek(), other.peek()) {
                (None, None) => return Ok(out.chop()),
                (_, Some(insert @ Piece::Insert(..))) => {
                    out.push(insert.to_op());
                    other.take_all();
                }
                (Some(delete @ Piece::Delete(_)), _) => {
                    out.push(delete.to_op());
                    this.take_all();
                }
                _ => {
                    let units = this.left().min(other.left());
                    match (this.take(units)?, other.take(units)?) {
                        (Some(piece), None) | (None, Some(piece)) => out.push(piece.to_op()),
                        (Some(Piece::Insert(text, marks)), Some(Piece::Retain(_, then))) => {
                            out.push(DeltaOp::Insert(text.to_owned(), compose_marks(marks, then, false)));
                        }
                        (Some(Piece::Retain(_, marks)), Some(Piece::Retain(_, then))) => {
                            out.push(DeltaOp::Retain(units, compose_marks(marks, then, true)));
                        }
                        (Some(Piece::Retain(..)), Some(Piece::Delete(_))) => out.push(DeltaOp::Delete(units)),
                        // Inserted and deleted again; the other kinds were taken above.
                        _ => {}
                    }
                }
            }
        }
    }

    /// The other delta as it must be applied after this one, where both were made for the same text.
    /// `priority`: this one happened first, so its inserts at the same place stand first and its
    /// marks win.
    #[must_use]
    pub fn transform(&self, other: &Self, priority: bool) -> Self {
        let (mut this, mut other) = (Reader::new(self), Reader::new(other));
        let mut out = Self::new();
        loop {
            match (this.peek(), other.peek()) {
                (None, None) => return out.chop(),
                (Some(Piece::Insert(..)), theirs)
                    if priority || !matches!(theirs, Some(Piece::Insert(..))) =>
                {
                    out.push(DeltaOp::Retain(this.left(), Attributes::new()));
                    this.take_all();
                }
                (_, Some(insert @ Piece::Insert(..))) => {
                    out.push(insert.to_op());
                    other.take_all();
                }
                _ => {
                    let units = this.left().min(other.left());
                    // Only retains and deletes are taken here, and those can be cut anywhere.
                    let (mine, theirs) = (this.take(units).ok().flatten(), other.take(units).ok().flatten());
                    match (mine, theirs) {
                        (Some(Piece::Delete(_)), _) => {}
                        (_, Some(Piece::Delete(_))) => out.push(DeltaOp::Delete(units)),
                        (Some(Piece::Retain(_, mine)), Some(Piece::Retain(_, theirs))) => {
                            out.push(DeltaOp::Retain(units, transform_marks(mine, theirs, priority)));
                        }
                        (_, Some(piece)) => out.push(piece.to_op()),
                        _ => out.push(DeltaOp::Retain(units, Attributes::new())),
                    }
                }
            }
        }
    }

    /// The delta that undoes this one, which was made for the text `base` (nothing but inserts).
    ///
    /// # Errors
    /// [`Refused`] if this one does not fit the base.
    pub fn invert(&self, base: &Self) -> Result<Self, Refused> {
        let mut base = Reader::new(base);
        let mut out = Self::new();
        for op in &self.0 {
            let (mut units, marks) = match op {
                DeltaOp::Insert(..) => {
                    out.push(DeltaOp::Delete(op.units()));
                    continue;
                }
                DeltaOp::Retain(units, marks) => (*units, Some(marks)),
                DeltaOp::Delete(units) => (*units, None),
            };
            while units > 0 {
                let part = units.min(base.left());
                let Some(Piece::Insert(text, had)) = base.take(part)? else {
                    return Err(Refused::OutOfRange);
                };
                out.push(match marks {
                    Some(marks) => DeltaOp::Retain(part, invert_marks(marks, had)),
                    None => DeltaOp::Insert(text.to_owned(), had.clone()),
                });
                units -= part;
            }
        }
        Ok(out.chop())
    }

    /// Where a place goes when this delta is applied. An insert exactly there pushes it on unless
    /// `stay`.
    pub fn transform_position(&self, place: usize, stay: bool) -> usize {
        let (mut at, mut place) = (0, place);
        for op in &self.0 {
            if at > place {
                break;
            }
            match op {
                DeltaOp::Delete(units) => place -= (*units).min(place - at),
                DeltaOp::Retain(units, _) => at += units,
                DeltaOp::Insert(..) => {
                    let units = op.units();
                    if at < place || !stay {
                        place += units;
                    }
                    at += units;
                }
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn delta(json: serde_json::Value) -> Delta {
        serde_json::from_value(json).expect("a delta")
    }

    #[test]
    fn composing_is_one_after_the_other() {
        let base = delta(
            json!([{"insert": "Ferry "}, {"insert": "bridge", "attributes": {"em": true}}, {"insert": "\n"}]),
        );
        let first = delta(
            json!([{"retain": 6}, {"insert": "👩‍👧 "}, {"delete": 2}, {"retain": 4, "attributes": {"em": null, "strong": true}}]),
        );
        let second =
            delta(json!([{"delete": 6}, {"retain": 6}, {"retain": 2, "attributes": {"strong": null}}]));
        let both = first.compose(&second).expect("composes");
        let stepwise = base.compose(&first).and_then(|text| text.compose(&second));
        assert_eq!(base.compose(&both), stepwise);
        assert_eq!(
            stepwise.expect("composes"),
            delta(
                json!([{"insert": "👩‍👧 id"}, {"insert": "ge", "attributes": {"strong": true}}, {"insert": "\n"}])
            )
        );
        let undo = both.invert(&base).expect("inverts");
        assert_eq!(base.compose(&both).and_then(|text| text.compose(&undo)), Ok(base.clone()));
        assert_eq!(
            base.compose(&first).and_then(|t| t.compose(&delta(json!([{"retain": 7}, {"delete": 1}])))),
            Err(Refused::SplitsCharacter)
        );
    }

    #[test]
    fn both_orders_of_two_edits_end_at_the_same_text() {
        let base = delta(json!([{"insert": "один два три\n"}]));
        let a = delta(
            json!([{"retain": 5}, {"insert": "x"}, {"delete": 3}, {"retain": 2, "attributes": {"strong": true}}]),
        );
        let b = delta(
            json!([{"retain": 3}, {"delete": 4}, {"insert": "y"}, {"retain": 4, "attributes": {"strong": null, "em": true}}]),
        );
        let left = base.compose(&a).and_then(|t| t.compose(&a.transform(&b, true)));
        let right = base.compose(&b).and_then(|t| t.compose(&b.transform(&a, false)));
        assert_eq!(left, right);
        assert_eq!(
            a.transform(&b, true),
            delta(
                json!([{"retain": 3}, {"delete": 2}, {"retain": 1}, {"insert": "y"}, {"retain": 2, "attributes": {"em": true}}, {"retain": 1, "attributes": {"em": true, "strong": null}}])
            )
        );
    }

    #[test]
    fn places_move_with_the_text() {
        let edit = delta(json!([{"retain": 2}, {"insert": "abc"}, {"delete": 4}]));
        assert_eq!(edit.transform_position(1, false), 1);
        assert_eq!(edit.transform_position(2, false), 5);
        assert_eq!(edit.transform_position(2, true), 2);
        assert_eq!(edit.transform_position(4, false), 5);
        assert_eq!(edit.transform_position(8, false), 7);
    }
}
