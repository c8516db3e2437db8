//! Secrets without a keychain: in memory until the program ends.

use newsroom::{Keychain, SecretsKept};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Secrets in memory.
#[derive(Default)]
pub struct InMemory(Mutex<HashMap<String, String>>);

impl Keychain for InMemory {
    fn get(&self, name: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn set(&self, name: &str, secret: &str) {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.to_owned());
    }

    fn forget(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }

    fn kept(&self) -> SecretsKept {
        SecretsKept::Memory
    }
}
