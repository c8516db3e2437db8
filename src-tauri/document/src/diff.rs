//! What an editor reads: which words came and went between two copies, by block, and which facts
//! changed. Not the engine's own diff, which goes by identity and calls an undone paragraph new.

mod align;
mod fact;
mod token;

pub use fact::{facts, FactDiff};

use copy::{BlockKind, ReaderCopy};
use serde::{Deserialize, Serialize};
use std::{hash::Hash, ops::Range};

pub(crate) use align::{align, Aligned};
pub(crate) use token::tokens;

/// What happened to a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in both.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A piece of text and what happened to it. Within one change what went stands before what came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// What happened.
    pub change: Change,
    /// The characters.
    pub text: String,
}

/// What happened to a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockChange {
    /// Nothing.
    Same,
    /// Its words, its kind or its marks changed.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A block of either copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockDiff {
    /// What happened to it.
    pub change: BlockChange,
    /// Its kind, the new one where it has one.
    pub kind: BlockKind,
    /// Its old kind, where that changed.
    pub old_kind: Option<BlockKind>,
    /// Whether the marks (bold, links …) of words that stayed changed.
    pub marks_changed: bool,
    /// Its place in the old copy.
    pub old_index: Option<usize>,
    /// Its place in the new copy.
    pub new_index: Option<usize>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Two copies compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyDiff {
    /// The bodies, block by block.
    pub blocks: Vec<BlockDiff>,
    /// The facts that differ, headline and captions among them.
    pub facts: Vec<FactDiff>,
    /// Words that came, in the body.
    pub words_added: u32,
    /// Words that went.
    pub words_removed: u32,
    /// Words that a reader of the old copy would find changed: a word that took another's place
    /// counts once.
    pub words_changed: u32,
}

impl CopyDiff {
    /// Whether the copies say the same.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.blocks.iter().all(|block| block.change == BlockChange::Same)
    }
}

/// The word diff of two texts.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    if old == new {
        let text = old.to_owned();
        return if text.is_empty() { Vec::new() } else { vec![Run { change: Change::Same, text }] };
    }
    runs(&tokens(old), &tokens(new))
}

/// Two copies compared: bodies by block and word, and all facts.
pub fn copies(old: &ReaderCopy, new: &ReaderCopy) -> CopyDiff {
    let mut diff = CopyDiff { facts: facts(old, new), ..CopyDiff::default() };
    let lines =
        |copy: &ReaderCopy| copy.body.iter().map(|block| (block.kind.key(), block.text.text())).collect();
    let (old_lines, new_lines): (Vec<_>, Vec<_>) = (lines(old), lines(new));
    for pair in align(&old_lines, &new_lines) {
        let (old_block, new_block) = (
            pair.old.and_then(|at| Some((old.body.get(at)?, old_lines.get(at)?))),
            pair.new.and_then(|at| Some((new.body.get(at)?, new_lines.get(at)?))),
        );
        let text = |line: Option<(_, &(String, String))>| line.map(|(_, (_, text))| text.clone());
        let (old_text, new_text) = (text(old_block), text(new_block));
        let runs = match (&old_text, &new_text) {
            (Some(old), Some(new)) => words(old, new),
            (Some(old), None) => whole(Change::Removed, old),
            (None, Some(new)) => whole(Change::Added, new),
            (None, None) => continue,
        };
        let (old_block, new_block) = (old_block.map(|(block, _)| block), new_block.map(|(block, _)| block));
        let Some(kind) = new_block.or(old_block).map(|block| block.kind.clone()) else { continue };
        let old_kind = old_block
            .zip(new_block)
            .filter(|(old, new)| old.kind != new.kind)
            .map(|(old, _)| old.kind.clone());
        let marks_changed = old_block.zip(new_block).is_some_and(|(old, new)| marks_differ(old, new, &runs));
        let change = match (pair.old, pair.new) {
            (Some(_), None) => BlockChange::Removed,
            (None, _) => BlockChange::Added,
            _ if old_kind.is_some() || marks_changed || old_text != new_text => BlockChange::Changed,
            _ => BlockChange::Same,
        };
        count(&mut diff, &runs);
        let block = BlockDiff {
            change,
            kind,
            old_kind,
            marks_changed,
            old_index: pair.old,
            new_index: pair.new,
            runs,
        };
        diff.blocks.push(block);
    }
    diff
}

