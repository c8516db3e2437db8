//! Two revisions of a long story compared by words.

use crate::figure::{timed, Bar, Figure, Times};
use copy::{Inline, ReaderCopy};
use copydesk_tests::story_maker::StoryMaker;
use document::merge;
use std::{
    collections::BTreeMap,
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

const CONFLICTS: usize = 50;

/// What somebody changed at a destination, merged with what was changed here, as the screen shows it: every place
/// with both sides' words as one text. Against git's whole process on the same paragraphs, a line each.
pub fn three_copies() {
    let base = StoryMaker::new(29).copy(WORDS);
    let step = base.body.len() / CONFLICTS;
    let changed = |words: &str| {
        let mut copy = base.clone();
        for block in copy.body.iter_mut().step_by(step).take(CONFLICTS) {
            block.text = Inline::plain(format!("{words} {}", block.text.text()));
        }
        copy
    };
    let (mine, theirs) = (changed("At last:"), changed("Says the city:"));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    for (name, copy) in [("base", &base), ("mine", &mine), ("theirs", &theirs)] {
        fs::write(folder.path().join(name), lines(copy)).expect("written");
    }
    let (mut ours, mut git) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let (took, open) = timed(|| {
            let merged = merge::three(&base, &mine, &theirs);
            let open = merged.open(&BTreeMap::new());
            open.iter()
                .filter_map(|at| merged.rows.get(*at))
                .map(|row| row.both().blocks.len())
                .sum::<usize>()
        });
        assert_eq!(open, CONFLICTS, "every place waits for a person");
        ours.push(took);
        let (took, status) = timed(|| {
            Command::new("git")
                .args(["merge-file", "-p", "mine", "base", "theirs"])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .expect("git runs")
        });
        assert_eq!(status.code(), Some(CONFLICTS as i32), "git finds as many");
        git.push(took);
    }
    let (ours, git) = (ours.percentile_ms(50), git.percentile_ms(50));
    Figure {
        bench: "Three copies of 10,000 words merged, 50 conflicts: p50",
        ours: format!("{ours:.2} ms"),
        baseline: format!("`git merge-file`, whole process: {git:.2} ms"),
        value: ours / git,
        unit: " ×",
        bar: Bar::AtMost(1.0),
    }
    .tell();
}

/// A line for each paragraph, and an empty one after it: git counts conflicts that lie closer as one.
fn lines(copy: &ReaderCopy) -> String {
    copy.body.iter().map(|block| block.text.text() + "\n\n").collect()
}
