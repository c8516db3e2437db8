//! # newsroom: THE DESK
//!
//! Every rule and every transaction: stories and the keystroke path, revisions, review and the moves
//! of a story, checks, the outbox's policy. One door to writes ([`transact`]); what changed is told
//! only after it is on the disk.
//!
//! *May enter:* rules of the newsroom, and the order in which rooms below are asked.
//! *Never enters:* JSON, SQL text, tauri, a clock or randomness of its own. Everything is
//! synchronous; only the outbox's runner is async, and it holds no transaction over a call.

pub mod blame;
mod causal;
pub mod change;
pub mod check;
pub mod clock;
pub mod closed;
pub mod compare;
mod desk;
pub mod desk_archive;
pub mod destination;
pub mod doctor;
pub mod edition;
mod error;
pub mod fact;
pub mod figure;
pub mod house;
mod index;
pub mod life;
pub mod list;
pub mod member;
pub mod merge;
pub mod note;
pub mod outbox;
pub mod person;
pub mod picture;
pub mod reader_note;
pub mod refusal;
pub mod review;
pub mod revision;
pub mod salvage;
pub mod sample;
pub mod story;
pub mod story_file;
pub mod story_log;
pub mod suggestion;
pub mod thread;
mod transact;
pub mod workflow;

pub use clock::{Clock, CopyTaster, Darkroom, Door, InProcess, Keychain, Random, SecretsKept, World};
pub use closed::{Closed, NoWrites};
pub use desk::{Newsroom, OpenError, Opening};
pub use error::{Error, Result, Unsaved};
pub use house::House;
pub use refusal::{Fault, Hold, Refusal};
pub use story_file::FileRefusal;
pub use transact::Change;
