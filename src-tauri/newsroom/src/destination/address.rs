//! The public address of a site in a folder: keeping it, and printing every page anew with it.
//!
//! The address is kept first, with a word that pages still stand as before; then they are printed. What keeps that
//! from coming to its end (a disk that is away, a person who stops it, a power cut) leaves the word standing, and
//! the next publication to the site, or the person, does the rest. A job in flight is waited for, step by step.

use crate::{transact::Change, Error, Hold, Newsroom, Refusal, Result};
use copy::{DestinationId, Sentence};
use publish::{Reprint, Setup, Site, Trouble};
use std::sync::{atomic::Ordering, Arc};
use store::destination::{self as shelf, DestinationRow};
use tokio::sync::MutexGuard;

/// Which part of the work is under way, how much of it is done, and how much there is; `false` stops it.
pub type Watch<'a> = &'a (dyn Fn(Part, usize, usize) -> bool + Sync);

/// A part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Pages are printed into the folder.
    Printing,
    /// They go to the other place.
    Uploading,
}

/// What became of a site's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readdressed {
    /// The address as it is kept; empty: none.
    pub address: String,
    /// Stories whose pages were printed anew.
    pub stories: usize,
    /// Why not every page stands as it is to be; `None`: each does, but those that somebody changed.
    pub unfinished: Option<Sentence>,
    /// Why the other place does not have them yet; `None`: it has, or there is none.
    pub not_uploaded: Option<Sentence>,
}

/// So many receipts are enough to know that something was published.
const ONE: u32 = 1;

fn site_row(row: DestinationRow) -> Result<DestinationRow> {
    match row.adapter == "site" {
        true => Ok(row),
        false => Err(Error::Missing("site")),
    }
}

impl Newsroom {
    /// Keeps a site's public address (empty: it has none) and prints its pages anew with it, here and at the place
    /// where the folder goes besides.
    ///
    /// # Errors
    /// [`Error::Refused`] with the sentence that says what is wrong with the address, or what stands in the way
    /// before anything is printed: then nothing is kept.
    pub async fn set_site_address(
        self: &Arc<Self>,
        id: DestinationId,
        typed: &str,
        watch: Watch<'_>,
    ) -> Result<Readdressed> {
        let row = site_row(self.destination(id)?)?;
        let wished = Setup { base_address: typed.to_owned(), ..Setup::from_text(&row.settings) };
        let site = wished.site(&row.address).map_err(Error::refused)?;
        let address = site.base();
        let Ok(_printing) = self.outbox.printing.try_lock() else {
            return Err(Error::refused(Refusal::PagesUnderWay));
        };
        let paused = self.holds_pages(&row);
        if paused.is_none() {
            self.may_print(&row, &site)?;
        }
        let is_begun = site.is_begun().unwrap_or(true);
        {
            // A step that began with the address before comes to its end before there is another.
            let _turn = self.outbox.site_turn.lock().await;
            let base_address = address.clone();
            self.change_setup(id, move |setup| {
                setup.base_address = base_address;
                setup.pages_owed = is_begun;
            })?;
        }
        let mut done = Readdressed { address, stories: 0, unfinished: paused, not_uploaded: None };
        if done.unfinished.is_some() || !is_begun {
            done.unfinished = done.unfinished.filter(|_| is_begun);
            return Ok(done);
        }
        match self.print_pages(id, &mut |so_far, of| watch(Part::Printing, so_far, of)) {
            Ok(printed) => {
                done.stories = printed.stories;
                done.unfinished = (!printed.is_whole).then(|| Hold::PagesStopped.into());
            }
            Err(trouble) => done.unfinished = Some(trouble.into()),
        }
        if done.unfinished.is_none() {
            done.not_uploaded = self.upload_pages(id, watch).await.err();
        }
        Ok(done)
    }

    /// Why nothing may be written to a site at the moment.
    fn holds_pages(&self, row: &DestinationRow) -> Option<Sentence> {
        match row.paused.as_str() {
            "" if self.outbox_is_paused() => Some(Hold::AllPaused.into()),
            "" => None,
            reason => Some(Sentence::from_text(reason)),
        }
    }

