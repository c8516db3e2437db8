//! What an editor reads: which words came and went between two copies, by block, and which facts
//! changed. Not the engine's own diff, which goes by identity and calls an undone paragraph new.

mod align;
mod fact;
mod marked;
pub mod news;
pub(crate) mod structure;
mod token;

pub use fact::{facts, FactDiff};
pub use token::Hiding;

pub(crate) use align::{align, likeness, Aligned, Compared};
use copy::{Block, BlockKind, ReaderCopy};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, hash::Hash, ops::Range};
pub(crate) use structure::Group;
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
/// A `\n` is a paragraph's end that went, where two became one.
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
    /// It stood elsewhere; its runs say what changed in it on the way.
    Moved,
    /// Here stood one that is shown as moved; its runs are what it said.
    MovedAway,
    /// It was a part of the paragraph before or after it.
    Split,
    /// It was more than one paragraph; the ends that went are `\n` among its runs.
    Joined,
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
    /// Paragraphs (pictures too) that stand elsewhere.
    pub paragraphs_moved: u32,
}

impl CopyDiff {
    /// Whether the copies say the same.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.blocks.iter().all(|block| block.change == BlockChange::Same)
    }
}

/// The word diff of two texts.
pub fn words(old: &str, new: &str) -> Vec<Run> {
    words_hiding(old, new, Hiding::default())
}

/// The same, with differences that a reader asked not to see left out: there the new text stands.
pub fn words_hiding(old: &str, new: &str, hiding: Hiding) -> Vec<Run> {
    if old == new {
        return whole(Change::Same, new);
    }
    token_runs(&tokens(old), &tokens(new), hiding)
}

fn token_runs(old: &[&str], new: &[&str], hiding: Hiding) -> Vec<Run> {
    if hiding.is_nothing() {
        return runs(old, new, old, new);
    }
    let keys =
        |tokens: &[&str]| tokens.iter().map(|token| hiding.key(token).into_owned()).collect::<Vec<_>>();
    runs(old, new, &keys(old), &keys(new))
}

/// Two copies compared: bodies by block and word, and all facts.
pub fn copies(old: &ReaderCopy, new: &ReaderCopy) -> CopyDiff {
    copies_hiding(old, new, Hiding::default())
}

/// The same, with some differences left out of the body.
pub fn copies_hiding(old: &ReaderCopy, new: &ReaderCopy, hiding: Hiding) -> CopyDiff {
    let mut diff = CopyDiff { facts: facts(old, new), ..CopyDiff::default() };
    let lines =
        |copy: &ReaderCopy| copy.body.iter().map(|block| (block.kind.key(), block.text.text())).collect();
    let (old_lines, new_lines): (Vec<_>, Vec<_>) = (lines(old), lines(new));
    let (old_lines, new_lines) = (Compared::all(&old_lines), Compared::all(&new_lines));
    for group in structure::groups(&old_lines, &new_lines) {
        let (olds, news, change) = match group {
            Group::Pair { old, new } => (old, new, None),
            Group::Moved { old, new } => (old..old + 1, new..new + 1, Some(BlockChange::Moved)),
            Group::MovedAway { old } => (old..old + 1, 0..0, Some(BlockChange::MovedAway)),
            Group::Removed { old } => (old..old + 1, 0..0, Some(BlockChange::Removed)),
            Group::Added { new } => (0..0, new..new + 1, Some(BlockChange::Added)),
        };
        let (olds_here, news_here) = (
            old_lines.get(olds.clone()).unwrap_or_default(),
            new_lines.get(news.clone()).unwrap_or_default(),
        );
        let runs = match change {
            Some(BlockChange::Removed | BlockChange::MovedAway) => whole(Change::Removed, &joined(olds_here)),
            Some(BlockChange::Added) => whole(Change::Added, &joined(news_here)),
            _ => line_runs(olds_here, news_here, hiding),
        };
        if change != Some(BlockChange::MovedAway) {
            count(&mut diff, &runs);
        }
        diff.paragraphs_moved += u32::from(change == Some(BlockChange::Moved));
        let pieces = Pieces {
            old: old.body.get(olds.clone()).unwrap_or_default(),
            new: new.body.get(news.clone()).unwrap_or_default(),
            old_at: olds.start,
            new_at: news.start,
            change,
        };
        pieces.push(runs, &mut diff.blocks);
    }
    diff
}

