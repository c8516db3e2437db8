//! The marks of words that stayed: whether any is another now.

use super::{Change, Run};
use copy::{Block, Marks};

/// Whether characters that stayed carry other marks now.
pub(super) fn differ(old: &[Block], new: &[Block], runs: &[Run]) -> bool {
    if old.iter().map(|block| &block.text).eq(new.iter().map(|block| &block.text)) {
        return false;
    }
    let (mut old_marks, mut new_marks) = (Marked::of(old), Marked::of(new));
    for run in runs {
        let mut length = run.text.chars().count();
        match run.change {
            Change::Removed => old_marks.skip(length),
            Change::Added => new_marks.skip(length),
            Change::Same => {
                while length > 0 {
                    let ((old_left, old), (new_left, new)) = (old_marks.here(), new_marks.here());
                    if old != new {
                        return true;
                    }
                    let step = length.min(old_left).min(new_left);
                    old_marks.skip(step);
                    new_marks.skip(step);
                    length -= step;
                }
            }
        }
    }
    false
}

/// The marks of some blocks' characters, from a place on. The paragraph's end between two has none.
struct Marked<'a> {
    /// How many characters have which, the last first.
    rest: Vec<(usize, Option<&'a Marks>)>,
}

impl<'a> Marked<'a> {
    fn of(blocks: &'a [Block]) -> Self {
        let mut rest = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            rest.extend((n > 0).then_some((1, None)));
            let spans = block.text.spans().iter();
            rest.extend(spans.map(|span| (span.text.chars().count(), Some(&span.marks))));
        }
        rest.reverse();
        Self { rest }
    }

    /// How many characters have the same marks from here on, and which; endless behind the last.
    fn here(&self) -> (usize, Option<&'a Marks>) {
        self.rest.last().copied().unwrap_or((usize::MAX, None))
    }

    fn skip(&mut self, mut count: usize) {
        while let Some((left, _)) = self.rest.last_mut().filter(|_| count > 0) {
            let step = count.min(*left);
            *left -= step;
            count -= step;
            if *left == 0 {
                self.rest.pop();
            }
        }
    }
}
