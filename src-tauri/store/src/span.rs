//! Spans: when a stretch of a peer's counters was written. What blame answers "when" from, after the op
//! rows have gone into a snapshot.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{Stamp, StoryId};

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
