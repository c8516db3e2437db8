//! Who wrote what, for a whole story with a history.

use crate::{
    desk::LongStory,
    figure::{timed, Bar, Figure, Times},
};
use copy::ReaderCopy;
use document::Container;
use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

const REVISIONS: usize = 200;
const ROUNDS: usize = 20;

/// The colours over the whole body, asked for at a desk that has the story open, against git's blame on
/// the same versions with a sentence a line.
pub fn whole_story() {
    let mut long = LongStory::new(31, REVISIONS);
    let repository = long.folder.path().join("git");
    commit(&repository, &long.copies);
    let desk = long.place.open();
    desk.open_story(long.story).expect("the story opens");
    let (mut ours, mut theirs) = (Times::default(), Times::default());
    for _ in 0..ROUNDS {
        let (took, runs) = timed(|| desk.written(long.story, &Container::Body).expect("told"));
        assert!(runs.len() > REVISIONS && runs.iter().all(|run| run.member.is_some() && run.at.is_some()));
        ours.push(took);
        let (took, status) = timed(|| {
            let mut git = git(&repository, &["blame", "--porcelain", "main", "--", "story"]);
            git.status().expect("git runs")
        });
        assert!(status.success(), "git knows the story");
        theirs.push(took);
    }
    let (ours, theirs) = (ours.percentile_ms(50), theirs.percentile_ms(50));
    let bench = "Who wrote what, 10,000 words, 200 revisions by three people: p50";
    let told = format!("{ours:.2} ms");
    let baseline = format!("`git blame`, a sentence a line: {theirs:.2} ms");
    Figure { bench, ours: told.clone(), baseline, value: ours / theirs, unit: " ×", bar: Bar::AtMost(0.2) }
        .tell();
    Figure { bench, ours: told, baseline: String::new(), value: ours, unit: " ms", bar: Bar::AtMost(30.0) }
        .tell();
    desk.close().expect("the desk closes");
}

fn git(folder: &Path, words: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(words).stdout(Stdio::null()).stderr(Stdio::null());
    git
}

/// Every version as a commit by who wrote it.
fn commit(folder: &Path, copies: &[ReaderCopy]) {
    std::fs::create_dir(folder).expect("a folder");
    assert!(
        git(folder, &["init", "--bare", "."]).status().expect("git runs").success(),
        "a repository is made"
    );
    let mut import =
        git(folder, &["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn().expect("git runs");
    let mut pipe = import.stdin.take().expect("its input");
    for (n, copy) in copies.iter().enumerate() {
        let text: String =
            copy.body.iter().map(|block| block.text.text().replace(". ", ".\n") + "\n").collect();
        let at = copydesk_tests::desk::NOW_MS / 1_000 + n as i64;
        let who = ["one", "two", "three"][n % 3];
        writeln!(pipe, "commit refs/heads/main\ncommitter {who} <{who}@desk.example> {at} +0300")
            .expect("said");
        writeln!(pipe, "data 0\n\nM 100644 inline story\ndata {}\n{text}", text.len()).expect("said");
    }
    drop(pipe);
    assert!(import.wait().expect("git ends").success(), "the revisions are committed");
}
