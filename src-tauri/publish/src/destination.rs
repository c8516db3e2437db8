//! What every endpoint can do: the operations of the reserve protocol, each one attempt.
//!
//! The outbox calls them in this order and persists what they bring before and after each:
//! `probe` (when a destination is added or tested) · `preflight` · `resolve` · `ensure_media` ·
//! `find` → `reserve` where nothing was found · `read` · `write` · `set_state` · `verify`.
//! Each is idempotent: called again with the same arguments it leaves one story there, not two.
//! When somebody changed the story there, `read_text` brings their words to a person; `remove` takes a
//! story away for good, where somebody asked for that.

use crate::{Difference, Edition, Reason, Remark, Trouble};
use copy::{Sentence, Sha256, StoryId};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

/// One attempt under way.
pub type Step<'a, T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send + 'a>>;

/// The computer's clock in UTC milliseconds, lent by who may read it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// A story's identifier at the destination.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RemoteId(pub String);

/// What a story is found by before it has a public address: the same on every desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation {
    /// Which story.
    pub story: StoryId,
    /// First 8 hex digits of SHA-256 of adapter name and normalised address, as a number.
    pub site_key: u32,
}

impl Reservation {
    /// The key of a destination's adapter (`wordpress`) and address.
    pub fn site_key(adapter: &str, address: &str) -> u32 {
        let address = address.trim().trim_end_matches('/').to_lowercase();
        let digest = Sha256::of(format!("{adapter} {address}").as_bytes());
        let [a, b, c, d, ..] = *digest.as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }

    /// `cd-<story id>-<site key>`: the slug of the reserved draft.
    pub fn slug(&self) -> String {
        format!("cd-{}-{:08x}", self.story, self.site_key)
    }

    /// `cd-<story id>`: what marks the story there for ever.
    pub fn anchor(&self) -> String {
        format!("cd-{}", self.story)
    }
}

/// Where a story stands with the public there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicState {
    /// Only people with an account see it.
    Draft,
    /// Readers see it.
    Live,
    /// Readers see a notice in its place.
    Withdrawn,
}

/// What was found by a reservation or by the anchor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The oldest one there.
    pub id: RemoteId,
    /// Its state; `None`: in the bin there.
    pub state: Option<PublicState>,
    /// Further copies. Empty reserved drafts among them may be deleted; anything else needs a person.
    pub others: Vec<RemoteId>,
}

/// A person as the destination knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their identifier there.
    pub id: String,
    /// Their name there.
    pub name: String,
}

/// Who and what is at the other end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Product and version: "WordPress 6.1.9".
    pub server: String,
    /// Who we are there.
    pub me: Option<Person>,
    /// Whether we may publish under somebody else's name.
    pub can_publish_for_others: bool,
    /// The server's clock less ours, by its `Date` header, in milliseconds.
    pub clock_offset_ms: Option<i64>,
    /// Things to say that do not prevent publishing.
    pub remarks: Vec<Sentence>,
}

/// Above this the clocks are apart, and not only an answer slow.
const APART_MS: u64 = 120_000;

/// How this computer's clock goes by a server's, in minutes, where it is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockOff {
    /// It is behind.
    Slow(u64),
    /// It is ahead.
    Fast(u64),
}

impl ClockOff {
    /// By [`Probe::clock_offset_ms`].
    pub fn of(offset_ms: i64) -> Option<Self> {
        let apart_ms = offset_ms.unsigned_abs();
        let minutes = (apart_ms + 30_000) / 60_000;
        (apart_ms > APART_MS).then_some(if offset_ms > 0 { Self::Slow(minutes) } else { Self::Fast(minutes) })
    }

    /// Why nothing is accepted, where that is said to be for the clocks: by how much they are apart.
    pub(crate) fn explain(trouble: Trouble, offset_ms: Option<i64>) -> Trouble {
        let is_the_clock = trouble.reason().kind == Sentence::from(Reason::ClocksApart).kind;
        match offset_ms.and_then(Self::of).filter(|_| is_the_clock) {
            Some(Self::Slow(minutes)) => Trouble::paused(Reason::ClockTooSlow { minutes }),
            Some(Self::Fast(minutes)) => Trouble::paused(Reason::ClockTooFast { minutes }),
            None => trouble,
        }
    }

    /// What a probe remarks on it.
    pub(crate) fn remark(offset_ms: Option<i64>) -> Option<Sentence> {
        Some(match Self::of(offset_ms?)? {
            Self::Slow(minutes) => Remark::ClockSlow { minutes }.into(),
            Self::Fast(minutes) => Remark::ClockFast { minutes }.into(),
        })
    }
}

/// A story as it stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteCopy {
    /// Which.
    pub id: RemoteId,
    /// What the server tells versions by (a revision number, an etag); empty where it has none.
    pub version: String,
    /// The hash of the content there, as this adapter normalises it.
    pub content_hash: Sha256,
    /// Whether it is still the empty reserved draft.
    pub is_reservation: bool,
    /// Its state; `None`: in the bin there.
    pub state: Option<PublicState>,
    /// Its public address, where it has one.
    pub url: Option<String>,
}

