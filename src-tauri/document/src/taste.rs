//! The copy taster's work: a document from outside is read, and merged with ours, where it can do no
//! harm. A crafted one can abort the process, so the process is another: the same binary, started with
//! `--helper document`, which reads one request from its standard input and writes one answer.
//!
//! **Framing.** Request: the length of our snapshot (eight bytes, big-endian; zero: the story is new
//! here), our snapshot, theirs to the end. Answer: JSON. Both ends are one binary, so there is no
//! version in it.

use crate::{Document, Error, PeerId};
use copy::Sha256;
use serde::{Deserialize, Serialize};

/// What tasting found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taste {
    /// The copy hash of what they have.
    pub their_hash: Sha256,
    /// The copy hash of both works in one text.
    pub merged_hash: Sha256,
    /// Who made their text.
    pub root: PeerId,
    /// Operations that we lack.
    pub operations: u64,
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
    let their_text = Document::open(Some(theirs), &NOTHING_AFTER, NOBODY)?;
    let their_hash = copy::canonical::copy_hash(&their_text.reader_copy());
    let root = their_text.root().ok_or(Error::Damaged { during: "opening" })?;
    let (had, merged_hash) = match ours {
        None => (Default::default(), their_hash),
        Some(ours) => {
            let mut merged = Document::open(Some(ours), &NOTHING_AFTER, NOBODY)?;
            let had = merged.clock();
            if merged.root() != Some(root) {
                (had, their_hash)
            } else {
                merged.absorb(theirs)?;
                (had, copy::canonical::copy_hash(&merged.reader_copy()))
            }
        }
    };
    let lacking = their_text.clock().into_iter().map(|(peer, to)| {
        i64::from(to).saturating_sub(had.get(&peer).copied().unwrap_or(0).into()).max(0).cast_unsigned()
    });
    Ok(Taste { their_hash, merged_hash, root, operations: lacking.sum() })
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Fits(Taste),
    Newer,
    PeerReused,
    Damaged,
}

/// The request to write to the helper's standard input.
pub fn request(ours: Option<&[u8]>, theirs: &[u8]) -> Vec<u8> {
    let ours = ours.unwrap_or_default();
    let length = (ours.len() as u64).to_be_bytes();
    [length.as_slice(), ours, theirs].concat()
}

/// Answers a request; one that is none gets an answer that says so.
pub fn serve(request: &[u8]) -> Vec<u8> {
    let parts = request
        .split_first_chunk::<8>()
        .and_then(|(length, rest)| rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?));
    let answer = match parts {
        None => Answer::Damaged,
        Some((ours, theirs)) => match taste((!ours.is_empty()).then_some(ours), theirs) {
            Ok(taste) => Answer::Fits(taste),
            Err(Error::Newer) => Answer::Newer,
            Err(Error::PeerReused) => Answer::PeerReused,
            Err(_) => Answer::Damaged,
        },
    };
    serde_json::to_vec(&answer).unwrap_or_default()
}

/// Reads what the helper wrote; nothing, if it died.
///
/// # Errors
/// What it found, or that it found nothing out.
pub fn answer(response: &[u8]) -> Result<Taste, Error> {
    match serde_json::from_slice(response) {
        Ok(Answer::Fits(taste)) => Ok(taste),
        Ok(Answer::Newer) => Err(Error::Newer),
        Ok(Answer::PeerReused) => Err(Error::PeerReused),
        Ok(Answer::Damaged) | Err(_) => Err(Error::Damaged { during: "importing" }),
    }
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
        assert_eq!(found.operations, 4);
        assert_eq!(found.their_hash, copy::canonical::copy_hash(&theirs.reader_copy()));
        ours.absorb(&their_bytes).unwrap();
        assert_eq!(found.merged_hash, copy::canonical::copy_hash(&ours.reader_copy()));
        assert_eq!(answer(&serve(&request(None, &their_bytes))).unwrap().merged_hash, found.their_hash);
    }

    #[test]
    fn texts_that_began_apart_are_not_poured_together() {
        let (mut ours, mut theirs) = (story(7), story(8));
        says(&mut ours, "one");
        says(&mut theirs, "one");
        let found = taste(Some(&ours.snapshot().unwrap()), &theirs.snapshot().unwrap()).unwrap();
        assert_eq!((found.root, found.merged_hash), (PeerId(8), found.their_hash));
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
