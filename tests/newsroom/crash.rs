//! `kill -9` of a real core while somebody types: every acknowledged keystroke is there at the next
//! start, in its place, and the desk is still the same device.
//!
//! A kill takes nothing that the system's cache has already got, so it shows the order of commit and
//! acknowledgement, torn files, half-made snapshots and incarnations, not `synchronous`: with `OFF`
//! this test passes too. Power cuts are the test of that, and fail with `OFF`: `tests/store/power_cut.rs`,
//! through the same writer that every keystroke takes.

use crate::rounds;
use copydesk_tests::desk::{Place, SetClock};
use document::Container;
use rand::{Rng, SeedableRng};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

#[test]
fn no_acknowledged_keystroke_is_lost_by_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut place = Place::within(folder.path(), 80 << 32, SetClock::still());
    let desk = place.open();
    let (story, device) = (desk.story(), desk.device());
    drop(desk);
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(0x80);
    let (mut last, mut early) = (0, 0);
    let count = rounds(200, 1_000);
    for round in 0..count {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsroom-child"))
            .arg("type")
            .arg(folder.path())
            .arg(((81 + round as u64) << 32).to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        // At once: while it opens the desk; else while it types.
        let kill_after = random.random_range(0..25);
        let mut acknowledged = last;
        for (count, line) in lines.map_while(Result::ok).enumerate() {
            if line != "begin" {
                acknowledged = line.parse().expect("only acknowledgements");
            }
            if count == kill_after {
                child.kill().expect("killed");
            }
        }
        child.wait().expect("ended");
        early += usize::from(acknowledged == last);
        let desk = place.open();
        assert_eq!(desk.device(), device, "round {round}: a kill makes no new device");
        assert!(desk.remarks().is_empty(), "round {round}: and is nothing to remark on");
        let text = desk.text(story, Container::Body);
        let found = text.split_whitespace().count();
        let expected: String = (1..=found).map(|n| format!("{n}🚋 ")).collect();
        assert_eq!(
            text,
            format!("{expected}\n"),
            "round {round}: nothing is missing in the middle or doubled"
        );
        assert!(found >= acknowledged, "round {round}: {acknowledged} was acknowledged, {found} are there");
        last = found;
    }
    println!("{count} kills, {early} of them while the desk was opened, {last} keystrokes, none lost");
    assert!(early > 0 && last > count, "kills met both opening and typing, or this shows little");
    assert!(place.open().examine(|_, _| {}).expect("examined").troubles.is_empty(), "the desk is sound");
}
