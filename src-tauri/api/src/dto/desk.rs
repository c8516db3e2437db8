//! The desk: who is here, what the house holds to, the list of stories.

use super::{dto, DestinationView, Said};

dto! {
    /// Nothing to say.
    #[derive(Default)]
    pub struct Nothing {}

    /// What the frame shows before any story is open.
    pub struct DeskView {
        /// Copydesk's version.
        pub version: String,
        /// Who acts at the moment.
        pub me: MemberView,
        /// Everybody who may act here.
        pub members: Vec<MemberView>,
        /// The house's lists and rules.
        pub house: HouseView,
        /// Where stories go.
        pub destinations: Vec<DestinationView>,
        /// Where passwords are kept: `keychain`, or `memory` (asked again at each start).
        pub secrets: SecretsKept,
        /// Whether the desk has never held a story.
        pub is_empty: bool,
        /// Why nothing can be written, while everything can be read and exported; `null`: it can.
        pub read_only: Option<NoWritesView>,
        /// What a person should know about the desk's files, in plain words (restored from a backup …).
        pub remarks: Vec<Said>,
    }

    /// Why a desk can only be read.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum NoWritesView {
        /// The disk takes no writes.
        ReadOnly,
        /// The disk is full.
        Full,
    }

    /// An answer: what happens when the person logs in.
    pub struct SessionView {
        /// Whether Copydesk starts then, out of sight; `null`: nothing can be said of that here.
        pub starts: Option<bool>,
    }

    /// A call: Copydesk starts with the session, or does not.
    pub struct SessionSet {
        /// Whether it does.
        pub starts: bool,
    }

    /// Where passwords are kept.
    #[serde(rename_all = "snake_case")]
    pub enum SecretsKept {
        /// In the system's keychain.
        Keychain,
        /// In memory until the app ends.
        Memory,
    }

    /// What a member may do. Roles guide; on one computer they are no security boundary.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Role {
        /// Writes.
        Reporter,
        /// Reviews and approves.
        Editor,
        /// Pictures, credits, rights.
        PhotoDesk,
        /// Destinations and schedules.
        Production,
        /// An editor who may do what the house leaves to one alone.
        ChiefEditor,
    }

    /// Somebody who acts.
    pub struct MemberView {
        /// Their identifier.
        pub id: String,
        /// Their name.
        pub name: String,
        /// Two or three letters.
        pub initials: String,
        /// What they may do.
        pub roles: Vec<Role>,
        /// The person they are in print.
        pub person: Option<String>,
    }

    /// A new member, or an old one's changed card.
    pub struct MemberPut {
        /// Whose card; `null`: a new member.
        pub id: Option<String>,
        /// Their name.
        pub name: String,
        /// Two or three letters.
        pub initials: String,
        /// What they may do.
        pub roles: Vec<Role>,
        /// The person they are in print.
        pub person: Option<String>,
    }

    /// One member.
    pub struct MemberRef {
        /// Which.
        pub member: String,
    }

    /// Somebody who is printed.
    pub struct PersonView {
        /// Their identifier; empty in a request: a new person.
        pub id: String,
        /// The name as it is usually printed.
        pub name: String,
        /// The name in other languages, by language.
        pub name_forms: std::collections::BTreeMap<String, String>,
        /// "City desk".
        pub role: String,
        /// A sentence or two.
        pub short_bio: String,
        /// The whole.
        pub long_bio: String,
        /// Their photo's hash.
        pub photo: Option<String>,
        /// Their links.
        pub links: Vec<PersonLinkView>,
    }

    /// A link on a card.
    pub struct PersonLinkView {
        /// What it is called.
        pub label: String,
        /// Where it leads.
        pub url: String,
    }

    /// The house's lists and rules (`house.toml`).
    pub struct HouseView {
        /// The newsroom's name for readers.
        pub name: String,
        /// A sentence for the foot of a page.
        pub description: String,
        /// The app's language (BCP 47).
        pub interface_language: String,
        /// The language of new stories (BCP 47).
        pub story_language: String,
        /// The zone of printed dates (IANA).
        pub time_zone: String,
        /// Sections in order.
        pub sections: Vec<String>,
        /// Tags offered.
        pub tags: Vec<String>,
        /// Places offered for datelines.
        pub places: Vec<String>,
        /// Words that block publishing besides "TK".
        pub placeholders: Vec<String>,
        /// The credit line's template.
        pub credit_template: String,
        /// Whether a story needs somebody else's approval: `null` means "once a second member joins".
        pub second_pair_of_eyes: Option<bool>,
        /// Whether a story whose time passed while the app was closed goes at the next start, without a question.
        pub late_goes_on: bool,
        /// Whether single-letter keys work.
        pub single_letter_keys: bool,
    }

    /// A part of the desk's list.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Tray {
        /// My drafts.
        Drafts,
        /// In review.
        InReview,
        /// Sent back.
        SentBack,
        /// Ready.
        Ready,
        /// Live somewhere.
        Published,
        /// Spiked.
        Spiked,
        /// Archived.
        Archived,
        /// All that is neither spiked nor archived.
        All,
    }

    /// A question to the list of stories.
    pub struct StoryQuery {
        /// Which tray.
        pub tray: Tray,
        /// A few letters of the headline or slugline; empty: all.
        pub query: String,
        /// At most so many.
        pub limit: u32,
    }

    /// An answer: the rows, newest first (those in review: most urgent first), and every tray's count.
    pub struct StoryList {
        /// The rows.
        pub stories: Vec<StoryRow>,
        /// How many stories each tray holds.
        pub counts: TrayCounts,
        /// How many the question would find without its limit.
        pub found: u32,
    }

    /// How many stories each tray holds.
    pub struct TrayCounts {
        /// My drafts.
        pub drafts: u32,
        /// In review.
        pub in_review: u32,
        /// Sent back.
        pub sent_back: u32,
        /// Ready.
        pub ready: u32,
        /// Live somewhere.
        pub published: u32,
        /// Spiked.
        pub spiked: u32,
        /// Archived.
        pub archived: u32,
        /// All that is neither spiked nor archived.
        pub all: u32,
    }

    /// A story's desk state.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum DeskState {
        /// Being written.
        Draft,
        /// With an editor.
        InReview,
        /// Back with the reporter.
        SentBack,
        /// Exactly this text is approved.
        Ready,
        /// Taken out; reversible.
        Spiked,
        /// Put away.
        Archived,
    }

    /// A story's label with the public, read off desk state and live states.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum LiveLabel {
        /// Never sent anywhere.
        None,
        /// Waiting for its time.
        Scheduled,
        /// On its way.
        Sending,
        /// Live everywhere it was sent, as the head stands.
        Published,
        /// Live, and newer text is being worked on.
        Updating,
        /// Live at some destinations only.
        PartlyPublished,
        /// Readers see a notice.
        Withdrawn,
    }

    /// One row of the list.
    pub struct StoryRow {
        /// Which story.
        pub id: String,
        /// The desk's name for it.
        pub slugline: String,
        /// The headline; may be empty.
        pub headline: String,
        /// The section.
        pub section: String,
        /// The desk state.
        pub state: DeskState,
        /// Approved once, and edited since.
        pub changed_since_approval: bool,
        /// Whether sending is blocked by a hold.
        pub held: bool,
        /// The label with the public.
        pub live: LiveLabel,
        /// Since when it is live anywhere.
        pub live_since_ms: Option<f64>,
        /// Words of the body.
        pub words: u32,
        /// When it last changed.
        pub updated_at_ms: f64,
        /// When it is due.
        pub due_ms: Option<f64>,
        /// Whose it is: the name of the last reporter.
        pub reporter: String,
        /// The highest revision's number; 0: none yet.
        pub revision: u32,
        /// How many words changed since I read it; `null`: I never did.
        pub words_since_read: Option<u32>,
        /// Who says "I am reading it" (claimed), if anybody.
        pub reader: Option<String>,
        /// Whom it was handed to.
        pub editor: Option<String>,
        /// Whether it waits for me: nobody else reads it, and it was not handed to another.
        pub waits_for_me: bool,
        /// Since when it waits for an editor.
        pub waiting_since_ms: Option<f64>,
        /// How many items of my last note are done.
        pub answers: u32,
        /// The last "sent back" revision note, first line.
        pub note: Option<String>,
        /// Whether it is the sample.
        pub is_sample: bool,
    }

    /// Something changed; what to read again.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum DeskEvent {
        /// A story: its row, its state, its revisions, its jobs.
        Story {
            /// Which.
            story: String,
        },
        /// Members, persons, house or destinations.
        Desk,
        /// The outbox.
        Outbox,
        /// Writing failed, and is being tried again. The texts are in memory.
        NotSaved {
            /// `disk_full`, `read_only` or `broken`.
            reason: String,
        },
        /// Everything is on disk again.
        Saved {
            /// Since when.
            at_ms: f64,
        },
    }
}
