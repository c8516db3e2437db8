//! Revisions on their way from desk to desk. A body travels as it is packed, with the revision that it is
//! built on named by its identifier, and is unpacked and hashed once when it comes in: unpacking and
//! packing a thousand anew takes seconds. Rows come in the order in which they arrived there, so that a
//! body's base is before it.

use super::{chain, note, NoteItem};
use crate::{
    travel::{cell, story_cell, Bound, BringError},
    Kind, Reader, StoreError, Tx,
};
use copy::{Cell, RecordId, RevisionId, Rows, Sha256, StoryId};
use std::collections::BTreeSet;

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
/// A chain that grew longer by travelling is begun anew.
const MOST_LINKS: i64 = 100;

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
        if super::get(on, id)?.is_none() {
            new.push(id);
        }
    }
    Ok(new)
}

/// What came of taking revisions in.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct BroughtRevisions {
    /// Those that are new here.
    pub new: Vec<RevisionId>,
    /// Of them, those whose body is not what its hash says: their text is proven by the history, or not
    /// at all.
    pub unproven: Vec<RevisionId>,
}

/// Takes revisions in by union, each body unpacked and hashed once.
///
/// # Errors
/// [`BringError::Newer`], [`BringError::Strange`]; nothing of it may be kept then.
pub fn bring(tx: &Tx<'_>, story: StoryId, rows: &Rows, items: &Rows) -> Result<BroughtRevisions, BringError> {
    if rows.columns != COLUMNS || items.columns != ITEMS {
        return Err(BringError::Newer);
    }
    let this = story_cell(story);
    let mut brought = BroughtRevisions::default();
    // The last plain body, which is nearly always the next one's base.
    let mut last: Option<(RevisionId, Vec<u8>)> = None;
    for row in &rows.rows {
        let id = id_of(row.first())?;
        if row.get(1) != Some(&this) {
            return Err(BringError::Strange);
        }
        if let Some(known) = super::get(tx, id)? {
            if known.story != story {
                return Err(BringError::Strange);
            }
            continue;
        }
        let base = match row.get(BASE) {
            Some(Cell::Null) => None,
            cell => Some(id_of(cell)?),
        };
        let plain = plain(tx, row, base, last.take());
        let (link, base, body) = match &plain {
            Some(plain) => {
                let packed = row.get(BODY).and_then(Cell::blob).unwrap_or_default().to_vec();
                match base.map(|base| chain::place(tx, story, base)).transpose()?.flatten() {
                    Some((arrival, link)) if link < MOST_LINKS => (link + 1, Some(arrival), packed),
                    None if base.is_none() => (0, None, packed),
                    _ => (0, None, chain::whole(plain)?),
                }
            }
            None => {
                brought.unproven.push(id);
                (0, None, Vec::new())
            }
        };
        insert(tx, row, link, base, body)?;
        brought.new.push(id);
        last = plain.map(|plain| (id, plain));
    }
    for row in items.rows.iter() {
        let id = id_of(row.first())?;
        if brought.new.contains(&id) {
            let item: RecordId = hex::encode(row.get(2).and_then(Cell::blob).ok_or(BringError::Strange)?)
                .parse()
                .map_err(|_| BringError::Strange)?;
            let text = row.get(3).and_then(Cell::text).ok_or(BringError::Strange)?.to_owned();
            let position = row.get(1).and_then(Cell::integer).ok_or(BringError::Strange)?;
            note::insert_item(tx, id, position, &NoteItem { id: item, text })?;
        }
    }
    Ok(brought)
}

/// The plain body, if it is what its hash says.
fn plain(
    tx: &Tx<'_>,
    row: &[Cell],
    base: Option<RevisionId>,
    last: Option<(RevisionId, Vec<u8>)>,
) -> Option<Vec<u8>> {
    let dictionary = match (base, last) {
        (None, _) => Vec::new(),
        (Some(base), Some((id, plain))) if id == base => plain,
        (Some(base), _) => chain::unpack(tx, base).ok()?,
    };
    let length = u32::try_from(row.get(BODY_LENGTH)?.integer()?).ok()?;
    let body = chain::decompress(row.get(BODY)?.blob()?, &dictionary, length)?;
    (Sha256::of(&body).as_bytes().as_slice() == row.get(BODY_SHA256)?.blob()?).then_some(body)
}

fn insert(tx: &Tx<'_>, row: &[Cell], link: i64, base: Option<i64>, body: Vec<u8>) -> Result<(), BringError> {
    let names = COLUMNS.iter().take(BASE).copied().collect::<Vec<_>>().join(", ");
    let marks: Vec<_> = (1..=BASE + 3).map(|n| format!("?{n}")).collect();
    let sql = format!("INSERT INTO revision ({names}, link, base, body) VALUES ({})", marks.join(", "));
    let end = [Cell::Integer(link), base.map_or(Cell::Null, Cell::Integer), Cell::Blob(body)];
    let cells = row.iter().take(BASE).chain(&end).map(Bound);
    tx.run("take a revision in", &sql, rusqlite::params_from_iter(cells))?;
    Ok(())
}
