//! Destinations, the publish sheet, the outbox.

use super::{dto, review::NewsKind, CheckView, Said, StoryState};

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

    /// What will happen at one destination.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Intent {
        /// It goes there for the first time.
        WillPublish,
        /// It is updated in place.
        WillUpdate,
        /// It is already there, exactly so.
        Same,
        /// It waits (offline, paused, another job in flight).
        WillWait,
        /// A person must look there first.
        LookFirst,
        /// Nothing: it is withdrawn, and readers never had it there.
        Nothing,
    }

    /// A destination in the sheet.
    pub struct PlanRow {
        /// The destination.
        pub destination: DestinationView,
        /// What will happen.
        pub intent: Intent,
        /// Why, in plain words; may be empty.
        pub why: Option<Said>,
        /// The revision that is live there; 0: none.
        pub live_revision: u32,
        /// Ticked unless the person unticks it.
        pub chosen: bool,
        /// Whether readers have anything of the story there, or may have, or soon will.
        pub may_be_live: bool,
        /// Whether it was taken from readers there.
        pub was_taken: bool,
        /// When it goes there by itself, where it is scheduled.
        pub goes_ms: Option<f64>,
        /// Where it moves from and to; `null`: it stays.
        pub moves: Option<MoveView>,
    }

    /// The publish sheet, asked for.
    pub struct PublishLook {
        /// Which story.
        pub story: String,
        /// For when; `null`: now.
        pub at_ms: Option<f64>,
    }

    /// The publish sheet.
    pub struct PublishPlan {
        /// Which story.
        pub story: String,
        /// Its state.
        pub state: StoryState,
        /// The revision number that would go; the next one when the head is newer.
        pub revision: u32,
        /// Whether it goes as an update of something live.
        pub is_update: bool,
        /// Words changed since what is live.
        pub words_changed: u32,
        /// What kind of change that is; `null`: readers would see none, or nothing is live.
        pub change: Option<LiveChangeView>,
        /// Since when it is live.
        pub live_since_ms: Option<f64>,
        /// Where it goes.
        pub rows: Vec<PlanRow>,
        /// The checks.
        pub checks: Vec<CheckView>,
        /// Whether publishing is also an approval by its author, in one step.
        pub approves_too: bool,
        /// What forbids it now, in plain words; `null`: nothing.
        pub refused: Option<Said>,
        /// "As readers will see it": a whole HTML page without scripts.
        pub preview: String,
        /// The copy hash that would go.
        pub hash: String,
    }

    /// How a story differs from what readers have, and what should be said of it.
    pub struct LiveChangeView {
        /// What it looks like: `typo`, or a note's kind.
        pub proposed: String,
        /// What never passes as a typo without a reason.
        pub weighty: Vec<NewsChange>,
        /// Whether a note that no reader has seen stands in the text already.
        pub is_noted: bool,
        /// A note for each kind, in the story's language; `TK` where only a person knows.
        pub drafts: Vec<SheetNote>,
    }

    /// A number, a name, a quotation or a "not" that changed.
    pub struct NewsChange {
        /// What it is.
        pub kind: NewsKind,
        /// What it was; empty: it is new.
        pub old: String,
        /// What it is now; empty: it is gone.
        pub new: String,
    }

    /// A note to readers written in the sheet.
    pub struct SheetNote {
        /// Its kind.
        pub kind: String,
        /// Its words.
        pub text: String,
        /// Its place; `null`: where this kind usually stands.
        pub placement: Option<String>,
    }

    /// Publish.
    pub struct PublishStart {
        /// Which story.
        pub story: String,
        /// Where.
        pub destinations: Vec<String>,
        /// A note to readers, printed with it.
        pub note: Option<SheetNote>,
        /// Why readers need no note although more than letters changed.
        pub reason: String,
        /// The copy hash that the sheet showed (before the note).
        pub seen_hash: String,
        /// Said once more by the person where publishing is also approving.
        pub approve_too: bool,
        /// When to publish; `null`: now.
        pub at_ms: Option<f64>,
    }

    /// How a story is taken from readers.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum TakeHow {
        /// Back to a draft there.
        TakeBack,
        /// Away for good.
        Remove,
    }

    /// Take a story from readers.
    pub struct PublishTake {
        /// Which story.
        pub story: String,
        /// Where.
        pub destinations: Vec<String>,
        /// How.
        pub how: TakeHow,
    }

    /// What becomes of an address that a story moves from.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum OldAddress {
        /// It leads to the new one.
        Leads,
        /// That is the site's own business.
        Unknown,
        /// Nothing is found there any more.
        Lost,
    }

    /// A story that moves to another address.
    pub struct MoveView {
        /// The web slug that it has there now.
        pub from: String,
        /// The one that it gets.
        pub to: String,
        /// What becomes of the old one.
        pub old: OldAddress,
    }

    /// What was queued.
    pub struct PublishStarted {
        /// The jobs.
        pub jobs: Vec<String>,
        /// The revision that goes.
        pub revision: u32,
    }

    /// Where a job stands.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum JobState {
        /// Waits for its turn or its time.
        Queued,
        /// On its way.
        Sending,
        /// Nothing was written; tried again later.
        Waiting,
        /// It may have arrived: asking.
        Unknown,
        /// A person must act.
        NeedsPerson,
        /// After a restore or a copied desk: a person says whether to go on.
        Ask,
        /// Arrived, read back.
        Arrived,
        /// Stopped by a person.
        Stopped,
        /// A newer version took its place.
        Superseded,
    }

    /// A kind of place.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum PlaceKind {
        /// This disk.
        Disk,
        /// The newest backup of this disk.
        Backup,
        /// A destination.
        Destination,
    }

    /// What is known of the text at a place.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum TextThere {
        /// A text of ours, by its hash.
        Ours,
        /// Somebody there made another one of it.
        Theirs,
        /// That is not known at this moment.
        Unknown,
        /// There is none.
        Nothing,
    }

    /// One line of the ledger: a story's text at one place.
    pub struct LedgerRow {
        /// What kind of place it is; the first is this disk, the second its backup.
        pub kind: PlaceKind,
        /// The destination's name; empty: this disk, or its backup.
        pub place: String,
        /// The destination; `null`: this disk, or its backup.
        pub destination: Option<String>,
        /// What is known of the text there.
        pub text: TextThere,
        /// Whether it is exactly the text that stands here.
        pub is_head: bool,
        /// Who brought it there, or changed it there; empty: not known.
        pub who: String,
        /// The job that last moved it; `null`: none.
        pub job: Option<String>,
        /// Where the job stands; `null` on this disk.
        pub state: Option<JobState>,
        /// What the job is for: `publish`, `update`, `withdraw`, `take_back`, `remove`; empty: none.
        pub errand: String,
        /// The text there: the copy hash's first digits; empty: nothing or not known.
        pub hash_short: String,
        /// The revision there; empty: none.
        pub revision: String,
        /// Since when.
        pub since_ms: Option<f64>,
        /// The step of the protocol that is under way or comes next: `preflight`, `find`, `write` …
        pub step: String,
        /// Why it is not there, in plain words; empty: nothing is wrong.
        pub trouble: Option<Said>,
        /// The public address; `here` for a page on this computer, whose path stays in the core.
        pub url: Option<String>,
        /// Steps done and steps in all, while it is sending.
        pub progress: Option<ProgressView>,
        /// When it is tried again.
        pub next_try_ms: Option<f64>,
        /// How often it was tried.
        pub attempts: u32,
        /// Whether somebody changed it there, so that a person must compare.
        pub changed_there: bool,
        /// How the story may be taken from readers there.
        pub may: Vec<TakeHow>,
    }

    /// How far a job is.
    pub struct ProgressView {
        /// Steps done.
        pub done: u32,
        /// Steps in all.
        pub of: u32,
    }

    /// A story in the ledger.
    pub struct LedgerStory {
        /// Which story.
        pub story: String,
        /// Its headline.
        pub headline: String,
        /// Its slugline.
        pub slugline: String,
        /// The highest revision's number.
        pub revision: u32,
        /// Its places.
        pub rows: Vec<LedgerRow>,
        /// Whether everything is where it should be.
        pub settled: bool,
        /// When anything last happened.
        pub at_ms: f64,
    }

    /// The outbox.
    pub struct OutboxView {
        /// Stories with anything on the way or wrong first, then the settled, newest first.
        pub stories: Vec<LedgerStory>,
        /// On the way in all.
        pub on_the_way: u32,
        /// Being sent.
        pub sending: u32,
        /// Waiting to try again.
        pub waiting: u32,
        /// Asking whether it arrived.
        pub asking: u32,
        /// A person must act.
        pub needs_person: u32,
        /// Arrived since midnight in the house's zone.
        pub arrived_today: u32,
        /// The destinations.
        pub destinations: Vec<DestinationView>,
        /// Whether everything is paused.
        pub paused: bool,
    }

    /// One job.
    pub struct JobRef {
        /// Which.
        pub job: String,
    }

    /// One attempt of a job.
    pub struct AttemptView {
        /// When.
        pub at_ms: f64,
        /// Which step.
        pub step: String,
        /// What went wrong; `null`: nothing did.
        pub outcome: Option<Said>,
        /// Whether it has ended.
        pub is_done: bool,
    }

    /// A job with its history.
    pub struct JobView {
        /// Which.
        pub id: String,
        /// Its story.
        pub story: String,
        /// The headline.
        pub headline: String,
        /// Where it goes.
        pub destination: DestinationView,
        /// Where it stands.
        pub state: JobState,
        /// The revision.
        pub revision: u32,
        /// The copy hash's first digits.
        pub hash_short: String,
        /// Who approved it.
        pub approved_by: String,
        /// The operation's name there.
        pub operation: String,
        /// What is wrong; `null`: nothing.
        pub trouble: Option<Said>,
        /// When it is tried again.
        pub next_try_ms: Option<f64>,
        /// Whether somebody changed it there, so that a person must compare.
        pub changed_there: bool,
        /// Its attempts, newest first.
        pub attempts: Vec<AttemptView>,
        /// The public address; `here` for a page on this computer, whose path stays in the core.
        pub url: Option<String>,
    }

    /// Pause or go on with everything.
    pub struct OutboxPause {
        /// Whether everything is paused from now on.
        pub paused: bool,
    }

    /// Open a published page in the browser, or the site's folder.
    pub struct PageOpen {
        /// Which story; `null`: the destination's front page.
        pub story: Option<String>,
        /// Where.
        pub destination: String,
    }
}
