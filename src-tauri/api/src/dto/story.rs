//! An open story: its texts, facts, byline, figures, notes and state.

use super::{dto, ContainerDelta, ContainerMark, DeskState, FigureView, LiveLabel, Said};

dto! {
    /// A new story.
    pub struct StoryCreate {
        /// The desk's name for it; may be empty.
        pub slugline: String,
        /// Its language; empty: the house's.
        pub language: String,
    }

    /// One story.
    pub struct StoryRef {
        /// Which.
        pub story: String,
    }

    /// Everything to write with.
    pub struct StoryView {
        /// Which story.
        pub id: String,
        /// The version that the texts have.
        pub version: u32,
        /// Every text whole, as inserts.
        pub texts: Vec<ContainerDelta>,
        /// Their lengths and hashes.
        pub marks: Vec<ContainerMark>,
        /// The rest.
        pub facts: StoryFacts,
    }

    /// What the desk knows about a story; read again on [`super::StoryEvent::Facts`].
    pub struct StoryFacts {
        /// Which story.
        pub id: String,
        /// The registers.
        pub registers: Registers,
        /// The web slug that will be used where the register is empty.
        pub web_slug_proposed: String,
        /// The byline in order.
        pub byline: Vec<BylineView>,
        /// The byline as it will be printed.
        pub byline_printed: String,
        /// Every figure of the story.
        pub figures: Vec<FigureView>,
        /// Every embed.
        pub embeds: Vec<EmbedView>,
        /// The notes to readers in order of writing.
        pub reader_notes: Vec<ReaderNoteView>,
        /// The state.
        pub state: StoryState,
        /// Words of the body.
        pub words: u32,
        /// Minutes to read.
        pub reading_time_min: u32,
        /// The copy hash: what an approval of the head would speak of.
        pub hash: String,
        /// Its first eight digits in two groups.
        pub hash_short: String,
        /// When the last change was committed.
        pub saved_at_ms: f64,
    }

    /// One register each.
    pub struct Registers {
        /// The desk's name for it.
        pub slugline: String,
        /// The web address slug.
        pub web_slug: String,
        /// The section.
        pub section: String,
        /// The tags.
        pub tags: Vec<String>,
        /// The dateline's place in the house's form.
        pub dateline: String,
        /// The place behind it.
        pub place: String,
        /// The language.
        pub language: String,
        /// The lead figure.
        pub lead: Option<String>,
        /// The description for search engines.
        pub description: String,
        /// The canonical address.
        pub canonical: String,
        /// News, analysis …
        pub story_type: String,
        /// Whose job it is.
        pub assignee: String,
        /// When it is due.
        pub due_ms: Option<f64>,
        /// How long it should be.
        pub target_words: Option<u32>,
        /// 1 to 5.
        pub priority: Option<u8>,
        /// A proposed embargo.
        pub embargo_proposal_ms: Option<f64>,
    }

    /// A person of the byline.
    pub struct BylineView {
        /// Whose card; `null`: a typed name.
        pub person: Option<String>,
        /// `by`, `additional_reporting`, `editing`, `photos`.
        pub role: String,
        /// The name as it is printed here.
        pub name: String,
    }

    /// A related story or a page elsewhere.
    pub struct EmbedView {
        /// Its identifier.
        pub id: String,
        /// A story of this newsroom.
        pub story: Option<String>,
        /// Or an address.
        pub url: Option<String>,
        /// The title.
        pub title: String,
    }

    /// A note to readers; its words are the text `reader_note_<id>`.
    pub struct ReaderNoteView {
        /// Its identifier.
        pub id: String,
        /// `update`, `clarification`, `correction`, `editors_note`, `withdrawal`.
        pub kind: String,
        /// `top` or `foot`.
        pub placement: String,
        /// Its words.
        pub text: String,
        /// The label that will be printed.
        pub label: String,
        /// Who wrote it.
        pub member: String,
        /// When.
        pub written_at_ms: f64,
        /// When readers first saw it, if they have.
        pub printed_at_ms: Option<f64>,
    }

    /// Where a story stands.
    pub struct StoryState {
        /// The desk state.
        pub desk: DeskState,
        /// Approved once, and edited since.
        pub changed_since_approval: bool,
        /// Whether sending is blocked.
        pub held: bool,
        /// The embargo in force.
        pub embargo_until_ms: Option<f64>,
        /// The label with the public.
        pub live: LiveLabel,
        /// Since when.
        pub live_since_ms: Option<f64>,
        /// The approval in force for exactly this text.
        pub approval: Option<ApprovalView>,
        /// The highest revision's number; 0: none yet.
        pub revision: u32,
        /// What I may do now, by kind of move; the others are refused with a sentence.
        pub moves: Vec<MoveKind>,
        /// The last move, while nobody has acted on it; whether I may take it back is said by `moves`.
        pub last_move: Option<MoveKind>,
        /// What only a rule of the house or a question that is open keeps me from, and why.
        pub blocked: Vec<BlockedMove>,
        /// Who is reading it.
        pub reader: Option<String>,
        /// Whom it was handed to.
        pub editor: Option<String>,
        /// The note that came back with it.
        pub note: Option<String>,
    }

    /// A move that a rule keeps me from.
    pub struct BlockedMove {
        /// Which.
        pub kind: MoveKind,
        /// Why.
        pub why: Said,
    }

    /// Who approved what.
    pub struct ApprovalView {
        /// The revision.
        pub revision: u32,
        /// Who.
        pub member: String,
        /// When.
        pub at_ms: f64,
        /// Whether the approver is also an author.
        pub by_its_author: bool,
        /// It came in a file: the words of the key that signed it.
        pub signed_by: Option<String>,
    }

    /// A move at the desk.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq, PartialOrd, Ord)]
    pub enum MoveKind {
        /// Send to an editor.
        Filed,
        /// "I am reading it."
        Claimed,
        /// Send back with a note.
        SentBack,
        /// Approve exactly this text.
        Approved,
        /// Take the approval back.
        ApprovalRevoked,
        /// Block sending.
        Held,
        /// Let it go again.
        Released,
        /// Give to another editor.
        HandedOver,
        /// Take out.
        Spiked,
        /// Bring back.
        Unspiked,
        /// Put away.
        Archived,
        /// Take out of the archive.
        Reopened,
        /// Set or move an embargo.
        EmbargoSet,
        /// Lift it.
        EmbargoLifted,
        /// Set a time for publishing.
        Scheduled,
        /// Take it back.
        Unscheduled,
        /// Take the last move back.
        Undone,
    }

    /// Make a move.
    pub struct StoryMove {
        /// Which story.
        pub story: String,
        /// What.
        pub kind: MoveKind,
        /// Why, or the revision note.
        pub why: String,
        /// Until or at what time (embargo, schedule).
        pub until_ms: Option<f64>,
        /// To whom (handing over).
        pub to: Option<String>,
        /// The copy hash that I saw; the move is refused when the text is another by now.
        pub seen_hash: Option<String>,
    }

    /// A change of one register or of the byline.
    #[serde(rename_all = "snake_case", tag = "field", content = "value")]
    pub enum FactChangeView {
        /// The desk's name.
        Slugline(String),
        /// The web slug.
        WebSlug(String),
        /// The section.
        Section(String),
        /// One more tag.
        TagAdded(String),
        /// One tag less.
        TagRemoved(String),
        /// The dateline.
        Dateline(String),
        /// The place.
        Place(String),
        /// The language.
        Language(String),
        /// The lead figure.
        Lead(Option<String>),
        /// The description.
        Description(String),
        /// The canonical address.
        Canonical(String),
        /// News, analysis …
        StoryType(String),
        /// Whose job it is.
        Assignee(String),
        /// When it is due.
        Due(Option<f64>),
        /// How long it should be.
        TargetWords(Option<u32>),
        /// 1 to 5.
        Priority(Option<u8>),
        /// A proposed embargo.
        EmbargoProposal(Option<f64>),
        /// The byline, whole and in order.
        Byline(Vec<BylineView>),
    }

    /// Change a fact.
    pub struct FactSet {
        /// Which story.
        pub story: String,
        /// What.
        pub change: FactChangeView,
    }

    /// Add an embed; the editor puts its line into the body.
    pub struct EmbedAdd {
        /// Which story.
        pub story: String,
        /// A story of this newsroom.
        pub related: Option<String>,
        /// Or an address.
        pub url: Option<String>,
        /// The title.
        pub title: String,
    }

    /// Make another embed of the same, as when its line in the body is copied.
    pub struct EmbedCopy {
        /// Which story.
        pub story: String,
        /// The story that it was copied in; `null`: in this one.
        pub from_story: Option<String>,
        /// The one that was copied.
        pub from: String,
        /// The new one's identifier, which the window drew: its line is in the text already.
        pub to: String,
    }

    /// Write a note to readers.
    pub struct ReaderNoteAdd {
        /// Which story.
        pub story: String,
        /// `update`, `clarification`, `correction`, `editors_note`, `withdrawal`.
        pub kind: String,
        /// `top` or `foot`; `null`: where this kind usually stands.
        pub placement: Option<String>,
        /// Its words.
        pub text: String,
    }

    /// Change a note that no reader has seen.
    pub struct ReaderNoteSet {
        /// Which story.
        pub story: String,
        /// Which note.
        pub note: String,
        /// Its kind.
        pub kind: String,
        /// Its place.
        pub placement: String,
        /// Taken back: it will not be printed.
        pub removed: bool,
    }

    /// Something that was made.
    pub struct Made {
        /// Its identifier.
        pub id: String,
    }

    /// Save a copy of a story's text somewhere else, in the system's dialog.
    pub struct CopySaved {
        /// Whether the dialog was confirmed.
        pub saved: bool,
    }
}
