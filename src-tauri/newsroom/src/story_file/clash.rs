//! Parts that two desks changed at once. A text of one line that both rewrote merges into neither, and a
//! fact keeps only the later: so both are kept whole until somebody has chosen.

use super::FileRefusal;
use crate::{revision::put_text, transact::Change, Error, Newsroom, Result};
use copy::{MemberId, ReaderCopy, RecordId, StoryId};
use document::{Container, FactChange};
use store::colleague::ClashRow;

/// A part that two desks changed at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Its record; `None` before the file is taken in.
    pub id: Option<RecordId>,
    /// A text's name (`headline`, `caption_…`) or a fact's (`dateline`).
    pub place: String,
    /// What this desk had.
    pub ours: String,
    /// What the file had.
    pub theirs: String,
    /// Who sent it.
    pub member: MemberId,
}

/// The parts of a copy that a clash can be in, with their words.
fn parts(copy: &ReaderCopy) -> Vec<(String, String)> {
    let text = |container: Container, inline: &copy::Inline| (container.to_string(), inline.text());
    let mut parts = vec![
        text(Container::Headline, &copy.headline),
        text(Container::HeadlineShort, &copy.headline_short),
        text(Container::HeadlineWeb, &copy.headline_web),
        text(Container::Deck, &copy.deck),
    ];
    parts.extend(copy.figures.iter().map(|figure| text(Container::Caption(figure.id), &figure.caption)));
    let facts = [
        ("web_slug", &copy.web_slug),
        ("section", &copy.section),
        ("description", &copy.description),
        ("canonical", &copy.canonical),
        ("dateline", &copy.dateline),
        ("place", &copy.place),
        ("language", &copy.language),
    ];
    parts.extend(facts.map(|(name, value)| (name.to_owned(), value.clone())));
    parts
}

fn fact(place: &str, value: String) -> Option<FactChange> {
    Some(match place {
        "web_slug" => FactChange::WebSlug(value),
        "section" => FactChange::Section(value),
        "description" => FactChange::Description(value),
        "canonical" => FactChange::Canonical(value),
        "dateline" => FactChange::Dateline(value),
        "place" => FactChange::Place(value),
        "language" => FactChange::Language(value),
        _ => return None,
    })
}

/// Whether a part differs at all; if none does, there is no clash whatever both had before.
pub(super) fn may_be(ours: &ReaderCopy, theirs: &ReaderCopy) -> bool {
    parts(ours) != parts(theirs)
}

/// What both changed since they had it in common, to different ends.
pub(super) fn between(
    base: &ReaderCopy,
    ours: &ReaderCopy,
    theirs: &ReaderCopy,
    member: MemberId,
) -> Vec<Clash> {
    let (base, theirs) = (parts(base), parts(theirs));
    let of = |parts: &[(String, String)], place: &str| {
        parts.iter().find(|(name, _)| name == place).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let clash = |(place, ours): (String, String)| {
        let (was, theirs) = (of(&base, &place), of(&theirs, &place));
        let both = ours != was && theirs != was && ours != theirs;
        both.then_some(Clash { id: None, place, ours, theirs, member })
    };
    parts(ours).into_iter().filter_map(clash).collect()
}

impl Newsroom {
    /// The clashes of a story that nobody has settled.
    pub fn clashes(&self, story: StoryId) -> Result<Vec<Clash>> {
        let rows = self.store().read(|on| store::colleague::clashes(on, story).map_err(Error::from))?;
        Ok(rows.into_iter().map(of_row).collect())
    }

    /// Settles a clash: the part becomes these words, which are one of the two or something better.
    pub fn settle_clash(&self, member: MemberId, story: StoryId, id: RecordId, words: &str) -> Result<()> {
        let clash = self.clashes(story)?.into_iter().find(|clash| clash.id == Some(id));
        let clash = clash.ok_or(FileRefusal::ClashSettled)?;
        match fact(&clash.place, words.to_owned()) {
            Some(change) => self.set_fact(member, story, &change)?,
            None => {
                let place: Container =
                    clash.place.parse().map_err(|_| Error::Missing("text of this story"))?;
                self.change_story(member, story, |document| {
                    let mut copy = document.reader_copy();
                    put_text(&mut copy, place, words);
                    Ok(((), document.restore(&copy)?))
                })?;
            }
        }
        self.transact(move |tx, changes| {
            store::colleague::settle_clash(tx, id)?;
            changes.add(Change::Story(story));
            Ok(())
        })
    }
}

fn of_row(row: ClashRow) -> Clash {
    Clash { id: Some(row.clash), place: row.place, ours: row.ours, theirs: row.theirs, member: row.member }
}
