//! Words as a reader would cut them: Unicode's word boundaries, never inside a grapheme.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// A text in words, spaces and signs; concatenated they are the text.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    if text.is_ascii() {
        return ascii_tokens(text);
    }
    let mut tokens = Vec::new();
    let (mut from, mut rest) = (0, text);
    for (at, _) in text.split_word_bound_indices().skip(1) {
        // Where word and grapheme boundaries disagree (Thai vowel signs), the grapheme wins.
        if !GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true) {
            continue;
        }
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

/// The same for plain ASCII, without the tables: letters, digits and `_` hold together, `'`, `.` and `:`
/// between letters, `'`, `.`, `,` and `;` between digits, and runs of spaces.
fn ascii_tokens(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut from = 0;
    for at in 1..bytes.len() {
        if joins(bytes, at) {
            continue;
        }
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

/// Whether there is no boundary before the byte at `at`.
fn joins(bytes: &[u8], at: usize) -> bool {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let (before, here) = (byte(at.wrapping_sub(1)), byte(at));
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if is_word(before) && is_word(here) {
        return true;
    }
    if before == b' ' && here == b' ' {
        return true;
    }
    let inside = |left: u8, sign: u8, right: u8| {
        (matches!(sign, b'\'' | b'.' | b':') && left.is_ascii_alphabetic() && right.is_ascii_alphabetic())
            || (matches!(sign, b'\'' | b'.' | b',' | b';') && left.is_ascii_digit() && right.is_ascii_digit())
    };
    inside(before, here, byte(at + 1)) || inside(byte(at.wrapping_sub(2)), before, here)
}
