//! Small words that turn a sentence round, and words that say who says so. Lists, not grammar: what is
//! missing is added here.

use super::{super::token::tokens, listed};
use std::ops::Range;

const NEGATIONS: &str =
    "not no never none nobody nothing nowhere neither nor without cannot не ні ніколи ніхто ніщо нічого \
    нікого ніде жоден жодна жодне жодного жодної жодних без нема немає неможливо нікому аніж لا لم لن \
    ليس ليست غير بدون دون 不 没 沒 无 無 未 非 别 没有 不是 不会 不能";

const ATTRIBUTIONS: &str =
    "said says say saying told tells stated states claimed claims announced announces confirmed confirms \
    denied denies reported reports alleged allegedly reportedly insisted argued argues warned warns \
    admitted suggested wrote asked replied added сказав сказала сказали каже кажуть говорить заявив \
    заявила заявили заявляє повідомив повідомила повідомили повідомляє повідомляють розповів розповіла \
    розповіли зазначив зазначила зазначили додав додала додали підтвердив підтвердила підтвердили \
    заперечив заперечила заперечили стверджує стверджують наголосив наголосила пояснив пояснила пояснили \
    відповів відповіла написав написала попередив попередила нібито мовляв قال قالت صرح صرحت أعلن أعلنت \
    أكد أكدت أضاف أضافت ذكر ذكرت 说 說 称 稱 表示 指出 宣布 告诉 据";

/// Attributions of more than one word.
const PHRASES: &[&[&str]] = &[
    &["according", "to"],
    &["in", "the", "words", "of"],
    &["за", "словами"],
    &["за", "даними"],
    &["за", "інформацією"],
    &["на", "думку"],
    &["зі", "слів"],
    &["وفقا", "ل"],
];

/// The negations of a text.
pub(super) fn negations(text: &str) -> Vec<Range<usize>> {
    words(text)
        .into_iter()
        .filter(|(_, word)| listed(NEGATIONS, word) || word.ends_with("n't") || word.ends_with("n’t"))
        .map(|(range, _)| range)
        .collect()
}

/// The attributions of a text.
pub(super) fn attributions(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, (range, word)) in words.iter().enumerate() {
        if listed(ATTRIBUTIONS, word) {
            found.push(range.clone());
        }
        for phrase in PHRASES {
            let here = words.get(at..at + phrase.len()).unwrap_or_default();
            let is_here = here.len() == phrase.len() && here.iter().zip(*phrase).all(|((_, w), p)| w == p);
            if let Some((last, _)) = here.last().filter(|_| is_here) {
                found.push(range.start..last.end);
            }
        }
    }
    found
}

/// The words of a text in small letters, with their places.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut at = 0;
    let mut words = Vec::new();
    for token in tokens(text) {
        let range = at..at + token.len();
        at = range.end;
        if token.chars().any(char::is_alphanumeric) {
            words.push((range, token.to_lowercase()));
        }
    }
    words
}
