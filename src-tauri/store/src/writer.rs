//! The one thread that writes, and group commit.
//!
//! It takes every job that is queued at that moment, runs each in a savepoint of one transaction, commits
//! once with `synchronous=FULL`, and only then answers them all. So one keystroke costs one fsync and a
//! thousand without pause cost a handful.
//!
//! Whoever was answered together asks again at nearly the same moment: after a batch of several it waits
//! for as many, a quarter of what the last commit took and no longer. Without that the first to ask again
//! would have a commit to itself, with all others waiting for it. Who writes alone never waits.
//!
//! - A job that returns an error, or panics, is undone alone; the others of its batch stand. A job that
//!   is alone in its batch has the transaction for its savepoint.
//! - Some errors (a full disk above all) make SQLite roll the whole transaction back: then every job of
//!   the batch so far is answered with that error, for none of them was written.
//! - **A failed commit is unknown**: after an fsync error the rows may or may not be found later. The
//!   connection is thrown away, a new one re-reads `commit_mark`, which every batch raises. Not raised:
//!   the answer is the error. Raised: the pages of the failed fsync may be marked clean in the system's
//!   cache without being on the disk, so a full checkpoint copies them into the database and fsyncs
//!   that; only if it succeeds is the answer "saved".
//! - Checkpoints run after the answers, when nobody waits, not inside somebody's commit.

use crate::{connection::Source, error::Doing, reader::Tx, StoreError};
use rusqlite::Connection;
use std::{
    collections::VecDeque,
    sync::{
        atomic::{AtomicI32, Ordering},
        Arc, Condvar, Mutex, PoisonError,
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// A job, its types forgotten: it gets its turn, or the reason why there is none.
pub(crate) type Job = Box<dyn FnOnce(Result<&Tx<'_>, StoreError>) -> Option<Ran> + Send>;

/// A job that has run and waits for the commit.
pub(crate) struct Ran {
    /// Whether its changes are to be kept.
    pub keep: bool,
    /// Answers, with what went wrong with the commit.
    pub settle: Box<dyn FnOnce(Option<StoreError>) + Send>,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Job>,
    closed: bool,
    /// The writer need not be woken for fewer.
    hoped_for: usize,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    came: Condvar,
}

/// The writer's thread and its queue.
pub(crate) struct Writer {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(source: Source, conn: Connection) -> Result<Self, StoreError> {
        let queue = Arc::new(Queue::default());
        let theirs = Arc::clone(&queue);
        let mut desk = Desk { source, conn: None, wal_pages: Arc::default() };
        desk.adopt(conn)?;
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || desk.work(&theirs))
            .doing("start the writer")?;
        Ok(Self { queue, thread: Some(thread) })
    }

    pub fn submit(&self, job: Job) {
        let mut waiting = self.queue.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.closed {
            drop(waiting);
            job(Err(StoreError::Closed));
            return;
        }
        waiting.jobs.push_back(job);
        let is_enough = waiting.jobs.len() >= waiting.hoped_for;
        drop(waiting);
        if is_enough {
            self.queue.came.notify_one();
        }
    }
}

impl Drop for Writer {
    /// Writes what is queued, then closes the database.
    fn drop(&mut self) {
        self.queue.waiting.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.queue.came.notify_one();
        if let Some(thread) = self.thread.take() {
            // Jobs' panics are caught; one of the writer itself has ended the thread and says so by
            // every later answer being `Closed`.
            let _ = thread.join();
        }
    }
}

impl Queue {
    /// Everything that is queued, as soon as there is anything, or within that time as much as is hoped
    /// for; none when the store is closing and all is done.
    fn take(&self, hoped_for: usize, within: Duration) -> Option<VecDeque<Job>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if hoped_for > 1 {
            waiting.hoped_for = hoped_for;
            let lacks = |waiting: &mut Waiting| waiting.jobs.len() < hoped_for && !waiting.closed;
            let waited = self.came.wait_timeout_while(waiting, within, lacks);
            waiting = waited.unwrap_or_else(PoisonError::into_inner).0;
            waiting.hoped_for = 1;
        }
        loop {
            if !waiting.jobs.is_empty() {
                return Some(std::mem::take(&mut waiting.jobs));
            }
            if waiting.closed {
                return None;
            }
            waiting = self.came.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn is_idle(&self) -> bool {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).jobs.is_empty()
    }
}

/// Closes the queue if the writer itself goes down, so that nobody waits for ever.
struct LastWord<'q>(&'q Queue);

impl Drop for LastWord<'_> {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.closed = true;
        let left = std::mem::take(&mut waiting.jobs);
        drop(waiting);
        for job in left {
            job(Err(StoreError::Closed));
        }
    }
}

