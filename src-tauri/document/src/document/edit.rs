//! A client's delta, checked as a whole and then applied by our own calls.

use super::Document;
use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    error::{hide, Error, Refused, Result},
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
    /// The body's final `\n` is never deleted. Deltas compose, and a composed delta may seem to
    /// delete it where in truth lines were added below and joined above; where the outcome still
    /// ends with a line break, that break is read as the final one, which stays in place and takes
    /// over its marks. The text that comes out is the same; only an outcome without a line break
    /// at its end is refused.
    ///
    /// # Errors
    /// [`Error::Refused`]: nothing was changed, the client resyncs.
    pub fn apply(&mut self, container: &Container, delta: &Delta) -> Result<()> {
        let text = self.text_of(container);
        check(&text, container, delta)?;
        if container.has_lines() && text.len_utf16() == 0 {
            return Err(Error::Damaged { during: "editing" });
        }
        match keep_final_break(&text, container, delta)? {
            Some(kept) => write(&text, &kept)?,
            None => write(&text, delta)?,
        }
        self.commit();
        Ok(())
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

/// The same delta with the final line break kept, where it would delete it; `None` where it keeps
/// it anyway.
fn keep_final_break(text: &LoroText, container: &Container, delta: &Delta) -> Result<Option<Delta>, Refused> {
    if !container.has_lines() {
        return Ok(None);
    }
    let length = text.len_utf16();
    if delta.base_units() < length {
        // The end of the text is not touched.
        return Ok(None);
    }
    // What follows the last kept or inserted character is deleted, with the final break among it,
    // or is nothing.
    let last_kept = delta.0.iter().rposition(|op| !matches!(op, DeltaOp::Delete(_)));
    let Some(last_kept) = last_kept else { return Err(Refused::FinalLine) };
    let (head, tail) = delta.0.split_at_checked(last_kept + 1).ok_or(Refused::FinalLine)?;
    let tail_units: usize = tail.iter().map(DeltaOp::units).sum();
    let Some((last, before)) = head.split_last() else { return Err(Refused::FinalLine) };
    let at: usize = before.iter().filter(|op| !matches!(op, DeltaOp::Insert(..))).map(DeltaOp::units).sum();
    let mut kept = Delta(before.to_vec());
    let wanted = match last {
        DeltaOp::Insert(insert, marks) => {
            let Some(rest) = insert.strip_suffix('\n') else { return Err(Refused::FinalLine) };
            if tail_units == 0 {
                return Ok(None);
            }
            kept.push(DeltaOp::Insert(rest.to_owned(), marks.clone()));
            marks.clone()
        }
        DeltaOp::Retain(units, marks) => {
            if tail_units == 0 {
                return Ok(None);
            }
            let end = at + units;
            if !text.slice_utf16(end.saturating_sub(1), end).is_ok_and(|last| last == "\n") {
                return Err(Refused::FinalLine);
            }
            kept.push(DeltaOp::Retain(units - 1, marks.clone()));
            kept.push(DeltaOp::Delete(1));
            let mut had = marks_at(text, end - 1);
            for (key, value) in marks {
                had.insert(key.clone(), value.clone());
            }
            had
        }
        DeltaOp::Delete(_) => return Err(Refused::FinalLine),
    };
    kept.push(DeltaOp::Delete(tail_units - 1));
    let mut change: Attributes =
        marks_at(text, length - 1).into_keys().map(|key| (key, Value::Null)).collect();
    change.extend(wanted);
    kept.push(DeltaOp::Retain(1, change));
    Ok(Some(kept))
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
