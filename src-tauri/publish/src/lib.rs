//! # publish: THE WIRE
//!
//! An [`Edition`] (the approved copy, dressed for printing) and one attempt at one destination make
//! an outcome. One file (and its folder) an endpoint, with that endpoint's format; every endpoint is
//! a [`Destination`], and must pass the one conformance suite in `tests/publish`.
//!
//! *May enter:* formats, requests, what an endpoint's answers mean, the print catalogue.
//! *Never enters:* retries and their policy (the desk's outbox decides), SQLite, the webview, clocks.
//! No credential is logged or follows a redirect to another host.

pub mod besides;
pub mod destination;
pub mod edition;
pub mod endpoint;
pub mod ghost;
pub mod http;
pub mod kept;
pub mod print;
mod reading;
pub mod reason;
pub mod site;
pub mod trouble;
pub mod wordpress;

pub use besides::Besides;
pub use destination::{
    Carried, Clock, ClockOff, Destination, Found, LiveText, OldAddress, Person, Probe, PublicState,
    PulledBack, RemoteCopy, RemoteId, Reservation, Step, Verdict,
};
pub use edition::{Edition, House, Picture, PrintedNote, RelatedStory, Rendition};
pub use kept::{Printed, Setup};
pub use reason::{Difference, Reason, Remark};
pub use site::{Reprint, Site, Upload, UploadKind};
pub use trouble::Trouble;
