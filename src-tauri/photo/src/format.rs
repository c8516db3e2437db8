//! What kind of file it is, by its first bytes.

use crate::PhotoError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The formats that we take and make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

impl From<PhotoFormat> for copy::sentence::Word {
    fn from(format: PhotoFormat) -> Self {
        Self::Text(format.to_string())
    }
}

impl PhotoFormat {
    /// The media type: `image/jpeg`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The usual end of a file name, without the dot: `jpg`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The format of these bytes, or what they are instead.
    pub fn of(bytes: &[u8]) -> Result<Self, PhotoError> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::Webp),
            _ => Err(match other_kind(bytes) {
                Some(kind) => PhotoError::OtherKind { kind: kind.to_owned() },
                None => PhotoError::NotAPicture,
            }),
        }
    }
}

impl fmt::Display for PhotoFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
        })
    }
}

/// The kinds that people drop by mistake: a sentence that names them saves a telephone call.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let brand = bytes.get(4..8).filter(|name| name == b"ftyp").and_then(|_| bytes.get(8..12));
    match brand {
        Some(b"avif" | b"avis") => return Some("AVIF"),
        Some(b"crx ") => return Some("camera raw"),
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => return Some("HEIC"),
        Some(_) => return Some("video"),
        None => {}
    }
    let starts: [(&[u8], &str); 9] = [
        (b"GIF8", "GIF"),
        (b"II*\0", "TIFF or camera raw"),
        (b"MM\0*", "TIFF or camera raw"),
        (b"8BPS", "Photoshop"),
        (b"%PDF", "PDF"),
        (b"BM", "BMP"),
        (b"\0\0\0\x0cjP  ", "JPEG 2000"),
        (b"FUJIFILMCCD-RAW", "camera raw"),
        (b"<svg", "SVG"),
    ];
    starts.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        assert_eq!(PhotoFormat::of(b"\xff\xd8\xff\xe0"), Ok(PhotoFormat::Jpeg));
        assert_eq!(PhotoFormat::of(b"RIFF\0\0\0\0WEBPVP8 "), Ok(PhotoFormat::Webp));
        assert_eq!(PhotoFormat::of(b"RIFF\0\0\0\0WAVE"), Err(PhotoError::NotAPicture));
        assert_eq!(PhotoFormat::of(b""), Err(PhotoError::NotAPicture));
        let gif = PhotoFormat::of(b"GIF89a").unwrap_err();
        assert_eq!(
            gif.to_string(),
            "This is a GIF file. Copydesk takes JPEG, PNG and WebP: save the picture as one of these and try again."
        );
        assert_eq!(
            PhotoFormat::of(b"\0\0\0\x18ftypheic"),
            Err(PhotoError::OtherKind { kind: "HEIC".into() })
        );
    }
}
