//! Restore: a word diff from what is there to what was, written as edits of today. What is the same
//! keeps its characters, and with them comments, authorship and what colleagues type meanwhile;
//! suggested text is not part of a copy and stays where it is.

use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    diff::{align, hunks, tokens, Aligned, Compared},
    document::Document,
    error::Result,
    facts::FactChange,
    line::{self, BLOCK_KEY},
    merge::Hands,
    reader_note::{NoteChange, NoteFacts},
};
use copy::{Block, BlockKind, Inline, Marks, MemberId, ReaderCopy};
use serde_json::Value;
use std::{collections::BTreeMap, ops::Range};

impl Document {
    /// Makes the story what this copy says, with as few edits as a word diff needs. What changed in
    /// the texts comes back as patches for the editors. Afterwards [`Document::reader_copy`] is this
    /// copy again, and its hash the same.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn restore(&mut self, copy: &ReaderCopy) -> Result<Vec<(Container, Delta)>> {
        self.restore_by(copy, &Hands::new(), None)
    }

    /// The same, where some of the words that come were written by somebody else, as `hands` says.
    ///
    /// # Errors
    /// [`crate::Error::Engine`].
    pub fn restore_by(
        &mut self,
        copy: &ReaderCopy,
        hands: &Hands,
        by: Option<MemberId>,
    ) -> Result<Vec<(Container, Delta)>> {
        let writers = |container: &Container| Writers {
            by: by.map(|by| Value::String(by.to_string())),
            lines: hands.get(container).map(Vec::as_slice).unwrap_or_default(),
        };
        self.restore_facts(copy)?;
        self.restore_notes(copy)?;
        let mut targets = vec![
            (Container::Headline, &copy.headline),
            (Container::HeadlineShort, &copy.headline_short),
            (Container::HeadlineWeb, &copy.headline_web),
            (Container::Deck, &copy.deck),
        ];
        targets.extend(copy.figures.iter().map(|figure| (Container::Caption(figure.id), &figure.caption)));
        targets.extend(copy.reader_notes.iter().map(|note| (Container::ReaderNote(note.id), &note.text)));
        let mut patches = Vec::new();
        let body = restore_lines(&self.text(&Container::Body), &copy.body, &writers(&Container::Body));
        let texts = targets.into_iter().map(|(container, text)| {
            let delta = restore_line(&self.text(&container), text, &writers(&container));
            (container, delta)
        });
        for (container, delta) in std::iter::once((Container::Body, body)).chain(texts.collect::<Vec<_>>()) {
            if !delta.is_empty() {
                let correction = self.apply(&container, &delta)?.unwrap_or_default();
                patches.push((container, delta.compose(&correction)?));
            }
        }
        Ok(patches)
    }

    fn restore_facts(&mut self, copy: &ReaderCopy) -> Result<()> {
        for change in [
            FactChange::WebSlug(copy.web_slug.clone()),
            FactChange::Section(copy.section.clone()),
            FactChange::Description(copy.description.clone()),
            FactChange::Canonical(copy.canonical.clone()),
            FactChange::Dateline(copy.dateline.clone()),
            FactChange::Place(copy.place.clone()),
            FactChange::Language(copy.language.clone()),
            FactChange::Lead(copy.lead),
        ] {
            self.set_fact(&change)?;
        }
        let tags = self.facts().tags;
        for tag in tags.iter().filter(|tag| !copy.tags.contains(tag)) {
            self.set_fact(&FactChange::TagRemove(tag.clone()))?;
        }
        for tag in copy.tags.iter().filter(|tag| !tags.contains(tag)) {
            self.set_fact(&FactChange::TagAdd(tag.clone()))?;
        }
        self.byline_replace(&copy.byline)?;
        for figure in &copy.figures {
            self.figure_put(figure.id, &figure.facts)?;
        }
        copy.embeds.iter().try_for_each(|embed| self.embed_put(embed))
    }

    fn restore_notes(&mut self, copy: &ReaderCopy) -> Result<()> {
        for (id, _) in self.reader_notes() {
            if !copy.reader_notes.iter().any(|note| note.id == id) {
                self.reader_note_set(id, &NoteChange::Removed(true))?;
            }
        }
        for note in &copy.reader_notes {
            let facts = NoteFacts {
                kind: note.kind,
                placement: note.placement,
                language: note.language.clone(),
                member: note.member,
                written_at: note.written_at,
                removed: false,
            };
            self.reader_note_put(note.id, &facts)?;
        }
        Ok(())
    }
}

