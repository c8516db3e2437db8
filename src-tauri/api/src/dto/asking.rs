//! What colleagues ask of each other: threads, suggestions, the items of revision notes, quotations looked at.

use super::{dto, FactChangeView, FigureChangeView};

dto! {
    /// A range of a text, in UTF-16 units.
    #[derive(Eq)]
    pub struct RangeView {
        /// `body`, `headline`, `caption_<id>` …
        pub container: String,
        /// From.
        pub from: u32,
        /// To.
        pub to: u32,
    }

    /// What a thread is to be about.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum AboutView {
        /// Words of a text.
        Words {
            /// Which.
            range: RangeView,
            /// The version that the range speaks of; another one refuses with `stale`.
            version: u32,
        },
        /// A picture.
        Figure {
            /// Which.
            figure: String,
        },
        /// A fact: `byline`, `section`, `tags`, `dateline` …
        Fact {
            /// Which.
            name: String,
        },
        /// The whole story.
        Story,
    }

    /// A fact as somebody says it should be.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum ProposalView {
        /// A fact of the story.
        Fact {
            /// The change that accepting makes.
            change: FactChangeView,
        },
        /// A fact of a picture.
        Figure {
            /// Which picture.
            figure: String,
            /// The change that accepting makes.
            change: FigureChangeView,
        },
    }

    /// Open a thread.
    pub struct ThreadOpen {
        /// Which story.
        pub story: String,
        /// What it is about.
        pub about: AboutView,
        /// What is said; may be empty where something is proposed.
        pub text: String,
        /// Members who are asked to look.
        pub mentions: Vec<String>,
        /// A value proposed for a fact: accepting it writes the fact.
        pub proposal: Option<ProposalView>,
    }

    /// Say something in a thread: an answer, or on settling it or taking it up again (then it may be empty).
    pub struct ThreadSay {
        /// Which story.
        pub story: String,
        /// Which thread.
        pub thread: String,
        /// What is said.
        pub text: String,
        /// Members who are asked to look.
        pub mentions: Vec<String>,
    }

    /// Propose a value of a fact in a thread that there is.
    pub struct ThreadPropose {
        /// Which story.
        pub story: String,
        /// Which thread.
        pub thread: String,
        /// What is said.
        pub text: String,
        /// Members who are asked to look.
        pub mentions: Vec<String>,
        /// The value.
        pub proposal: ProposalView,
    }

    /// Accept what is proposed, which writes the fact, or reject it.
    pub struct ThreadSettle {
        /// Which story.
        pub story: String,
        /// Which thread.
        pub thread: String,
        /// Which proposal.
        pub proposal: String,
        /// Whether it is done.
        pub accept: bool,
    }

    /// A member who did something, and when.
    pub struct DoneBy {
        /// Who.
        pub member: String,
        /// Their name.
        pub name: String,
        /// Their initials.
        pub initials: String,
        /// When.
        pub at_ms: f64,
    }

    /// Something said or done in a thread.
    pub struct ThreadEntryView {
        /// Its identifier.
        pub id: String,
        /// `opened`, `replied`, `resolved`, `reopened`, `proposed`, `accepted`, `rejected`.
        pub kind: String,
        /// What was said.
        pub text: String,
        /// Members who are asked to look.
        pub mentions: Vec<String>,
        /// Proposed: the value. `null` for what only a newer Copydesk can read.
        pub value: Option<ProposalView>,
        /// Proposed: `pending`, `accepted` or `rejected`; else empty.
        pub outcome: String,
        /// Accepted, rejected: which proposal.
        pub proposal: Option<String>,
        /// Who, and when.
        pub by: DoneBy,
    }

    /// How a thread stands to its words.
    #[serde(rename_all = "snake_case")]
    #[derive(Copy, Eq)]
    pub enum ThreadStanding {
        /// It is not about words.
        Apart,
        /// Its words are there: on `places`.
        Words,
        /// They have lost their mark and were found by the quotation: on `places`.
        Found,
        /// The text is gone; `places` holds where it was, if that can be told.
        Gone,
    }

    /// A thread.
    pub struct ThreadView {
        /// Its identifier: its words carry the mark `comment_<id>`.
        pub id: String,
        /// A text's name, `figure:<id>`, a fact's name, or `story`.
        pub place: String,
        /// How it stands to its words.
        pub standing: ThreadStanding,
        /// Where its words are; several where they were parted.
        pub places: Vec<RangeView>,
        /// Its words as they were when it was opened.
        pub quote: String,
        /// What stood before them.
        pub quote_before: String,
        /// What stood after them.
        pub quote_after: String,
        /// The number of the newest revision when it was opened; 0: none.
        pub revision: u32,
        /// Whether something is still to be said or done.
        pub is_open: bool,
        /// Whether I am asked to look, and nobody has settled it.
        pub asks_me: bool,
        /// What was said and done, in order.
        pub entries: Vec<ThreadEntryView>,
    }

    /// A story's threads: those on words in the order of the text, then the others.
    pub struct ThreadList {
        /// The threads.
        pub threads: Vec<ThreadView>,
        /// How many are open.
        pub open: u32,
    }

    /// Which suggestions are meant.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum WhichSuggestions {
        /// These.
        These {
            /// Which.
            suggestions: Vec<String>,
        },
        /// All that touch a range.
        In {
            /// The range.
            range: RangeView,
        },
        /// All by one member.
        By {
            /// Who.
            member: String,
        },
        /// All.
        All,
    }

    /// Accept or reject suggestions.
    pub struct SuggestionSettle {
        /// Which story.
        pub story: String,
        /// Which suggestions.
        pub which: WhichSuggestions,
    }

    /// How many suggestions were settled; the texts' changes come on the story's channel.
    pub struct SuggestionSettled {
        /// How many.
        pub count: u32,
    }

    /// A pending suggestion. Its words carry `ins_<id>`, `del_<id>`, `fmt_<id>` or `blk_<id>`.
    pub struct SuggestionView {
        /// Its identifier.
        pub id: String,
        /// `insert`, `delete`, `replace`, `format`, `block`.
        pub kind: String,
        /// Who suggests it, since when.
        pub by: DoneBy,
        /// Where it is.
        pub places: Vec<RangeView>,
        /// The words without it; a line break is `\n`.
        pub before: String,
        /// The words with it.
        pub after: String,
        /// Format and block: the marks as they would be; `null` takes one away.
        #[ts(type = "Record<string, unknown>")]
        pub change: serde_json::Map<String, serde_json::Value>,
        /// Format and block: the marks as they are.
        #[ts(type = "Record<string, unknown>")]
        pub was: serde_json::Map<String, serde_json::Value>,
    }

    /// A suggestion that is gone, and why.
    pub struct SuggestionGone {
        /// Its identifier.
        pub id: String,
        /// `accepted`, `rejected`, or `overwritten`: somebody took its words away.
        pub fate: String,
        /// `insert`, `delete`, `replace`, `format`, `block`.
        pub kind: String,
        /// The text that it was in.
        pub container: String,
        /// The words without it.
        pub before: String,
        /// The words with it.
        pub after: String,
        /// Who suggested it, and when.
        pub by: DoneBy,
        /// Who did that, and when.
        pub settled_by: DoneBy,
    }

    /// A story's suggestions.
    pub struct SuggestionList {
        /// Pending, in the order of the texts.
        pub pending: Vec<SuggestionView>,
        /// Gone, the latest last.
        pub gone: Vec<SuggestionGone>,
    }

    /// An item of a revision note.
    pub struct NoteItemView {
        /// Its identifier.
        pub id: String,
        /// What is to be done.
        pub text: String,
        /// Who ticked it; `null`: nobody.
        pub done: Option<DoneBy>,
    }

    /// A revision note that came back with the story.
    pub struct NoteView {
        /// Its revision.
        pub revision: String,
        /// The revision's number.
        pub number: u32,
        /// Who asks, since when.
        pub by: DoneBy,
        /// What for: one item a line of the note.
        pub items: Vec<NoteItemView>,
        /// How many are ticked: "answers 3 of your notes".
        pub done: u32,
    }

    /// A story's revision notes, the oldest first.
    pub struct NoteList {
        /// The notes.
        pub notes: Vec<NoteView>,
    }

    /// Tick an item of a revision note, or take that back.
    pub struct NoteItemTick {
        /// Which story.
        pub story: String,
        /// Which item.
        pub item: String,
        /// Whether it is done.
        pub done: bool,
    }

    /// Say that an editor has looked at an edit inside a quotation, or take that back.
    pub struct QuoteTick {
        /// Which story.
        pub story: String,
        /// The quotation as it was; empty: it is new.
        pub before: String,
        /// The quotation as it is; empty: it is gone.
        pub after: String,
        /// Whether it was looked at.
        pub done: bool,
    }

    /// An edit inside a quotation that an editor has looked at.
    pub struct QuoteTickView {
        /// The quotation as it was.
        pub before: String,
        /// The quotation as it is.
        pub after: String,
        /// Who looked.
        pub by: DoneBy,
    }

    /// All of a story that stand.
    pub struct QuoteTickList {
        /// The ticks.
        pub ticks: Vec<QuoteTickView>,
    }
}
