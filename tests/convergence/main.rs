//! Convergence: two to five people edit, comment, suggest, decide, bring back and undo in one story through
//! the real bridge, over lines that delay, double, reorder and go down, or by files alone that come in any
//! order and twice. After every step each desk's text is a valid story; once all is quiet everybody has one
//! text and one copy, no character was lost or doubled, every comment is on its words or has its quotation,
//! and every suggestion is pending everywhere or known to be gone.
//!
//! `COPYDESK_SEED` runs one seed, `COPYDESK_ROUNDS` so many, `COPYDESK_LONG=1` very many. A failing
//! case is printed in its shortest form; it goes to `found.rs` as a test with its cause as its name.

mod client;
mod desk;
mod editor;
mod found;
mod ledger;
mod merge;
mod shrink;
mod step;
mod world;

use std::{
    ops::Range,
    sync::{
        atomic::{AtomicU64, Ordering},
        Mutex,
    },
};
use step::Case;

const ROUNDS: u64 = 2_000;
const LONG_ROUNDS: u64 = 50_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number")))
}

#[test]
fn everybody_ends_with_one_text_and_no_word_is_lost_or_doubled() {
    let long = std::env::var("COPYDESK_LONG").is_ok_and(|long| long == "1");
    let seeds = match number("COPYDESK_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("COPYDESK_ROUNDS").unwrap_or(if long { LONG_ROUNDS } else { ROUNDS }),
    };
    let Some((seed, why)) = first_failure(seeds) else { return };
    let (short, why_short) = shrink::shrink(&Case::of_seed(seed), &why);
    panic!(
        "COPYDESK_SEED={seed}: {why}\nthe shortest case ({} steps): {why_short}\n{short}",
        short.steps.len()
    );
}

/// Runs the cases of these seeds side by side, as many as the computer has cores; the first that fails.
fn first_failure(seeds: Range<u64>) -> Option<(u64, String)> {
    let next = AtomicU64::new(seeds.start);
    let failed = Mutex::new(None);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= seeds.end || failed.lock().expect("whole").is_some() {
                    return;
                }
                if let Err(why) = world::run(&Case::of_seed(seed)) {
                    let mut failed = failed.lock().expect("whole");
                    let is_first = failed.as_ref().is_none_or(|(known, _)| seed < *known);
                    if is_first {
                        *failed = Some((seed, why));
                    }
                }
            });
        }
    });
    failed.into_inner().expect("whole")
}
