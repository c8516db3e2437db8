//! What crosses the counter: plain data in the interface's words.
//!
//! Identifiers are strings, times are milliseconds since 1970 as `f64` (UTC), never `bigint`.
//! Every type here is written to `ui/src/ipc/generated/` by its own test; stale files fail the check.

mod asking;
mod desk;
mod destination;
mod exchange;
mod figure;
mod history;
mod merge;
mod outbox;
mod review;
mod said;
mod start;
mod story;
mod text;

pub use asking::*;
pub use desk::*;
pub use destination::*;
pub use exchange::*;
pub use figure::*;
pub use history::*;
pub use merge::*;
pub use outbox::*;
pub use review::*;
pub use said::*;
pub use start::*;
pub use story::*;
pub use text::*;

/// The attributes that every DTO carries.
macro_rules! dto {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {$(
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[ts(export, export_to = "../../../ui/src/ipc/generated/")]
        $(#[$meta])*
        pub $kind $name $body
    )*};
}
pub(crate) use dto;
