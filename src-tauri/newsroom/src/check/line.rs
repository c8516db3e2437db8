//! A text's lines as they are stored, suggestions and all, with the place of each: where a finding points.

use crate::{story::lock, Newsroom, Result};
use copy::{BlockKind, StoryId};
use document::{Container, Delta, DeltaOp};

/// A line of a text as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its first UTF-16 unit.
    pub from: u32,
    /// Its number among the text's lines, from 1.
    pub number: u32,
    /// Its text.
    pub runs: Vec<Run>,
    /// Whether the line is set as a quotation.
    pub is_quote: bool,
}

/// A run of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// Its words.
    pub text: String,
    /// Whether it is a link.
    pub is_link: bool,
    /// Whether somebody only suggests it, so that no reader sees it.
    pub is_suggested: bool,
}

impl Newsroom {
    /// The lines of one of a story's texts.
    pub(crate) fn text_lines(&self, story: StoryId, container: &Container) -> Result<Vec<Line>> {
        let session = self.session(story)?;
        let text = lock(&session).document.text(container);
        Ok(lines(&text))
    }
}

fn lines(text: &Delta) -> Vec<Line> {
    let mut lines = vec![Line { number: 1, ..Line::default() }];
    let mut at: u32 = 0;
    for op in &text.0 {
        let DeltaOp::Insert(text, marks) = op else { continue };
        let is_link = marks.contains_key("link");
        let is_suggested = document::is_suggested(marks);
        // A line's kind is on the break that ends it.
        let is_quote = matches!(document::line_kind(marks), BlockKind::Quote | BlockKind::PullQuote);
        for (nth, piece) in text.split('\n').enumerate() {
            if nth > 0 {
                at += 1;
                if let Some(line) = lines.last_mut() {
                    line.is_quote = is_quote;
                }
                let number = u32::try_from(lines.len()).unwrap_or(u32::MAX).saturating_add(1);
                lines.push(Line { from: at, number, ..Line::default() });
            }
            at += u32::try_from(piece.encode_utf16().count()).unwrap_or(0);
            if let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) {
                line.runs.push(Run { text: piece.to_owned(), is_link, is_suggested });
            }
        }
    }
    lines
}
