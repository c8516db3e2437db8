//! What became of paragraphs as wholes: split, joined, moved. Alignment alone would call each of them
//! gone and new, and an editor would read the same words twice.

use super::{
    align::{align, likeness, Aligned, Compared, MOST_PAIRS},
    hunks,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Blocks that belong together, in the order in which they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Group {
    /// One became one; one became several; or several became one.
    Pair { old: Range<usize>, new: Range<usize> },
    /// It came from elsewhere.
    Moved { old: usize, new: usize },
    /// Where a moved one stood.
    MovedAway { old: usize },
    /// It is gone.
    Removed { old: usize },
    /// It is new.
    Added { new: usize },
}

/// How much of a loose paragraph must be words that its neighbour lost (or won), in hundredths, for it
/// to be a piece of the neighbour.
const PIECE: usize = 70;
/// How alike two paragraphs in different places must be for one to have moved, in hundredths.
const MOVED: u32 = 60;
/// Shorter paragraphs are alike by chance: they have moved only if nothing in them changed.
const FEWEST_WORDS: usize = 5;

/// The blocks of a copy.
type Lines<'a> = &'a [Compared<'a>];

/// Sorts the blocks of two copies into groups. Every index of either is in exactly one group, except
/// that a moved one's old place is told as well.
pub(crate) fn groups<'a>(old: Lines<'a>, new: Lines<'a>) -> Vec<Group> {
    let aligned = align(old, new);
    let mut loose_old: BTreeSet<usize> =
        aligned.iter().filter(|pair| pair.new.is_none()).filter_map(|pair| pair.old).collect();
    let mut loose_new: BTreeSet<usize> =
        aligned.iter().filter(|pair| pair.old.is_none()).filter_map(|pair| pair.new).collect();
    let mut pairs: BTreeMap<usize, (Range<usize>, Range<usize>)> = BTreeMap::new();
    for pair in &aligned {
        if let (Some(i), Some(j)) = (pair.old, pair.new) {
            let (mut olds, mut news) = (i..i + 1, j..j + 1);
            if old.get(i) != new.get(j) {
                absorb(&mut news, &mut loose_new, new, || lost(old, i, new, j));
                if news.len() == 1 {
                    absorb(&mut olds, &mut loose_old, old, || lost(new, j, old, i));
                }
            }
            pairs.insert(i, (olds, news));
        }
    }
    let moved = moves(old, &loose_old, new, &loose_new);
    let came_from: BTreeMap<usize, usize> = moved.iter().map(|(i, j)| (*j, *i)).collect();
    let group = |pair: &Aligned| match (pair.old, pair.new) {
        (Some(i), Some(_)) => {
            pairs.get(&i).map(|(old, new)| Group::Pair { old: old.clone(), new: new.clone() })
        }
        (Some(old), None) if moved.contains_key(&old) => Some(Group::MovedAway { old }),
        (Some(old), None) => loose_old.contains(&old).then_some(Group::Removed { old }),
        (None, Some(new)) => match came_from.get(&new) {
            Some(old) => Some(Group::Moved { old: *old, new }),
            None => loose_new.contains(&new).then_some(Group::Added { new }),
        },
        (None, None) => None,
    };
    aligned.iter().filter_map(group).collect()
}

/// The words of one block that are not in the other, sorted.
fn lost(from: Lines<'_>, at: usize, to: Lines<'_>, there: usize) -> Vec<u64> {
    match (from.get(at), to.get(there)) {
        (Some(from), Some(to)) if !from.is_atom() && !to.is_atom() => without(from.words(), to.words()),
        _ => Vec::new(),
    }
}

/// What is left of a sorted list when another's elements are taken out of it, each once.
fn without(all: &[u64], taken: &[u64]) -> Vec<u64> {
    let (mut left, mut j) = (Vec::new(), 0);
    for word in all {
        while taken.get(j).is_some_and(|other| other < word) {
            j += 1;
        }
        if taken.get(j) == Some(word) {
            j += 1;
        } else {
            left.push(*word);
        }
    }
    left
}

/// Takes loose neighbours into a range that are made of words which its partner has too many of. Most
/// blocks have no loose neighbour, and nobody asks which words those are.
fn absorb(
    range: &mut Range<usize>,
    loose: &mut BTreeSet<usize>,
    lines: Lines<'_>,
    has_too_many: impl FnOnce() -> Vec<u64>,
) {
    let before = range.start.checked_sub(1);
    if !loose.contains(&range.end) && !before.is_some_and(|before| loose.contains(&before)) {
        return;
    }
    let mut wanted = has_too_many();
    let mut fits = |at: usize, loose: &mut BTreeSet<usize>| {
        let Some(block) = lines.get(at).filter(|_| loose.contains(&at)) else { return false };
        if block.is_atom() || block.words().len() < 2 {
            return false;
        }
        let rest = without(block.words(), &wanted);
        if (block.words().len() - rest.len()) * 100 < block.words().len() * PIECE {
            return false;
        }
        wanted = without(&wanted, block.words());
        loose.remove(&at);
        true
    };
    while fits(range.end, loose) {
        range.end += 1;
    }
    while range.start.checked_sub(1).is_some_and(|before| fits(before, loose)) {
        range.start -= 1;
    }
}

/// Which of the gone blocks are which of the new ones, elsewhere: old place → new place.
fn moves<'a>(
    old: Lines<'a>,
    loose_old: &BTreeSet<usize>,
    new: Lines<'a>,
    loose_new: &BTreeSet<usize>,
) -> BTreeMap<usize, usize> {
    let mut moved = BTreeMap::new();
    if loose_old.is_empty() || loose_new.is_empty() || loose_old.len() * loose_new.len() > MOST_PAIRS {
        return moved;
    }
    let mut candidates = Vec::new();
    for (i, a) in loose_old.iter().filter_map(|i| Some((i, old.get(*i)?))) {
        for (j, b) in loose_new.iter().filter_map(|j| Some((j, new.get(*j)?))) {
            let is_same = a == b && (a.is_atom() || !a.words().is_empty());
            let alike = if is_same { 101 } else { likeness(a, b) };
            if is_same || (alike >= MOVED && a.words().len().min(b.words().len()) >= FEWEST_WORDS) {
                candidates.push((std::cmp::Reverse(alike), *i, *j));
            }
        }
    }
    candidates.sort_unstable();
    let mut taken = BTreeSet::new();
    for (_, i, j) in candidates {
        if !moved.contains_key(&i) && taken.insert(j) {
            moved.insert(i, j);
        }
    }
    moved
}

/// The same items in the same order are taken out of both lists; what is left is what changed.
pub(super) fn differing<T: std::hash::Hash + Eq + Clone>(old: &[T], new: &[T]) -> (Vec<T>, Vec<T>) {
    let (mut went, mut came) = (Vec::new(), Vec::new());
    for (before, after) in hunks(old, new) {
        went.extend(old.get(before).unwrap_or_default().iter().cloned());
        came.extend(new.get(after).unwrap_or_default().iter().cloned());
    }
    (went, came)
}
