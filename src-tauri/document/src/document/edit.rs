//! A client's delta, checked as a whole and then applied by our own calls.

use super::Document;
use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    error::{hide, Refused, Result},
    line::BLOCK_KEY,
    offset::Utf16,
    value,
};
use loro::{cursor::PosType, LoroText, TextDelta};
use serde_json::Value;

/// Longer keys are nobody's: the longest of ours is a suggestion's, with 36 characters.
const LONGEST_KEY: usize = 128;

/// Characters that are not text: controls (tab too), U+200B, the byte order mark, U+2029, object
/// replacement and noncharacters. Joiners, direction marks and the soft break U+2028 stay, and so
/// does `\n`, which is structure. The editor and whoever brings text from outside drop them before
/// they send: were they dropped here, the client's lengths would differ from ours.
pub fn is_dropped(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{2029}' | '\u{fff9}'..='\u{fffc}' | '\u{fffe}' | '\u{ffff}')
        || (c.is_control() && c != '\n')
}

impl Document {
    /// Applies an editor's delta, or refuses it as a whole.
    ///
    /// The body's final `\n` is never deleted. Deltas compose and are transformed, and the outcome
    /// may seem to delete it where in truth lines were added below and joined above: where what
    /// comes out still ends with a line break, that break is read as the final one, which stays in
    /// place and takes over its marks. Where it would not, the final break is kept (or one is added
    /// after words that were put behind it), and the answer is the correction: the change that came
    /// on top, which the sender applies as a patch right after its own delta and for everybody else
    /// is composed with it. `None`, as nearly always: what was sent is what happened.
    ///
    /// # Errors
    /// [`crate::Error::Refused`]: nothing was changed, the client resyncs.
    pub fn apply(&mut self, container: &Container, delta: &Delta) -> Result<Option<Delta>> {
        let text = self.text_of(container);
        check(&text, container, delta)?;
        let kept = container.has_lines().then(|| keep_final_break(&text, delta)).flatten();
        let (delta, correction) = match &kept {
            Some(kept) => (&kept.delta, kept.correction.clone()),
            None => (delta, None),
        };
        if let Err(error) = write(&text, delta) {
            self.lines.remove(container);
            return Err(error);
        }
        self.commit();
        self.follow(container, delta);
        Ok(correction)
    }

    /// Whether a delta could be applied.
    pub(crate) fn fits(&self, container: &Container, delta: &Delta) -> Result<(), Refused> {
        check(&self.text_of(container), container, delta)
    }
}

fn check_key(key: &str) -> Result<(), Refused> {
    let bad = key.is_empty() || key.len() > LONGEST_KEY || key.contains(':');
    if bad {
        Err(Refused::BadMark)
    } else {
        Ok(())
    }
}

fn check_marks(container: &Container, marks: &Attributes, breaks_only: bool) -> Result<(), Refused> {
    for (key, value) in marks {
        check_key(key)?;
        if key != BLOCK_KEY || value.is_null() {
            continue;
        }
        let kind = value.as_str().filter(|kind| !kind.is_empty());
        if kind.is_none() || !container.has_lines() || !breaks_only {
            return Err(Refused::BadMark);
        }
    }
    Ok(())
}

/// Refuses what must not be applied, before anything is.
fn check(text: &LoroText, container: &Container, delta: &Delta) -> Result<(), Refused> {
    let length = text.len_utf16();
    let mut at = 0_usize;
    let forward = |at: usize, units: usize| {
        let end = at.checked_add(units).filter(|end| *end <= length).ok_or(Refused::OutOfRange)?;
        if is_boundary(text, end) {
            Ok(end)
        } else {
            Err(Refused::SplitsCharacter)
        }
    };
    for op in &delta.0 {
        match op {
            DeltaOp::Insert(insert, marks) => {
                if insert.chars().any(is_dropped) {
                    return Err(Refused::Control);
                }
                if !container.has_lines() && insert.contains('\n') {
                    return Err(Refused::LineBreak);
                }
                check_marks(container, marks, insert.bytes().all(|byte| byte == b'\n'))?;
            }
            DeltaOp::Retain(units, marks) => {
                let end = forward(at, *units)?;
                let sets_kind = marks.get(BLOCK_KEY).is_some_and(|value| !value.is_null());
                let breaks_only = sets_kind
                    && text.slice_utf16(at, end).is_ok_and(|slice| slice.bytes().all(|byte| byte == b'\n'));
                check_marks(container, marks, breaks_only)?;
                at = end;
            }
            DeltaOp::Delete(units) => at = forward(at, *units)?,
        }
    }
    Ok(())
}

fn is_boundary(text: &LoroText, at: usize) -> bool {
    if text.len_utf16() == text.len_unicode() {
        return true;
    }
    text.convert_pos(at, PosType::Utf16, PosType::Unicode)
        .and_then(|scalar| text.convert_pos(scalar, PosType::Unicode, PosType::Utf16))
        == Some(at)
}

