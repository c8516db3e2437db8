//! The keystroke path: a delta comes in, is applied to the document, its row is on disk, it is acked.

use super::{
    keep::lock,
    session::{Session, StoryEvent},
};
use crate::{Error, Newsroom, Result};
use copy::{MemberId, StoryId, SuggestionId};
use document::{Container, ContainerMark, Delta, PeerId, Review, Suggester};
use store::edit_seen::EditSeenRow;

/// How many answers of a client are kept in memory and on disk: it has one call in flight.
const ANSWERS_KEPT: u32 = 16;

/// Deltas by text.
pub type Edits = Vec<(Container, Delta)>;

/// What a window sends.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Which story.
    pub story: StoryId,
    /// Which window's session on this story.
    pub client: String,
    /// Counts up; sent again, it is answered again and applied once.
    pub seq: u32,
    /// The version that the deltas speak of.
    pub base_version: u32,
    /// The changes.
    pub edits: Edits,
}

/// What an edit is meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// It is done.
    Done,
    /// It is suggested.
    Suggested,
}

/// An edit is on disk.
#[derive(Debug, Clone, PartialEq)]
pub struct Ack {
    /// The version that it made.
    pub version: u32,
    /// When it was saved.
    pub saved_at_ms: i64,
    /// Length and hash of the texts that it changed.
    pub marks: Vec<(Container, ContainerMark)>,
}

impl Newsroom {
    /// Applies an edit and waits until it is on disk.
    ///
    /// # Errors
    /// [`Error::Stale`]: it speaks of a past version, nothing was done. [`Error::Misfit`]: it does not
    /// fit, the window opens the story again. [`Error::NotSaved`]: it is in memory and goes on being
    /// written; sent again, it is answered again.
    pub fn edit_story(&self, member: MemberId, edit: Edit) -> Result<Ack> {
        self.edit(member, edit, Manner::Done)
    }

    /// Takes an edit as a suggestion: readers see nothing of it until somebody accepts it. The window hears
    /// what became of it as a correction.
    ///
    /// # Errors
    /// As [`Self::edit_story`].
    pub fn suggest_story(&self, member: MemberId, edit: Edit) -> Result<Ack> {
        self.edit(member, edit, Manner::Suggested)
    }

    fn edit(&self, member: MemberId, edit: Edit, manner: Manner) -> Result<Ack> {
        let session = self.session(edit.story)?;
        let (tick, mut ack, writing) = {
            let mut live = lock(&session);
            let (tick, ack) = match live.answered(&edit.client, edit.seq) {
                Some(known) => known,
                None if live.is_next(&edit.client, edit.seq) => {
                    self.take_edit(&mut live, member, edit, manner)?
                }
                None => match self.answered_before(&edit)? {
                    Some(ack) => return Ok(ack),
                    None => self.take_edit(&mut live, member, edit, manner)?,
                },
            };
            (tick, ack, self.begin_save(&mut live)?)
        };
        self.end_save(&session, writing)?;
        // The rows of a call that came a second time are the first one's to write.
        self.wait_saved(&session, tick)?;
        ack.saved_at_ms = lock(&session).saved_at_ms;
        Ok(ack)
    }

    /// The answer that an edit got in an earlier run of this desk.
    fn answered_before(&self, edit: &Edit) -> Result<Option<Ack>> {
        let (client, seq) = (edit.client.clone(), i64::from(edit.seq));
        let row = self.store().read(|on| store::edit_seen::get(on, &client, seq).map_err(Error::from))?;
        // What another story's edit was answered is no answer to this one.
        Ok(row.filter(|row| row.story == edit.story).and_then(|row| read_ack(&row.ack)))
    }

    fn take_edit(
        &self,
        live: &mut Session,
        member: MemberId,
        edit: Edit,
        manner: Manner,
    ) -> Result<(u64, Ack)> {
        if edit.base_version != live.version {
            return Err(Error::Stale { version: live.version });
        }
        let now = self.now();
        let peer = live.speak_for(self, member, &now)?;
        let mut client = live.clients.remove(&edit.client).unwrap_or_default();
        let (mut applied, mut corrections, mut misfit) = (Edits::new(), Edits::new(), None);
        // Words that carry a suggestion may go for good, and it with them. Who suggests takes away only
        // what is suggested by themselves: of that, what colleagues asked for is a loss.
        let takes_marked =
            edit.edits.iter().any(|(container, delta)| live.document.takes_suggested(container, delta));
        let before = takes_marked.then(|| {
            let mut before = Review::clone(&live.review());
            before.suggestions.retain(|one| manner == Manner::Done || one.member != Some(member));
            before
        });
        for (container, delta) in edit.edits {
            let done = self.take_delta(live, &mut client, (member, &now), (&container, &delta), manner);
            match done {
                Ok((done, correction)) => {
                    applied.push((container, done));
                    corrections.extend(correction.map(|correction| (container, correction)));
                }
                Err(error) => {
                    misfit = Some(error);
                    break;
                }
            }
        }
        if let Some(before) = before {
            self.note_overwritten(live, &before, member, &now);
        }
        let containers: Vec<Container> = applied.iter().map(|(container, _)| *container).collect();
        // A text that fitted before one that did not stays: the window learns it when it opens again.
        let origin = misfit.is_none().then(|| (edit.client.clone(), edit.seq));
        let told = match manner {
            Manner::Done => [live.changed(applied, origin), live.changed(corrections, None)],
            Manner::Suggested => [live.suggested(applied, corrections, origin), None],
        };
        let events = told.into_iter().flatten().collect();
        let version = live.version;
        let marks = containers.into_iter().map(|container| (container, live.document.mark(&container)));
        let ack = Ack { version, saved_at_ms: now.at_ms, marks: marks.collect() };
        let seen = EditSeenRow {
            client: edit.client.clone(),
            seq: edit.seq.into(),
            story: edit.story,
            version: version.into(),
            ack: write_ack(&ack),
            at_ms: now.at_ms,
        };
        let seen = misfit.is_none().then_some(seen);
        let tick = live.take_tick(peer, |_| seen, events, &now);
        if let Ok(Some(tick)) = &tick {
            client.answers.push_back((edit.seq, *tick, ack.clone()));
            while client.answers.len() > ANSWERS_KEPT as usize {
                client.answers.pop_front();
            }
        }
        live.clients.insert(edit.client, client);
        match misfit {
            Some(error) => Err(error),
            // An edit that changed nothing is saved as soon as what was there before is.
            None => Ok((tick?.unwrap_or(live.saved_tick), ack)),
        }
    }
}

