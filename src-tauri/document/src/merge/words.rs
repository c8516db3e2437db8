//! Three texts of one place, word by word: what both sides wrote, as one text, with whose each word is.

use crate::diff::{hunks, tokens};
use copy::{Block, BlockKind, Inline, Marks};
use std::{collections::VecDeque, ops::Range};

/// A character with what it carries. A block's end is a line break that says what the block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    c: char,
    marks: Marks,
    kind: BlockKind,
    is_theirs: bool,
}

/// Words of one place, with whose each is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Of each block, the characters (counted in scalars) that only the other side wrote.
    pub theirs: Vec<Vec<Range<usize>>>,
}

impl Written {
    /// As one side wrote it; nothing of it is the other side's.
    pub fn ours(blocks: &[Block]) -> Self {
        Self { blocks: blocks.to_vec(), theirs: vec![Vec::new(); blocks.len()] }
    }

    /// The lines, without the last one's end: what a person edits.
    pub fn text(&self) -> String {
        self.blocks.iter().map(|block| block.text.text()).collect::<Vec<_>>().join("\n")
    }

    /// What a person made of these words: what stays keeps its marks and its writer.
    pub fn retyped(&self, text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        let before = self.letters();
        let (old, wanted) = (text_of(&before), format!("{text}\n"));
        let (old_tokens, new_tokens) = (tokens(&old), tokens(&wanted));
        let (old_ends, mut letters) = (ends(&old_tokens), Vec::new());
        let kind = self.blocks.last().map(|block| block.kind.clone()).unwrap_or_default();
        let mut at = 0;
        let keep = |letters: &mut Vec<Letter>, range: Range<usize>| {
            letters.extend_from_slice(slice(&before, &old_ends, range));
        };
        for (went, came) in hunks(&old_tokens, &new_tokens) {
            keep(&mut letters, at..went.start);
            at = went.end;
            let typed = new_tokens.get(came).unwrap_or_default().concat();
            letters.extend(typed.chars().map(|c| Letter {
                c,
                marks: Marks::default(),
                kind: kind.clone(),
                is_theirs: false,
            }));
        }
        keep(&mut letters, at..old_tokens.len());
        Self::of(letters)
    }

    fn letters(&self) -> Vec<Letter> {
        let mut letters = letters(&self.blocks, false);
        let mut at = 0;
        for (block, theirs) in self.blocks.iter().zip(&self.theirs) {
            for range in theirs {
                for letter in letters.get_mut(at + range.start..at + range.end).into_iter().flatten() {
                    letter.is_theirs = true;
                }
            }
            at += block.text.text().chars().count() + 1;
        }
        letters
    }

    fn of(letters: Vec<Letter>) -> Self {
        let mut written = Self::default();
        let (mut text, mut theirs, mut at) = (Inline::default(), Vec::<Range<usize>>::new(), 0);
        // Words whose paragraph's end one side took away are a paragraph all the same.
        let end = letters.last().filter(|last| last.c != '\n').map(|last| Letter { c: '\n', ..last.clone() });
        for letter in letters.into_iter().chain(end) {
            if letter.c == '\n' {
                written.blocks.push(Block { kind: letter.kind, text: std::mem::take(&mut text) });
                written.theirs.push(std::mem::take(&mut theirs));
                at = 0;
                continue;
            }
            text.push(letter.c.encode_utf8(&mut [0; 4]), letter.marks);
            if letter.is_theirs {
                match theirs.last_mut() {
                    Some(last) if last.end == at => last.end += 1,
                    _ => theirs.push(at..at + 1),
                }
            }
            at += 1;
        }
        written
    }
}

fn letters(blocks: &[Block], is_theirs: bool) -> Vec<Letter> {
    let mut letters = Vec::new();
    for Block { kind, text } in blocks {
        for span in text.spans() {
            let (marks, kind) = (span.marks.clone(), kind.clone());
            letters.extend(span.text.chars().map(|c| Letter {
                c,
                marks: marks.clone(),
                kind: kind.clone(),
                is_theirs,
            }));
        }
        letters.push(Letter { c: '\n', marks: Marks::default(), kind: kind.clone(), is_theirs });
    }
    letters
}

fn text_of(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.c).collect()
}

/// Where each token ends, in scalars.
fn ends(tokens: &[&str]) -> Vec<usize> {
    let mut end = 0;
    tokens
        .iter()
        .map(|token| {
            end += token.chars().count();
            end
        })
        .collect()
}

fn slice<'a>(letters: &'a [Letter], ends: &[usize], tokens: Range<usize>) -> &'a [Letter] {
    let scalar = |token: usize| token.checked_sub(1).map_or(0, |at| ends.get(at).copied().unwrap_or(0));
    letters.get(scalar(tokens.start)..scalar(tokens.end)).unwrap_or_default()
}

/// What went of the ground and what came in its place.
type Hunk = (Range<usize>, Range<usize>);

/// A side's words beside those of the common ground.
struct Side {
    letters: Vec<Letter>,
    ends: Vec<usize>,
    /// Its changes that are not written yet, in order.
    changes: VecDeque<Hunk>,
    /// The first of its tokens that is not written yet.
    at: usize,
}

