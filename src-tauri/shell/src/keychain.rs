//! Secrets, kept where the operating system keeps them. Where it keeps none, they stay in memory until the
//! app ends, and the interface is told so: a password that is quietly forgotten looks like one that was lost.
//! A keychain that is locked is as good as none until it answers again.

use std::collections::HashMap;
use std::sync::{
    atomic::{AtomicBool, Ordering},
    Mutex, MutexGuard, OnceLock, PoisonError,
};

use newsroom::SecretsKept as Kept;

/// What the system's keychain files our secrets under.
const SERVICE: &str = "app.copydesk";
/// A name that no secret has: asking for it says whether anybody answers.
const NOBODY: &str = "is anybody there";

/// The secrets of this desk's destinations.
#[derive(Default)]
pub struct Keychain {
    kept: OnceLock<Kept>,
    memory: Mutex<HashMap<String, String>>,
    /// Whether the system's keychain refused what it was asked last.
    is_locked: AtomicBool,
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
        Self { kept: OnceLock::from(Kept::Memory), ..Self::default() }
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

impl Keychain {
    /// Remembers whether the keychain answered, which decides what the person is told.
    fn noted<T>(&self, answer: Result<T, Locked>) -> Option<T> {
        self.is_locked.store(answer.is_err(), Ordering::Relaxed);
        answer.inspect_err(|locked| tracing::warn!("{locked}")).ok()
    }
}

/// The desk's view. What a locked keychain does not take stays in memory, and [`Keychain::kept`] says so from then on.
impl newsroom::Keychain for Keychain {
    fn get(&self, name: &str) -> Option<String> {
        let held = self.memory().get(name).cloned();
        held.or_else(|| self.noted(Keychain::get(self, name)).flatten())
    }

    fn set(&self, name: &str, secret: &str) {
        if self.noted(Keychain::set(self, name, secret)).is_none() {
            self.memory().insert(name.to_owned(), secret.to_owned());
        } else if Keychain::kept(self) == Kept::Keychain {
            self.memory().remove(name);
        }
    }

    fn forget(&self, name: &str) {
        self.memory().remove(name);
        let _ = self.noted(Keychain::forget(self, name));
    }

    fn kept(&self) -> Kept {
        let is_whole = !self.is_locked.load(Ordering::Relaxed) && self.memory().is_empty();
        if is_whole {
            Keychain::kept(self)
        } else {
            Kept::Memory
        }
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

    /// The real thing, in a session of its own with a keychain that is unlocked.
    #[cfg(feature = "window-tests")]
    #[test]
    fn the_systems_keychain_keeps_and_forgets() {
        let home = tempfile::tempdir().unwrap();
        let within =
            "printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$@\"";
        let this = std::env::current_exe().unwrap();
        let done = std::process::Command::new("dbus-run-session")
            .args(["--", "sh", "-c", within, "--"])
            .arg(this)
            .args(["--ignored", "--exact", "keychain::tests::within_a_session"])
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_RUNTIME_DIR", home.path())
            .output()
            .expect("dbus-run-session is installed by ./dev test");
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&done.stderr));
    }

    #[cfg(feature = "window-tests")]
    #[test]
    #[ignore = "the test above starts it, in a session that it makes"]
    fn within_a_session() {
        let keychain = Keychain::default();
        assert_eq!(keychain.kept(), Kept::Keychain, "the session has a keychain");
        assert_eq!(keychain.get("site"), Ok(None));
        keychain.set("site", "пароль").unwrap();
        assert!(keychain.memory().is_empty(), "nothing is kept beside the keychain");
        let another_start = Keychain::default();
        assert_eq!(another_start.get("site"), Ok(Some("пароль".into())), "the next start finds it");
        another_start.forget("site").unwrap();
        another_start.forget("site").unwrap();
        assert_eq!(keychain.get("site"), Ok(None));
    }

    /// Without a session there is no keychain, and that is said.
    #[cfg(feature = "window-tests")]
    #[test]
    fn without_a_session_secrets_stay_in_memory() {
        let this = std::env::current_exe().unwrap();
        let done = std::process::Command::new(this)
            .args(["--ignored", "--exact", "keychain::tests::without_a_bus"])
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env_remove("XDG_RUNTIME_DIR")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(said.contains("1 passed"), "{said}");
    }

    #[cfg(feature = "window-tests")]
    #[test]
    #[ignore = "the test above starts it, without a session"]
    fn without_a_bus() {
        let keychain = Keychain::default();
        assert_eq!(keychain.kept(), Kept::Memory);
        keychain.set("site", "secret").unwrap();
        assert_eq!(keychain.get("site"), Ok(Some("secret".into())));
        assert_eq!(Keychain::default().get("site"), Ok(None), "the next start asks again");

        // One that answered at the start and does not any more: locked, or its session is gone.
        let locked = Keychain { kept: OnceLock::from(Kept::Keychain), ..Keychain::default() };
        let desk: &dyn newsroom::Keychain = &locked;
        assert_eq!(desk.kept(), Kept::Keychain);
        desk.set("site", "secret");
        assert_eq!(desk.kept(), Kept::Memory, "the person is told that it will be asked for again");
        assert_eq!(desk.get("site").as_deref(), Some("secret"), "and it works until then");
        desk.forget("site");
        assert_eq!(desk.get("site"), None);
    }
}