    /// Whether every page could be printed, before the first one is.
    fn may_print(&self, row: &DestinationRow, site: &Site) -> Result<()> {
        let id = row.destination;
        if !site.has_folder() {
            let received =
                self.store().read(|on| store::receipt::at_destination(on, id, ONE).map_err(Error::from))?;
            return match received.is_empty() {
                true => Ok(()),
                false => Err(Error::refused(publish::Reason::FolderAway)),
            };
        }
        site.may_reprint().map_err(Error::refused)
    }

    /// Prints every page anew, and writes down whether that came to its end.
    fn print_pages(
        &self,
        id: DestinationId,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Reprint, Trouble> {
        let lost = |error: Error| Trouble::later(error);
        let row = self.destination(id).map_err(lost)?;
        let setup = Setup::from_text(&row.settings);
        let site = setup.site(&row.address)?;
        if !site.has_folder() {
            return Err(Trouble::later(publish::Reason::FolderAway));
        }
        let printed = site.rewrite(&self.house().printed(), &|| self.now().at_ms, watch)?;
        if printed.is_whole {
            let theirs = printed.theirs.clone();
            let settled = move |setup: &mut Setup| {
                setup.pages_owed = false;
                setup.pages_theirs = theirs;
            };
            self.change_setup(id, settled).map_err(lost)?;
        }
        Ok(printed)
    }

    /// Prints what is still owed, before something is published there; unless it is being printed just now.
    pub(crate) async fn print_owed(self: &Arc<Self>, id: DestinationId) -> Result<(), Trouble> {
        let owed = self.destination(id).is_ok_and(|row| Setup::from_text(&row.settings).pages_owed);
        let (true, Ok(_printing)) = (owed, self.outbox.printing.try_lock()) else { return Ok(()) };
        let desk = Arc::clone(self);
        let printed = tokio::task::spawn_blocking(move || {
            desk.print_pages(id, &mut |_, _| !desk.outbox.ended.load(Ordering::Relaxed))
        });
        printed.await.map_err(|_| Trouble::later(publish::Reason::FolderDiskFails))?.map(|_| ())
    }

    /// Brings the pages to the other place. What does not get there goes with the next publication.
    async fn upload_pages(&self, id: DestinationId, watch: Watch<'_>) -> Result<(), Sentence> {
        let row = self.destination(id).map_err(|error| Sentence::from(Trouble::later(error)))?;
        let setup = Setup::from_text(&row.settings);
        if setup.upload.is_none() {
            return Ok(());
        }
        let secret = self.world.keychain.get(&super::secret_name(id));
        if setup.needs_secret(&row.adapter) && secret.is_none() {
            return Err(Hold::NoSecret.into());
        }
        let site = setup.uploaded_site(&row.address, &secret.unwrap_or_default(), self.wire_clock())?;
        // Publications wait for the whole of it: they would bring the same files.
        let _turn = self.outbox.site_turn.lock().await;
        match site.bring_all(&|so_far, of| watch(Part::Uploading, so_far, of)).await? {
            Some(false) => Err(Hold::PagesStopped.into()),
            _ => Ok(()),
        }
    }

    /// Holds a site for one step, and reads how it is set up once it is held: meanwhile nobody changes its address.
    /// Any other destination is as it was read.
    pub(crate) async fn held_for_a_step<'a>(
        &'a self,
        row: &DestinationRow,
    ) -> Result<(Option<MutexGuard<'a, ()>>, DestinationRow)> {
        if row.adapter != "site" {
            return Ok((None, row.clone()));
        }
        let turn = self.outbox.site_turn.lock().await;
        Ok((Some(turn), self.destination(row.destination)?))
    }

    /// Changes what it says of how a destination is set up.
    pub(super) fn change_setup(
        &self,
        id: DestinationId,
        change: impl FnOnce(&mut Setup) + Send + 'static,
    ) -> Result<()> {
        self.transact(move |tx, changes| {
            let row = shelf::get(tx, id)?.ok_or(Error::Missing("destination"))?;
            let mut setup = Setup::from_text(&row.settings);
            change(&mut setup);
            shelf::put(tx, &DestinationRow { settings: setup.to_text(), ..row })?;
            changes.add(Change::Desk);
            changes.add(Change::Outbox);
            Ok(())
        })
    }
}
