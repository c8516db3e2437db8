//! Whether the bodies of a file's revisions are what their hashes say, found out before the transaction that
//! takes them in: hashing a thousand bodies of a long story takes longer than writing their rows, and
//! nobody else's keystroke is to wait for it.
//!
//! A body is unpacked on the plain one that it is built on, which is nearly always the last or the last step
//! (see `chain`), so both are kept and a chain is walked once. Another core hashes what was unpacked.

use super::{id_of, story_of, BASE, BODY, BODY_LENGTH, BODY_SHA256, COLUMNS};
use crate::{
    revision::chain::{self, Unpacker},
    travel::{story_cell, BringError},
    Reader,
};
use copy::{Cell, RevisionId, Rows, Sha256, StoryId};
use std::{
    collections::{BTreeMap, BTreeSet},
    panic::resume_unwind,
    sync::{mpsc, Arc},
    thread,
};

/// A chain that grew longer by travelling is begun anew.
const MOST_LINKS: i64 = 100;
/// No desk builds a body on so many others (see `chain`): a file that says so is not followed further.
const LONGEST_WALK: usize = 256;
/// Plain bodies that may wait to be hashed.
const WAITING: usize = 4;

/// What the bodies of a file's revisions are worth.
#[derive(Default)]
pub struct Proof(Vec<Option<Body>>);

/// How a body is stored here.
#[derive(Default)]
pub(super) struct Body {
    /// Rows since the whole one.
    pub link: i64,
    /// The revision whose plain body is the dictionary.
    pub base: Option<RevisionId>,
    /// What is stored in the place of what came: a whole body, or nothing where what came is not what its
    /// hash says. Such a text is proven by the history, or not at all.
    pub packed: Option<Vec<u8>>,
}

impl Proof {
    /// One for each row; none for a revision that is here already.
    pub(super) fn bodies(&self) -> impl Iterator<Item = Option<&Body>> {
        self.0.iter().map(Option::as_ref)
    }

    /// Whether a row's body is new here and what its hash says.
    pub fn is_proven(&self, nth: usize) -> bool {
        let body = self.0.get(nth).and_then(Option::as_ref);
        body.is_some_and(|body| body.packed.as_ref().is_none_or(|packed| !packed.is_empty()))
    }
}

/// Unpacks and hashes the bodies of the revisions that are new here. Writes nothing.
///
/// # Errors
/// [`BringError::Newer`], [`BringError::Strange`].
pub fn prove(on: &Reader<'_>, story: StoryId, rows: &Rows) -> Result<Proof, BringError> {
    if rows.columns != COLUMNS {
        return Err(BringError::Newer);
    }
    let (sender, receiver) = mpsc::sync_channel::<(usize, Arc<Vec<u8>>)>(WAITING);
    let (bodies, is_as_said) = thread::scope(|scope| {
        let hashing = scope.spawn(move || {
            let mut is_as_said = vec![false; rows.rows.len()];
            for (nth, plain) in receiver {
                let said = rows.rows.get(nth).and_then(|row| row.get(BODY_SHA256)?.blob());
                if let Some(is_as_said) = is_as_said.get_mut(nth) {
                    *is_as_said = said == Some(Sha256::of(&plain).as_bytes().as_slice());
                }
            }
            is_as_said
        });
        let bodies = Unpacking::new(on, story, rows).map_or(Err(BringError::Strange), |it| it.all(&sender));
        drop(sender);
        (bodies, hashing.join().unwrap_or_else(|gone| resume_unwind(gone)))
    });
    let mut bodies = bodies?;
    // What is built on a body that is not as said cannot be opened later, whatever it is itself.
    let mut refuted: BTreeSet<RevisionId> = BTreeSet::new();
    for ((body, is_as_said), row) in bodies.iter_mut().zip(is_as_said).zip(&rows.rows) {
        let Some(body) = body else { continue };
        if !is_as_said || body.base.is_some_and(|base| refuted.contains(&base)) {
            refuted.insert(id_of(row.first())?);
            *body = Body { packed: Some(Vec::new()), ..Body::default() };
        }
    }
    Ok(Proof(bodies))
}

/// A plain body of the file.
type Plain = Option<(RevisionId, Arc<Vec<u8>>)>;

struct Unpacking<'a> {
    on: &'a Reader<'a>,
    story: StoryId,
    rows: &'a Rows,
    unpacker: Unpacker,
    /// The new revisions so far: their places in the file and in their chains.
    seen: BTreeMap<RevisionId, (usize, i64)>,
    last: Plain,
    last_step: Plain,
}