/// What changed from some blocks to some others, whose ends are `\n`.
fn line_runs(old: &[Compared<'_>], new: &[Compared<'_>], hiding: Hiding) -> Vec<Run> {
    match (old, new) {
        ([old], [new]) if old.text == new.text => whole(Change::Same, new.text),
        // They were cut into words when they were paired.
        ([old], [new]) => token_runs(old.tokens(), new.tokens(), hiding),
        _ => words_hiding(&joined(old), &joined(new), hiding),
    }
}

fn joined<'a>(lines: &[Compared<'a>]) -> Cow<'a, str> {
    match lines {
        [line] => Cow::Borrowed(line.text),
        _ => Cow::Owned(lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n")),
    }
}

/// Blocks that belong together, with what is known of them.
struct Pieces<'a> {
    old: &'a [Block],
    new: &'a [Block],
    old_at: usize,
    new_at: usize,
    change: Option<BlockChange>,
}

impl Pieces<'_> {
    /// One block of the diff for each that is there now, or for the one that was.
    fn push(&self, mut runs: Vec<Run>, blocks: &mut Vec<BlockDiff>) {
        if self.old.len() > 1 {
            join_with_space(&mut runs);
        }
        let marks_changed = marked::differ(self.old, self.new, &runs);
        let old_index = (!self.old.is_empty()).then_some(self.old_at);
        let Some(first_old) = self.old.first().or(self.new.first()) else { return };
        if self.new.len() < 2 {
            let block = self.new.first().unwrap_or(first_old);
            let old_kind = (block.kind != first_old.kind).then(|| first_old.kind.clone());
            let is_changed =
                old_kind.is_some() || marks_changed || runs.iter().any(|run| run.change != Change::Same);
            let change = self.change.unwrap_or(match (self.old.len(), is_changed) {
                (2.., _) => BlockChange::Joined,
                (_, true) => BlockChange::Changed,
                (_, false) => BlockChange::Same,
            });
            blocks.push(BlockDiff {
                change,
                kind: block.kind.clone(),
                old_kind,
                marks_changed,
                old_index,
                new_index: (!self.new.is_empty()).then_some(self.new_at),
                runs,
            });
            return;
        }
        for (n, (block, runs)) in self.new.iter().zip(cut(runs)).enumerate() {
            let old_kind = (block.kind != first_old.kind).then(|| first_old.kind.clone());
            let is_changed = old_kind.is_some() || runs.iter().any(|run| run.change != Change::Same);
            blocks.push(BlockDiff {
                change: match (n, is_changed) {
                    (0, true) => BlockChange::Changed,
                    (0, false) => BlockChange::Same,
                    _ => BlockChange::Split,
                },
                kind: block.kind.clone(),
                old_kind,
                marks_changed: n == 0 && marks_changed,
                old_index,
                new_index: Some(self.new_at + n),
                runs,
            });
        }
    }
}

/// Cuts runs where a paragraph ends in the new text; the space that stood there is no change to see.
fn cut(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut pieces = vec![Vec::new()];
    for run in runs {
        let is_new = run.change != Change::Removed;
        for (n, part) in run.text.split('\n').enumerate() {
            if n > 0 && is_new {
                if let Some(last) = pieces.last_mut() {
                    drop_space(last);
                }
                pieces.push(Vec::new());
            }
            if let Some(last) = pieces.last_mut().filter(|_| !part.is_empty()) {
                last.push(Run { change: run.change, text: part.to_owned() });
            }
        }
    }
    pieces
}

/// The space that stands where a paragraph's end stood is no change to see.
fn join_with_space(runs: &mut [Run]) {
    let mut ended = false;
    for run in runs {
        if ended && run.change == Change::Added && run.text.trim().is_empty() {
            run.change = Change::Same;
        }
        ended = run.change == Change::Removed && run.text.ends_with('\n');
    }
}

