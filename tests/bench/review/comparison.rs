//! Two revisions of a long story compared by words.

use crate::figure::{timed, Bar, Figure, Times};
use copy::ReaderCopy;
use copydesk_tests::story_maker::StoryMaker;
use std::{
    fs,
    process::{Command, Stdio},
};

const WORDS: usize = 10_000;
const PLACES: usize = 200;
const ROUNDS: usize = 30;

/// The comparison that the review screen asks the core for, against git's whole process and against
/// diff-match-patch (the crate `dissimilar`), each on the same words.
pub fn words() {
    let mut maker = StoryMaker::new(23);
    let old = maker.copy(WORDS);
    let new = maker.revised(&old, PLACES);
    let (old_text, new_text) = (lines(&old), lines(&new));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    for (name, text) in [("old", &old_text), ("new", &new_text)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let (mut ours, mut git, mut match_patch) = (Times::default(), Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let (took, diff) = timed(|| document::diff::copies(&old, &new));
        assert!(diff.words_changed > 100, "the places are found");
        ours.push(took);
        let (took, status) = timed(|| {
            Command::new("git")
                .args(["diff", "--no-index", "--no-color", "--word-diff", "old", "new"])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .status()
                .expect("git runs")
        });
        assert_eq!(status.code(), Some(1), "git finds a difference");
        git.push(took);
        let (took, chunks) = timed(|| dissimilar::diff(&old_text, &new_text).len());
        assert!(chunks > PLACES, "so does the other");
        match_patch.push(took);
    }
    let (ours, git, match_patch) =
        (ours.percentile_ms(50), git.percentile_ms(50), match_patch.percentile_ms(50));
    let bench = "Word diff of two revisions of 10,000 words, 200 places changed: p50";
    let told = format!("{ours:.2} ms");
    for (baseline, value, unit, bar) in [
        (format!("`git diff --word-diff`, whole process: {git:.2} ms"), ours / git, " ×", 0.2),
        (
            format!("diff-match-patch (Rust, `dissimilar`): {match_patch:.2} ms"),
            ours / match_patch,
            " ×",
            1.0,
        ),
        (String::new(), ours, " ms", 5.0),
    ] {
        Figure { bench, ours: told.clone(), baseline, value, unit, bar: Bar::AtMost(bar) }.tell();
    }
}

fn lines(copy: &ReaderCopy) -> String {
    copy.body.iter().map(|block| block.text.text() + "\n").collect()
}
