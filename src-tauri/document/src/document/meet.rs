//! Two histories of one story meet: what each has that the other lacks, and where they parted.

use super::{Document, Ops};
use crate::{
    container::Container,
    error::{hide, Error, Result},
    peer::PeerId,
};
use loro::{cursor::Side, ExportMode, Frontiers, IdSpan, VersionVector};
use std::collections::BTreeMap;

/// What a history holds: for each peer the operation after its last.
pub type Clock = BTreeMap<PeerId, i32>;

impl Document {
    /// What this history holds.
    pub fn clock(&self) -> Clock {
        self.commit();
        let held = self.engine().oplog_vv();
        held.iter()
            .filter(|(_, counter)| **counter > 0)
            .map(|(peer, counter)| (PeerId(*peer), *counter))
            .collect()
    }

    /// What this history held at a moment of it; `None`: that moment is not in it.
    pub fn clock_at(&self, frontiers: &[u8]) -> Option<Clock> {
        let frontiers = Frontiers::decode(frontiers).ok()?;
        let held = self.engine().frontiers_to_vv(&frontiers)?;
        Some(held.iter().map(|(peer, counter)| (PeerId(*peer), *counter)).collect())
    }

    /// Who made the text: the peer of the body's final line break, which is a story's first operation and
    /// is never deleted. Two texts with different roots began apart: taking one into the other would
    /// double every word.
    pub fn root(&self) -> Option<PeerId> {
        let body = self.text_of(&Container::Body);
        let last = body.len_unicode().checked_sub(1)?;
        Some(PeerId(body.get_cursor(last, Side::Middle)?.id?.peer))
    }

    /// The operations that somebody with this clock lacks, one stretch a peer: each is an op row.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn ops_beyond(&self, clock: &Clock) -> Result<Vec<Ops>> {
        let lacking = self.clock().into_iter().filter_map(|(peer, to)| {
            let from = clock.get(&peer).copied().unwrap_or(0);
            (from < to).then_some((peer, from, to))
        });
        lacking
            .map(|(peer, counter_from, counter_to)| {
                let spans = vec![IdSpan::new(peer.0, counter_from, counter_to)];
                let bytes = self
                    .engine()
                    .export(ExportMode::updates_in_range(spans))
                    .map_err(|_| Error::Engine { during: "saving" })?;
                Ok(Ops { bytes, peer, counter_from, counter_to })
            })
            .collect()
    }

    /// The same in one update, for a text in memory that has this clock.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn update_beyond(&self, clock: &Clock) -> Result<Vec<u8>> {
        self.commit();
        let had: VersionVector = clock.iter().map(|(peer, counter)| (peer.0, *counter)).collect();
        self.engine().export(ExportMode::updates(&had)).map_err(|_| Error::Engine { during: "saving" })
    }

    /// The text as both knew it: what this history and one with that clock have in common. Slow; read it,
    /// do not go on writing it.
    ///
    /// # Errors
    /// [`Error::Incomplete`] if they have nothing in common.
    pub fn at_parting(&mut self, clock: &Clock) -> Result<Self> {
        const DURING: &str = "going back";
        let mut common = VersionVector::new();
        for (peer, counter) in self.clock() {
            let both = clock.get(&peer).copied().unwrap_or(0).min(counter);
            if both > 0 {
                common.insert(peer.0, both);
            }
        }
        if common.is_empty() {
            return Err(Error::Incomplete { during: DURING });
        }
        let frontiers = self.engine().vv_to_frontiers(&common);
        self.at(&frontiers.encode())
    }

    /// The text with everything that several versions of it hold, and no more; versions that are not of
    /// this history are passed over. Slow.
    ///
    /// # Errors
    /// [`Error::Incomplete`] if none is.
    pub fn at_join(&mut self, versions: &[Vec<u8>]) -> Result<Self> {
        self.commit();
        let mut joined = VersionVector::new();
        for version in versions {
            let known = Frontiers::decode(version).ok().and_then(|it| self.engine().frontiers_to_vv(&it));
            if let Some(known) = known {
                joined.merge(&known);
            }
        }
        if joined.is_empty() {
            return Err(Error::Incomplete { during: "going back" });
        }
        let frontiers = self.engine().vv_to_frontiers(&joined);
        self.at(&frontiers.encode())
    }

    /// Takes in operations without asking what they changed: for a copy that nobody watches.
    ///
    /// # Errors
    /// As [`Document::import`]; [`Error::Incomplete`] if they build on others that are not there.
    pub fn absorb(&mut self, update: &[u8]) -> Result<()> {
        const DURING: &str = "importing";
        self.commit();
        let status = self.engine().import(update).map_err(hide(DURING))?;
        self.lines.clear();
        match status.pending {
            None => Ok(()),
            Some(_) => Err(Error::Incomplete { during: DURING }),
        }
    }
}
