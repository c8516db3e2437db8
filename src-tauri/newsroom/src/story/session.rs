//! A live story: its document in memory, what of it is on disk, who watches it.
//!
//! Every unit of work (an edit, a change of facts, a restore) gets a *tick*. Its rows wait in order
//! until they are committed; its events leave only then, in order. If a commit fails the document
//! stays ahead in memory, the rows wait and are written again, and nobody is told "saved".

use crate::{error::Unsaved, Newsroom, Result};
use copy::{DeviceId, MemberId, ReaderCopy, Sha256, Stamp, StoryId};
use document::{Container, DeletedRuns, Delta, Document, Particulars, PeerId, Review};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Condvar},
    time::Instant,
};
use store::{edit_seen::EditSeenRow, op::OpRow, peer::PeerRow, span::SpanRow, verdict::VerdictRow, Tx};

/// What happens to an open story, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum StoryEvent {
    /// Texts changed.
    Changed {
        /// The version before.
        from_version: u32,
        /// The version after.
        to_version: u32,
        /// The changes.
        changes: Vec<(Container, Delta)>,
        /// For the window whose edit it was, which has applied what it sent: what makes that of the changes.
        /// A suggestion has one: told to all as a deletion that is put back, it would undo what others do
        /// with those words meanwhile.
        correction: Vec<(Container, Delta)>,
        /// Whose: client and its edit's number; `None`: the desk's own.
        origin: Option<(String, u32)>,
    },
    /// Facts, byline, figures, notes or the state changed.
    Facts,
    /// Everything up to this version is on disk.
    Saved {
        /// The version.
        version: u32,
        /// When.
        at_ms: i64,
    },
    /// Writing failed and is being tried again.
    NotSaved(Unsaved),
}

/// Hears a story's events in order. Called under the session's lock: only pass on.
pub type Watcher = Box<dyn FnMut(&StoryEvent) + Send>;

/// What a client of the story needs to be remembered for.
#[derive(Default)]
pub(super) struct Client {
    pub deleted: DeletedRuns,
    /// Answers to its last edits, for calls that come twice while they are under way.
    pub answers: VecDeque<(u32, u64, super::Ack)>,
}

/// Rows of one tick that are not known to be on disk.
#[derive(Clone)]
struct Waiting {
    tick: u64,
    version: u32,
    peer: Option<PeerRow>,
    ops: Vec<OpRow>,
    seen: Option<EditSeenRow>,
    verdicts: Vec<VerdictRow>,
    in_flight: bool,
}

/// The rows of some ticks, on their way to the writer.
pub(super) struct Batch {
    pub upto: u64,
    waiting: Vec<Waiting>,
}

/// The version that a session begins with, and that a galley is shown at before.
pub(super) const FIRST_VERSION: u32 = 1;

/// A live story.
pub(crate) struct Session {
    pub story: StoryId,
    pub document: Document,
    /// Goes up by one with every change of a text.
    pub version: u32,
    pub(super) clients: HashMap<String, Client>,
    /// Who each peer of the story is.
    pub members: HashMap<PeerId, MemberId>,
    /// The peers of this run.
    peers: HashMap<MemberId, PeerId>,
    device: DeviceId,
    /// The last op row's number of each device.
    pub(super) marks: HashMap<DeviceId, i64>,
    tick: u64,
    pub(super) saved_tick: u64,
    saved_version: u32,
    pub saved_at_ms: i64,
    waiting: VecDeque<Waiting>,
    outgoing: VecDeque<(u64, StoryEvent)>,
    pub(super) watchers: Vec<(u64, Watcher)>,
    pub unsaved: Option<Unsaved>,
    /// Rung when a batch is on disk or is known not to be.
    settled: Arc<Condvar>,
    /// Rows since the newest snapshot, and the spans that they fold into.
    pub(super) rows_since_snapshot: usize,
    pub(crate) spans: Vec<SpanRow>,
    pub(super) last_edit: Instant,
    pub(crate) index_is_stale: bool,
    /// A galley is to be written: the text is another than the last one's, or one was missed.
    pub(super) galley_is_stale: bool,
    particulars: Option<(u64, Arc<Particulars>)>,
    copy: Option<(u64, Arc<ReaderCopy>, Sha256)>,
    review: Option<(u64, Arc<Review>)>,
    /// What became of suggestions, to be written with the next tick.
    pub(crate) verdicts: Vec<VerdictRow>,
}

