//! What can be wrong with a photograph, each in a sentence that can be shown as it is.

use crate::PhotoFormat;
use serde::{Deserialize, Serialize};

/// Why a photograph was not read or not made. The story that it was meant for is untouched.
///
/// It crosses the helper's pipe, so it is plain data; it never holds text, names or paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum PhotoError {
    /// None of the kinds that we know.
    #[error("This file is not a JPEG, PNG or WebP picture.")]
    NotAPicture,
    /// A kind that we know and do not take.
    #[error("This is a {kind} file. Copydesk takes JPEG, PNG and WebP: save the picture as one of these and try again.")]
    OtherKind {
        /// What it is: "GIF".
        kind: String,
    },
    /// More bytes than we take.
    #[error("The file has {megabytes} MB. Copydesk takes pictures of up to {limit_megabytes} MB.")]
    TooManyBytes {
        /// Its size.
        megabytes: u64,
        /// The limit.
        limit_megabytes: u64,
    },
    /// More pixels than we take, or a picture of no size.
    #[error("The picture is {width} by {height} pixels. Copydesk takes pictures of up to {limit_megapixels} million pixels.")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The limit in millions.
        limit_megapixels: u32,
    },
    /// Few enough pixels, but stored so that opening them takes too much memory.
    #[error("Opening this picture would take {megabytes} MB of memory, more than the {limit_megabytes} MB that Copydesk gives it. A smaller version of it will do.")]
    TooMuchMemory {
        /// What it would take.
        megabytes: u64,
        /// The limit.
        limit_megabytes: u64,
    },
    /// The file stops before the picture does.
    #[error(
        "The file ends before the picture does: part of it is missing. Get it again from where it came."
    )]
    Truncated,
    /// The file contradicts itself.
    #[error(
        "The file is damaged and cannot be read as a {format} picture. Get it again from where it came."
    )]
    Damaged {
        /// What it claims to be.
        format: PhotoFormat,
    },
    /// A kind of its format that nobody publishes.
    #[error("This {format} picture is stored in a way that Copydesk cannot open ({what}). Save it again as an ordinary {format} and try again.")]
    Unsupported {
        /// Its format.
        format: PhotoFormat,
        /// What is unusual about it.
        what: String,
    },
    /// It moves.
    #[error("This {format} file is an animation. Copydesk takes still pictures.")]
    Animation {
        /// Its format.
        format: PhotoFormat,
    },
    /// A crop that leaves nothing, or that reaches outside.
    #[error("The crop lies outside the picture.")]
    BadCrop,
    /// A rendition of no width.
    #[error("A rendition needs a width of at least one pixel.")]
    BadWidth,
    /// More text than a file can carry.
    #[error("Caption, credit and rights together are too long to be written into the picture ({bytes} bytes of {limit_bytes}).")]
    TooMuchText {
        /// How long they are when written.
        bytes: usize,
        /// The limit.
        limit_bytes: usize,
    },
    /// The pixels could not be written.
    #[error("The picture could not be written as {format}.")]
    NotWritten {
        /// What it was to become.
        format: PhotoFormat,
    },
    /// The helper was asked, or answered, in a way that is not its protocol.
    #[error("The part of Copydesk that opens pictures did not answer as expected. The story is untouched; try again.")]
    BadFrame,
}
