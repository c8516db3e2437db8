//! The seam to Tauri is one room of the interface, and what crosses it is fit for JavaScript.

use crate::{clean, files, read};

#[test]
fn only_ipc_speaks_to_tauri() {
    let mut wrong = Vec::new();
    for path in files("ui/src", &[".ts", ".svelte", ".js"]) {
        if !path.starts_with("ui/src/ipc") && read(&path).contains("@tauri-apps/") {
            wrong.push(path.display().to_string());
        }
    }
    clean("Only ui/src/ipc may import from @tauri-apps.", &wrong);
}

/// The generated types are left out of `files`, so they are listed here.
fn generated() -> Vec<(String, String)> {
    let folder = crate::house().join("ui/src/ipc/generated");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ts"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn no_number_crosses_that_javascript_would_round() {
    let generated = generated();
    assert!(!generated.is_empty(), "the generated types are committed");
    let wrong: Vec<_> =
        generated.into_iter().filter(|(_, text)| text.contains("bigint")).map(|(name, _)| name).collect();
    clean("Identifiers cross as strings, times as milliseconds in an f64: no bigint.", &wrong);
}
