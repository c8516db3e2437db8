//! Stories: making them, the live sessions that hold their texts, the keystroke path.

pub(crate) mod arrive;
mod edit;
mod keep;
mod place;
mod session;
mod text;

pub use edit::{Ack, Edit, Edits};
pub use session::{StoryEvent, Watcher};
pub use text::OpenText;

pub(crate) use keep::lock;
pub(crate) use place::{Sessions, Shown};
pub(crate) use session::Session;

use crate::{Error, Newsroom, Result};
use copy::{MemberId, StoryId};
use document::{Document, FactChange, PeerId};
use store::{op::OpRow, peer::PeerRow, story::StoryRow};

/// The format of op rows and snapshots.
pub(crate) const TEXT_FORMAT: i64 = 1;

impl Newsroom {
    /// Makes a story. Its first op row is its creation: body with its final line break, language, slugline.
    pub fn create_story(&self, member: MemberId, slugline: &str, language: &str) -> Result<StoryId> {
        let story = StoryId::from_random(self.random_16());
        self.create_story_as(member, story, slugline, language, false)?;
        Ok(story)
    }

    pub(crate) fn create_story_as(
        &self,
        member: MemberId,
        story: StoryId,
        slugline: &str,
        language: &str,
        is_sample: bool,
    ) -> Result<()> {
        let now = self.now();
        let house_language = self.house().story_language;
        let language = if language.is_empty() { house_language } else { language.to_owned() };
        let peer = PeerId(self.random_8());
        let mut document = Document::create(peer)?;
        document.set_fact(&FactChange::Language(language.clone()))?;
        if !slugline.is_empty() {
            document.set_fact(&FactChange::Slugline(slugline.to_owned()))?;
        }
        let ops = document.take_ops()?.ok_or(Error::Missing("text to save"))?;
        let op = OpRow {
            story,
            device: self.device(),
            seq: 1,
            format: TEXT_FORMAT,
            peer: peer.0,
            counter_from: ops.counter_from.into(),
            counter_to: ops.counter_to.into(),
            at: now.clone(),
            bytes: ops.bytes,
        };
        let peer = PeerRow { peer: peer.0, story, device: self.device(), member, at: now.clone() };
        let row = StoryRow {
            story,
            updated_ms: now.at_ms,
            created: now,
            slugline: slugline.to_owned(),
            headline: String::new(),
            deck: String::new(),
            byline: String::new(),
            section: String::new(),
            language,
            words: 0,
            due_ms: None,
            assignee: Some(member),
            desk_state: "draft".into(),
            head_hash: None,
            live: String::new(),
            live_since_ms: None,
            is_sample,
            is_spiked: false,
            is_archived: false,
        };
        self.transact(move |tx, changes| {
            store::story::put(tx, &row)?;
            store::peer::insert(tx, &peer)?;
            store::op::append(tx, &op)?;
            changes.add(crate::Change::Story(story));
            Ok(())
        })
    }
}
