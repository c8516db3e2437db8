//! What the doctor looks at on the shelves. It mends nothing.

use crate::{asset, blob, column::Columns, error::Doing, revision, Kind, Paths, Reader, StoreError};
use copy::{RevisionId, Sha256, StoryId};

/// What SQLite found wrong with the file, one sentence each; nothing: it is whole.
pub fn integrity(on: &Reader<'_>) -> Result<Vec<String>, StoreError> {
    let doing = "check the database";
    let mut said = Vec::new();
    for pragma in ["PRAGMA integrity_check(100)", "PRAGMA foreign_key_check"] {
        let answers: Result<Vec<String>, _> = on.rows(doing, pragma, [], |row| row.get(0));
        match answers {
            Ok(answers) => said.extend(answers.into_iter().filter(|answer| answer != "ok")),
            // Damage that stops the check itself is an answer too.
            Err(error) if error.kind() == Kind::Corrupt => said.push(error.to_string()),
            Err(error) => return Err(error),
        }
    }
    Ok(said)
}

/// How many rows each table has, by name.
pub fn counts(on: &Reader<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    let doing = "count rows";
    let names: Vec<String> = on.rows(
        doing,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        [],
        |row| row.get(0),
    )?;
    let count = |name: String| {
        // A table's name cannot be bound; these come from the schema itself.
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let count = on.conn().query_row(&sql, [], |row| row.get(0)).doing(doing)?;
        Ok((name, count))
    };
    names.into_iter().map(count).collect()
}

/// A photo that the desk knows and cannot give out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadBlob {
    /// Its hash.
    pub sha256: Sha256,
    /// `Missing`, `Corrupt`, or what the disk said.
    pub kind: Kind,
}

/// Reads every photo and compares its hash.
pub fn blobs(on: &Reader<'_>, paths: &Paths) -> Result<Vec<BadBlob>, StoreError> {
    let check = |row: asset::AssetRow| {
        let error = blob::get(paths, row.sha256).err()?;
        Some(BadBlob { sha256: row.sha256, kind: error.kind() })
    };
    Ok(asset::list(on)?.into_iter().filter_map(check).collect())
}

/// The story's revisions whose bodies cannot be opened as they were written.
pub fn bodies(on: &Reader<'_>, story: StoryId) -> Result<Vec<RevisionId>, StoreError> {
    let mut broken = Vec::new();
    for row in revision::list(on, story)? {
        match revision::body(on, row.revision) {
            Ok(_) => {}
            Err(revision::BodyError::Store(error)) if error.kind() != Kind::Corrupt => return Err(error),
            Err(_) => broken.push(row.revision),
        }
    }
    Ok(broken)
}

/// Every story that has anything on the shelves, also when the index has forgotten it.
pub fn stories(on: &Reader<'_>) -> Result<Vec<StoryId>, StoreError> {
    on.rows(
        "list all stories",
        "SELECT story FROM story UNION SELECT story FROM op UNION SELECT story FROM snapshot
         UNION SELECT story FROM revision",
        [],
        |row| Columns::of(row).key(),
    )
}
