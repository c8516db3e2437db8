//! # exchange: THE POST ROOM
//!
//! What comes from outside as text, and what leaves as files: paste now; import, export and the sealed
//! story file later. Hostile input stops here.
//!
//! *May enter:* other people's formats and their limits; pure functions from bytes to blocks.
//! *Never enters:* I/O, requests to anybody, the desk's rules.

mod paste;

pub use paste::{paste, Clean, LeftOut, PasteError};
