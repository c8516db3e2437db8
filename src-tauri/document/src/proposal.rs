//! A fact as somebody says it should be: what is proposed in a comment, and done when it is accepted.

use crate::{document::Document, error::Result, facts::FactChange, figure::FigureChange};
use copy::{Byline, FigureId};
use serde::{Deserialize, Serialize};

/// A proposed value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
pub enum Proposal {
    /// A register or a tag.
    Fact {
        /// The change.
        change: FactChange,
    },
    /// The byline, whole and in order.
    Byline {
        /// As it should be.
        byline: Vec<Byline>,
    },
    /// A field of a figure's record.
    Figure {
        /// Which figure.
        figure: FigureId,
        /// The change.
        change: FigureChange,
    },
}

impl Proposal {
    /// For the shelves.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the shelves; `None` for what a newer Copydesk may propose.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Document {
    /// Does what is proposed.
    ///
    /// # Errors
    /// [`crate::Error::NoSuch`] for a figure that is not there.
    pub fn carry_out(&mut self, proposal: &Proposal) -> Result<()> {
        match proposal {
            Proposal::Fact { change } => self.set_fact(change).map(drop),
            Proposal::Byline { byline } => self.byline_replace(byline),
            Proposal::Figure { figure, change } => self.figure_set(*figure, change).map(drop),
        }
    }
}
