//! Paste: other programs' HTML becomes blocks of ours, without dress and without anything that runs.
//!
//! The HTML is weighed first (`weigh`: an exact parser with a tally instead of a tree, stopped as soon
//! as the paste proves to be a bomb), then cleaned by ammonia's allowlist, then walked (`walk`) into
//! blocks. No HTML leaves this room: blocks have no place for a script.

mod address;
mod language;
mod walk;
mod weigh;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod rules;

use copy::{Block, Inline};

/// More bytes than anybody pastes at once.
const LARGEST: usize = 5 * 1024 * 1024;

/// More blocks than any story has.
const MOST_BLOCKS: usize = 100_000;

/// What is left of a paste.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clean {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
}

copy::sentences! {
    /// Why nothing was pasted.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum PasteError in "paste" {
        /// More than anybody pastes.
        TooLarge {
            /// Its size.
            megabytes: usize,
        } = "This is too much to paste at once ({megabytes} MB). Paste it in parts; your text is as it was.",
        /// Built to take for ever.
        TooDeep = "This cannot be pasted: it is nested too deeply. Your text is as it was.",
        /// Made of more pieces than any story.
        TooMany = "This cannot be pasted: it is made of too many pieces. Paste it in parts; your text is as it was.",
    }
}

copy::sentences! {
    /// What of a paste has no place in a text of ours, and how often it was there.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum LeftOut in "left-out" {
        Pictures { count: usize } = "pictures: {count}",
        Pages { count: usize } = "embedded pages: {count}",
        Recordings { count: usize } = "videos or sounds: {count}",
        Drawings { count: usize } = "drawings: {count}",
        Formulas { count: usize } = "formulas: {count}",
        Links { count: usize } = "links that lead neither to the web nor to a mailbox: {count}",
    }
}

/// Cleans a paste: the HTML where there is some, else the plain text.
///
/// # Errors
/// [`PasteError`]: the paste is too large, or built to take for ever; nothing of it is used.
pub fn paste(html: &str, text: &str) -> Result<Clean, PasteError> {
    for given in [html, text] {
        if given.len() > LARGEST {
            return Err(PasteError::TooLarge { megabytes: given.len().div_ceil(1024 * 1024) });
        }
    }
    let mut clean = Clean::default();
    if !html.trim().is_empty() {
        let html = weigh::without_ballast(html);
        clean.left_out = weigh::weigh(&html)?.left_out();
        clean.blocks = walk::blocks(&html);
    }
    if clean.blocks.is_empty() {
        clean.blocks = plain(text)?;
    }
    Ok(clean)
}

/// Lines become paragraphs; blank ones are dropped.
fn plain(text: &str) -> Result<Vec<Block>, PasteError> {
    let lines = text
        .split(['\n', '\r', '\u{2029}'])
        .map(|line| {
            let line: String =
                line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !is_dropped(*c)).collect();
            Block { text: Inline::plain(line.trim_end()), ..Block::default() }
        })
        .filter(|block| !block.text.is_blank())
        .take(MOST_BLOCKS + 1)
        .collect::<Vec<_>>();
    if lines.len() > MOST_BLOCKS {
        return Err(PasteError::TooMany);
    }
    Ok(lines)
}

/// What is no character of a text: the document refuses these, and a line break inside a line too.
fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{2029}' | '\u{fff9}'..='\u{fffc}')
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
        || c.is_control()
}
