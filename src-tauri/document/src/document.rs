//! The document: opening, saving, the current peer and its operations.

mod both;
mod edit;
mod import;
mod meet;
mod salvage;
mod seam;

pub use edit::is_dropped;
pub use import::Imported;
pub use meet::Clock;
pub use salvage::Salvaged;

use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    error::{hide, Error, Refused, Result},
    line,
    mark::Lines,
    offset::Utf16,
    peer::PeerId,
    value,
};
use loro::{
    ExpandType, ExportMode, Frontiers, IdSpan, LoroDoc, LoroText, StyleConfig, StyleConfigMap, TextDelta,
};
use std::collections::{BTreeMap, VecDeque};

/// Operations of one peer, ready to be an op row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ops {
    /// The engine's bytes: opaque, checked by the engine when they are read.
    pub bytes: Vec<u8>,
    /// Whose they are.
    pub peer: PeerId,
    /// The first operation's number.
    pub counter_from: i32,
    /// One past the last.
    pub counter_to: i32,
}

/// A story's text with everything that happened to it.
pub struct Document {
    doc: LoroDoc,
    peer: PeerId,
    /// Up to where the current peer's operations were taken.
    taken: i32,
    /// Operations of earlier peers of this session that nobody has taken yet.
    waiting: VecDeque<(PeerId, i32, i32)>,
    /// The lines of texts whose mark was asked for, kept up with every edit.
    pub(crate) lines: BTreeMap<Container, Lines>,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Never the text.
        f.debug_struct("Document").field("peer", &self.peer).finish_non_exhaustive()
    }
}

/// Every document is configured here, forks too: without a default style a mark with an unknown
/// key is an error, and with a wrong one it grows into text typed beside it.
fn configure(doc: &LoroDoc) {
    let mut styles = StyleConfigMap::new();
    for key in ["strong", "em", "lang"] {
        styles.insert(key.into(), StyleConfig { expand: ExpandType::After });
    }
    for key in ["link", "by", "b"] {
        styles.insert(key.into(), StyleConfig { expand: ExpandType::None });
    }
    doc.config_text_style(styles);
    doc.config_default_text_style(Some(StyleConfig { expand: ExpandType::None }));
    doc.set_record_timestamp(false);
}

impl Document {
    /// A new story's text. The body has its final line break, which is this peer's first operation.
    ///
    /// # Errors
    /// [`Error::BadPeer`] for the one number that the engine keeps for itself.
    pub fn create(peer: PeerId) -> Result<Self> {
        let mut document = Self::empty(peer)?;
        document.text_of(&Container::Body).insert(0, "\n").map_err(hide("creating"))?;
        document.commit();
        document.taken = 0;
        Ok(document)
    }

    /// The text of a snapshot and the operations that came after it, in any order.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Newer`]; [`Error::Incomplete`] if operations build on others
    /// that are not there.
    pub fn open(snapshot: Option<&[u8]>, updates: &[impl AsRef<[u8]>], peer: PeerId) -> Result<Self> {
        const DURING: &str = "opening";
        let mut document = Self::empty(peer)?;
        if let Some(snapshot) = snapshot {
            document.doc.import(snapshot).map_err(hide(DURING))?;
        }
        if !updates.is_empty() {
            let updates: Vec<Vec<u8>> = updates.iter().map(|update| update.as_ref().to_vec()).collect();
            let status = document.doc.import_batch(&updates).map_err(hide(DURING))?;
            if status.pending.is_some() {
                return Err(Error::Incomplete { during: DURING });
            }
        }
        if document.doc.is_shallow() || !document.string_of(&Container::Body).ends_with('\n') {
            return Err(Error::Damaged { during: DURING });
        }
        document.taken = document.counter(peer);
        Ok(document)
    }

    fn empty(peer: PeerId) -> Result<Self> {
        let doc = LoroDoc::new();
        configure(&doc);
        doc.set_peer_id(peer.0).map_err(hide("choosing a peer"))?;
        Ok(Self { doc, peer, taken: 0, waiting: VecDeque::new(), lines: BTreeMap::new() })
    }

    /// The peer that edits from now on are made by. What the last one made stays to be taken.
    ///
    /// # Errors
    /// [`Error::BadPeer`].
    pub fn set_peer(&mut self, peer: PeerId) -> Result<()> {
        self.commit();
        let made = self.counter(self.peer);
        self.doc.set_peer_id(peer.0).map_err(hide("choosing a peer"))?;
        if made > self.taken {
            self.waiting.push_back((self.peer, self.taken, made));
        }
        self.peer = peer;
        self.taken = self.counter(peer);
        Ok(())
    }

    /// The current peer.
    pub fn peer(&self) -> PeerId {
        self.peer
    }

    /// The next operation number of a peer.
    fn counter(&self, peer: PeerId) -> i32 {
        self.doc.with_oplog(|log| log.dag().vv().get(&peer.0).copied().unwrap_or(0))
    }

