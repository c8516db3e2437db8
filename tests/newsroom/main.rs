//! The desk: its rules, each with its sentence, on the real shelves; what a kill leaves of typing and
//! of publishing.

mod address;
mod asking;
mod check;
mod crash;
mod first_run;
mod galley;
mod history;
mod keystroke;
mod ledger;
mod merge;
mod not_saved;
mod outbox;
mod publish_crash;
mod review;
mod revision;
mod right_moment;
mod salvage;
mod take;
mod upload;
mod when;

use copydesk_tests::desk::{Desk, Place, SetClock};
use tempfile::TempDir;

/// A desk in a folder that goes with it.
struct Room {
    desk: Desk,
    place: Place,
    folder: TempDir,
}

impl Room {
    /// The first start.
    fn open(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut place = Place::within(folder.path(), seed << 32, SetClock::still());
        Self { desk: place.open(), place, folder }
    }

    /// Ends the desk as a crash does, without closing it, and starts again.
    fn reopened(self) -> Self {
        let Self { desk, mut place, folder } = self;
        drop(desk);
        Self { desk: place.open(), place, folder }
    }
}

/// How often something is repeated: the short way, or the long one.
fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("COPYDESK_LONG").is_some() {
        long
    } else {
        short
    }
}
