//! Text on its way: deltas, edits, acks, and the events of a story's ordered channel.

use super::{dto, Said};

dto! {
    /// One operation of a delta, in UTF-16 units, in Quill's form: exactly one of `insert`, `retain`, `delete`.
    pub struct DeltaOpView {
        /// Text to insert.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub insert: Option<String>,
        /// Units to keep.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub retain: Option<u32>,
        /// Units to delete.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub delete: Option<u32>,
        /// Marks of an insert, or changes of a retain (`null` removes one).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional, type = "Record<string, unknown>")]
        pub attributes: Option<serde_json::Map<String, serde_json::Value>>,
    }

    /// A change of one text.
    pub struct ContainerDelta {
        /// `body`, `headline`, `headline_short`, `headline_web`, `deck`, `caption_<id>`, `reader_note_<id>`.
        pub container: String,
        /// The change.
        pub delta: Vec<DeltaOpView>,
    }

    /// The state of one text, for comparing.
    pub struct ContainerMark {
        /// Which text.
        pub container: String,
        /// Its length in UTF-16 units.
        pub length: u32,
        /// FNV-1a, 32 bits, over the hashes of its lines, eight hex digits; document/src/mark.rs defines it.
        pub hash: String,
    }

    /// Edits of one story by one window.
    pub struct StoryEdit {
        /// Which story.
        pub story: String,
        /// Which session of which window on this story; a new one's edits count from one.
        pub client: String,
        /// Counts up by one with each edit of this client; sent again, it is answered again and applied once.
        pub seq: u32,
        /// The version that the deltas speak of.
        pub base_version: u32,
        /// The changes.
        pub edits: Vec<ContainerDelta>,
        /// Whether they are suggested and not done: the change on the story's channel has a `correction` for
        /// this window. Left out: done.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub suggesting: Option<bool>,
    }

    /// An edit is on disk.
    pub struct EditAck {
        /// The version it made.
        pub version: u32,
        /// When it was committed.
        pub saved_at_ms: f64,
        /// The texts it changed.
        pub marks: Vec<ContainerMark>,
    }

    /// Who made a change.
    pub struct Origin {
        /// Which window.
        pub client: String,
        /// Which of its edits.
        pub seq: u32,
    }

    /// What happens to an open story, in order.
    #[serde(rename_all = "snake_case", tag = "type")]
    pub enum StoryEvent {
        /// Texts changed. A gap between versions means: open the story again.
        Changed {
            /// The version before.
            from_version: u32,
            /// The version after.
            to_version: u32,
            /// The changes.
            changes: Vec<ContainerDelta>,
            /// For the window of `origin`, which has applied what it sent and so not `changes`: what it
            /// applies after that, as a patch. A suggestion has one; left out: nothing.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[ts(optional)]
            correction: Option<Vec<ContainerDelta>>,
            /// Whose; `null`: the desk's (a restore, an import).
            origin: Option<Origin>,
        },
        /// Facts, byline, figures, notes or the state changed: read the story's facts again.
        Facts,
        /// Everything up to this version is on disk.
        Saved {
            /// The version.
            version: u32,
            /// When.
            at_ms: f64,
        },
        /// Writing failed; the text is in memory and is being tried again.
        NotSaved {
            /// `disk_full`, `read_only` or `broken`.
            reason: String,
        },
    }

    /// Something from the clipboard, to be cleaned.
    pub struct Paste {
        /// `text/html`; empty: only text.
        pub html: String,
        /// `text/plain`.
        pub text: String,
    }

    /// The clean form.
    pub struct Pasted {
        /// Inserts only; blocks by the attribute `b` on each `\n`.
        pub delta: Vec<DeltaOpView>,
        /// What was left out; empty: nothing.
        pub left_out: Vec<Said>,
    }

    /// A text that a window holds and the desk does not agree with.
    pub struct Rescue {
        /// Which story.
        pub story: String,
        /// Which text.
        pub container: String,
        /// The window's words.
        pub text: String,
    }
}
