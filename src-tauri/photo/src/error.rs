//! What can be wrong with a photograph, each in a sentence that can be shown as it is.

use crate::PhotoFormat;
use serde::{Deserialize, Serialize};

copy::sentences! {
    /// Why a photograph was not read or not made. The story that it was meant for is untouched.
    ///
    /// It crosses the helper's pipe, so it is plain data; it never holds text, names or paths.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(tag = "error", rename_all = "snake_case")]
    pub enum PhotoError in "photo" {
        /// None of the kinds that we know.
        NotAPicture = "This file is not a JPEG, PNG or WebP picture.",
        /// A kind that we know and do not take.
        OtherKind {
            /// What it is: "GIF".
            kind: String,
        } = "This is a {kind} file. Copydesk takes JPEG, PNG and WebP: save the picture as one of these and try again.",
        /// More bytes than we take.
        TooManyBytes {
            /// Its size.
            megabytes: u64,
            /// The limit.
            limit_megabytes: u64,
        } = "The file has {megabytes} MB. Copydesk takes pictures of up to {limit_megabytes} MB.",
        /// More pixels than we take, or a picture of no size.
        TooManyPixels {
            /// Its width.
            width: u32,
            /// Its height.
            height: u32,
            /// The limit in millions.
            limit_megapixels: u32,
        } = "The picture is {width} by {height} pixels. Copydesk takes pictures of up to {limit_megapixels} million pixels.",
        /// Few enough pixels, but stored so that opening them takes too much memory.
        TooMuchMemory {
            /// What it would take.
            megabytes: u64,
            /// The limit.
            limit_megabytes: u64,
        } = "Opening this picture would take {megabytes} MB of memory, more than the {limit_megabytes} MB that Copydesk gives it. A smaller version of it will do.",
        /// The file stops before the picture does.
        Truncated = "The file ends before the picture does: part of it is missing. Get it again from where it came.",
        /// The file contradicts itself.
        Damaged {
            /// What it claims to be.
            format: PhotoFormat,
        } = "The file is damaged and cannot be read as a {format} picture. Get it again from where it came.",
        /// A kind of its format that nobody publishes.
        Unsupported {
            /// Its format.
            format: PhotoFormat,
            /// What is unusual about it.
            what: String,
        } = "This {format} picture is stored in a way that Copydesk cannot open ({what}). Save it again as an ordinary {format} and try again.",
        /// It moves.
        Animation {
            /// Its format.
            format: PhotoFormat,
        } = "This {format} file is an animation. Copydesk takes still pictures.",
        /// A crop that leaves nothing, or that reaches outside.
        BadCrop = "The crop lies outside the picture.",
        /// A rendition of no width.
        BadWidth = "A rendition needs a width of at least one pixel.",
        /// More text than a file can carry.
        TooMuchText {
            /// How long they are when written.
            bytes: usize,
            /// The limit.
            limit_bytes: usize,
        } = "Caption, credit and rights together are too long to be written into the picture ({bytes} bytes of {limit_bytes}).",
        /// The pixels could not be written.
        NotWritten {
            /// What it was to become.
            format: PhotoFormat,
        } = "The picture could not be written as {format}.",
        /// The helper was asked, or answered, in a way that is not its protocol.
        BadFrame = "The part of Copydesk that opens pictures did not answer as expected. The story is untouched; try again.",
    }
}
