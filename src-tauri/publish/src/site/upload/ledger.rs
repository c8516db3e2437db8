//! What is known to stand at the other end, by SHA-256: so that only what changed is sent, what somebody else
//! wrote there is seen, and a line that broke is taken up where it broke.
//!
//! It lies among the folder's own records, in many small ones by the hash of the path, so that what is written
//! for one story does not grow with the site.

use super::super::folder::{Batch, Folder, Pending, OURS};
use super::super::record::FORMAT;
use crate::Trouble;
use copy::Sha256;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A file at the other end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sent {
    /// What it holds; `None`: it is not there, or that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there: Option<Sha256>,
    /// What was last on its way there, while it is open whether it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub going: Option<Sha256>,
}

impl Sent {
    /// Whether just this is there, beyond doubt.
    pub fn is_settled(&self, hash: &Sha256) -> bool {
        self.going.is_none() && self.there.as_ref() == Some(hash)
    }

    /// Whether this desk wrote it.
    pub fn is_ours(&self, hash: &Sha256) -> bool {
        self.there.as_ref() == Some(hash) || self.going.as_ref() == Some(hash)
    }
}

/// Some of the files.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Part {
    format: u32,
    files: BTreeMap<String, Sent>,
}

/// What is known of the place as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Head {
    format: u32,
    /// What the place is told by: the same in the file that lies there.
    mark: String,
    /// Whether everything that the folder shows is there.
    whole: bool,
}

/// The records of one place.
#[derive(Debug)]
pub(super) struct Ledger {
    /// `upload/<key>`, under the folder's records.
    kind: String,
    head: Head,
    head_is_new: bool,
    parts: BTreeMap<String, Part>,
    changed: BTreeSet<String>,
}

fn part_of(path: &str) -> String {
    Sha256::of(path.as_bytes()).to_string().chars().take(2).collect()
}

fn record(kind: &str, name: &str) -> String {
    format!("{OURS}/{kind}/{name}.json")
}

const HEAD: &str = "place";

impl Ledger {
    /// Opens it; a folder that never went there begins one with this mark.
    pub fn open(folder: &Folder, key: &str, mark: &str) -> Result<Self, Trouble> {
        let kind = format!("upload/{key}");
        let known = folder.record::<Head>(&record(&kind, HEAD))?;
        let head_is_new = known.is_none();
        let head = known.unwrap_or_else(|| Head { format: FORMAT, mark: mark.to_owned(), whole: false });
        Ok(Self { kind, head, head_is_new, parts: BTreeMap::new(), changed: BTreeSet::new() })
    }

    /// What the place is told by.
    pub fn mark(&self) -> &str {
        &self.head.mark
    }

    /// Whether everything that the folder shows is there.
    pub fn is_whole(&self) -> bool {
        self.head.whole
    }

    /// Says whether it is, in the next [`Self::save`].
    pub fn set_whole(&mut self, whole: bool) {
        self.head_is_new |= self.head.whole != whole;
        self.head.whole = whole;
    }

    fn part(&mut self, path: &str, folder: &Folder) -> Result<(String, &mut Part), Trouble> {
        let name = part_of(path);
        if !self.parts.contains_key(&name) {
            let empty = || Part { format: FORMAT, files: BTreeMap::new() };
            let part = folder.record::<Part>(&record(&self.kind, &name))?.unwrap_or_else(empty);
            self.parts.insert(name.clone(), part);
        }
        let empty = || Part { format: FORMAT, files: BTreeMap::new() };
        Ok((name.clone(), self.parts.entry(name).or_insert_with(empty)))
    }

    /// What is known of a file there; `None`: it never went.
    pub fn sent(&mut self, path: &str, folder: &Folder) -> Result<Option<Sent>, Trouble> {
        Ok(self.part(path, folder)?.1.files.get(path).cloned())
    }

    /// Changes what is known of a file; `None` forgets it.
    pub fn put(&mut self, path: &str, sent: Option<Sent>, folder: &Folder) -> Result<(), Trouble> {
        let (name, part) = self.part(path, folder)?;
        match sent {
            Some(sent) => part.files.insert(path.to_owned(), sent),
            None => part.files.remove(path),
        };
        self.changed.insert(name);
        Ok(())
    }

    /// Every file that went there.
    pub fn paths(&mut self, folder: &Folder) -> Result<Vec<String>, Trouble> {
        let mut paths = vec![];
        for name in folder.names(&self.kind)? {
            if name != HEAD {
                if let Some(part) = folder.record::<Part>(&record(&self.kind, &name))? {
                    paths.extend(part.files.into_keys());
                }
            }
        }
        Ok(paths)
    }

    /// Somebody emptied the place: of no file is it known that it is there, and each that is there is still ours.
    pub fn doubt_all(&mut self, folder: &Folder) -> Result<(), Trouble> {
        for path in self.paths(folder)? {
            if let Some(sent) = self.sent(&path, folder)? {
                let going = sent.going.or(sent.there);
                self.put(&path, Some(Sent { there: None, going }), folder)?;
            }
        }
        self.set_whole(false);
        Ok(())
    }

    /// On the disk, before anything that counts on it.
    pub fn save(&mut self, folder: &Folder) -> Result<(), Trouble> {
        let mut batch = Batch::default();
        for name in std::mem::take(&mut self.changed) {
            if let Some(part) = self.parts.get(&name) {
                folder.plan_record(&record(&self.kind, &name), part, &mut batch.records)?;
            }
        }
        if std::mem::take(&mut self.head_is_new) {
            folder.plan_record(&record(&self.kind, HEAD), &self.head, &mut batch.records)?;
        }
        folder.commit(batch)
    }
}

/// Plans the record of every place but this one as no longer whole: the folder is about to change without it.
pub(in crate::site) fn leave_behind(
    folder: &Folder,
    but: Option<&str>,
    into: &mut Vec<Pending>,
) -> Result<(), Trouble> {
    for key in folder.folders("upload")? {
        if Some(key.as_str()) == but {
            continue;
        }
        let path = record(&format!("upload/{key}"), HEAD);
        if let Some(head) = folder.record::<Head>(&path)?.filter(|head| head.whole) {
            folder.plan_record(&path, &Head { whole: false, ..head }, into)?;
        }
    }
    Ok(())
}
