//! Facts of a story: everything that is not typed as text. Each change is saved like a keystroke.

use crate::{
    story::{Edits, Shown, StoryEvent},
    workflow::State,
    Error, Newsroom, Refusal, Result,
};
use copy::{
    Byline, Embed, EmbedId, EmbedTarget, Facts, FigureFacts, FigureId, MemberId, ReaderCopy, ReaderNoteId,
    Sha256, StoryId,
};
use document::{Document, FactChange, NoteFacts, Particulars};
use std::{collections::BTreeMap, sync::Arc};

/// What the desk knows about a story besides its texts.
#[derive(Debug, Clone)]
pub struct StoryFacts {
    /// The registers.
    pub registers: Facts,
    /// The byline.
    pub byline: Vec<Byline>,
    /// Every figure's record.
    pub figures: BTreeMap<FigureId, FigureFacts>,
    /// Every embed's record.
    pub embeds: BTreeMap<EmbedId, Embed>,
    /// Every note to readers, removed ones too.
    pub notes: Vec<(ReaderNoteId, NoteFacts)>,
    /// The words of those notes that readers get.
    pub note_texts: BTreeMap<ReaderNoteId, String>,
    /// The headline as readers get it.
    pub headline: String,
    /// The copy hash of the head.
    pub hash: Sha256,
    /// Words of the body.
    pub words: u32,
    /// Minutes to read.
    pub reading_time_min: u32,
    /// When the last change was saved.
    pub saved_at_ms: i64,
    /// Where the story stands.
    pub state: State,
}

impl Newsroom {
    /// A story's facts.
    pub fn story_facts(&self, story: StoryId) -> Result<StoryFacts> {
        let (particulars, saved_at_ms) = match self.shown(story)? {
            Shown::Galley(shown) => (Arc::clone(&shown.particulars), shown.saved_at_ms),
            Shown::Session(session) => {
                let mut live = crate::story::lock(&session);
                (live.particulars(), live.saved_at_ms)
            }
        };
        let Particulars { registers, byline, figures, embeds, notes, note_texts, headline, .. } =
            Particulars::clone(&particulars);
        let Particulars { hash, words, reading_time_min, .. } = *particulars;
        let state = self.state_of(story, hash)?;
        Ok(StoryFacts {
            registers,
            byline,
            figures,
            embeds,
            notes,
            note_texts,
            headline,
            hash,
            words,
            reading_time_min,
            saved_at_ms,
            state,
        })
    }

    /// Changes a story's document by something that is not an editor's delta, and waits until it is
    /// on disk. What the change did to texts is told to the windows.
    pub(crate) fn change_story<T>(
        &self,
        member: MemberId,
        story: StoryId,
        change: impl FnOnce(&mut Document) -> Result<(T, Edits)>,
    ) -> Result<T> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let session = self.session(story)?;
        let (made, writing) = {
            let mut live = crate::story::lock(&session);
            let now = self.now();
            let peer = live.speak_for(self, member, &now)?;
            let before = live.review();
            let (made, texts) = change(&mut live.document)?;
            if !texts.is_empty() {
                self.note_overwritten(&mut live, &before, member, &now);
            }
            let mut events: Vec<_> = live.changed(texts, None).into_iter().collect();
            events.push(StoryEvent::Facts);
            live.take_tick(peer, |_| None, events, &now)?;
            (made, self.begin_save(&mut live)?)
        };
        self.end_save(&session, writing)?;
        Ok(made)
    }

    /// Reads something off a story's text as it is now.
    pub(crate) fn read_story<T>(
        &self,
        story: StoryId,
        read: impl FnOnce(&Document) -> Result<T>,
    ) -> Result<T> {
        let session = self.session(story)?;
        let live = crate::story::lock(&session);
        read(&live.document)
    }

    /// Changes one register.
    pub fn set_fact(&self, member: MemberId, story: StoryId, change: &FactChange) -> Result<()> {
        self.check_fact(change)?;
        self.change_story(member, story, |document| {
            document.set_fact(change)?;
            Ok(((), Vec::new()))
        })
    }

    /// Whether the house lets a register have this value.
    pub(crate) fn check_fact(&self, change: &FactChange) -> Result<()> {
        match change {
            FactChange::Section(section) => {
                let known = self.house().sections;
                if !section.is_empty() && !known.is_empty() && !known.contains(section) {
                    return Err(Error::refused(Refusal::SectionUnknown));
                }
            }
            FactChange::Canonical(address) if !address.is_empty() && !is_web_address(address) => {
                return Err(Error::refused(Refusal::CanonicalAddress));
            }
            FactChange::Priority(Some(priority)) if !(1..=5).contains(priority) => {
                return Err(Error::refused(Refusal::PriorityRange));
            }
            _ => {}
        }
        Ok(())
    }

    /// Replaces the byline, keeping what stays.
    pub fn set_byline(&self, member: MemberId, story: StoryId, byline: &[Byline]) -> Result<()> {
        self.change_story(member, story, |document| {
            document.byline_replace(byline)?;
            Ok(((), Vec::new()))
        })
    }

    /// Adds an embed's record; its line is put into the body by the editor.
    pub fn add_embed(
        &self,
        member: MemberId,
        story: StoryId,
        target: EmbedTarget,
        title: &str,
    ) -> Result<EmbedId> {
        if let EmbedTarget::Url(url) = &target {
            if !is_web_address(url) {
                return Err(Error::refused(Refusal::EmbedAddress));
            }
        }
        let id = EmbedId::from_random(self.random_16());
        self.change_story(member, story, |document| {
            document.embed_put(&Embed { id, target, title: title.to_owned() })?;
            Ok((id, Vec::new()))
        })
    }

    /// Makes another embed of the same page or story, as when its line is copied.
    pub fn copy_embed(
        &self,
        member: MemberId,
        story: StoryId,
        (from_story, from): (StoryId, EmbedId),
        to: EmbedId,
    ) -> Result<()> {
        let original = self.read_story(from_story, |document| {
            document.embeds().remove(&from).ok_or(Error::Missing("embed"))
        })?;
        self.change_story(member, story, |document| {
            // A call that comes twice finds what it made.
            if !document.embeds().contains_key(&to) {
                document.embed_put(&Embed { id: to, ..original })?;
            }
            Ok(((), Vec::new()))
        })
    }

    /// The web slug of a copy: its register, or one made of the headline, or of the story's identifier.
    pub fn web_slug_of(&self, story: StoryId, copy: &ReaderCopy) -> String {
        self.web_slug_from(story, &copy.web_slug, &copy.headline.text(), &copy.language)
    }

    /// The same from the parts of a copy that it is made of.
    pub fn web_slug_from(&self, story: StoryId, register: &str, headline: &str, language: &str) -> String {
        if !register.is_empty() {
            return register.to_owned();
        }
        let made = copy::slug::web_slug(headline, language);
        if made.is_empty() {
            format!("story-{}", story.to_string().get(..8).unwrap_or_default())
        } else {
            made
        }
    }
}

/// Whether it is an address on the web, with a site in it.
fn is_web_address(address: &str) -> bool {
    let site = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    site.is_some_and(|site| !site.is_empty() && !site.starts_with('/') && site.chars().all(plain))
}
