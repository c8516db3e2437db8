//! Files stay short enough to be read, say nothing that was put off, and every room says what it is for.

use std::path::Path;

use crate::{clean, files, house, read};

/// From here a file is worth a second look.
const LONG: usize = 500;
/// From here it is two files.
const TOO_LONG: usize = 1_000;

const SOURCES: &[&str] = &[".rs", ".ts", ".svelte", ".js", ".sql", ".css", ".sh", ".ftl", ".html"];

fn sources() -> Vec<std::path::PathBuf> {
    ["src-tauri", "ui", "tests"].into_iter().flat_map(|folder| files(folder, SOURCES)).collect()
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut wrong = Vec::new();
    for path in sources() {
        let lines = read(&path).lines().count();
        if lines > TOO_LONG {
            wrong.push(format!("{}: {lines} lines", path.display()));
        } else if lines > LONG {
            println!("worth a second look: {} has {lines} lines", path.display());
        }
    }
    clean("A file over 1,000 lines is two files.", &wrong);
}

#[test]
fn nothing_is_put_off_in_a_comment() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("HA", "CK:")];
    let mut wrong = Vec::new();
    for path in sources().into_iter().chain(files(".ci", &["run"])).chain([Path::new("dev").to_owned()]) {
        for (number, line) in read(&path).lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    clean("What is not done is an issue, not a comment.", &wrong);
}

/// A header says what the room is for, what may enter, and what never does.
fn lacks_of_a_header(header: &str) -> Vec<&'static str> {
    let header = header.to_lowercase();
    [("a title", "# "), ("what may enter", "may enter"), ("what never enters", "never")]
        .into_iter()
        .filter(|(_, words)| !header.contains(words))
        .map(|(lack, _)| lack)
        .collect()
}

#[test]
fn every_crate_says_what_it_is_for() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(house().join("src-tauri")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("src-tauri/{name}/src/lib.rs");
        let header: String = read(&path)
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .map(|line| format!("{line}\n"))
            .collect();
        for lack in lacks_of_a_header(&header) {
            wrong.push(format!("{path}: its header lacks {lack}"));
        }
    }
    clean("A room's header says what it is for, what may enter and what never does.", &wrong);
}

#[test]
fn every_room_of_the_interface_says_what_it_is_for() {
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(house().join("ui/src")).unwrap().map(Result::unwrap) {
        if !entry.file_type().unwrap().is_dir() {
            continue;
        }
        let name = entry.file_name().into_string().unwrap();
        let readme = format!("ui/src/{name}/README.md");
        if !house().join(&readme).exists() {
            wrong.push(format!("{readme} is missing"));
            continue;
        }
        for lack in lacks_of_a_header(&read(&readme)) {
            wrong.push(format!("{readme} lacks {lack}"));
        }
    }
    clean("A room of the interface has a README.md that says what it is for, what may enter and what never does.", &wrong);
}

#[test]
fn modules_are_named_after_what_they_hold() {
    let mut wrong = Vec::new();
    for path in files("src-tauri", &[".rs"]) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_lowercase();
        if name == "mod" || ["manager", "service", "helper_", "util"].iter().any(|word| name.contains(word)) {
            wrong.push(path.display().to_string());
        }
    }
    clean("Files are the newsroom's nouns: no mod.rs, no managers, services or utilities.", &wrong);
}
