//! The plain text of a copy: what is left when only characters can be kept.

use crate::{BlockKind, ReaderCopy};

/// Headline, deck and body as plain text, a blank line between blocks.
pub fn plain_text(copy: &ReaderCopy) -> String {
    let lines = [&copy.headline, &copy.deck].into_iter().map(|line| line.text());
    let body = copy.body.iter().filter_map(|block| {
        Some(match &block.kind {
            BlockKind::Rule => "* * *".to_owned(),
            BlockKind::ListItem(..) => format!("- {}", block.text.text()),
            BlockKind::Figure(id) => copy.figure(*id)?.caption.text(),
            BlockKind::Embed(id) => copy.embed(*id)?.title.clone(),
            _ => block.text.text(),
        })
    });
    lines
        .chain(body)
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
        .replace('\u{2028}', "\n")
}
