//! What a news editor wants to know first of a change: which numbers, names, quotations, negations,
//! attributions and links it touches. Read off the word diff; the rules are those of the languages
//! that the house writes in, and of Unicode for the rest.

mod name;
mod number;
mod quotation;
mod word;

use super::{structure::differing, BlockChange, Change, CopyDiff, Run};
use copy::{Inline, Link, ReaderCopy};
use name::Names;
pub use quotation::find as quotations;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A kind of thing that an editor looks at twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsKind {
    /// A number with its unit, a date, a day of the week.
    Number,
    /// A name.
    Name,
    /// Words within quotation marks.
    Quotation,
    /// A "not", "never", "without".
    Negation,
    /// Who says so.
    Attribution,
    /// A link's words or address.
    Link,
}

/// Whether a word stands in a list of words between spaces.
fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Where in a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A block of [`CopyDiff::blocks`], by its place in that list.
    Block(usize),
    /// A fact of [`CopyDiff::facts`], by its place in that list.
    Fact(usize),
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsItem {
    /// What it is.
    pub kind: NewsKind,
    /// What it was; empty: it is new.
    pub old: String,
    /// What it is now; empty: it is gone.
    pub new: String,
    /// Where it stands.
    pub spot: Spot,
    /// The first run there that it touches.
    pub run: usize,
}

/// Everything of that kind that changed, in reading order.
pub fn items(old: &ReaderCopy, new: &ReaderCopy, diff: &CopyDiff) -> Vec<NewsItem> {
    let names = Names::of([old, new]);
    let mut items = Vec::new();
    for (at, fact) in diff.facts.iter().enumerate() {
        if PROSE.contains(&fact.name.as_str()) {
            unit(&fact.runs, Spot::Fact(at), &names, &mut items);
        }
    }
    for (at, block) in diff.blocks.iter().enumerate() {
        if matches!(block.change, BlockChange::MovedAway | BlockChange::Same) {
            continue;
        }
        unit(&block.runs, Spot::Block(at), &names, &mut items);
        let text = |copy: &'_ ReaderCopy, index: Option<usize>| {
            index.and_then(|index| copy.body.get(index)).map(|block| block.text.clone()).unwrap_or_default()
        };
        if matches!(block.change, BlockChange::Split | BlockChange::Joined) {
            // Whose links are whose is not known here: a link that only changed its paragraph is none.
            continue;
        }
        links(&text(old, block.old_index), &text(new, block.new_index), at, &mut items);
    }
    items
}

/// The facts that are sentences.
const PROSE: [&str; 9] = [
    "headline",
    "headline_short",
    "headline_web",
    "deck",
    "description",
    "dateline",
    "byline",
    "caption",
    "text",
];

/// One side of a changed text: its words and which of them changed, with the runs that say so.
struct Side {
    text: String,
    changed: Vec<(Range<usize>, usize)>,
}

impl Side {
    fn of(runs: &[Run], mine: Change) -> Self {
        let mut side = Self { text: String::new(), changed: Vec::new() };
        for (n, run) in runs.iter().enumerate() {
            if run.change == mine {
                side.changed.push((side.text.len()..side.text.len() + run.text.len(), n));
            } else if run.change != Change::Same {
                // The other side's words: this one changed between two of its letters.
                side.changed.push((side.text.len()..side.text.len(), n));
                continue;
            }
            side.text.push_str(&run.text);
        }
        side
    }

    /// The first run that changes something of this range; with `within`, words put between two of its
    /// letters count too.
    fn touched(&self, range: &Range<usize>, within: bool) -> Option<usize> {
        let touches = |changed: &Range<usize>| {
            if changed.is_empty() {
                within && range.start < changed.start && changed.start < range.end
            } else {
                changed.start < range.end && range.start < changed.end
            }
        };
        self.changed.iter().find(|(changed, _)| touches(changed)).map(|(_, run)| *run)
    }

