//! "TK": what is still to come. As a whole word outside links, "TK" and the house's own words block;
//! "tk" and the Cyrillic look-alike "ТК", which is also a common abbreviation, warn.

use super::Line;

/// A placeholder in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The word.
    pub word: String,
    /// Whether it can mean nothing else.
    pub certain: bool,
    /// Its paragraph, from 1.
    pub paragraph: u32,
    /// From, in UTF-16 units of the body.
    pub from: u32,
    /// To.
    pub to: u32,
    /// The word with what stands around it, which anchors "ignore here".
    pub context: String,
}

/// So many characters on each side anchor a finding.
const AROUND: usize = 24;

/// The placeholders of some lines.
pub fn placeholders(lines: &[Line], house: &[String]) -> Vec<Placeholder> {
    lines.iter().flat_map(|line| in_line(line, house)).collect()
}

/// Whether a text of one line still has a placeholder that can mean nothing else.
pub fn is_unfinished(text: &str, house: &[String]) -> bool {
    text.split(|c| !is_word(c)).any(|word| is_placeholder(word, house) == Some(true))
}

fn in_line(line: &Line, house: &[String]) -> Vec<Placeholder> {
    // One string for the line, so that a word is whole although a mark begins inside it.
    let (mut text, mut linked) = (Vec::new(), Vec::new());
    for run in &line.runs {
        text.extend(run.text.chars());
        linked.extend(run.text.chars().map(|_| run.is_link));
    }
    let mut found = Vec::new();
    let (mut at, mut unit) = (0, line.from);
    while let Some(c) = text.get(at).copied() {
        if !is_word(c) {
            unit += width(c);
            at += 1;
            continue;
        }
        let length = text.get(at..).unwrap_or_default().iter().take_while(|c| is_word(**c)).count();
        let word: String = text.get(at..at + length).unwrap_or_default().iter().collect();
        let units: u32 = word.chars().map(width).sum();
        let is_link = linked.get(at..at + length).unwrap_or_default().iter().any(|linked| *linked);
        if let Some(certain) = is_placeholder(&word, house).filter(|_| !is_link) {
            let around = text.get(at.saturating_sub(AROUND)..(at + length + AROUND).min(text.len()));
            found.push(Placeholder {
                certain,
                paragraph: line.number,
                from: unit,
                to: unit + units,
                context: around.unwrap_or_default().iter().collect(),
                word,
            });
        }
        at += length;
        unit += units;
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn width(c: char) -> u32 {
    u32::try_from(c.len_utf16()).unwrap_or(1)
}

/// `Some(true)`: certainly; `Some(false)`: perhaps.
fn is_placeholder(word: &str, house: &[String]) -> Option<bool> {
    if word == "TK" || house.iter().any(|one| one == word) {
        return Some(true);
    }
    // U+0422 U+041A, in any case, alone or mixed with the Latin letters.
    let folded: String = word
        .to_lowercase()
        .chars()
        .map(|c| match c {
            '\u{442}' => 't',
            '\u{43a}' => 'k',
            c => c,
        })
        .collect();
    (folded == "tk").then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Run;

    fn found(runs: &[(&str, bool)]) -> Vec<(String, bool, u32, u32)> {
        let run = |(text, is_link): &(&str, bool)| Run {
            text: (*text).to_owned(),
            is_link: *is_link,
            ..Run::default()
        };
        let runs = runs.iter().map(run).collect();
        let line = Line { from: 100, number: 2, runs, is_quote: false };
        let found = placeholders(&[line], &["XXX".to_owned()]);
        found.into_iter().map(|one| (one.word, one.certain, one.from, one.to)).collect()
    }

    #[test]
    fn whole_words_outside_links_block() {
        assert_eq!(found(&[("cost TK million", false)]), vec![("TK".into(), true, 105, 107)]);
        assert_eq!(found(&[("😀 TK", false)]), vec![("TK".into(), true, 103, 105)]);
        assert_eq!(found(&[("XXX", false)]), vec![("XXX".into(), true, 100, 103)]);
        assert_eq!(
            found(&[("TK", true), (" and T", false), ("K", false)]),
            vec![("TK".into(), true, 107, 109)]
        );
        assert_eq!(found(&[("ATK TKs NoTK", false)]), vec![]);
    }

    #[test]
    fn look_alikes_warn() {
        assert_eq!(found(&[("tk", false)]), vec![("tk".into(), false, 100, 102)]);
        assert_eq!(found(&[("ТК", false)]), vec![("ТК".into(), false, 100, 102)]);
        assert_eq!(found(&[("тк.", false)]), vec![("тк".into(), false, 100, 102)]);
    }
}