impl Session {
    pub(super) fn new(story: StoryId, document: Document, device: DeviceId, saved_at_ms: i64) -> Self {
        Self {
            story,
            document,
            version: FIRST_VERSION,
            clients: HashMap::new(),
            members: HashMap::new(),
            peers: HashMap::new(),
            device,
            marks: HashMap::new(),
            tick: 0,
            saved_tick: 0,
            saved_version: FIRST_VERSION,
            saved_at_ms,
            waiting: VecDeque::new(),
            outgoing: VecDeque::new(),
            watchers: Vec::new(),
            unsaved: None,
            settled: Arc::default(),
            rows_since_snapshot: 0,
            spans: Vec::new(),
            last_edit: Instant::now(),
            index_is_stale: false,
            galley_is_stale: false,
            particulars: None,
            copy: None,
            review: None,
            verdicts: Vec::new(),
        }
    }

    /// The head as readers would get it, with its hash; made once for each state of the text.
    pub fn copy(&mut self) -> (Arc<ReaderCopy>, Sha256) {
        match &self.copy {
            Some((tick, copy, hash)) if *tick == self.tick => (Arc::clone(copy), *hash),
            _ => {
                let copy = Arc::new(self.document.reader_copy());
                let hash = copy::canonical::copy_hash(&copy);
                self.copy = Some((self.tick, Arc::clone(&copy), hash));
                (copy, hash)
            }
        }
    }

    /// Its comments and pending suggestions; looked up once for each state of the text.
    pub fn review(&mut self) -> Arc<Review> {
        match &self.review {
            Some((tick, review)) if *tick == self.tick => Arc::clone(review),
            _ => {
                let review = Arc::new(self.document.review());
                self.review = Some((self.tick, Arc::clone(&review)));
                review
            }
        }
    }

    /// What is known of it besides its texts; looked up once for each state of the text.
    pub fn particulars(&mut self) -> Arc<Particulars> {
        match &self.particulars {
            Some((tick, particulars)) if *tick == self.tick => Arc::clone(particulars),
            _ => {
                let (copy, hash) = self.copy();
                let has_suggestions = !self.review().suggestions.is_empty();
                let particulars = Arc::new(self.document.particulars(&copy, hash, has_suggestions));
                self.particulars = Some((self.tick, Arc::clone(&particulars)));
                particulars
            }
        }
    }

    /// Makes the document speak for this member: their peer of this run, drawn at their first edit.
    /// The row of a new peer is returned, to be written with its first op row.
    pub(crate) fn speak_for(
        &mut self,
        desk: &Newsroom,
        member: MemberId,
        now: &Stamp,
    ) -> Result<Option<PeerRow>> {
        if let Some(peer) = self.peers.get(&member) {
            if self.document.peer() != *peer {
                self.document.set_peer(*peer)?;
            }
            return Ok(None);
        }
        let peer = PeerId(desk.random_8());
        self.document.set_peer(peer)?;
        self.peers.insert(member, peer);
        self.members.insert(peer, member);
        Ok(Some(PeerRow { peer: peer.0, story: self.story, device: self.device, member, at: now.clone() }))
    }

    /// Takes the document's new operations as the next tick's rows, with the events that leave once
    /// they are on disk. `None`: nothing was made.
    pub(crate) fn take_tick(
        &mut self,
        peer: Option<PeerRow>,
        seen: impl FnOnce(&Self) -> Option<EditSeenRow>,
        events: Vec<StoryEvent>,
        now: &Stamp,
    ) -> Result<Option<u64>> {
        let mut ops = Vec::new();
        while let Some(taken) = self.document.take_ops()? {
            let seq = self.marks.entry(self.device).or_insert(0);
            *seq += 1;
            let (from, to) = (i64::from(taken.counter_from), i64::from(taken.counter_to));
            fold(&mut self.spans, self.story, taken.peer, (from, to), now);
            ops.push(OpRow {
                story: self.story,
                device: self.device,
                seq: *seq,
                format: super::TEXT_FORMAT,
                peer: taken.peer.0,
                counter_from: from,
                counter_to: to,
                at: now.clone(),
                bytes: taken.bytes,
            });
        }
        if ops.is_empty() && events.is_empty() {
            return Ok(None);
        }
        self.tick += 1;
        self.rows_since_snapshot += ops.len();
        self.index_is_stale = true;
        self.galley_is_stale = true;
        self.last_edit = Instant::now();
        for event in events {
            self.outgoing.push_back((self.tick, event));
        }
        let seen = seen(self);
        self.waiting.push_back(Waiting {
            tick: self.tick,
            version: self.version,
            peer,
            ops,
            seen,
            verdicts: std::mem::take(&mut self.verdicts),
            in_flight: false,
        });
        Ok(Some(self.tick))
    }

