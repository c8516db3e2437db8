//! A desk: the document, its rows, its windows' calls, and the other desks' rows.

use crate::client::{Call, Client, Marks, Message, TEXTS};
use copy::{canonical, Byline, BylineRole, MemberId, ReaderCopy, SuggestionId, ThreadId};
use document::{
    Anchor, Container, DeletedRuns, Delta, Document, Error, FactChange, PeerId, Place, Suggester, Utf16,
    Verdict,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Where a comment stands, and the rows that colleagues get.
pub type Commented = (Anchor, Vec<Vec<u8>>);

pub struct Desk {
    pub story: Document,
    version: u64,
    /// The calls that were answered, so that a call that comes twice is applied once.
    seen: HashSet<(usize, u64)>,
    /// What each window took away lately.
    deleted: HashMap<usize, DeletedRuns>,
    snapshot: Option<Vec<u8>>,
    rows: Vec<Vec<u8>>,
    /// What came before what it builds on.
    early: Vec<Vec<u8>>,
    drawn: u8,
    /// The suggestions that were ever pending here, and those of which it is known why they are not.
    pub suggested: BTreeSet<SuggestionId>,
    pub explained: BTreeSet<SuggestionId>,
    /// The moments of the text that were looked at last: for what is pending, and whether it is a story.
    known: Option<(Vec<u8>, BTreeSet<SuggestionId>)>,
    checked: Vec<u8>,
}

/// Each desk is one member's; a new run of it is a new peer of the same one.
fn member(peer: PeerId) -> Option<MemberId> {
    Some(MemberId::from_random([u8::try_from(peer.0 % 8).ok()?; 16]))
}

impl Desk {
    pub fn open(snapshot: &[u8], peer: u64) -> Result<Self, Error> {
        let story = Document::open(Some(snapshot), &[] as &[&[u8]], PeerId(peer))?;
        let snapshot = Some(snapshot.to_vec());
        Ok(Self {
            story,
            version: 0,
            seen: HashSet::new(),
            deleted: HashMap::new(),
            snapshot,
            rows: Vec::new(),
            early: Vec::new(),
            drawn: 0,
            suggested: BTreeSet::new(),
            explained: BTreeSet::new(),
            known: None,
            checked: Vec::new(),
        })
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    fn marks(&mut self) -> Marks {
        TEXTS.iter().map(|container| (*container, self.story.mark(container))).collect()
    }

    /// A window's call. What was written goes to the other desks.
    pub fn call(&mut self, call: &Call, windows: &mut [&mut Client]) -> Result<Vec<Vec<u8>>, String> {
        if !self.seen.insert((call.client, call.seq)) {
            return Ok(Vec::new());
        }
        if call.base_version != self.version {
            for window in windows.iter_mut().filter(|window| window.id() == call.client) {
                window.channel.push_back(Message::Stale { seq: call.seq });
            }
            return Ok(Vec::new());
        }
        let (mut corrections, mut done) = (Vec::new(), Vec::new());
        let before = self.pending();
        for (container, delta) in &call.edits {
            let refused = |e: Error| format!("the desk refused a delta on its own version: {e}: {delta:?}");
            let me = member(self.story.peer()).ok_or("a peer without a member")?;
            let (mut wanted, mut correction) = (delta.clone(), Delta::new());
            if call.suggesting {
                let (peer, drawn) = (self.story.peer(), &mut self.drawn);
                let mut fresh = || {
                    *drawn += 1;
                    let mut random = [*drawn; 16];
                    random[..8].copy_from_slice(&peer.0.to_be_bytes());
                    SuggestionId::from_random(random)
                };
                let by = Suggester { member: me, at_ms: 0 };
                let suggesting = self.story.suggest(container, delta, by, &mut fresh).map_err(refused)?;
                wanted = suggesting.delta;
                correction = suggesting.correction.unwrap_or_default();
            }
            let runs = self.deleted.entry(call.client).or_default();
            let attributed = runs
                .attribute(&self.story, container, &wanted, me, member)
                .map_err(|e| refused(Error::Refused(e)))?;
            let kept = self.story.apply(container, &attributed.delta).map_err(refused)?;
            let compose = |one: &Delta, next: &Delta| one.compose(next).map_err(|e| e.to_string());
            let own = attributed.delta;
            done.push((*container, compose(&own, kept.as_ref().unwrap_or(&Delta::new()))?));
            for next in [attributed.correction, kept].into_iter().flatten() {
                correction = compose(&correction, &next)?;
            }
            if !correction.is_empty() {
                corrections.push((*container, correction));
            }
        }
        self.explain(&before);
        if call.suggesting {
            return self.suggested_to(call, corrections, done, windows);
        }
        let (from, to) = (self.version, self.version + 1);
        self.version = to + u64::from(!corrections.is_empty());
        let (then, now) =
            if corrections.is_empty() { (self.marks(), None) } else { (Marks::new(), Some(self.marks())) };
        for window in windows {
            window.channel.push_back(if window.id() == call.client {
                Message::Ack { seq: call.seq, from, to, marks: then.clone(), correction: Vec::new() }
            } else {
                Message::Patch { from, to, edits: call.edits.clone(), marks: then.clone() }
            });
            if let Some(marks) = &now {
                let edits = corrections.clone();
                window.channel.push_back(Message::Patch {
                    from: to,
                    to: to + 1,
                    edits,
                    marks: marks.clone(),
                });
            }
        }
        self.written()
    }

    /// A suggestion is told in one step: to others what was done, to its author what makes that of what they
    /// did. Told as a deletion that is put back, it would undo what others do with those words meanwhile.
    fn suggested_to(
        &mut self,
        call: &Call,
        correction: Vec<(Container, Delta)>,
        edits: Vec<(Container, Delta)>,
        windows: &mut [&mut Client],
    ) -> Result<Vec<Vec<u8>>, String> {
        let (from, to) = (self.version, self.version + 1);
        self.version = to;
        let marks = self.marks();
        for window in windows {
            let marks = marks.clone();
            window.channel.push_back(if window.id() == call.client {
                Message::Ack { seq: call.seq, from, to, marks, correction: correction.clone() }
            } else {
                Message::Patch { from, to, edits: edits.clone(), marks }
            });
        }
        self.written()
    }

    fn pending(&mut self) -> BTreeSet<SuggestionId> {
        let now = self.story.frontiers();
        if let Some((_, known)) = self.known.as_ref().filter(|(at, _)| *at == now) {
            return known.clone();
        }
        let pending: BTreeSet<_> = self.story.review().suggestions.iter().map(|one| one.id).collect();
        self.known = Some((now, pending.clone()));
        pending
    }

    /// What was pending and is not any more is gone for a reason that this desk sees.
    fn explain(&mut self, before: &BTreeSet<SuggestionId>) {
        let now = self.pending();
        self.explained.extend(before.difference(&now).copied());
        self.suggested.extend(now);
    }

    /// Something that the desk itself did to its texts.
    fn did(
        &mut self,
        edits: Vec<(Container, Delta)>,
        windows: &mut [&mut Client],
    ) -> Result<Vec<Vec<u8>>, String> {
        if !edits.is_empty() {
            let (from, to) = (self.version, self.version + 1);
            self.version = to;
            let marks = self.marks();
            for window in windows {
                window.channel.push_back(Message::Patch {
                    from,
                    to,
                    edits: edits.clone(),
                    marks: marks.clone(),
                });
            }
        }
        self.written()
    }

    /// A comment on some words of the body; nothing where there are none.
    pub fn comment(
        &mut self,
        thread: ThreadId,
        (at, units): (usize, usize),
        windows: &mut [&mut Client],
    ) -> Result<Option<Commented>, String> {
        let to = Utf16((at + units).min(self.story.length(&Container::Body).0));
        let place = Place { container: Container::Body, from: Utf16(at), to };
        // A range that cuts a character in two is no range.
        let Ok(anchor) = self.story.anchor(place) else { return Ok(None) };
        let Ok(patch) = self.story.comment(thread, place) else { return Ok(None) };
        Ok(Some((anchor, self.did(vec![(Container::Body, patch)], windows)?)))
    }

    /// Accepts or rejects one pending suggestion, or all; what went is said by `gone`.
    pub fn settle(
        &mut self,
        (which, verdict): (Option<usize>, Verdict),
        windows: &mut [&mut Client],
        gone: &mut dyn FnMut(&Container, &Delta, &Delta),
    ) -> Result<Vec<Vec<u8>>, String> {
        let before = self.pending();
        let one = which.and_then(|which| before.iter().nth(which % before.len().max(1))).copied();
        let ids = one.map_or_else(|| before.clone(), |one| BTreeSet::from([one]));
        let texts: HashMap<_, _> = TEXTS.map(|container| (container, self.story.text(&container))).into();
        let patches = self.story.settle(&ids, verdict).map_err(|e| e.to_string())?;
        for (container, patch) in &patches {
            gone(container, &texts[container], patch);
            let after = texts[container].compose(patch).map_err(|e| e.to_string())?;
            if after != self.story.text(container) {
                return Err(format!("settling did something else to the {container} than it says"));
            }
        }
        if let Some(left) = self.pending().intersection(&ids).next() {
            return Err(format!("{left:?} is pending after it was settled"));
        }
        self.explain(&before);
        self.did(patches, windows)
    }

    /// A fact or the byline, as one of a few people would have it.
    pub fn fact(
        &mut self,
        (which, value): (u32, u32),
        windows: &mut [&mut Client],
    ) -> Result<Vec<Vec<u8>>, String> {
        let value = format!("{}", value % 4);
        let change = match which % 5 {
            0 => FactChange::Dateline(value),
            1 => FactChange::Section(value),
            2 => FactChange::TagAdd(value),
            3 => FactChange::TagRemove(value),
            _ => {
                let name = |n: u32| Byline { person: None, role: BylineRole::By, name: format!("{n}") };
                let names: Vec<_> = (0..4).filter(|n| which >> n & 1 == 1).map(name).collect();
                self.story.byline_replace(&names).map_err(|e| e.to_string())?;
                return self.did(Vec::new(), windows);
            }
        };
        self.story.set_fact(&change).map_err(|e| e.to_string())?;
        self.did(Vec::new(), windows)
    }

    /// A copy is brought back; what came and went is said by `booked`.
    pub fn restore(
        &mut self,
        copy: &ReaderCopy,
        windows: &mut [&mut Client],
        booked: &mut dyn FnMut(&Container, &Delta, &Delta),
    ) -> Result<Vec<Vec<u8>>, String> {
        let before = self.pending();
        let texts: HashMap<_, _> = TEXTS.map(|container| (container, self.story.text(&container))).into();
        let patches = self.story.restore(copy).map_err(|e| e.to_string())?;
        for (container, patch) in &patches {
            booked(container, &texts[container], patch);
        }
        if canonical::copy_hash(&self.story.reader_copy()) != canonical::copy_hash(copy) {
            return Err("what was brought back is another copy".into());
        }
        self.explain(&before);
        self.did(patches, windows)
    }

    /// The story with its whole history.
    pub fn file(&mut self) -> Result<Vec<u8>, String> {
        self.story.snapshot().map_err(|e| e.to_string())
    }

    /// A file: what is new in it becomes rows here, and comes into the text as the file has it.
    pub fn take(&mut self, file: &[u8], windows: &mut [&mut Client]) -> Result<(), String> {
        let theirs = Document::open(Some(file), &[] as &[&[u8]], PeerId(2)).map_err(|e| e.to_string())?;
        let news = theirs.ops_beyond(&self.story.clock()).map_err(|e| e.to_string())?;
        self.merge(file, windows)?;
        self.rows.extend(news.into_iter().map(|ops| ops.bytes));
        self.carry_early(windows)
    }

    fn written(&mut self) -> Result<Vec<Vec<u8>>, String> {
        let mut rows = Vec::new();
        while let Some(ops) = self.story.take_ops().map_err(|e| e.to_string())? {
            rows.push(ops.bytes);
        }
        self.rows.extend(rows.iter().cloned());
        Ok(rows)
    }

    /// Another desk's row.
    pub fn carry(&mut self, row: &[u8], windows: &mut [&mut Client]) -> Result<(), String> {
        self.import(row, windows)?;
        self.carry_early(windows)
    }

    fn carry_early(&mut self, windows: &mut [&mut Client]) -> Result<(), String> {
        std::mem::take(&mut self.early).iter().try_for_each(|row| self.import(row, windows))
    }

    fn import(&mut self, row: &[u8], windows: &mut [&mut Client]) -> Result<(), String> {
        if self.merge(row, windows)? {
            self.rows.push(row.to_vec());
        } else {
            self.early.push(row.to_vec());
        }
        Ok(())
    }

    /// Takes something in, and tells the windows; whether nothing that it builds on is missing.
    fn merge(&mut self, update: &[u8], windows: &mut [&mut Client]) -> Result<bool, String> {
        let pending = self.pending();
        let before: Vec<Delta> = TEXTS.iter().map(|container| self.story.text(container)).collect();
        let imported = self.story.import(update).map_err(|e| format!("an import failed: {e}"))?;
        for (container, before) in TEXTS.iter().zip(before) {
            let patch = imported.patches.iter().find(|(of, _)| of == container).map(|(_, patch)| patch);
            let after = before.compose(patch.unwrap_or(&Delta::new())).map_err(|e| e.to_string())?;
            if after != self.story.text(container) {
                return Err(format!(
                    "an import's patch does not make the new {container} of the old: {patch:?}"
                ));
            }
        }
        self.explain(&pending);
        if !imported.patches.is_empty() {
            let (from, to) = (self.version, self.version + 1);
            self.version = to;
            let marks = self.marks();
            for window in windows {
                let edits = imported.patches.clone();
                window.channel.push_back(Message::Patch { from, to, edits, marks: marks.clone() });
            }
        }
        Ok(imported.complete)
    }

    /// Closed and opened again from what is on its disk, as a new peer.
    pub fn reopen(&mut self, peer: u64) -> Result<(), String> {
        let opened = Document::open(self.snapshot.as_deref(), &self.rows, PeerId(peer))
            .map_err(|e| format!("the desk does not open from its rows: {e}"))?;
        for container in TEXTS {
            if opened.text(&container) != self.story.text(&container) {
                return Err(format!("the {container} that was opened is not the one that was closed"));
            }
        }
        self.story = opened;
        // What waited for others waited in memory only.
        for row in &self.early {
            self.story.import(row).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    pub fn compact(&mut self) -> Result<(), String> {
        self.snapshot = Some(self.story.snapshot().map_err(|e| e.to_string())?);
        self.rows.clear();
        Ok(())
    }

    /// What must hold at every moment.
    pub fn check(&mut self) -> Result<(), String> {
        let now = self.story.frontiers();
        if now == self.checked {
            return Ok(());
        }
        self.checked = now;
        let body = self.story.text(&Container::Body);
        if !body.text().ends_with('\n') {
            return Err("a body without its final line break".into());
        }
        for op in &body.0 {
            if let document::DeltaOp::Insert(text, marks) = op {
                if marks.contains_key("b") && text.contains(|c| c != '\n') {
                    return Err(format!("a block key on text: {op:?}"));
                }
            }
        }
        let blocks = self.story.blocks();
        let printed: String = blocks.iter().map(|block| block.text.text()).collect();
        let visible: String = body
            .0
            .iter()
            .filter_map(|op| match op {
                document::DeltaOp::Insert(text, marks)
                    if !marks.keys().any(|key| key.starts_with("ins_")) =>
                {
                    Some(text.as_str())
                }
                _ => None,
            })
            .collect();
        let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if words(&printed) != words(&visible) {
            return Err("readers see other words than the text has".into());
        }
        let mut atoms: Vec<String> = blocks
            .iter()
            .filter(|block| matches!(block.kind, copy::BlockKind::Figure(_)))
            .map(|block| block.kind.key())
            .collect();
        let all = atoms.len();
        atoms.sort();
        atoms.dedup();
        if atoms.len() < all {
            return Err("a figure is printed twice".into());
        }
        Ok(())
    }
}
