//! The desk archive: the whole desk in one sealed file, for a shelf elsewhere and for a new computer.
//!
//! In it: the database as it is at one moment, the house's file, every photo. Not in it: the device key
//! and the mark of this incarnation, so that a restored desk is a new device (its unfinished jobs ask),
//! and no password of a destination, which is in the keychain and has to be entered again. It is locked
//! with a passphrase only: the desk's own key would be lost with the desk.

use crate::{
    story_file::{FileRefusal, For},
    Error, Newsroom, Result,
};
use copy::{DeviceId, Sha256};
use exchange::{
    sealed::{self, Limits, Part, Sealer},
    Key, SealedError,
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
};
use store::{backup, blob, Paths};

/// The newest format that this Copydesk knows.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.toml";
const DATABASE: &str = "desk.sqlite";
const HOUSE: &str = "house.toml";
const PHOTO: &str = "photo/";
const LARGEST_MANIFEST: u64 = 1 << 16;
const LARGEST_HOUSE: u64 = 16 << 20;
const LARGEST_PHOTO: u64 = 64 << 20;

/// A desk of many years; what is let in is bounded by the disk.
const LIMITS: Limits =
    Limits { sealed_bytes: 1 << 42, plain_bytes: 1 << 42, parts: 10_000_000, ratio: 1_000 };

/// What an archive says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveSummary {
    /// The archive's format.
    pub format: u32,
    /// The device that wrote it.
    pub device: DeviceId,
    /// When, UTC milliseconds.
    pub at_ms: i64,
    /// Stories in it.
    pub stories: i64,
    /// Photos in it.
    pub photos: usize,
}

impl Newsroom {
    /// About how many bytes the whole desk comes to.
    ///
    /// # Errors
    /// The list of photos cannot be read.
    pub fn weight(&self) -> Result<u64> {
        let paths = self.store().paths();
        let assets = self.store().read(|on| store::asset::list(on).map_err(Error::from))?;
        let length = |path: PathBuf| fs::metadata(path).map_or(0, |it| it.len());
        let photos: u64 = assets.iter().map(|asset| length(blob::path(paths, asset.sha256))).sum();
        Ok(photos + length(paths.database()))
    }

    /// Seals the whole desk. Everything typed so far is in it.
    ///
    /// # Errors
    /// [`FileRefusal`]; a photo or the database that cannot be read.
    pub fn archive_desk(&self, out: impl Write, passphrase: &str) -> Result<ArchiveSummary> {
        let lock = self.lock_for(&For::Passphrase(passphrase.to_owned()))?;
        let device = self.device_secret()?;
        if !self.is_read_only() {
            self.save_all()?;
        }
        let paths = self.store().paths();
        let scratch = tempfile::tempdir().map_err(|_| FileRefusal::NotWritten)?;
        let copied = scratch.path().join(DATABASE);
        backup::copy_into(paths, &copied)?;
        let (stories, assets) =
            self.store().read(|on| Ok::<_, Error>((store::story::count(on)?, store::asset::list(on)?)))?;
        let summary = ArchiveSummary {
            format: FORMAT,
            device: self.device(),
            at_ms: self.now().at_ms,
            stories,
            photos: assets.len(),
        };
        let manifest = toml::to_string(&summary).map_err(|_| FileRefusal::NotWritten)?;
        let mut sealer = Sealer::new(BufWriter::new(out), &lock, &LIMITS).map_err(refused)?;
        sealer.add(MANIFEST, manifest.as_bytes()).map_err(refused)?;
        if let Ok(house) = fs::read(self.folder().join(HOUSE)) {
            sealer.add(HOUSE, &house).map_err(refused)?;
        }
        let length = fs::metadata(&copied).map_err(|_| FileRefusal::NotWritten)?.len();
        let database = fs::File::open(&copied).map_err(|_| FileRefusal::NotWritten)?;
        sealer.add_from(DATABASE, length, BufReader::new(database)).map_err(refused)?;
        for asset in assets {
            let photo = blob::get(paths, asset.sha256)?;
            sealer.add(&format!("{PHOTO}{}", asset.sha256), &photo).map_err(refused)?;
        }
        let mut out = sealer.finish(&device).map_err(refused)?;
        out.flush().map_err(|_| FileRefusal::NotWritten)?;
        Ok(summary)
    }
}

