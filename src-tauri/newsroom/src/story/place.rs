//! A story's place among the live ones. At first a galley may answer for its text; the document with its
//! history is loaded behind it, by the housekeeper or by the first who needs it, whichever comes first.
//!
//! A galley answers only before the session is there, and nothing changes a story's text without its
//! session: so what it says cannot grow old between its being read and the session's taking over, at
//! the same version.

use super::{
    keep::lock,
    session::{Session, StoryEvent, Watcher},
};
use crate::{Error, Newsroom, Result};
use copy::{DeviceId, StoryId};
use document::{Galley, Particulars, WholeText, GALLEY_FORMAT};
use std::{
    collections::HashMap,
    sync::{
        atomic::{AtomicU64, Ordering},
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
    },
};
use store::{
    galley::{self, Press},
    Tx,
};

/// What this program's galleys are told by.
const PRESS: Press = Press { format: GALLEY_FORMAT, program: env!("CARGO_PKG_VERSION") };

/// The live stories.
#[derive(Default)]
pub(crate) struct Sessions {
    places: Mutex<HashMap<StoryId, Arc<Place>>>,
    next_watcher: AtomicU64,
    pub(super) ended: Mutex<bool>,
    pub(super) bell: Condvar,
}

/// One live story.
#[derive(Default)]
struct Place {
    /// Held by who loads the document; others wait for it here, and no other story's do.
    loading: Mutex<()>,
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    session: Option<Arc<Mutex<Session>>>,
    galley: Option<Arc<ShownGalley>>,
    /// The document could not be loaded: the full way says why.
    is_broken: bool,
    /// Who hears of the story as soon as there is something to hear.
    watchers: Vec<(u64, Watcher)>,
}

/// A galley in the place of a session.
pub(crate) struct ShownGalley {
    pub texts: Vec<WholeText>,
    pub particulars: Arc<Particulars>,
    pub saved_at_ms: i64,
}

/// What answers for a story's text.
pub(crate) enum Shown {
    /// Its session.
    Session(Arc<Mutex<Session>>),
    /// Its galley, while the session is not there.
    Galley(Arc<ShownGalley>),
}

impl Place {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sessions {
    fn places(&self) -> MutexGuard<'_, HashMap<StoryId, Arc<Place>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn place(&self, story: StoryId) -> Arc<Place> {
        Arc::clone(self.places().entry(story).or_default())
    }

    fn known(&self, story: StoryId) -> Option<Arc<Place>> {
        self.places().get(&story).cloned()
    }

    fn all(&self) -> Vec<(StoryId, Arc<Place>)> {
        self.places().iter().map(|(story, place)| (*story, Arc::clone(place))).collect()
    }

    /// The sessions that are there.
    pub(super) fn live(&self) -> Vec<Arc<Mutex<Session>>> {
        self.all().into_iter().filter_map(|(_, place)| place.inside().session.clone()).collect()
    }

    /// The stories that a galley answers for.
    pub(super) fn to_load(&self) -> Vec<StoryId> {
        let waits = |(story, place): (StoryId, Arc<Place>)| place.inside().galley.is_some().then_some(story);
        self.all().into_iter().filter_map(waits).collect()
    }
}

impl Newsroom {
    /// The live session of a story; loads it if it is not there.
    pub(crate) fn session(&self, story: StoryId) -> Result<Arc<Mutex<Session>>> {
        let place = self.sessions.place(story);
        if let Some(session) = &place.inside().session {
            return Ok(Arc::clone(session));
        }
        let _loading = place.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = &place.inside().session {
            return Ok(Arc::clone(session));
        }
        let loaded = self.load(story);
        let mut inside = place.inside();
        inside.galley = None;
        match loaded {
            Ok(mut session) => {
                session.watchers.append(&mut inside.watchers);
                let session = Arc::new(Mutex::new(session));
                inside.session = Some(Arc::clone(&session));
                Ok(session)
            }
            Err(error) => {
                inside.is_broken = true;
                drop(inside);
                if matches!(error, Error::Missing(_)) {
                    self.sessions.places().remove(&story);
                }
                Err(error)
            }
        }
    }

