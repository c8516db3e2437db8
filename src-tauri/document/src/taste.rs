//! The copy taster's work: a document from outside is read, and merged with ours, where it can do no
//! harm. A crafted one can abort the process, so the process is another: the same binary, started with
//! `--helper document`, which reads one request from its standard input and writes one answer.
//!
//! **Framing.** Request: the length of our snapshot (eight bytes, big-endian; zero: the story is new
//! here), our snapshot, theirs to the end. Answer: the length of what is told, that as JSON, the operations'
//! bytes to the end. Both ends are one binary, so there is no version in it.

use crate::{Clock, Document, Error, Ops, PeerId, Suggestion};
use copy::{ReaderCopy, Sha256, SuggestionId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, panic::resume_unwind, thread};

/// What tasting found: all that is asked of their text, so that nobody has to read it a second time.
#[derive(Debug, Clone, PartialEq)]
pub struct Taste {
    /// The copy hash of what they have.
    pub their_hash: Sha256,
    /// Who made their text.
    pub root: PeerId,
    /// What their history holds.
    pub clock: Clock,
    /// What is suggested in their text.
    pub asked: Vec<Suggestion>,
    /// Operations that we lack, one stretch a peer: each is an op row. None where their text began apart.
    pub lacking: Vec<Ops>,
    /// Both works in one text; none where the story is new here, began apart, or has nothing that we lack.
    pub merged: Option<Merged>,
}

/// Our text with theirs in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The same as [`Taste::lacking`], in one update.
    pub update: Vec<u8>,
    /// What readers would get.
    pub copy: ReaderCopy,
    /// What is still suggested.
    pub pending: BTreeSet<SuggestionId>,
    /// Whether both wrote the same at one place, so that it stands there twice.
    pub is_doubled: bool,
}

/// What the other process is told to use at most.
pub const MEMORY_BYTES: u64 = 2 << 30;
/// And how long it may take.
pub const TIME_MS: u64 = 60_000;

/// The peer that a taster's copies have: nothing is written in them.
const NOBODY: PeerId = PeerId(1);

/// A snapshot is whole: no rows come after it.
const NOTHING_AFTER: [&[u8]; 0] = [];

/// Reads their text, and merges it with ours if the story is here.
///
/// # Errors
/// Whatever is wrong with it.
pub fn taste(ours: Option<&[u8]>, theirs: &[u8]) -> Result<Taste, Error> {
    let Some(ours) = ours else {
        let (text, mut found) = read(theirs)?;
        found.lacking = text.ops_beyond(&Clock::new())?;
        return Ok(found);
    };
    // Reading a history is most of the work, and each has a core of its own.
    let (read, ours) = thread::scope(|scope| {
        let ours = scope.spawn(|| {
            let ours = Document::open(Some(ours), &NOTHING_AFTER, NOBODY)?;
            let clock = ours.clock();
            Ok::<_, Error>((ours, clock))
        });
        (read(theirs), ours.join().unwrap_or_else(|panicked| resume_unwind(panicked)))
    });
    let ((_, mut found), (mut merged, had)) = (read?, ours?);
    if merged.root() != Some(found.root) {
        return Ok(found);
    }
    // The whole of it and not only what we lack: of what both have it is compared that it is the same.
    merged.absorb(theirs)?;
    found.lacking = merged.ops_beyond(&had)?;
    if !found.lacking.is_empty() {
        found.merged = Some(Merged {
            update: merged.update_beyond(&had)?,
            copy: merged.reader_copy(),
            pending: merged.review().suggestions.into_iter().map(|one| one.id).collect(),
            is_doubled: merged.is_doubled(&had, &found.clock),
        });
    }
    Ok(found)
}

/// Their text alone.
fn read(theirs: &[u8]) -> Result<(Document, Taste), Error> {
    let text = Document::open(Some(theirs), &NOTHING_AFTER, NOBODY)?;
    let found = Taste {
        their_hash: copy::canonical::copy_hash(&text.reader_copy()),
        root: text.root().ok_or(Error::Damaged { during: "opening" })?,
        clock: text.clock(),
        asked: text.review().suggestions,
        lacking: Vec::new(),
        merged: None,
    };
    Ok((text, found))
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Fits(Box<Told>),
    Newer,
    PeerReused,
    Damaged,
}

