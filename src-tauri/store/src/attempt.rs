//! Attempts: counted and written down before the call goes out, ended after it.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::JobId;

/// One attempt at a step of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptRow {
    /// The job.
    pub job: JobId,
    /// 1, 2, 3 … within the job.
    pub n: i64,
    /// The step.
    pub step: String,
    /// When it began.
    pub at_ms: i64,
    /// How it ended; empty: nobody knows yet.
    pub outcome: String,
    /// More about it, without credentials and story text.
    pub detail: String,
    /// When it ended.
    pub ended_ms: Option<i64>,
}

/// Writes down that an attempt begins, before anything is sent.
pub fn begin(tx: &Tx<'_>, job: JobId, n: i64, step: &str, at_ms: i64) -> Result<(), StoreError> {
    tx.run(
        "begin an attempt",
        "INSERT INTO attempt (job, n, step, at_ms) VALUES (?1, ?2, ?3, ?4)",
        (Col(job), n, step, at_ms),
    )?;
    Ok(())
}

/// Writes down how it ended.
pub fn end(
    tx: &Tx<'_>,
    job: JobId,
    n: i64,
    outcome: &str,
    detail: &str,
    ended_ms: i64,
) -> Result<(), StoreError> {
    tx.change(
        "end an attempt",
        "UPDATE attempt SET outcome = ?3, detail = ?4, ended_ms = ?5 WHERE job = ?1 AND n = ?2",
        (Col(job), n, outcome, detail, ended_ms),
    )
}

/// A job's attempts in order.
pub fn list(on: &Reader<'_>, job: JobId) -> Result<Vec<AttemptRow>, StoreError> {
    on.rows(
        "list a job's attempts",
        "SELECT job, n, step, at_ms, outcome, detail, ended_ms FROM attempt WHERE job = ?1 ORDER BY n",
        (Col(job),),
        |row| {
            let mut c = Columns::of(row);
            Ok(AttemptRow {
                job: c.key()?,
                n: c.plain()?,
                step: c.plain()?,
                at_ms: c.plain()?,
                outcome: c.plain()?,
                detail: c.plain()?,
                ended_ms: c.plain()?,
            })
        },
    )
}

/// Whether an attempt at one of these steps was begun, but those that ended with this `detail`.
pub fn is_any(on: &Reader<'_>, job: JobId, steps: [&str; 2], but: &str) -> Result<bool, StoreError> {
    let [one, other] = steps;
    let sql = "SELECT 1 FROM attempt WHERE job = ?1 AND step IN (?2, ?3) AND detail <> ?4 LIMIT 1";
    let found = on.row("look for an attempt", sql, (Col(job), one, other, but), |_| Ok(()))?;
    Ok(found.is_some())
}
