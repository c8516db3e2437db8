//! How much of a stranger's file we are ready to open.
//!
//! The numbers fit together: the whole file, the decoder's own memory and the decoded pixels stay
//! below [`HELPER_MEMORY_BYTES`], so that a good picture never meets the helper's hard limit and a
//! bad one meets a sentence first.

use crate::{container::Header, PhotoError};

/// The largest file.
pub const MAX_FILE_BYTES: usize = 64 << 20;
/// The most pixels: above the 102 megapixels of today's largest press cameras.
pub const MAX_PIXELS: u64 = 105_000_000;
/// The longest side: what a JPEG can express.
pub const MAX_SIDE: u32 = 65_535;
/// What pixels and decoder may take together.
pub const MAX_DECODE_BYTES: u64 = 340 << 20;
/// The memory limit to set on the helper process.
pub const HELPER_MEMORY_BYTES: u64 = 512 << 20;
/// The time that the helper process gets to read a file.
pub const READ_TIME_MS: u64 = 2_000;
/// Scans of one JPEG. Ordinary ones have up to a dozen; thousands of empty ones are an attack on time.
pub const MAX_SCANS: usize = 64;
/// An embedded packet of metadata that is longer is not read.
pub const MAX_PACKET_BYTES: usize = 4 << 20;
/// What is read of one embedded field, in characters.
pub const MAX_FIELD_CHARS: usize = 20_000;

pub(crate) fn check_bytes(bytes: &[u8]) -> Result<(), PhotoError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(PhotoError::TooManyBytes {
            megabytes: megabytes(bytes.len() as u64),
            limit_megabytes: megabytes(MAX_FILE_BYTES as u64),
        });
    }
    Ok(())
}

pub(crate) fn check_header(header: &Header) -> Result<(), PhotoError> {
    let pixels = u64::from(header.width) * u64::from(header.height);
    let longest = header.width.max(header.height);
    if pixels == 0 || pixels > MAX_PIXELS || longest > MAX_SIDE {
        return Err(PhotoError::TooManyPixels {
            width: header.width,
            height: header.height,
            limit_megapixels: (MAX_PIXELS / 1_000_000) as u32,
        });
    }
    let needed = pixels.saturating_mul(u64::from(header.bytes_per_pixel));
    if needed > MAX_DECODE_BYTES {
        return Err(PhotoError::TooMuchMemory {
            megabytes: megabytes(needed),
            limit_megabytes: megabytes(MAX_DECODE_BYTES),
        });
    }
    Ok(())
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}