/// What was found, without the bytes, of which only the lengths are told.
#[derive(Serialize, Deserialize)]
struct Told {
    their_hash: Sha256,
    root: PeerId,
    clock: Clock,
    asked: Vec<Suggestion>,
    lacking: Vec<(PeerId, i32, i32, usize)>,
    merged: Option<(usize, ReaderCopy, BTreeSet<SuggestionId>, bool)>,
}

/// The request to write to the helper's standard input.
pub fn request(ours: Option<&[u8]>, theirs: &[u8]) -> Vec<u8> {
    framed(ours.unwrap_or_default(), &[theirs])
}

/// Answers a request; one that is none gets an answer that says so.
pub fn serve(request: &[u8]) -> Vec<u8> {
    let found = match unframed(request) {
        None => Err(Error::Damaged { during: "importing" }),
        Some((ours, theirs)) => taste((!ours.is_empty()).then_some(ours), theirs),
    };
    let (answer, bytes) = match found {
        Ok(Taste { their_hash, root, clock, asked, lacking, merged }) => {
            let mut bytes: Vec<Vec<u8>> = Vec::new();
            let mut put = |some: Vec<u8>| {
                let length = some.len();
                bytes.push(some);
                length
            };
            let mut told = |ops: Ops| (ops.peer, ops.counter_from, ops.counter_to, put(ops.bytes));
            let lacking = lacking.into_iter().map(&mut told).collect();
            let merged = merged.map(|it| (put(it.update), it.copy, it.pending, it.is_doubled));
            (Answer::Fits(Box::new(Told { their_hash, root, clock, asked, lacking, merged })), bytes)
        }
        Err(Error::Newer) => (Answer::Newer, Vec::new()),
        Err(Error::PeerReused) => (Answer::PeerReused, Vec::new()),
        Err(_) => (Answer::Damaged, Vec::new()),
    };
    let bytes: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    framed(&serde_json::to_vec(&answer).unwrap_or_default(), &bytes)
}

/// Reads what the helper wrote; nothing, if it died.
///
/// # Errors
/// What it found, or that it found nothing out.
pub fn answer(response: &[u8]) -> Result<Taste, Error> {
    let damaged = Error::Damaged { during: "importing" };
    let (told, mut bytes) = unframed(response).ok_or(damaged.clone())?;
    let Told { their_hash, root, clock, asked, lacking, merged } = match serde_json::from_slice(told) {
        Ok(Answer::Fits(told)) => *told,
        Ok(Answer::Newer) => return Err(Error::Newer),
        Ok(Answer::PeerReused) => return Err(Error::PeerReused),
        Ok(Answer::Damaged) | Err(_) => return Err(damaged),
    };
    let mut take = |length: usize| {
        let (taken, rest) = bytes.split_at_checked(length).ok_or(Error::Damaged { during: "importing" })?;
        bytes = rest;
        Ok::<_, Error>(taken.to_vec())
    };
    let lacking = lacking.into_iter().map(|(peer, counter_from, counter_to, length)| {
        Ok(Ops { bytes: take(length)?, peer, counter_from, counter_to })
    });
    let lacking = lacking.collect::<Result<_, Error>>()?;
    let merged = match merged {
        Some((length, copy, pending, is_doubled)) => {
            Some(Merged { update: take(length)?, copy, pending, is_doubled })
        }
        None => None,
    };
    Ok(Taste { their_hash, root, clock, asked, lacking, merged })
}

/// The first part with its length before it, and the others after it.
fn framed(first: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let length = (first.len() as u64).to_be_bytes();
    [length.as_slice(), first, &others.concat()].concat()
}