fn whole(change: Change, text: &str) -> Vec<Run> {
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Run { change, text: text.to_owned() }]
    }
}

fn count(diff: &mut CopyDiff, runs: &[Run]) {
    let (mut went, mut came) = (0, 0);
    for run in runs {
        match run.change {
            Change::Removed => went += token::count(&run.text),
            Change::Added => came += token::count(&run.text),
            Change::Same => {
                diff.words_changed += went.max(came);
                diff.words_removed += std::mem::take(&mut went);
                diff.words_added += std::mem::take(&mut came);
            }
        }
    }
    diff.words_changed += went.max(came);
    diff.words_removed += went;
    diff.words_added += came;
}

/// Whether characters that stayed carry other marks now.
fn marks_differ(old: &copy::Block, new: &copy::Block, runs: &[Run]) -> bool {
    if old.text == new.text {
        return false;
    }
    fn marks(block: &copy::Block) -> Vec<&copy::Marks> {
        block.text.spans().iter().flat_map(|span| span.text.chars().map(|_| &span.marks)).collect()
    }
    let (old_marks, new_marks) = (marks(old), marks(new));
    let (mut i, mut j) = (0, 0);
    for run in runs {
        let length = run.text.chars().count();
        match run.change {
            Change::Removed => i += length,
            Change::Added => j += length,
            Change::Same => {
                if old_marks.get(i..i + length) != new_marks.get(j..j + length) {
                    return true;
                }
                i += length;
                j += length;
            }
        }
    }
    false
}

fn runs(old: &[&str], new: &[&str]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |change, text: String| match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text.push_str(&text),
        _ => runs.push(Run { change, text }),
    };
    let joined = |tokens: &[&str], range: Range<usize>| tokens.get(range).unwrap_or_default().concat();
    let mut at = 0;
    for (went, came) in readable_hunks(old, new) {
        push(Change::Same, joined(old, at..went.start));
        push(Change::Removed, joined(old, went.clone()));
        push(Change::Added, joined(new, came));
        at = went.end;
    }
    push(Change::Same, joined(old, at..old.len()));
    runs
}

/// The hunks of a word diff, those joined that only white space parts: "two words" that became
/// "other things" are one change for a reader, not two.
pub(crate) fn readable_hunks(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (went, came) in hunks(old, new) {
        if let Some((last_went, last_came)) = joined.last_mut() {
            let between = old.get(last_went.end..went.start).unwrap_or_default();
            let blank = between.iter().all(|token| token.chars().all(char::is_whitespace));
            let both = |went: &Range<usize>, came: &Range<usize>| !went.is_empty() && !came.is_empty();
            if blank && (both(last_went, last_came) || both(&went, &came)) {
                last_went.end = went.end;
                last_came.end = came.end;
                continue;
            }
        }
        joined.push((went, came));
    }
    joined
}

/// What differs between two sequences, in order: what went of the old, what came of the new.
pub(crate) fn hunks<T: Hash + Eq>(old: &[T], new: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    /// Beyond this the shortest diff may take too long; the heuristic one reads as well.
    const SHORTEST_UP_TO: usize = 4_000;
    let input = imara_diff::InternedInput::new(Sequence(old), Sequence(new));
    let algorithm = if old.len().max(new.len()) <= SHORTEST_UP_TO {
        imara_diff::Algorithm::MyersMinimal
    } else {
        imara_diff::Algorithm::Histogram
    };
    let mut diff = imara_diff::Diff::compute(algorithm, &input);
    diff.postprocess_no_heuristic(&input);
    let wide = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks().map(|hunk| (wide(hunk.before), wide(hunk.after))).collect()
}

/// A list of tokens for the diff.
struct Sequence<'a, T>(&'a [T]);

impl<'a, T: Hash + Eq> imara_diff::TokenSource for Sequence<'a, T> {
    type Token = &'a T;
    type Tokenizer = std::slice::Iter<'a, T>;

    fn tokenize(&self) -> Self::Tokenizer {
        self.0.iter()
    }

    fn estimate_tokens(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests;
