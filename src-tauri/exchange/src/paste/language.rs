//! The languages that a paste names.

use copy::{Block, Inline};
use std::collections::HashMap;

/// The tag in its usual spelling (`uk`, `zh-Hant`, `en-US`), or none where it is no language.
pub(super) fn tag(lang: &str) -> Option<String> {
    let parts: Vec<&str> = lang.trim().split('-').collect();
    let well_formed = lang.trim().len() <= 35
        && parts.iter().all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
        && parts
            .first()
            .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    well_formed.then(|| {
        let spelled = parts.iter().enumerate().map(|(at, part)| match (at, part.len()) {
            (0, _) => part.to_ascii_lowercase(),
            (_, 2) => part.to_ascii_uppercase(),
            (_, 4) if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                let lower = part.to_ascii_lowercase();
                let mut letters = lower.chars();
                letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect()
            }
            _ => part.to_ascii_lowercase(),
        });
        spelled.collect::<Vec<_>>().join("-")
    })
}

/// Word names the language of every run. The one that most of the paste is written in is no mark:
/// only what differs from it is.
pub(super) fn only_what_differs(blocks: &mut [Block]) {
    let mut shares: HashMap<Option<String>, usize> = HashMap::new();
    for span in blocks.iter().flat_map(|block| block.text.spans()) {
        *shares.entry(span.marks.lang.clone()).or_default() += span.text.chars().count();
    }
    // Equal shares: the lesser tag, that the outcome does not hang on the order of a hash map.
    let most = shares.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    let Some((Some(main), _)) = most else { return };
    for block in blocks {
        let spans = block.text.spans().iter().cloned().map(|mut span| {
            span.marks.lang = span.marks.lang.filter(|lang| *lang != main);
            span
        });
        block.text = Inline::from(spans.collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_are_spelled_as_usual_and_nonsense_is_none() {
        for (given, kept) in [("EN-US", "en-US"), ("uk", "uk"), ("zh-hant-tw", "zh-Hant-TW")] {
            assert_eq!(tag(given).as_deref(), Some(kept));
        }
        for none in ["", "x-none", "e", "en_US", "en-\"onload", "english language", "en--US"] {
            assert_eq!(tag(none), None, "{none:?}");
        }
    }
}
