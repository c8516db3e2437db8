//! Lines: what a body's characters and marks mean to a reader.

use crate::{
    delta::{Attributes, Delta, DeltaOp},
    document::is_dropped,
};
use copy::{Block, BlockKind, Inline, Link, Marks};
use serde_json::Value;

/// The one key of a line's kind, on its `\n`.
pub(crate) const BLOCK_KEY: &str = "b";
/// Text that somebody suggests to insert: not there for readers until it is accepted.
const SUGGESTED: &str = "ins_";

/// Whether readers do not see this text.
pub fn is_suggested(attributes: &Attributes) -> bool {
    attributes.iter().any(|(key, value)| key.starts_with(SUGGESTED) && !value.is_null())
}

/// The marks that readers see.
pub(crate) fn marks(attributes: &Attributes) -> Marks {
    let text = |key: &str| attributes.get(key).and_then(Value::as_str).map(str::to_owned);
    let flag = |key: &str| attributes.get(key).and_then(Value::as_bool) == Some(true);
    Marks { strong: flag("strong"), em: flag("em"), lang: text("lang"), link: text("link").map(Link::from) }
}

/// The same as attributes of a delta.
pub(crate) fn attributes(marks: &Marks) -> Attributes {
    let mut attributes = Attributes::new();
    if marks.strong {
        attributes.insert("strong".into(), Value::Bool(true));
    }
    if marks.em {
        attributes.insert("em".into(), Value::Bool(true));
    }
    if let Some(lang) = &marks.lang {
        attributes.insert("lang".into(), Value::String(lang.clone()));
    }
    if let Some(link) = &marks.link {
        attributes.insert("link".into(), Value::String(link.clone().into()));
    }
    attributes
}

/// The kind that a line break's attributes give its line.
pub fn kind(attributes: &Attributes) -> BlockKind {
    BlockKind::from_key(attributes.get(BLOCK_KEY).and_then(Value::as_str).unwrap_or_default())
}

/// A text of one line as readers see it.
pub(crate) fn inline(text: &Delta) -> Inline {
    let mut inline = Inline::default();
    for op in &text.0 {
        let DeltaOp::Insert(insert, attributes) = op else { continue };
        if !is_suggested(attributes) {
            inline.push(&clean(&insert.replace('\n', " ")), marks(attributes));
        }
    }
    inline
}

/// The lines of a body as readers see them, one a visible line break, not yet repaired.
pub(crate) fn lines(body: &Delta) -> Vec<Block> {
    let mut lines = Vec::new();
    let mut line = Inline::default();
    for op in &body.0 {
        let DeltaOp::Insert(insert, attributes) = op else { continue };
        if is_suggested(attributes) {
            continue;
        }
        let marks = marks(attributes);
        for part in insert.split_inclusive('\n') {
            let text = part.trim_end_matches('\n');
            line.push(&clean(text), marks.clone());
            if text.len() < part.len() {
                lines.push(Block { kind: kind(attributes), text: std::mem::take(&mut line) });
            }
        }
    }
    if !line.spans().is_empty() || lines.is_empty() {
        // No break that readers see is behind it: the final one carries somebody's suggestion. A body has
        // a line at least, or there would be copies that no text can be brought back to.
        lines.push(Block { kind: BlockKind::Paragraph, text: line });
    }
    lines
}

/// A foreign document may hold characters that our own edits never bring in.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !is_dropped(*c)).collect()
}
