//! Members: who acts at the desk. Append-only; the current card of a member follows the others.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, PersonId, RecordId, Stamp};

/// One version of a member's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    /// This record.
    pub record: RecordId,
    /// The member.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// Their roles' names, with spaces between.
    pub roles: String,
    /// Whom they are printed as.
    pub person: Option<PersonId>,
    /// The record that this one changes.
    pub follows: Option<RecordId>,
    /// Where it was written.
    pub device: DeviceId,
    /// When it was written.
    pub at: Stamp,
}

const COLUMNS: &str = "record, member, name, initials, roles, person, follows, device, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<MemberRow> {
    let mut c = Columns::of(row);
    Ok(MemberRow {
        record: c.key()?,
        member: c.key()?,
        name: c.plain()?,
        initials: c.plain()?,
        roles: c.plain()?,
        person: c.key_opt()?,
        follows: c.key_opt()?,
        device: c.key()?,
        at: c.stamp()?,
    })
}

/// Adds a record. One that is there already is left alone (records merge by union): false.
pub fn insert(tx: &Tx<'_>, row: &MemberRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add a member's card",
        "INSERT INTO member (record, member, name, initials, roles, person, follows, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.member),
            &row.name,
            &row.initials,
            &row.roles,
            opt(row.person),
            opt(row.follows),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// The current card of each member, in the order of their first arrival. Where two desks changed one
/// at the same time, the one that arrived last.
pub fn current(on: &Reader<'_>) -> Result<Vec<MemberRow>, StoreError> {
    on.rows(
        "list the members",
        &format!(
            "SELECT {COLUMNS} FROM member WHERE arrival IN (
                 SELECT max(arrival) FROM member AS m
                 WHERE NOT EXISTS (SELECT 1 FROM member AS later WHERE later.follows = m.record)
                 GROUP BY member)
             ORDER BY (SELECT min(arrival) FROM member AS first WHERE first.member = member.member)"
        ),
        [],
        map,
    )
}

/// One member's current card.
pub fn get(on: &Reader<'_>, member: MemberId) -> Result<Option<MemberRow>, StoreError> {
    on.row(
        "read a member's card",
        &format!(
            "SELECT {COLUMNS} FROM member WHERE member = ?1
             AND NOT EXISTS (SELECT 1 FROM member AS later WHERE later.follows = member.record)
             ORDER BY arrival DESC LIMIT 1"
        ),
        (Col(member),),
        map,
    )
}

/// All versions of a member's card, in the order of arrival.
pub fn history(on: &Reader<'_>, member: MemberId) -> Result<Vec<MemberRow>, StoreError> {
    on.rows(
        "list a member's cards",
        &format!("SELECT {COLUMNS} FROM member WHERE member = ?1 ORDER BY arrival"),
        (Col(member),),
        map,
    )
}