fn refused(error: SealedError) -> Error {
    FileRefusal::from(error).into()
}

/// Opens an archive to its end and keeps nothing: whether it would be restored.
///
/// # Errors
/// [`FileRefusal`].
pub fn verify_archive(input: impl Read, passphrase: &str) -> Result<ArchiveSummary> {
    let mut summary = None;
    read(input, passphrase, |part| {
        if part.name == MANIFEST {
            summary = Some(manifest(part)?);
        }
        Ok(())
    })?;
    summary.ok_or_else(|| FileRefusal::Strange.into())
}

/// Puts an archived desk into a folder that is empty or not there. It opens as a new device.
///
/// # Errors
/// [`FileRefusal`]; the folder is as it was then.
pub fn restore_archive(input: impl Read, passphrase: &str, into: &Path) -> Result<ArchiveSummary> {
    let not_written = |_| Error::from(FileRefusal::NotWritten);
    if fs::read_dir(into).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(FileRefusal::NotEmpty.into());
    }
    let parent = into.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(not_written)?;
    let scratch = tempfile::Builder::new().prefix(".restoring-").tempdir_in(parent).map_err(not_written)?;
    let paths = Paths::new(scratch.path());
    let mut summary = None;
    let mut photos = 0;
    read(input, passphrase, |mut part| {
        let write = |path: PathBuf, part: &mut Part<'_>| {
            let written = fs::File::create(path).and_then(|mut file| {
                std::io::copy(part.bytes, &mut file)?;
                file.sync_all()
            });
            written.map_err(|error| match error.kind() {
                std::io::ErrorKind::StorageFull => SealedError::NotWritten,
                _ => SealedError::Damaged,
            })
        };
        let name = part.name.to_owned();
        match name.as_str() {
            MANIFEST => summary = Some(manifest(part)?),
            HOUSE => {
                let house = part.whole(LARGEST_HOUSE)?;
                fs::write(paths.desk.join(HOUSE), house).map_err(|_| SealedError::NotWritten)?;
            }
            DATABASE => write(paths.database(), &mut part)?,
            name => {
                let hash = name.strip_prefix(PHOTO).ok_or(SealedError::Newer)?;
                let photo = part.whole(LARGEST_PHOTO)?;
                if Sha256::of(&photo).to_string() != hash {
                    return Err(SealedError::Damaged);
                }
                blob::put(&paths, &photo).map_err(|_| SealedError::NotWritten)?;
                photos += 1;
            }
        }
        Ok(())
    })?;
    let summary = summary.filter(|it: &ArchiveSummary| it.photos == photos).ok_or(FileRefusal::Strange)?;
    backup::verify_database(&paths.database()).map_err(|_| FileRefusal::Damaged)?;
    // An empty folder of that name would be in the way of the rename.
    let _ = fs::remove_dir(into);
    let made = scratch.keep();
    fs::rename(&made, into).map_err(|_| {
        let _ = fs::remove_dir_all(&made);
        Error::from(FileRefusal::NotWritten)
    })?;
    Ok(summary)
}

fn read(
    input: impl Read,
    passphrase: &str,
    take: impl FnMut(Part<'_>) -> Result<(), SealedError>,
) -> Result<()> {
    let key = Key { device: [0; 32], passphrase: Some(passphrase.to_owned()) };
    sealed::open(input, &key, &LIMITS, take).map_err(refused)?;
    Ok(())
}

/// The number first: what a newer format holds otherwise is not for us to judge.
fn manifest(mut part: Part<'_>) -> Result<ArchiveSummary, SealedError> {
    #[derive(Deserialize)]
    struct Number {
        format: u32,
    }
    let strange = SealedError::Strange { what: "the manifest" };
    let text = String::from_utf8(part.whole(LARGEST_MANIFEST)?).map_err(|_| strange)?;
    let number: Number = toml::from_str(&text).map_err(|_| strange)?;
    if number.format > FORMAT {
        return Err(SealedError::Newer);
    }
    toml::from_str(&text).map_err(|_| strange)
}
