//! # copy: THE COPY
//!
//! The plain types that every room shares: identifiers, blocks and inline text, a story's facts, the
//! byline, figures, reader notes; the reader's copy, its canonical form and its hash; words and
//! reading time; web slugs; the credit line; the HTML and plain text of a copy; sentences for people.
//!
//! *May enter:* types without behaviour of their own, and pure functions of them.
//! *Never enters:* I/O, clocks, randomness, SQL, the CRDT, any other room of the house.

pub mod block;
pub mod byline;
pub mod canonical;
pub mod credit;
pub mod facts;
pub mod figure;
pub mod hash;
pub mod html;
pub mod id;
pub mod inline;
pub mod person;
pub mod reader_copy;
pub mod reader_note;
pub mod row;
pub mod sentence;
pub mod slug;
pub mod stamp;
pub mod text;
pub mod words;

pub use block::{Block, BlockKind, Embed, EmbedTarget, ListKind};
pub use byline::{Byline, BylineRole};
pub use facts::Facts;
pub use figure::{Crop, Figure, FigureFacts, Point};
pub use hash::Sha256;
pub use id::{
    DestinationId, DeviceId, EmbedId, FigureId, JobId, MemberId, PersonId, ReaderNoteId, RecordId,
    RevisionId, StoryId, SuggestionId, ThreadId,
};
pub use inline::{Inline, Link, Marks, Span};
pub use person::{Person, PersonLink};
pub use reader_copy::ReaderCopy;
pub use reader_note::{Placement, ReaderNote, ReaderNoteKind};
pub use row::{Cell, Rows};
pub use sentence::Sentence;
pub use stamp::Stamp;
