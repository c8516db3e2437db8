//! Convergence: two to five people edit one story through the real bridge, over lines that delay,
//! double, reorder and go down. After every step each desk's text is a valid story; once all is
//! quiet everybody has one text, and no character was lost or doubled.
//!
//! `COPYDESK_SEED` runs one seed, `COPYDESK_ROUNDS` so many, `COPYDESK_LONG=1` very many. A failing
//! case is printed in its shortest form; it goes to `found.rs` as a test with its cause as its name.

mod client;
mod desk;
mod editor;
mod found;
mod ledger;
mod shrink;
mod step;
mod world;

use step::Case;

const ROUNDS: u64 = 400;
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
    for seed in seeds {
        let case = Case::of_seed(seed);
        if let Err(why) = world::run(&case) {
            let (short, why_short) = shrink::shrink(&case, &why);
            panic!(
                "COPYDESK_SEED={seed}: {why}\nthe shortest case ({} steps): {why_short}\n{short}",
                short.steps.len()
            );
        }
    }
}