/// A delta that keeps the final line break, and what that changed of what was sent.
struct Kept {
    delta: Delta,
    correction: Option<Delta>,
}

/// The same delta with the final line break kept, where it would delete it or put words behind it;
/// `None` where it does neither.
fn keep_final_break(text: &LoroText, delta: &Delta) -> Option<Kept> {
    let length = text.len_utf16();
    if delta.base_units() < length {
        // The end of the text is not touched.
        return None;
    }
    // Everything after the last kept or inserted character goes, the final break with it.
    let last_kept = delta.0.iter().rposition(|op| !matches!(op, DeltaOp::Delete(_)));
    let (head, tail) = delta.0.split_at_checked(last_kept.map_or(0, |at| at + 1))?;
    let gone: usize = tail.iter().map(DeltaOp::units).sum();
    let mut kept = Delta(head.to_vec());
    let ends_with_break = match head.last() {
        Some(DeltaOp::Insert(insert, _)) => insert.ends_with('\n'),
        Some(DeltaOp::Retain(..)) => {
            let end = length - gone;
            text.slice_utf16(end.saturating_sub(1), end).is_ok_and(|last| last == "\n")
        }
        _ => false,
    };
    match (ends_with_break, gone) {
        (true, 0) => None,
        (true, gone) => {
            // The break that would be the last gives its marks to the final one and goes instead.
            let wanted = match kept.0.pop()? {
                DeltaOp::Insert(mut insert, marks) => {
                    insert.pop();
                    kept.push(DeltaOp::Insert(insert, marks.clone()));
                    marks
                }
                DeltaOp::Retain(units, marks) => {
                    kept.push(DeltaOp::Retain(units - 1, marks.clone()));
                    kept.push(DeltaOp::Delete(1));
                    let mut had = marks_at(text, length - gone - 1);
                    had.extend(marks);
                    had
                }
                DeltaOp::Delete(_) => return None,
            };
            let had = marks_at(text, length - 1).into_keys();
            let mut change: Attributes = had.map(|key| (key, Value::Null)).collect();
            change.extend(wanted);
            Some(Kept { delta: kept.delete(gone - 1).retain_with(1, change), correction: None })
        }
        (false, 0) => {
            let correction = Delta::new().retain(delta.result_units()).insert("\n");
            Some(Kept { delta: kept.insert("\n"), correction: Some(correction) })
        }
        (false, gone) => {
            let marks = marks_at(text, length - 1);
            let correction = Delta::new().retain(delta.result_units()).insert_with("\n", marks);
            Some(Kept { delta: kept.delete(gone - 1), correction: Some(correction) })
        }
    }
}

/// The marks of one character.
fn marks_at(text: &LoroText, at: usize) -> Attributes {
    match text.slice_delta(at, at + 1, PosType::Utf16).as_deref() {
        Ok([TextDelta::Insert { attributes: Some(marks), .. }, ..]) => value::attributes(marks),
        _ => Attributes::new(),
    }
}

fn write(text: &LoroText, delta: &Delta) -> Result<()> {
    let hide = hide("editing");
    let mut at = 0;
    for op in &delta.0 {
        match op {
            DeltaOp::Delete(units) => text.delete_utf16(at, *units).map_err(&hide)?,
            DeltaOp::Retain(units, marks) => {
                for (key, value) in marks {
                    mark(text, at, *units, key, value)?;
                }
                at += units;
            }
            DeltaOp::Insert(insert, marks) if !insert.is_empty() => {
                text.insert_utf16(at, insert).map_err(&hide)?;
                let units = Utf16::of(insert).0;
                // What the place gave the new text by itself.
                let first = insert.chars().next().map_or(1, char::len_utf16);
                let inherited = match text.slice_delta(at, at + first, PosType::Utf16).as_deref() {
                    Ok([TextDelta::Insert { attributes: Some(marks), .. }, ..]) => value::attributes(marks),
                    _ => Attributes::new(),
                };
                for key in inherited.keys().filter(|key| marks.get(*key).is_none_or(Value::is_null)) {
                    mark(text, at, units, key, &Value::Null)?;
                }
                for (key, value) in marks.iter().filter(|(key, value)| inherited.get(*key) != Some(value)) {
                    if !value.is_null() {
                        mark(text, at, units, key, value)?;
                    }
                }
                at += units;
            }
            DeltaOp::Insert(..) => {}
        }
    }
    Ok(())
}

/// Sets a mark, or takes it away. The block key is set on each line break by itself: one mark over
/// two breaks would also catch what a colleague types between them at the same moment.
fn mark(text: &LoroText, at: usize, units: usize, key: &str, value: &Value) -> Result<()> {
    let hide = hide("editing");
    if value.is_null() {
        return text.unmark_utf16(at..at + units, key).map_err(hide);
    }
    let value = value::to_engine(value);
    if key != BLOCK_KEY {
        return text.mark_utf16(at..at + units, key, value).map_err(hide);
    }
    (at..at + units).try_for_each(|at| text.mark_utf16(at..at + 1, key, value.clone()).map_err(&hide))
}