/// The mark of words that somebody else wrote than who brings them.
const BY: &str = "by";

/// Who else wrote words of a text.
struct Writers<'a> {
    by: Option<Value>,
    /// Of each line, the characters that they wrote.
    lines: &'a [Vec<Range<usize>>],
}

impl Writers<'_> {
    /// The marks of a character of a line that comes.
    fn mark(&self, line: usize, at: usize, marks: &Marks) -> Attributes {
        let mut attributes = line::attributes(marks);
        let is_theirs = self.lines.get(line).is_some_and(|ranges| ranges.iter().any(|one| one.contains(&at)));
        attributes.extend(self.by.clone().filter(|_| is_theirs).map(|by| (BY.to_owned(), by)));
        attributes
    }
}

/// A character of a text as it is.
struct Cell<'a> {
    c: char,
    marks: &'a Attributes,
}

/// What becomes of it.
#[derive(Clone)]
enum Fate {
    Stays,
    Changes(Attributes),
    Goes,
}

/// A text on its way: the fates of its characters, and what is inserted before each or at the end.
struct Plan<'a> {
    cells: Vec<Cell<'a>>,
    fates: Vec<Fate>,
    inserts: BTreeMap<usize, Vec<(String, Attributes)>>,
}

/// A line of the text as it is: its visible characters and its break by their places.
#[derive(Default)]
struct Line {
    cells: Vec<usize>,
    text: String,
    end: Option<usize>,
}

fn restore_lines(now: &Delta, wanted: &[Block], writers: &Writers<'_>) -> Delta {
    let mut plan = Plan::new(now);
    let lines = plan.lines();
    let key = |line: &Line| {
        let kind = line.end.and_then(|end| plan.cells.get(end)).map(|cell| line::kind(cell.marks));
        kind.unwrap_or_default().key()
    };
    let keys: Vec<String> = lines.iter().map(key).collect();
    let old: Vec<_> = keys.iter().zip(&lines).map(|(key, line)| Compared::new(key, &line.text)).collect();
    let texts: Vec<_> = wanted.iter().map(|block| (block.kind.key(), block.text.text())).collect();
    let new = Compared::all(&texts);
    // Where what is added goes: before the next line that stays.
    let mut place = plan.cells.len();
    for Aligned { old, new } in align(&old, &new).into_iter().rev() {
        let written = (writers, new.unwrap_or(0));
        match (old.and_then(|at| lines.get(at)), new.and_then(|at| wanted.get(at))) {
            (Some(line), Some(block)) => {
                plan.change_line(line, &block.text, Some(&block.kind), written);
                place = line.first().unwrap_or(place);
            }
            (Some(line), None) => {
                plan.remove(line);
                place = line.first().unwrap_or(place);
            }
            (None, Some(block)) => plan.insert_line(place, block, written),
            (None, None) => {}
        }
    }
    plan.into_delta()
}

fn restore_line(now: &Delta, wanted: &Inline, writers: &Writers<'_>) -> Delta {
    let mut plan = Plan::new(now);
    let mut whole = Line::default();
    for line in plan.lines() {
        whole.cells.extend(line.cells);
        whole.text.push_str(&line.text);
    }
    plan.change_line(&whole, wanted, None, (writers, 0));
    plan.into_delta()
}

impl Line {
    fn first(&self) -> Option<usize> {
        self.cells.first().copied().or(self.end)
    }
}

