//! What readers get of a document. Repair is done here and only here: whatever colleagues' edits
//! merged into, the view is a proper copy, and the text is not touched.

use crate::{container::Container, document::Document, line};
use copy::{Block, BlockKind, Embed, Figure, FigureId, Inline, ReaderCopy};
use std::collections::BTreeSet;

impl Document {
    /// The body's blocks as readers see them: suggestions as not accepted, comments gone; text that
    /// merged onto an atom's line stands as a paragraph after it, and the second use of a figure or
    /// an embed is ignored.
    pub fn blocks(&self) -> Vec<Block> {
        repair(line::lines(&self.text(&Container::Body)))
    }

    /// What readers get, and what a copy hash speaks of.
    pub fn reader_copy(&self) -> ReaderCopy {
        let inline = |container: Container| line::inline(&self.text(&container));
        let facts = self.facts();
        let body = self.blocks();
        let records = self.figures();
        let in_body = body.iter().filter_map(|block| match block.kind {
            BlockKind::Figure(id) => Some(id),
            _ => None,
        });
        let mut used = BTreeSet::new();
        let figures =
            facts.lead.into_iter().chain(in_body).filter(|id| used.insert(*id)).map(|id: FigureId| {
                let facts = records.get(&id).cloned().unwrap_or_default();
                Figure { id, caption: inline(Container::Caption(id)), facts }
            });
        let figures = figures.collect();
        let all_embeds = self.embeds();
        let embeds: Vec<Embed> = body
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Embed(id) => all_embeds.get(&id).cloned(),
                _ => None,
            })
            .collect();
        let mut copy = ReaderCopy {
            headline: inline(Container::Headline),
            headline_short: inline(Container::HeadlineShort),
            headline_web: inline(Container::HeadlineWeb),
            deck: inline(Container::Deck),
            byline: self.byline(),
            body,
            figures,
            embeds,
            reader_notes: self.printed_notes(),
            ..ReaderCopy::default()
        };
        copy.takes_facts(&facts);
        copy
    }
}

fn repair(lines: Vec<Block>) -> Vec<Block> {
    let mut used = BTreeSet::new();
    let mut blocks = Vec::with_capacity(lines.len());
    for line in lines {
        if !line.kind.is_atom() {
            blocks.push(line);
            continue;
        }
        let first_use = line.kind == BlockKind::Rule || used.insert(line.kind.key());
        if first_use {
            blocks.push(Block { kind: line.kind, text: Inline::default() });
        }
        if !line.text.is_blank() {
            blocks.push(Block { kind: BlockKind::Paragraph, text: line.text });
        }
    }
    blocks
}