/// A story as it stands there, whole, for a person to hold against what this desk wrote.
///
/// Both texts are HTML of one form, so that what differs between them is what somebody changed. `theirs` is hostile:
/// it goes through the post room's reader before anybody sees a word of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveText {
    /// Which, with the version and the hash that a later write is held against.
    pub copy: RemoteCopy,
    /// The edition as this adapter writes it.
    pub ours: String,
    /// What stands there now.
    pub theirs: String,
    /// What differs there and is no text: author, section, address.
    pub besides: Vec<Difference>,
    /// Who changed it, as the server says; empty where it does not say.
    pub by: String,
    /// When, by the server's clock.
    pub at_ms: Option<i64>,
}

/// What becomes of a story's old address when it moves to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldAddress {
    /// It leads to the new one.
    Leads,
    /// That is the site's own business.
    Unknown,
    /// Nothing is found there any more.
    Lost,
}

/// What the steps of one job hand to each other, and what is stored between them.
///
/// An adapter fills it; the outbox keeps it as bytes and never looks inside the maps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Carried {
    /// The story's identifier there.
    pub remote: Option<RemoteId>,
    /// Byline names to people there.
    pub people: BTreeMap<String, Person>,
    /// `section:City`, `tag:bridges` to term identifiers there.
    pub terms: BTreeMap<String, String>,
    /// Rendition hashes to media identifiers there.
    pub media: BTreeMap<String, String>,
    /// The version that stood there when this desk last wrote or read it knowingly.
    pub version: String,
    /// The content that stood there then.
    pub content_hash: Option<Sha256>,
    /// The public address.
    pub url: Option<String>,
    /// Which of the desk's own records all this stands on; the desk's to fill.
    pub ground: String,
}

impl Carried {
    /// For the shelves.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From the shelves; a damaged one is an empty one, and everything is looked up again.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }
}

/// A story that was taken back because somebody else's name stood on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledBack {
    /// As it stands there now.
    pub copy: RemoteCopy,
    /// Whether it is the edition but for the names.
    pub is_ours: bool,
}

/// The read-back: what is live, held against what was approved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The public address that was read.
    pub url: Option<String>,
    /// What differs; empty: same as approved.
    pub differs: Vec<Sentence>,
    /// Whether somebody else's name stands on it.
    pub wrong_byline: bool,
}

/// An endpoint.
pub trait Destination: Send + Sync {
    /// The adapter's name: `site`, `wordpress`, `ghost`, `endpoint`.
    fn adapter(&self) -> &'static str;

    /// Who is there, who we are there, what it can do.
    fn probe(&self) -> Step<'_, Probe>;

    /// What can be known to fail before anything is sent (length limits, slug form).
    fn preflight(&self, edition: &Edition) -> Result<(), Trouble>;

    /// Byline people and terms there. An unknown author is a [`Trouble::Story`], never the owner.
    fn resolve<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried>;

    /// Looks for each picture by hash, then uploads what is missing.
    fn ensure_media<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried>;

    /// Looks for the story: the reservation in every state, then the anchor.
    fn find<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, Option<Found>>;

    /// Creates the empty reserved draft. Only after `find` found nothing.
    fn reserve<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, RemoteId>;

    /// Deletes one of [`Found::others`], if it is still an empty reserved draft.
    fn discard_reservation<'a>(&'a self, reservation: &'a Reservation, id: &'a RemoteId) -> Step<'a, ()>;

    /// The story as it stands there.
    fn read<'a>(&'a self, id: &'a RemoteId) -> Step<'a, RemoteCopy>;

    /// Whether what stands there is already exactly this edition (so that an ambiguous write is settled by looking).
    fn holds<'a>(&'a self, edition: &'a Edition, carried: &'a Carried, there: &'a RemoteCopy) -> bool;

    /// Writes the whole content by id; refuses with [`Trouble::Conflict`] where what stands there is
    /// neither a reservation nor what `carried` remembers.
    fn write<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, RemoteCopy>;

    /// Makes it live, a draft, or withdrawn.
    fn set_state<'a>(
        &'a self,
        edition: &'a Edition,
        carried: &'a Carried,
        state: PublicState,
    ) -> Step<'a, RemoteCopy>;

    /// Somebody else's name stands on it: takes it back to a draft, whatever else stands there. No word there is
    /// written over.
    fn pull_back<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, PulledBack>;

    /// Reads the API's copy and the public page, and compares with what was approved.
    fn verify<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Verdict>;

    /// The words there, whole, beside the edition's own: `edition` is what this desk last published there.
    /// Sends nothing but looks.
    fn read_text<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, LiveText>;

    /// Takes the story away: no page, no notice. Refuses with [`Trouble::Conflict`] where what stands there is
    /// not what `carried` remembers; what is gone already is done.
    fn remove<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, ()>;

    /// What becomes of the old address when a story moves.
    fn old_address(&self) -> OldAddress;
}
