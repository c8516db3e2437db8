//! Secrets, kept where the operating system keeps them. Where it keeps none, they stay in memory until the
//! app ends, and the interface is told so: a password that is quietly forgotten looks like one that was lost.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// What the system's keychain files our secrets under.
const SERVICE: &str = "app.copydesk";
/// A name that no secret has: asking for it says whether anybody answers.
const NOBODY: &str = "is anybody there";

/// Where secrets are kept on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the app ends.
    Memory,
}

/// The secrets of this desk's destinations.
#[derive(Default)]
pub struct Keychain {
    kept: OnceLock<Kept>,
    memory: Mutex<HashMap<String, String>>,
}

impl std::fmt::Debug for Keychain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keychain").field("kept", &self.kept.get()).field("memory", &"[redacted]").finish()
    }
}

/// The system has a keychain, and it did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This computer's keychain did not answer. Is it locked?")]
pub struct Locked;

impl Keychain {
    /// Secrets in memory only: for tests, and for a computer that is not the person's own.
    #[cfg(test)]
    fn in_memory() -> Self {
        Self { kept: OnceLock::from(Kept::Memory), memory: Mutex::default() }
    }

    /// Where secrets are kept. The first to ask waits for the system's answer.
    pub fn kept(&self) -> Kept {
        *self.kept.get_or_init(|| {
            let answered = apart(|| {
                let asked = keyring::Entry::new(SERVICE, NOBODY).and_then(|entry| entry.get_password());
                matches!(asked, Ok(_) | Err(keyring::Error::NoEntry))
            });
            if answered == Some(true) {
                Kept::Keychain
            } else {
                tracing::warn!("no keychain answers: secrets stay in memory");
                Kept::Memory
            }
        })
    }

    /// The secret of that name, if there is one.
    pub fn get(&self, name: &str) -> Result<Option<String>, Locked> {
        match self.kept() {
            Kept::Memory => Ok(self.memory().get(name).cloned()),
            Kept::Keychain => match entry(name, |entry| entry.get_password())? {
                Ok(secret) => Ok(Some(secret)),
                Err(keyring::Error::NoEntry) => Ok(None),
                Err(_) => Err(Locked),
            },
        }
    }

    /// Keeps a secret, in place of an older one of that name.
    pub fn set(&self, name: &str, secret: &str) -> Result<(), Locked> {
        match self.kept() {
            Kept::Memory => {
                self.memory().insert(name.to_owned(), secret.to_owned());
                Ok(())
            }
            Kept::Keychain => entry(name, |entry| entry.set_password(secret))?.map_err(|_| Locked),
        }
    }

    /// Forgets a secret. One that is not there is forgotten.
    pub fn forget(&self, name: &str) -> Result<(), Locked> {
        match self.kept() {
            Kept::Memory => {
                self.memory().remove(name);
                Ok(())
            }
            Kept::Keychain => match entry(name, |entry| entry.delete_credential())? {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(_) => Err(Locked),
            },
        }
    }

    fn memory(&self) -> MutexGuard<'_, HashMap<String, String>> {
        // A map of strings is whole whoever panicked while holding it.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something with the system's entry of that name.
fn entry<T: Send>(
    name: &str,
    act: impl FnOnce(keyring::Entry) -> keyring::Result<T> + Send,
) -> Result<keyring::Result<T>, Locked> {
    apart(|| keyring::Entry::new(SERVICE, name).and_then(act)).ok_or(Locked)
}

/// Runs on a thread of its own: the keychain's client blocks on a runtime of its own, which it must not do on
/// a thread of ours. `None`: it panicked.
fn apart<T: Send>(act: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|threads| threads.spawn(act).join().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_keeps_and_forgets() {
        let keychain = Keychain::in_memory();
        assert_eq!(keychain.get("site"), Ok(None));
        keychain.set("site", "first").unwrap();
        keychain.set("site", "second").unwrap();
        assert_eq!(
            keychain.get("site"),
            Ok(Some("second".into())),
            "the newer secret takes the older one's place"
        );
        keychain.forget("site").unwrap();
        keychain.forget("site").unwrap();
        assert_eq!(keychain.get("site"), Ok(None));
    }

    #[test]
    fn a_secret_is_not_printed() {
        let keychain = Keychain::in_memory();
        keychain.set("site", "opensesame").unwrap();
        assert!(!format!("{keychain:?}").contains("opensesame"), "Debug shows no secret");
    }
}
