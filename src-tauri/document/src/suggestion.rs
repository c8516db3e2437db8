//! Suggestions: changes that somebody asks for and nobody has made yet. They live in the text as marks,
//! one key a suggestion and part: `ins_<id>` on words that would come, `del_<id>` on words that would go,
//! `fmt_<id>` on words that would look otherwise, `blk_<id>` on a line's break whose line would be of
//! another kind. A paragraph that would be split has an inserted break, one that would be joined a deleted
//! one. A single key for everybody's suggestions would lose one where two overlap.
//!
//! Readers, counts and hashes see the text as if no suggestion had been accepted.
//!
//! - [`Document::suggest`] turns an editor's delta into the one that suggests it;
//! - [`Document::settle`] accepts or rejects, as forward edits;
//! - [`Document::review`] lists what is pending, and where the comments are.

mod settle;
mod suggest;
mod whole;

pub use settle::Verdict;
pub use suggest::{Suggester, Suggesting};

use crate::{
    anchor::Place,
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    document::Document,
    line::BLOCK_KEY,
    offset::{split_utf16, Utf16},
};
use copy::{MemberId, SuggestionId, ThreadId};
use loro::{cursor::Side, Frontiers, VersionVector};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a mark of a suggestion says of the characters under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// They would come.
    Insert,
    /// They would go.
    Delete,
    /// They would look otherwise.
    Format,
    /// Their line would be of another kind.
    Block,
}

impl Part {
    const ALL: [Self; 4] = [Self::Insert, Self::Delete, Self::Format, Self::Block];

    fn prefix(self) -> &'static str {
        match self {
            Self::Insert => "ins_",
            Self::Delete => "del_",
            Self::Format => "fmt_",
            Self::Block => "blk_",
        }
    }

    pub fn key(self, id: SuggestionId) -> String {
        format!("{}{id}", self.prefix())
    }

    /// Reads a mark's key; a key of a family whose rest is no identifier is somebody else's.
    pub fn of(key: &str) -> Option<(Self, SuggestionId)> {
        Self::ALL.into_iter().find_map(|part| Some((part, key.strip_prefix(part.prefix())?.parse().ok()?)))
    }
}

/// A mark's value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Suggested {
    /// Who suggests it.
    pub member: Option<MemberId>,
    /// Since when, UTC milliseconds by their clock.
    pub at_ms: i64,
    /// Delete: the moment of history that it speaks of, in hex. What was typed elsewhere at that moment, and
    /// arrived under the mark later, is not meant. Empty: everything under the mark is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub base: String,
    /// Format and block: the marks as they would be.
    #[serde(skip_serializing_if = "Attributes::is_empty")]
    pub change: Attributes,
}

impl Suggested {
    pub fn read(value: &Value) -> Self {
        Self::deserialize(value).unwrap_or_default()
    }

    pub fn write(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}

/// The parts of suggestions that these marks carry.
pub(crate) fn parts(marks: &Attributes) -> impl Iterator<Item = (Part, SuggestionId, &str, &Value)> {
    marks
        .iter()
        .filter(|(_, value)| !value.is_null())
        .filter_map(|(key, value)| Part::of(key).map(|(part, id)| (part, id, key.as_str(), value)))
}

/// What is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionKind {
    /// Words, or a split of a paragraph.
    Insert,
    /// Words less, or a join of two paragraphs.
    Delete,
    /// Other words in the place of these.
    Replace,
    /// Other marks: bold, a link …
    Format,
    /// Another kind of block.
    Block,
}

impl SuggestionKind {
    /// The name in records.
    pub fn key(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Delete => "delete",
            Self::Replace => "replace",
            Self::Format => "format",
            Self::Block => "block",
        }
    }
}

/// A pending suggestion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its identifier.
    pub id: SuggestionId,
    /// What is suggested.
    pub kind: SuggestionKind,
    /// Who suggests it.
    pub member: Option<MemberId>,
    /// Since when, UTC milliseconds by their clock.
    pub at_ms: i64,
    /// Where it is, in the order of the texts.
    pub places: Vec<Place>,
    /// The words without it, whole: where a part of a word or of a number would change, all of it. A line
    /// break is `\n`. For another kind of block: the line.
    pub before: String,
    /// The words with it, as whole.
    pub after: String,
    /// Format and block: the marks as they would be; `null` takes one away.
    pub change: Attributes,
    /// Format and block: the marks as they are, of those that would change.
    pub was: Attributes,
}

