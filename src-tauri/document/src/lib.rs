//! # document: THE TEXT
//!
//! A story's text as a CRDT, wrapped: flat root texts with one line a block, marks, registers,
//! the byline, figures, embeds and notes to readers; checked deltas in UTF-16 units; the view that
//! becomes a reader's copy; word diff, blame and restore. A story is a document that remembers
//! everything that happened to it.
//!
//! *May enter:* pure functions of a document, its bytes and deltas.
//! *Never enters:* I/O, clocks, async, randomness, SQL, workflow. No type or error text of the
//! engine (`loro`) leaves this crate: its messages carry build paths and can carry words.
//!
//! ## Rules that were found by breaking the other way
//! - Texts are root containers; nothing that holds text is made inside another container, because
//!   two desks that make it at once lose one of the two.
//! - A line's kind is one key `b` on its `\n`, the last writer wins as a whole, and every string of
//!   lines is a valid document. The final `\n` of the body is never deleted ([`Document::apply`]
//!   says how a delta that seems to do so is read).
//! - Repair is a rule of the view ([`Document::blocks`]), never an edit.
//! - Inserts carry their full mark set; deltas are applied by our own checked calls, since the
//!   engine's `apply_delta` counts scalars and cuts comments in two.
//! - Keys never contain `:` (the engine panics); unknown keys do not expand; unknown marks and
//!   attributes round-trip.
//! - The engine's timestamps stay off, snapshots are never shallow, a peer is never reused.

pub mod anchor;
pub mod blame;
pub mod byline;
pub mod container;
pub mod deleted_runs;
pub mod delta;
pub mod diff;
mod document;
pub mod error;
pub mod facts;
pub mod figure;
mod galley;
mod line;
mod mark;
pub mod merge;
pub mod offset;
mod peer;
pub mod proposal;
pub mod reader_note;
mod register;
mod restore;
pub mod suggestion;
pub mod taste;
mod value;
mod view;

pub use anchor::{Anchor, Place, Whereabouts};
pub use blame::{BlameRun, WrittenLine, WrittenRun};
pub use container::Container;
pub use deleted_runs::{Attributed, DeletedRuns};
pub use delta::{Attributes, Delta, DeltaOp};
pub use document::{is_dropped, Clock, Document, Imported, Ops, Salvaged};
pub use error::{Error, Refused, Result};
pub use facts::FactChange;
pub use figure::FigureChange;
pub use galley::{Galley, Particulars, WholeText, GALLEY_FORMAT};
pub use line::{is_suggested, kind as line_kind};
pub use mark::ContainerMark;
pub use offset::{Scalar, Utf16};
pub use peer::PeerId;
pub use proposal::Proposal;
pub use reader_note::{NoteChange, NoteFacts};
pub use suggestion::{Review, Suggester, Suggesting, Suggestion, SuggestionKind, Verdict};
