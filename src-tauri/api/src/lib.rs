//! # api: THE COUNTER
//!
//! Where the window and the side door ask, and the desk answers: every command declared once
//! ([`command`]), the plain data that crosses ([`dto`]), wire errors, events, `dispatch`.
//!
//! *May enter:* translation between the desk's types and plain data, checking who may call what.
//! *Never enters:* rules of the newsroom, SQL, tauri.

pub mod command;
pub mod dto;
mod error;

pub use error::{Code, WireError};
