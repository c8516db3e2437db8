//! The files around the pixels: walked by hand, because what is wanted here (whatever can be read of
//! a damaged file, nothing copied, nothing allocated on a stranger's word) is not what libraries for
//! well-formed files do.

pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod webp;

use crate::{limits::MAX_PACKET_BYTES, PhotoError, PhotoFormat};
use std::borrow::Cow;

/// What a file claims about its pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header {
    pub format: PhotoFormat,
    pub width: u32,
    pub height: u32,
    /// What decoding takes for each pixel at its peak, the decoder's own memory included.
    pub bytes_per_pixel: u32,
}

/// A file taken apart.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    pub header: Header,
    pub animated: bool,
    /// Whether the file goes on to its own end mark.
    pub complete: bool,
    /// EXIF, from its TIFF header on.
    pub exif: Option<Cow<'a, [u8]>>,
    /// IPTC-IIM data sets.
    pub iim: Option<Cow<'a, [u8]>>,
    /// XMP packets, the main one first.
    pub xmp: Vec<Cow<'a, [u8]>>,
}

impl Parts<'_> {
    fn new(header: Header) -> Self {
        Parts { header, animated: false, complete: false, exif: None, iim: None, xmp: Vec::new() }
    }
}

/// Takes a file apart.
pub(crate) fn walk(bytes: &[u8]) -> Result<Parts<'_>, PhotoError> {
    match PhotoFormat::of(bytes)? {
        PhotoFormat::Jpeg => jpeg::Jpeg::walk(bytes)?.parts(),
        PhotoFormat::Png => png::parts(bytes),
        PhotoFormat::Webp => webp::parts(bytes),
    }
}

/// Reads big- or little-endian numbers off the front of a slice, never past its end.
pub(crate) struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    pub fn u16_be(&mut self) -> Option<u16> {
        self.array().map(u16::from_be_bytes)
    }

    pub fn u32_be(&mut self) -> Option<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub fn u32_le(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u24_le(&mut self) -> Option<u32> {
        self.array().map(|[a, b, c]| u32::from_le_bytes([a, b, c, 0]))
    }
}

/// Keeps a packet that is not unreasonably long.
fn packet(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    (!bytes.is_empty() && bytes.len() <= MAX_PACKET_BYTES).then_some(Cow::Borrowed(bytes))
}
