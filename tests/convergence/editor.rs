//! What people do in a window, as deltas for what it shows. Every typed character that is counted
//! is of its own kind, so that a lost or a doubled one is seen.

use crate::step::{Kind, Step};
use document::{Attributes, Delta, DeltaOp};
use serde_json::{json, Value};

/// What people type between the counted characters: Ukrainian, Arabic, an emoji with joiners,
/// combining marks, a soft break.
const FILL: [&str; 10] =
    ["ї", " ", "й", "ال", "e\u{301}", "👩\u{200d}👩\u{200d}👧", "a ", "🇺🇦", "\u{2028}", "є\u{308}"];
const KINDS: [&str; 10] =
    ["", "h:2", "h:3", "quote", "pullquote", "source", "li:ul:1", "li:ol:2", "rule", "table:future"];
const FIGURES: u32 = 3;

/// A counted character: Chinese, half of them two units long in UTF-16.
pub fn counted(n: u32) -> char {
    let code = if n.is_multiple_of(2) { 0x4E00 + n / 2 } else { 0x20000 + n / 2 };
    char::from_u32(code).expect("a Chinese character")
}

pub fn is_counted(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c) || ('\u{20000}'..='\u{2A6DF}').contains(&c)
}

/// The text of a window by characters.
pub struct Page {
    pub cells: Vec<(char, Attributes)>,
}

impl Page {
    pub fn of(shown: &Delta) -> Self {
        let mut cells = Vec::new();
        for op in &shown.0 {
            if let DeltaOp::Insert(text, marks) = op {
                cells.extend(text.chars().map(|c| (c, marks.clone())));
            }
        }
        Self { cells }
    }

    fn units(&self, from: usize, to: usize) -> usize {
        self.cells[from..to].iter().map(|(c, _)| c.len_utf16()).sum()
    }

    fn at(&self, place: usize) -> Delta {
        Delta::new().retain(self.units(0, place))
    }

    fn breaks(&self) -> Vec<usize> {
        (0..self.cells.len()).filter(|at| self.cells[*at].0 == '\n').collect()
    }

    /// The break that ends the line of this place.
    fn line_end(&self, place: usize) -> usize {
        (place..self.cells.len()).find(|at| self.cells[*at].0 == '\n').unwrap_or(self.cells.len())
    }

    /// The marks that typing here takes: what both sides carry, and bold and italic of the left; not
    /// the author of what stands there.
    fn marks_at(&self, place: usize) -> Attributes {
        let left = place.checked_sub(1).map(|at| &self.cells[at].1);
        let right = self.cells.get(place).map(|(_, marks)| marks);
        let mut marks = Attributes::new();
        for (key, value) in left.into_iter().flatten() {
            let grows = ["strong", "em", "lang"].contains(&key.as_str());
            if key != "b"
                && key != "by"
                && (grows || right.is_some_and(|right| right.get(key) == Some(value)))
            {
                marks.insert(key.clone(), value.clone());
            }
        }
        marks
    }
}

/// Makes words of characters that nobody has typed before.
pub struct Typist {
    pub typed: u32,
}

impl Typist {
    fn word(&mut self, shape: u32) -> String {
        let mut word = String::new();
        for n in 0..=shape % 3 {
            word.push(counted(self.typed));
            self.typed += 1;
            word.push_str(FILL[((shape / 3 + n * 7) % 10) as usize]);
        }
        word
    }
}

fn pick(raw: u32, below: usize) -> usize {
    raw as usize % below.max(1)
}

fn kind_marks(raw: u32) -> Attributes {
    let kind = match pick(raw, KINDS.len() + FIGURES as usize) {
        at if at < KINDS.len() => KINDS[at].to_owned(),
        _ => format!("figure:{}", copy::FigureId::from_random([(raw % FIGURES) as u8; 16])),
    };
    if kind.is_empty() {
        Attributes::new()
    } else {
        Attributes::from([("b".into(), json!(kind))])
    }
}