impl<'a> Plan<'a> {
    fn new(now: &'a Delta) -> Self {
        let mut cells = Vec::new();
        for op in &now.0 {
            if let DeltaOp::Insert(text, marks) = op {
                cells.extend(text.chars().map(|c| Cell { c, marks }));
            }
        }
        let fates = vec![Fate::Stays; cells.len()];
        Self { cells, fates, inserts: BTreeMap::new() }
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut line = Line::default();
        for (at, cell) in self.cells.iter().enumerate() {
            if line::is_suggested(cell.marks) {
                continue;
            }
            if cell.c == '\n' {
                line.end = Some(at);
                lines.push(std::mem::take(&mut line));
            } else {
                line.cells.push(at);
                line.text.push(cell.c);
            }
        }
        if !line.cells.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn remove(&mut self, line: &Line) {
        for at in line.cells.iter().chain(&line.end) {
            self.set(*at, Fate::Goes);
        }
    }

    fn set(&mut self, at: usize, fate: Fate) {
        if let Some(place) = self.fates.get_mut(at) {
            *place = fate;
        }
    }

    fn insert_line(&mut self, place: usize, block: &Block, (writers, number): (&Writers<'_>, usize)) {
        let letters = block.text.spans().iter().flat_map(|span| span.text.chars().map(|c| (c, &span.marks)));
        let mut line: Vec<(String, Attributes)> = Vec::new();
        for (at, (c, marks)) in letters.enumerate() {
            push_letter(&mut line, c, writers.mark(number, at, marks));
        }
        line.push(("\n".to_owned(), break_marks(&block.kind)));
        // Lines are planned from the last to the first.
        self.inserts.entry(place).or_default().splice(0..0, line);
    }

    /// One line becomes another, word by word.
    fn change_line(
        &mut self,
        line: &Line,
        wanted: &Inline,
        kind: Option<&BlockKind>,
        (writers, number): (&Writers<'_>, usize),
    ) {
        let wanted_text = wanted.text();
        let wanted_marks: Vec<&Marks> =
            wanted.spans().iter().flat_map(|span| span.text.chars().map(|_| &span.marks)).collect();
        let (old, new) = (tokens(&line.text), tokens(&wanted_text));
        let (old_ends, new_ends) = (ends(&old), ends(&new));
        let scalar = |ends: &[usize], token: usize| {
            token.checked_sub(1).map_or(0, |at| ends.get(at).copied().unwrap_or(0))
        };
        let (mut i, mut j) = (0, 0);
        let after = || line.end.unwrap_or(self_end(line));
        let mut steps = Vec::new();
        for (went, came) in
            hunks(&old, &new).into_iter().chain([(old.len()..old.len(), new.len()..new.len())])
        {
            let (old_from, old_to) = (scalar(&old_ends, went.start), scalar(&old_ends, went.end));
            let (new_from, new_to) = (scalar(&new_ends, came.start), scalar(&new_ends, came.end));
            steps.push(((i, j, old_from - i), (old_from..old_to, new_from..new_to)));
            (i, j) = (old_to, new_to);
        }
        let end = after();
        if let (None, Some(kind)) = (line.end, kind) {
            // Its break is not one that readers see: it gets one that says what the line is.
            self.inserts.entry(end).or_default().insert(0, ("\n".to_owned(), break_marks(kind)));
        }
        for ((i, j, same), (went, came)) in steps {
            for n in 0..same {
                if let (Some(at), Some(marks)) = (line.cells.get(i + n), wanted_marks.get(j + n)) {
                    self.remark(*at, &line::attributes(marks));
                }
            }
            for at in went.clone() {
                if let Some(at) = line.cells.get(at) {
                    self.set(*at, Fate::Goes);
                }
            }
            let before = went.start.checked_sub(1).and_then(|at| line.cells.get(at)).copied();
            let behind = line.cells.get(went.end).copied();
            let place = line.cells.get(went.start).copied().unwrap_or(end);
            let words: Vec<_> = wanted_text
                .chars()
                .zip(&wanted_marks)
                .enumerate()
                .skip(came.start)
                .take(came.len())
                .map(|(at, (c, marks))| (c, writers.mark(number, at, marks)))
                .collect();
            self.insert_words(place, words, (before, behind));
        }
        if let (Some(at), Some(kind)) = (line.end, kind) {
            let now = self.cells.get(at).map(|cell| line::kind(cell.marks));
            if now.as_ref() != Some(kind) {
                let value = match kind.key() {
                    key if key.is_empty() => Value::Null,
                    key => Value::String(key),
                };
                self.set(at, Fate::Changes(Attributes::from([(BLOCK_KEY.to_owned(), value)])));
            }
        }
    }

    /// New words inside one line, with the marks of the copy, and those of the desk that both
    /// neighbours carry: a comment is not cut in two.
    fn insert_words(
        &mut self,
        place: usize,
        words: Vec<(char, Attributes)>,
        (before, behind): (Option<usize>, Option<usize>),
    ) {
        let of = |at: Option<usize>| at.and_then(|at| self.cells.get(at)).map(|cell| cell.marks);
        let mut around = Attributes::new();
        if let (Some(before), Some(behind)) = (of(before), of(behind)) {
            let comments = before.iter().filter(|(key, _)| key.starts_with("comment_"));
            around.extend(
                comments.filter(|(k, v)| behind.get(*k) == Some(v)).map(|(k, v)| (k.clone(), v.clone())),
            );
        }
        let mut pieces: Vec<(String, Attributes)> = Vec::new();
        for (c, mut attributes) in words {
            attributes.extend(around.clone());
            push_letter(&mut pieces, c, attributes);
        }
        if !pieces.is_empty() {
            self.inserts.entry(place).or_default().splice(0..0, pieces);
        }
    }

    fn remark(&mut self, at: usize, wanted: &Attributes) {
        let Some(cell) = self.cells.get(at) else { return };
        let mut change = Attributes::new();
        for key in ["strong", "em", "lang", "link"] {
            let (now, wanted) = (cell.marks.get(key), wanted.get(key));
            if now != wanted {
                change.insert(key.to_owned(), wanted.cloned().unwrap_or(Value::Null));
            }
        }
        if !change.is_empty() {
            self.set(at, Fate::Changes(change));
        }
    }

    fn into_delta(self) -> Delta {
        let mut delta = Delta::new();
        let mut inserts = self.inserts;
        let mut insert = |delta: &mut Delta, at: usize| {
            for (text, marks) in inserts.remove(&at).unwrap_or_default() {
                delta.push(DeltaOp::Insert(text, marks));
            }
        };
        for (at, (cell, fate)) in self.cells.iter().zip(self.fates).enumerate() {
            insert(&mut delta, at);
            let units = cell.c.len_utf16();
            delta.push(match fate {
                Fate::Stays => DeltaOp::Retain(units, Attributes::new()),
                Fate::Changes(marks) => DeltaOp::Retain(units, marks),
                Fate::Goes => DeltaOp::Delete(units),
            });
        }
        insert(&mut delta, self.cells.len());
        delta.chop()
    }
}

fn push_letter(pieces: &mut Vec<(String, Attributes)>, c: char, attributes: Attributes) {
    match pieces.last_mut() {
        Some((text, same)) if *same == attributes => text.push(c),
        _ => pieces.push((c.to_string(), attributes)),
    }
}

fn break_marks(kind: &BlockKind) -> Attributes {
    match kind.key() {
        key if key.is_empty() => Attributes::new(),
        key => Attributes::from([(BLOCK_KEY.to_owned(), Value::String(key))]),
    }
}

fn self_end(line: &Line) -> usize {
    line.cells.last().map_or(0, |last| last + 1)
}

/// Where each token ends, in scalars.
fn ends(tokens: &[&str]) -> Vec<usize> {
    let mut end = 0;
    tokens
        .iter()
        .map(|token| {
            end += token.chars().count();
            end
        })
        .collect()
}

#[cfg(test)]
mod tests;
