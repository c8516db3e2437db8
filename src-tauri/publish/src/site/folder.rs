//! The folder on disk: reading, writing whole or not at all, one writer at a time.

use super::record::{Files, Kept};
use crate::{Reason, Trouble};
use copy::Sha256;
use serde::{de::DeserializeOwned, Serialize};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// Where records, the lock and the file being written are.
pub(super) const OURS: &str = ".copydesk";
/// Where pages are kept that somebody changed and that only lead to stories.
pub(super) const ASIDE: &str = "aside";

/// A site's folder.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

/// Held while a step changes the folder; other steps and other desks wait.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// A file to write, or to remove.
#[derive(Debug)]
pub(super) struct Pending {
    pub path: String,
    pub bytes: Option<Vec<u8>>,
}

/// What one step writes, each part on disk before the next. First what the newest pages' records count
/// on: stories, which say where their lines are (else a cut would leave a line that nobody knows, and
/// the next try would make a second one), and older pages of lists. Then those records; then pages,
/// then the pages that lead to them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub first: Vec<Pending>,
    pub records: Vec<Pending>,
    pub pages: Vec<Pending>,
    pub index: Vec<Pending>,
}

impl Folder {
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Waits for the folder.
    pub fn lock(&self) -> Result<Lock, Trouble> {
        let ours = self.root.join(OURS);
        fs::create_dir_all(&ours).map_err(trouble)?;
        let file = File::options().create(true).append(true).open(ours.join("lock")).map_err(trouble)?;
        file.lock().map_err(trouble)?;
        Ok(Lock { _file: file })
    }

    /// Whether the folder could be locked, without waiting for whoever holds it.
    pub fn try_lock(&self) -> Result<(), Trouble> {
        let ours = self.root.join(OURS);
        fs::create_dir_all(&ours).map_err(trouble)?;
        let file = File::options().create(true).append(true).open(ours.join("lock")).map_err(trouble)?;
        match file.try_lock() {
            Ok(()) | Err(fs::TryLockError::WouldBlock) => Ok(()),
            Err(fs::TryLockError::Error(error)) => Err(trouble(error)),
        }
    }

