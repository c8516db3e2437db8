//! Peers: which member wrote with which number, on which device. Written in the transaction of the
//! peer's first op row; never used again.

use crate::{
    column::{Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, Stamp, StoryId};

/// One peer of one story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerRow {
    /// 64 random bits.
    pub peer: u64,
    /// The story.
    pub story: StoryId,
    /// The device.
    pub device: DeviceId,
    /// The member.
    pub member: MemberId,
    /// When it began.
    pub at: Stamp,
}

const COLUMNS: &str = "peer, story, device, member, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<PeerRow> {
    let mut c = Columns::of(row);
    Ok(PeerRow { peer: c.peer()?, story: c.key()?, device: c.key()?, member: c.key()?, at: c.stamp()? })
}

/// Adds a peer; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &PeerRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add a peer",
        "INSERT INTO peer (peer, story, device, member, at_ms, zone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (story, peer) DO NOTHING",
        (
            row.peer.cast_signed(),
            Col(row.story),
            Col(row.device),
            Col(row.member),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// The story's peers.
pub fn list(on: &Reader<'_>, story: StoryId) -> Result<Vec<PeerRow>, StoreError> {
    on.rows(
        "list a story's peers",
        &format!("SELECT {COLUMNS} FROM peer WHERE story = ?1 ORDER BY at_ms, peer"),
        (Col(story),),
        map,
    )
}

/// Whether any story has this peer.
pub fn is_known(on: &Reader<'_>, peer: u64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM peer WHERE peer = ?1 LIMIT 1";
    Ok(on.row("look a peer up", sql, (peer.cast_signed(),), |_| Ok(()))?.is_some())
}
