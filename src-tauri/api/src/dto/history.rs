//! What happened to a story: who wrote which words, and the log of everything that was done with it.

use super::dto;

dto! {
    /// Who wrote a story as it is now.
    pub struct StoryBlame {
        /// Everybody whose words stand in it, in the order of their first words.
        pub authors: Vec<AuthorView>,
        /// Its lines: the headline, the deck, the body, captions where their pictures stand.
        pub lines: Vec<WrittenLineView>,
    }

    /// Somebody whose words stand in a story.
    pub struct AuthorView {
        /// Who; `null`: that is not known.
        pub member: Option<String>,
        /// Their name; may be empty.
        pub name: String,
        /// Two or three letters.
        pub initials: String,
        /// How many letters, figures and signs are theirs.
        pub characters: u32,
    }

    /// A line of a story and who wrote it.
    pub struct WrittenLineView {
        /// The text that it stands in: `headline`, `deck`, `caption_<figure>`, `body`.
        pub container: String,
        /// The block key.
        pub kind: String,
        /// Its words, in order.
        pub passages: Vec<PassageView>,
    }

    /// Words by one hand.
    pub struct PassageView {
        /// The words.
        pub text: String,
        /// Whose, by the place among the authors.
        pub author: u32,
        /// Who brought them back or moved them, where that is somebody else.
        pub brought_by: Option<String>,
        /// On which computer, in words.
        pub computer: Option<String>,
        /// When the first of them was written.
        pub from_ms: Option<f64>,
        /// When the last of them was.
        pub to_ms: Option<f64>,
        /// The first revision that has them; `null`: none has.
        pub revision: Option<RevisionName>,
    }

    /// A revision, and what people call it.
    pub struct RevisionName {
        /// Which.
        pub id: String,
        /// Its number, with initials where two desks gave one.
        pub number: String,
    }

    /// A story's log.
    pub struct StoryLog {
        /// Its entries, the oldest first.
        pub entries: Vec<LogEntry>,
    }

    /// One entry: who did what, when, on which computer.
    pub struct LogEntry {
        /// When, by that computer's clock.
        pub at_ms: f64,
        /// Who.
        pub member: String,
        /// What they did, in the interface's language.
        pub what: String,
        /// What they said, why, or where readers find it; may be empty.
        pub said: String,
        /// On which computer, by which door, and signed by whom, in words.
        pub computer: String,
        /// The revision that it speaks of.
        pub revision: Option<RevisionName>,
    }
}
