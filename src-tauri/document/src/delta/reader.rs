//! Reads a delta piece by piece, as much of each step at a time as the other side has.

use super::{Attributes, Delta, DeltaOp};
use crate::{
    error::Refused,
    offset::{split_utf16, Utf16},
};

/// A part of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'a> {
    Insert(&'a str, &'a Attributes),
    Retain(usize, &'a Attributes),
    Delete(usize),
}

impl Piece<'_> {
    pub fn units(&self) -> usize {
        match self {
            Self::Insert(text, _) => Utf16::of(text).0,
            Self::Retain(units, _) | Self::Delete(units) => *units,
        }
    }

    pub fn to_op(self) -> DeltaOp {
        match self {
            Self::Insert(text, marks) => DeltaOp::Insert(text.to_owned(), marks.clone()),
            Self::Retain(units, marks) => DeltaOp::Retain(units, marks.clone()),
            Self::Delete(units) => DeltaOp::Delete(units),
        }
    }
}

pub(crate) struct Reader<'a> {
    ops: std::slice::Iter<'a, DeltaOp>,
    /// What is left of the step that was begun, with its length.
    rest: Option<(Piece<'a>, usize)>,
}

impl<'a> Reader<'a> {
    pub fn new(delta: &'a Delta) -> Self {
        let mut reader = Self { ops: delta.0.iter(), rest: None };
        reader.advance();
        reader
    }

    fn advance(&mut self) {
        self.rest = self.ops.by_ref().find_map(|op| {
            let piece = match op {
                DeltaOp::Insert(text, marks) => Piece::Insert(text, marks),
                DeltaOp::Retain(units, marks) => Piece::Retain(*units, marks),
                DeltaOp::Delete(units) => Piece::Delete(*units),
            };
            let units = piece.units();
            (units > 0).then_some((piece, units))
        });
    }

    pub fn peek(&self) -> Option<Piece<'a>> {
        self.rest.map(|(piece, _)| piece)
    }

    /// How much is left of this step; endless after the last one, which is an endless retain.
    pub fn left(&self) -> usize {
        self.rest.map_or(usize::MAX, |(_, units)| units)
    }

    /// The whole rest of this step.
    pub fn take_all(&mut self) -> Option<Piece<'a>> {
        let piece = self.peek();
        self.advance();
        piece
    }

    /// The next `units` of this step, which are not more than [`Self::left`].
    pub fn take(&mut self, units: usize) -> Result<Option<Piece<'a>>, Refused> {
        let Some((piece, left)) = self.rest else { return Ok(None) };
        if units >= left {
            return Ok(self.take_all());
        }
        let (taken, rest) = match piece {
            Piece::Insert(text, marks) => {
                let (head, tail) = split_utf16(text, Utf16(units)).ok_or(Refused::SplitsCharacter)?;
                (Piece::Insert(head, marks), Piece::Insert(tail, marks))
            }
            Piece::Retain(_, marks) => (Piece::Retain(units, marks), Piece::Retain(left - units, marks)),
            Piece::Delete(_) => (Piece::Delete(units), Piece::Delete(left - units)),
        };
        self.rest = Some((rest, left - units));
        Ok(Some(taken))
    }
}
