//! The outbox of a desk that has published for years.

use crate::{
    figure::{timed, Bar, Figure, Times},
    room::Room,
};
use copy::{DestinationId, DeviceId, JobId, MemberId, RevisionId, Sha256, Stamp, StoryId};
use copydesk_tests::desk::NOW_MS;
use std::time::Duration;
use store::{
    job::{self, JobRow},
    Store, StoreError,
};

const FEW: u64 = 10;
const MANY: u64 = 100_000;
/// Jobs that wait, ten of them due.
const WAITING: u64 = 50;
const DUE: u64 = 10;
const ROUNDS: usize = 500;

/// What the runner asks whenever it looks for work: what is due, and when the next one will be.
pub fn next_job() {
    let rooms = [FEW, MANY].map(|finished| {
        let mut room = Room::new(31 + finished);
        let desk = room.place.open();
        let whose = (desk.story(), desk.site(), desk.reporter, desk.device());
        desk.close().expect("the desk closes");
        drop(desk);
        let shelves = room.shelves();
        fill(&shelves, finished, whose);
        (room, shelves)
    });
    let [(_, few), (_, many)] = &rooms;
    let (mut ours, mut baseline) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        ours.push(look(many));
        baseline.push(look(few));
    }
    for percent in [50, 99] {
        let (ours, baseline) = (ours.percentile_ms(percent), baseline.percentile_ms(percent));
        let bench = format!("Outbox with 100,000 finished jobs: the next job: p{percent}");
        let (told, beside) = (format!("{ours:.3} ms"), format!("the same with 10: {baseline:.3} ms"));
        if percent == 50 {
            let (value, bar) = (ours / baseline, Bar::AtMost(1.2));
            Figure { bench: &bench, ours: told, baseline: beside, value, unit: " ×", bar }.tell();
        } else {
            crate::figure::beside(&bench, &told, &beside, ours / baseline, " ×");
        }
    }
}

fn look(shelves: &Store) -> Duration {
    let (took, found) =
        timed(|| shelves.read(|on| Ok::<_, StoreError>((job::due(on, NOW_MS, 200)?, job::next_at_ms(on)?))));
    assert_eq!(found.map(|(due, _)| due.len()), Ok(DUE as usize), "what is due is found");
    took
}

fn fill(
    shelves: &Store,
    finished: u64,
    (story, destination, member, device): (StoryId, DestinationId, MemberId, DeviceId),
) {
    let row = move |n: u64, is_finished: bool| JobRow {
        job: JobId::from_random(number(n)),
        story: if is_finished { StoryId::from_random(number(n % 20_000)) } else { story },
        destination,
        revision: RevisionId::from_random(number(n)),
        copy_hash: Sha256::of(&n.to_be_bytes()),
        approval: None,
        kind: "publish".into(),
        state: if is_finished { "done" } else { "queued" }.into(),
        step: "preflight".into(),
        is_in_flight: false,
        is_finished,
        attempt: 7,
        next_at_ms: (!is_finished).then_some(if n.is_multiple_of(5) { NOW_MS - 1 } else { NOW_MS + 60_000 }),
        due_ms: None,
        trouble: String::new(),
        carried: vec![1; 400],
        operation: format!("operation-{n}"),
        member,
        device,
        created: Stamp { at_ms: NOW_MS - 1_000_000_000 + n as i64, zone: "Europe/Kyiv".into() },
        finished_ms: is_finished.then_some(NOW_MS - 900_000_000 + n as i64),
    };
    let written: Result<(), StoreError> = shelves.write(move |tx| {
        (0..finished).try_for_each(|n| job::insert(tx, &row(n, true)))?;
        (MANY..MANY + WAITING).try_for_each(|n| job::insert(tx, &row(n, false)))
    });
    written.expect("the jobs are on the shelves");
}

fn number(n: u64) -> [u8; 16] {
    (u128::from(n) + 1).to_be_bytes()
}