    /// What answers for a story's text at once: its session if it is there, a galley that stands on exactly
    /// what is on the shelves, or else the session, loaded.
    pub(crate) fn shown(&self, story: StoryId) -> Result<Shown> {
        let place = self.sessions.place(story);
        let answer = |inside: &Inside| match (&inside.session, &inside.galley) {
            (Some(session), _) => Some(Shown::Session(Arc::clone(session))),
            (None, Some(galley)) => Some(Shown::Galley(Arc::clone(galley))),
            (None, None) => None,
        };
        let is_broken = {
            let inside = place.inside();
            if let Some(shown) = answer(&inside) {
                return Ok(shown);
            }
            inside.is_broken
        };
        if !is_broken {
            if let Some(galley) = self.galley(story) {
                let shown = {
                    let mut inside = place.inside();
                    // Who loads the document holds `loading` and takes the galley away under this lock.
                    if inside.session.is_none() && !inside.is_broken {
                        inside.galley = Some(Arc::new(galley));
                    }
                    answer(&inside)
                };
                if let Some(shown) = shown {
                    self.sessions.bell.notify_all();
                    return Ok(shown);
                }
            }
        }
        let session = self.session(story)?;
        // Next time one should be there.
        lock(&session).galley_is_stale = true;
        Ok(Shown::Session(session))
    }

    /// A story's galley, if it stands on what is on the shelves now. Whatever is wrong with it: there is none.
    fn galley(&self, story: StoryId) -> Option<ShownGalley> {
        let found = self.store().read(|on| {
            let standing = galley::standing(on, story)?;
            let Some(bytes) = galley::get(on, story, PRESS, standing.rows_sha256)? else { return Ok(None) };
            let saved_at_ms = match standing.written_ms {
                Some(written_ms) => written_ms,
                None => store::story::get(on, story)?.map_or(0, |row| row.updated_ms),
            };
            Ok::<_, Error>(Some((bytes, saved_at_ms)))
        });
        match found {
            Ok(found) => {
                let (bytes, saved_at_ms) = found?;
                let Galley { texts, particulars } = Galley::from_bytes(&bytes)?;
                Some(ShownGalley { texts, particulars: Arc::new(particulars), saved_at_ms })
            }
            Err(error) => {
                tracing::warn!(%story, %error, "a story's galley could not be read; its text is loaded");
                None
            }
        }
    }

    /// Writes a story's galley, if its text is on disk and its last one is not its text's. Never on the
    /// typing path.
    pub(crate) fn keep_galley(&self, session: &Arc<Mutex<Session>>) -> Result<()> {
        let (story, galley, marks) = {
            let mut live = lock(session);
            if !live.galley_is_stale || !live.is_saved() {
                return Ok(());
            }
            live.galley_is_stale = false;
            (live.story, live.galley(), live.marks.clone())
        };
        let written = self.store().write(move |tx| put_in(tx, story, &galley.to_bytes(), &marks));
        if written.is_err() {
            lock(session).galley_is_stale = true;
        }
        written
    }

    /// Whether a story is open.
    pub(crate) fn is_live(&self, story: StoryId) -> bool {
        let place = self.sessions.known(story);
        place.is_some_and(|place| {
            let inside = place.inside();
            inside.session.is_some() || inside.galley.is_some()
        })
    }

    /// Hears a story's events from now on, in order, until the number returned is given back.
    pub fn watch_story(&self, story: StoryId, watcher: Watcher) -> Result<u64> {
        self.shown(story)?;
        let id = self.sessions.next_watcher.fetch_add(1, Ordering::Relaxed);
        let place = self.sessions.place(story);
        let mut inside = place.inside();
        match &inside.session {
            Some(session) => lock(session).watchers.push((id, watcher)),
            None => inside.watchers.push((id, watcher)),
        }
        Ok(id)
    }

    /// Ends [`Self::watch_story`].
    pub fn unwatch_story(&self, story: StoryId, id: u64) {
        let Some(place) = self.sessions.known(story) else { return };
        let mut inside = place.inside();
        inside.watchers.retain(|(other, _)| *other != id);
        if let Some(session) = &inside.session {
            lock(session).watchers.retain(|(other, _)| *other != id);
        }
    }

    /// Tells a story's windows to read its facts again.
    pub(crate) fn tell_facts(&self, story: StoryId) {
        let Some(place) = self.sessions.known(story) else { return };
        let session = {
            let mut inside = place.inside();
            for (_, watcher) in &mut inside.watchers {
                watcher(&StoryEvent::Facts);
            }
            inside.session.clone()
        };
        if let Some(session) = session {
            lock(&session).tell(&StoryEvent::Facts);
        }
    }
}

impl Session {
    /// What a screen shows of it, to be kept.
    pub(crate) fn galley(&mut self) -> Galley {
        let particulars = self.particulars();
        Galley { texts: self.document.whole_texts(), particulars: (*particulars).clone() }
    }
}

/// Writes a galley of the text that ends with these op rows; nothing if there are others by now.
pub(super) fn put_in(
    tx: &Tx<'_>,
    story: StoryId,
    bytes: &[u8],
    marks: &HashMap<DeviceId, i64>,
) -> Result<()> {
    let standing = galley::standing(tx, story)?;
    if standing.last == *marks {
        galley::put(tx, story, PRESS, standing.rows_sha256, bytes)?;
    }
    Ok(())
}
