//! Revisions on their way from desk to desk. A body travels as it is packed, with the revision that it is
//! built on named by its identifier, and is unpacked and hashed once before it comes in (`proof`): unpacking
//! and packing a thousand anew takes seconds. Rows come in the order in which they arrived there, so that
//! a body's base is before it.

mod proof;

pub use proof::{prove, Proof};

use super::{chain, note, NoteItem};
use crate::{
    column::Col,
    travel::{cell, story_cell, Bound, BringError},
    Kind, Reader, StoreError, Tx,
};
use copy::{Cell, RecordId, RevisionId, Rows, StoryId};
use rusqlite::ToSql;
use std::collections::{BTreeMap, BTreeSet};

/// As they travel. `base`: the revision whose plain body the dictionary is.
const COLUMNS: [&str; 20] = [
    "revision",
    "story",
    "number",
    "parents",
    "frontiers",
    "kind",
    "note",
    "copy_hash",
    "words",
    "words_added",
    "words_removed",
    "member",
    "device",
    "at_ms",
    "zone",
    "format",
    "body_sha256",
    "body_length",
    "base",
    "body",
];
const BODY_SHA256: usize = 16;
const BODY_LENGTH: usize = 17;
const BASE: usize = 18;
const BODY: usize = 19;
const ITEMS: [&str; 4] = ["revision", "position", "item", "text"];

fn named(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|it| (*it).to_owned()).collect()
}

fn id_of(cell: Option<&Cell>) -> Result<RevisionId, BringError> {
    let bytes = cell.and_then(Cell::blob).ok_or(BringError::Strange)?;
    hex::encode(bytes).parse().map_err(|_| BringError::Strange)
}

