//! What the desk keeps of the wire as text: how a destination is set up, what was printed, what is in
//! the way. Secrets are never in it. A text that cannot be read is as if it were not there: everything
//! in it can be looked up or asked again.

use crate::{
    edition::PrintedNote, endpoint, ghost, http::Access, site::Site, wordpress, Clock, Destination, Edition,
    Reason, Reservation, Trouble, Upload,
};
use copy::Person;
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use std::{path::PathBuf, time::Duration};

fn write(value: &impl Serialize) -> String {
    // Plain structs of strings, numbers and lists always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// After an open answer a server gets so long to come to an end, unless the setup says otherwise.
const USUAL_SETTLE_MS: u64 = 60_000;

/// One file of a site on its way to another place.
const LONGEST_UPLOAD: Duration = Duration::from_secs(300);

/// How a destination is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setup {
    /// The login there; empty: none.
    pub login: String,
    /// Whether addresses on this computer and its network are meant.
    pub allow_private: bool,
    /// How long to wait before looking, after an answer that leaves things open.
    pub settle_ms: u64,
    /// Whether the lead photo is also set as the featured image.
    pub featured: bool,
    /// Whether new publications go there unless unticked.
    pub on_by_default: bool,
    /// The address of the site on the web, for a folder that is served somewhere; empty: none.
    pub base_address: String,
    /// Whether pages of the folder still stand as before the address changed.
    pub pages_owed: bool,
    /// Pages that were left as somebody had changed them, when all were last printed anew.
    pub pages_theirs: Vec<String>,
    /// Where a site's folder goes besides; `None`: nowhere.
    pub upload: Option<Upload>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            login: String::new(),
            allow_private: false,
            settle_ms: USUAL_SETTLE_MS,
            featured: true,
            on_by_default: true,
            base_address: String::new(),
            pages_owed: false,
            pages_theirs: Vec::new(),
            upload: None,
        }
    }
}

impl Setup {
    /// For the shelves.
    pub fn to_text(&self) -> String {
        write(self)
    }

    /// From the shelves.
    pub fn from_text(text: &str) -> Self {
        read(text).unwrap_or_default()
    }

    /// The endpoint, ready to be asked. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Trouble::Paused`] for an address that cannot be one, and for an adapter that this version
    /// does not have.
    pub fn connect(
        &self,
        adapter: &str,
        address: &str,
        secret: &str,
        clock: Clock,
    ) -> Result<Box<dyn Destination>, Trouble> {
        let access = Access { private_addresses: self.allow_private, ..Access::default() };
        match adapter {
            "site" => Ok(Box::new(self.uploaded_site(address, secret, clock)?)),
            "wordpress" => {
                let settings = wordpress::Settings {
                    address: address.to_owned(),
                    login: self.login.clone(),
                    password: secret.to_owned(),
                    featured: self.featured,
                    create_terms: true,
                    access,
                };
                Ok(Box::new(wordpress::WordPress::new(&settings, clock)?))
            }
            "ghost" => {
                let (address, key) = (address.to_owned(), secret.to_owned());
                let settings = ghost::Settings { address, key, featured: self.featured, access };
                Ok(Box::new(ghost::Ghost::new(&settings, clock)?))
            }
            "endpoint" => {
                let (address, secret) = (address.to_owned(), secret.to_owned());
                let settings = endpoint::Settings { address, secret, access };
                Ok(Box::new(endpoint::Endpoint::new(&settings, clock)?))
            }
            _ => Err(Trouble::paused(Reason::AdapterUnknown)),
        }
    }

    /// The site in a folder, with its address and without the other place where it goes besides.
    ///
    /// # Errors
    /// [`Trouble::Paused`] for an address on the web that cannot be one.
    pub fn site(&self, folder: &str) -> Result<Site, Trouble> {
        Site::new(PathBuf::from(folder), Some(&self.base_address))
    }

    /// The same, with the other place.
    ///
    /// # Errors
    /// As [`Self::site`], and for a place that cannot be one.
    pub fn uploaded_site(&self, folder: &str, secret: &str, clock: Clock) -> Result<Site, Trouble> {
        let site = self.site(folder)?;
        // A picture of some megabytes on a slow line takes its time.
        let total_timeout = LONGEST_UPLOAD;
        let access = Access { private_addresses: self.allow_private, total_timeout, ..Access::default() };
        match &self.upload {
            Some(upload) => site.uploaded(upload, secret, access, clock),
            None => Ok(site),
        }
    }

    /// Whether a password is needed.
    pub fn needs_secret(&self, adapter: &str) -> bool {
        adapter != "site" || self.upload.as_ref().is_some_and(Upload::needs_secret)
    }

    /// The same on every desk for the same place.
    pub fn reservation(story: copy::StoryId, adapter: &str, address: &str) -> Reservation {
        Reservation { story, site_key: Reservation::site_key(adapter, address) }
    }
}

/// What was printed with a story, as a receipt keeps it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Printed {
    /// The cards as they were.
    pub people: Vec<Person>,
    /// The notes with their printed times.
    pub notes: Vec<PrintedNote>,
    /// When the story first went live there.
    pub first_published_ms: Option<i64>,
    /// The web slug.
    pub web_slug: String,
}

impl Printed {
    /// What an edition prints.
    pub fn of(edition: &Edition) -> Self {
        Self {
            people: edition.people.clone(),
            notes: edition.notes.clone(),
            first_published_ms: Some(edition.first_published_ms.unwrap_or(edition.now_ms)),
            web_slug: edition.web_slug.clone(),
        }
    }

    /// For the shelves.
    pub fn to_text(&self) -> String {
        write(self)
    }

    /// From the shelves.
    pub fn from_text(text: &str) -> Self {
        read(text).unwrap_or_default()
    }
}

impl Trouble {
    /// For the shelves.
    pub fn to_text(&self) -> String {
        write(self)
    }

    /// From the shelves; `None`: nothing is in the way.
    pub fn from_text(text: &str) -> Option<Self> {
        read(text)
    }
}
