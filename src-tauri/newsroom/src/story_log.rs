//! The log of a story: everything that happened to it, one entry a record, each with who, when and on
//! which computer. It is read off the records; nothing is written for it.

use crate::{clock::Door, revision::RevisionKind, story::lock, workflow::Move, Error, Newsroom, Result};
use copy::{DestinationId, DeviceId, MemberId, RecordId, RevisionId, Stamp, StoryId};
use document::PeerId;
use std::collections::{BTreeMap, BTreeSet};
use store::{
    event::EventRow, ignore::IgnoreRow, job::JobRow, peer::PeerRow, quote_tick::QuoteTickRow,
    receipt::ReceiptRow, revision::NoteTickRow, revision::RevisionRow, thread::ThreadRow,
    verdict::VerdictRow, StoreError,
};

/// What a thread is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// These words.
    Words(String),
    /// A picture (`figure:<id>`), a fact (`byline`) or the `story`.
    Place(String),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The story was made.
    Made,
    /// Somebody began to write, on one computer, in one run of the app.
    Wrote,
    /// A revision was kept that is no part of a move.
    Kept {
        /// Its kind's name.
        kind: String,
        /// Which.
        revision: RevisionId,
        /// Its note.
        note: String,
    },
    /// A move.
    Moved {
        /// Which.
        kind: Move,
        /// The revision that it speaks of.
        revision: Option<RevisionId>,
        /// Why, or the revision note.
        why: String,
        /// Until or at what time.
        until_ms: Option<i64>,
        /// To whom.
        to: Option<MemberId>,
    },
    /// Something was said in a thread.
    Said {
        /// What was done, by its name in records.
        kind: String,
        /// What the thread is on.
        about: About,
        /// The words.
        text: String,
    },
    /// A suggestion is gone.
    Settled {
        /// How, by its name in records.
        fate: String,
        /// The words without it.
        before: String,
        /// The words with it.
        after: String,
        /// Who had suggested it.
        by: Option<MemberId>,
    },
    /// An item of a revision note was ticked, or that was taken back.
    Ticked {
        /// The item.
        item: String,
        /// Done, or taken back.
        is_done: bool,
    },
    /// Somebody looked at an edit inside a quotation, or took that back.
    Looked {
        /// The quotation as it was.
        before: String,
        /// As it is.
        after: String,
        /// Looked at, or taken back.
        is_done: bool,
    },
    /// A check was set aside, or taken up again.
    Ignored {
        /// The check's key.
        check: String,
        /// Why.
        why: String,
        /// Taken up again.
        is_withdrawn: bool,
    },
    /// A publication was ordered.
    Ordered {
        /// `publish`, `update` or `withdraw`.
        kind: String,
        /// Where to.
        destination: DestinationId,
        /// The revision that is pinned.
        revision: RevisionId,
        /// At what time, if it waits for one.
        due_ms: Option<i64>,
    },
    /// A publication arrived.
    Arrived {
        /// `publish`, `update` or `withdraw`.
        kind: String,
        /// Where.
        destination: DestinationId,
        /// The revision.
        revision: RevisionId,
        /// Where readers find it.
        url: String,
    },
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub member: MemberId,
    /// On which computer.
    pub device: DeviceId,
    /// When, by that computer's clock.
    pub at: Stamp,
    /// By command line, where it was.
    pub is_command_line: bool,
    /// The record that it is read off, where a file may have brought it.
    pub record: Option<RecordId>,
    /// What happened.
    pub act: Act,
}

impl Entry {
    fn of(member: MemberId, device: DeviceId, at: &Stamp, act: Act) -> Self {
        Self { member, device, at: at.clone(), is_command_line: false, record: None, act }
    }
}

/// Every record of a story.
struct Records {
    root: Option<PeerId>,
    peers: Vec<PeerRow>,
    revisions: Vec<RevisionRow>,
    events: Vec<EventRow>,
    threads: Vec<ThreadRow>,
    verdicts: Vec<VerdictRow>,
    ticks: Vec<NoteTickRow>,
    items: BTreeMap<RecordId, String>,
    quotes: Vec<QuoteTickRow>,
    ignored: Vec<IgnoreRow>,
    jobs: Vec<JobRow>,
    receipts: Vec<ReceiptRow>,
}

/// A log under way: its entries, each with the time by which it is put in order.
#[derive(Default)]
struct Log {
    entries: Vec<(i64, Entry)>,
    known: BTreeMap<RecordId, i64>,
}

impl Log {
    /// Adds an entry. It stands after those that its author knew, whatever the clocks of two computers say.
    fn add(&mut self, record: Option<RecordId>, after: &[RecordId], entry: Entry) {
        let known = after.iter().filter_map(|before| self.known.get(before)).max();
        let place = known.copied().unwrap_or(entry.at.at_ms).max(entry.at.at_ms);
        if let Some(record) = record {
            self.known.insert(record, place);
        }
        self.entries.push((place, Entry { record, ..entry }));
    }

