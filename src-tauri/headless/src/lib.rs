//! # headless: THE SIDE DOOR
//!
//! The same counter without a window: the command line (`copydesk call …`, `story`, `photo`, `doctor`,
//! the demonstration), the helper process in which pictures are opened, opening a desk folder for
//! whoever needs one, and behind a feature the loopback host of the browser journeys.
//!
//! *May enter:* arguments, printing, the real clock and randomness, processes and their limits.
//! *Never enters:* tauri, rules of the desk, SQL.

#![allow(clippy::print_stdout, clippy::print_stderr)] // A command line prints.

mod args;
mod command;
mod darkroom;
mod demo;
mod desk;
#[cfg(feature = "test-host")]
mod dialogs;
mod entrance;
mod file_command;
#[cfg(feature = "test-host")]
mod host;
mod keychain;
mod photo_command;
mod story_command;

pub use darkroom::{serve_helper, HelperProcess};
pub use desk::{documents, open, usual_folder, OpenDesk, OpenError, SAMPLE_PHOTO};
pub use entrance::{Entrance, OnOpen};
pub use keychain::InMemory;

use std::{ffi::OsString, process::ExitCode};

/// The command line. `arguments` are those after the program's name.
///
/// Exit codes: 0 done; 1 something does not work; 2 the command line is wrong; 3 a rule of the
/// house says no; 4 another Copydesk has this desk open; 5 the doctor found something.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    args::run(arguments)
}