/// What colleagues have asked for in a story's texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    /// Where each comment's words are; a thread that is not here has lost its mark.
    pub comments: BTreeMap<ThreadId, Vec<Place>>,
    /// What is pending, in the order of the texts.
    pub suggestions: Vec<Suggestion>,
}

#[derive(Default)]
struct Gathered {
    parts: Vec<Part>,
    value: Suggested,
    places: Vec<Place>,
    before: String,
    after: String,
    was: Attributes,
}

impl Document {
    /// All pending suggestions and all comments' places.
    pub fn review(&self) -> Review {
        let mut review = Review::default();
        let mut order: Vec<SuggestionId> = Vec::new();
        let mut found: BTreeMap<SuggestionId, Gathered> = BTreeMap::new();
        let mut bases = Bases::new(self);
        for container in self.containers() {
            let (mut at, mut scalar) = (Utf16(0), 0);
            let mut line = String::new();
            for op in &self.text(&container).0 {
                let DeltaOp::Insert(text, marks) = op else { continue };
                let to = at + Utf16::of(text);
                let place = Place { container, from: at, to };
                for key in marks.keys() {
                    if let Some(thread) =
                        key.strip_prefix(crate::anchor::COMMENT).and_then(|id| id.parse().ok())
                    {
                        push_place(review.comments.entry(thread).or_default(), place);
                    }
                }
                for (part, id, _, value) in parts(marks) {
                    let gathered = found.entry(id).or_insert_with(|| {
                        order.push(id);
                        Gathered { value: Suggested::read(value), ..Gathered::default() }
                    });
                    gathered.take(part, value, marks, text, &line);
                    match part {
                        Part::Delete => bases.meant(&container, scalar, text, value).into_iter().for_each(
                            |(from, meant)| {
                                let from = at + from;
                                push_place(
                                    &mut gathered.places,
                                    Place { from, to: from + Utf16::of(meant), ..place },
                                );
                                gathered.before.push_str(meant);
                            },
                        ),
                        _ => push_place(&mut gathered.places, place),
                    }
                }
                match text.rsplit_once('\n') {
                    Some((_, rest)) => rest.clone_into(&mut line),
                    None => line.push_str(text),
                }
                at = to;
                scalar += text.chars().count();
            }
        }
        let suggestion = |id: SuggestionId| Some(found.remove(&id)?.into_suggestion(id));
        review.suggestions =
            order.into_iter().filter_map(suggestion).filter(|one| !one.places.is_empty()).collect();
        review.suggestions.iter_mut().for_each(|one| self.read_whole(one));
        review
    }

    /// Whether a delta takes words away that carry a suggestion.
    pub fn takes_suggested(&self, container: &Container, delta: &Delta) -> bool {
        let mut at = 0;
        for op in &delta.0 {
            if let DeltaOp::Delete(units) = op {
                let gone = self.runs(container, Utf16(at), Utf16(at + units));
                if gone.iter().any(|(_, marks)| parts(marks).next().is_some()) {
                    return true;
                }
            }
            at += if matches!(op, DeltaOp::Insert(..)) { 0 } else { op.units() };
        }
        false
    }

    /// The texts of the story in their order.
    pub fn containers(&self) -> Vec<Container> {
        let captions = self.figures().into_keys().map(Container::Caption);
        let notes = self.reader_notes().into_iter().map(|(id, _)| Container::ReaderNote(id));
        Container::FIXED.into_iter().chain(captions).chain(notes).collect()
    }
}

impl Gathered {
    fn take(&mut self, part: Part, value: &Value, marks: &Attributes, text: &str, line: &str) {
        if !self.parts.contains(&part) {
            self.parts.push(part);
        }
        match part {
            Part::Insert => self.after.push_str(text),
            Part::Delete => {}
            Part::Format | Part::Block => {
                let change = Suggested::read(value).change;
                let was =
                    change.keys().map(|key| (key.clone(), marks.get(key).cloned().unwrap_or(Value::Null)));
                self.was.extend(was);
                self.value.change.extend(change);
                if part == Part::Format && !self.parts.iter().any(|part| *part < Part::Format) {
                    self.before.push_str(text);
                } else if !self.parts.iter().any(|part| *part < Part::Block) {
                    self.before.push_str(line);
                    self.before.push('\n');
                }
            }
        }
    }

