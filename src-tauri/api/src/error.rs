//! What the interface is told when something does not work.

use serde::{Deserialize, Serialize};
use serde_json::json;

/// A code exists only where the interface branches on it; the rest is [`Code::Refused`] (a rule of
/// the house says no) or [`Code::Broken`] (something does not work).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../../ui/src/ipc/generated/")]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The edit speaks of a version that is past: transform and send again.
    Stale,
    /// The edit does not fit the text: open the story again.
    Misfit,
    /// Taken into memory, not on disk: it is being tried again.
    NotSaved,
    /// The text is another than the one that was seen: look again.
    Moved,
    /// A password is needed.
    NeedsSecret,
    /// A rule of the house says no.
    Refused,
    /// There is no such thing.
    Missing,
    /// The call itself is wrong.
    BadCall,
    /// Something does not work.
    Broken,
}

/// An error on its way to a person: plain words, never a story's text, a secret or a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS, thiserror::Error)]
#[ts(export, export_to = "../../../ui/src/ipc/generated/")]
#[error("{message}")]
pub struct WireError {
    /// What the interface branches on.
    pub code: Code,
    /// What happened, that the text is safe, what to do.
    pub message: String,
    /// For the code: `{version}` (`stale`), `{version, reason}` (`not_saved`).
    #[ts(type = "unknown")]
    pub detail: serde_json::Value,
}

impl WireError {
    /// An error without detail.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: serde_json::Value::Null }
    }

    /// A rule of the house says no.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Code::Refused, message)
    }
}

impl From<newsroom::Error> for WireError {
    fn from(error: newsroom::Error) -> Self {
        use newsroom::{Error as E, Unsaved};
        let message = error.to_string();
        match error {
            E::Refused(_) | E::ReadOnly => Self::refused(message),
            E::Stale { version } => {
                Self { code: Code::Stale, message, detail: json!({ "version": version }) }
            }
            E::Misfit(_) => Self::new(Code::Misfit, message),
            E::NotSaved { reason, version } => {
                let (reason, message) = match reason {
                    Unsaved::DiskFull => {
                        ("disk_full", "Not saved: the disk is full. Your text is in memory.")
                    }
                    Unsaved::ReadOnly => {
                        ("read_only", "Not saved: the disk takes no writes. Your text is in memory.")
                    }
                    Unsaved::Broken => {
                        ("broken", "Not saved yet. Your text is in memory, and saving goes on being tried.")
                    }
                };
                let detail = json!({ "reason": reason, "version": version });
                Self { code: Code::NotSaved, message: message.into(), detail }
            }
            E::Moved => Self::new(Code::Moved, message),
            E::Missing(_) => Self::new(Code::Missing, message),
            E::Photo(_) => Self::refused(message),
            E::House(_) => Self::refused(message),
            E::Document(_) | E::Store(_) => Self::new(Code::Broken, format!("{message}. Your text is safe.")),
        }
    }
}
