//! The story file (`.cdstory`): one story with everything that happened to it, or a clean copy of it,
//! in a sealed file. Bytes in, bytes out; what a desk does with it is the desk's.
//!
//! Parts: `manifest.json` first; `head.json`, the head's copy in its kept form; `text.loro`, the text
//! with its history (a full file only); for each table `rows/NAME.jsonl` (its columns, then a row a
//! line) with `rows/NAME.bin` for long bytes; `photo/SHA256`. A table that comes later needs nothing
//! here. A table, a column or a format that is not known is refused as newer: records are never
//! dropped in silence.

mod row;
#[cfg(test)]
mod tests;

use crate::sealed::{self, Key, Limits, Lock, Part, SealedError, Sealer};
use copy::{Rows, Sha256};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    io::{Read, Write},
};

/// The newest format that this Copydesk knows.
pub const FORMAT: u32 = 1;

/// What a story file may be at most.
pub const LIMITS: Limits = Limits { sealed_bytes: 1 << 30, plain_bytes: 2 << 30, parts: 2_000, ratio: 200 };

const MANIFEST: &str = "manifest.json";
const HEAD: &str = "head.json";
const TEXT: &str = "text.loro";
const ROWS: &str = "rows/";
const PHOTO: &str = "photo/";
const LARGEST_MANIFEST: u64 = 1 << 20;
const LARGEST_HEAD: u64 = 32 << 20;
const LARGEST_TEXT: u64 = 256 << 20;
const LARGEST_ROWS: u64 = 256 << 20;
const LARGEST_PHOTO: u64 = 64 << 20;
/// Versions that a manifest may list as known to both sides.
pub const MOST_BASES: usize = 20_000;
const LONGEST_NAME: usize = 400;

/// What travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The text with its whole history.
    Full,
    /// Head and approved revisions only.
    Clean,
}

/// What a file says of itself. Times are UTC milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the file.
    pub format: u32,
    /// Full or clean.
    pub kind: Kind,
    /// The story.
    pub story: copy::StoryId,
    /// The device that wrote it.
    pub device: copy::DeviceId,
    /// The member who did.
    pub member: copy::MemberId,
    /// Their name.
    pub member_name: String,
    /// When.
    pub at_ms: i64,
    /// The time zone there.
    pub zone: String,
    /// The text's version there, as the document's bytes in hex.
    pub frontiers: String,
    /// The head's copy hash.
    pub copy_hash: Sha256,
    /// The operation that the text began with, as peer: texts that began apart do not merge by history.
    pub root: String,
    /// Copy hashes of versions that this head came of, the newest first.
    pub bases: Vec<Sha256>,
    /// What the sender's desk is answered with: files locked with this key open there.
    pub recipient: String,
    /// The desk's own facts, which no reader sees, by name (a clean copy has no text to carry them).
    pub facts: BTreeMap<String, String>,
}

/// A story file, open.
#[derive(Clone, PartialEq, Eq)]
pub struct StoryFile {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The head's copy, in its kept form.
    pub head: String,
    /// The text with its history; empty in a clean copy.
    pub text: Vec<u8>,
    /// The records, table by table.
    pub tables: Vec<Rows>,
    /// The photos' bytes by their hashes, which are their names in the file.
    pub photos: Vec<(Sha256, Vec<u8>)>,
}

/// Never the story's words.
impl std::fmt::Debug for StoryFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoryFile").field("story", &self.manifest.story).finish_non_exhaustive()
    }
}

impl StoryFile {
    /// About how many bytes it comes to: photos are nearly all of a large one, and get no smaller.
    pub fn weight(&self) -> u64 {
        let photos: usize = self.photos.iter().map(|(_, photo)| photo.len()).sum();
        (photos + self.text.len()) as u64
    }
}

/// Seals a story.
///
/// # Errors
/// [`SealedError::BadRecipient`], [`SealedError::TooLarge`]; what `out` says.
pub fn seal<W: Write>(file: &StoryFile, lock: &Lock, device: &[u8; 32], out: W) -> Result<W, SealedError> {
    if file.weight() > LIMITS.sealed_bytes {
        return Err(SealedError::TooLarge { what: "bytes" });
    }
    let mut sealer = Sealer::new(out, lock, &LIMITS)?;
    // A part that is larger than its kind may be opens nowhere.
    let mut add = |name: &str, bytes: &[u8], most: u64| match bytes.len() as u64 > most {
        true => Err(SealedError::TooLarge { what: "bytes of a part" }),
        false => sealer.add(name, bytes),
    };
    let manifest = serde_json::to_vec(&file.manifest).map_err(|_| SealedError::NotWritten)?;
    add(MANIFEST, &manifest, LARGEST_MANIFEST)?;
    add(HEAD, file.head.as_bytes(), LARGEST_HEAD)?;
    if file.manifest.kind == Kind::Full {
        add(TEXT, &file.text, LARGEST_TEXT)?;
    }
    for rows in &file.tables {
        let (lines, long) = row::write(rows)?;
        add(&format!("{ROWS}{}.bin", rows.table), &long, LARGEST_ROWS)?;
        add(&format!("{ROWS}{}.jsonl", rows.table), &lines, LARGEST_ROWS)?;
    }
    for (sha256, photo) in &file.photos {
        add(&format!("{PHOTO}{sha256}"), photo, LARGEST_PHOTO)?;
    }
    sealer.finish(device)
}

