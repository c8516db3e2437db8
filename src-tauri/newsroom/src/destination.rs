//! Destinations: the local site that every desk has, and those that a person adds. Their passwords
//! are in the keychain, never on the shelves.

mod address;

use crate::{transact::Change, Error, Hold, Newsroom, Refusal, Result};
pub use address::{Part, Readdressed, Watch};
use copy::{DestinationId, Sentence};
use publish::{Destination, Probe, Setup, Trouble, Upload};
use std::sync::Arc;
use store::destination::{self as shelf, DestinationRow};

/// A destination to add.
#[derive(Clone)]
pub struct NewDestination {
    /// `wordpress`, `ghost` or `endpoint`.
    pub adapter: String,
    /// What people call it.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The password.
    pub secret: String,
    /// The rest.
    pub setup: Setup,
}

impl std::fmt::Debug for NewDestination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewDestination([redacted])")
    }
}

impl Newsroom {
    /// The destinations in their order, without removed ones.
    pub fn destinations(&self) -> Result<Vec<DestinationRow>> {
        let rows = self.store().read(|on| shelf::list(on).map_err(Error::from))?;
        Ok(rows.into_iter().filter(|row| !row.is_removed).collect())
    }

    /// One destination, also a removed one.
    pub fn destination(&self, id: DestinationId) -> Result<DestinationRow> {
        let row = self.store().read(|on| shelf::get(on, id).map_err(Error::from))?;
        row.ok_or(Error::Missing("destination"))
    }

    /// The local site: there from the first start, in the person's documents folder.
    pub(crate) fn ensure_local_site(&self) -> Result<()> {
        let known = self.store().read(|on| shelf::list(on).map_err(Error::from))?;
        if !known.is_empty() {
            return Ok(());
        }
        let row = DestinationRow {
            destination: DestinationId::from_random(self.random_16()),
            adapter: "site".into(),
            name: "Local site".into(),
            address: self.opening.site_folder.to_string_lossy().into_owned(),
            settings: Setup::default().to_text(),
            paused: String::new(),
            position: 0,
            is_removed: false,
        };
        self.transact(move |tx, changes| {
            shelf::put(tx, &row)?;
            changes.add(Change::Desk);
            Ok(())
        })
    }

    /// Adds a destination.
    pub fn add_destination(&self, new: NewDestination) -> Result<DestinationId> {
        let name = new.name.trim().to_owned();
        if name.is_empty() {
            return Err(Error::refused(Refusal::DestinationName));
        }
        let address = new.address.trim().trim_end_matches('/').to_owned();
        let clock = self.wire_clock();
        new.setup.connect(&new.adapter, &address, &new.secret, clock).map_err(Error::refused)?;
        let known = self.destinations()?;
        if known.iter().any(|row| row.adapter == new.adapter && row.address == address) {
            return Err(Error::refused(Refusal::DestinationKnown));
        }
        let id = DestinationId::from_random(self.random_16());
        self.world.keychain.set(&secret_name(id), &new.secret);
        let row = DestinationRow {
            destination: id,
            adapter: new.adapter,
            name,
            address,
            settings: new.setup.to_text(),
            paused: String::new(),
            position: known.iter().map(|row| row.position).max().unwrap_or(0) + 1,
            is_removed: false,
        };
        self.transact(move |tx, changes| {
            shelf::put(tx, &row)?;
            changes.add(Change::Desk);
            Ok(())
        })?;
        Ok(id)
    }

    /// A new password; a destination that was paused over the old one goes on.
    pub fn set_secret(&self, id: DestinationId, secret: &str) -> Result<()> {
        self.destination(id)?;
        self.world.keychain.set(&secret_name(id), secret);
        self.pause_destination(id, None)
    }

