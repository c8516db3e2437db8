//! The reader's copy: all that an approval speaks of, and nothing else.

use crate::{Block, BlockKind, Byline, Embed, EmbedId, Facts, Figure, FigureId, Inline, ReaderNote};
use serde::{Deserialize, Serialize};

/// What a reader gets, as [`crate::canonical`] hashes it. Suggestions are in it as *not* accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReaderCopy {
    /// The headline.
    pub headline: Inline,
    /// The headline for phones and social networks; blank: the headline.
    pub headline_short: Inline,
    /// The title for search engines; blank: the headline.
    pub headline_web: Inline,
    /// The deck.
    pub deck: Inline,
    /// The web address slug.
    pub web_slug: String,
    /// The section.
    pub section: String,
    /// The tags, sorted.
    pub tags: Vec<String>,
    /// The byline in order.
    pub byline: Vec<Byline>,
    /// The description for search engines.
    pub description: String,
    /// The canonical address.
    pub canonical: String,
    /// The dateline in the house's form.
    pub dateline: String,
    /// The place behind it.
    pub place: String,
    /// The language (BCP 47).
    pub language: String,
    /// The body.
    pub body: Vec<Block>,
    /// The figure above the body.
    pub lead: Option<FigureId>,
    /// Every figure used: the lead first, then in order of the body.
    pub figures: Vec<Figure>,
    /// Every embed used, in order of the body.
    pub embeds: Vec<Embed>,
    /// The notes to readers in order of writing.
    pub reader_notes: Vec<ReaderNote>,
}

impl ReaderCopy {
    /// The figure with this identifier.
    pub fn figure(&self, id: FigureId) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// The lead figure.
    pub fn lead_figure(&self) -> Option<&Figure> {
        self.lead.and_then(|id| self.figure(id))
    }

    /// The embed with this identifier.
    pub fn embed(&self, id: EmbedId) -> Option<&Embed> {
        self.embeds.iter().find(|embed| embed.id == id)
    }

    /// The facts that a copy and a story share, for comparing.
    pub fn takes_facts(&mut self, facts: &Facts) {
        self.web_slug.clone_from(&facts.web_slug);
        self.section.clone_from(&facts.section);
        self.tags.clone_from(&facts.tags);
        self.description.clone_from(&facts.description);
        self.canonical.clone_from(&facts.canonical);
        self.dateline.clone_from(&facts.dateline);
        self.place.clone_from(&facts.place);
        self.language.clone_from(&facts.language);
        self.lead = facts.lead;
    }

    /// Whether there is nothing to read in the body.
    pub fn body_is_blank(&self) -> bool {
        self.body.iter().all(|block| block.text.is_blank() && block.kind == BlockKind::Paragraph)
    }
}
