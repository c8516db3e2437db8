//! The counter as the window uses it: one desk, opened once with this computer's clock, chance, keychain and
//! darkroom, asked by name, and closed properly.

use std::any::Any;
use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use api::{Caller, Code, Host, WireError};
use newsroom::{Door, Newsroom, OpenError, Opening, World};
use serde_json::Value;

use crate::asked::Asked;
use crate::clock::{Chance, WallClock};
use crate::darkroom::Apart;
use crate::keychain::Keychain;
use crate::photo::{Found, Wanted};
use crate::{linux, paths};

/// The photo of the sample story.
const SAMPLE: (&str, &[u8]) = ("tram.jpg", include_bytes!("../../headless/sample/tram.jpg"));
/// Whoever holds this file in the desk folder owns the desk.
const LOCK: &str = "lock";
/// How wide a photo is that the page asks for without a width.
const WIDE: u32 = 1_600;

/// The counter of the desk that is open.
pub struct Counter {
    counter: Arc<api::Counter>,
    _owned: File,
}

impl Counter {
    /// Opens a desk, or says in a sentence why it cannot be opened.
    pub fn open(folder: &Path, host: Arc<dyn Host>) -> Result<Self, String> {
        let owned = own(folder)?;
        let site_folder = paths::documents().unwrap_or_else(|| folder.to_owned()).join("Copydesk site");
        let opening = Opening {
            folder: folder.to_owned(),
            site_folder,
            machine: linux::machine(),
            first_member: linux::person(),
            options: Default::default(),
        };
        let world = World {
            clock: Arc::new(WallClock),
            random: Arc::new(Chance),
            keychain: Arc::new(Keychain::default()),
            darkroom: Arc::new(Apart),
            door: Door::Window,
        };
        let desk = Arc::new(Newsroom::open(opening, world).map_err(|error| sentence(&error))?);
        desk.keep_house().map_err(|_| "This computer has no room for another thread.".to_owned())?;
        tauri::async_runtime::spawn(Arc::clone(&desk).run_outbox());
        let (name, bytes) = SAMPLE;
        Ok(Self {
            counter: Arc::new(api::Counter::new(desk, host, (name.to_owned(), bytes.to_owned()))),
            _owned: owned,
        })
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

/// Takes the desk for this process. One process owns a desk; the lock goes with the process.
fn own(folder: &Path) -> Result<File, String> {
    let cannot = "Copydesk cannot make its folder here. Is the disk full, or may you not write there?";
    std::fs::create_dir_all(folder).map_err(|_| cannot)?;
    let lock = File::create(folder.join(LOCK)).map_err(|_| cannot)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            Err("This desk is open already, in another window or on a command line. \
             Close it there first: one program at a time looks after a desk."
                .to_owned())
        }
        Err(TryLockError::Error(_)) => Err(cannot.to_owned()),
    }
}

fn sentence(error: &OpenError) -> String {
    format!("{error}.\n\nNothing was changed.")
}
