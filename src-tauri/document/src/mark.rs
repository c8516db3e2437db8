//! The mark of a text: its length and hash. Every answer to a keystroke carries one, so it is kept up
//! by lines: an edit hashes the lines that it touched, not a whole story.

use crate::{
    container::Container,
    delta::{Delta, DeltaOp},
    document::Document,
    offset::Utf16,
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Length and hash of a text, by which an editor that is idle sees that it shows the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContainerMark {
    /// UTF-16 units.
    pub length_utf16: usize,
    /// FNV-1a, 32 bits, over the hashes of the lines, low byte first. A line's hash is FNV-1a over
    /// its bytes in UTF-16, low byte first, its line break with them.
    pub hash: u32,
}

impl ContainerMark {
    /// The mark of a text.
    pub fn of(text: &str) -> Self {
        Lines::of(text).mark()
    }
}

fn fnv_1a(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

struct Line {
    units: usize,
    hash: u32,
}

/// A text's lines, hashed.
#[derive(Default)]
pub(crate) struct Lines(Vec<Line>);

impl Lines {
    pub fn of(text: &str) -> Self {
        let line = |line: &str| Line {
            units: Utf16::of(line).0,
            hash: fnv_1a(line.encode_utf16().flat_map(u16::to_le_bytes)),
        };
        Self(text.split_inclusive('\n').map(line).collect())
    }

    pub fn mark(&self) -> ContainerMark {
        ContainerMark {
            length_utf16: units(&self.0),
            hash: fnv_1a(self.0.iter().flat_map(|line| line.hash.to_le_bytes())),
        }
    }

    /// Takes a change of the text over. `read` reads a part of the changed text; `None` where it
    /// could not, and then these lines are of no use any more.
    fn follow(&mut self, delta: &Delta, read: impl FnOnce(Range<usize>) -> Option<String>) -> Option<()> {
        let before = units(&self.0);
        let stays = |op: &DeltaOp| match op {
            DeltaOp::Retain(units, _) => Some(*units),
            _ => None,
        };
        let head: usize = delta.0.iter().map_while(stays).sum();
        let rest = before.checked_sub(delta.base_units())?;
        let tail = rest + delta.0.iter().rev().map_while(stays).sum::<usize>();
        // A line that ends in the head is as it was, save the last, which may have no break to end
        // it; and so is one that begins inside the tail, where the break above it is, too.
        let mut at = 0;
        let first = self.0.iter().take_while(|line| {
            at += line.units;
            at <= head.min(before.saturating_sub(1))
        });
        let first = first.count();
        let mut left = 0;
        let last = self.0.iter().rev().take_while(|line| {
            left += line.units;
            left < tail
        });
        let last = self.0.len().saturating_sub(last.count()).max(first);
        let after = (before + delta.result_units()).checked_sub(delta.base_units())?;
        let from = units(self.0.get(..first)?);
        let to = after.checked_sub(units(self.0.get(last..)?))?;
        self.0.splice(first..last, Self::of(&read(from..to)?).0);
        Some(())
    }
}

fn units(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.units).sum()
}

impl Document {
    /// Length and hash of a text.
    pub fn mark(&mut self, container: &Container) -> ContainerMark {
        if !self.lines.contains_key(container) {
            let lines = Lines::of(&self.string_of(container));
            self.lines.insert(*container, lines);
        }
        self.lines.get(container).map(Lines::mark).unwrap_or_else(|| ContainerMark::of(""))
    }

    /// Keeps a text's lines up with a change that was made.
    pub(crate) fn follow(&mut self, container: &Container, delta: &Delta) {
        let Some(mut lines) = self.lines.remove(container) else { return };
        let read = |part: Range<usize>| self.slice(container, Utf16(part.start), Utf16(part.end)).ok();
        if lines.follow(delta, read).is_some() {
            self.lines.insert(*container, lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> u32 {
        ContainerMark::of(text).hash
    }

    #[test]
    fn the_hash_is_the_one_that_the_interface_computes() {
        // ui/src/editor/session/hash.test.ts has the same, worked out there on bytes that Node wrote.
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("a"), 0xfb2a_ea24);
        assert_eq!(hash("Міст 👩"), 0x7e60_c76a);
        assert_eq!(hash("渡口\nالسلام\n"), 0x9f23_4a02);
        assert_ne!(hash("a\nb"), hash("b\na"), "the order of lines counts");
        assert_ne!(hash("a\n"), hash("a"), "a line break counts");
        assert_eq!(ContainerMark::of("Міст 👩\n").length_utf16, 8);
    }

    fn after(text: &str, delta: &Delta, changed: &str) -> Option<ContainerMark> {
        let mut lines = Lines::of(text);
        let units: Vec<u16> = changed.encode_utf16().collect();
        let read = |part: Range<usize>| String::from_utf16(units.get(part)?).ok();
        lines.follow(delta, read)?;
        Some(lines.mark())
    }

    #[test]
    fn a_change_anywhere_hashes_as_the_whole_text_does() {
        let text = "one\ntwo\n\nthree 👩\nfour";
        let length = text.encode_utf16().count();
        let inserts = ["", "x", "\n", "a\nb", "👩\n"];
        let mut tried = 0;
        for from in 0..=length {
            for to in from..=length {
                let all: Vec<u16> = text.encode_utf16().collect();
                let (head, tail) = (String::from_utf16(&all[..from]), String::from_utf16(&all[to..]));
                let (Ok(head), Ok(tail)) = (head, tail) else { continue };
                for insert in inserts {
                    let changed = format!("{head}{insert}{tail}");
                    let delta = Delta::new().retain(from).insert(insert).delete(to - from);
                    for delta in [delta.clone(), delta.retain(length - to)] {
                        assert_eq!(
                            after(text, &delta, &changed),
                            Some(ContainerMark::of(&changed)),
                            "{delta:?}"
                        );
                        tried += 1;
                    }
                }
            }
        }
        assert!(tried > 1_000, "every place was tried");
    }
}
