//! The way in for a window: the counter, whether its desk could be opened or not. Where it could not, the
//! few calls that help (why, which copies there are, open one, take the texts out, try again, show the folder)
//! are answered here; all others say that the desk is closed.

use crate::desk::{self, OpenDesk, OpenError, SAMPLE_PHOTO};
use api::{
    dto::{BackupRef, ClosedView, SalvageView, StartView},
    Caller, Code, Counter, Host, Shut, WireError, Wrong,
};
use newsroom::{closed, Door, Keychain};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

/// What is done with a counter when its desk has been opened; an error closes it again.
pub type OnOpen = Box<dyn Fn(&Arc<Counter>) -> Result<(), String> + Send + Sync>;

/// A desk folder, and its counter while the desk is open.
pub struct Entrance {
    folder: PathBuf,
    keychain: Arc<dyn Keychain>,
    host: Arc<dyn Host>,
    on_open: OnOpen,
    state: Mutex<State>,
}

enum State {
    Open { counter: Arc<Counter>, _desk: OpenDesk },
    Closed { why: ClosedView, said: String },
}

impl Entrance {
    /// Opens the desk in this folder, if it can be opened.
    pub fn open(folder: &Path, keychain: Arc<dyn Keychain>, host: Arc<dyn Host>, on_open: OnOpen) -> Self {
        let state = Mutex::new(open(folder, &keychain, &host, &on_open));
        Self { folder: folder.to_owned(), keychain, host, on_open, state }
    }

    /// The counter, while the desk is open.
    pub fn counter(&self) -> Option<Arc<Counter>> {
        match &*self.state.lock().unwrap_or_else(PoisonError::into_inner) {
            State::Open { counter, .. } => Some(Arc::clone(counter)),
            State::Closed { .. } => None,
        }
    }

    /// What every other call is told while the desk is closed.
    pub fn closed() -> WireError {
        WireError::said(Code::Closed, Shut::IsClosed)
    }

    /// Answers a call, at the counter or in its place.
    pub async fn dispatch(
        self: &Arc<Self>,
        caller: &Caller,
        name: &str,
        args: Value,
        body: Vec<u8>,
    ) -> Result<Value, WireError> {
        // A desk that is open for reading only may be tried again: the disk may take writes by now.
        let counter = self.counter().filter(|it| name != "start_retry" || !it.desk().is_read_only());
        if let Some(counter) = counter {
            return counter.dispatch(caller, name, args, body).await;
        }
        let command = api::command::allowed(caller, name)?;
        let here = Arc::clone(self);
        let work = tokio::task::spawn_blocking(move || here.answer(command.name, args));
        work.await.map_err(|_| WireError::said(Code::Broken, Wrong::Crashed))?
    }

    fn answer(&self, name: &str, args: Value) -> Result<Value, WireError> {
        let view = match name {
            "start_show" => self.view(),
            "start_retry" => {
                self.try_again();
                self.view()
            }
            "backup_restore" => {
                let wanted: BackupRef = serde_json::from_value(args)
                    .map_err(|_| WireError::new(Code::BadCall, "No backup is named."))?;
                self.restore(&wanted.backup)?;
                self.view()
            }
            "folder_open" => {
                self.host.open_folder(&self.folder).map_err(WireError::refused)?;
                return Ok(Value::Object(serde_json::Map::new()));
            }
            "text_salvage" => {
                let Some(place) = self.host.choose_folder().map_err(WireError::refused)? else {
                    return answered(&SalvageView { folder: None, whole: 0, part: 0, lost: 0 });
                };
                return answered(&take_out(&self.folder, &place)?);
            }
            _ => return Err(Self::closed()),
        };
        answered(&view)
    }

    fn view(&self) -> StartView {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (closed, said) = match &*state {
            State::Open { .. } => (None, String::new()),
            State::Closed { why, said } => (Some(why.clone()), said.clone()),
        };
        drop(state);
        let offers = matches!(closed, Some(ClosedView::Damaged | ClosedView::NotUpgraded));
        let copies = if offers { closed::copies(&self.folder) } else { Ok(Vec::new()) };
        StartView {
            closed,
            said,
            language: closed::language(&self.folder),
            version: env!("CARGO_PKG_VERSION").into(),
            backups: copies.unwrap_or_default().into_iter().map(api::backup_view).collect(),
        }
    }

    /// Opens the desk anew, unless somebody else has done so meanwhile.
    fn try_again(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Open { counter, .. } if !counter.desk().is_read_only() => return,
            State::Open { counter, .. } => counter.desk().end_outbox(),
            State::Closed { .. } => {}
        }
        // First let go of the folder's lock, or this very process has it open.
        *state = State::Closed { why: ClosedView::Broken, said: String::new() };
        *state = open(&self.folder, &self.keychain, &self.host, &self.on_open);
    }

    /// Puts a copy in the place of a database that is damaged, and opens the desk.
    fn restore(&self, wanted: &str) -> Result<(), WireError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !matches!(&*state, State::Closed { why: ClosedView::Damaged, .. }) {
            return match &*state {
                // The call came twice.
                State::Open { .. } => Ok(()),
                State::Closed { .. } => Err(WireError::refused(Shut::NotByBackup)),
            };
        }
        let lock =
            desk::lock(&self.folder).map_err(|error| WireError::new(Code::Refused, error.to_string()))?;
        let now_ms = desk::now_ms();
        closed::open_copy(&self.folder, wanted, now_ms)?;
        drop(lock);
        *state = open(&self.folder, &self.keychain, &self.host, &self.on_open);
        Ok(())
    }
}

/// Writes out what can be read of a desk that nobody else has open.
fn take_out(folder: &Path, place: &Path) -> Result<SalvageView, WireError> {
    let lock = desk::lock(folder).map_err(|error| WireError::new(Code::Refused, error.to_string()))?;
    let done = api::salvage_view(newsroom::salvage::take_out(folder, place));
    drop(lock);
    done
}

fn answered(view: &impl serde::Serialize) -> Result<Value, WireError> {
    serde_json::to_value(view).map_err(|_| WireError::said(Code::Broken, Wrong::Crashed))
}

fn open(folder: &Path, keychain: &Arc<dyn Keychain>, host: &Arc<dyn Host>, on_open: &OnOpen) -> State {
    let desk = match desk::open(folder, None, Arc::clone(keychain), Door::Window) {
        Ok(desk) => desk,
        Err(error) => {
            let why = match &error {
                OpenError::InUse => ClosedView::InUse,
                OpenError::Folder(error) => api::closed_view(newsroom::Closed::of_disk(error.kind())),
                OpenError::Desk(error) => api::closed_view(error.closed()),
            };
            return State::Closed { why, said: error.to_string() };
        }
    };
    let (name, bytes) = SAMPLE_PHOTO;
    let sample = (name.to_owned(), bytes.to_owned());
    let counter = Arc::new(Counter::new(Arc::clone(&desk.newsroom), Arc::clone(host), sample));
    match on_open(&counter) {
        Ok(()) => State::Open { counter, _desk: desk },
        Err(said) => State::Closed { why: ClosedView::Broken, said },
    }
}