impl<'a> Unpacking<'a> {
    fn new(on: &'a Reader<'a>, story: StoryId, rows: &'a Rows) -> Option<Self> {
        let unpacker = Unpacker::new()?;
        Some(Self { on, story, rows, unpacker, seen: BTreeMap::new(), last: None, last_step: None })
    }

    fn all(
        mut self,
        hash: &mpsc::SyncSender<(usize, Arc<Vec<u8>>)>,
    ) -> Result<Vec<Option<Body>>, BringError> {
        let this = story_cell(self.story);
        let mut bodies = Vec::with_capacity(self.rows.rows.len());
        for (nth, row) in self.rows.rows.iter().enumerate() {
            let id = id_of(row.first())?;
            if row.get(1) != Some(&this) {
                return Err(BringError::Strange);
            }
            let known = story_of(self.on, id)?;
            if known.as_ref().is_some_and(|story| *story != this) {
                return Err(BringError::Strange);
            }
            if known.is_some() || self.seen.contains_key(&id) {
                bodies.push(None);
                continue;
            }
            let base = match row.get(BASE) {
                Some(Cell::Null) => None,
                cell => Some(id_of(cell)?),
            };
            let mut body = Body::default();
            if let Some(plain) = self.plain(row, base) {
                body = self.placed(base, &plain)?;
                // Who does not listen any more has panicked, and is heard of at the end.
                let _ = hash.send((nth, Arc::clone(&plain)));
                self.keep(id, base, plain);
            }
            self.seen.insert(id, (nth, body.link));
            bodies.push(Some(body));
        }
        Ok(bodies)
    }

    /// What a chain goes on from: the last body, and the last step.
    fn keep(&mut self, id: RevisionId, base: Option<RevisionId>, plain: Arc<Vec<u8>>) {
        let is_link = self.last.as_ref().is_some_and(|(last, _)| Some(*last) == base);
        if !is_link {
            self.last_step = Some((id, Arc::clone(&plain)));
        }
        self.last = Some((id, plain));
    }

    /// Where a body that was unpacked stands here, packed anew where it cannot stand as it came.
    fn placed(&self, base: Option<RevisionId>, plain: &[u8]) -> Result<Body, BringError> {
        let Some(base) = base else { return Ok(Body::default()) };
        let link = match self.seen.get(&base) {
            Some((_, link)) => Some(*link),
            None => chain::place(self.on, self.story, base)?.map(|(_, link)| link),
        };
        Ok(match link {
            Some(link) if link < MOST_LINKS => Body { link: link + 1, base: Some(base), packed: None },
            _ => Body { packed: Some(chain::whole(plain)?), ..Body::default() },
        })
    }

    fn plain(&mut self, row: &[Cell], base: Option<RevisionId>) -> Option<Arc<Vec<u8>>> {
        let dictionary = match base {
            None => Arc::default(),
            Some(base) => self.dictionary(base)?,
        };
        let length = u32::try_from(row.get(BODY_LENGTH)?.integer()?).ok()?;
        self.unpacker.unpack(row.get(BODY)?.blob()?, &dictionary, length).map(Arc::new)
    }

    fn kept(&self, id: RevisionId) -> Option<Arc<Vec<u8>>> {
        let kept = [&self.last, &self.last_step].into_iter().flatten();
        kept.into_iter().find(|(kept, _)| *kept == id).map(|(_, plain)| Arc::clone(plain))
    }

    /// The plain body of a revision that is here, or that came before in the file.
    fn dictionary(&mut self, id: RevisionId) -> Option<Arc<Vec<u8>>> {
        let (mut way, mut at) = (Vec::new(), Some(id));
        let mut plain = loop {
            let Some(id) = at else { break Arc::default() };
            if let Some(plain) = self.kept(id) {
                break plain;
            }
            let Some((nth, _)) = self.seen.get(&id) else {
                break Arc::new(chain::unpack(self.on, id).ok()?);
            };
            let row = self.rows.rows.get(*nth).filter(|_| way.len() < LONGEST_WALK)?;
            way.push(row);
            at = match row.get(BASE)? {
                Cell::Null => None,
                cell => Some(id_of(Some(cell)).ok()?),
            };
        };
        for row in way.into_iter().rev() {
            let length = u32::try_from(row.get(BODY_LENGTH)?.integer()?).ok()?;
            plain = Arc::new(self.unpacker.unpack(row.get(BODY)?.blob()?, &plain, length)?);
        }
        Some(plain)
    }
}
