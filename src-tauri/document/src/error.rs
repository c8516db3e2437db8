//! What can go wrong, in plain words. Nothing here carries a story's text, a path or the engine's messages.

/// A result of this room.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong with a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The stored or received bytes are not a story's text, or are damaged.
    #[error("the story's text could not be read while {during}: it is damaged or not a Copydesk text")]
    Damaged {
        /// What was tried: "opening", "importing" …
        during: &'static str,
    },
    /// Written by a newer engine.
    #[error("the story's text was written by a newer Copydesk; update Copydesk to open it")]
    Newer,
    /// Some of the history that these bytes build on is not there.
    #[error("a part of the story's history is missing, which was noticed while {during}")]
    Incomplete {
        /// What was tried.
        during: &'static str,
    },
    /// A peer number that the engine keeps for itself.
    #[error("this peer number cannot be used")]
    BadPeer,
    /// The same peer wrote two different things: a restored backup went on as if nothing had happened.
    #[error(
        "two histories of this story carry the same peer number; one of them comes from a restored backup"
    )]
    PeerReused,
    /// An edit was refused; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// There is no such entry.
    #[error("the story has no {what} at this place")]
    NoSuch {
        /// What was looked for: "byline", "figure" …
        what: &'static str,
    },
    /// The engine refused what should have been possible.
    #[error("the story's text could not be changed while {during}")]
    Engine {
        /// What was tried.
        during: &'static str,
    },
}

/// Why an edit was refused. A refusal means that the client's text is not ours: it resyncs, and
/// never sends the same again. Nothing of a refused delta is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The edit reaches beyond the end.
    #[error("the edit reaches beyond the end of the text")]
    OutOfRange,
    /// An offset falls between the two halves of a character.
    #[error("the edit would cut a character in two")]
    SplitsCharacter,
    /// A line break in a text of one line.
    #[error("this text has only one line")]
    LineBreak,
    /// A control character, which the editor removes before it sends.
    #[error("the text holds a control character")]
    Control,
    /// A mark whose key is empty, too long or holds a colon, or a block key that is not on a line break.
    #[error("the edit carries a mark that cannot be stored")]
    BadMark,
}

/// The one place where the engine's errors end.
pub(crate) fn hide(during: &'static str) -> impl Fn(loro::LoroError) -> Error {
    move |error| match error {
        loro::LoroError::IncompatibleFutureEncodingError(_) => Error::Newer,
        loro::LoroError::ConcurrentOpsWithSamePeerID { .. } | loro::LoroError::UsedOpID { .. } => {
            Error::PeerReused
        }
        loro::LoroError::ImportUpdatesThatDependsOnOutdatedVersion => Error::Incomplete { during },
        loro::LoroError::InvalidPeerID => Error::BadPeer,
        loro::LoroError::DecodeError(_)
        | loro::LoroError::DecodeDataCorruptionError
        | loro::LoroError::DecodeChecksumMismatchError
        | loro::LoroError::DecodeVersionVectorError
        | loro::LoroError::ImportUnsupportedEncodingMode => Error::Damaged { during },
        _ => Error::Engine { during },
    }
}