/// Checkpoint when nobody waits and the log has this many pages …
const WAL_PAGES_IDLE: i32 = 1_000;
/// … or, under a load that never pauses, this many.
const WAL_PAGES_MOST: i32 = 8_000;

/// However slow the disk was, nobody waits longer than this for others.
const LONGEST_HOPE: Duration = Duration::from_millis(5);

struct Desk {
    source: Source,
    /// None after a fault, until it could be opened again.
    conn: Option<Connection>,
    wal_pages: Arc<AtomicI32>,
}

impl Desk {
    fn adopt(&mut self, conn: Connection) -> Result<(), StoreError> {
        let mut conn = conn;
        let pages = Arc::clone(&self.wal_pages);
        conn.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, count: i32| {
            pages.store(count, Ordering::Relaxed);
            Ok(())
        }))
        .doing("watch the log")?;
        self.conn = Some(conn);
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), StoreError> {
        self.conn = None;
        let conn = self.source.writer()?;
        self.adopt(conn)
    }

    fn work(mut self, queue: &Queue) {
        let _last_word = LastWord(queue);
        let (mut last, mut took) = (1, Duration::ZERO);
        while let Some(mut jobs) = queue.take(last, (took / 4).min(LONGEST_HOPE)) {
            last = jobs.len();
            let from = Instant::now();
            while !jobs.is_empty() {
                self.batch(&mut jobs);
            }
            took = from.elapsed();
            let pages = self.wal_pages.load(Ordering::Relaxed);
            if pages >= WAL_PAGES_MOST || (pages >= WAL_PAGES_IDLE && queue.is_idle()) {
                self.checkpoint("PASSIVE");
            }
        }
        self.checkpoint("TRUNCATE");
    }

    /// A checkpoint that fails leaves everything in the log, where it is safe; the next one tries again.
    fn checkpoint(&mut self, mode: &str) {
        let Some(conn) = &self.conn else { return };
        match checkpoint(conn, mode) {
            Ok(true) => self.wal_pages.store(0, Ordering::Relaxed),
            Ok(false) => {}
            Err(error) => tracing::warn!(kind = ?error.kind(), "a checkpoint did not work"),
        }
    }

    /// Runs the jobs in one transaction and answers them. Leaves those unrun that came after a fault.
    fn batch(&mut self, jobs: &mut VecDeque<Job>) {
        if self.conn.is_none() {
            if let Err(error) = self.reopen() {
                return refuse(jobs, &error);
            }
        }
        let Some(conn) = &self.conn else { return refuse(jobs, &StoreError::Closed) };
        let mark = match begin(conn) {
            Ok(mark) => mark,
            Err(error) => {
                undo(conn);
                return refuse(jobs, &error);
            }
        };
        let mut ran = Vec::with_capacity(jobs.len());
        let mut fault = None;
        // A job that is alone needs no savepoint: undone, it takes the transaction with it.
        let turn: fn(&Connection, Job) -> Turn = if jobs.len() == 1 { turn_alone } else { turn };
        while let Some(job) = jobs.pop_front() {
            match turn(conn, job) {
                Ok(one) => ran.extend(one),
                Err((one, error)) => {
                    ran.extend(one);
                    fault = Some(error);
                    break;
                }
            }
        }
        if fault.is_some() || !ran.iter().any(|one| one.keep) {
            undo(conn);
        } else if let Err(error) = conn.prepare_cached("COMMIT").and_then(|mut it| it.execute([])) {
            fault = self.unknown(mark, StoreError::sql("commit", &error));
        }
        for one in ran {
            (one.settle)(fault.clone());
        }
    }

    /// A commit failed: what is the truth? None: it is on the disk after all.
    fn unknown(&mut self, mark: i64, error: StoreError) -> Option<StoreError> {
        tracing::warn!(kind = ?error.kind(), "a commit failed; reading the rows again");
        if let Some(conn) = &self.conn {
            undo(conn);
        }
        if self.reopen().is_err() {
            return Some(error);
        }
        let Some(conn) = &self.conn else { return Some(error) };
        let found = conn
            .query_row("SELECT batch FROM commit_mark WHERE one = 1", [], |row| row.get::<_, i64>(0))
            .doing("read the commit mark");
        match found {
            Ok(found) if found >= mark => match checkpoint(conn, "TRUNCATE") {
                Ok(true) => None,
                _ => Some(error),
            },
            _ => Some(error),
        }
    }
}

