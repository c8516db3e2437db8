//! What the interface is told when something does not work.

use crate::dto::Said;
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
    /// The desk is not open: ask `start_show` why.
    Closed,
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

copy::sentences! {
    /// What is wrong with a call.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Wrong in "call" {
        Bad = "Something in this window asked for what is not there. Nothing was done.",
        Door = "This door does not lead there.",
        Crashed = "Something broke inside. Your text is safe; try again.",
    }
}

/// An error on its way to a person: plain words, never a story's text, a secret or a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS, thiserror::Error)]
#[ts(export, export_to = "../../../ui/src/ipc/generated/")]
#[error("{}", said.message)]
pub struct WireError {
    /// What the interface branches on.
    pub code: Code,
    /// What happened, that the text is safe, what to do.
    #[serde(flatten)]
    pub said: Said,
    /// For the code: `{version}` (`stale`), `{version, reason}` (`not_saved`).
    #[ts(type = "unknown")]
    pub detail: Box<serde_json::Value>,
}

impl WireError {
    /// An error that is explained in English, to whoever writes a program that calls.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        let mut said = Said::plain(message);
        if code == Code::BadCall {
            said.kind = copy::Sentence::from(Wrong::Bad).kind;
        }
        Self { code, said, detail: Box::default() }
    }

    /// An error with its sentence.
    pub fn said(code: Code, sentence: impl Into<copy::Sentence>) -> Self {
        Self { code, said: sentence.into().into(), detail: Box::default() }
    }

    /// A rule of the house says no.
    pub fn refused(sentence: impl Into<copy::Sentence>) -> Self {
        Self::said(Code::Refused, sentence)
    }
}

impl From<newsroom::Error> for WireError {
    fn from(error: newsroom::Error) -> Self {
        use newsroom::{Error as E, Unsaved};
        let (code, detail) = match &error {
            E::Refused(_) | E::ReadOnly | E::Photo(_) | E::House(_) => (Code::Refused, json!(null)),
            E::Stale { version } => (Code::Stale, json!({ "version": version })),
            E::Misfit(_) => (Code::Misfit, json!(null)),
            E::NotSaved { reason, version } => {
                let reason = match reason {
                    Unsaved::DiskFull => "disk_full",
                    Unsaved::ReadOnly => "read_only",
                    Unsaved::Broken => "broken",
                };
                (Code::NotSaved, json!({ "reason": reason, "version": version }))
            }
            E::Moved => (Code::Moved, json!(null)),
            E::Missing(_) => (Code::Missing, json!(null)),
            E::Document(_) | E::Store(_) => (Code::Broken, json!(null)),
        };
        Self { detail: Box::new(detail), ..Self::said(code, error) }
    }
}
