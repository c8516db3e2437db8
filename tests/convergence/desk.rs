//! A desk: the document, its rows, its windows' calls, and the other desks' rows.

use crate::client::{Call, Client, Marks, Message, TEXTS};
use copy::MemberId;
use document::{Container, DeletedRuns, Delta, Document, Error, PeerId};
use std::collections::{HashMap, HashSet};

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
        })
    }

    pub fn version(&self) -> u64 {
        self.version
    }

    fn marks(&self) -> Marks {
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
        let mut corrections = Vec::new();
        for (container, delta) in &call.edits {
            let refused = |e: Error| format!("the desk refused a delta on its own version: {e}: {delta:?}");
            let me = member(self.story.peer()).ok_or("a peer without a member")?;
            let runs = self.deleted.entry(call.client).or_default();
            let attributed = runs
                .attribute(&self.story, container, delta, me, member)
                .map_err(|e| refused(Error::Refused(e)))?;
            let kept = self.story.apply(container, &attributed.delta).map_err(refused)?;
            let marked = attributed.correction.unwrap_or_default();
            let correction = marked.compose(&kept.unwrap_or_default()).map_err(|e| e.to_string())?;
            if !correction.is_empty() {
                corrections.push((*container, correction));
            }
        }
        let (from, to) = (self.version, self.version + 1);
        self.version = to + u64::from(!corrections.is_empty());
        let (then, now) =
            if corrections.is_empty() { (self.marks(), None) } else { (Marks::new(), Some(self.marks())) };
        for window in windows {
            window.channel.push_back(if window.id() == call.client {
                Message::Ack { seq: call.seq, from, to, marks: then.clone() }
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
        for row in std::mem::take(&mut self.early) {
            self.import(&row, windows)?;
        }
        Ok(())
    }

    fn import(&mut self, row: &[u8], windows: &mut [&mut Client]) -> Result<(), String> {
        let before: Vec<Delta> = TEXTS.iter().map(|container| self.story.text(container)).collect();
        let imported = self.story.import(row).map_err(|e| format!("an import failed: {e}"))?;
        if imported.complete {
            self.rows.push(row.to_vec());
        } else {
            self.early.push(row.to_vec());
        }
        for (container, before) in TEXTS.iter().zip(before) {
            let patch = imported.patches.iter().find(|(of, _)| of == container).map(|(_, patch)| patch);
            let after = before.compose(patch.unwrap_or(&Delta::new())).map_err(|e| e.to_string())?;
            if after != self.story.text(container) {
                return Err(format!(
                    "an import's patch does not make the new {container} of the old: {patch:?}"
                ));
            }
        }
        if !imported.patches.is_empty() {
            let (from, to) = (self.version, self.version + 1);
            self.version = to;
            let marks = self.marks();
            for window in windows {
                let edits = imported.patches.clone();
                window.channel.push_back(Message::Patch { from, to, edits, marks: marks.clone() });
            }
        }
        Ok(())
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
    pub fn check(&self) -> Result<(), String> {
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