/// A space that went at the end of a piece is the paragraph's new end.
fn drop_space(piece: &mut Vec<Run>) {
    if piece.last().is_some_and(|run| run.change == Change::Removed && run.text.trim().is_empty()) {
        piece.pop();
    }
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

/// Runs of two lists of tokens, which are compared by their keys.
fn runs<K: Hash + Eq>(old: &[&str], new: &[&str], old_keys: &[K], new_keys: &[K]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut push = |change, text: String| match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.change == change => last.text.push_str(&text),
        _ => runs.push(Run { change, text }),
    };
    let joined = |tokens: &[&str], range: Range<usize>| tokens.get(range).unwrap_or_default().concat();
    let mut at = 0;
    for (went, came) in readable(old, new, hunks(old_keys, new_keys)) {
        push(Change::Same, joined(new, at..came.start));
        push(Change::Removed, joined(old, went));
        at = came.end;
        push(Change::Added, joined(new, came));
    }
    push(Change::Same, joined(new, at..new.len()));
    runs
}

/// What went of the old and what came of the new.
type Hunk = (Range<usize>, Range<usize>);

/// The hunks of a word diff as a reader sees them. Those that only white space parts are one: "two
/// words" that became "other things" are one change, not two. So are those that only a short word
/// parts which happens to be in both: two clauses that changed places are no mosaic around a "the".
fn readable(old: &[&str], new: &[&str], hunks: Vec<Hunk>) -> Vec<Hunk> {
    let between = |last: &Hunk, next: &Hunk| old.get(last.0.end..next.0.start).unwrap_or_default();
    let both = |(went, came): &Hunk| !went.is_empty() && !came.is_empty();
    let hunks = join(hunks, |last, next| {
        let is_blank = between(last, next).iter().all(|token| token.chars().all(char::is_whitespace));
        is_blank && (both(last) || both(next))
    });
    let words = |tokens: &[&str]| tokens.iter().filter(|token| token::is_word(token)).count();
    let size = |(went, came): &Hunk| {
        let side =
            |tokens: &[&str], range: &Range<usize>| words(tokens.get(range.clone()).unwrap_or_default());
        side(old, went).max(side(new, came))
    };
    let hunks = join(hunks, |last, next| {
        let shared = words(between(last, next));
        shared > 0 && 2 * shared <= size(last).min(size(next))
    });
    whole_times(old, hunks)
}

/// A time or a date in figures is read as one: `18:05`, `12/5`. Takes in the part that did not change.
fn whole_times(old: &[&str], hunks: Vec<Hunk>) -> Vec<Hunk> {
    let is_number =
        |at: usize| old.get(at).is_some_and(|token| token.starts_with(|c: char| c.is_ascii_digit()));
    let is_sign = |at: usize| matches!(old.get(at), Some(&(":" | "/")));
    let mut whole = join(hunks, |last, next| {
        let sign = last.0.end;
        sign + 1 == next.0.start && sign > 0 && is_number(sign - 1) && is_sign(sign) && is_number(sign + 1)
    });
    let starts: Vec<usize> = whole.iter().skip(1).map(|(went, _)| went.start).chain([old.len()]).collect();
    let mut free_from = 0;
    for ((went, came), free_to) in whole.iter_mut().zip(starts) {
        let (start, end) = (went.start, went.end);
        if start < end
            && start >= free_from + 2
            && is_number(start)
            && is_sign(start - 1)
            && is_number(start - 2)
        {
            went.start -= 2;
            came.start -= 2;
        }
        if start < end && end + 2 <= free_to && is_number(end - 1) && is_sign(end) && is_number(end + 1) {
            went.end += 2;
            came.end += 2;
        }
        free_from = went.end;
    }
    whole
}

/// Makes one of neighbours that belong together.
fn join(hunks: Vec<Hunk>, belongs: impl Fn(&Hunk, &Hunk) -> bool) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        match joined.last_mut() {
            Some(last) if belongs(last, &hunk) => {
                last.0.end = hunk.0.end;
                last.1.end = hunk.1.end;
            }
            _ => joined.push(hunk),
        }
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
