//! What travels beside a story's records: when its stretches were written, who is named by them, what
//! its photos were called. Members and persons that are known here stay as they are: a file from
//! elsewhere changes nobody's card.

use super::{cell, BringError};
use crate::{
    column::Col,
    ids,
    member::{self, MemberRow},
    person::{self, PersonRow},
    span::SpanRow,
    Reader, StoreError, Tx,
};
use copy::{Cell, DeviceId, MemberId, PersonId, RecordId, Rows, Sha256, StoryId};
use std::{collections::BTreeSet, fmt::Display, str::FromStr};

const SPAN: [&str; 5] = ["peer", "counter_from", "counter_to", "at_ms", "zone"];
const MEMBER: [&str; 7] = ["record", "member", "name", "initials", "person", "device", "at_ms"];
const PERSON: [&str; 6] = ["record", "person", "card", "member", "device", "at_ms"];
const PHOTO: [&str; 2] = ["sha256", "original_name"];

fn rows(table: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Rows {
    let columns = columns.iter().map(|it| (*it).to_owned()).collect();
    Rows { table: table.to_owned(), columns, rows }
}

fn id(id: impl Display) -> Cell {
    Cell::Blob(ids::write(&[id]))
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// The identifiers in a cell, 16 bytes each.
pub fn ids_in<T: FromStr>(cell: &Cell) -> Vec<T> {
    let bytes = cell.blob().unwrap_or_default();
    bytes.chunks_exact(16).filter_map(|id| hex::encode(id).parse().ok()).collect()
}

fn one<T: FromStr>(cell: Option<&Cell>) -> Result<T, BringError> {
    let bytes = cell.and_then(Cell::blob).ok_or(BringError::Strange)?;
    hex::encode(bytes).parse().map_err(|_| BringError::Strange)
}

fn words(cell: Option<&Cell>) -> Result<String, BringError> {
    cell.and_then(Cell::text).map(str::to_owned).ok_or(BringError::Strange)
}

fn number(cell: Option<&Cell>) -> Result<i64, BringError> {
    cell.and_then(Cell::integer).ok_or(BringError::Strange)
}

fn expect(rows: &Rows, columns: &[&str]) -> Result<(), BringError> {
    match rows.columns == columns {
        true => Ok(()),
        false => Err(BringError::Newer),
    }
}

/// Spans as rows.
pub fn spans_to(spans: &[SpanRow]) -> Rows {
    let row = |span: &SpanRow| {
        vec![
            Cell::Integer(span.peer.cast_signed()),
            Cell::Integer(span.counter_from),
            Cell::Integer(span.counter_to),
            Cell::Integer(span.at.at_ms),
            text(&span.at.zone),
        ]
    };
    rows("span", &SPAN, spans.iter().map(row).collect())
}

/// Spans of a story, read back.
///
/// # Errors
/// [`BringError::Newer`], [`BringError::Strange`].
pub fn spans_from(story: StoryId, rows: &Rows) -> Result<Vec<SpanRow>, BringError> {
    expect(rows, &SPAN)?;
    let span = |row: &Vec<Cell>| {
        let (from, to) = (number(row.get(1))?, number(row.get(2))?);
        if from < 0 || from >= to || to > i64::from(i32::MAX) {
            return Err(BringError::Strange);
        }
        let at = copy::Stamp { at_ms: number(row.get(3))?, zone: words(row.get(4))? };
        let peer = number(row.first())?.cast_unsigned();
        Ok(SpanRow { story, peer, counter_from: from, counter_to: to, at })
    };
    rows.rows.iter().map(span).collect()
}

/// The current cards of some members, and of the persons that they are printed as.
pub fn members_to(
    on: &Reader<'_>,
    members: &BTreeSet<MemberId>,
) -> Result<(Rows, Vec<PersonId>), StoreError> {
    let (mut found, mut persons) = (Vec::new(), Vec::new());
    for member in members {
        let Some(card) = member::get(on, *member)? else { continue };
        persons.extend(card.person);
        found.push(vec![
            id(card.record),
            id(card.member),
            text(&card.name),
            text(&card.initials),
            card.person.map_or(Cell::Null, id),
            id(card.device),
            Cell::Integer(card.at.at_ms),
        ]);
    }
    Ok((rows("member", &MEMBER, found), persons))
}

/// Takes in the cards of members who are not known here, without a role: they act elsewhere.
///
/// # Errors
/// As [`super::bring`].
pub fn bring_members(tx: &Tx<'_>, rows: &Rows) -> Result<usize, BringError> {
    expect(rows, &MEMBER)?;
    let mut new = 0;
    for row in &rows.rows {
        let member: MemberId = one(row.get(1))?;
        if member::get(tx, member)?.is_some() {
            continue;
        }
        let person = match row.get(4) {
            Some(Cell::Null) => None,
            cell => Some(one::<PersonId>(cell)?),
        };
        let card = MemberRow {
            record: one::<RecordId>(row.first())?,
            member,
            name: words(row.get(2))?,
            initials: words(row.get(3))?,
            roles: String::new(),
            person,
            follows: None,
            device: one::<DeviceId>(row.get(5))?,
            at: copy::Stamp { at_ms: number(row.get(6))?, zone: String::new() },
        };
        new += usize::from(member::insert(tx, &card)?);
    }
    Ok(new)
}

/// The current cards of some persons.
pub fn persons_to(on: &Reader<'_>, persons: &BTreeSet<PersonId>) -> Result<Rows, StoreError> {
    let mut found = Vec::new();
    for person in persons {
        let Some(card) = person::get(on, *person)? else { continue };
        found.push(vec![
            id(card.record),
            id(card.person),
            Cell::Blob(card.card),
            id(card.member),
            id(card.device),
            Cell::Integer(card.at.at_ms),
        ]);
    }
    Ok(rows("person", &PERSON, found))
}

/// Takes in the cards of persons who are not known here.
///
/// # Errors
/// As [`super::bring`].
pub fn bring_persons(tx: &Tx<'_>, rows: &Rows) -> Result<usize, BringError> {
    expect(rows, &PERSON)?;
    let mut new = 0;
    for row in &rows.rows {
        let person: PersonId = one(row.get(1))?;
        if person::get(tx, person)?.is_some() {
            continue;
        }
        let card = PersonRow {
            record: one::<RecordId>(row.first())?,
            person,
            card: row.get(2).and_then(Cell::blob).ok_or(BringError::Strange)?.to_vec(),
            follows: None,
            member: one::<MemberId>(row.get(3))?,
            device: one::<DeviceId>(row.get(4))?,
            at: copy::Stamp { at_ms: number(row.get(5))?, zone: String::new() },
        };
        new += usize::from(person::insert(tx, &card)?);
    }
    Ok(new)
}

/// What some photos were called where they came in.
pub fn photos_to(on: &Reader<'_>, photos: &[Sha256]) -> Result<Rows, StoreError> {
    let mut found = Vec::new();
    for sha256 in photos {
        let sql = "SELECT sha256, original_name FROM asset WHERE sha256 = ?1";
        let row = on.row("read a photo's name", sql, (Col(*sha256),), |row| {
            Ok(vec![row.get_ref(0).and_then(cell)?, row.get_ref(1).and_then(cell)?])
        })?;
        found.extend(row);
    }
    Ok(rows("photo", &PHOTO, found))
}

/// Photos' names by their hashes.
///
/// # Errors
/// [`BringError::Newer`], [`BringError::Strange`].
pub fn photos_from(rows: &Rows) -> Result<Vec<(Sha256, String)>, BringError> {
    expect(rows, &PHOTO)?;
    rows.rows.iter().map(|row| Ok((one(row.first())?, words(row.get(1))?))).collect()
}
