//! Names: words with a capital letter that do not owe it to their place in the sentence. Scripts
//! without capitals have none that could be told from other words.

use super::{super::token::tokens, number};
use copy::ReaderCopy;
use std::{collections::HashSet, ops::Range};

/// Small words within a name.
const PARTICLES: &[&str] =
    &["de", "da", "di", "del", "van", "von", "der", "den", "al", "bin", "la", "le", "фон", "де", "ван"];
/// Capitals that are no name.
const NOT_NAMES: &[&str] = &["I", "TK", "ТК"];

/// The words that stand with a capital letter in the middle of a sentence somewhere in the copies.
pub(super) struct Names(HashSet<String>);

impl Names {
    pub fn of<'a>(copies: impl IntoIterator<Item = &'a ReaderCopy>) -> Self {
        let mut known = HashSet::new();
        for copy in copies {
            for block in &copy.body {
                let text = block.text.text();
                let words = capitals(&text).into_iter().filter(|word| !word.begins);
                known.extend(words.map(|word| word.text.to_owned()));
            }
            for credit in &copy.byline {
                known.extend(credit.name.split_whitespace().map(str::to_owned));
            }
        }
        Self(known)
    }

    /// The names of a text.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut names: Vec<(Range<usize>, bool)> = Vec::new();
        for word in capitals(text) {
            // At a sentence's beginning only what is a name elsewhere, or begins a longer one.
            let is_sure = !word.begins || self.0.contains(word.text);
            match names.last_mut() {
                Some((last, sure)) if word.follows == Some(last.end) => {
                    last.end = word.range.end;
                    *sure = true;
                }
                _ => names.push((word.range, is_sure)),
            }
        }
        names.into_iter().filter(|(_, sure)| *sure).map(|(range, _)| range).collect()
    }
}

struct Capital<'a> {
    range: Range<usize>,
    text: &'a str,
    /// Whether a sentence begins with it.
    begins: bool,
    /// Where the capital word ends that it follows at once, or over a particle.
    follows: Option<usize>,
}

fn capitals(text: &str) -> Vec<Capital<'_>> {
    let mut found: Vec<Capital<'_>> = Vec::new();
    let (mut at, mut begins, mut joins) = (0, true, None);
    for token in tokens(text) {
        let range = at..at + token.len();
        at = range.end;
        if token.chars().any(char::is_alphanumeric) {
            let is_capital = token.chars().next().is_some_and(char::is_uppercase);
            if is_capital && !NOT_NAMES.contains(&token) && !number::is_date(token) {
                found.push(Capital { range: range.clone(), text: token, begins, follows: joins });
                joins = Some(range.end);
            } else if !(joins.is_some() && PARTICLES.contains(&token)) {
                joins = None;
            }
            begins = false;
        } else if token.contains(['.', '!', '?', '…', '\n', ':']) {
            begins = true;
            joins = None;
        } else if !token.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '-' || c == '‑') {
            // An opening quotation mark begins a sentence too.
            begins = begins || token.contains(['“', '«', '„', '"', '‘']);
            joins = None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Names;
    use copy::{Block, BlockKind, Inline, ReaderCopy};

    #[test]
    fn a_capital_at_the_beginning_is_no_name_by_itself() {
        let text = "Residents met Olena Kovalenko in Kyiv. Kovalenko said the UN and Ludwig van Beethoven were there. “We waited,” she said.";
        let block = Block { kind: BlockKind::Paragraph, text: Inline::plain(text) };
        let copy = ReaderCopy { body: vec![block], ..ReaderCopy::default() };
        let names = Names::of([&copy]);
        let found: Vec<&str> = names.find(text).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(found, ["Olena Kovalenko", "Kyiv", "Kovalenko", "UN", "Ludwig van Beethoven"]);
        let text = "Мешканці Києва зустріли Олену Коваленко. Вона прийшла.";
        let found: Vec<&str> = names.find(text).into_iter().filter_map(|range| text.get(range)).collect();
        // A capital that is followed by another may be a first name: it is kept.
        assert_eq!(found, ["Мешканці Києва", "Олену Коваленко"]);
    }
}
