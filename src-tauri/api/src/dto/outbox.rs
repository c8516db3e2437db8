//! The publish sheet, what is where, the outbox.

use super::{dto, review::NewsKind, CheckView, DestinationView, Said, StoryState};

dto! {
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
