//! The wire: one conformance suite that every destination must pass, against the real thing.

mod conformance;
mod endpoint;
mod ghost;
mod line;
mod site;
mod wordpress;
