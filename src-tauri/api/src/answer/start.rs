//! How the desk stands. At the counter it is open: whoever finds it closed answers these calls for it, with
//! [`closed_view`].

use super::{count, ms, Answer};
use crate::{counter::Call, dto::*, WireError};
use newsroom::{
    closed::KeptCopy,
    salvage::{Salvage, SalvageError},
    Closed,
};
use store::backup::BackupKind;

pub(crate) fn start_show(call: &Call<'_>, _: Nothing) -> Answer<StartView> {
    Ok(StartView {
        closed: None,
        said: String::new(),
        language: call.desk.house().interface_language,
        version: env!("CARGO_PKG_VERSION").into(),
        backups: Vec::new(),
    })
}

/// It is open already: a call that comes twice is answered twice.
pub(crate) fn start_retry(call: &Call<'_>, nothing: Nothing) -> Answer<StartView> {
    start_show(call, nothing)
}

/// Likewise: a copy takes the place of a database only while its desk is closed.
pub(crate) fn backup_restore(call: &Call<'_>, _: BackupRef) -> Answer<StartView> {
    start_show(call, Nothing {})
}

/// Texts are taken out of a desk that is closed: one that is open shows them, and copies them out one by one.
pub(crate) fn text_salvage(_: &Call<'_>, _: Nothing) -> Answer<SalvageView> {
    Err(WireError::refused(Shut::IsOpen))
}

copy::sentences! {
    /// What cannot be done with a desk as it stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Shut in "shut" {
        IsClosed = "The desk is not open. Nothing was done.",
        IsOpen = "The desk is open: its texts are in it. Nothing was done.",
        NotByBackup = "A backup does not help here. Nothing was done.",
        Unreadable = "Nothing of the database can be read. Nothing was changed. Copy the desk’s folder to another disk, and ask for help.",
        NotThere = "The texts could not be written there. Nothing was changed in the desk. Choose another place.",
    }
}

/// What was taken out of a closed desk, in the interface's words.
///
/// # Errors
/// Nothing was, and why.
pub fn salvage_view(done: Result<Salvage, SalvageError>) -> Answer<SalvageView> {
    let done = done.map_err(|error| {
        WireError::refused(match error {
            SalvageError::Desk(_) => Shut::Unreadable,
            SalvageError::Place(_) => Shut::NotThere,
        })
    })?;
    let number = |stories: usize| u32::try_from(stories).unwrap_or(u32::MAX);
    Ok(SalvageView {
        folder: done.folder.file_name().map(|name| name.to_string_lossy().into_owned()),
        whole: number(done.whole),
        part: number(done.part),
        lost: number(done.lost),
    })
}

/// Why a desk is closed, in the interface's words.
pub fn closed_view(closed: Closed) -> ClosedView {
    match closed {
        Closed::Damaged => ClosedView::Damaged,
        Closed::Newer { found, known } => ClosedView::Newer { found: count(found), known: count(known) },
        Closed::OtherBuild => ClosedView::OtherBuild,
        Closed::NotUpgraded { .. } => ClosedView::NotUpgraded,
        Closed::ReadOnly => ClosedView::ReadOnly,
        Closed::Full => ClosedView::Full,
        Closed::House { line } => ClosedView::House { line: count(line) },
        Closed::Broken => ClosedView::Broken,
    }
}

/// A copy of the database, in the interface's words.
pub fn backup_view(copy: KeptCopy) -> BackupView {
    BackupView {
        id: copy.name,
        at_ms: ms(copy.at_ms),
        reason: match copy.kind {
            BackupKind::Daily => BackupReason::Daily,
            BackupKind::Weekly => BackupReason::Weekly,
            BackupKind::BeforeMigration => BackupReason::BeforeUpgrade,
        },
        stories: count(copy.stories),
    }
}
