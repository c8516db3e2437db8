//! Dependencies point one way: copy ← document photo store publish exchange ← newsroom ← api ← headless
//! ← shell. ARCHITECTURE.md draws it; this is where it holds.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::{clean, house};

/// Which rooms a room may know. The middle rooms know none of each other: what one of them needs of
/// another passes through the newsroom.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("copy", &[]),
    ("document", &["copy"]),
    ("photo", &["copy"]),
    ("store", &["copy"]),
    ("publish", &["copy"]),
    ("exchange", &["copy"]),
    ("newsroom", &["copy", "document", "photo", "store", "publish", "exchange"]),
    // From here up a room may know every room below it.
    ("api", &["copy", "document", "photo", "store", "publish", "exchange", "newsroom"]),
    ("headless", &["copy", "document", "photo", "store", "publish", "exchange", "newsroom", "api"]),
    ("shell", &["copy", "document", "photo", "store", "publish", "exchange", "newsroom", "api", "headless"]),
];

/// Crates that one room alone may name, because the rest of the house must not care that they exist.
const ONLY_IN: &[(&str, &str)] = &[
    ("tauri", "shell"),
    ("tauri-build", "shell"),
    ("keyring", "shell"),
    ("rusqlite", "store"),
    ("loro", "document"),
    ("reqwest", "publish"),
    ("object_store", "publish"),
    ("openssh-sftp-client", "publish"),
    ("axum", "headless"),
    ("clap", "headless"),
    ("ts-rs", "api"),
    ("image", "photo"),
    ("ammonia", "exchange"),
];

fn metadata() -> Metadata {
    MetadataCommand::new().manifest_path(house().join("Cargo.toml")).no_deps().exec().unwrap()
}

/// Room → what it depends on outside its tests.
fn rooms(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    metadata
        .packages
        .iter()
        .filter(|package| package.name.as_str() != "copydesk-tests")
        .map(|package| {
            let known = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind != DependencyKind::Development);
            (
                room(package.name.as_str()).to_owned(),
                known.map(|dependency| dependency.name.clone()).collect(),
            )
        })
        .collect()
}

fn room(package: &str) -> &str {
    if package == "copydesk" {
        "shell"
    } else {
        package.strip_prefix("copydesk-").unwrap_or(package)
    }
}

#[test]
fn the_rooms_are_the_ones_that_the_architecture_names() {
    let found: BTreeSet<_> = rooms(&metadata()).into_keys().collect();
    let named: BTreeSet<_> = MAY_KNOW.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(
        found, named,
        "a room was added or lost: two reasons earn a crate, and this table with ARCHITECTURE.md says them"
    );
}

#[test]
fn dependencies_point_one_way() {
    let rooms = rooms(&metadata());
    let mut wrong = Vec::new();
    for (name, may) in MAY_KNOW {
        for dependency in rooms.get(*name).into_iter().flatten() {
            let known = room(dependency);
            if rooms.contains_key(known) && !may.contains(&known) {
                wrong.push(format!("{name} may not know {known}"));
            }
        }
    }
    clean("An edge between rooms points the wrong way.", &wrong);
}

#[test]
fn what_belongs_to_one_room_is_named_in_no_other() {
    let mut wrong = Vec::new();
    for (name, dependencies) in rooms(&metadata()) {
        for dependency in &dependencies {
            let owner = ONLY_IN.iter().find(|(crate_name, _)| dependency == crate_name);
            let plugin = dependency.starts_with("tauri-plugin-").then_some("shell");
            if let Some(owner) = owner.map(|(_, owner)| *owner).or(plugin) {
                if owner != name {
                    wrong.push(format!("{name} depends on {dependency}, which only {owner} may"));
                }
            }
        }
    }
    clean("A crate is used outside the room that wraps it.", &wrong);
}

#[test]
fn every_version_and_lint_stands_in_the_workspace() {
    let mut wrong = Vec::new();
    for package in metadata().packages {
        let manifest = std::fs::read_to_string(&package.manifest_path).unwrap();
        if package.name.as_str() != "copydesk-tests" && !manifest.contains("[lints]\nworkspace = true") {
            wrong.push(format!("{} does not take the workspace's lints", package.name));
        }
        if package.name.as_str() == "copydesk" {
            continue;
        }
        let mut of_dependencies = false;
        for line in manifest.lines().map(str::trim) {
            if line.starts_with('[') {
                of_dependencies = line.ends_with("dependencies]");
            } else if of_dependencies
                && !line.is_empty()
                && !line.starts_with('#')
                && !line.contains("workspace = true")
            {
                wrong.push(format!("{} gives a version of its own: {line}", package.name));
            }
        }
    }
    clean("Versions and lints stand in the root Cargo.toml.", &wrong);
}
