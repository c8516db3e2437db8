//! # store: THE SHELVES
//!
//! The desk's database and files, and the only rusqlite in the house. Rows in, rows out: one file a
//! table, plain typed rows with `copy`'s identifiers. `Store` opens the folder, brings the schema up to
//! date, owns the one writing thread and a few reading connections; a function that writes takes a
//! `Tx`, one that reads takes a `Reader` (a `Tx` is one as well).
//!
//! *May enter:* SQL, files of the desk folder, check sums, compression.
//! *Never enters:* rules of the desk, JSON's meaning, the CRDT, credentials, the clock, anybody's network.
//!
//! `schema.sql` documents all tables; a test compares it with what the migrations make.

pub mod asset;
pub mod attempt;
pub mod backup;
pub mod blob;
pub mod colleague;
mod column;
mod connection;
pub mod desk;
pub mod destination;
pub mod doctor;
pub mod edit_seen;
mod error;
pub mod event;
pub mod galley;
mod ids;
pub mod ignore;
pub mod job;
pub mod live_copy;
pub mod member;
mod migration;
pub mod op;
mod paths;
pub mod peer;
mod pending;
pub mod person;
pub mod quote_tick;
mod read_only;
mod reader;
pub mod reading;
pub mod receipt;
pub mod reservation;
pub mod revision;
pub mod salvage;
pub mod snapshot;
pub mod span;
mod store;
pub mod story;
pub mod thread;
pub mod travel;
pub mod verdict;
mod writer;

pub use connection::Synchronous;
pub use error::{Kind, OpenError, StoreError};
pub use migration::{Migration, MIGRATIONS};
pub use paths::Paths;
pub use pending::Pending;
pub use reader::{Reader, Tx};
pub use store::{Options, Store};