    /// The file's place; only plain names are ever written or read, whatever a record says.
    fn place(&self, path: &str) -> Result<PathBuf, Trouble> {
        let plain = |part: &str| {
            let letters = part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
            letters && !part.is_empty() && part != "." && part != ".."
        };
        if path.split('/').all(plain) {
            Ok(self.root.join(path))
        } else {
            Err(Trouble::paused(Reason::FolderRecordOutside))
        }
    }

    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match fs::read(self.place(path)?) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(trouble(error)),
        }
    }

    pub fn hash(&self, path: &str) -> Result<Option<Sha256>, Trouble> {
        Ok(self.read(path)?.map(|bytes| Sha256::of(&bytes)))
    }

    pub fn exists(&self, path: &str) -> Result<bool, Trouble> {
        match fs::symlink_metadata(self.place(path)?) {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
            Err(error) => Err(trouble(error)),
        }
    }

    /// A record; one of a newer form, or a damaged one, is never guessed at.
    pub fn record<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, Trouble> {
        #[derive(serde::Deserialize)]
        struct Form {
            format: u32,
        }
        let Some(bytes) = self.read(path)? else { return Ok(None) };
        let damaged = |_| Trouble::paused(Reason::FolderRecordsDamaged);
        let form: Form = serde_json::from_slice(&bytes).map_err(damaged)?;
        if form.format > super::record::FORMAT {
            return Err(Trouble::paused(Reason::FolderNewer));
        }
        serde_json::from_slice(&bytes).map(Some).map_err(damaged)
    }

    /// The names of the records of a kind, without `.json`; sorted, so that work on all of them has an order.
    pub fn names(&self, kind: &str) -> Result<Vec<String>, Trouble> {
        let folder = self.root.join(OURS).join(kind);
        if !folder.is_dir() {
            return Ok(vec![]);
        }
        let mut names = vec![];
        for entry in fs::read_dir(folder).map_err(trouble)? {
            let name = entry.map_err(trouble)?.file_name();
            names.extend(name.to_str().and_then(|name| name.strip_suffix(".json")).map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// The folders of a kind of record; sorted.
    pub fn folders(&self, kind: &str) -> Result<Vec<String>, Trouble> {
        let folder = self.root.join(OURS).join(kind);
        if !folder.is_dir() {
            return Ok(vec![]);
        }
        let mut names = vec![];
        for entry in fs::read_dir(folder).map_err(trouble)? {
            let entry = entry.map_err(trouble)?;
            if entry.path().is_dir() {
                names.extend(entry.file_name().to_str().map(str::to_owned));
            }
        }
        names.sort();
        Ok(names)
    }

    /// Plans a page of the record that `files` belong to. Refuses where somebody else's words
    /// stand there; `known` is what this desk knowingly replaces.
    pub fn plan(
        &self,
        files: &mut Files,
        path: &str,
        bytes: Vec<u8>,
        known: Option<&Sha256>,
        into: &mut Vec<Pending>,
    ) -> Result<(), Trouble> {
        let sha256 = Sha256::of(&bytes);
        let there = self.hash(path)?;
        let kept = files.get(path);
        if let Some(there) = there {
            if there == sha256 {
                if kept.is_none_or(|kept| kept.sha256 != sha256) {
                    let known = kept.map_or(sha256, |kept| kept.known(sha256));
                    let kept = Kept::instead_of(None, None, sha256).printed_anew(known);
                    files.insert(path.to_owned(), kept);
                }
                return Ok(());
            }
            let ours = kept.is_some_and(|kept| kept.is_ours(&there));
            if !ours && known != Some(&there) {
                return Err(changed_there(path));
            }
        }
        let kept = Kept::instead_of(kept, there, sha256);
        files.insert(path.to_owned(), kept);
        into.push(Pending { path: path.to_owned(), bytes: Some(bytes) });
        Ok(())
    }

    /// Plans a page of ours that only leads to stories. What somebody wrote into it stands in no story's way: it is
    /// kept aside, whole, and the page is printed anew. A file that never was ours is refused like any other.
    pub fn plan_leading(
        &self,
        files: &mut Files,
        path: &str,
        bytes: Vec<u8>,
        (aside, into): (&mut Vec<Pending>, &mut Vec<Pending>),
    ) -> Result<(), Trouble> {
        let changed = match (self.read(path)?, files.get(path)) {
            (Some(there), Some(kept)) => Some(there).filter(|there| {
                let hash = Sha256::of(there);
                !kept.is_ours(&hash) && hash != Sha256::of(&bytes)
            }),
            _ => None,
        };
        let Some(changed) = changed else { return self.plan(files, path, bytes, None, into) };
        let hash = Sha256::of(&changed);
        let name = format!("{}-{}", hash.short().replace(' ', ""), path.replace('/', "-"));
        aside.push(Pending { path: format!("{OURS}/{ASIDE}/{name}"), bytes: Some(changed) });
        self.plan(files, path, bytes, Some(&hash), into)
    }

    /// Whether pages are kept aside that somebody changed.
    pub fn has_set_aside(&self) -> bool {
        fs::read_dir(self.root.join(OURS).join(ASIDE)).is_ok_and(|mut kept| kept.next().is_some())
    }

    /// Plans the removal of a page of ours; an edited one is refused.
    pub fn plan_removal(&self, files: &Files, path: &str, into: &mut Vec<Pending>) -> Result<(), Trouble> {
        if let (Some(there), Some(kept)) = (self.hash(path)?, files.get(path)) {
            if !kept.is_ours(&there) {
                return Err(changed_there(path));
            }
            into.push(Pending { path: path.to_owned(), bytes: None });
        }
        Ok(())
    }

    /// Plans a record, if it is not there already as it is.
    pub fn plan_record(
        &self,
        path: &str,
        record: &impl Serialize,
        into: &mut Vec<Pending>,
    ) -> Result<(), Trouble> {
        let bytes = serde_json::to_vec(record).map_err(|_| Trouble::later(Reason::FolderRecordUnwritten))?;
        if self.read(path)?.as_deref() != Some(bytes.as_slice()) {
            into.push(Pending { path: path.to_owned(), bytes: Some(bytes) });
        }
        Ok(())
    }

    /// Writes a batch in its order, each part on disk before the next begins. The files of one part have no
    /// order among themselves: they go to the disk together, which waits once where it would wait for each.
    pub fn commit(&self, batch: Batch) -> Result<(), Trouble> {
        for part in [batch.first, batch.records, batch.pages, batch.index] {
            let mut folders = BTreeSet::new();
            let mut writes = Vec::with_capacity(part.len());
            for pending in part {
                let place = self.place(&pending.path)?;
                let folder = place.parent().unwrap_or(&self.root).to_owned();
                match pending.bytes {
                    Some(bytes) => {
                        self.make(&folder).map_err(trouble)?;
                        writes.push((place, bytes));
                    }
                    None => match fs::remove_file(&place) {
                        Err(error) if error.kind() != ErrorKind::NotFound => return Err(trouble(error)),
                        _ => {}
                    },
                }
                folders.insert(folder);
            }
            for together in writes.chunks(TOGETHER) {
                self.write(together).map_err(trouble)?;
            }
            let folders: Vec<PathBuf> = folders.into_iter().collect();
            for together in folders.chunks(TOGETHER) {
                sync(together).map_err(trouble)?;
            }
        }
        Ok(())
    }

    fn make(&self, folder: &Path) -> io::Result<()> {
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            sync(&[folder.parent().unwrap_or(&self.root).to_owned()])?;
        }
        Ok(())
    }

    /// Each file whole or not at all: none has its name before all are on the disk.
    fn write(&self, files: &[(PathBuf, Vec<u8>)]) -> io::Result<()> {
        // A few names are enough: the lock lets one writer in, and what a crash left is written over.
        let new = |n: usize| self.root.join(OURS).join(format!("new-{n}"));
        let mut written = Vec::with_capacity(files.len());
        for (n, (_, bytes)) in files.iter().enumerate() {
            let mut file = File::create(new(n))?;
            file.write_all(bytes)?;
            written.push(file);
        }
        on_disk(&written)?;
        for (n, (place, _)) in files.iter().enumerate() {
            fs::rename(new(n), place)?;
        }
        Ok(())
    }
}

/// How many files go to the disk at the same time.
const TOGETHER: usize = 8;

/// Makes renames in folders outlive a power cut. Windows has no such call and needs none.
fn sync(folders: &[PathBuf]) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    on_disk(&folders.iter().map(File::open).collect::<io::Result<Vec<_>>>()?)
}

