//! `kill -9` of a process that writes: every acknowledged row is there at the next start.

use crate::{open, rounds, sample};
use rand::{Rng, SeedableRng};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};
use store::{doctor, op};

#[test]
fn no_acknowledged_row_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("desk");
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(0x9);
    let mut last = 0;
    for round in 0..rounds(40, 400) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_store-child"))
            .arg("write")
            .arg(&desk)
            .args(["full", &(last + 1).to_string(), "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let kill_after = random.random_range(1..40);
        let mut acknowledged = last;
        for (count, line) in lines.map_while(Result::ok).enumerate() {
            let number = line.split(' ').next().expect("a number");
            acknowledged = number.parse().expect("only acknowledgements");
            if count == kill_after {
                child.kill().expect("killed");
            }
        }
        child.wait().expect("ended");
        let store = open(&desk);
        let rows = store.read(|on| op::list(on, sample::story(1))).expect("read");
        let seqs: Vec<_> = rows.iter().map(|it| it.seq).collect();
        assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>(), "round {round}: no gap");
        assert!(seqs.len() as i64 >= acknowledged, "round {round}: {acknowledged} was acknowledged");
        assert!(rows.iter().all(|it| it.bytes == sample::op_bytes(it.seq)), "round {round}: equal bytes");
        last = seqs.len() as i64;
    }
    assert_eq!(open(&desk).read(doctor::integrity), Ok(Vec::new()));
}
