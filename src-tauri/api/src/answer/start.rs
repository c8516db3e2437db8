//! How the desk stands. At the counter it is open: whoever finds it closed answers these calls for it, with
//! [`closed_view`].

use super::{count, ms, Answer};
use crate::{counter::Call, dto::*};
use newsroom::{closed::KeptCopy, Closed};
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
