//! What comes from elsewhere: bytes in, deltas for the editors out.

use super::{push_clean, Document};
use crate::{
    container::Container,
    delta::{Attributes, Delta, DeltaOp},
    error::{hide, Result},
    line::BLOCK_KEY,
    offset::{Scalar, Utf16},
    value,
};
use loro::{event::Diff, TextDelta};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

type Patches = BTreeMap<String, Vec<TextDelta>>;

/// What came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What it changed in the texts.
    pub patches: Vec<(Container, Delta)>,
    /// Whether all of it is in the text now. If not, it builds on operations that are not here:
    /// the rest waits in memory only, so bring those, then the same bytes again.
    pub complete: bool,
}

impl Document {
    /// Takes in another desk's operations or snapshot, and says what that changed in the texts.
    /// What was taken in before changes nothing.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Newer`], [`Error::PeerReused`].
    ///
    /// [`Error::Damaged`]: crate::Error::Damaged
    /// [`Error::Newer`]: crate::Error::Newer
    /// [`Error::PeerReused`]: crate::Error::PeerReused
    pub fn import(&mut self, update: &[u8]) -> Result<Imported> {
        self.commit();
        let before = self.texts();
        let seen: Arc<Mutex<Patches>> = Arc::default();
        let sink = Arc::clone(&seen);
        let watch = self.engine().subscribe_root(Arc::new(move |event| {
            let mut patches = sink.lock().unwrap_or_else(PoisonError::into_inner);
            for change in event.events {
                if let (Diff::Text(delta), loro::ContainerID::Root { name, .. }) =
                    (change.diff, change.target)
                {
                    patches.entry(name.to_string()).or_default().extend(delta);
                }
            }
        }));
        let status = self.engine().import(update);
        drop(watch);
        self.lines.clear();
        let complete = status.map_err(hide("importing"))?.pending.is_none();
        let patches = std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner));
        let mut named: BTreeMap<Container, Delta> = BTreeMap::new();
        for (name, delta) in patches {
            let Ok(container) = name.parse::<Container>() else { continue };
            let old = before.get(&container).map_or("", String::as_str);
            named.insert(container, in_utf16(old, delta));
        }
        let patches = named.into_iter().filter(|(_, delta)| !delta.0.is_empty()).collect();
        Ok(Imported { patches, complete })
    }

    /// All texts of this document.
    pub(crate) fn texts(&self) -> BTreeMap<Container, String> {
        let roots = self.engine().get_value();
        let names: Vec<Container> = match roots.as_map() {
            Some(roots) => roots.keys().filter_map(|name| name.parse().ok()).collect(),
            None => Vec::new(),
        };
        names.into_iter().map(|container| (container, self.string_of(&container))).collect()
    }
}

/// The engine's delta, which counts scalars, in UTF-16 units of the old text.
fn in_utf16(old: &str, delta: Vec<TextDelta>) -> Delta {
    let mut rest = old;
    let mut take = |scalars: Scalar| {
        let byte = rest.char_indices().nth(scalars.0).map_or(rest.len(), |(byte, _)| byte);
        let (taken, left) = rest.split_at_checked(byte).unwrap_or((rest, ""));
        rest = left;
        taken
    };
    let mut out = Delta::new();
    for op in delta {
        match op {
            TextDelta::Insert { insert, attributes } => {
                let mut marks = attributes.as_ref().map(value::attributes).unwrap_or_default();
                marks.retain(|_, value| !value.is_null());
                push_clean(&mut out, insert, marks);
            }
            TextDelta::Delete { delete } => out.push(DeltaOp::Delete(Utf16::of(take(Scalar(delete))).0)),
            TextDelta::Retain { retain, attributes } => {
                let marks = attributes.as_ref().map(value::attributes).unwrap_or_default();
                retain_clean(&mut out, take(Scalar(retain)), &marks);
            }
        }
    }
    out.chop()
}

/// A retain that changes the block key only on line breaks.
fn retain_clean(out: &mut Delta, text: &str, marks: &Attributes) {
    if !marks.contains_key(BLOCK_KEY) {
        out.push(DeltaOp::Retain(Utf16::of(text).0, marks.clone()));
        return;
    }
    let mut on_text = marks.clone();
    on_text.remove(BLOCK_KEY);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        out.push(DeltaOp::Retain(Utf16::of(words).0, on_text.clone()));
        if words.len() < line.len() {
            out.push(DeltaOp::Retain(1, marks.clone()));
        }
    }
}
