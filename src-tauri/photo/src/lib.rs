//! # photo: THE PICTURE DESK
//!
//! Reads a photograph from outside within limits, with the caption, the credit and the rights that
//! travel inside it, and makes the renditions that readers get: upright, sRGB, no wider than asked,
//! with credit and copyright written back and everything else gone (position, serial numbers, maker
//! notes, thumbnails, what hangs behind the end of the file).
//!
//! *May enter:* bytes of strangers. Every one of them is taken for hostile: sizes are checked before
//! anything is allocated, depth and counts are bounded, nothing panics.
//! *Never enters:* files, clocks, threads, the network, any other room but `copy`. Bytes in, bytes
//! out. The process with memory and time limits around [`helper::serve`] is the door's business.
//!
//! ## Which embedded field fills which of ours
//!
//! | ours | XMP | IPTC-IIM | EXIF |
//! |---|---|---|---|
//! | caption | `dc:description` | 2:120 | `ImageDescription`, unless the camera wrote it |
//! | creator | `dc:creator` | 2:80 | `Artist` |
//! | credit (as it stands) | `photoshop:Credit` | 2:110 | |
//! | source (as it stands) | `photoshop:Source` | 2:115 | |
//! | copyright | `dc:rights` | 2:116 | `Copyright` |
//! | usage terms | `xmpRights:UsageTerms` | | |
//! | alt text | `Iptc4xmpCore:AltTextAccessibility` | | |
//!
//! For each field XMP wins over IIM, and IIM over EXIF: XMP alone always says in what alphabet it is
//! written, and it is what today's tools edit first. How the provider and the distributor come out
//! of the credit and the source is told in [`facts`]. A file is never judged by its name.

mod color;
mod container;
mod error;
mod exif;
pub mod facts;
mod format;
pub mod helper;
mod iim;
pub mod limits;
mod metadata;
mod pixels;
mod reading;
mod rendition;
mod upright;
mod xmp;

pub use error::PhotoError;
pub use facts::Facts;
pub use format::PhotoFormat;
pub use metadata::Metadata;
pub use reading::{read, Reading};
pub use rendition::{rendition, Rendition, RenditionOrder, WIDTHS};