/// The delta of a step in the body; `None` where the page has nothing for it.
pub fn body(step: &Step, page: &Page, typist: &mut Typist) -> Option<Delta> {
    let length = page.cells.len();
    // Everywhere before the final break.
    let place = pick(step.a, length);
    let until = (place + pick(step.b, 12)).min(length);
    match step.kind {
        Kind::Type => Some(page.at(place).insert_with(typist.word(step.b), page.marks_at(place))),
        Kind::Split => {
            let end = page.line_end(place);
            let kind: Attributes = page
                .cells
                .get(end)?
                .1
                .iter()
                .filter(|(key, _)| *key == "b")
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect();
            if end == place || step.b.is_multiple_of(3) {
                // At a line's end the old break stays in place and a plain line follows.
                Some(page.at(end + 1).insert("\n"))
            } else {
                Some(page.at(place).insert_with("\n", kind))
            }
        }
        Kind::Join => {
            let breaks = page.breaks();
            let at = *breaks.get(pick(step.a, breaks.len().checked_sub(1)?.max(1)))?;
            (at + 1 < length).then(|| page.at(at).delete(1))
        }
        Kind::Retype => {
            let until = until.min(page.line_end(place));
            let units = page.units(place, until);
            Some(page.at(place).insert_with(typist.word(step.c), page.marks_at(place)).delete(units))
        }
        Kind::Block => {
            let breaks = page.breaks();
            let from = pick(step.a, breaks.len());
            let mut delta = Delta::new();
            let mut done = 0;
            for at in breaks.iter().skip(from).take(1 + pick(step.b, 3)) {
                let mut marks = kind_marks(step.c);
                if marks.is_empty() {
                    marks.insert("b".into(), Value::Null);
                }
                delta = delta.retain(page.units(done, *at)).retain_with(1, marks);
                done = at + 1;
            }
            Some(delta)
        }
        Kind::Mark => {
            let (key, value) = match step.c % 9 {
                0 => ("strong".to_owned(), json!(true)),
                1 => ("em".to_owned(), json!(true)),
                2 => ("lang".to_owned(), json!("uk")),
                3 => ("link".to_owned(), json!(format!("https://example.org/{}", step.c % 4))),
                4 => (format!("comment_{}", step.c % 5), json!({"member": step.who})),
                5 => (format!("ins_{}", step.c % 3), json!({"member": step.who})),
                6 => (format!("del_{}", step.c % 3), json!({"member": step.who})),
                7 => (["strong", "em", "link", "lang"][pick(step.a, 4)].to_owned(), Value::Null),
                _ => (format!("future_{}", step.c % 2), json!([1, "й"])),
            };
            let until = until.max(place + 1).min(length);
            Some(page.at(place).retain_with(page.units(place, until), Attributes::from([(key, value)])))
        }
        // Also over the end: a window may take the final break with the last paragraph.
        Kind::Delete => (until > place).then(|| page.at(place).delete(page.units(place, until))),
        Kind::Paste => {
            let mut delta = page.at(place);
            for n in 0..=step.b % 3 {
                delta = delta
                    .insert_with(typist.word(step.b + n), page.marks_at(place))
                    .insert_with("\n", kind_marks(step.c + n));
            }
            Some(delta)
        }
        Kind::Move => {
            let breaks = page.breaks();
            let line = pick(step.a, breaks.len());
            let last = *breaks.get(line)?;
            let from = line.checked_sub(1).map_or(0, |above| breaks[above] + 1);
            let to = last + 1;
            let mut moved = Delta::new();
            for (c, marks) in &page.cells[from..to] {
                moved = moved.insert_with(c.to_string(), marks.clone());
            }
            let target = pick(step.b, breaks.len());
            let goal = target.checked_sub(1).map_or(0, |above| breaks[above] + 1);
            let all = |start: Delta| {
                moved.0.iter().cloned().fold(start, |mut delta, op| {
                    delta.push(op);
                    delta
                })
            };
            if goal < from {
                Some(all(page.at(goal)).retain(page.units(goal, from)).delete(page.units(from, to)))
            } else if goal > to {
                Some(all(page.at(from).delete(page.units(from, to)).retain(page.units(to, goal))))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// The delta of a step in the headline, which has one line.
pub fn headline(step: &Step, page: &Page, typist: &mut Typist) -> Delta {
    let place = pick(step.a, page.cells.len() + 1);
    let until = (place + pick(step.b, 4)).min(page.cells.len());
    page.at(place).insert_with(typist.word(step.c), page.marks_at(place)).delete(page.units(place, until))
}