    /// Texts changed by what is on disk already: told at once.
    pub(super) fn arrived(&mut self, changes: super::Edits, at_ms: i64) {
        self.tick += 1;
        self.saved_tick = self.saved_tick.max(self.tick);
        self.saved_at_ms = self.saved_at_ms.max(at_ms);
        self.index_is_stale = true;
        self.galley_is_stale = true;
        let told = self.changed(changes, None);
        self.saved_version = self.version;
        for event in told.into_iter().chain([StoryEvent::Facts]) {
            self.tell(&event);
        }
    }

    /// All rows that nobody is writing, in order. `None`: there are none.
    pub(super) fn take_batch(&mut self) -> Option<Batch> {
        let mut waiting = Vec::new();
        for one in self.waiting.iter_mut().filter(|one| !one.in_flight) {
            one.in_flight = true;
            waiting.push(one.clone());
        }
        let upto = waiting.last()?.tick;
        Some(Batch { upto, waiting })
    }

    /// A batch is on disk: everything up to it is, since rows are appended without gaps.
    pub(super) fn committed(&mut self, upto: u64, at_ms: i64) {
        while let Some(first) = self.waiting.front().filter(|first| first.tick <= upto) {
            self.saved_version = first.version;
            self.waiting.pop_front();
        }
        self.saved_tick = self.saved_tick.max(upto);
        self.saved_at_ms = self.saved_at_ms.max(at_ms);
        let was_unsaved = self.waiting.is_empty() && self.unsaved.take().is_some();
        while let Some((_, event)) = self.outgoing.front().filter(|(tick, _)| *tick <= upto).cloned() {
            self.outgoing.pop_front();
            self.tell(&event);
        }
        self.settled.notify_all();
        if was_unsaved {
            self.tell(&StoryEvent::Saved { version: self.saved_version, at_ms });
        }
    }

    /// A batch is not on disk: its rows wait for the next attempt.
    pub(super) fn failed(&mut self, upto: u64, reason: Unsaved) {
        for one in self.waiting.iter_mut().filter(|one| one.tick <= upto) {
            one.in_flight = false;
        }
        self.settled.notify_all();
        if self.unsaved != Some(reason) {
            self.unsaved = Some(reason);
            self.tell(&StoryEvent::NotSaved(reason));
        }
    }

    /// To wait on, with the session's own lock.
    pub(super) fn settled(&self) -> Arc<Condvar> {
        Arc::clone(&self.settled)
    }

    pub(super) fn tell(&mut self, event: &StoryEvent) {
        for (_, watcher) in &mut self.watchers {
            watcher(event);
        }
    }

    /// Whether every row is on disk.
    pub fn is_saved(&self) -> bool {
        self.waiting.is_empty()
    }
}

impl Batch {
    /// Writes the rows. Refuses to leave a gap: if an earlier batch failed, this one fails too.
    pub fn write(&self, tx: &Tx<'_>) -> Result<()> {
        for one in &self.waiting {
            if let Some(peer) = &one.peer {
                store::peer::insert(tx, peer)?;
            }
            for op in &one.ops {
                if !store::op::append_next(tx, op)? {
                    return Err(crate::Error::Missing("op row before this one"));
                }
            }
            for verdict in &one.verdicts {
                crate::suggestion::insert_in(tx, verdict)?;
            }
            if let Some(seen) = &one.seen {
                store::edit_seen::keep(tx, seen)?;
            }
        }
        Ok(())
    }
}

/// One span covers what a peer wrote within a minute.
const SPAN_MS: i64 = 60_000;

fn fold(spans: &mut Vec<SpanRow>, story: StoryId, peer: PeerId, (from, to): (i64, i64), at: &Stamp) {
    match spans.last_mut() {
        Some(last)
            if last.peer == peer.0
                && last.counter_to == from
                && last.at.zone == at.zone
                && (0..SPAN_MS).contains(&(at.at_ms - last.at.at_ms)) =>
        {
            last.counter_to = to;
        }
        _ => spans.push(SpanRow { story, peer: peer.0, counter_from: from, counter_to: to, at: at.clone() }),
    }
}
