//! # window: the real window
//!
//! The app's own binary, driven through WebDriver on whatever display the test has (`./dev window` gives it
//! one). Every test has folders of its own; one window is open at a time, since they share a keyboard.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test stops where something is not as it must be, and waits by the real clock"
)]

mod apart;
mod app;
mod background;
mod closed;
mod hands;
mod hostile;
mod input;
mod keystroke;
mod manuscript;
mod menu;
mod open;
mod picture;
mod published;
mod wall;
