//! # shell: THE SHELL
//!
//! The only room that knows Tauri: the window and its menu, the one command and its channels, native
//! dialogs, the photo protocol, the keychain. The clock and the random numbers come with opening a desk,
//! from the side door.
//!
//! *May enter:* what an operating system or a webview has to be asked for, handed to the counter
//! through its traits.
//! *Never enters:* rules of the desk, SQL, HTTP, and files whose paths came from the webview: every
//! path is chosen in a native dialog that this room opens.
//!
//! What is true on Linux only stands in one place, `linux`.

mod asked;
mod call;
mod counter;
mod door;
mod error;
mod host;
mod keychain;
mod linux;
mod logs;
mod menu;
mod paths;
mod photo;
mod watch;
mod window;
mod words;

use std::process::ExitCode;

use door::Door;

pub use error::{Error, Result};

/// A start of the app: a helper process, the side door, or the window.
pub fn main() -> ExitCode {
    // Before anything reads the environment: a shipped build must not be drivable from outside.
    #[cfg(not(feature = "window-tests"))]
    std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");

    let args: Vec<_> = std::env::args_os().skip(1).collect();
    match Door::of(&args) {
        Door::Helper(kind) => headless::serve_helper(&kind),
        Door::Side => headless::main(args),
        Door::Window { desk } => {
            linux::prepare();
            logs::start();
            window::run(desk)
        }
    }
}
