//! A disk that is full: a clear error, nothing acknowledged lost, and writing goes on when there is room.

use crate::{open, rounds, sample};
use copydesk_tests::small_disk::SmallDisk;
use rand::{Rng, SeedableRng};
use std::{io::Write, path::Path};
use store::{backup, op, snapshot, Kind, Store, StoreError};

fn append(store: &Store, seq: i64) -> Result<bool, StoreError> {
    let row = sample::op(seq);
    store.write(move |tx| op::append(tx, &row))
}

/// Takes all room but about this much.
fn fill(disk: &Path, leave: u64) {
    let ballast = disk.join("ballast");
    let mut file = std::fs::File::create(&ballast).expect("a file");
    while file.write_all(&[0; 4_096]).is_ok() {}
    let length = file.metadata().expect("a length").len();
    file.set_len(length.saturating_sub(leave)).expect("shortened");
}

#[test]
fn every_acknowledged_row_survives_full_moments_and_typing_resumes() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::make(folder.path(), 2 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a disk of 2 MB needs a mount, and {said}"),
    };
    let desk = disk.path().join("desk");
    let mut store = open(&desk);
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(0xf011);
    let (mut seq, mut snapshot_mark, mut kept_from) = (0, 0, 1);
    for round in 0..rounds(100, 500) {
        fill(disk.path(), random.random_range(0..48 << 10));
        let refused = loop {
            match append(&store, seq + 1) {
                Ok(_) => seq += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(refused.kind(), Kind::Full, "round {round}: {refused}");
        let last = store.read(|on| op::last_seq(on, sample::story(1), sample::device(1)));
        assert_eq!(last, Ok(seq), "round {round}: what was acknowledged can be read while the disk is full");
        if round % 10 == 0 {
            // As after a crash of the app: opened anew on the full disk, or once there is room.
            std::fs::remove_file(disk.path().join("ballast")).expect("room");
            drop(store);
            store = open(&desk);
        } else {
            std::fs::remove_file(disk.path().join("ballast")).expect("room");
        }
        assert_eq!(append(&store, seq + 1), Ok(true), "round {round}: the same row again, now there is room");
        seq += 1;
        let rows = store.read(|on| op::list(on, sample::story(1))).expect("read");
        let seqs: Vec<_> = rows.iter().map(|it| it.seq).collect();
        assert_eq!(seqs, (kept_from..=seq).collect::<Vec<_>>(), "round {round}");
        // Let the rows go into snapshots, so that 2 MB are enough for all rounds.
        let new = snapshot::NewSnapshot {
            story: sample::story(1),
            at: sample::stamp(sample::NOW_MS),
            format: 1,
            marks: vec![(sample::device(1), seq)],
            bytes: Vec::new(),
        };
        store.write::<_, StoreError, _>(move |tx| snapshot::put(tx, &new)).expect("compacted");
        kept_from = snapshot_mark + 1;
        snapshot_mark = seq;
    }
    println!("{seq} rows, none lost");
}

#[test]
fn a_backup_that_does_not_fit_is_refused_and_typing_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::make(folder.path(), 2 << 20) {
        Ok(disk) => disk,
        Err(said) => return println!("NOT RUN: a disk of 2 MB needs a mount, and {said}"),
    };
    let store = open(&disk.path().join("desk"));
    append(&store, 1).expect("written");
    fill(disk.path(), 600 << 10);
    let refused = backup::roll(&store, sample::NOW_MS).map_err(|error| error.kind());
    assert_eq!(refused, Err(Kind::Full));
    assert_eq!(append(&store, 2), Ok(true), "the room is left for typing");
}
