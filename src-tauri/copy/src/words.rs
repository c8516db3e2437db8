//! Words and reading time. Words are counted only here, never in the interface.

use crate::{Block, Inline, ReaderCopy};
use icu_segmenter::{options::WordBreakInvariantOptions, WordSegmenter, WordSegmenterBorrowed};

/// Words a minute.
const PACE: u32 = 275;
/// Seconds for the first image; each further one takes a second less, down to [`LEAST_IMAGE_S`].
const FIRST_IMAGE_S: u32 = 12;
const LEAST_IMAGE_S: u32 = 3;

fn segmenter() -> WordSegmenterBorrowed<'static> {
    WordSegmenter::new_auto(WordBreakInvariantOptions::default())
}

/// The words of a text by Unicode segmentation, with dictionaries for scripts without spaces.
pub fn count(text: &str) -> u32 {
    let segmenter = segmenter();
    let mut words = segmenter.segment_str(text);
    let mut n: u32 = 0;
    while words.next().is_some() {
        if words.is_word_like() {
            n += 1;
        }
    }
    n
}

/// The words of some blocks.
pub fn count_blocks(blocks: &[Block]) -> u32 {
    blocks.iter().filter(|block| !block.kind.is_atom()).map(|block| count_inline(&block.text)).sum()
}

/// The words of a line.
pub fn count_inline(inline: &Inline) -> u32 {
    count(&inline.text())
}

/// The reading time in whole minutes, at least 1: 275 words a minute, plus 12 s for the first
/// image, 11 for the second, down to 3 s; rounded.
pub fn reading_time_min(words: u32, images: u32) -> u32 {
    let images_s: u32 = (0..images).map(|n| FIRST_IMAGE_S.saturating_sub(n).max(LEAST_IMAGE_S)).sum();
    let seconds = u64::from(words) * 60 / u64::from(PACE) + u64::from(images_s);
    u32::try_from((seconds + 30) / 60).unwrap_or(u32::MAX).max(1)
}

impl ReaderCopy {
    /// The words of the body.
    pub fn words(&self) -> u32 {
        count_blocks(&self.body)
    }

    /// The reading time of the body with its images, in minutes.
    pub fn reading_time_min(&self) -> u32 {
        self.reading_time_of(self.words())
    }

    /// The same where its words were counted already, which takes milliseconds for a long story.
    pub fn reading_time_of(&self, words: u32) -> u32 {
        reading_time_min(words, u32::try_from(self.figures.len()).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words_in_every_script() {
        for (text, words) in [
            ("", 0),
            ("The works cost 4.2 million.", 5),
            ("don't stop", 2),
            ("П'ять об'єктів: її, це!", 4),
            ("П’ять", 1),
            ("افتتح المجلس الجسر", 3),
            ("他们在北京大学学习", 5),
            ("👩‍👩‍👧 family", 1),
            ("— …", 0),
        ] {
            assert_eq!(count(text), words, "{text}");
        }
    }

    #[test]
    fn reading_time_counts_images_down_to_three_seconds() {
        assert_eq!(reading_time_min(0, 0), 1);
        assert_eq!(reading_time_min(412, 1), 2);
        assert_eq!(reading_time_min(275, 2), 1);
        assert_eq!(reading_time_min(275 * 10, 12), 11);
    }
}
