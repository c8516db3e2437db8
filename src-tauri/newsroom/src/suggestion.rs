//! Suggestions at the desk: what is pending, accepting and rejecting, and why one that was there is gone.
//!
//! A suggestion is marks in the text and nothing else; it is pending as long as a word carries them. What
//! became of one is a record, written with the edit that did it.

use crate::{
    story::{lock, Session},
    transact::Change,
    Error, Newsroom, Refusal, Result,
};
use copy::{MemberId, Stamp, StoryId, SuggestionId};
use document::{Place, Review, Suggestion, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use store::verdict::{self as shelf, VerdictRow};

/// Which suggestions are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// These.
    These(Vec<SuggestionId>),
    /// All that touch a range.
    In(Place),
    /// All by one member.
    By(MemberId),
    /// All.
    All,
}

/// Why a suggestion is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was done.
    Accepted,
    /// It was dropped.
    Rejected,
    /// Somebody took the words away that it was on.
    Overwritten,
}

impl Fate {
    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Overwritten => "overwritten",
        }
    }
}

/// A story's suggestions.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// What is pending, in the order of the texts.
    pub pending: Vec<Suggestion>,
    /// What became of those that are gone, the latest last. One that came back (by undo) is pending only.
    pub gone: Vec<VerdictRow>,
}

impl Which {
    fn holds(&self, one: &Suggestion) -> bool {
        match self {
            Self::These(ids) => ids.contains(&one.id),
            Self::By(member) => one.member == Some(*member),
            Self::All => true,
            Self::In(range) => one.places.iter().any(|place| {
                place.container == range.container && place.from <= range.to && range.from <= place.to
            }),
        }
    }
}

impl Newsroom {
    /// A story's suggestions.
    pub fn suggestions(&self, story: StoryId) -> Result<Suggestions> {
        let session = self.session(story)?;
        let pending = lock(&session).review().suggestions.clone();
        let rows = self.store().read(|on| shelf::list(on, story).map_err(Error::from))?;
        let there: BTreeSet<_> = pending.iter().map(|one| one.id).collect();
        let rows = rows.into_iter().filter(|row| !there.contains(&row.suggestion)).collect();
        Ok(Suggestions { pending, gone: last_verdicts(rows) })
    }

    /// Accepts or rejects suggestions, as one edit; how many there were. The windows hear what changed.
    ///
    /// # Errors
    /// [`Error::Refused`] where one that was named is gone already: its record says why.
    pub fn settle_suggestions(
        &self,
        member: MemberId,
        story: StoryId,
        which: &Which,
        verdict: Verdict,
    ) -> Result<usize> {
        if self.is_read_only() {
            return Err(Error::ReadOnly);
        }
        let session = self.session(story)?;
        let (count, writing) = {
            let mut live = lock(&session);
            let before = live.review();
            let meant: Vec<Suggestion> =
                before.suggestions.iter().filter(|one| which.holds(one)).cloned().collect();
            if let Which::These(ids) = which {
                if ids.iter().any(|id| !meant.iter().any(|one| one.id == *id)) {
                    return Err(Error::refused(Refusal::SuggestionGone));
                }
            }
            let now = self.now();
            let peer = live.speak_for(self, member, &now)?;
            let ids = meant.iter().map(|one| one.id).collect();
            let patches = live.document.settle(&ids, verdict)?;
            let fate = match verdict {
                Verdict::Accept => Fate::Accepted,
                Verdict::Reject => Fate::Rejected,
            };
            let rows = meant.iter().map(|one| self.verdict_row(story, one, fate, member, &now));
            live.verdicts.extend(rows.collect::<Vec<_>>());
            // A colleague's, on words that this one took away.
            let mut others = Review::clone(&before);
            others.suggestions.retain(|one| !meant.iter().any(|meant| meant.id == one.id));
            self.note_overwritten(&mut live, &others, member, &now);
            let mut events: Vec<_> = live.changed(patches, None).into_iter().collect();
            events.push(crate::story::StoryEvent::Facts);
            live.take_tick(peer, |_| None, events, &now)?;
            (meant.len(), self.begin_save(&mut live)?)
        };
        self.end_save(&session, writing)?;
        self.tell(&BTreeSet::from([Change::Story(story)]));
        Ok(count)
    }

    /// Writes down what an edit overwrote: pending before it, and not any more.
    pub(crate) fn note_overwritten(
        &self,
        live: &mut Session,
        before: &Review,
        member: MemberId,
        now: &Stamp,
    ) {
        if before.suggestions.is_empty() {
            return;
        }
        let left: BTreeSet<_> = live.document.review().suggestions.iter().map(|one| one.id).collect();
        let gone: Vec<_> = before.suggestions.iter().filter(|one| !left.contains(&one.id)).cloned().collect();
        let rows = self.overwritten(live.story, &gone, member, now);
        live.verdicts.extend(rows);
    }

    /// Why suggestions are gone that nobody decided about.
    pub(crate) fn overwritten(
        &self,
        story: StoryId,
        gone: &[Suggestion],
        member: MemberId,
        now: &Stamp,
    ) -> Vec<VerdictRow> {
        gone.iter().map(|one| self.verdict_row(story, one, Fate::Overwritten, member, now)).collect()
    }

    fn verdict_row(
        &self,
        story: StoryId,
        one: &Suggestion,
        fate: Fate,
        member: MemberId,
        now: &Stamp,
    ) -> VerdictRow {
        VerdictRow {
            record: self.new_record(),
            story,
            suggestion: one.id,
            kind: fate.key().into(),
            parents: Vec::new(),
            what: one.kind.key().into(),
            place: one.places.first().map(|place| place.container.to_string()).unwrap_or_default(),
            text_before: one.before.clone(),
            text_after: one.after.clone(),
            suggested_by: one.member,
            suggested_ms: one.at_ms,
            member,
            device: self.device(),
            at: now.clone(),
        }
    }

    /// How many suggestions are pending in a story.
    pub(crate) fn pending_suggestions(&self, story: StoryId) -> Result<usize> {
        let session = self.session(story)?;
        let pending = lock(&session).review().suggestions.len();
        Ok(pending)
    }
}

/// Of each suggestion the verdict that is why it is gone: the last, for an undo may have brought it back in between. Of
/// two that were given apart the more cautious one, which kept the words.
fn last_verdicts(rows: Vec<VerdictRow>) -> Vec<VerdictRow> {
    let mut of: BTreeMap<SuggestionId, crate::causal::Parents<_>> = BTreeMap::new();
    for row in &rows {
        of.entry(row.suggestion).or_default().insert(row.record, row.parents.clone());
    }
    let newest: BTreeSet<_> = of.values().flat_map(crate::causal::newest).collect();
    let mut last: Vec<VerdictRow> = Vec::new();
    for row in rows.into_iter().filter(|row| newest.contains(&row.record)) {
        match last.iter_mut().find(|known| known.suggestion == row.suggestion) {
            Some(known) if row.kind == Fate::Rejected.key() => *known = row,
            Some(_) => {}
            None => last.push(row),
        }
    }
    last
}

/// Writes a verdict after all that are known here of its suggestion.
pub(crate) fn insert_in(tx: &store::Tx<'_>, row: &VerdictRow) -> Result<()> {
    let known = shelf::list(tx, row.story)?;
    let known: BTreeMap<_, _> = known
        .iter()
        .filter(|other| other.suggestion == row.suggestion && other.record != row.record)
        .map(|other| (other.record, other.parents.clone()))
        .collect();
    shelf::insert(tx, &VerdictRow { parents: crate::causal::newest(&known), ..row.clone() })?;
    Ok(())
}
