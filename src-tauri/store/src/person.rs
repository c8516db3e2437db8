//! Persons: who is printed. Append-only versions of a card; what a card holds is the caller's JSON.

use crate::{
    column::{opt, Col, Columns},
    Reader, StoreError, Tx,
};
use copy::{DeviceId, MemberId, PersonId, RecordId, Stamp};

/// One version of a person's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// This record.
    pub record: RecordId,
    /// The person.
    pub person: PersonId,
    /// The card, as the caller's JSON bytes.
    pub card: Vec<u8>,
    /// The record that this one changes.
    pub follows: Option<RecordId>,
    /// Who wrote it.
    pub member: MemberId,
    /// Where.
    pub device: DeviceId,
    /// When.
    pub at: Stamp,
}

const COLUMNS: &str = "record, person, card, follows, member, device, at_ms, zone";

fn map(row: &rusqlite::Row<'_>) -> rusqlite::Result<PersonRow> {
    let mut c = Columns::of(row);
    Ok(PersonRow {
        record: c.key()?,
        person: c.key()?,
        card: c.plain()?,
        follows: c.key_opt()?,
        member: c.key()?,
        device: c.key()?,
        at: c.stamp()?,
    })
}

/// Adds a record; one that is there already is left alone: false.
pub fn insert(tx: &Tx<'_>, row: &PersonRow) -> Result<bool, StoreError> {
    let added = tx.run(
        "add a person's card",
        "INSERT INTO person (record, person, card, follows, member, device, at_ms, zone)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (record) DO NOTHING",
        (
            Col(row.record),
            Col(row.person),
            &row.card,
            opt(row.follows),
            Col(row.member),
            Col(row.device),
            row.at.at_ms,
            &row.at.zone,
        ),
    )?;
    Ok(added == 1)
}

/// The current card of each person, in the order of their first arrival.
pub fn current(on: &Reader<'_>) -> Result<Vec<PersonRow>, StoreError> {
    on.rows(
        "list the persons",
        &format!(
            "SELECT {COLUMNS} FROM person WHERE arrival IN (
                 SELECT max(arrival) FROM person AS p
                 WHERE NOT EXISTS (SELECT 1 FROM person AS later WHERE later.follows = p.record)
                 GROUP BY person)
             ORDER BY (SELECT min(arrival) FROM person AS first WHERE first.person = person.person)"
        ),
        [],
        map,
    )
}

/// One person's current card.
pub fn get(on: &Reader<'_>, person: PersonId) -> Result<Option<PersonRow>, StoreError> {
    on.row(
        "read a person's card",
        &format!(
            "SELECT {COLUMNS} FROM person WHERE person = ?1
             AND NOT EXISTS (SELECT 1 FROM person AS later WHERE later.follows = person.record)
             ORDER BY arrival DESC LIMIT 1"
        ),
        (Col(person),),
        map,
    )
}

/// All versions of a person's card, in the order of arrival.
pub fn history(on: &Reader<'_>, person: PersonId) -> Result<Vec<PersonRow>, StoreError> {
    on.rows(
        "list a person's cards",
        &format!("SELECT {COLUMNS} FROM person WHERE person = ?1 ORDER BY arrival"),
        (Col(person),),
        map,
    )
}
