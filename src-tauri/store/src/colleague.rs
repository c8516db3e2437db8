//! Colleagues' desks, and what came from them: the keys that signed their files (pinned at first use),
//! which records a file brought, the versions of a story that another desk has too, and the facts that
//! two desks changed at once. All of it is this desk's own and never travels.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, RecordId, Sha256, Stamp, StoryId};

/// A key that signed a file, pinned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColleagueRow {
    /// The signing key (Ed25519).
    pub sign_key: [u8; 32],
    /// The device that it is the key of.
    pub device: DeviceId,
    /// What files for that desk are locked with (`age1…`).
    pub recipient: String,
    /// Who wrote the first file from there.
    pub member: MemberId,
    /// Their name then.
    pub name: String,
    /// When it was pinned.
    pub at: Stamp,
}

/// Pins a key; one that is pinned stays as it was: false.
pub fn pin(tx: &Tx<'_>, row: &ColleagueRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "pin a colleague's key",
        "INSERT INTO colleague (sign_key, device, recipient, member, name, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (sign_key) DO NOTHING",
        (
            row.sign_key,
            Col(row.device),
            &row.recipient,
            Col(row.member),
            &row.name,
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// Every pinned key, in the order of first use.
pub fn list(on: &Reader<'_>) -> Result<Vec<ColleagueRow>, StoreError> {
    on.rows(
        "list the colleagues",
        "SELECT sign_key, device, recipient, member, name, at_ms, zone FROM colleague ORDER BY arrival",
        [],
        |row| {
            let mut c = Columns::of(row);
            Ok(ColleagueRow {
                sign_key: c.plain()?,
                device: c.key()?,
                recipient: c.plain()?,
                member: c.key()?,
                name: c.plain()?,
                at: c.stamp()?,
            })
        },
    )
}

/// Writes down which key's file brought a record; the first stands.
pub fn put_brought(tx: &Tx<'_>, record: RecordId, sign_key: [u8; 32], at_ms: i64) -> Result<(), StoreError> {
    tx.run(
        "keep who brought a record",
        "INSERT INTO brought (record, sign_key, at_ms) VALUES (?1, ?2, ?3) ON CONFLICT (record) DO NOTHING",
        (Col(record), sign_key, at_ms),
    )?;
    Ok(())
}

/// The key whose file brought a record; none: it was written here.
pub fn brought_by(on: &Reader<'_>, record: RecordId) -> Result<Option<[u8; 32]>, StoreError> {
    let sql = "SELECT sign_key FROM brought WHERE record = ?1";
    on.row("look who brought a record", sql, (Col(record),), |row| row.get(0))
}

/// Writes down that a version of the text here has exactly the copy that another desk has too.
pub fn put_met(
    tx: &Tx<'_>,
    story: StoryId,
    copy_hash: Sha256,
    frontiers: &[u8],
    at_ms: i64,
) -> Result<(), StoreError> {
    tx.run(
        "keep a common version",
        "INSERT INTO met (story, copy_hash, frontiers, at_ms) VALUES (?1, ?2, ?3, ?4)",
        (Col(story), Col(copy_hash), frontiers, at_ms),
    )?;
    Ok(())
}

/// Those versions, the newest first.
pub fn met(on: &Reader<'_>, story: StoryId) -> Result<Vec<(Sha256, Vec<u8>, i64)>, StoreError> {
    on.rows(
        "list the common versions",
        "SELECT copy_hash, frontiers, at_ms FROM met WHERE story = ?1 ORDER BY arrival DESC",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok((c.key()?, c.plain()?, c.plain()?))
        },
    )
}

/// One part of a story that two desks changed at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashRow {
    /// The clash.
    pub clash: RecordId,
    /// The story.
    pub story: StoryId,
    /// Which text or fact.
    pub place: String,
    /// What this desk had.
    pub ours: String,
    /// What the file had.
    pub theirs: String,
    /// Who sent the file.
    pub member: MemberId,
    /// When they met.
    pub at: Stamp,
}

/// Keeps a clash until somebody has chosen.
pub fn put_clash(tx: &Tx<'_>, row: &ClashRow) -> Result<(), StoreError> {
    tx.run(
        "keep a clash",
        "INSERT INTO clash (clash, story, place, ours, theirs, member, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            Col(row.clash),
            Col(row.story),
            &row.place,
            &row.ours,
            &row.theirs,
            Col(row.member),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(())
}

/// The clashes of a story that nobody has settled, the oldest first.
pub fn clashes(on: &Reader<'_>, story: StoryId) -> Result<Vec<ClashRow>, StoreError> {
    on.rows(
        "list the clashes",
        "SELECT clash, story, place, ours, theirs, member, at_ms, zone FROM clash
         WHERE story = ?1 AND is_settled = 0 ORDER BY at_ms, place, clash",
        (Col(story),),
        |row| {
            let mut c = Columns::of(row);
            Ok(ClashRow {
                clash: c.key()?,
                story: c.key()?,
                place: c.plain()?,
                ours: c.plain()?,
                theirs: c.plain()?,
                member: c.key()?,
                at: c.stamp()?,
            })
        },
    )
}

/// Somebody has chosen.
pub fn settle_clash(tx: &Tx<'_>, clash: RecordId) -> Result<(), StoreError> {
    let sql = "UPDATE clash SET is_settled = 1 WHERE clash = ?1";
    tx.change("settle a clash", sql, (Col(clash),))
}