fn refuse(jobs: &mut VecDeque<Job>, error: &StoreError) {
    for job in jobs.drain(..) {
        job(Err(error.clone()));
    }
}

/// Begins and raises the commit mark; its new value.
fn begin(conn: &Connection) -> Result<i64, StoreError> {
    let doing = "begin to write";
    conn.prepare_cached("BEGIN IMMEDIATE").and_then(|mut it| it.execute([])).doing(doing)?;
    conn.prepare_cached("UPDATE commit_mark SET batch = batch + 1 WHERE one = 1 RETURNING batch")
        .and_then(|mut it| it.query_row([], |row| row.get(0)))
        .doing(doing)
}

/// Ends the transaction, if SQLite has not done so already.
fn undo(conn: &Connection) {
    if !conn.is_autocommit() {
        if let Err(error) = conn.execute_batch("ROLLBACK") {
            tracing::warn!(kind = ?StoreError::sql("roll back", &error).kind(), "a roll-back did not work");
        }
    }
}

/// A turn that was taken; an error means that the whole transaction is gone.
type Turn = Result<Option<Ran>, (Option<Ran>, StoreError)>;

/// The one job of a batch.
fn turn_alone(conn: &Connection, job: Job) -> Turn {
    let tx = Tx::on(conn);
    let ran = job(Ok(&tx));
    if conn.is_autocommit() {
        return Err((ran, tx.trouble().unwrap_or(StoreError::Crashed)));
    }
    Ok(ran)
}

/// One job in its savepoint.
fn turn(conn: &Connection, job: Job) -> Turn {
    let say = |sql: &str| conn.prepare_cached(sql).and_then(|mut it| it.execute([])).doing("mark a job");
    if let Err(error) = say("SAVEPOINT job") {
        job(Err(error.clone()));
        return Err((None, error));
    }
    let tx = Tx::on(conn);
    let ran = job(Ok(&tx));
    if conn.is_autocommit() {
        return Err((ran, tx.trouble().unwrap_or(StoreError::Crashed)));
    }
    let keep = ran.as_ref().is_some_and(|one| one.keep);
    let closed = match keep {
        true => say("RELEASE job"),
        false => say("ROLLBACK TO job").and_then(|_| say("RELEASE job")),
    };
    match closed {
        Ok(_) => Ok(ran),
        Err(error) => Err((ran, error)),
    }
}

/// Whether the whole log is in the database now.
fn checkpoint(conn: &Connection, mode: &str) -> Result<bool, StoreError> {
    conn.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| {
        let (busy, log, done): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(busy == 0 && log == done)
    })
    .doing("bring the log into the database")
}
