//! The answers to every command: the desk's types put into the interface's words. One file a noun.

mod asking;
mod check;
mod desk;
mod destination;
mod exchange;
mod figure;
mod history;
mod merge;
mod outbox;
mod publish;
mod review;
mod revision;
pub(crate) mod start;
mod story;
mod text;

pub(crate) use asking::*;
pub(crate) use check::*;
pub(crate) use desk::*;
pub(crate) use destination::*;
pub(crate) use exchange::*;
pub(crate) use figure::*;
pub(crate) use history::*;
pub(crate) use merge::*;
pub(crate) use outbox::*;
pub(crate) use publish::*;
pub(crate) use review::*;
pub(crate) use revision::*;
pub(crate) use start::{backup_restore, start_retry, start_show, text_salvage};
pub(crate) use story::*;
pub(crate) use text::*;

use crate::{Code, WireError};
use copy::StoryId;
use std::str::FromStr;

/// An answer.
type Answer<T> = Result<T, WireError>;

/// Reads an identifier of a call.
fn id<T: FromStr>(text: &str) -> Answer<T> {
    text.parse().map_err(|_| WireError::new(Code::BadCall, "This is no identifier."))
}

/// The story that something was copied in: this one, where none is said.
fn origin(story: StoryId, said: Option<&str>) -> Answer<StoryId> {
    said.map_or(Ok(story), id)
}

/// Milliseconds for the interface, exact to far beyond any date here.
#[allow(clippy::cast_precision_loss)]
fn ms(at_ms: i64) -> f64 {
    at_ms as f64
}

/// Milliseconds from the interface.
#[allow(clippy::cast_possible_truncation)]
fn from_ms(at_ms: f64) -> i64 {
    at_ms as i64
}

/// A count for the interface.
fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(u32::MAX)
}
