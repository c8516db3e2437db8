//! Destinations: what each is, what it answers, how it is set up.

use super::{dto, Said};

dto! {
    /// A place that stories go to.
    pub struct DestinationView {
        /// Its identifier.
        pub id: String,
        /// `site`, `wordpress`, `ghost` or `endpoint`.
        pub adapter: String,
        /// The newsroom's name for it.
        pub name: String,
        /// Its address, or the folder's name as the person knows it.
        pub address: String,
        /// The login there; empty: none.
        pub login: String,
        /// Why it is paused; `null`: it is not.
        pub paused: Option<Said>,
        /// Whether a password is needed and not at hand.
        pub needs_secret: bool,
        /// Whether new publications go there unless unticked.
        pub on_by_default: bool,
        /// Where a site's folder goes besides; `null`: nowhere.
        pub upload: Option<UploadPlace>,
        /// The same in one line; empty: nowhere.
        pub upload_address: String,
        /// Whether addresses on this computer and its network are meant.
        pub allow_private: bool,
        /// The address of a site on the web, as other programs see it; empty: none.
        pub public_address: String,
        /// Whether pages of the site still stand as before its address changed.
        pub pages_owed: bool,
        /// Pages that were left as somebody had changed them, when all were last printed anew.
        pub pages_theirs: Vec<String>,
    }

    /// Give a site a public address, or take it away.
    pub struct DestinationAddress {
        /// Which site.
        pub destination: String,
        /// The address; empty: none.
        pub address: String,
        /// What this work is called, for whoever asks how far it is.
        pub work: Option<String>,
    }

    /// What came of it.
    pub struct AddressAnswer {
        /// The address as it is kept; empty: none.
        pub address: String,
        /// Stories whose pages were printed anew.
        pub stories: u32,
        /// Why not every page stands with it; `null`: each does, but those that somebody changed.
        pub unfinished: Option<Said>,
        /// Why the place where the site is uploaded does not have them yet; `null`: it has, or there is none.
        pub not_uploaded: Option<Said>,
    }

    /// What kind of place a site is uploaded to.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum UploadKind {
        /// A server over SFTP.
        Sftp,
        /// Storage that speaks S3.
        S3,
    }

    /// Where a site's folder is uploaded to.
    pub struct UploadPlace {
        /// What kind of place.
        pub kind: UploadKind,
        /// The server, or the service's address.
        pub server: String,
        /// The login, or the access key.
        pub account: String,
        /// The part of the server or the bucket that is the site's; empty: all of it.
        pub under: String,
        /// S3: the bucket.
        pub bucket: String,
        /// S3: the region.
        pub region: String,
        /// SFTP: of the server's key that a person has trusted; empty: none yet.
        pub fingerprint: String,
    }

    /// Upload a site somewhere, or nowhere.
    pub struct DestinationUpload {
        /// Which site.
        pub destination: String,
        /// Where; `null`: nowhere.
        pub upload: Option<UploadPlace>,
        /// The secret; `null`: the one that is known. Empty for a server: the keys of this computer.
        pub secret: Option<String>,
        /// Whether an address on this computer or a private network is meant.
        pub allow_private: bool,
    }

    /// What came of it.
    pub struct UploadAnswer {
        /// Whether the setting was kept; it is not while the server's key waits to be trusted.
        pub kept: bool,
        /// What the place answered.
        pub probe: ProbeView,
    }

    /// Add a destination.
    pub struct DestinationAdd {
        /// `wordpress`, `ghost` or `endpoint`.
        pub adapter: String,
        /// A name for it.
        pub name: String,
        /// Its address.
        pub address: String,
        /// The login there.
        pub login: String,
        /// The application password or signing secret; goes to the keychain and never comes back.
        pub secret: String,
        /// Whether an address on this computer or a private network is meant.
        pub allow_private: bool,
    }

    /// One destination.
    pub struct DestinationRef {
        /// Which.
        pub destination: String,
    }

    /// A new password.
    pub struct DestinationSecret {
        /// Which destination.
        pub destination: String,
        /// The password.
        pub secret: String,
    }

    /// Pause or go on.
    pub struct DestinationPause {
        /// Which.
        pub destination: String,
        /// Whether it is paused from now on.
        pub paused: bool,
    }

    /// What a destination answered.
    pub struct ProbeView {
        /// Whether stories can go there.
        pub ok: bool,
        /// "WordPress 6.1.9".
        pub server: String,
        /// Who we are there.
        pub me: String,
        /// Plain words: what is wrong, or what to know.
        pub remarks: Vec<Said>,
        /// Their clock less ours.
        pub clock_offset_ms: Option<f64>,
    }
}
