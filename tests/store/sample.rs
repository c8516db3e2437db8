//! Rows to put on the shelves: the same ids and bytes for the same numbers, in every process.
#![allow(dead_code, reason = "the child process and the test binary use different parts")]

use copy::{
    DestinationId, DeviceId, JobId, MemberId, PersonId, RecordId, RevisionId, Sha256, Stamp, StoryId,
};
use store::{op::OpRow, revision::NewRevision};

/// 24 November 2026, 12:00 UTC: a Tuesday.
pub const NOW_MS: i64 = 1_795_521_600_000;
pub const DAY_MS: i64 = 86_400_000;

fn random(kind: u8, n: u64) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    bytes
}

pub fn story(n: u64) -> StoryId {
    StoryId::from_random(random(1, n))
}
pub fn device(n: u64) -> DeviceId {
    DeviceId::from_random(random(2, n))
}
pub fn member(n: u64) -> MemberId {
    MemberId::from_random(random(3, n))
}
pub fn record(n: u64) -> RecordId {
    RecordId::from_random(random(4, n))
}
pub fn revision_id(n: u64) -> RevisionId {
    RevisionId::from_random(random(5, n))
}
pub fn destination(n: u64) -> DestinationId {
    DestinationId::from_random(random(6, n))
}
pub fn job(n: u64) -> JobId {
    JobId::from_random(random(7, n))
}
pub fn person(n: u64) -> PersonId {
    PersonId::from_random(random(8, n))
}

pub fn stamp(at_ms: i64) -> Stamp {
    Stamp { at_ms, zone: "Europe/Kyiv".to_owned() }
}

/// The bytes of an op: about as many as a keystroke's, all different.
pub fn op_bytes(seq: i64) -> Vec<u8> {
    let seed = Sha256::of(&seq.to_be_bytes());
    seed.as_bytes().iter().cycle().take(60 + (seq % 90) as usize).copied().collect()
}

pub fn op_of(story: StoryId, device: DeviceId, seq: i64) -> OpRow {
    OpRow {
        story,
        device,
        seq,
        format: 1,
        peer: 0xfedc_ba98_7654_3210,
        counter_from: seq - 1,
        counter_to: seq,
        at: stamp(NOW_MS + seq),
        bytes: op_bytes(seq),
    }
}

pub fn op(seq: i64) -> OpRow {
    op_of(story(1), device(1), seq)
}

pub fn revision(n: u64, body: &[u8]) -> NewRevision {
    NewRevision {
        revision: revision_id(n),
        story: story(1),
        number: n as i64,
        parents: (n > 1).then(|| revision_id(n - 1)).into_iter().collect(),
        frontiers: vec![1, 2, 3],
        kind: "saved".to_owned(),
        note: "Source the wagons".to_owned(),
        items: Vec::new(),
        copy_hash: Sha256::of(body),
        words: 10,
        words_added: 2,
        words_removed: 1,
        member: member(1),
        device: device(1),
        at: stamp(NOW_MS + n as i64),
        format: 1,
        is_full: false,
    }
}
