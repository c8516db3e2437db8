//! Where the desk's folder is.

use std::path::PathBuf;

use crate::{Error, Result};

/// The desk folder: the one that the person named, else `copydesk` where programs keep their data.
pub fn desk(named: Option<PathBuf>) -> Result<PathBuf> {
    match named {
        Some(folder) => Ok(std::path::absolute(&folder).unwrap_or(folder)),
        None => headless::usual_folder().ok_or(Error::NoDataFolder),
    }
}
