//! What readers have: the one answer to "is it live there?". Of what happened to a story at a destination only the
//! last thing counts, and only if it left something for readers. Beside it stands what may have arrived without
//! anybody here having heard of it.

use super::{shelf, Errand, JobState, Step};
use crate::{Error, Newsroom, Result};
use copy::{DestinationId, StoryId};
use publish::Trouble;
use std::collections::BTreeSet;
use store::{job::JobRow, receipt::ReceiptRow};

/// Kept with an attempt of which it is certain that nothing was written there.
const NOTHING_WRITTEN: &str = "nothing written";

/// What is kept with an attempt that ended so.
pub(super) fn detail_of<T>(outcome: &std::result::Result<T, Trouble>) -> &'static str {
    match outcome {
        Err(Trouble::Later { .. }) => NOTHING_WRITTEN,
        _ => "",
    }
}

/// Whether readers find the story where this says that it arrived, or a notice in its place.
pub fn is_public(receipt: &ReceiptRow) -> bool {
    !Errand::from_key(&receipt.kind).only_takes()
}

/// What happened last to a story at a destination, of its receipts in the order of their arrival.
pub fn last_at(receipts: &[ReceiptRow], destination: DestinationId) -> Option<&ReceiptRow> {
    receipts.iter().rfind(|receipt| receipt.destination == destination)
}

/// What readers have of a story at a destination: what happened there last, if that left anything for them.
pub fn live_at(receipts: &[ReceiptRow], destination: DestinationId) -> Option<&ReceiptRow> {
    last_at(receipts, destination).filter(|receipt| is_public(receipt))
}

/// What readers have of a story, once for each destination, in the order of arrival: the newest last.
pub fn live(receipts: &[ReceiptRow]) -> Vec<&ReceiptRow> {
    let mut seen = BTreeSet::new();
    let newest = receipts.iter().rev().filter(|receipt| seen.insert(receipt.destination));
    let mut live: Vec<&ReceiptRow> = newest.filter(|receipt| is_public(receipt)).collect();
    live.reverse();
    live
}

/// A story at a destination, as far as this desk knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct There {
    /// What happened there last.
    pub last: Option<ReceiptRow>,
    /// The publication of which nobody here knows what came: it began to write there, has not arrived, and nothing
    /// has arrived since.
    pub open: Option<JobRow>,
    /// Whether one is under way that will write there, if it has not yet.
    pub is_under_way: bool,
}

impl There {
    /// What readers have there.
    pub fn live(&self) -> Option<&ReceiptRow> {
        self.last.as_ref().filter(|receipt| is_public(receipt))
    }

    /// Whether readers have anything of the story there, or may have, or soon will.
    pub fn may_be_live(&self) -> bool {
        self.live().is_some() || self.open.is_some() || self.is_under_way
    }

    /// Whether there is anything that an errand could take from readers. A draft that was taken back may still go
    /// for good.
    pub fn may_take(&self, errand: Errand) -> bool {
        let is_there = |receipt: &ReceiptRow| match Errand::from_key(&receipt.kind) {
            Errand::Remove => false,
            Errand::TakeBack => errand == Errand::Remove,
            Errand::Publish | Errand::Withdraw => true,
        };
        errand.only_takes() && (self.open.is_some() || self.last.as_ref().is_some_and(is_there))
    }
}

impl Newsroom {
    /// A story at a destination, of its jobs and receipts.
    pub(crate) fn there_of(
        &self,
        jobs: &[JobRow],
        receipts: &[ReceiptRow],
        destination: DestinationId,
    ) -> Result<There> {
        let last = last_at(receipts, destination);
        let here = || jobs.iter().rev().filter(|job| job.destination == destination);
        let mut open = None;
        for job in here() {
            if self.may_have_written(job, last)? {
                open = Some(job.clone());
                break;
            }
        }
        let is_under_way = here().any(|job| !job.is_finished && job.is_in_flight);
        Ok(There { last: last.cloned(), open, is_under_way })
    }

    /// A story at a destination.
    pub(crate) fn there(&self, story: StoryId, destination: DestinationId) -> Result<There> {
        let (jobs, receipts) = self
            .store()
            .read(|on| Ok::<_, Error>((shelf::list(on, story)?, store::receipt::list(on, story)?)))?;
        self.there_of(&jobs, &receipts, destination)
    }

    /// Whether what stands at the destination now depends on an answer to this job that this desk does not have.
    fn may_have_written(&self, job: &JobRow, last: Option<&ReceiptRow>) -> Result<bool> {
        match JobState::from_key(&job.state) {
            JobState::Arrived => return Ok(false),
            JobState::Unknown | JobState::Ask if job.is_in_flight => return Ok(true),
            // Something arrived after it had ended, and that is known.
            _ if job.is_finished && last.is_some_and(|last| job.finished_ms <= Some(last.at.at_ms)) => {
                return Ok(false)
            }
            // One job at a time is in flight: what is open began after the last arrival.
            _ if !job.is_finished && !job.is_in_flight => return Ok(false),
            _ => {}
        }
        let writes = [Step::Write.key(), Step::SetState.key()];
        self.store()
            .read(|on| store::attempt::is_any(on, job.job, writes, NOTHING_WRITTEN).map_err(Error::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copy::{DeviceId, MemberId, RecordId, RevisionId, Sha256, Stamp};

    fn receipt(n: u8, place: u8, kind: &str) -> ReceiptRow {
        ReceiptRow {
            record: RecordId::from_random([n; 16]),
            story: StoryId::from_random([1; 16]),
            destination: DestinationId::from_random([place; 16]),
            kind: kind.into(),
            remote_id: "1".into(),
            revision: RevisionId::from_random([n; 16]),
            copy_hash: Sha256::of(&[n]),
            url: String::new(),
            web_slug: String::new(),
            version: String::new(),
            content_hash: String::new(),
            member: MemberId::from_random([1; 16]),
            device: DeviceId::from_random([1; 16]),
            at: Stamp { at_ms: i64::from(n), zone: String::new() },
            snapshot: String::new(),
        }
    }

    #[test]
    fn only_the_last_that_happened_at_a_place_counts() {
        let receipts = [
            receipt(1, 1, "publish"),
            receipt(2, 2, "publish"),
            receipt(3, 1, "take_back"),
            receipt(4, 2, "update"),
            receipt(5, 3, "withdraw"),
            receipt(6, 4, "publish"),
            receipt(7, 4, "remove"),
        ];
        let arrived: Vec<i64> = live(&receipts).iter().map(|receipt| receipt.at.at_ms).collect();
        assert_eq!(arrived, [4, 5], "one a place, without those from which it was taken, the newest last");
        let at = |place: u8| live_at(&receipts, DestinationId::from_random([place; 16]));
        assert_eq!(at(1), None, "what was published before it was taken back is no longer there");
        assert_eq!(at(2).map(|receipt| receipt.at.at_ms), Some(4));
        assert_eq!(at(9), None, "and where nothing ever happened there is nothing");
    }
}
