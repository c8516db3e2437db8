//! What an editor asked for: the items of revision notes, ticked off by whoever did them, and edits inside
//! quotations, ticked by an editor who looked at them.

use crate::{
    causal, member::Role, revision::RevisionKind, transact::Change, Error, Newsroom, Refusal, Result,
};
use copy::{MemberId, RecordId, RevisionId, Stamp, StoryId};
use std::collections::BTreeMap;
use store::{
    quote_tick::{self, QuoteTickRow},
    revision::{NoteItem, NoteTickRow},
};

/// An item of a revision note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its identifier.
    pub id: RecordId,
    /// What is to be done.
    pub text: String,
    /// Who said that it is done, and when.
    pub done: Option<(MemberId, Stamp)>,
}

/// A revision note with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The revision.
    pub revision: RevisionId,
    /// Its number.
    pub number: i64,
    /// Who asks.
    pub member: MemberId,
    /// Since when.
    pub at: Stamp,
    /// What for.
    pub items: Vec<Item>,
}

/// An edit inside a quotation that an editor has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteTick {
    /// The quotation as it was.
    pub before: String,
    /// The quotation as it is.
    pub after: String,
    /// Who looked.
    pub member: MemberId,
    /// When.
    pub stamp: Stamp,
}

/// The items of a note as it was typed: one a line, without the sign that a list begins its lines with.
pub(crate) fn items_of(note: &str) -> Vec<String> {
    let signs = ['-', '–', '—', '*', '•', '·', '☐'];
    note.lines()
        .map(|line| line.trim().trim_start_matches(signs).trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Newsroom {
    /// What editors asked for when they sent the story back, the oldest first.
    pub fn notes(&self, story: StoryId) -> Result<Vec<Note>> {
        self.store().read(|on| {
            let ticks = store::revision::ticks(on, story)?;
            let mut notes = Vec::new();
            for row in store::revision::list(on, story)? {
                if row.kind != RevisionKind::SentBack.key() {
                    continue;
                }
                let items = store::revision::items(on, row.revision)?;
                notes.push(Note {
                    revision: row.revision,
                    number: row.number,
                    member: row.member,
                    at: row.at,
                    items: items.into_iter().map(|item| item_of(item, &ticks)).collect(),
                });
            }
            Ok(notes)
        })
    }

    /// Ticks an item, or takes that back. Said twice, it is said once.
    pub fn tick_item(&self, member: MemberId, story: StoryId, item: RecordId, is_done: bool) -> Result<()> {
        let notes = self.notes(story)?;
        let found = notes.iter().find_map(|note| {
            Some((note.revision, note.items.iter().find(|one| one.id == item)?.done.is_some()))
        });
        let (revision, was_done) = found.ok_or(Error::Missing("item"))?;
        if was_done == is_done {
            return Ok(());
        }
        let (record, device, at) = (self.new_record(), self.device(), self.now());
        self.transact(move |tx, changes| {
            let before = store::revision::ticks(tx, story)?.into_iter().rfind(|tick| tick.item == item);
            let follows = before.map(|tick| tick.record);
            let row = NoteTickRow { record, story, revision, item, is_done, follows, member, device, at };
            store::revision::tick(tx, &row)?;
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.tell_facts(story);
        Ok(())
    }

    /// How many items are done of the last note, if this member wrote it.
    pub(crate) fn answered_items(&self, member: MemberId, story: StoryId) -> Result<usize> {
        let notes = self.notes(story)?;
        let last = notes.last().filter(|note| note.member == member);
        Ok(last.map_or(0, |note| note.items.iter().filter(|item| item.done.is_some()).count()))
    }

    /// How many items of the last note are not ticked: what came before was settled when it was sent back
    /// again.
    pub(crate) fn unticked_items(&self, story: StoryId) -> Result<usize> {
        let notes = self.notes(story)?;
        let last = notes.last().map(|note| note.items.iter().filter(|item| item.done.is_none()).count());
        Ok(last.unwrap_or(0))
    }

    /// Says that an editor has looked at an edit inside a quotation, or takes that back. It speaks of exactly
    /// this change: edited again, it is asked again.
    pub fn tick_quote(
        &self,
        member: MemberId,
        story: StoryId,
        before: &str,
        after: &str,
        is_done: bool,
    ) -> Result<()> {
        if !self.member(member)?.roles.contains(&Role::Editor) {
            return Err(Error::refused(Refusal::EditorsOnly));
        }
        if before == after {
            return Err(Error::refused(Refusal::QuoteUnchanged));
        }
        self.session(story)?;
        let row = QuoteTickRow {
            record: self.new_record(),
            story,
            text_before: before.to_owned(),
            text_after: after.to_owned(),
            is_done,
            parents: Vec::new(),
            member,
            device: self.device(),
            at: self.now(),
        };
        self.transact(move |tx, changes| {
            let known: causal::Parents<RecordId> = quote_tick::list(tx, story)?
                .into_iter()
                .filter(|tick| tick.text_before == row.text_before && tick.text_after == row.text_after)
                .map(|tick| (tick.record, tick.parents))
                .collect();
            quote_tick::insert(tx, &QuoteTickRow { parents: causal::newest(&known), ..row })?;
            changes.add(Change::Story(story));
            Ok(())
        })?;
        self.tell_facts(story);
        Ok(())
    }

    /// The edits inside quotations that an editor has looked at. Of a tick and its taking back that knew
    /// nothing of each other the taking back wins, as the more cautious.
    pub fn quote_ticks(&self, story: StoryId) -> Result<Vec<QuoteTick>> {
        let rows = self.store().read(|on| quote_tick::list(on, story).map_err(Error::from))?;
        let mut by_change: BTreeMap<(String, String), Vec<QuoteTickRow>> = BTreeMap::new();
        for row in rows {
            by_change.entry((row.text_before.clone(), row.text_after.clone())).or_default().push(row);
        }
        let standing = by_change.into_values().filter_map(|rows| {
            let parents = rows.iter().map(|row| (row.record, row.parents.clone())).collect();
            let newest = causal::newest(&parents);
            let newest: Vec<_> = rows.into_iter().filter(|row| newest.contains(&row.record)).collect();
            newest.iter().all(|row| row.is_done).then(|| newest.into_iter().next_back()).flatten()
        });
        Ok(standing
            .map(|row| QuoteTick {
                before: row.text_before,
                after: row.text_after,
                member: row.member,
                stamp: row.at,
            })
            .collect())
    }
}

/// An item with its tick: of two that knew nothing of each other, "not done" wins.
fn item_of(item: NoteItem, ticks: &[NoteTickRow]) -> Item {
    let mine: Vec<_> = ticks.iter().filter(|tick| tick.item == item.id).collect();
    let parents = mine.iter().map(|tick| (tick.record, tick.follows.into_iter().collect())).collect();
    let newest = causal::newest(&parents);
    let newest: Vec<_> = mine.into_iter().filter(|tick| newest.contains(&tick.record)).collect();
    let is_done = !newest.is_empty() && newest.iter().all(|tick| tick.is_done);
    let done = newest.last().filter(|_| is_done).map(|tick| (tick.member, tick.at.clone()));
    Item { id: item.id, text: item.text, done }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_a_list_of_lines() {
        assert_eq!(
            items_of("- Source?\n• Хто це\n\n  Photo credit  "),
            ["Source?", "Хто це", "Photo credit"]
        );
        assert_eq!(items_of("One thing"), ["One thing"]);
        assert!(items_of(" \n - ").is_empty());
    }
}