impl Side {
    fn new(blocks: &[Block], is_theirs: bool, ground: &[&str]) -> Self {
        let letters = letters(blocks, is_theirs);
        let text = text_of(&letters);
        let tokens = tokens(&text);
        Self { ends: ends(&tokens), changes: hunks(ground, &tokens).into(), letters, at: 0 }
    }

    fn next(&self) -> Option<&Hunk> {
        self.changes.front()
    }

    fn next_start(&self) -> Option<usize> {
        self.next().map(|(went, _)| went.start)
    }

    /// Whether its next change, if it begins here, only adds.
    fn adds_at(&self, start: usize) -> Option<bool> {
        self.next().filter(|(went, _)| went.start == start).map(|(went, _)| went.is_empty())
    }

    /// The next tokens, as many as these.
    fn write(&mut self, count: usize) -> &[Letter] {
        let range = self.at..self.at + count;
        self.at += count;
        slice(&self.letters, &self.ends, range)
    }
}

/// What both sides wrote of one place, as one text. Where both changed the same words, both stand, first ours
/// and then theirs: nothing that either wrote is lost, and a person makes sense of it.
pub fn both(base: &[Block], mine: &[Block], theirs: &[Block]) -> Written {
    let base = letters(base, false);
    let ground_text = text_of(&base);
    let ground = tokens(&ground_text);
    let ground_ends = ends(&ground);
    let mut sides = [Side::new(mine, false, &ground), Side::new(theirs, true, &ground)];
    let (mut out, mut at) = (Vec::new(), 0);
    loop {
        let start = sides.iter().filter_map(Side::next_start).min().unwrap_or(ground.len());
        let [mine, theirs] = &mut sides;
        let same = slice(&base, &ground_ends, at..start);
        unchanged(&mut out, same, mine.write(start - at), theirs.write(start - at));
        if sides.iter().all(|side| side.next().is_none()) {
            return Written::of(out);
        }
        at = region(&mut out, &mut sides, start);
    }
}

/// What neither side changed, with the marks that either gave it.
fn unchanged(out: &mut Vec<Letter>, base: &[Letter], mine: &[Letter], theirs: &[Letter]) {
    for ((base, mine), theirs) in base.iter().zip(mine).zip(theirs) {
        let marks = if mine.marks == base.marks { &theirs.marks } else { &mine.marks };
        let kind = if mine.kind == base.kind { &theirs.kind } else { &mine.kind };
        out.push(Letter { c: base.c, marks: marks.clone(), kind: kind.clone(), is_theirs: false });
    }
}

/// Writes a region of changes that touch each other; where it ends in the ground.
fn region(out: &mut Vec<Letter>, sides: &mut [Side; 2], start: usize) -> usize {
    let adds = sides.each_ref().map(|side| side.adds_at(start));
    // Who only adds before what the other changed stands before it, and in nobody's way.
    let begins = match adds {
        [Some(true), Some(false)] => [true, false],
        [Some(false), Some(true)] => [false, true],
        _ => adds.map(|adds| adds.is_some()),
    };
    let mut reach = start;
    let mut last: [Option<Hunk>; 2] = [None, None];
    for ((side, last), begins) in sides.iter_mut().zip(&mut last).zip(begins) {
        if begins {
            *last = side.changes.pop_front();
            reach = reach.max(last.as_ref().map_or(start, |(went, _)| went.end));
        }
    }
    loop {
        let before = reach;
        for (side, last) in sides.iter_mut().zip(&mut last) {
            while side.next_start().is_some_and(|next| next < reach) {
                *last = side.changes.pop_front();
                reach = reach.max(last.as_ref().map_or(start, |(went, _)| went.end));
            }
        }
        if reach == before {
            break;
        }
    }
    let [mine, theirs] = sides;
    let count = |side: &Side, last: &Option<Hunk>| match last {
        Some((went, came)) => (came.end + reach).saturating_sub(went.end + side.at),
        None => reach - start,
    };
    let [mine_last, theirs_last] = &last;
    let (mine_count, theirs_count) = (count(mine, mine_last), count(theirs, theirs_last));
    let (mine, theirs) = (mine.write(mine_count), theirs.write(theirs_count));
    match &last {
        [_, None] => out.extend_from_slice(mine),
        [None, _] => out.extend_from_slice(theirs),
        _ if text_of(mine) == text_of(theirs) => out.extend_from_slice(mine),
        _ => side_by_side(out, mine, theirs),
    }
    reach
}

/// Ours and then theirs; a clause that goes on from what stands before it keeps its place at the end.
fn side_by_side(out: &mut Vec<Letter>, mine: &[Letter], theirs: &[Letter]) {
    let first = |letters: &[Letter]| letters.first().map(|letter| letter.c);
    let goes_on =
        |c: Option<char>| c.is_some_and(|c| matches!(c, ',' | ';' | ':' | '.' | ')' | '!' | '?' | '…'));
    let swap = goes_on(first(mine)) && !goes_on(first(theirs));
    let (one, other) = if swap { (theirs, mine) } else { (mine, theirs) };
    out.extend_from_slice(one);
    let ends_word = one.last().is_some_and(|last| last.c.is_alphanumeric());
    if ends_word && first(other).is_some_and(char::is_alphanumeric) {
        out.push(Letter { c: ' ', marks: Marks::default(), kind: BlockKind::Paragraph, is_theirs: false });
    }
    out.extend_from_slice(other);
}

#[cfg(test)]
mod tests;
