//! What a file would bring, shown before it is taken in; and what it brought.

use super::{Clash, Kind};
use copy::StoryId;

/// What is known of the key that signed a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// This desk's own.
    Own,
    /// Pinned before.
    Known {
        /// The name that it was pinned with.
        name: String,
        /// The key's words.
        words: String,
    },
    /// Seen for the first time; it is pinned when the file is taken in.
    First {
        /// The key's words.
        words: String,
    },
    /// Another than the one that this colleague, or this desk, signed with before.
    Changed {
        /// The key's words.
        words: String,
        /// The words of the one before; `None`: it speaks for a member of this desk.
        before: Option<String>,
    },
}

/// An approval that comes with a file. The key that signed the file speaks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedThere {
    /// Who approved, by the name that the file gives them.
    pub member: String,
    /// Whether it speaks of exactly the text that is here afterwards; another text is not approved by it.
    pub is_of_this_text: bool,
}

/// What a file would bring, or has brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The story.
    pub story: StoryId,
    /// Full or clean.
    pub kind: Kind,
    /// Its headline there.
    pub headline: String,
    /// Who sent it.
    pub from: String,
    /// When it was written, by that computer's clock.
    pub at_ms: i64,
    /// The key that signed it.
    pub standing: Standing,
    /// Whether the story is new here.
    pub is_new: bool,
    /// Edits that are new here: operations of the text, or one for a clean copy.
    pub edits: u64,
    /// Words that come into our text.
    pub words_added: u32,
    /// Words that go from it.
    pub words_removed: u32,
    /// Revisions that are new here.
    pub revisions: usize,
    /// Moves that are new here.
    pub moves: usize,
    /// Approvals that are new here.
    pub approvals: Vec<ApprovedThere>,
    /// Records of comments that are new here.
    pub comments: usize,
    /// Photos that are new here.
    pub photos: usize,
    /// Parts that both changed at once: both are kept, and somebody chooses.
    pub clashes: Vec<Clash>,
}

impl Arrival {
    /// Whether everything in it is here already.
    pub fn is_nothing(&self) -> bool {
        !self.is_new
            && self.edits == 0
            && [self.revisions, self.moves, self.comments, self.photos].iter().all(|count| *count == 0)
    }
}
