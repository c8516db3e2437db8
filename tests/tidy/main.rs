//! # tidy: the house's own rules
//!
//! What a reviewer would otherwise have to remember: which room may know which, that every room says what
//! it is for, that files stay readable, that decisions are registered. Nothing here runs the app.

mod edges;
mod files;
mod interface;
mod record;

use std::path::{Path, PathBuf};

/// The top of the checkout.
fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// Every file below a folder of the house whose name ends in one of `endings`, in order, as paths from the
/// top. What is generated or fetched is no part of the house.
fn files(under: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                if !["target", "gen", "node_modules", "dist", "generated", "results", ".git"]
                    .contains(&name.as_str())
                {
                    walk(&entry.path(), endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(entry.path());
            }
        }
    }
    let house = house();
    let mut found = Vec::new();
    walk(&house.join(under), endings, &mut found);
    found.sort();
    found.iter().map(|path| path.strip_prefix(&house).unwrap().to_owned()).collect()
}

/// The text of a file of the house.
fn read(path: impl AsRef<Path>) -> String {
    let path = house().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Fails with the whole list of what is wrong, a line each.
#[track_caller]
fn clean(rule: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{rule}\n  {}\n", wrong.join("\n  "));
}
