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
mod login;
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

/// What Tauri reads to let a WebDriver into the window.
const DRIVING: &str = "TAURI_WEBVIEW_AUTOMATION";

/// A build that ships must not be drivable from outside: it does not hear the variable that asks for it.
fn refuse_driving(is_for_tests: bool) {
    if !is_for_tests {
        std::env::remove_var(DRIVING);
    }
}

/// A start of the app: a helper process, the side door, or the window.
pub fn main() -> ExitCode {
    // Before anything reads the environment.
    refuse_driving(cfg!(feature = "window-tests"));

    let args: Vec<_> = std::env::args_os().skip(1).collect();
    match Door::of(&args) {
        Door::Helper(kind) => headless::serve_helper(&kind),
        Door::Side => headless::main(args),
        Door::Window { desk, file, hidden } => {
            linux::prepare();
            logs::start();
            window::run(desk, file, hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_build_for_tests_can_be_driven() {
        std::env::set_var(DRIVING, "true");
        refuse_driving(true);
        assert!(std::env::var_os(DRIVING).is_some(), "the window's tests drive it");
        refuse_driving(false);
        assert_eq!(std::env::var_os(DRIVING), None, "nobody drives what ships");
    }

    #[test]
    fn no_build_is_for_tests_unless_it_is_asked_for() {
        let manifest = include_str!("../../../Cargo.toml");
        let default = manifest.lines().find(|line| line.starts_with("default = ["));
        assert_eq!(
            default,
            Some(r#"default = ["custom-protocol"]"#),
            "what ships has no feature of the tests"
        );
    }
}