    /// What was made since the last take: the operations of earlier peers first. Take until there
    /// is nothing; each is one op row.
    ///
    /// # Errors
    /// [`Error::Engine`]; the operations stay to be taken.
    pub fn take_ops(&mut self) -> Result<Option<Ops>> {
        self.commit();
        let current = (self.peer, self.taken, self.counter(self.peer));
        let (peer, from, to) = self.waiting.front().copied().unwrap_or(current);
        if from >= to {
            return Ok(None);
        }
        let spans = vec![IdSpan::new(peer.0, from, to)];
        let bytes = self
            .doc
            .export(ExportMode::updates_in_range(spans))
            .map_err(|_| Error::Engine { during: "saving" })?;
        if self.waiting.pop_front().is_none() {
            self.taken = to;
        }
        Ok(Some(Ops { bytes, peer, counter_from: from, counter_to: to }))
    }

    /// Everything, with its full history; never shallow.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn snapshot(&mut self) -> Result<Vec<u8>> {
        self.commit();
        self.doc.export(ExportMode::Snapshot).map_err(|_| Error::Engine { during: "saving" })
    }

    /// The moment of history that the text is at now, for a revision's record.
    pub fn frontiers(&mut self) -> Vec<u8> {
        self.commit();
        self.doc.oplog_frontiers().encode()
    }

    /// The document as it was at a moment of its history; read it, do not go on writing it.
    /// Slow (up to 217 ms for a long one): never on the interface's path.
    ///
    /// # Errors
    /// [`Error::Incomplete`] if this document's history does not hold that moment.
    pub fn at(&mut self, frontiers: &[u8]) -> Result<Self> {
        const DURING: &str = "going back";
        self.commit();
        let frontiers = Frontiers::decode(frontiers).map_err(|_| Error::Damaged { during: DURING })?;
        if self.doc.frontiers_to_vv(&frontiers).is_none() {
            return Err(Error::Incomplete { during: DURING });
        }
        let doc = self.doc.fork_at(&frontiers).map_err(hide(DURING))?;
        configure(&doc);
        let mut past = Self {
            peer: PeerId(doc.peer_id()),
            doc,
            taken: 0,
            waiting: VecDeque::new(),
            lines: BTreeMap::new(),
        };
        past.taken = past.counter(past.peer);
        Ok(past)
    }

    /// A text as inserts with their marks.
    pub fn text(&self, container: &Container) -> Delta {
        let mut delta = Delta::new();
        for op in self.text_of(container).to_delta() {
            let TextDelta::Insert { insert, attributes } = op else { continue };
            let marks = attributes.as_ref().map(value::attributes).unwrap_or_default();
            push_clean(&mut delta, insert, marks);
        }
        delta
    }

    /// A line as readers see it, to be put in somewhere else: nothing that is asked or suggested.
    pub fn printed(&self, container: &Container) -> Delta {
        let mut delta = Delta::new();
        for op in self.text(container).0 {
            let DeltaOp::Insert(insert, marks) = op else { continue };
            if !line::is_suggested(&marks) {
                push_clean(&mut delta, insert, line::attributes(&line::marks(&marks)));
            }
        }
        delta
    }

    /// A text's length.
    pub fn length(&self, container: &Container) -> Utf16 {
        Utf16(self.text_of(container).len_utf16())
    }

    /// A part of a text, without its marks.
    ///
    /// # Errors
    /// [`Refused::OutOfRange`], [`Refused::SplitsCharacter`].
    pub fn slice(&self, container: &Container, from: Utf16, to: Utf16) -> Result<String, Refused> {
        let text = self.text_of(container);
        if from > to || to.0 > text.len_utf16() {
            return Err(Refused::OutOfRange);
        }
        text.slice_utf16(from.0, to.0).map_err(|_| Refused::SplitsCharacter)
    }

    pub(crate) fn text_of(&self, container: &Container) -> LoroText {
        self.doc.get_text(container.to_string())
    }

    pub(crate) fn string_of(&self, container: &Container) -> String {
        self.text_of(container).to_string()
    }

    pub(crate) fn engine(&self) -> &LoroDoc {
        &self.doc
    }

    pub(crate) fn commit(&self) {
        self.doc.commit();
    }
}

/// Adds text as a client may see it: the block key only on line breaks, wherever a foreign
/// document put it.
fn push_clean(delta: &mut Delta, insert: String, mut marks: Attributes) {
    if !marks.contains_key(line::BLOCK_KEY) || insert.bytes().all(|byte| byte == b'\n') {
        delta.push(DeltaOp::Insert(insert, marks));
        return;
    }
    let on_break = marks.clone();
    marks.remove(line::BLOCK_KEY);
    for line in insert.split_inclusive('\n') {
        let text = line.trim_end_matches('\n');
        delta.push(DeltaOp::Insert(text.to_owned(), marks.clone()));
        if text.len() < line.len() {
            delta.push(DeltaOp::Insert("\n".to_owned(), on_break.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
