//! Spans: when a stretch of a peer's counters was written. What blame answers "when" from, after the op
//! rows have gone into a snapshot.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{MemberId, Stamp, StoryId};

/// A stretch of one peer's counters, written at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanRow {
    /// The story.
    pub story: StoryId,
    /// The peer.
    pub peer: u64,
    /// The first counter.
    pub counter_from: i64,
    /// The counter after the last.
    pub counter_to: i64,
    /// When.
    pub at: Stamp,
}

/// Writes a span; one that begins at the same counter is written anew, never shorter.
pub fn put(tx: &Tx<'_>, row: &SpanRow) -> Result<(), StoreError> {
    tx.run(
        "write a span",
        "INSERT INTO span (story, peer, counter_from, counter_to, at_ms, zone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (story, peer, counter_from) DO UPDATE SET counter_to = excluded.counter_to
             WHERE excluded.counter_to > counter_to",
        (
            Col(row.story),
            row.peer.cast_signed(),
            row.counter_from,
            row.counter_to,
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(())
}

/// The story's spans, peer by peer, in the order of the counters.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<SpanRow>, StoreError> {
    on.rows(
        "list a story's spans",
        "SELECT story, peer, counter_from, counter_to, at_ms, zone FROM span WHERE story = ?1
         ORDER BY peer, counter_from",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(SpanRow {
                story: c.key()?,
                peer: c.peer()?,
                counter_from: c.plain()?,
                counter_to: c.plain()?,
                at: c.stamp()?,
            })
        },
    )
}

/// Who wrote in a story last: by its spans, and by what was typed here since they were folded. The rows of what a
/// file brought say when it came in, and not when it was written.
pub fn last_writer(on: &Reader<'_>, story: StoryId) -> Result<Option<MemberId>, StoreError> {
    on.row(
        "look for who wrote last",
        "SELECT peer.member FROM (
             SELECT span.peer, span.at_ms, 0 AS seq FROM span WHERE span.story = ?1
             UNION ALL
             SELECT op.peer, op.at_ms, op.seq FROM op
             JOIN peer ON peer.story = op.story AND peer.peer = op.peer AND peer.device = op.device
             WHERE op.story = ?1
         ) AS written
         JOIN peer ON peer.story = ?1 AND peer.peer = written.peer
         ORDER BY written.at_ms DESC, written.seq DESC LIMIT 1",
        (Col(story),),
        |row| Columns::of(row).key(),
    )
}
