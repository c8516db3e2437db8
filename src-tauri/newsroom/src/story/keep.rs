//! Keeping sessions: opening a story's text, writing its waiting rows, compaction, the index, and
//! closing. What is slow here never runs on the typing path.

use super::{place::put_in, session::Session};
use crate::{error::Unsaved, Error, Newsroom, Result};
use copy::{Stamp, StoryId};
use document::{Document, PeerId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use store::snapshot::NewSnapshot;

/// Compaction begins at so many rows: 499 waiting rows cost 21 ms at opening.
const ROWS_BEFORE_SNAPSHOT: usize = 100;
/// Slow work waits until nobody has typed for so long.
const IDLE: Duration = Duration::from_millis(700);
/// How often housekeeping looks.
const ROUND: Duration = Duration::from_millis(400);
/// How often it looks whether a backup is due: at the start, and then every hour.
const BACKUP_ROUND: Duration = Duration::from_secs(3_600);
/// What an edit was answered is kept so long: a computer that went to sleep in the middle of one asks again when it
/// wakes.
const ANSWERS_MS: i64 = 30 * 24 * 3_600_000;

/// Rows on their way to the disk.
pub(crate) struct Writing {
    upto: u64,
    pending: store::Pending<(), Error>,
}

pub(crate) fn lock(session: &Arc<Mutex<Session>>) -> MutexGuard<'_, Session> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Newsroom {
    /// Reads a story's document with its history.
    pub(super) fn load(&self, story: StoryId) -> Result<Session> {
        let (row, snapshot, ops, peers) = self.store().read(|on| {
            Ok::<_, Error>((
                store::story::get(on, story)?,
                store::snapshot::newest(on, story)?,
                store::op::list(on, story)?,
                store::peer::list(on, story)?,
            ))
        })?;
        if snapshot.is_none() && ops.is_empty() {
            return Err(Error::Missing("story"));
        }
        let (snapshot, is_newest) = snapshot.map_or((None, true), |(row, newest)| (Some(row), newest));
        let mut marks: HashMap<_, _> = snapshot.iter().flat_map(|row| row.marks.iter().copied()).collect();
        let after: Vec<_> =
            ops.iter().filter(|op| op.seq > marks.get(&op.device).copied().unwrap_or(0)).collect();
        let updates: Vec<&[u8]> = after.iter().map(|op| op.bytes.as_slice()).collect();
        let bytes = snapshot.as_ref().map(|row| row.bytes.as_slice());
        let document = Document::open(bytes, &updates, PeerId(self.random_8()))?;
        for op in &after {
            let mark = marks.entry(op.device).or_insert(0);
            *mark = (*mark).max(op.seq);
        }
        let saved_at_ms = ops.iter().map(|op| op.at.at_ms).max().or(row.map(|row| row.updated_ms));
        let mut session = Session::new(story, document, self.device(), saved_at_ms.unwrap_or(0));
        session.marks = marks;
        // What a file brought has its times in spans already: they came with it.
        let made_at: HashMap<_, _> = peers.iter().map(|row| (row.peer, row.device)).collect();
        session.members = peers.into_iter().map(|row| (PeerId(row.peer), row.member)).collect();
        // A damaged newest generation is replaced at the next chance.
        session.rows_since_snapshot =
            if is_newest { after.len() } else { after.len().max(ROWS_BEFORE_SNAPSHOT) };
        let is_ours =
            |op: &&&store::op::OpRow| made_at.get(&op.peer).is_none_or(|device| *device == op.device);
        session.spans = after.iter().filter(is_ours).map(|op| span_of(op)).collect();
        Ok(session)
    }

    /// Writes all waiting rows of a session and waits for the disk. Call it without the lock.
    pub(crate) fn save(&self, session: &Arc<Mutex<Session>>) -> Result<()> {
        let writing = self.begin_save(&mut lock(session))?;
        self.end_save(session, writing)
    }

    /// Hands the waiting rows to the writer. Under the session's lock, so that batches reach the writer
    /// in the order of their ticks and nobody else takes what this caller will wait for.
    pub(crate) fn begin_save(&self, live: &mut Session) -> Result<Option<Writing>> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let Some(batch) = live.take_batch() else { return Ok(None) };
        let upto = batch.upto;
        Ok(Some(Writing { upto, pending: self.store().submit(move |tx| batch.write(tx)) }))
    }

    /// Waits until the rows are on disk, and tells what waited for them. Call it without the lock.
    pub(crate) fn end_save(&self, session: &Arc<Mutex<Session>>, writing: Option<Writing>) -> Result<()> {
        let Some(writing) = writing else { return Ok(()) };
        let written = writing.pending.wait();
        let mut live = lock(session);
        match written {
            Ok(()) => {
                live.committed(writing.upto, self.now().at_ms);
                Ok(())
            }
            Err(error) => {
                let reason = Unsaved::of(&error);
                live.failed(writing.upto, reason);
                let version = live.version;
                drop(live);
                tracing::warn!(?reason, "a story's rows wait to be written");
                Err(Error::NotSaved { reason, version })
            }
        }
    }

    /// Waits until another call's rows are on disk up to this tick, or are known not to be.
    pub(crate) fn wait_saved(&self, session: &Arc<Mutex<Session>>, tick: u64) -> Result<()> {
        let mut live = lock(session);
        while live.saved_tick < tick {
            if let Some(reason) = live.unsaved {
                return Err(Error::NotSaved { reason, version: live.version });
            }
            let settled = live.settled();
            live = settled.wait(live).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }

    /// Looks after the live stories until [`Newsroom::close`]: rows that wait are tried again, the
    /// index follows the texts, documents are compacted, all when nobody types.
    pub fn keep_house(self: &Arc<Self>) -> std::io::Result<()> {
        let desk = Arc::downgrade(self);
        std::thread::Builder::new().name("housekeeping".into()).spawn(move || {
            let mut looked: Option<Instant> = None;
            while let Some(desk) = desk.upgrade() {
                let ended = desk.sessions.ended.lock().unwrap_or_else(PoisonError::into_inner);
                let ended = desk.sessions.bell.wait_timeout(ended, ROUND);
                if *ended.unwrap_or_else(PoisonError::into_inner).0 {
                    return;
                }
                desk.housekeeping_round();
                if looked.is_none_or(|at| at.elapsed() >= BACKUP_ROUND) {
                    looked = Some(Instant::now());
                    let desk = Arc::clone(&desk);
                    // A copy of a large desk takes seconds: the texts are looked after meanwhile.
                    let copying = std::thread::Builder::new().name("backup".into());
                    let started = copying.spawn(move || {
                        if let Err(error) = desk.back_up() {
                            tracing::warn!(%error, "the day's backup could not be made");
                        }
                        if let Err(error) = desk.forget_answers() {
                            tracing::warn!(%error, "answers of former months could not be forgotten");
                        }
                    });
                    if let Err(error) = started {
                        tracing::warn!(%error, "the day's backup could not be begun");
                    }
                }
            }
        })?;
        Ok(())
    }

    /// Forgets what edits of former months were answered; how many.
    pub fn forget_answers(&self) -> Result<usize> {
        if self.is_read_only() {
            return Ok(0);
        }
        let before_ms = self.now().at_ms - ANSWERS_MS;
        self.transact(move |tx, _| Ok(store::edit_seen::prune_before(tx, before_ms)?))
    }

    fn housekeeping_round(&self) {
        for story in self.sessions.to_load() {
            if let Err(error) = self.session(story) {
                tracing::warn!(%story, %error, "a story that is open could not be loaded");
            }
        }
        for session in self.sessions.live() {
            let (unsaved, idle, index_is_stale, galley_is_stale, rows) = {
                let live = lock(&session);
                (
                    live.unsaved.is_some(),
                    live.last_edit.elapsed() >= IDLE,
                    live.index_is_stale,
                    live.galley_is_stale,
                    live.rows_since_snapshot,
                )
            };
            let done = if unsaved {
                self.save(&session)
            } else if self.is_read_only() || !idle {
                Ok(())
            } else if rows >= ROWS_BEFORE_SNAPSHOT {
                self.compact(&session)
            } else if index_is_stale {
                self.refresh_index(&session)
            } else if galley_is_stale {
                self.keep_galley(&session)
            } else {
                Ok(())
            };
            if let Err(error) = done {
                tracing::debug!(%error, "housekeeping will come back to it");
            }
        }
    }

    /// A full-history snapshot takes the place of the op rows; their times fold into spans.
    pub(crate) fn compact(&self, session: &Arc<Mutex<Session>>) -> Result<()> {
        let (new, spans, rows, galley, known) = {
            let mut live = lock(session);
            if !live.is_saved() || live.rows_since_snapshot == 0 {
                return Ok(());
            }
            let bytes = live.document.snapshot()?;
            let marks = live.marks.iter().map(|(device, seq)| (*device, *seq)).collect();
            let new =
                NewSnapshot { story: live.story, at: self.now(), format: super::TEXT_FORMAT, marks, bytes };
            // Another generation: the galley of the last one is nobody's.
            live.galley_is_stale = false;
            (new, live.spans.clone(), live.rows_since_snapshot, live.galley(), live.marks.clone())
        };
        let count = spans.len();
        let written = self.transact(move |tx, _| {
            for span in &spans {
                store::span::put(tx, span)?;
            }
            store::snapshot::put(tx, &new)?;
            put_in(tx, new.story, &galley.to_bytes(), &known)
        });
        let mut live = lock(session);
        if let Err(error) = written {
            live.galley_is_stale = true;
            return Err(error);
        }
        live.rows_since_snapshot = live.rows_since_snapshot.saturating_sub(rows);
        let folded = count.min(live.spans.len());
        live.spans.drain(..folded);
        Ok(())
    }

    pub(crate) fn close_sessions(&self) -> Result<()> {
        *self.sessions.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.sessions.bell.notify_all();
        for session in self.sessions.live() {
            self.save(&session)?;
            self.refresh_index(&session)?;
            self.compact(&session)?;
            self.keep_galley(&session)?;
        }
        Ok(())
    }

    /// Everything typed so far is on disk afterwards.
    pub(crate) fn save_all(&self) -> Result<()> {
        self.sessions.live().iter().try_for_each(|session| self.save(session))
    }

    /// The stories whose texts are not all on disk, and why: closing must ask.
    pub fn unsaved(&self) -> Vec<(StoryId, Unsaved)> {
        let reason = |session: &Arc<Mutex<Session>>| {
            let live = lock(session);
            live.unsaved.map(|reason| (live.story, reason))
        };
        self.sessions.live().iter().filter_map(reason).collect()
    }
}

fn span_of(op: &store::op::OpRow) -> store::span::SpanRow {
    store::span::SpanRow {
        story: op.story,
        peer: op.peer,
        counter_from: op.counter_from,
        counter_to: op.counter_to,
        at: Stamp { at_ms: op.at.at_ms, zone: op.at.zone.clone() },
    }
}
