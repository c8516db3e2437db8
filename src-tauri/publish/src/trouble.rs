//! What can go wrong on the wire, by what the desk must do about it.
//!
//! The classes are the table of errors in the house's publishing protocol: they decide what the
//! outbox does next, so an endpoint's answer is sorted into exactly one of them. A body that is not
//! what was expected is never success. Each says why in a sentence for a person ([`crate::Reason`]).

use copy::Sentence;
use serde::{Deserialize, Serialize};

/// Why an attempt did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "class")]
pub enum Trouble {
    /// Nothing was written there; trying again is safe.
    #[error("{reason}")]
    Later {
        /// Why.
        reason: Sentence,
        /// What the server asked for, if it did.
        retry_after_ms: Option<u64>,
    },
    /// It may or may not have arrived: look before anything else is sent.
    #[error("{reason}")]
    Unknown {
        /// Why.
        reason: Sentence,
    },
    /// The destination will not take this story as it is.
    #[error("{reason}")]
    Story {
        /// Why.
        reason: Sentence,
        /// The fact to mend, where it is known (`headline`, `web_slug`, `figure:<id>` …).
        field: Option<String>,
    },
    /// The destination itself needs a person; it is paused until then.
    #[error("{reason}")]
    Paused {
        /// Why.
        reason: Sentence,
    },
    /// This story needs a person: it was changed, moved or removed there, or differs from what was approved.
    #[error("{reason}")]
    Conflict {
        /// Why.
        reason: Sentence,
        /// Whether the published page shows somebody else's name: pull back and alert.
        wrong_byline: bool,
    },
}

impl Trouble {
    /// Nothing written; safe to try again.
    pub fn later(reason: impl Into<Sentence>) -> Self {
        Self::Later { reason: reason.into(), retry_after_ms: None }
    }

    /// Ambiguous.
    pub fn unknown(reason: impl Into<Sentence>) -> Self {
        Self::Unknown { reason: reason.into() }
    }

    /// The story must be mended.
    pub fn story(reason: impl Into<Sentence>, field: Option<&str>) -> Self {
        Self::Story { reason: reason.into(), field: field.map(str::to_owned) }
    }

    /// The destination must be mended.
    pub fn paused(reason: impl Into<Sentence>) -> Self {
        Self::Paused { reason: reason.into() }
    }

    /// A person must look at this story there.
    pub fn conflict(reason: impl Into<Sentence>) -> Self {
        Self::Conflict { reason: reason.into(), wrong_byline: false }
    }

    /// The sentence.
    pub fn reason(&self) -> &Sentence {
        match self {
            Self::Later { reason, .. }
            | Self::Unknown { reason }
            | Self::Story { reason, .. }
            | Self::Paused { reason }
            | Self::Conflict { reason, .. } => reason,
        }
    }
}

impl From<Trouble> for Sentence {
    fn from(trouble: Trouble) -> Self {
        trouble.reason().clone()
    }
}
