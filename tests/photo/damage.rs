//! Broken files: everything in the corpus of whatever kind, then its photographs cut and scratched.

use crate::corpus;
use photo::{PhotoError, RenditionOrder};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::time::{Duration, Instant};

const SEED: u64 = 4_011;
const IN_TIME: Duration = Duration::from_millis(photo::limits::READ_TIME_MS);

/// Reads, and publishes what can be read. That it returns is the test; the answer is for the caller.
fn handle(bytes: &[u8], name: &dyn Fn() -> String) -> Result<photo::Reading, PhotoError> {
    let start = Instant::now();
    let reading = photo::read(bytes);
    let took = start.elapsed();
    assert!(took < IN_TIME, "{}: an answer within the time, not after {took:?}", name());
    if reading.is_ok() {
        let order = RenditionOrder { max_width: 480, ..RenditionOrder::default() };
        let made = photo::rendition(bytes, &order);
        assert!(made.is_ok(), "{}: what is read can be published: {made:?}", name());
    }
    reading
}

#[test]
fn every_file_of_any_kind_gets_an_answer() {
    let (mut good, mut refused) = (0, 0);
    for file in corpus::every_file() {
        match handle(&file.bytes, &|| file.name()) {
            Ok(_) => good += 1,
            Err(because) => {
                refused += 1;
                let sentence = because.to_string();
                assert!(
                    sentence.ends_with('.') && !sentence.contains('/'),
                    "a sentence without a path: {sentence}"
                );
            }
        }
    }
    println!("{good} read, {refused} refused");
    assert!(good >= 150 && refused >= 500, "both kinds were there: {good} and {refused}");
}

#[test]
fn a_cut_file_is_refused_with_a_sentence() {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut cuts = 0;
    for (file, _) in corpus::readable().iter().filter(|(file, _)| file.bytes.len() < 400_000) {
        for _ in 0..4 {
            // What hangs behind a picture's end is not needed, so only the first half is safe to judge.
            let end = random.random_range(0..file.bytes.len() / 2);
            let name = || format!("{} cut at {end} (seed {SEED})", file.name());
            let answer = handle(&file.bytes[..end], &name);
            let behind = photo_end(&file.bytes) <= end;
            assert!(behind || answer.is_err(), "{}: nobody notices that half is missing", name());
            cuts += 1;
        }
    }
    assert!(cuts >= 400, "files were cut: {cuts}");
}

/// Where a JPEG ends, if something hangs behind it; otherwise the end of the file.
fn photo_end(bytes: &[u8]) -> usize {
    let scan = bytes.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap_or(bytes.len());
    let end = bytes[scan..].windows(2).position(|pair| pair == [0xff, 0xd9]);
    end.map_or(bytes.len(), |at| scan + at + 2)
}

#[test]
fn scratched_files_are_survived() {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    let mut scratched = 0;
    for (file, _) in corpus::readable().iter().filter(|(file, _)| file.bytes.len() < 200_000) {
        for round in 0..10 {
            let mut bytes = file.bytes.clone();
            for _ in 0..random.random_range(1..=8) {
                // Most of what can be misread stands in front.
                let span = if random.random_bool(0.7) { bytes.len().min(4_096) } else { bytes.len() };
                let at = random.random_range(0..span);
                bytes[at] ^= 1 << random.random_range(0..8);
            }
            let _ = handle(&bytes, &|| format!("{} scratched, round {round} (seed {SEED})", file.name()));
            scratched += 1;
        }
    }
    assert!(scratched >= 1_000, "files were scratched: {scratched}");
}