/// Opens a story file; the key that signed it. Whether that key is known is the desk's to say.
///
/// # Errors
/// Whatever is wrong with it.
pub fn open(sealed: impl Read, key: &Key) -> Result<(StoryFile, [u8; 32]), SealedError> {
    let mut read = Reading::default();
    let opened = sealed::open(sealed, key, &LIMITS, |part| read.take(part))?;
    // A photo was hashed as a part already: that must be its name.
    let is_named = |(sha256, _): &(Sha256, Vec<u8>)| opened.holds(&format!("{PHOTO}{sha256}"), sha256);
    if !read.photos.iter().all(is_named) {
        return Err(SealedError::Damaged);
    }
    let strange = |what| SealedError::Strange { what };
    let manifest = read.manifest.ok_or(strange("no manifest"))?;
    let (head, text) = (read.head.ok_or(strange("no head"))?, read.text);
    if text.is_some() != (manifest.kind == Kind::Full) {
        return Err(strange("the text and the kind"));
    }
    let file = StoryFile {
        manifest,
        head,
        text: text.unwrap_or_default(),
        tables: read.tables,
        photos: read.photos,
    };
    Ok((file, opened.signed_by))
}

#[derive(Default)]
struct Reading {
    manifest: Option<Manifest>,
    head: Option<String>,
    text: Option<Vec<u8>>,
    long: Option<(String, Vec<u8>)>,
    tables: Vec<Rows>,
    photos: Vec<(Sha256, Vec<u8>)>,
}

impl Reading {
    fn take(&mut self, mut part: Part<'_>) -> Result<(), SealedError> {
        let strange = |what| SealedError::Strange { what };
        if self.manifest.is_none() && part.name != MANIFEST {
            return Err(strange("a part before the manifest"));
        }
        let name = part.name.to_owned();
        match name.as_str() {
            MANIFEST => self.manifest = Some(manifest(&part.whole(LARGEST_MANIFEST)?)?),
            HEAD => {
                let head = String::from_utf8(part.whole(LARGEST_HEAD)?);
                self.head = Some(head.map_err(|_| strange("the head"))?);
            }
            TEXT => self.text = Some(part.whole(LARGEST_TEXT)?),
            name => {
                if let Some(hash) = name.strip_prefix(PHOTO) {
                    let sha256 = hash.parse().map_err(|_| SealedError::Damaged)?;
                    self.photos.push((sha256, part.whole(LARGEST_PHOTO)?));
                } else if let Some(table) = name.strip_prefix(ROWS).and_then(|it| it.strip_suffix(".bin")) {
                    self.long = Some((table.to_owned(), part.whole(LARGEST_ROWS)?));
                } else if let Some(table) = name.strip_prefix(ROWS).and_then(|it| it.strip_suffix(".jsonl")) {
                    let long = self.long.take().filter(|(of, _)| of == table);
                    let long = long.ok_or(strange("a table's bytes"))?.1;
                    self.tables.push(row::read(table, &part.whole(LARGEST_ROWS)?, &long)?);
                } else {
                    // A part of a kind that a newer Copydesk writes.
                    return Err(SealedError::Newer);
                }
            }
        }
        Ok(())
    }
}

/// The number first: what a newer format's manifest holds otherwise is not for us to judge.
fn manifest(bytes: &[u8]) -> Result<Manifest, SealedError> {
    #[derive(Deserialize)]
    struct Number {
        format: u32,
    }
    let strange = SealedError::Strange { what: "the manifest" };
    let number: Number = serde_json::from_slice(bytes).map_err(|_| strange)?;
    if number.format > FORMAT {
        return Err(SealedError::Newer);
    }
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| strange)?;
    let long = |text: &str| text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control);
    let facts = manifest.facts.iter().any(|(name, value)| long(name) || long(value));
    let strange_name = [&manifest.member_name, &manifest.zone, &manifest.root, &manifest.recipient]
        .into_iter()
        .any(|text| long(text));
    if manifest.bases.len() > MOST_BASES || facts || strange_name {
        return Err(strange);
    }
    Ok(manifest)
}