/// Waits until all of these are on the disk. Asked at the same time, a disk and its journal take them in one
/// go; one after the other, each waits for a turn of its own.
fn on_disk(files: &[File]) -> io::Result<()> {
    let Some((first, others)) = files.split_first() else { return Ok(()) };
    std::thread::scope(|scope| {
        let ask = |file| std::thread::Builder::new().spawn_scoped(scope, move || File::sync_all(file));
        let asked: Vec<_> = others.iter().map(|file| (file, ask(file))).collect();
        let mut done = first.sync_all();
        for (file, asked) in asked {
            let this = match asked {
                Ok(thread) => thread.join().unwrap_or_else(|_| file.sync_all()),
                // No thread to be had: it waits its turn.
                Err(_) => file.sync_all(),
            };
            done = done.and(this);
        }
        done
    })
}

fn changed_there(path: &str) -> Trouble {
    Trouble::conflict(Reason::FolderFileChanged { file: path.to_owned() })
}

/// Plain words for what the file system says.
pub(super) fn trouble(error: io::Error) -> Trouble {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Trouble::paused(Reason::FolderDiskFull),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            Trouble::paused(Reason::FolderReadOnly)
        }
        ErrorKind::NotFound => Trouble::later(Reason::FolderAway),
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => {
            Trouble::paused(Reason::FolderInTheWay)
        }
        _ => Trouble::later(Reason::FolderDiskFails),
    }
}
