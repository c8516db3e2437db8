//! Opening a desk folder for a door: the lock, the real clock and randomness, the darkroom.

use crate::darkroom::HelperProcess;
use chrono::Utc;
use copy::Stamp;
use fs4::fs_std::FileExt;
use newsroom::{Clock, CopyTaster, Darkroom, Door, InProcess, Keychain, Newsroom, Opening, Random, World};
use rand::RngCore;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The sample story's photo.
pub const SAMPLE_PHOTO: (&str, &[u8]) = ("tram.jpg", include_bytes!("../sample/tram.jpg"));
/// The lock's file in the desk folder.
const LOCK: &str = "lock";
/// The site's folder among the person's documents.
const SITE: &str = "Copydesk site";

/// A desk that this process owns. Close the desk before it is dropped.
pub struct OpenDesk {
    /// The desk.
    pub newsroom: Arc<Newsroom>,
    /// Held as long as the desk is open.
    _lock: Option<File>,
}

/// Why a desk was not opened.
#[derive(Debug)]
pub enum OpenError {
    /// Another process owns the folder.
    InUse,
    /// The folder itself.
    Folder(io::Error),
    /// The desk.
    Desk(newsroom::OpenError),
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InUse => f.write_str(
                "Copydesk has this desk open already, in its window or in another command. Nothing was done. \
                 Close it there, or name another desk with --desk.",
            ),
            Self::Folder(error) => write!(f, "The desk folder cannot be used: {}.", error.kind()),
            Self::Desk(error) => write!(f, "The desk could not be opened: {error}."),
        }
    }
}

struct WallClock {
    zone: String,
}

impl Clock for WallClock {
    fn now(&self) -> Stamp {
        Stamp { at_ms: now_ms(), zone: self.zone.clone() }
    }
}

/// The wall clock.
#[allow(clippy::disallowed_methods)] // This is the door.
pub(crate) fn now_ms() -> i64 {
    Utc::now().timestamp_millis()
}

struct SystemRandom;

impl Random for SystemRandom {
    #[allow(clippy::disallowed_methods)] // This is the door.
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }
}

/// The usual desk folder.
pub fn usual_folder() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join("copydesk"))
}

/// The person's documents folder. Where no user directories are set, the usual name at home.
pub fn documents() -> Option<PathBuf> {
    dirs::document_dir().or_else(|| dirs::home_dir().map(|home| home.join("Documents")))
}

/// Opens the desk in this folder. One process owns a desk folder.
///
/// # Errors
/// [`OpenError::InUse`] while another process has it.
pub fn open(
    folder: &Path,
    site: Option<PathBuf>,
    keychain: Arc<dyn Keychain>,
    door: Door,
) -> Result<OpenDesk, OpenError> {
    let lock = lock(folder)?;
    let zone = iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".into());
    let (darkroom, taster): (Arc<dyn Darkroom>, Arc<dyn CopyTaster>) = match HelperProcess::of_this_program()
    {
        Ok(helper) => {
            let helper = Arc::new(helper);
            (Arc::clone(&helper) as _, helper)
        }
        Err(_) => (Arc::new(InProcess), Arc::new(InProcess)),
    };
    let world = World {
        clock: Arc::new(WallClock { zone }),
        random: Arc::new(SystemRandom),
        keychain,
        darkroom,
        taster,
        door,
    };
    let site_folder =
        site.or_else(|| documents().map(|folder| folder.join(SITE))).unwrap_or_else(|| folder.join(SITE));
    let opening = Opening {
        folder: folder.to_owned(),
        site_folder,
        machine: machine(),
        first_member: first_member(),
        options: store::Options::default(),
    };
    let newsroom = Arc::new(Newsroom::open(opening, world).map_err(OpenError::Desk)?);
    Ok(OpenDesk { newsroom, _lock: lock })
}

/// Owns the folder, making it if it is not there, or says who does. Where there is no lock and none can be
/// made, there is nothing to own: nobody can write there.
pub(crate) fn lock(folder: &Path) -> Result<Option<File>, OpenError> {
    fs::create_dir_all(folder).map_err(OpenError::Folder)?;
    let path = folder.join(LOCK);
    let file = match File::create(&path) {
        Ok(file) => file,
        Err(error) if newsroom::Closed::of_disk(error.kind()) != newsroom::Closed::Broken => {
            match File::open(&path) {
                Ok(file) => file,
                Err(_) => return Ok(None),
            }
        }
        Err(error) => return Err(OpenError::Folder(error)),
    };
    match file.try_lock_exclusive() {
        Ok(true) => Ok(Some(file)),
        Ok(false) => Err(OpenError::InUse),
        Err(error) => Err(OpenError::Folder(error)),
    }
}

/// What tells this computer from another one, not readable from outside: a hash.
fn machine() -> String {
    let id = fs::read_to_string("/etc/machine-id").unwrap_or_default();
    copy::Sha256::of(format!("copydesk {}", id.trim()).as_bytes()).to_string()
}

/// The first member's name: the account's, until they write their own.
fn first_member() -> String {
    let account = std::env::var("USER").or_else(|_| std::env::var("USERNAME")).unwrap_or_default();
    let mut letters = account.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Reporter".into(),
    }
}
