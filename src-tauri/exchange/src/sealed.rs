//! A sealed file: an archive of named parts, compressed, signed, encrypted. From outside in:
//!
//! `age` (passphrase or colleagues' keys) → `zstd` → `tar` → parts, the last of which is [`SEAL`]: the
//! names, lengths and SHA-256 of the others in order, with the sender's key and signature (Ed25519).
//!
//! Each layer is a kept standard with a command of its own, so that an archive opens in twenty years
//! without us. The signature is inside the encryption: nobody on the way learns who sent it. A part is
//! hashed while it passes; nothing that was read counts before the seal at the end has been checked.

mod lock;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use lock::{recipient_of, Key, Lock};
use read::FREE_BYTES;
pub use read::{open, Limits, Opened, Part};
pub use write::Sealer;

use sha2::{Digest, Sha256};

/// The part that seals the others.
const SEAL: &str = "seal.json";
/// The longest name of a part: what a plain tar header holds.
const LONGEST_NAME: usize = 100;

/// Why something was not sealed, or not opened. Whatever it was, nothing was taken from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// Some other kind of file.
    #[error("this is not a file that Copydesk sealed")]
    NotSealed,
    /// It was locked with a passphrase, and none was given.
    #[error("this file is locked with a passphrase")]
    NeedsPassphrase,
    /// It was locked with another passphrase.
    #[error("this is not the passphrase that the file was locked with")]
    WrongPassphrase,
    /// It was locked for other desks.
    #[error("this file is locked for another desk")]
    NotForUs,
    /// Cut short, or not what was written.
    #[error("this file is damaged: it was cut short or altered on its way")]
    Damaged,
    /// More than the limits let in.
    #[error("this file holds more than it may: {what}")]
    TooLarge {
        /// Of what: "bytes", "parts" …
        what: &'static str,
    },
    /// Written by a newer Copydesk.
    #[error("this file was written by a newer Copydesk; update Copydesk to open it")]
    Newer,
    /// Its parts are not those of such a file.
    #[error("this file does not hold what such a file holds: {what}")]
    Strange {
        /// What is wrong.
        what: &'static str,
    },
    /// A key to lock it with is none.
    #[error("this is not a key that a file can be locked with")]
    BadRecipient,
    /// It could not be written.
    #[error("the file could not be written")]
    NotWritten,
}

/// What the signature is made of: the parts in their order.
fn signed_text(parts: &[(String, u64, String)]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(b"copydesk sealed file 1\n");
    for (name, length, sha256) in parts {
        hash.update(format!("{name} {length} {sha256}\n"));
    }
    hash.finalize().to_vec()
}

/// A name that a part may have: `rows/event.jsonl`.
fn is_name(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && !part.starts_with('.');
    name.len() <= LONGEST_NAME
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-/".contains(&b))
        && name.split('/').all(part)
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Seal {
    parts: Vec<(String, u64, String)>,
    key: String,
    signature: String,
}
