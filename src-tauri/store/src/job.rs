//! Publish jobs: the outbox. What a job does next is decided elsewhere; here its row is kept, one in
//! flight for a story and destination, and the next due one is found without a glance at finished ones.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DestinationId, DeviceId, JobId, MemberId, RecordId, RevisionId, Sha256, Stamp, StoryId};

/// A revision on its way to a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// The job.
    pub job: JobId,
    /// The story.
    pub story: StoryId,
    /// Where to.
    pub destination: DestinationId,
    /// The revision that is pinned.
    pub revision: RevisionId,
    /// Its copy hash.
    pub copy_hash: Sha256,
    /// The approval that lets it go.
    pub approval: Option<RecordId>,
    /// `publish`, `update` or `withdraw`.
    pub kind: String,
    /// The state's name.
    pub state: String,
    /// The step of the protocol that is under way or comes next.
    pub step: String,
    /// Whether something of it may be at the destination: at most one job of a story and destination.
    pub is_in_flight: bool,
    /// Whether nothing more will be done.
    pub is_finished: bool,
    /// How many attempts were begun.
    pub attempt: i64,
    /// When to go on; none: not by itself (it waits for a person, or is finished).
    pub next_at_ms: Option<i64>,
    /// The time that it was scheduled for.
    pub due_ms: Option<i64>,
    /// What stands in the way, as JSON; empty: nothing.
    pub trouble: String,
    /// What the next step needs from those before it, as the caller's bytes.
    pub carried: Vec<u8>,
    /// The operation's own id, made here.
    pub operation: String,
    /// Who asked for it.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub created: Stamp,
    /// When it was finished.
    pub finished_ms: Option<i64>,
}

const COLUMNS: &str = "job, story, destination, revision, copy_hash, approval, kind, state, step,
    is_in_flight, is_finished, attempt, next_at_ms, due_ms, trouble, carried, operation, member, device,
    created_ms, created_zone, finished_ms";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<JobRow> {
    let mut c = Columns::of(row);
    Ok(JobRow {
        job: c.key()?,
        story: c.key()?,
        destination: c.key()?,
        revision: c.key()?,
        copy_hash: c.key()?,
        approval: c.key_opt()?,
        kind: c.plain()?,
        state: c.plain()?,
        step: c.plain()?,
        is_in_flight: c.plain()?,
        is_finished: c.plain()?,
        attempt: c.plain()?,
        next_at_ms: c.plain()?,
        due_ms: c.plain()?,
        trouble: c.plain()?,
        carried: c.plain()?,
        operation: c.plain()?,
        member: c.key()?,
        device: c.key()?,
        created: c.stamp()?,
        finished_ms: c.plain()?,
    })
}

/// Adds a job.
pub fn insert(tx: &Tx<'_>, row: &JobRow) -> Result<(), StoreError> {
    tx.run(
        "add a publish job",
        "INSERT INTO job (job, story, destination, revision, copy_hash, approval, kind, state, step,
             is_in_flight, is_finished, attempt, next_at_ms, due_ms, trouble, carried, operation, member,
             device, created_ms, created_zone, finished_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
             ?21, ?22)",
        rusqlite::params![
            Col(row.job),
            Col(row.story),
            Col(row.destination),
            Col(row.revision),
            Col(row.copy_hash),
            opt(row.approval),
            row.kind,
            row.state,
            row.step,
            row.is_in_flight,
            row.is_finished,
            row.attempt,
            row.next_at_ms,
            row.due_ms,
            row.trouble,
            row.carried,
            row.operation,
            Col(row.member),
            Col(row.device),
            row.created.at_ms,
            row.created.zone,
            row.finished_ms,
        ],
    )?;
    Ok(())
}

/// Writes where a job stands now. What it pins (story, destination, revision, hash, approval, kind, who
/// asked) never changes. A second job in flight for its story and destination is refused.
pub fn update(tx: &Tx<'_>, row: &JobRow) -> Result<(), StoreError> {
    tx.change(
        "change a publish job",
        "UPDATE job SET state = ?2, step = ?3, is_in_flight = ?4, is_finished = ?5, attempt = ?6,
             next_at_ms = ?7, due_ms = ?8, trouble = ?9, carried = ?10, operation = ?11, finished_ms = ?12
         WHERE job = ?1",
        (
            Col(row.job),
            &row.state,
            &row.step,
            row.is_in_flight,
            row.is_finished,
            row.attempt,
            row.next_at_ms,
            row.due_ms,
            &row.trouble,
            &row.carried,
            &row.operation,
            row.finished_ms,
        ),
    )
}

/// One job.
pub fn get(on: &Reader<'_>, job: JobId) -> Result<Option<JobRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE job = ?1");
    on.row("read a publish job", &sql, (Col(job),), map)
}

/// The jobs that may go on at `now_ms`, the longest due first.
pub fn due(on: &Reader<'_>, now_ms: i64, limit: u32) -> Result<Vec<JobRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job WHERE is_finished = 0 AND next_at_ms IS NOT NULL AND next_at_ms <= ?1
         ORDER BY next_at_ms, created_ms LIMIT ?2"
    );
    on.rows("find due publish jobs", &sql, (now_ms, limit), map)
}

/// When the next job may go on, so that the runner sleeps until then.
pub fn next_at_ms(on: &Reader<'_>) -> Result<Option<i64>, StoreError> {
    on.row(
        "find the next publish job",
        "SELECT next_at_ms FROM job WHERE is_finished = 0 AND next_at_ms IS NOT NULL
         ORDER BY next_at_ms LIMIT 1",
        [],
        |row| row.get(0),
    )
}

/// All jobs that are not finished, the oldest first.
pub fn open(on: &Reader<'_>) -> Result<Vec<JobRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE is_finished = 0 ORDER BY created_ms, job");
    on.rows("list open publish jobs", &sql, [], map)
}

/// The jobs that finished last.
pub fn finished(on: &Reader<'_>, limit: u32) -> Result<Vec<JobRow>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM job WHERE is_finished = 1 ORDER BY finished_ms DESC, job LIMIT ?1");
    on.rows("list finished publish jobs", &sql, (limit,), map)
}

/// A story's jobs, the oldest first.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<JobRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE story = ?1 ORDER BY created_ms, job");
    on.rows("list a story's publish jobs", &sql, (Col(story),), map)
}

/// The job of a story that is in flight to a destination.
pub fn in_flight(
    on: &Reader<'_>,
    story: StoryId,
    destination: DestinationId,
) -> Result<Option<JobRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM job WHERE story = ?1 AND destination = ?2 AND is_in_flight = 1");
    on.row("find the job in flight", &sql, (Col(story), Col(destination)), map)
}
