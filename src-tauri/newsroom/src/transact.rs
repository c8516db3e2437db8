//! The one door to writes. A job runs in the store's writer and says what it changed; listeners hear
//! of it only when the commit is on the disk, by what changed, never by a screen's query.

use crate::{Error, Newsroom, Result};
use copy::StoryId;
use std::collections::BTreeSet;
use store::Tx;

/// Something that changed, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A story: its row, state, revisions.
    Story(StoryId),
    /// Members, persons, house, destinations.
    Desk,
    /// The outbox.
    Outbox,
}

/// Collects what a job changes.
#[derive(Debug, Default)]
pub struct Changes(BTreeSet<Change>);

impl Changes {
    /// This changed.
    pub fn add(&mut self, change: Change) {
        self.0.insert(change);
    }
}

impl Newsroom {
    /// Runs a job in one transaction; tells the listeners what it changed once it is on the disk.
    pub(crate) fn transact<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Tx<'_>, &mut Changes) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        if self.store().is_read_only() {
            return Err(Error::ReadOnly);
        }
        let (result, changes) = self.store().write(move |tx| {
            let mut changes = Changes::default();
            let result = job(tx, &mut changes)?;
            Ok::<_, Error>((result, changes))
        })?;
        self.tell(&changes.0);
        Ok(result)
    }
}
