//! What can go wrong at the desk. *Refused* (a rule says no) is kept apart from *broken*.

use crate::{house::HouseError, refusal::Fault};
use copy::Sentence;
use store::{Kind, StoreError};

/// A result of this room.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something is not on the disk yet. The text is in memory, and writing goes on being tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsaved {
    /// The disk is full.
    DiskFull,
    /// The disk takes no writes.
    ReadOnly,
    /// Anything else.
    Broken,
}

impl Unsaved {
    pub(crate) fn of(error: &Error) -> Self {
        match error {
            Error::Store(error) if error.kind() == Kind::Full => Self::DiskFull,
            Error::Store(error) if error.kind() == Kind::ReadOnly => Self::ReadOnly,
            _ => Self::Broken,
        }
    }
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule of the house says no.
    #[error("{0}")]
    Refused(Sentence),
    /// The edit speaks of a version that is past.
    #[error("the story has moved on to version {version}")]
    Stale {
        /// The version now.
        version: u32,
    },
    /// The edit does not fit the text.
    #[error("the edit does not fit the text: {0}")]
    Misfit(document::Refused),
    /// Taken into memory, not on the disk.
    #[error("not saved yet; the text is in memory, and saving goes on being tried")]
    NotSaved {
        /// Why.
        reason: Unsaved,
        /// The version that it made in memory.
        version: u32,
    },
    /// The text is another than the one that was seen.
    #[error("the text has changed since you looked at it; nothing was done. Look again.")]
    Moved,
    /// There is no such thing.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// The desk can be read, not written.
    #[error("this disk takes no writes. Every story can be read and exported; nothing was changed.")]
    ReadOnly,
    /// The text's room.
    #[error(transparent)]
    Document(document::Error),
    /// The shelves.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The picture desk.
    #[error(transparent)]
    Photo(#[from] photo::PhotoError),
    /// The house's file.
    #[error(transparent)]
    House(#[from] crate::house::HouseError),
}

impl From<document::Error> for Error {
    fn from(error: document::Error) -> Self {
        match error {
            document::Error::Refused(refused) => Self::Misfit(refused),
            other => Self::Document(other),
        }
    }
}

impl From<document::Refused> for Error {
    fn from(refused: document::Refused) -> Self {
        Self::Misfit(refused)
    }
}

impl Error {
    /// A rule says no, with its sentence.
    pub fn refused(sentence: impl Into<Sentence>) -> Self {
        Self::Refused(sentence.into())
    }
}

impl From<Error> for Sentence {
    fn from(error: Error) -> Self {
        let fault = match error {
            Error::Refused(sentence) => return sentence,
            Error::Photo(error) => return error.into(),
            Error::Stale { .. } => Fault::Stale,
            Error::Misfit(_) => Fault::Misfit,
            Error::NotSaved { reason: Unsaved::DiskFull, .. } => Fault::DiskFull,
            Error::NotSaved { reason: Unsaved::ReadOnly, .. } => Fault::DiskReadOnly,
            Error::NotSaved { reason: Unsaved::Broken, .. } => Fault::NotSaved,
            Error::Moved => Fault::Moved,
            Error::Missing(what) => Fault::Missing { what: what.to_owned() },
            Error::ReadOnly => Fault::ReadOnly,
            Error::House(HouseError::Form { line }) => Fault::House { line },
            Error::House(HouseError::Disk(_)) => Fault::HouseDisk,
            Error::Document(document::Error::Newer) => Fault::Newer,
            Error::Document(error) => Fault::Text { what: error.to_string() },
            Error::Store(error) => match error.kind() {
                Kind::Newer => Fault::Newer,
                Kind::Corrupt => Fault::Damaged,
                Kind::Full => Fault::Full,
                Kind::ReadOnly => Fault::ReadOnly,
                Kind::Busy => Fault::Busy,
                Kind::Io => Fault::Disk,
                Kind::Constraint | Kind::Missing | Kind::Broken => Fault::Broken { what: error.to_string() },
            },
        };
        fault.into()
    }
}
