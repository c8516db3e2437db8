//! Workflow events: what was done with a story. Append-only; state is folded from them elsewhere.

use crate::{
    column::{opt, Col, Columns},
    ids, Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, RevisionId, Sha256, Stamp, StoryId};

/// One move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// This record.
    pub record: RecordId,
    /// The story.
    pub story: StoryId,
    /// The kind's name: `filed`, `approved` …
    pub kind: String,
    /// The revision that it speaks of.
    pub revision: Option<RevisionId>,
    /// The copy hash that it speaks of.
    pub copy_hash: Option<Sha256>,
    /// The newest events that its author had seen: several after two desks have met.
    pub parents: Vec<RecordId>,
    /// An embargo's or a schedule's time.
    pub until_ms: Option<i64>,
    /// To whom it was given.
    pub to_member: Option<MemberId>,
    /// The reason, in words.
    pub why: String,
    /// Who.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
    /// Through which door: `window` or `command line`.
    pub door: String,
}

/// Adds an event; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &EventRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add an event",
        "INSERT INTO event (record, story, kind, revision, copy_hash, parents, until_ms, to_member, why,
             member, device, at_ms, zone, door)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.story),
            &row.kind,
            opt(row.revision),
            opt(row.copy_hash),
            ids::write(&row.parents),
            row.until_ms,
            opt(row.to_member),
            &row.why,
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
            &row.door,
        ),
    )?;
    Ok(added == 1)
}

const COLUMNS: &str =
    "record, story, kind, revision, copy_hash, parents, until_ms, to_member, why, member, device,
    at_ms, zone, door";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<EventRow> {
    let mut c = Columns::of(row);
    Ok(EventRow {
        record: c.key()?,
        story: c.key()?,
        kind: c.plain()?,
        revision: c.key_opt()?,
        copy_hash: c.key_opt()?,
        parents: c.plain::<ids::Ids<_>>()?.0,
        until_ms: c.plain()?,
        to_member: c.key_opt()?,
        why: c.plain()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
        door: c.plain()?,
    })
}

/// The story's events in the order of their arrival here.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<EventRow>, StoreError> {
    on.rows(
        "list a story's events",
        &format!("SELECT {COLUMNS} FROM event WHERE story = ?1 ORDER BY arrival"),
        (Col(story),),
        map,
    )
}

/// The events of all stories of one desk state, in the order of their arrival here.
pub fn of_state(on: &Reader<'_>, desk_state: &str) -> Result<Vec<EventRow>, StoreError> {
    on.rows(
        "list the events of a tray",
        &format!(
            "SELECT {COLUMNS} FROM event
             WHERE story IN (SELECT story FROM story WHERE desk_state = ?1) ORDER BY arrival"
        ),
        (desk_state,),
        map,
    )
}
