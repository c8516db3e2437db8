//! Where the desk's folder is. The only paths that this room makes up itself.

use std::path::PathBuf;

use crate::{Error, Result};

/// The desk folder: the one that the person named, else `copydesk` where programs keep their data.
pub fn desk(named: Option<PathBuf>) -> Result<PathBuf> {
    match named {
        Some(folder) => Ok(std::path::absolute(&folder).unwrap_or(folder)),
        None => dirs::data_dir().map(|folder| folder.join("copydesk")).ok_or(Error::NoDataFolder),
    }
}

/// The person's documents folder, where the built-in site goes. Where no user directories are set, the
/// usual name in the home folder.
pub fn documents() -> Option<PathBuf> {
    dirs::document_dir().or_else(|| dirs::home_dir().map(|home| home.join("Documents")))
}
