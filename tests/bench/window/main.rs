//! The real window's figures, each beside an empty Tauri window of the same build: how soon it takes keys, and
//! how much memory it holds. The empty window is this very program, started with `--empty`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench stops where something is not as it must be, prints, and reads the real clock"
)]

mod computer;
mod empty;
mod memory;
#[allow(dead_code, reason = "the core's bench uses the rest")]
#[path = "../core/room.rs"]
mod room;
mod start;

use copydesk_tests::figure;

/// One bench: the word that chooses it, and what measures it.
type Bench = (&'static str, fn());

const BENCHES: [Bench; 2] = [("start", start::on_a_full_desk), ("memory", memory::of_a_long_story)];

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "--empty") {
        return empty::run();
    }
    // Cargo adds `--bench`; other words choose.
    let wanted: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    for (name, measure) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            measure();
        }
    }
}
