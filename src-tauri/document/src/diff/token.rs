//! Words as a reader would cut them: Unicode's word boundaries, never inside a grapheme.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What a comparison leaves out, because the person asked for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hiding {
    /// How wide and of which kind the space between two words is.
    pub space: bool,
    /// Which style of quotation marks and apostrophes it is.
    pub quotes: bool,
}

impl Hiding {
    /// Whether every difference is shown.
    pub fn is_nothing(self) -> bool {
        !self.space && !self.quotes
    }

    /// What a token is compared by.
    pub(super) fn key(self, token: &str) -> Cow<'_, str> {
        if self.space && !token.contains('\n') && token.chars().all(char::is_whitespace) {
            return Cow::Borrowed(" ");
        }
        if self.quotes && token.contains(is_quote) {
            return Cow::Owned(
                token
                    .chars()
                    .map(|c| {
                        if is_double(c) {
                            '"'
                        } else if is_quote(c) {
                            '\''
                        } else {
                            c
                        }
                    })
                    .collect(),
            );
        }
        Cow::Borrowed(token)
    }
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '＂')
}

fn is_quote(c: char) -> bool {
    is_double(c) || matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | 'ʼ' | '´' | '`' | '＇')
}

/// A text in words, spaces and signs; concatenated they are the text.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    plain_tokens(text).unwrap_or_else(|| all_tokens(text))
}

/// Whether a token is a word or a number, and not a sign or space: one of its characters is alphanumeric.
pub(super) fn is_word(token: &str) -> bool {
    token.chars().any(|c| match class(c) {
        Some(class) => matches!(class, Class::Letter | Class::Digit),
        // The tables are asked last: most characters are told without them.
        None => c.is_alphanumeric(),
    })
}

/// How many words a text has: as [`copy::words::count`] says, without its dictionaries where the text
/// needs none.
pub(crate) fn count(text: &str) -> u32 {
    let is_word = |token: &&str| {
        token.chars().any(|c| matches!(class(c), Some(Class::Letter | Class::Digit | Class::Joiner)))
    };
    match plain_tokens(text) {
        Some(tokens) => {
            u32::try_from(tokens.iter().filter(|token| is_word(token)).count()).unwrap_or(u32::MAX)
        }
        None => copy::words::count(text),
    }
}

/// By Unicode's tables, for every script.
fn all_tokens(text: &str) -> Vec<&str> {
    let bounds = text.split_word_bound_indices().map(|(at, _)| at).skip(1);
    // Where word and grapheme boundaries disagree (Thai vowel signs), the grapheme wins.
    cut(
        text,
        bounds.filter(|at| GraphemeCursor::new(*at, text.len(), true).is_boundary(text, 0).unwrap_or(true)),
    )
}

fn cut(text: &str, bounds: impl Iterator<Item = usize>) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(text.len() / 4);
    let (mut from, mut rest) = (0, text);
    for at in bounds {
        if let Some((token, left)) = rest.split_at_checked(at - from) {
            tokens.push(token);
            rest = left;
            from = at;
        }
    }
    if !rest.is_empty() {
        tokens.push(rest);
    }
    tokens
}

/// What a character is to Unicode's word boundaries, of those that plain Latin and Cyrillic text has.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    Digit,
    /// `_`
    Joiner,
    Space,
    /// Joins letters, and digits: `.`, `'`, `’`.
    InBoth,
    /// Joins letters: `:`.
    InWord,
    /// Joins digits: `,`, `;`.
    InNumber,
    Other,
}

fn class(c: char) -> Option<Class> {
    Some(match c {
        // First what most of a text is.
        'а'..='я' | 'a'..='z' => Class::Letter,
        ' ' => Class::Space,
        'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}' => Class::Letter,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{2bc}' => Class::Letter,
        '0'..='9' => Class::Digit,
        '_' => Class::Joiner,
        '.' | '\'' | '’' => Class::InBoth,
        ':' => Class::InWord,
        ',' | ';' => Class::InNumber,
        '«' | '»' | '—' | '–' | '…' | '“' | '”' | '„' | '\u{a0}' | '\u{2028}' => Class::Other,
        // A carriage return holds to the line break after it.
        c if c.is_ascii() && c != '\r' => Class::Other,
        _ => return None,
    })
}

/// The same without the tables, many times as fast; `None` if there is a character in it that needs them.
fn plain_tokens(text: &str) -> Option<Vec<&str>> {
    let mut chars = text.char_indices();
    let mut classed = || match chars.next() {
        None => Some(None),
        Some((at, c)) => Some(Some((at, class(c)?))),
    };
    let Some((mut from, first)) = classed()? else { return Some(Vec::new()) };
    let mut tokens = Vec::with_capacity(text.len() / 6);
    let (mut two_before, mut before, mut here) = (Class::Other, first, classed()?);
    while let Some((at, class)) = here {
        let next = classed()?;
        let after = next.map_or(Class::Other, |(_, class)| class);
        if !(holds(before, class) || bridges(before, class, after) || bridges(two_before, before, class)) {
            tokens.push(text.get(from..at)?);
            from = at;
        }
        (two_before, before, here) = (before, class, next);
    }
    tokens.push(text.get(from..)?);
    Some(tokens)
}

/// Whether there is no boundary between two neighbours.
fn holds(before: Class, here: Class) -> bool {
    let in_word = |class| matches!(class, Class::Letter | Class::Digit | Class::Joiner);
    (in_word(before) && in_word(here)) || (before == Class::Space && here == Class::Space)
}

/// Whether a sign holds what is on both sides of it.
fn bridges(left: Class, sign: Class, right: Class) -> bool {
    match (left, right) {
        (Class::Letter, Class::Letter) => matches!(sign, Class::InBoth | Class::InWord),
        (Class::Digit, Class::Digit) => matches!(sign, Class::InBoth | Class::InNumber),
        _ => false,
    }
}
