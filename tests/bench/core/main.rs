//! The core's figures, each beside a baseline that is measured in the same run and in turn with ours:
//! a disk or a computer has its moods, a ratio has fewer. Nothing fails here: what misses its bar
//! says so.

mod keystroke;
mod opening;
mod outbox;
mod publish;
mod revision;
mod room;

use copydesk_tests::figure;

/// One bench: the word that chooses it, and what measures it.
type Bench = (&'static str, fn());

const BENCHES: [Bench; 6] = [
    ("keystroke", keystroke::one),
    ("pauseless", keystroke::without_pause),
    ("open", opening::cold),
    ("revision", revision::thousand),
    ("publish", publish::one_story),
    ("outbox", outbox::next_job),
];

fn main() {
    // Cargo adds `--bench`; other words choose.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for (name, measure) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            measure();
        }
    }
}
