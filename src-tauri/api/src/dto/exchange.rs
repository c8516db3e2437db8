//! Story files and the desk archive.

use super::dto;

dto! {
    /// What a story file carries.
    #[serde(rename_all = "snake_case")]
    pub enum StoryFileKind {
        /// The text with its whole history.
        Full,
        /// Head and approved revisions only.
        Clean,
    }

    /// A colleague's desk that files came from.
    pub struct ColleagueView {
        /// The key that signs there, in hex.
        pub key: String,
        /// Its words.
        pub words: String,
        /// The name of who sent the first file.
        pub name: String,
        /// Since when the key is known.
        pub since_ms: f64,
    }

    /// Colleagues, and this desk's own words.
    pub struct ColleagueList {
        /// The words of this desk's key, to be read to a colleague.
        pub words: String,
        /// Those that are known.
        pub colleagues: Vec<ColleagueView>,
    }

    /// A story is to leave as a file. The system's dialog asks where to.
    pub struct StoryFileSave {
        /// Which.
        pub story: String,
        /// What it carries.
        pub kind: StoryFileKind,
        /// For whoever knows this passphrase.
        pub passphrase: Option<String>,
        /// For these colleagues, by their keys.
        pub colleagues: Vec<String>,
        /// What this work is called, for whoever asks how far it is.
        pub work: Option<String>,
    }

    /// A story file that was written.
    pub struct StoryFileSaved {
        /// Its name; `null`: the dialog was closed.
        pub name: Option<String>,
        /// Its size in bytes.
        pub bytes: f64,
        /// The colleagues who can open it, by name; none: whoever knows the passphrase.
        pub readers: Vec<String>,
    }

    /// A file that was chosen and waits.
    pub struct StoryFileRef {
        /// Which.
        pub file: String,
    }

    /// A passphrase for a file that was chosen.
    pub struct StoryFileUnlock {
        /// Which.
        pub file: String,
        /// What its sender said.
        pub passphrase: String,
        /// What this work is called.
        pub work: Option<String>,
    }

    /// A file that was chosen is to be taken in.
    pub struct StoryFileTake {
        /// Which.
        pub file: String,
        /// The person has compared the words of a key that changed.
        pub key_was_checked: bool,
        /// What this work is called.
        pub work: Option<String>,
    }

    /// What is known of the key that signed a file.
    #[serde(rename_all = "snake_case", tag = "standing")]
    pub enum KeyStanding {
        /// This desk's own.
        Own,
        /// Known by this name.
        Known {
            /// The name of who sent the first file.
            name: String,
            /// The key's words.
            words: String,
        },
        /// Seen for the first time: it is pinned when the file is taken in.
        First {
            /// The key's words.
            words: String,
        },
        /// Another than before, or a member of this desk by another desk's key.
        Changed {
            /// The key's words.
            words: String,
            /// The words of the one before.
            before: Option<String>,
        },
    }

    /// A part that two desks changed at once.
    pub struct ClashView {
        /// Its identifier; empty before the file is taken in.
        pub id: String,
        /// `headline`, `deck`, `caption_…`, `dateline` …
        pub place: String,
        /// What this desk had.
        pub ours: String,
        /// What the file had.
        pub theirs: String,
        /// Who sent it.
        pub member: String,
    }

    /// The clashes of a story.
    pub struct ClashList {
        /// Those that nobody has settled.
        pub clashes: Vec<ClashView>,
    }

    /// Somebody chose.
    pub struct ClashSettle {
        /// The story.
        pub story: String,
        /// The clash.
        pub clash: String,
        /// The words: one of the two, or something better.
        pub words: String,
    }

    /// An approval that comes with a file, signed by the file's key.
    pub struct ApprovedThere {
        /// Who approved.
        pub member: String,
        /// Whether it speaks of exactly the text that is here afterwards.
        pub is_of_this_text: bool,
    }

    /// What a file would bring, or has brought.
    pub struct ArrivalView {
        /// The story.
        pub story: String,
        /// What it carries.
        pub kind: StoryFileKind,
        /// Its headline there.
        pub headline: String,
        /// Who sent it.
        pub from: String,
        /// When it was written.
        pub at_ms: f64,
        /// The key that signed it.
        pub standing: KeyStanding,
        /// Whether the story is new here.
        pub is_new: bool,
        /// Whether everything in it is here already.
        pub is_nothing: bool,
        /// New edits.
        pub edits: f64,
        /// Words that come into our text.
        pub words_added: u32,
        /// Words that go from it.
        pub words_removed: u32,
        /// New revisions.
        pub revisions: u32,
        /// New moves.
        pub moves: u32,
        /// New approvals.
        pub approvals: Vec<ApprovedThere>,
        /// New records of comments.
        pub comments: u32,
        /// New photos.
        pub photos: u32,
        /// Parts that both changed at once.
        pub clashes: Vec<ClashView>,
    }

    /// A file that was chosen.
    pub struct StoryFileView {
        /// What to call it by; empty: the dialog was closed.
        pub file: String,
        /// Whether it waits for a passphrase.
        pub is_locked: bool,
        /// What it would bring, once it is open.
        pub arrival: Option<ArrivalView>,
    }

    /// The whole desk is to leave as a file.
    pub struct ArchiveSave {
        /// What it is locked with.
        pub passphrase: String,
        /// What this work is called.
        pub work: Option<String>,
    }

    /// Work is about to begin.
    pub struct WorkName {
        /// What it is called, for whoever asks how far it is.
        pub work: Option<String>,
    }

    /// Some work.
    pub struct WorkRef {
        /// What it is called.
        pub work: String,
    }

    /// How far some work is.
    pub struct WorkView {
        /// Which part of it is under way, from 1; 0: it has not begun, or has ended.
        pub part: u32,
        /// Bytes of that part that have passed, or pages.
        pub done: f64,
        /// How many will.
        pub of: f64,
    }

    /// An archive that was written and opened again.
    pub struct ArchiveSaved {
        /// Its name; `null`: the dialog was closed.
        pub name: Option<String>,
        /// Its size in bytes.
        pub bytes: f64,
        /// Stories in it.
        pub stories: u32,
        /// Photos in it.
        pub photos: u32,
    }
}