impl Newsroom {
    /// Applies one text's delta. What comes back is what others are told, and the correction for the window,
    /// which has done what it sent: the marks of a suggestion, who wrote what came back, and the final line
    /// break that is never taken away, each for the text as the one before leaves it.
    fn take_delta(
        &self,
        live: &mut Session,
        client: &mut super::session::Client,
        (member, now): (MemberId, &copy::Stamp),
        (container, delta): (&Container, &Delta),
        manner: Manner,
    ) -> Result<(Delta, Option<Delta>)> {
        let suggesting = match manner {
            Manner::Done => None,
            Manner::Suggested => {
                let mut fresh = || SuggestionId::from_random(self.random_16());
                let by = Suggester { member, at_ms: now.at_ms };
                Some(live.document.suggest(container, delta, by, &mut fresh)?)
            }
        };
        let wanted = suggesting.as_ref().map_or(delta, |suggesting| &suggesting.delta);
        let members = &live.members;
        let member_of = |peer: PeerId| members.get(&peer).copied();
        let attributed = client.deleted.attribute(&live.document, container, wanted, member, member_of)?;
        let kept = live.document.apply(container, &attributed.delta)?;
        let told = match (&suggesting, &kept) {
            (None, _) => delta.clone(),
            (Some(_), None) => attributed.delta,
            (Some(_), Some(kept)) => attributed.delta.compose(kept)?,
        };
        let corrections = [suggesting.and_then(|it| it.correction), attributed.correction, kept];
        let mut correction = Delta::new();
        for next in corrections.into_iter().flatten() {
            correction = correction.compose(&next)?;
        }
        Ok((told, Some(correction).filter(|correction| !correction.is_empty())))
    }
}

impl Session {
    fn answered(&self, client: &str, seq: u32) -> Option<(u64, Ack)> {
        let client = self.clients.get(client)?;
        let (_, tick, ack) = client.answers.iter().find(|(known, ..)| *known == seq)?;
        Some((*tick, ack.clone()))
    }

    /// Whether an edit is surely a new one: this run has answered this client, and nothing beyond it. A
    /// client counts up and has one call in flight, so no earlier run can have answered it; the shelves
    /// need not be asked.
    fn is_next(&self, client: &str, seq: u32) -> bool {
        let last = self.clients.get(client).and_then(|client| client.answers.back());
        last.is_some_and(|(last, ..)| last.checked_add(1) == Some(seq))
    }

    /// The same for what one window suggests: one step, with the correction for that window.
    fn suggested(
        &mut self,
        changes: Edits,
        correction: Edits,
        origin: Option<(String, u32)>,
    ) -> Option<StoryEvent> {
        if changes.is_empty() {
            return None;
        }
        let from_version = self.version;
        self.version += 1;
        Some(StoryEvent::Changed { from_version, to_version: self.version, changes, correction, origin })
    }

    /// Counts the version up for a change of texts; the event that tells it. Nothing for no change.
    pub(crate) fn changed(&mut self, changes: Edits, origin: Option<(String, u32)>) -> Option<StoryEvent> {
        if changes.is_empty() {
            return None;
        }
        let from_version = self.version;
        self.version += 1;
        let (to_version, correction) = (self.version, Edits::new());
        Some(StoryEvent::Changed { from_version, to_version, changes, correction, origin })
    }
}

/// An ack as the shelves keep it: a line for the version and time, and one for each text.
fn write_ack(ack: &Ack) -> Vec<u8> {
    let mut lines = vec![format!("{} {}", ack.version, ack.saved_at_ms)];
    for (container, mark) in &ack.marks {
        lines.push(format!("{container} {} {}", mark.length_utf16, mark.hash));
    }
    lines.join("\n").into_bytes()
}

fn read_ack(bytes: &[u8]) -> Option<Ack> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    let (version, saved_at_ms) = lines.next()?.split_once(' ')?;
    let mark = |line: &str| {
        let mut parts = line.split(' ');
        let container = parts.next()?.parse().ok()?;
        let length_utf16 = parts.next()?.parse().ok()?;
        Some((container, ContainerMark { length_utf16, hash: parts.next()?.parse().ok()? }))
    };
    Some(Ack {
        version: version.parse().ok()?,
        saved_at_ms: saved_at_ms.parse().ok()?,
        marks: lines.map(mark).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ack_reads_back() {
        let marks = vec![
            (Container::Body, ContainerMark { length_utf16: 12, hash: 7 }),
            (Container::Headline, ContainerMark { length_utf16: 0, hash: u32::MAX }),
        ];
        let ack = Ack { version: 3, saved_at_ms: 1_764_000_000_000, marks };
        assert_eq!(read_ack(&write_ack(&ack)), Some(ack));
        assert_eq!(read_ack(b"nonsense"), None);
    }
}
