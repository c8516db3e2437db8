//! Which block became which: equal ones first, then what is like enough between them, in order.
//! A paragraph that moved is removed here and added there; `structure` sees that it is the same.

use super::{hunks, token, tokens};
use std::{
    cell::OnceCell,
    hash::{Hash, Hasher},
};

/// A block that is compared: its kind and its words. It is cut into words once, and only if it is not
/// found unchanged in the other copy.
pub(crate) struct Compared<'a> {
    pub kind: &'a str,
    pub text: &'a str,
    tokens: OnceCell<Vec<&'a str>>,
    words: OnceCell<Vec<u64>>,
}

impl<'a> Compared<'a> {
    pub fn new(kind: &'a str, text: &'a str) -> Self {
        Self { kind, text, tokens: OnceCell::new(), words: OnceCell::new() }
    }

    /// Blocks that are given as kind and text.
    pub fn all(lines: &'a [(String, String)]) -> Vec<Self> {
        lines.iter().map(|(kind, text)| Self::new(kind, text)).collect()
    }

    /// Its text in words, spaces and signs.
    pub fn tokens(&self) -> &[&'a str] {
        self.tokens.get_or_init(|| tokens(self.text))
    }

    /// The hashes of its words, sorted.
    pub fn words(&self) -> &[u64] {
        self.words.get_or_init(|| {
            let words = self.tokens().iter().filter(|token| token::is_word(token));
            let mut words: Vec<u64> = words.map(|word| hash(word)).collect();
            words.sort_unstable();
            words
        })
    }

    /// Whether it is no text: like only what is exactly it.
    pub fn is_atom(&self) -> bool {
        self.kind.starts_with("figure:") || self.kind.starts_with("embed:") || self.kind == "rule"
    }
}

impl PartialEq for Compared<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.kind, self.text) == (other.kind, other.text)
    }
}

impl Eq for Compared<'_> {}

impl Hash for Compared<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.kind, self.text).hash(hasher);
    }
}

/// Only to see how alike two blocks are: what collides makes them look a little more so.
fn hash(word: &str) -> u64 {
    word.as_bytes().chunks(8).fold(word.len() as u64, |hash, chunk| {
        let eight = chunk.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
        (hash.rotate_left(23) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Two blocks that belong together, or one that has no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aligned {
    pub old: Option<usize>,
    pub new: Option<usize>,
}

/// How much of two blocks' words must be shared for one to have become the other, in hundredths.
const LIKE: u32 = 30;
/// How much lets the search stop at once.
const SURELY: u32 = 60;
/// Beyond so many pairs blocks are paired in order without comparing each with each.
pub(super) const MOST_PAIRS: usize = 40_000;

/// Aligns the blocks of two copies. Every index of either stands in exactly one pair, in order;
/// within a change what went stands before what came.
pub(crate) fn align<'a>(old: &[Compared<'a>], new: &[Compared<'a>]) -> Vec<Aligned> {
    let mut aligned = Vec::with_capacity(old.len().max(new.len()));
    let (mut i, mut j) = (0, 0);
    let same = |aligned: &mut Vec<Aligned>, until: usize, j: &mut usize, i: &mut usize| {
        while *i < until {
            aligned.push(Aligned { old: Some(*i), new: Some(*j) });
            *i += 1;
            *j += 1;
        }
    };
    for (went, came) in hunks(old, new) {
        same(&mut aligned, went.start, &mut j, &mut i);
        align_hunk(old, new, (went.clone(), came.clone()), &mut aligned);
        (i, j) = (went.end, came.end);
    }
    same(&mut aligned, old.len(), &mut j, &mut i);
    aligned
}

/// The share of words that two blocks have in common, in hundredths.
pub(crate) fn likeness(a: &Compared<'_>, b: &Compared<'_>) -> u32 {
    if a.is_atom() || b.is_atom() {
        return if a.kind == b.kind { 100 } else { 0 };
    }
    let (ours, theirs) = (a.words(), b.words());
    let total = ours.len() + theirs.len();
    if total == 0 {
        return if a.kind == b.kind { 100 } else { LIKE };
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (ours.get(i), theirs.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    u32::try_from(shared * 200 / total).unwrap_or(0)
}

type Span = std::ops::Range<usize>;

fn align_hunk(
    old: &[Compared<'_>],
    new: &[Compared<'_>],
    (went, came): (Span, Span),
    out: &mut Vec<Aligned>,
) {
    let olds = old.get(went.clone()).unwrap_or_default();
    let news = new.get(came.clone()).unwrap_or_default();
    let alike = |i: usize, j: usize| olds.get(i).zip(news.get(j)).map_or(0, |(a, b)| likeness(a, b));
    // Most changes are in paragraphs that stay where they are: both ends are taken at once.
    let least = olds.len().min(news.len());
    let head = (0..least).take_while(|i| alike(*i, *i) >= SURELY).count();
    let tail =
        (0..least - head).take_while(|n| alike(olds.len() - 1 - n, news.len() - 1 - n) >= SURELY).count();
    let pair = |i: usize, j: usize| Aligned { old: Some(went.start + i), new: Some(came.start + j) };
    out.extend((0..head).map(|i| pair(i, i)));
    let (rows, columns) = (olds.len() - head - tail, news.len() - head - tail);
    let (mut i, mut j) = (0, 0);
    for (a, b) in best_pairs(rows, columns, |i, j| alike(head + i, head + j)) {
        unpaired(out, went.start + head, (&mut i, a), came.start + head, (&mut j, b));
        out.push(pair(head + a, head + b));
        (i, j) = (a + 1, b + 1);
    }
    unpaired(out, went.start + head, (&mut i, rows), came.start + head, (&mut j, columns));
    out.extend((0..tail).map(|n| pair(head + rows + n, head + columns + n)));
}

fn unpaired(
    out: &mut Vec<Aligned>,
    old_start: usize,
    (i, rows): (&mut usize, usize),
    new_start: usize,
    (j, columns): (&mut usize, usize),
) {
    out.extend((*i..rows).map(|i| Aligned { old: Some(old_start + i), new: None }));
    out.extend((*j..columns).map(|j| Aligned { old: None, new: Some(new_start + j) }));
    (*i, *j) = (rows, columns);
}

/// The pairs, in order, whose likeness adds up to most.
fn best_pairs(rows: usize, columns: usize, like: impl Fn(usize, usize) -> u32) -> Vec<(usize, usize)> {
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    if rows * columns > MOST_PAIRS {
        return (0..rows.min(columns)).filter(|i| like(*i, *i) >= LIKE).map(|i| (i, i)).collect();
    }
    // best[i][j]: the most for the rows from i and the columns from j on.
    let width = columns + 1;
    let mut best = vec![0_u32; (rows + 1) * width];
    let mut takes = vec![false; (rows + 1) * width];
    let at = |best: &[u32], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0);
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            let likeness = like(i, j);
            let skip = at(&best, i + 1, j).max(at(&best, i, j + 1));
            let take = if likeness >= LIKE { likeness + at(&best, i + 1, j + 1) } else { 0 };
            let place = i * width + j;
            if let (Some(best), Some(takes)) = (best.get_mut(place), takes.get_mut(place)) {
                *takes = take > skip;
                *best = take.max(skip);
            }
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < rows && j < columns {
        if takes.get(i * width + j).copied().unwrap_or(false) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&best, i + 1, j) >= at(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
