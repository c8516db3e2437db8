//! Counts every counted character that anybody inserted or deleted, and says how many of it there
//! may be once all is quiet.

use crate::editor::{is_counted, Page};
use document::{Delta, DeltaOp};
use std::collections::HashMap;

#[derive(Default)]
pub struct Ledger {
    /// How often each was inserted and deleted, by what people saw when they did it.
    counts: HashMap<char, (usize, usize)>,
    /// How often each was suggested to go, or went with a suggestion: it may be there or not.
    open: HashMap<char, usize>,
}

impl Ledger {
    /// Books a delta that somebody applies to what they are shown.
    pub fn book(&mut self, shown: &Page, delta: &Delta, suggests: bool) {
        let mut at = 0;
        let mut pass = |units: usize| {
            let from = at;
            let mut left = units;
            while left > 0 && at < shown.cells.len() {
                left -= shown.cells[at].0.len_utf16().min(left);
                at += 1;
            }
            from..at
        };
        for op in &delta.0 {
            match op {
                DeltaOp::Retain(units, _) => {
                    pass(*units);
                }
                DeltaOp::Delete(units) => {
                    for (c, _) in shown.cells[pass(*units)].iter().filter(|(c, _)| is_counted(*c)) {
                        if suggests {
                            *self.open.entry(*c).or_default() += 1;
                        } else {
                            self.counts.entry(*c).or_default().1 += 1;
                        }
                    }
                }
                DeltaOp::Insert(text, _) => {
                    for c in text.chars().filter(|c| is_counted(*c)) {
                        self.counts.entry(c).or_default().0 += 1;
                    }
                }
            }
        }
    }

    /// Whether a character was typed once and never touched.
    pub fn is_untouched(&self, c: char) -> bool {
        self.counts.get(&c) == Some(&(1, 0)) && !self.open.contains_key(&c)
    }

    /// Whether this text has each as often as it may: all that were not deleted, none twice that was
    /// inserted once, none that was deleted and never brought back.
    pub fn check(&self, text: &str) -> Result<(), String> {
        let mut found: HashMap<char, usize> = HashMap::new();
        for c in text.chars().filter(|c| is_counted(*c)) {
            *found.entry(c).or_default() += 1;
        }
        if let Some(c) = found.keys().find(|c| !self.counts.contains_key(c)) {
            return Err(format!("{c} was never typed"));
        }
        for (c, (inserted, deleted)) in &self.counts {
            let there = found.get(c).copied().unwrap_or(0);
            let least =
                inserted.saturating_sub(*deleted).saturating_sub(self.open.get(c).copied().unwrap_or(0));
            let most = if *inserted == 1 { inserted.saturating_sub(*deleted) } else { *inserted };
            if there < least {
                return Err(format!("{c} is lost: {there} of at least {least}"));
            }
            if there > most {
                return Err(format!("{c} is there {there} times, at most {most} were expected"));
            }
        }
        Ok(())
    }
}
