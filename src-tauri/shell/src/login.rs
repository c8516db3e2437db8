//! Copydesk starting with the person's session, out of sight, so that what is planned goes out. The entry in the
//! session's list of programs is the setting: there is no other.

use api::HostError;
use auto_launch::{AutoLaunch, AutoLaunchBuilder};

use crate::door::HIDDEN;

/// The entry.
fn entry() -> Option<AutoLaunch> {
    let program = std::env::current_exe().ok()?;
    // A path with a blank would be two words to whoever reads the entry.
    let program = format!("\"{}\"", program.to_str()?);
    AutoLaunchBuilder::new().set_app_name("copydesk").set_app_path(&program).set_args(&[HIDDEN]).build().ok()
}

/// Whether it is there; `None`: this system has no such list.
pub fn starts() -> Option<bool> {
    entry()?.is_enabled().ok()
}

/// Puts it there, or takes it out.
pub fn start(starts: bool) -> Result<(), HostError> {
    let entry = entry().ok_or(HostError::NoSession)?;
    let done = if starts { entry.enable() } else { entry.disable() };
    done.map_err(|error| {
        tracing::warn!(%error, "the entry of the session could not be changed");
        HostError::NoSession
    })
}
