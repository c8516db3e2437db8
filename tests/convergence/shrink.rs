//! Drops steps while the case still fails.

use crate::{step::Case, world};

/// The shortest case found, and how it fails.
pub fn shrink(case: &Case, why: &str) -> (Case, String) {
    // A case that panics would print a trace for each try.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let found = drop_steps(case, why);
    std::panic::set_hook(hook);
    found
}

fn drop_steps(case: &Case, why: &str) -> (Case, String) {
    let (mut best, mut why) = (case.clone(), why.to_owned());
    let mut chunk = best.steps.len().div_ceil(2).max(1);
    loop {
        let (mut at, mut shorter) = (0, false);
        while at < best.steps.len() {
            let mut tried = best.clone();
            tried.steps.drain(at..(at + chunk).min(tried.steps.len()));
            match world::run(&tried) {
                Err(still) => {
                    (best, why, shorter) = (tried, still, true);
                }
                Ok(()) => at += chunk,
            }
        }
        if chunk == 1 && !shorter {
            return (best, why);
        }
        chunk = chunk.div_ceil(2).max(1);
    }
}
