//! # api: THE COUNTER
//!
//! Where the window and the side door ask, and the desk answers: every command declared once
//! ([`command`]), the plain data that crosses ([`dto`]), wire errors, events, [`Counter::dispatch`].
//!
//! *May enter:* translation between the desk's types and plain data, checking who may call what.
//! *Never enters:* rules of the newsroom, SQL, tauri.

mod answer;
pub mod command;
mod counter;
pub mod dto;
mod error;
mod host;
mod log_words;
mod work;

pub use answer::start::{backup_view, closed_view, salvage_view, Shut};
pub use counter::{Caller, Counter, Unwatch};
pub use error::{Code, WireError, Wrong};
pub use host::{
    write_checked, write_whole, Checks, ChosenFile, Host, HostError, NoHost, SavedFile, Writes,
    LARGEST_FILE_BYTES,
};
