//! Suggestions as they are read aloud: by whole words. "1900" that would become "1,900" is marked on the
//! signs that differ (an editor's window sends no others), and "900 becomes ,900" is nothing to decide on.

use super::{parts, Part, Suggestion, SuggestionKind};
use crate::{delta::Attributes, diff::tokens, document::Document, offset::Scalar};

/// How far a word is looked for on each side, in characters; the longest that is one has fewer.
const FAR: usize = 48;

impl Document {
    /// Takes what stands beside a suggestion into its words, up to where a word ends in both readings.
    /// Only for one that is in one piece: words that others typed into it are not its own.
    pub(super) fn read_whole(&self, one: &mut Suggestion) {
        use SuggestionKind::{Delete, Insert, Replace};
        let ([place], Insert | Delete | Replace) = (one.places.as_slice(), one.kind) else { return };
        if one.before.contains('\n') || one.after.contains('\n') {
            // Paragraphs that are split or joined are read as that.
            return;
        }
        let (from, to) =
            (self.scalar_at(&place.container, place.from), self.scalar_at(&place.container, place.to));
        let around = |from: usize, to: usize| {
            let to = to.min(self.text_of(&place.container).len_unicode());
            let runs = self.runs_of_scalars(&place.container, Scalar(from), Scalar(to));
            let is_read =
                |(_, marks): &(String, Attributes)| !parts(marks).any(|(part, ..)| part == Part::Insert);
            runs.into_iter().filter(is_read).map(|(text, _)| text).collect::<String>()
        };
        let left = around(from.0.saturating_sub(FAR), from.0);
        let left = left.rsplit('\n').next().unwrap_or_default();
        let right = around(to.0, to.0 + FAR);
        let right = right.split('\n').next().unwrap_or_default();
        let (old, new) = (format!("{left}{}{right}", one.before), format!("{left}{}{right}", one.after));
        let head = shared(left, &ends(&old), &ends(&new));
        let old_end = left.len() + one.before.len();
        let new_end = left.len() + one.after.len();
        let tail = shared_from(right, (&ends(&old), old_end), (&ends(&new), new_end));
        let (Some((_, head)), Some((tail, _))) = (left.split_at_checked(head), right.split_at_checked(tail))
        else {
            return;
        };
        if head.is_empty() && tail.is_empty() {
            return;
        }
        one.before = format!("{head}{}{tail}", one.before);
        one.after = format!("{head}{}{tail}", one.after);
        one.kind = Replace;
    }
}

/// Where the words of a text end, in bytes.
fn ends(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut ends = vec![0];
    ends.extend(tokens(text).into_iter().map(|token| {
        at += token.len();
        at
    }));
    ends
}

/// The last place of what stands before where a word ends in both.
fn shared(left: &str, old: &[usize], new: &[usize]) -> usize {
    let both = |at: &&usize| **at <= left.len() && new.binary_search(at).is_ok();
    old.iter().rev().find(both).copied().unwrap_or(0)
}

/// The first place of what stands after where a word ends in both; each counted from where that begins.
fn shared_from(right: &str, (old, old_end): (&[usize], usize), (new, new_end): (&[usize], usize)) -> usize {
    let after = old.iter().filter_map(|at| at.checked_sub(old_end));
    let mut both = after.filter(|at| new.binary_search(&(at + new_end)).is_ok());
    both.next().unwrap_or(right.len())
}
