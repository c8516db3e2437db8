//! From records to threads.
//!
//! Records are a set; each names those it was made after. Of two that knew nothing of each other the more
//! cautious wins: a thread that somebody reopened while another settled it is open.

use super::{Standing, Thread};
use crate::causal::{self, Parents};
use copy::{MemberId, RecordId, Stamp, ThreadId};
use document::{Container, Proposal};
use std::collections::BTreeMap;
use store::thread::ThreadRow;

/// What was done in a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It was begun.
    Opened,
    /// Somebody answered.
    Replied,
    /// It is settled.
    Resolved,
    /// It is not.
    Reopened,
    /// A value of a fact is proposed.
    Proposed,
    /// What was proposed is done.
    Accepted,
    /// What was proposed is dropped.
    Rejected,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Opened,
        Self::Replied,
        Self::Resolved,
        Self::Reopened,
        Self::Proposed,
        Self::Accepted,
        Self::Rejected,
    ];

    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Replied => "replied",
            Self::Resolved => "resolved",
            Self::Reopened => "reopened",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    /// Reads [`Self::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whether it leaves the thread open, or settles it; answering does neither.
    fn opens(self) -> Option<bool> {
        match self {
            Self::Opened | Self::Reopened | Self::Proposed => Some(true),
            Self::Resolved | Self::Accepted | Self::Rejected => Some(false),
            Self::Replied => None,
        }
    }
}

/// Something said or done in a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its record.
    pub record: RecordId,
    /// What.
    pub kind: Kind,
    /// The words.
    pub text: String,
    /// Members who are asked to look.
    pub mentions: Vec<MemberId>,
    /// The proposal that it settles.
    pub proposal: Option<RecordId>,
    /// Who.
    pub member: MemberId,
    /// When, by that computer's clock.
    pub stamp: Stamp,
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Pending,
    /// It was done.
    Accepted,
    /// It was dropped.
    Rejected,
}

/// A value that is proposed for a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Its record.
    pub record: RecordId,
    /// What; `None`: something that only a newer Copydesk can read.
    pub proposal: Option<Proposal>,
    /// What became of it. Accepted here and rejected there is accepted: the fact was written.
    pub outcome: Outcome,
    /// Who.
    pub member: MemberId,
    /// When.
    pub stamp: Stamp,
}

/// Every thread, in the order of their opening, each with the cursors of its words.
pub(super) fn fold(rows: Vec<ThreadRow>) -> Vec<(Thread, Vec<u8>)> {
    let mut order: Vec<ThreadId> = Vec::new();
    let mut by_thread: BTreeMap<ThreadId, Vec<ThreadRow>> = BTreeMap::new();
    for row in rows {
        let records = by_thread.entry(row.thread).or_insert_with(|| {
            order.push(row.thread);
            Vec::new()
        });
        records.push(row);
    }
    order.into_iter().filter_map(|id| one(id, by_thread.remove(&id)?)).collect()
}

/// One thread; `None` while the record that opened it has not arrived.
fn one(id: ThreadId, rows: Vec<ThreadRow>) -> Option<(Thread, Vec<u8>)> {
    let parents: Parents<RecordId> = rows.iter().map(|row| (row.record, row.parents.clone())).collect();
    let kinds: Vec<(RecordId, Kind)> =
        rows.iter().filter_map(|row| Some((row.record, Kind::from_key(&row.kind)?))).collect();
    let turns: Vec<(RecordId, bool)> =
        kinds.iter().filter_map(|(record, kind)| Some((*record, kind.opens()?))).collect();
    let before: BTreeMap<_, _> =
        turns.iter().map(|(record, _)| (*record, causal::before(&parents, *record))).collect();
    let newest = turns.iter().filter(|(record, _)| !before.values().any(|before| before.contains(record)));
    let is_open = newest.into_iter().any(|(_, opens)| *opens);

    let rows = in_order(rows, &parents);
    let opened = rows.iter().find(|row| row.kind == Kind::Opened.key())?.clone();
    let entries: Vec<Entry> = rows.iter().filter_map(entry).collect();
    let settled = |record: RecordId, kind: Kind| {
        entries.iter().any(|entry| entry.kind == kind && entry.proposal == Some(record))
    };
    let proposals = rows
        .iter()
        .filter(|row| row.kind == Kind::Proposed.key())
        .map(|row| Proposed {
            record: row.record,
            proposal: Proposal::from_text(&row.value),
            outcome: if settled(row.record, Kind::Accepted) {
                Outcome::Accepted
            } else if settled(row.record, Kind::Rejected) {
                Outcome::Rejected
            } else {
                Outcome::Pending
            },
            member: row.member,
            stamp: row.at.clone(),
        })
        .collect();
    let has_words = opened.place.parse::<Container>().is_ok();
    let thread = Thread {
        id,
        standing: if has_words { Standing::Gone(None) } else { Standing::Apart },
        place: opened.place,
        quote: opened.quote,
        quote_before: opened.quote_before,
        quote_after: opened.quote_after,
        revision: opened.revision,
        is_open,
        entries,
        proposals,
    };
    Some((thread, opened.cursors))
}

