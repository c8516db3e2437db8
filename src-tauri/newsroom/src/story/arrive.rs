//! What a colleague's file brings into a live text. Its operations become op rows of *this* device, one
//! for each of their peers, numbered after our own: so the rows of a device stay dense, two generations
//! of snapshots hold them like everything else, and a crash leaves all of them or none. Who wrote them
//! says the peer's row, and when say the spans that came along, not the row's time: that is when the
//! file came in.

use super::{keep::lock, session::Session, TEXT_FORMAT};
use crate::{Newsroom, Result};
use copy::{DeviceId, MemberId, Stamp, StoryId};
use document::{Container, Delta, Ops, PeerId};
use std::sync::{Arc, Mutex, MutexGuard};
use store::op::OpRow;

/// The rows of operations that were made elsewhere.
pub(crate) fn rows(story: StoryId, device: DeviceId, after: i64, ops: &[Ops], at: &Stamp) -> Vec<OpRow> {
    let row = |(seq, ops): (i64, &Ops)| OpRow {
        story,
        device,
        seq,
        format: TEXT_FORMAT,
        peer: ops.peer.0,
        counter_from: ops.counter_from.into(),
        counter_to: ops.counter_to.into(),
        at: at.clone(),
        bytes: ops.bytes.clone(),
    };
    (after + 1..).zip(ops).map(row).collect()
}

impl Session {
    /// The last op row's number of this device.
    pub(crate) fn last_seq(&self, device: DeviceId) -> i64 {
        self.marks.get(&device).copied().unwrap_or(0)
    }

    /// The rows are on disk: what they hold, as one update or several, comes into the text, and every
    /// window hears what it changed.
    pub(crate) fn arrive(
        &mut self,
        rows: &[OpRow],
        updates: &[Vec<u8>],
        members: impl IntoIterator<Item = (PeerId, MemberId)>,
        at_ms: i64,
    ) -> Result<()> {
        self.members.extend(members);
        let mut changes: Vec<(Container, Delta)> = Vec::new();
        for row in rows {
            self.marks.entry(row.device).and_modify(|seq| *seq = (*seq).max(row.seq)).or_insert(row.seq);
        }
        for update in updates {
            for (container, delta) in self.document.import(update)?.patches {
                match changes.iter_mut().find(|(known, _)| *known == container) {
                    Some((_, before)) => *before = before.compose(&delta)?,
                    None => changes.push((container, delta)),
                }
            }
        }
        self.rows_since_snapshot += rows.len();
        self.arrived(changes, at_ms);
        Ok(())
    }
}

impl Newsroom {
    /// A session with every row on disk, locked: nobody types between its last row and what follows.
    pub(crate) fn settled<'a>(&self, session: &'a Arc<Mutex<Session>>) -> Result<MutexGuard<'a, Session>> {
        loop {
            self.save(session)?;
            let live = lock(session);
            if live.is_saved() {
                return Ok(live);
            }
        }
    }
}
