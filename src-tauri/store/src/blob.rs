//! Photos' bytes, in files named by their SHA-256: `blobs/ab/cdef…`.
//!
//! A blob is there whole or not at all: temporary file, fsync, rename, fsync of the folder. It is never
//! written a second time, and what is read is hashed before it is given out.

use crate::{error::Doing, Paths, StoreError};
use copy::Sha256;
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Where a blob lies.
pub fn path(paths: &Paths, sha256: Sha256) -> PathBuf {
    let name = sha256.to_string();
    let (folder, file) = name.split_at_checked(2).unwrap_or(("", &name));
    paths.blobs().join(folder).join(file)
}

/// Keeps these bytes; their name. Put the `asset` row into a transaction after this, not before.
pub fn put(paths: &Paths, bytes: &[u8]) -> Result<Sha256, StoreError> {
    let sha256 = Sha256::of(bytes);
    put_all(paths, &[(sha256, bytes)])?;
    Ok(sha256)
}

/// Keeps several that were hashed already, with one flush of a folder for all of them.
pub fn put_all(paths: &Paths, photos: &[(Sha256, &[u8])]) -> Result<(), StoreError> {
    let doing = "keep a photo";
    let blobs = paths.blobs();
    let mut folders = BTreeSet::new();
    for (sha256, bytes) in photos {
        let target = path(paths, *sha256);
        let is_there = fs::metadata(&target).is_ok_and(|there| there.len() == bytes.len() as u64);
        if is_there && get(paths, *sha256).is_ok() {
            continue;
        }
        let folder = target.parent().unwrap_or(&blobs);
        fs::create_dir_all(folder).doing(doing)?;
        write_whole(folder, &target, bytes).doing(doing)?;
        folders.insert(folder.to_owned());
    }
    if !folders.is_empty() {
        folders.extend([blobs, paths.desk.clone()]);
    }
    folders.iter().rev().try_for_each(|folder| sync_folder(folder)).doing(doing)
}

fn write_whole(folder: &Path, target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".part-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
}

/// Makes a rename in this folder last.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A blob's bytes, proven by their hash.
pub fn get(paths: &Paths, sha256: Sha256) -> Result<Vec<u8>, StoreError> {
    let bytes = fs::read(path(paths, sha256)).doing("read a photo")?;
    match Sha256::of(&bytes) == sha256 {
        true => Ok(bytes),
        false => Err(StoreError::Damaged { what: "a photo" }),
    }
}
