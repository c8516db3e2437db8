//! Story files: a story leaves for a colleague's desk in one sealed file, and comes back.
//!
//! What is exchanged merges by itself: records are sets with identifiers, and the text is a history.
//! Taking a file in again, or an older one after a newer, brings nothing. Where the texts began apart
//! (a clean copy carries no history) their head is taken in as a word diff against the last version that
//! both desks had. Whatever a file says is looked at before anything is written, and written in one
//! transaction; a file holds nothing in this desk's name that this desk has not written itself.

mod arrival;
mod clash;
mod colleague;
mod export;
mod import;
mod judge;
mod parcel;
mod photo;
mod reconcile;
mod refusal;

pub use arrival::{ApprovedThere, Arrival, Standing};
pub use clash::Clash;
pub use colleague::{Colleague, Signer};
pub use exchange::story_file::Kind;
pub use export::For;
pub use parcel::Parcel;
pub use refusal::FileRefusal;
