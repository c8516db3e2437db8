//! The counter as the window uses it: one desk, opened once with this computer's keychain, asked by name, and
//! closed properly.

use std::any::Any;
use std::path::Path;
use std::sync::Arc;

use api::{Caller, Code, Host, WireError};
use headless::{OpenDesk, SAMPLE_PHOTO};
use newsroom::Door;
use serde_json::Value;

use crate::asked::Asked;
use crate::keychain::Keychain;
use crate::photo::{Found, Wanted};

/// How wide a photo is that the page asks for without a width.
const WIDE: u32 = 1_600;

/// The counter of the desk that is open.
pub struct Counter {
    counter: Arc<api::Counter>,
    _desk: OpenDesk,
}

impl Counter {
    /// Opens a desk, or says in a sentence why it cannot be opened.
    pub fn open(folder: &Path, host: Arc<dyn Host>) -> Result<Self, String> {
        let desk = headless::open(folder, None, Arc::new(Keychain::default()), Door::Window)
            .map_err(|error| error.to_string())?;
        let newsroom = &desk.newsroom;
        newsroom.keep_house().map_err(|_| "This computer has no room for another thread.".to_owned())?;
        tauri::async_runtime::spawn(Arc::clone(newsroom).run_outbox());
        let (name, bytes) = SAMPLE_PHOTO;
        let counter = api::Counter::new(Arc::clone(newsroom), host, (name.to_owned(), bytes.to_owned()));
        Ok(Self { counter: Arc::new(counter), _desk: desk })
    }

    /// Asks for something by name.
    pub async fn ask(&self, asked: Asked) -> Result<Value, WireError> {
        self.counter
            .dispatch(&Caller::window(), &asked.name, asked.args, asked.bytes.unwrap_or_default())
            .await
    }

    /// Tells what happens to a story, in order, until the answer is dropped.
    pub fn watch_story(
        &self,
        story: &str,
        tell: impl Fn(Value) + Send + 'static,
    ) -> Result<Box<dyn Any + Send>, WireError> {
        let story = story.parse().map_err(|_| WireError::new(Code::Missing, "There is no such story."))?;
        let unwatch = self.counter.watch_story(story, move |event| {
            if let Ok(event) = serde_json::to_value(event) {
                tell(event);
            }
        })?;
        Ok(Box::new(unwatch))
    }

    /// Tells what changes at the desk, for as long as it is open.
    pub fn watch_desk(&self, tell: impl Fn(Value) + Send + Sync + 'static) {
        self.counter.watch_desk(move |event| {
            if let Ok(event) = serde_json::to_value(event) {
                tell(event);
            }
        });
    }

    /// A photo by its hash.
    pub async fn photo(&self, wanted: Wanted) -> Option<Found> {
        let counter = Arc::clone(&self.counter);
        let found = tauri::async_runtime::spawn_blocking(move || {
            let hash = wanted.hash.parse().ok()?;
            counter.photo(hash, wanted.width.map_or(WIDE, Into::into)).ok()
        });
        let (bytes, mime) = found.await.ok()??;
        Some(Found { bytes, mime })
    }

    /// Whether something that was typed is in memory and not on the disk.
    pub fn is_unsaved(&self) -> bool {
        !self.counter.desk().unsaved().is_empty()
    }

    /// Ends the desk properly.
    pub fn close(&self) {
        self.counter.desk().end_outbox();
        if let Err(error) = self.counter.desk().close() {
            tracing::warn!(%error, "the desk did not close well; its rows are on the disk");
        }
    }
}
