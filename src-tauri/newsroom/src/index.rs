//! The desk's list: one row a story, made of the head and the records. It can always be made again.

use crate::{
    story::{lock, Session},
    transact::Change,
    workflow::Desk,
    Error, Newsroom, Result,
};
use copy::StoryId;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};
use store::story::StoryRow;

/// The desk state's name in rows.
pub(crate) fn desk_key(desk: Desk) -> &'static str {
    match desk {
        Desk::Draft => "draft",
        Desk::InReview => "in_review",
        Desk::SentBack => "sent_back",
        Desk::Ready => "ready",
        Desk::Spiked => "spiked",
        Desk::Archived => "archived",
    }
}

impl Newsroom {
    /// Brings a story's row up to its head; tells whoever lists stories.
    pub(crate) fn refresh_index(&self, session: &Arc<Mutex<Session>>) -> Result<()> {
        let (story, copy, hash, facts, updated_ms) = {
            let mut live = lock(session);
            live.index_is_stale = false;
            let (copy, hash) = live.copy();
            (live.story, copy, hash, live.document.facts(), live.saved_at_ms)
        };
        let state = self.state_of(story, hash)?;
        let (live, live_since_ms) = self.live_label_of(story, hash)?;
        let byline: Vec<_> = copy.byline.iter().map(|one| one.name.clone()).collect();
        let written = self.store().write(move |tx| {
            let before = store::story::get(tx, story)?.ok_or(Error::Missing("story"))?;
            let row = StoryRow {
                slugline: facts.slugline,
                headline: copy.headline.text(),
                deck: copy.deck.text(),
                byline: byline.join(", "),
                section: facts.section,
                language: facts.language,
                words: copy.words().into(),
                updated_ms: updated_ms.max(before.updated_ms),
                due_ms: facts.due_ms,
                assignee: facts.assignee.parse().ok().or(before.assignee),
                desk_state: desk_key(state.desk).into(),
                head_hash: Some(hash),
                live: live.key().into(),
                live_since_ms,
                is_spiked: state.desk == Desk::Spiked,
                is_archived: state.desk == Desk::Archived,
                ..before
            };
            store::story::put(tx, &row).map_err(Error::from)
        });
        if written.is_err() {
            lock(session).index_is_stale = true;
        } else {
            self.tell(&BTreeSet::from([Change::Story(story)]));
        }
        written
    }

    pub(crate) fn refresh_story(&self, story: StoryId) -> Result<()> {
        self.refresh_index(&self.session(story)?)
    }

    /// Makes the rows of stories anew whose last words came after their row was written: the desk was
    /// ended before housekeeping came to them.
    pub(crate) fn refresh_stale_index(&self) -> Result<()> {
        for story in self.store().read(|on| store::story::stale(on).map_err(Error::from))? {
            if let Err(error) = self.refresh_story(story) {
                tracing::warn!(%story, %error, "a story's row could not be made anew");
            }
        }
        Ok(())
    }
}
