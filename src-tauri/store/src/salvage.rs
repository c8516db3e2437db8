//! What can still be read of a database that is not opened: damaged, of a newer Copydesk, or one that could
//! not be upgraded. Only the tables that hold texts are asked, which have stood since the first version; a
//! row that cannot be read is passed over.

use crate::{
    column::{Col, Columns},
    op::{self, OpRow},
    revision,
    snapshot::{self, SnapshotRow},
    Reader,
};
use copy::{RevisionId, Sha256, StoryId};
use std::collections::BTreeSet;

/// What is left of a story's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remains {
    /// Its whole snapshots, the newest first, without their marks.
    pub snapshots: Vec<SnapshotRow>,
    /// Its whole op rows, device by device, in sequence.
    pub ops: Vec<OpRow>,
    /// In how many places something else was found, or nothing could be read.
    pub damaged: usize,
}

/// The stories that any table of texts still names.
pub fn stories(on: &Reader<'_>) -> Vec<StoryId> {
    let tables = [
        "SELECT story FROM story",
        "SELECT DISTINCT story FROM snapshot",
        "SELECT DISTINCT story FROM op",
        "SELECT DISTINCT story FROM revision",
    ];
    let named = |sql| on.rows_to_a_break("look for stories", sql, [], |row| Columns::of(row).key()).0;
    let all: BTreeSet<_> = tables.into_iter().flat_map(named).collect();
    all.into_iter().collect()
}

/// What is left of a story's text.
pub fn remains(on: &Reader<'_>, story: StoryId) -> Remains {
    let (snapshots, bad_snapshots) = snapshot::salvage(on, story);
    let (ops, bad_ops) = op::salvage(on, story);
    Remains { snapshots, ops, damaged: bad_snapshots + bad_ops }
}

/// Whether the tables of texts are sound as tables: rows that went with a damaged page leave no gap to be seen.
pub fn is_sound(on: &Reader<'_>) -> bool {
    ["snapshot", "op"].into_iter().all(|table| {
        let sql = format!("PRAGMA integrity_check({table})");
        let (said, breaks) = on.rows_to_a_break("check a table", &sql, [], |row| row.get::<_, String>(0));
        !breaks && said == ["ok"]
    })
}

/// The copy hash that the story's text had when its row was written.
pub fn head_hash(on: &Reader<'_>, story: StoryId) -> Option<Sha256> {
    let sql = "SELECT head_hash FROM story WHERE story = ?1";
    let hash = |row: &rusqlite::Row<'_>| Columns::of(row).key_opt();
    on.rows_to_a_break("read a story's hash", sql, (Col(story),), hash).0.into_iter().flatten().next()
}

/// The body of the story's last revision that is still what was written.
pub fn last_body(on: &Reader<'_>, story: StoryId) -> Option<Vec<u8>> {
    let sql = "SELECT revision FROM revision WHERE story = ?1 ORDER BY arrival DESC";
    let id = |row: &rusqlite::Row<'_>| Columns::of(row).key::<RevisionId>();
    let (all, _) = on.rows_to_a_break("look for revisions", sql, (Col(story),), id);
    all.into_iter().find_map(|id| revision::body(on, id).ok())
}
