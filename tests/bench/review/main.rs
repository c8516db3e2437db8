//! The review desk's figures: reading what changed, who wrote what, and a story that goes from desk to desk.
//! Each beside a baseline that is measured in the same run and in turn with ours.

mod authorship;
mod comparison;
mod desk;
mod travel;

use copydesk_tests::figure;

/// One bench: the word that chooses it, and what measures it.
type Bench = (&'static str, fn());

const BENCHES: [Bench; 6] = [
    ("diff", comparison::words),
    ("three", comparison::three_copies),
    ("blame", authorship::whole_story),
    ("copies", travel::bytes),
    ("file", travel::file),
    ("merge", travel::merge),
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
