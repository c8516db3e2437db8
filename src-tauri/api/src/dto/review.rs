//! Revisions, comparing, checks.

use super::{dto, Said, StoryFacts};

dto! {
    /// Save a revision.
    pub struct RevisionSave {
        /// Which story.
        pub story: String,
        /// The revision note, one line.
        pub note: String,
    }

    /// One revision in the list.
    pub struct RevisionRow {
        /// Its identifier.
        pub id: String,
        /// Its display number; two desks' clash shows as "8 · AB".
        pub number: String,
        /// `saved`, `filed`, `sent_back`, `approved`, `published`, `restored`, `rescued`, `merged`.
        pub kind: String,
        /// Who.
        pub member: String,
        /// Their initials.
        pub initials: String,
        /// When.
        pub at_ms: f64,
        /// The revision note.
        pub note: String,
        /// Words of the body.
        pub words: u32,
        /// Words added since the one before.
        pub words_added: u32,
        /// Words removed since the one before.
        pub words_removed: u32,
        /// The copy hash's first digits.
        pub hash_short: String,
        /// Whether its text is exactly the head's.
        pub is_head: bool,
    }

    /// A kind of flag in the picture of a story's life.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum FlagKind {
        /// It was sent to an editor.
        Filed,
        /// It was sent back.
        SentBack,
        /// Exactly this text was approved.
        Approved,
        /// It arrived at readers.
        Published,
        /// It arrived with a correction that readers had not seen.
        Corrected,
        /// It was withdrawn.
        Withdrawn,
    }

    /// What happened to a revision.
    pub struct FlagView {
        /// What.
        pub kind: FlagKind,
        /// The revision.
        pub revision: String,
        /// Who.
        pub member: String,
        /// When.
        pub at_ms: f64,
    }

    /// A story's revisions, newest first.
    pub struct RevisionList {
        /// The rows.
        pub revisions: Vec<RevisionRow>,
        /// What happened to them, the oldest first.
        pub flags: Vec<FlagView>,
        /// How many words the head adds to and removes from the newest.
        pub head_added: u32,
        /// See above.
        pub head_removed: u32,
    }

    /// One revision.
    pub struct RevisionRef {
        /// Which story.
        pub story: String,
        /// Which revision.
        pub revision: String,
    }

    /// A revision opened.
    pub struct RevisionText {
        /// The revision.
        pub revision: RevisionRow,
        /// Its text as readers would see it.
        pub blocks: Vec<BlockView>,
        /// Its headline.
        pub headline: String,
        /// Its deck.
        pub deck: String,
        /// What is wrong with the stored row, when the text had to be opened another way; empty: nothing.
        pub remark: Option<Said>,
    }

    /// A block of a text that is only read.
    pub struct BlockView {
        /// The block key.
        pub kind: String,
        /// Its words.
        pub text: String,
    }

    /// What to compare with what.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum Side {
        /// The head.
        Head,
        /// What I last read; where I never did: nothing.
        Read,
        /// What was last approved.
        Approved,
        /// What was last sent to readers.
        Published,
        /// One revision.
        Revision {
            /// Which.
            revision: String,
        },
    }

    /// Compare two sides of a story.
    pub struct Compare {
        /// Which story.
        pub story: String,
        /// The older side.
        pub from: Side,
        /// The newer side.
        pub to: Side,
        /// Leaves out how wide the space between words is.
        #[serde(default)]
        pub hide_space: bool,
        /// Leaves out which style of quotation marks and apostrophes it is.
        #[serde(default)]
        pub hide_quotes: bool,
    }

    /// What happened to a run of words.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Fate {
        /// In both.
        Same,
        /// Only in the newer.
        Added,
        /// Only in the older.
        Removed,
    }

    /// A run of words.
    pub struct RunView {
        /// What happened.
        pub fate: Fate,
        /// The words.
        pub text: String,
    }

    /// What became of a paragraph as a whole.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Passage {
        /// It stands where it stood.
        Here,
        /// It stood elsewhere.
        Moved,
        /// Here stood one that is elsewhere now.
        MovedAway,
        /// It was a part of the paragraph before or after it.
        Split,
        /// It was several paragraphs; their ends are `\n` among the runs.
        Joined,
    }

    /// A kind of thing that an editor looks at twice.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum NewsKind {
        /// A number with its unit, a date, a day.
        Number,
        /// A name.
        Name,
        /// Words within quotation marks.
        Quotation,
        /// A "not", "never", "without".
        Negation,
        /// Who says so.
        Attribution,
        /// A link's words or address.
        Link,
    }

    /// One such thing that changed.
    pub struct NewsView {
        /// What it is.
        pub kind: NewsKind,
        /// What it was; empty: it is new.
        pub old: String,
        /// What it is now; empty: it is gone.
        pub new: String,
        /// The block it stands in, by its place in `blocks`.
        pub block: Option<u32>,
        /// Or the fact, by its place in `facts`.
        pub fact: Option<u32>,
        /// The first run there that it touches.
        pub run: u32,
    }

    /// A block of the comparison.
    pub struct BlockDiffView {
        /// The block key (of the newer side where it is there).
        pub kind: String,
        /// Whether the whole block is new, gone, changed or the same.
        pub fate: Fate,
        /// Whether it stands where it stood.
        pub passage: Passage,
        /// Whether words that stayed got other marks (bold, a link …).
        pub marks_changed: bool,
        /// The runs.
        pub runs: Vec<RunView>,
    }

    /// A fact that differs.
    pub struct FactDiffView {
        /// `headline`, `deck`, `byline`, `credit:<figure>`, `caption:<figure>` …
        pub name: String,
        /// The runs.
        pub runs: Vec<RunView>,
    }

    /// A comparison.
    pub struct Comparison {
        /// "Rev 4", "now" …
        pub from_label: String,
        /// See above.
        pub to_label: String,
        /// Facts that differ, above the text.
        pub facts: Vec<FactDiffView>,
        /// The text.
        pub blocks: Vec<BlockDiffView>,
        /// Words added.
        pub words_added: u32,
        /// Words removed.
        pub words_removed: u32,
        /// Words changed as a person would count them.
        pub words_changed: u32,
        /// Paragraphs that stand elsewhere.
        pub paragraphs_moved: u32,
        /// Numbers, names, quotations … that changed, in reading order.
        pub news: Vec<NewsView>,
        /// The copy hash of the newer side: what an approval would speak of.
        pub to_hash: String,
        /// The story's facts.
        pub story: StoryFacts,
    }

    /// How serious a check is.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum Severity {
        /// Publishing is refused.
        Blocks,
        /// A person should look.
        Warns,
        /// All is well.
        Passes,
    }

    /// One check.
    pub struct CheckView {
        /// Its key, stable for one place in one text: for "ignore here".
        pub key: String,
        /// Which check: `tk`, `headline`, `byline`, `credit`, `alt`, `embargo`, `slug`, `approval` …
        pub kind: String,
        /// How serious.
        pub severity: Severity,
        /// Arguments for the sentence (`text`, `paragraph`, `count`, `until`, `destination` …).
        pub arguments: std::collections::BTreeMap<String, String>,
        /// Where to jump.
        pub place: Option<PlaceView>,
        /// Whether it can be ignored here.
        pub ignorable: bool,
        /// Who ignored it here, if anybody did.
        pub ignored_by: Option<String>,
        /// Words that may be put in the place of those that were found: a person chooses.
        pub fixes: Vec<String>,
    }

    /// A place in a story.
    pub struct PlaceView {
        /// A text (`body` …) or a fact (`byline`, `section`, `figure:<id>` …).
        pub container: String,
        /// Its paragraph, from 1; 0: none.
        pub paragraph: u32,
        /// From, in UTF-16 units of the text.
        pub from: u32,
        /// To.
        pub to: u32,
    }

    /// The checks of a story.
    pub struct CheckList {
        /// Blocking first, then warnings, then what passes.
        pub checks: Vec<CheckView>,
    }

    /// "Ignore here", or take that back.
    pub struct CheckIgnore {
        /// Which story.
        pub story: String,
        /// Which check.
        pub key: String,
        /// Why.
        pub why: String,
        /// Whether it is ignored from now on.
        pub ignored: bool,
    }
}