fn unframed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Container, Delta};

    fn story(peer: u64) -> Document {
        Document::create(PeerId(peer)).unwrap()
    }

    fn says(document: &mut Document, words: &str) {
        document.apply(&Container::Body, &Delta::new().insert(words)).unwrap();
    }

    #[test]
    fn a_text_is_tasted_and_merged_across_the_pipe() {
        let mut ours = story(7);
        says(&mut ours, "one");
        let mut theirs = Document::open(Some(&ours.snapshot().unwrap()), &NOTHING_AFTER, PeerId(8)).unwrap();
        says(&mut theirs, "two ");
        says(&mut ours, "three ");
        let (our_bytes, their_bytes) = (ours.snapshot().unwrap(), theirs.snapshot().unwrap());
        let found = answer(&serve(&request(Some(&our_bytes), &their_bytes))).unwrap();
        assert_eq!(found.root, PeerId(7));
        assert_eq!(found.lacking.iter().map(|ops| ops.counter_to - ops.counter_from).sum::<i32>(), 4);
        assert_eq!(found.their_hash, copy::canonical::copy_hash(&theirs.reader_copy()));
        assert_eq!(found.clock, theirs.clock());
        let merged = found.merged.expect("they have what we lack");
        let mut by_rows = Document::open(Some(&our_bytes), &NOTHING_AFTER, PeerId(9)).unwrap();
        for ops in &found.lacking {
            by_rows.absorb(&ops.bytes).unwrap();
        }
        ours.absorb(&merged.update).unwrap();
        for one in [&ours, &by_rows] {
            assert_eq!(merged.copy, one.reader_copy(), "the update and the rows bring what was tasted");
        }
        let alone = answer(&serve(&request(None, &their_bytes))).unwrap();
        assert_eq!((alone.their_hash, alone.merged), (found.their_hash, None));
        let whole: Vec<_> = alone.lacking.into_iter().map(|ops| ops.bytes).collect();
        let written = Document::open(None, &whole, PeerId(9)).unwrap();
        assert_eq!(written.reader_copy(), theirs.reader_copy(), "a story that is new here is all rows");
        let again = answer(&serve(&request(Some(&ours.snapshot().unwrap()), &their_bytes))).unwrap();
        assert_eq!((again.lacking, again.merged), (Vec::new(), None), "nothing comes twice");
    }

    #[test]
    fn texts_that_began_apart_are_not_poured_together() {
        let (mut ours, mut theirs) = (story(7), story(8));
        says(&mut ours, "one");
        says(&mut theirs, "one");
        let found = taste(Some(&ours.snapshot().unwrap()), &theirs.snapshot().unwrap()).unwrap();
        assert_eq!((found.root, found.lacking, found.merged), (PeerId(8), Vec::new(), None));
    }

    #[test]
    fn what_is_no_text_gets_an_answer() {
        let damaged = Err(Error::Damaged { during: "importing" });
        let long = [&u64::MAX.to_be_bytes()[..], b"x"].concat();
        for request in [&b""[..], b"\0\0\0", &long, &request(None, b""), &request(None, b"hello")] {
            assert_eq!(answer(&serve(request)), damaged);
        }
        assert_eq!(answer(b""), damaged, "a helper that died");
    }

    #[test]
    fn two_histories_know_where_they_parted() {
        let mut ours = story(7);
        says(&mut ours, "one");
        let mut theirs = Document::open(Some(&ours.snapshot().unwrap()), &NOTHING_AFTER, PeerId(8)).unwrap();
        says(&mut theirs, "two ");
        let had = ours.clock();
        says(&mut ours, "three ");
        ours.absorb(&theirs.snapshot().unwrap()).unwrap();
        let lacking = ours.ops_beyond(&had).unwrap();
        let spans: Vec<_> =
            lacking.iter().map(|ops| (ops.peer.0, ops.counter_to - ops.counter_from)).collect();
        assert_eq!(spans, [(7, 6), (8, 4)], "the words of both since then, one stretch a peer");
        let common = ours.at_parting(&had).unwrap();
        assert_eq!(common.text(&Container::Body).text(), "one\n");
    }
}
