//! What a file from elsewhere is told.

use crate::Error;
use exchange::SealedError;
use store::travel::BringError;

copy::sentences! {
    /// Why a file was not taken in, or not written. Nothing was changed.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum FileRefusal in "file" {
        NotSealed = "This is not a story file or desk archive of Copydesk. Nothing was changed.",
        NeedsPassphrase = "This file is locked with a passphrase. Ask its sender for it.",
        WrongPassphrase = "This is not the passphrase that the file was locked with. Nothing was changed.",
        NotForUs = "This file is locked for another desk. Ask its sender for one that is locked for this desk, or with a passphrase. Nothing was changed.",
        Damaged = "This file is damaged: it was cut short or altered on its way. Nothing was changed. Ask its sender for it again.",
        TooLarge { what: String } = "This file holds more than it may ({what}). Nothing was changed.",
        Newer = "This file was written by a newer Copydesk. Update Copydesk to open it. Nothing was changed.",
        Strange = "This file does not hold what such a file holds. Nothing was changed.",
        NotTheText = "What this file says of its text is not what its text is. Nothing was changed.",
        InOurName = "This file holds records in this desk’s name that this desk never wrote. Nothing was changed.",
        NothingInCommon = "This copy has no version in common with the story here, so the two cannot be brought together. Ask for a full story file. Nothing was changed.",
        TwoHistories = "Two histories in this story carry the same mark; one of them comes from a restored backup. Nothing was changed.",
        KeyChanged = "Another key signed this file than those that signed before. Ask its sender for the words of the key, and say that you did. Nothing was changed.",
        BadRecipient = "This is no key that a file can be locked with.",
        NoReader = "Choose for whom the file is, or a passphrase.",
        ShortPassphrase = "A passphrase needs at least 8 characters. Four words are better.",
        NotWritten = "The file could not be written. Choose another place.",
        NotEmpty = "There is something in that folder. Choose an empty one.",
        ClashSettled = "Somebody has chosen already.",
        ArchiveDamaged = "The archive was written and does not open again. Do not rely on it; make another one.",
    }
}

impl From<SealedError> for FileRefusal {
    fn from(error: SealedError) -> Self {
        match error {
            SealedError::NotSealed => Self::NotSealed,
            SealedError::NeedsPassphrase => Self::NeedsPassphrase,
            SealedError::WrongPassphrase => Self::WrongPassphrase,
            SealedError::NotForUs => Self::NotForUs,
            SealedError::Damaged => Self::Damaged,
            SealedError::TooLarge { what } => Self::TooLarge { what: what.to_owned() },
            SealedError::Newer => Self::Newer,
            SealedError::Strange { .. } => Self::Strange,
            SealedError::BadRecipient => Self::BadRecipient,
            SealedError::NotWritten => Self::NotWritten,
        }
    }
}

impl From<FileRefusal> for Error {
    fn from(refusal: FileRefusal) -> Self {
        Self::refused(refusal)
    }
}

/// What the seal says, for people.
pub(super) fn sealed(error: SealedError) -> Error {
    FileRefusal::from(error).into()
}

/// What the shelves say of rows from elsewhere.
pub(super) fn brought(error: BringError) -> Error {
    match error {
        BringError::Newer => FileRefusal::Newer.into(),
        BringError::Strange => FileRefusal::Strange.into(),
        BringError::Store(error) => error.into(),
    }
}

/// What the copy taster says.
pub(super) fn tasted(error: document::Error) -> Error {
    match error {
        document::Error::Newer => FileRefusal::Newer.into(),
        document::Error::PeerReused => FileRefusal::TwoHistories.into(),
        _ => FileRefusal::Damaged.into(),
    }
}
