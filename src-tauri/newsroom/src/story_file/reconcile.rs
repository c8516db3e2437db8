//! Two works are brought together in which both did the same apart, or the opposite: what the merge alone would double
//! or lose is put right, as an edit of whoever takes the file in. Each desk does so by itself and comes to the same.

use super::{
    judge::{strange, Merge},
    Clash, Parcel,
};
use crate::{suggestion::Fate, Error, Newsroom, Result};
use copy::{Cell, MemberId, RecordId, SuggestionId};
use document::{Clock, Document, Ops, PeerId};
use std::collections::{BTreeMap, BTreeSet};
use store::{peer::PeerRow, travel, verdict};

/// The two texts before they meet.
pub(super) struct Apart<'a> {
    /// As both knew it.
    pub parting: Document,
    /// As it is here.
    pub here: Document,
    /// As it is in the file.
    pub theirs: &'a Document,
    /// What ours holds.
    pub had: &'a Clock,
    /// What theirs holds.
    pub clock: &'a Clock,
    /// What one accepted and the other rejected, as [`Newsroom::decided_apart`] found it.
    pub decided: BTreeMap<SuggestionId, bool>,
}

/// The edit that puts it right, and the peer that it is made by.
pub(super) struct Reconciled {
    ops: Ops,
    peer: PeerRow,
}

impl Merge {
    /// The edit comes after what the file brings.
    pub(super) fn reconciled(&mut self, edit: Option<Reconciled>) {
        let Some(Reconciled { ops, peer }) = edit else { return };
        self.updates.push(ops.bytes.clone());
        self.ops.push(ops);
        self.peers.push(peer);
    }
}

impl Newsroom {
    /// Puts a merged text right; `None`: nothing was wrong.
    pub(super) fn reconcile(
        &self,
        parcel: &Parcel,
        text: &mut Document,
        apart: &Apart<'_>,
        clashes: &[Clash],
        member: MemberId,
    ) -> Result<Option<Reconciled>> {
        let story = parcel.story();
        text.set_peer(PeerId(self.random_8()))?;
        if !apart.decided.is_empty() {
            let mut authors: BTreeMap<PeerId, MemberId> = BTreeMap::new();
            let there = parcel.peers()?;
            let here = self.store().read(|on| store::peer::list(on, story).map_err(Error::from))?;
            authors.extend(there.into_iter().chain(here).map(|row| (PeerId(row.peer), row.member)));
            for (suggestion, is_kept_here) in &apart.decided {
                let keeper = if *is_kept_here { &apart.here } else { apart.theirs };
                text.keep_words(&apart.parting, keeper, *suggestion, |peer| authors.get(&peer).copied())?;
            }
        }
        text.write_once(apart.had, apart.clock)?;
        for clash in clashes {
            if let Ok(container) = clash.place.parse() {
                text.part(&container, &clash.ours, &clash.theirs)?;
            }
        }
        let Some(ops) = text.take_ops()? else { return Ok(None) };
        let peer = PeerRow { peer: ops.peer.0, story, device: self.device(), member, at: self.now() };
        Ok(Some(Reconciled { ops, peer }))
    }

    /// Suggestions that one desk accepted and the other rejected, neither knowing of the other; and whether the one
    /// that rejected, and kept its words, is this one. The more cautious wins.
    pub(super) fn decided_apart(&self, parcel: &Parcel) -> Result<BTreeMap<SuggestionId, bool>> {
        let Some(rows) = parcel.table("verdict") else { return Ok(BTreeMap::new()) };
        let place = |name| rows.place(name).ok_or_else(strange);
        let (record, suggestion, kind) = (place("record")?, place("suggestion")?, place("kind")?);
        let ours = self.store().read(|on| verdict::list(on, parcel.story()).map_err(Error::from))?;
        let known: BTreeSet<RecordId> = ours.iter().map(|row| row.record).collect();
        let mut in_file = BTreeSet::new();
        let mut theirs: BTreeMap<SuggestionId, &str> = BTreeMap::new();
        for row in &rows.rows {
            let id = |at: usize| row.get(at);
            let Some(record) = id(record).and_then(|it| travel::ids_in::<RecordId>(it).first().copied())
            else {
                continue;
            };
            in_file.insert(record);
            let one = id(suggestion).and_then(|it| travel::ids_in::<SuggestionId>(it).first().copied());
            if let (false, Some(one), Some(fate)) =
                (known.contains(&record), one, row.get(kind).and_then(Cell::text))
            {
                theirs.insert(one, fate);
            }
        }
        let (accepted, rejected) = (Fate::Accepted.key(), Fate::Rejected.key());
        let mut decided = BTreeMap::new();
        for row in ours.iter().filter(|row| !in_file.contains(&row.record)) {
            match (row.kind.as_str(), theirs.get(&row.suggestion).copied()) {
                (kept, Some(let_go)) if kept == rejected && let_go == accepted => {
                    decided.insert(row.suggestion, true);
                }
                (let_go, Some(kept)) if let_go == accepted && kept == rejected => {
                    decided.insert(row.suggestion, false);
                }
                _ => drop(decided.remove(&row.suggestion)),
            }
        }
        Ok(decided)
    }
}