    /// Where a site's folder goes besides, or nowhere. A secret that is `None` stays as it is; a destination that was
    /// paused over the old setting goes on. What is set up wrongly is refused; nobody is asked yet.
    pub fn set_upload(
        &self,
        id: DestinationId,
        upload: Option<Upload>,
        secret: Option<&str>,
        allow_private: bool,
    ) -> Result<()> {
        let row = self.destination(id)?;
        if row.adapter != "site" {
            return Err(Error::Missing("site"));
        }
        let upload = upload.map(|upload| match upload.mark.is_empty() {
            true => Upload { mark: hex(&self.random_16()), ..upload },
            false => upload,
        });
        let setup = Setup { upload, allow_private, ..Setup::from_text(&row.settings) };
        let known = self.world.keychain.get(&secret_name(id)).unwrap_or_default();
        let used = secret.unwrap_or(&known);
        setup.connect(&row.adapter, &row.address, used, self.wire_clock()).map_err(Error::refused)?;
        match (&setup.upload, secret) {
            (None, _) | (_, Some("")) => self.world.keychain.forget(&secret_name(id)),
            (_, Some(secret)) => self.world.keychain.set(&secret_name(id), secret),
            (_, None) => {}
        }
        self.change_setup(id, move |kept| {
            kept.upload = setup.upload;
            kept.allow_private = allow_private;
        })?;
        self.pause_destination(id, None)
    }

    /// Takes passwords from lines of `NAME=PASSWORD`, by the names of destinations, into the keychain of
    /// this run.
    pub fn adopt_secrets(&self, lines: &str) -> Result<()> {
        let named: Vec<_> = lines.lines().filter_map(|line| line.split_once('=')).collect();
        for row in self.destinations()? {
            if let Some((_, secret)) = named.iter().find(|(name, _)| name.trim() == row.name) {
                self.world.keychain.set(&secret_name(row.destination), secret.trim());
            }
        }
        Ok(())
    }

    /// Whether a password is needed and not at hand.
    pub fn lacks_secret(&self, row: &DestinationRow) -> bool {
        let needs = Setup::from_text(&row.settings).needs_secret(&row.adapter);
        needs && self.world.keychain.get(&secret_name(row.destination)).is_none()
    }

    /// Nothing is sent there, for this reason, until somebody says so again (no reason any more).
    pub fn pause_destination(&self, id: DestinationId, reason: Option<Sentence>) -> Result<()> {
        let reason = reason.map(|reason| reason.to_text()).unwrap_or_default();
        self.transact(move |tx, changes| {
            shelf::set_paused(tx, id, &reason)?;
            if reason.is_empty() {
                crate::outbox::release_in(tx, id)?;
            }
            changes.add(Change::Desk);
            changes.add(Change::Outbox);
            Ok(())
        })?;
        self.outbox.ring();
        Ok(())
    }

    /// Removes a destination. What it published stays listed; its password is forgotten.
    pub fn remove_destination(&self, id: DestinationId) -> Result<()> {
        let row = self.destination(id)?;
        self.transact(move |tx, changes| {
            if store::job::open(tx)?.iter().any(|job| job.destination == id) {
                return Err(Error::refused(Refusal::DestinationBusy));
            }
            shelf::put(tx, &DestinationRow { is_removed: true, ..row })?;
            changes.add(Change::Desk);
            Ok(())
        })?;
        self.world.keychain.forget(&secret_name(id));
        Ok(())
    }

    /// The endpoint of a destination, ready to be asked.
    pub(crate) fn connect(&self, row: &DestinationRow) -> Result<Box<dyn Destination>, Trouble> {
        let secret = self.world.keychain.get(&secret_name(row.destination));
        let setup = Setup::from_text(&row.settings);
        if setup.needs_secret(&row.adapter) && secret.is_none() {
            return Err(Trouble::paused(Hold::NoSecret));
        }
        setup.connect(&row.adapter, &row.address, &secret.unwrap_or_default(), self.wire_clock())
    }

    /// Asks a destination who is there.
    pub async fn probe(&self, id: DestinationId) -> Result<Result<Probe, Trouble>> {
        let row = self.destination(id)?;
        let probe = match self.connect(&row) {
            Ok(endpoint) => endpoint.probe().await,
            Err(trouble) => Err(trouble),
        };
        if let Ok(probe) = &probe {
            self.note_clock(id, probe);
        }
        Ok(probe)
    }

    pub(crate) fn wire_clock(&self) -> publish::Clock {
        let clock = Arc::clone(&self.world.clock);
        Arc::new(move || clock.now().at_ms)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn secret_name(id: DestinationId) -> String {
    format!("destination-{id}")
}
