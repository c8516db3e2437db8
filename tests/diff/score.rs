//! What a tool marks as changed, and how near that is to what an editor would mark.

use std::{fs, process::Command};

/// What is marked: how often each letter went and came. Which of two equal letters it was matters
/// less than how much is marked at all, and to what.
#[derive(Default)]
pub struct Marked {
    went: Vec<char>,
    came: Vec<char>,
}

impl Marked {
    /// What a drawing of the table marks.
    pub fn drawn(drawing: &str) -> Self {
        let mut marked = Self::default();
        for line in drawing.lines() {
            if let Some(text) = line.strip_prefix("+ ") {
                marked.came.extend(text.chars());
            } else if let Some(text) = line.strip_prefix("- ") {
                marked.went.extend(text.chars());
            } else if !line.starts_with("< ") {
                marked.went.extend(between(line, "[-", "-]").replace('¶', "").chars());
                marked.came.extend(between(line, "{+", "+}").chars());
            }
        }
        marked
    }

    /// F1 of two markings.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (ours, theirs) = (self.went.len() + self.came.len(), other.went.len() + other.came.len());
        if ours + theirs == 0 {
            return 1.0;
        }
        let shared = shared(&self.went, &other.went) + shared(&self.came, &other.came);
        2.0 * shared as f64 / (ours + theirs) as f64
    }
}

fn between(line: &str, open: &str, close: &str) -> String {
    let pieces = line.split(open).skip(1);
    pieces.filter_map(|piece| piece.split(close).next()).collect()
}

fn shared(a: &[char], b: &[char]) -> usize {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

/// What `git diff --word-diff` marks, with its own idea of a word.
pub fn git(old: &str, new: &str) -> Marked {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, format!("{text}\n")).unwrap();
        path
    };
    let (old, new) = (file("old", old), file("new", new));
    let ran = Command::new("git")
        .args(["diff", "--no-index", "--word-diff=porcelain", "--unified=1000", "--no-color"])
        .args([&old, &new])
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git is installed");
    let mut marked = Marked::default();
    let shown = String::from_utf8_lossy(&ran.stdout);
    for line in shown.lines().skip_while(|line| !line.starts_with("@@")).skip(1) {
        if let Some(text) = line.strip_prefix('-') {
            marked.went.extend(text.chars());
        } else if let Some(text) = line.strip_prefix('+') {
            marked.came.extend(text.chars());
        }
    }
    marked
}

/// What diff-match-patch marks after its semantic clean-up, by its port to Rust.
pub fn diff_match_patch(old: &str, new: &str) -> Marked {
    let mut marked = Marked::default();
    for chunk in dissimilar::diff(old, new) {
        match chunk {
            dissimilar::Chunk::Equal(_) => {}
            dissimilar::Chunk::Delete(text) => marked.went.extend(text.chars().filter(|c| *c != '\n')),
            dissimilar::Chunk::Insert(text) => marked.came.extend(text.chars().filter(|c| *c != '\n')),
        }
    }
    marked
}