/// A story's revisions in the order of their arrival, and the items of their notes; `only` some of them:
/// those come with whole bodies where what they are built on does not come along.
pub fn rows_of(
    on: &Reader<'_>,
    story: StoryId,
    only: Option<&BTreeSet<RevisionId>>,
) -> Result<[Rows; 2], StoreError> {
    let doing = "read revisions to send";
    let plain = COLUMNS.iter().take(BASE).map(|it| format!("r.{it}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {plain}, b.revision, r.body FROM revision AS r LEFT JOIN revision AS b ON b.arrival = r.base
         WHERE r.story = ?1 ORDER BY r.arrival"
    );
    let this = story_cell(story);
    let all: Vec<Vec<Cell>> = on.rows(doing, &sql, (Bound(&this),), |row| {
        (0..COLUMNS.len()).map(|at| row.get_ref(at).and_then(cell)).collect()
    })?;
    let mut sent = Vec::with_capacity(all.len());
    for mut row in all {
        let Some(id) = row.first().and_then(|it| id_of(Some(it)).ok()) else { continue };
        if only.is_some_and(|only| !only.contains(&id)) {
            continue;
        }
        let base = row.get(BASE).and_then(|it| id_of(Some(it)).ok());
        let lacks_base = base.is_some_and(|base| only.is_some_and(|only| !only.contains(&base)));
        if lacks_base {
            // A body that cannot be opened travels as nothing: its text is proven by the history.
            let whole = match chain::unpack(on, id) {
                Ok(body) => chain::whole(&body)?,
                Err(super::BodyError::Store(error)) if error.kind() != Kind::Corrupt => return Err(error),
                Err(_) => Vec::new(),
            };
            for (place, value) in [(BASE, Cell::Null), (BODY, Cell::Blob(whole))] {
                if let Some(cell) = row.get_mut(place) {
                    *cell = value;
                }
            }
        }
        sent.push(row);
    }
    let sql = "SELECT i.revision, i.position, i.item, i.text FROM revision_note_item AS i
               JOIN revision AS r ON r.revision = i.revision WHERE r.story = ?1 ORDER BY r.arrival, i.position";
    let mut items: Vec<Vec<Cell>> = on.rows(doing, sql, (Bound(&this),), |row| {
        (0..ITEMS.len()).map(|at| row.get_ref(at).and_then(cell)).collect()
    })?;
    items.retain(|row| only.is_none_or(|only| id_of(row.first()).is_ok_and(|id| only.contains(&id))));
    Ok([
        Rows { table: "revision".into(), columns: named(&COLUMNS), rows: sent },
        Rows { table: "revision_note_item".into(), columns: named(&ITEMS), rows: items },
    ])
}

/// Which revisions of these rows are not here yet. Writes nothing.
///
/// # Errors
/// As [`bring`].
pub fn news(on: &Reader<'_>, rows: &Rows) -> Result<Vec<RevisionId>, BringError> {
    if rows.columns != COLUMNS {
        return Err(BringError::Newer);
    }
    let mut new = Vec::new();
    for row in &rows.rows {
        let id = id_of(row.first())?;
        if story_of(on, id)?.is_none() {
            new.push(id);
        }
    }
    Ok(new)
}

/// The story of a revision that is here.
fn story_of(on: &Reader<'_>, revision: RevisionId) -> Result<Option<Cell>, StoreError> {
    let sql = "SELECT story FROM revision WHERE revision = ?1";
    on.row("look for a revision", sql, (Col(revision),), |row| row.get_ref(0).and_then(cell))
}

/// Takes revisions in by union, with their bodies as they were proven. Which of them are new here.
///
/// # Errors
/// [`BringError::Newer`], [`BringError::Strange`]; nothing of it may be kept then.
pub fn bring(
    tx: &Tx<'_>,
    story: StoryId,
    rows: &Rows,
    items: &Rows,
    proof: &Proof,
) -> Result<BTreeSet<RevisionId>, BringError> {
    if rows.columns != COLUMNS || items.columns != ITEMS {
        return Err(BringError::Newer);
    }
    let mut arrivals: BTreeMap<RevisionId, i64> = BTreeMap::new();
    for (row, body) in rows.rows.iter().zip(proof.bodies()) {
        let id = id_of(row.first())?;
        if story_of(tx, id)?.is_some() {
            continue;
        }
        let Some(body) = body else { return Err(BringError::Strange) };
        let base = match body.base {
            None => None,
            Some(base) => Some(match arrivals.get(&base) {
                Some(arrival) => *arrival,
                None => chain::place(tx, story, base)?.ok_or(BringError::Strange)?.0,
            }),
        };
        let bytes = body.packed.as_deref().or_else(|| row.get(BODY)?.blob()).unwrap_or_default();
        arrivals.insert(id, insert(tx, row, body.link, base, bytes)?);
    }
    for row in items.rows.iter() {
        let id = id_of(row.first())?;
        if arrivals.contains_key(&id) {
            let item: RecordId = hex::encode(row.get(2).and_then(Cell::blob).ok_or(BringError::Strange)?)
                .parse()
                .map_err(|_| BringError::Strange)?;
            let text = row.get(3).and_then(Cell::text).ok_or(BringError::Strange)?.to_owned();
            let position = row.get(1).and_then(Cell::integer).ok_or(BringError::Strange)?;
            note::insert_item(tx, id, position, &NoteItem { id: item, text })?;
        }
    }
    Ok(arrivals.into_keys().collect())
}

/// Its `arrival` here.
fn insert(tx: &Tx<'_>, row: &[Cell], link: i64, base: Option<i64>, body: &[u8]) -> Result<i64, BringError> {
    let mut sql = String::from("INSERT INTO revision (");
    for name in COLUMNS.iter().take(BASE) {
        sql.extend([name, ", "]);
    }
    sql.push_str("link, base, body) VALUES (");
    sql.push_str(&["?"; BASE + 3].join(", "));
    sql.push(')');
    let plain = row.iter().take(BASE).map(|cell| Box::new(Bound(cell)) as Box<dyn ToSql>);
    let own: [Box<dyn ToSql>; 3] = [Box::new(link), Box::new(base), Box::new(body)];
    tx.run("take a revision in", &sql, rusqlite::params_from_iter(plain.chain(own)))?;
    Ok(tx.conn().last_insert_rowid())
}