    fn found(&self, found: &[Range<usize>], within: bool, hunks: &[usize]) -> Vec<Found> {
        let one = |range: &Range<usize>| {
            let run = self.touched(range, within)?;
            let text = self.text.get(range.clone())?.to_owned();
            Some(Found { hunk: hunks.get(run).copied().unwrap_or_default(), run, text })
        };
        found.iter().filter_map(one).collect()
    }
}

struct Found {
    hunk: usize,
    run: usize,
    text: String,
}

/// What changed in one text.
fn unit(runs: &[Run], spot: Spot, names: &Names, items: &mut Vec<NewsItem>) {
    if runs.iter().all(|run| run.change == Change::Same) {
        return;
    }
    // Runs that stand together are one change, and have one number.
    let mut hunk = 0;
    let hunks: Vec<usize> = runs
        .iter()
        .map(|run| {
            hunk += usize::from(run.change == Change::Same);
            hunk
        })
        .collect();
    let (old, new) = (Side::of(runs, Change::Removed), Side::of(runs, Change::Added));
    let mut compare = |kind, within, find: &dyn Fn(&str) -> Vec<Range<usize>>| {
        let went = old.found(&find(&old.text), within, &hunks);
        let came = new.found(&find(&new.text), within, &hunks);
        pair(kind, spot, went, came, items);
    };
    compare(NewsKind::Number, true, &number::find);
    compare(NewsKind::Name, true, &|text| names.find(text));
    compare(NewsKind::Quotation, true, &quotation::find);
    compare(NewsKind::Negation, false, &word::negations);
    compare(NewsKind::Attribution, false, &word::attributions);
}

/// What went and what came in one change belong together in order; what stands in both is no change.
fn pair(kind: NewsKind, spot: Spot, went: Vec<Found>, came: Vec<Found>, items: &mut Vec<NewsItem>) {
    let mut hunks: Vec<usize> = went.iter().chain(&came).map(|found| found.hunk).collect();
    hunks.sort_unstable();
    hunks.dedup();
    for hunk in hunks {
        let of = |found: &[Found]| -> (Vec<String>, Option<usize>) {
            let mine: Vec<&Found> = found.iter().filter(|found| found.hunk == hunk).collect();
            (mine.iter().map(|found| found.text.clone()).collect(), mine.first().map(|found| found.run))
        };
        let ((olds, old_run), (news, new_run)) = (of(&went), of(&came));
        let Some(run) = old_run.into_iter().chain(new_run).min() else { continue };
        let (olds, news) = differing(&olds, &news);
        for n in 0..olds.len().max(news.len()) {
            let text = |texts: &[String]| texts.get(n).cloned().unwrap_or_default();
            items.push(NewsItem { kind, old: text(&olds), new: text(&news), spot, run });
        }
    }
}

/// Links of a paragraph that came, went or lead elsewhere.
fn links(old: &Inline, new: &Inline, block: usize, items: &mut Vec<NewsItem>) {
    let all = |inline: &Inline| -> Vec<(String, String)> {
        let mut links: Vec<(String, String)> = Vec::new();
        let mut last: Option<&Link> = None;
        for span in inline.spans() {
            match (&span.marks.link, links.last_mut()) {
                (Some(link), Some((text, _))) if last == Some(link) => text.push_str(&span.text),
                (Some(link), _) => links.push((span.text.clone(), String::from(link.clone()))),
                (None, _) => {}
            }
            last = span.marks.link.as_ref();
        }
        links
    };
    let (went, came) = differing(&all(old), &all(new));
    for n in 0..went.len().max(came.len()) {
        let shown = |links: &[(String, String)]| {
            links.get(n).map(|(text, address)| format!("{text} → {address}")).unwrap_or_default()
        };
        let (old, new) = (shown(&went), shown(&came));
        items.push(NewsItem { kind: NewsKind::Link, old, new, spot: Spot::Block(block), run: 0 });
    }
}

#[cfg(test)]
mod tests;
