//! Moves at the desk: one table of what may be done by whom and from where, and the record of what
//! was done. A story's state is folded from these records and the head's hash, never stored.

mod fold;
mod table;

pub use fold::{fold, standing, Approval, Desk, Event, LastMove, State};
pub use table::{allowed, refusal, Mover};

/// A kind of move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Each is described where its rule is, in the table.
pub enum Move {
    Filed,
    Claimed,
    SentBack,
    Approved,
    ApprovalRevoked,
    Held,
    Released,
    HandedOver,
    Spiked,
    Unspiked,
    Archived,
    Reopened,
    EmbargoSet,
    EmbargoLifted,
    Scheduled,
    Unscheduled,
    Undone,
}

impl Move {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Filed,
        Self::Claimed,
        Self::SentBack,
        Self::Approved,
        Self::ApprovalRevoked,
        Self::Held,
        Self::Released,
        Self::HandedOver,
        Self::Spiked,
        Self::Unspiked,
        Self::Archived,
        Self::Reopened,
        Self::EmbargoSet,
        Self::EmbargoLifted,
        Self::Scheduled,
        Self::Unscheduled,
        Self::Undone,
    ];

    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Claimed => "claimed",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::ApprovalRevoked => "approval_revoked",
            Self::Held => "held",
            Self::Released => "released",
            Self::HandedOver => "handed_over",
            Self::Spiked => "spiked",
            Self::Unspiked => "unspiked",
            Self::Archived => "archived",
            Self::Reopened => "reopened",
            Self::EmbargoSet => "embargo_set",
            Self::EmbargoLifted => "embargo_lifted",
            Self::Scheduled => "scheduled",
            Self::Unscheduled => "unscheduled",
            Self::Undone => "undone",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}