    fn into_suggestion(self, id: SuggestionId) -> Suggestion {
        let has = |part: Part| self.parts.contains(&part);
        let kind = match (has(Part::Insert), has(Part::Delete)) {
            (true, true) => SuggestionKind::Replace,
            (true, false) => SuggestionKind::Insert,
            (false, true) => SuggestionKind::Delete,
            (false, false) if has(Part::Format) => SuggestionKind::Format,
            (false, false) => SuggestionKind::Block,
        };
        let keeps_words = matches!(kind, SuggestionKind::Format | SuggestionKind::Block);
        Suggestion {
            id,
            kind,
            member: self.value.member,
            at_ms: self.value.at_ms,
            places: self.places,
            after: if keeps_words { self.before.clone() } else { self.after },
            before: self.before,
            change: self.value.change,
            was: self.was,
        }
    }
}

/// Adds a place; one that goes on where the last ended is the same.
fn push_place(places: &mut Vec<Place>, place: Place) {
    match places.last_mut() {
        Some(last) if last.container == place.container && last.to == place.from => last.to = place.to,
        _ => places.push(place),
    }
}

/// The moments of history that suggested deletions speak of, looked up once each.
pub(crate) struct Bases<'a> {
    document: &'a Document,
    known: BTreeMap<String, Option<VersionVector>>,
}

impl<'a> Bases<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, known: BTreeMap::new() }
    }

    /// The parts of some marked text that a suggested deletion means, with their offsets in it: what was
    /// there when it was suggested, not what somebody else typed between at the same time.
    pub fn meant<'t>(
        &mut self,
        container: &Container,
        scalar: usize,
        text: &'t str,
        value: &Value,
    ) -> Vec<(Utf16, &'t str)> {
        let base = Suggested::read(value).base;
        let document = self.document;
        let known = self.known.entry(base).or_insert_with_key(|base| {
            let frontiers = Frontiers::decode(&from_hex(base)?).ok()?;
            document.engine().frontiers_to_vv(&frontiers)
        });
        let Some(known) = known else { return vec![(Utf16(0), text)] };
        let engine = document.text_of(container);
        let is_meant = |scalar: usize| {
            let id = engine.get_cursor(scalar, Side::Middle).and_then(|cursor| cursor.id);
            id.is_none_or(|id| known.includes_id(id))
        };
        let mut meant: Vec<(Utf16, &str)> = Vec::new();
        let (mut at, mut rest, mut scalar) = (Utf16(0), text, scalar);
        while !rest.is_empty() {
            let flag = is_meant(scalar);
            let alike = rest.chars().enumerate().take_while(|(n, _)| is_meant(scalar + n) == flag);
            let (count, units) =
                alike.fold((0, 0), |(count, units), (_, c)| (count + 1, units + c.len_utf16()));
            let (piece, left) = split_utf16(rest, Utf16(units)).unwrap_or((rest, ""));
            if flag {
                meant.push((at, piece));
            }
            at += Utf16(units);
            scalar += count;
            rest = left;
        }
        meant
    }
}

/// The moment of history that a document is at, as a mark's value names it.
pub(crate) fn base_of(document: &mut Document) -> String {
    document.frontiers().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() {
        return None;
    }
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|it| u8::try_from(it).ok())).collect();
    Some(digits?.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect())
}

/// The part that a change of marks makes: a line's kind rides on its break.
pub(crate) fn part_of(change: &Attributes) -> Part {
    if change.contains_key(BLOCK_KEY) {
        Part::Block
    } else {
        Part::Format
    }
}

/// The change that makes one set of marks another.
pub(crate) fn difference(from: &Attributes, to: &Attributes) -> Attributes {
    let gone = from.iter().filter(|(key, value)| !value.is_null() && !to.contains_key(*key));
    let gone = gone.map(|(key, _)| (key.clone(), Value::Null));
    let came = to.iter().filter(|(key, value)| from.get(*key) != Some(value));
    gone.chain(came.map(|(key, value)| (key.clone(), value.clone()))).collect()
}

#[cfg(test)]
mod tests;