    fn words(&mut self, records: &Records) {
        for row in &records.peers {
            if records.root == Some(PeerId(row.peer)) {
                // Before everything, whatever a clock said: nothing can be done to a story that is not there.
                let made = Entry::of(row.member, row.device, &row.at, Act::Made);
                self.entries.push((i64::MIN, made));
            } else {
                self.add(None, &[], Entry::of(row.member, row.device, &row.at, Act::Wrote));
            }
        }
        let moved: BTreeSet<RevisionId> = records.events.iter().filter_map(|row| row.revision).collect();
        // One that a move made is told by the move. Somebody else's approval of what was saved by hand does
        // not hide who saved it, nor an order to publish why readers get no note.
        let is_told = |row: &&RevisionRow| {
            use RevisionKind::{Approved, Filed, Published, SentBack};
            let by_hand = [Filed, SentBack, Approved, Published].iter().all(|kind| row.kind != kind.key());
            let has_word = row.kind == Published.key() && !row.note.is_empty();
            by_hand || has_word || !moved.contains(&row.revision)
        };
        for row in records.revisions.iter().filter(is_told) {
            let (kind, note) = (row.kind.clone(), row.note.clone());
            let act = Act::Kept { kind, revision: row.revision, note };
            self.add(None, &[], Entry::of(row.member, row.device, &row.at, act));
        }
    }

    fn moves(&mut self, records: &Records) {
        for row in &records.events {
            let Some(kind) = Move::from_key(&row.kind) else { continue };
            let (why, to) = (row.why.clone(), row.to_member);
            let act = Act::Moved { kind, revision: row.revision, why, until_ms: row.until_ms, to };
            let is_command_line = row.door == Door::CommandLine.key();
            let entry = Entry { is_command_line, ..Entry::of(row.member, row.device, &row.at, act) };
            self.add(Some(row.record), &row.parents, entry);
        }
    }

    fn asked(&mut self, records: &Records) {
        let mut about = BTreeMap::new();
        for row in &records.threads {
            if !row.place.is_empty() {
                about.entry(row.thread).or_insert_with(|| match row.quote.as_str() {
                    "" => About::Place(row.place.clone()),
                    quote => About::Words(quote.to_owned()),
                });
            }
            let about = about.get(&row.thread).cloned().unwrap_or(About::Place("story".into()));
            let act = Act::Said { kind: row.kind.clone(), about, text: row.text.clone() };
            self.add(Some(row.record), &row.parents, Entry::of(row.member, row.device, &row.at, act));
        }
        for row in &records.verdicts {
            let act = Act::Settled {
                fate: row.kind.clone(),
                before: row.text_before.clone(),
                after: row.text_after.clone(),
                by: row.suggested_by,
            };
            self.add(Some(row.record), &row.parents, Entry::of(row.member, row.device, &row.at, act));
        }
    }

    fn looked(&mut self, records: &Records) {
        for row in &records.ticks {
            let item = records.items.get(&row.item).cloned().unwrap_or_default();
            let act = Act::Ticked { item, is_done: row.is_done };
            let after: Vec<_> = row.follows.into_iter().collect();
            self.add(Some(row.record), &after, Entry::of(row.member, row.device, &row.at, act));
        }
        for row in &records.quotes {
            let (before, after) = (row.text_before.clone(), row.text_after.clone());
            let act = Act::Looked { before, after, is_done: row.is_done };
            self.add(Some(row.record), &row.parents, Entry::of(row.member, row.device, &row.at, act));
        }
        for row in &records.ignored {
            let (check, why) = (row.check.clone(), row.why.clone());
            let act = Act::Ignored { check, why, is_withdrawn: row.is_withdrawn };
            let after: Vec<_> = row.follows.into_iter().collect();
            self.add(Some(row.record), &after, Entry::of(row.member, row.device, &row.at, act));
        }
    }

    fn published(&mut self, records: &Records) {
        for row in &records.jobs {
            let (kind, destination, due_ms) = (row.kind.clone(), row.destination, row.due_ms);
            let act = Act::Ordered { kind, destination, revision: row.revision, due_ms };
            let after: Vec<_> = row.approval.into_iter().collect();
            self.add(None, &after, Entry::of(row.member, row.device, &row.created, act));
        }
        for row in &records.receipts {
            let (kind, destination, url) = (row.kind.clone(), row.destination, row.url.clone());
            let act = Act::Arrived { kind, destination, revision: row.revision, url };
            self.add(Some(row.record), &[], Entry::of(row.member, row.device, &row.at, act));
        }
    }

    fn in_order(mut self) -> Vec<Entry> {
        self.entries.sort_by_key(|(place, _)| *place);
        self.entries.into_iter().map(|(_, entry)| entry).collect()
    }
}

impl Newsroom {
    /// Everything that happened to a story, the oldest first: by the clocks of the computers, and never
    /// before what its author knew.
    pub fn story_log(&self, story: StoryId) -> Result<Vec<Entry>> {
        let root = lock(&self.session(story)?).document.root();
        let mut records = self.store().read(|on| {
            let revisions = store::revision::list(on, story)?;
            let items = revisions.iter().map(|row| store::revision::items(on, row.revision));
            let items = items.collect::<std::result::Result<Vec<_>, StoreError>>()?;
            Ok::<_, Error>(Records {
                root,
                peers: store::peer::list(on, story)?,
                events: store::event::list(on, story)?,
                threads: store::thread::list(on, story)?,
                verdicts: store::verdict::list(on, story)?,
                ticks: store::revision::ticks(on, story)?,
                items: items.into_iter().flatten().map(|item| (item.id, item.text)).collect(),
                quotes: store::quote_tick::list(on, story)?,
                ignored: store::ignore::history(on, story)?,
                jobs: store::job::list(on, story)?,
                receipts: store::receipt::list(on, story)?,
                revisions,
            })
        })?;
        // Rows of peers have no order of their own.
        records.peers.sort_by_key(|row| (row.at.at_ms, row.peer));
        let mut log = Log::default();
        log.words(&records);
        log.moves(&records);
        log.asked(&records);
        log.looked(&records);
        log.published(&records);
        Ok(log.in_order())
    }
}
