//! # exchange: THE POST ROOM
//!
//! What comes from outside as text, and what leaves as files: paste, the sealed story file and the desk
//! archive; import and export of other people's formats later. Hostile input stops here.
//!
//! *May enter:* other people's formats and their limits; pure functions from bytes to blocks, and from
//! streams to streams that somebody else opened; locks, signatures.
//! *Never enters:* files, requests to anybody, the desk's rules.

mod fingerprint;
mod paste;
pub mod sealed;
pub mod story_file;

pub use fingerprint::fingerprint;
pub use paste::{paste, Clean, LeftOut, PasteError};
pub use sealed::{recipient_of, Key, Lock, SealedError};
pub use story_file::StoryFile;
