//! What a photograph from outside is, before anything is done with it.

use crate::{container, exif, facts, limits, pixels, Facts, PhotoError, PhotoFormat};
use serde::{Deserialize, Serialize};

/// A photograph that can be opened, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its format.
    pub format: PhotoFormat,
    /// Its width as it is looked at, turned upright.
    pub width: u32,
    /// Its height as it is looked at.
    pub height: u32,
    /// What is embedded.
    pub facts: Facts,
}

/// Reads a photograph. All pixels are decoded once: what this lets in can be published.
pub fn read(bytes: &[u8]) -> Result<Reading, PhotoError> {
    let opened = open(bytes)?;
    pixels::decode(bytes, &opened.parts)?;
    let header = &opened.parts.header;
    let (width, height) = opened.orientation.upright_size(header.width, header.height);
    Ok(Reading { format: header.format, width, height, facts: facts::merge(&opened.parts, &opened.exif) })
}

/// A file whose structure was walked and whose claims are within the limits.
pub(crate) struct Opened<'a> {
    pub parts: container::Parts<'a>,
    pub exif: exif::Exif,
    pub orientation: crate::upright::Orientation,
}

pub(crate) fn open(bytes: &[u8]) -> Result<Opened<'_>, PhotoError> {
    limits::check_bytes(bytes)?;
    let parts = container::walk(bytes)?;
    limits::check_header(&parts.header)?;
    if parts.animated {
        return Err(PhotoError::Animation { format: parts.header.format });
    }
    // Even where all pixels are there: what is missing may be the credit.
    if !parts.complete {
        return Err(PhotoError::Truncated);
    }
    let exif = exif::read(&parts);
    let orientation = exif.orientation;
    Ok(Opened { parts, exif, orientation })
}