fn entry(row: &ThreadRow) -> Option<Entry> {
    Some(Entry {
        record: row.record,
        kind: Kind::from_key(&row.kind)?,
        text: row.text.clone(),
        mentions: row.mentions.clone(),
        proposal: row.proposal,
        member: row.member,
        stamp: row.at.clone(),
    })
}

/// What was made after something stands after it. What was made at once has no order of its own: there the
/// clocks say what stands first, and nothing hangs on it.
fn in_order(mut rows: Vec<ThreadRow>, parents: &Parents<RecordId>) -> Vec<ThreadRow> {
    rows.sort_by_key(|row| (row.at.at_ms, row.record));
    let mut ordered: Vec<ThreadRow> = Vec::with_capacity(rows.len());
    while !rows.is_empty() {
        let waits = |row: &ThreadRow| {
            let before = parents.get(&row.record).into_iter().flatten();
            before.into_iter().any(|parent| rows.iter().any(|other| other.record == *parent))
        };
        // Records that name each other in a circle, which no desk writes, keep the clocks' order.
        let next = rows.iter().position(|row| !waits(row)).unwrap_or(0);
        ordered.push(rows.remove(next));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use copy::{DeviceId, StoryId};

    fn id(n: u8) -> RecordId {
        RecordId::from_random([n; 16])
    }

    fn record(n: u8, kind: Kind, parents: &[u8]) -> ThreadRow {
        ThreadRow {
            record: id(n),
            story: StoryId::from_random([1; 16]),
            thread: ThreadId::from_random([2; 16]),
            kind: kind.key().into(),
            parents: parents.iter().map(|n| id(*n)).collect(),
            text: format!("said {n}"),
            mentions: Vec::new(),
            place: if kind == Kind::Opened { "story".into() } else { String::new() },
            quote: String::new(),
            quote_before: String::new(),
            quote_after: String::new(),
            cursors: Vec::new(),
            revision: None,
            value: String::new(),
            proposal: None,
            member: MemberId::from_random([n; 16]),
            device: DeviceId::from_random([n; 16]),
            // Clocks that go backwards change nothing.
            at: Stamp { at_ms: -i64::from(n), zone: "UTC".into() },
        }
    }

    fn is_open(rows: &[ThreadRow]) -> bool {
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        let both = [fold(rows.to_vec()), fold(turned)].map(|threads| threads[0].0.is_open);
        assert_eq!(both[0], both[1], "the order of arrival changes nothing");
        both[0]
    }

    #[test]
    fn it_is_open_until_it_is_settled_and_of_two_at_once_the_reopening_wins() {
        let mut rows = vec![record(1, Kind::Opened, &[])];
        assert!(is_open(&rows));
        rows.push(record(2, Kind::Resolved, &[1]));
        assert!(!is_open(&rows), "settled");
        rows.push(record(3, Kind::Replied, &[2]));
        assert!(!is_open(&rows), "an answer alone does not open it");
        rows.push(record(4, Kind::Reopened, &[3]));
        assert!(is_open(&rows));
        rows.push(record(5, Kind::Resolved, &[3]));
        assert!(is_open(&rows), "who settled it did not know that it was reopened");
        rows.push(record(6, Kind::Resolved, &[4, 5]));
        assert!(!is_open(&rows), "who knew both settles it");
    }

    #[test]
    fn entries_stand_in_the_order_in_which_they_knew_of_each_other() {
        let rows = vec![
            record(3, Kind::Replied, &[2]),
            record(2, Kind::Replied, &[1]),
            record(1, Kind::Opened, &[]),
        ];
        let said: Vec<_> = fold(rows)[0].0.entries.iter().map(|entry| entry.text.clone()).collect();
        assert_eq!(said, ["said 1", "said 2", "said 3"]);
    }

    #[test]
    fn a_proposal_is_settled_by_the_record_that_names_it() {
        let proposal = Proposal::Fact { change: document::FactChange::Section("City".into()) };
        let proposed = ThreadRow { value: proposal.to_text(), ..record(2, Kind::Proposed, &[1]) };
        let mut rows = vec![record(1, Kind::Opened, &[]), proposed];
        assert!(is_open(&rows));
        let first = |rows: &[ThreadRow]| fold(rows.to_vec())[0].0.proposals[0].clone();
        assert_eq!((first(&rows).outcome, first(&rows).proposal), (Outcome::Pending, Some(proposal)));
        rows.push(ThreadRow { proposal: Some(id(2)), ..record(3, Kind::Rejected, &[2]) });
        assert_eq!((first(&rows).outcome, is_open(&rows)), (Outcome::Rejected, false));
        rows.push(ThreadRow { proposal: Some(id(2)), ..record(4, Kind::Accepted, &[2]) });
        assert_eq!(first(&rows).outcome, Outcome::Accepted, "the fact was written there");
    }

    #[test]
    fn records_without_their_opening_wait_for_it() {
        assert!(fold(vec![record(2, Kind::Replied, &[1])]).is_empty());
    }
}
