//! The counter as the window uses it: one desk, opened with this computer's keychain, asked by name, and closed
//! properly. A desk that cannot be opened is asked by name as well: why, and what can be done.

use std::any::Any;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use api::{Caller, Code, Host, WireError};
use headless::Entrance;
use serde_json::Value;
use tokio::sync::SetOnce;

use crate::asked::Asked;
use crate::keychain::Keychain;
use crate::photo::{Found, Wanted};

/// How wide a photo is that the page asks for without a width.
const WIDE: u32 = 1_600;

/// The counter of the window's desk. It is there before its desk is open: who asks meanwhile waits.
#[derive(Default)]
pub struct Counter(SetOnce<Arc<Entrance>>);

impl Counter {
    /// Opens a desk, if it can be opened. `tell` hears what changes at it, for as long as it is open. Slow: the
    /// disk is read. Once.
    pub fn open(&self, folder: &Path, host: Arc<dyn Host>, tell: impl Fn(Value) + Send + Sync + 'static) {
        let tell = Arc::new(tell);
        let on_open = move |counter: &Arc<api::Counter>| {
            let newsroom = counter.desk();
            newsroom.keep_house().map_err(|_| "This computer has no room for another thread.".to_owned())?;
            tauri::async_runtime::spawn(Arc::clone(newsroom).run_outbox());
            let tell = Arc::clone(&tell);
            counter.watch_desk(move |event| {
                if let Ok(event) = serde_json::to_value(event) {
                    tell(event);
                }
            });
            Ok(())
        };
        let keychain = Arc::new(Keychain::default());
        // The system takes its time to answer, and the page's first question is where secrets are kept.
        let asked = Arc::clone(&keychain);
        tauri::async_runtime::spawn_blocking(move || asked.kept());
        if self.0.set(Arc::new(Entrance::open(folder, keychain, host, Box::new(on_open)))).is_err() {
            tracing::error!("a desk was opened twice");
        }
    }

    /// The api's counter, while the desk is open.
    fn opened(&self) -> Option<Arc<api::Counter>> {
        self.0.get().and_then(|entrance| entrance.counter())
    }

    /// Asks for something by name.
    pub async fn ask(&self, asked: Asked) -> Result<Value, WireError> {
        let entrance = self.0.wait().await;
        entrance.dispatch(&Caller::window(), &asked.name, asked.args, asked.bytes.unwrap_or_default()).await
    }

    /// Tells what happens to a story, in order, until the answer is dropped.
    pub async fn watch_story(
        &self,
        story: &str,
        tell: impl Fn(Value) + Send + 'static,
    ) -> Result<Box<dyn Any + Send>, WireError> {
        let story = story.parse().map_err(|_| WireError::new(Code::Missing, "There is no such story."))?;
        let counter = self.0.wait().await.counter().ok_or_else(Entrance::closed)?;
        let unwatch = counter.watch_story(story, move |event| {
            if let Ok(event) = serde_json::to_value(event) {
                tell(event);
            }
        })?;
        Ok(Box::new(unwatch))
    }

    /// A photo by its hash.
    pub async fn photo(&self, wanted: Wanted) -> Option<Found> {
        let counter = self.0.wait().await.counter()?;
        let found = tauri::async_runtime::spawn_blocking(move || {
            let hash = wanted.hash.parse().ok()?;
            counter.photo(hash, wanted.width.map_or(WIDE, Into::into)).ok()
        });
        let (bytes, mime) = found.await.ok()??;
        Some(Found { bytes, mime })
    }

    /// Whether something that was typed is in memory and not on the disk.
    pub fn is_unsaved(&self) -> bool {
        self.opened().is_some_and(|counter| !counter.desk().unsaved().is_empty())
    }

    /// What somebody has to look at, by names that mean nothing elsewhere: a desk that did not open, publications
    /// that wait for an answer. Slow: the disk is read.
    pub fn waits(&self) -> BTreeSet<String> {
        let desk = || BTreeSet::from(["desk".to_owned()]);
        let Some(counter) = self.opened() else {
            return if self.0.initialized() { desk() } else { BTreeSet::new() };
        };
        let asking = counter.desk().asking();
        asking.map_or_else(|_| desk(), |jobs| jobs.iter().map(ToString::to_string).collect())
    }

    /// Ends the desk properly.
    pub fn close(&self) {
        let Some(counter) = self.opened() else { return };
        counter.desk().end_outbox();
        if let Err(error) = counter.desk().close() {
            tracing::warn!(%error, "the desk did not close well; its rows are on the disk");
        }
    }
}
