//! # window: the real window
//!
//! The app's own binary, driven through WebDriver on whatever display the test has (`./dev window` gives it
//! one). Every test has folders of its own; one window is open at a time, since they share a keyboard.

mod app;
mod open;
mod wall;
