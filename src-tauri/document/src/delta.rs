//! Deltas: what an editor says that it changed, and what it is told. Quill's form and algebra, in
//! UTF-16 units: `[{"retain":5},{"insert":"новий","attributes":{"strong":true}},{"delete":2}]`.
//! An attribute of `null` takes a mark away. [`algebra`] composes, transforms and inverts.

mod algebra;
pub(crate) mod reader;

use crate::offset::Utf16;
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// Marks by key.
pub type Attributes = BTreeMap<String, Value>;

/// One step of a delta.
#[derive(Debug, Clone, PartialEq)]
pub enum DeltaOp {
    /// New text with its full set of marks.
    Insert(String, Attributes),
    /// Text that stays, with the marks that change on it.
    Retain(usize, Attributes),
    /// Text that goes.
    Delete(usize),
}

impl DeltaOp {
    /// How many UTF-16 units it speaks of.
    pub fn units(&self) -> usize {
        match self {
            Self::Insert(text, _) => Utf16::of(text).0,
            Self::Retain(units, _) | Self::Delete(units) => *units,
        }
    }
}

/// A change of a text, or a whole text as nothing but inserts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Delta(pub Vec<DeltaOp>);

impl Delta {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds unmarked text.
    #[must_use]
    pub fn insert(self, text: impl Into<String>) -> Self {
        self.insert_with(text, Attributes::new())
    }

    /// Adds text with marks.
    #[must_use]
    pub fn insert_with(mut self, text: impl Into<String>, attributes: Attributes) -> Self {
        self.push(DeltaOp::Insert(text.into(), attributes));
        self
    }

    /// Leaves text as it is.
    #[must_use]
    pub fn retain(self, units: usize) -> Self {
        self.retain_with(units, Attributes::new())
    }

    /// Leaves text and changes its marks.
    #[must_use]
    pub fn retain_with(mut self, units: usize, attributes: Attributes) -> Self {
        self.push(DeltaOp::Retain(units, attributes));
        self
    }

    /// Takes text away.
    #[must_use]
    pub fn delete(mut self, units: usize) -> Self {
        self.push(DeltaOp::Delete(units));
        self
    }

    /// Adds a step in normal form: neighbours of one kind joined, an insert before a delete.
    pub fn push(&mut self, op: DeltaOp) {
        match &op {
            DeltaOp::Insert(text, _) if text.is_empty() => return,
            DeltaOp::Retain(0, _) | DeltaOp::Delete(0) => return,
            _ => {}
        }
        let held = match (self.0.last(), &op) {
            (Some(DeltaOp::Delete(_)), DeltaOp::Insert(..)) => self.0.pop(),
            _ => None,
        };
        match (self.0.last_mut(), op) {
            (Some(DeltaOp::Delete(units)), DeltaOp::Delete(more)) => *units += more,
            (Some(DeltaOp::Insert(text, marks)), DeltaOp::Insert(more, same)) if *marks == same => {
                text.push_str(&more);
            }
            (Some(DeltaOp::Retain(units, marks)), DeltaOp::Retain(more, same)) if *marks == same => {
                *units += more;
            }
            (_, op) => self.0.push(op),
        }
        self.0.extend(held);
    }

    /// Drops a last retain that changes nothing.
    #[must_use]
    pub fn chop(mut self) -> Self {
        while matches!(self.0.last(), Some(DeltaOp::Retain(_, marks)) if marks.is_empty()) {
            self.0.pop();
        }
        self
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|op| matches!(op, DeltaOp::Retain(_, marks) if marks.is_empty()))
    }

    /// How much of the text it was made for it speaks of.
    pub fn base_units(&self) -> usize {
        self.0.iter().filter(|op| !matches!(op, DeltaOp::Insert(..))).map(DeltaOp::units).sum()
    }

    /// How much of the text that comes out it speaks of.
    pub fn result_units(&self) -> usize {
        self.0.iter().filter(|op| !matches!(op, DeltaOp::Delete(_))).map(DeltaOp::units).sum()
    }

    /// The inserted characters, one after another: the text, where the delta is a whole text.
    pub fn text(&self) -> String {
        self.0
            .iter()
            .filter_map(|op| match op {
                DeltaOp::Insert(text, _) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quill {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retain: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    insert: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delete: Option<usize>,
    #[serde(default, skip_serializing_if = "Attributes::is_empty")]
    attributes: Attributes,
}

impl Serialize for DeltaOp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut quill = Quill { retain: None, insert: None, delete: None, attributes: Attributes::new() };
        match self {
            Self::Insert(text, attributes) => {
                quill.insert = Some(text.clone());
                quill.attributes.clone_from(attributes);
            }
            Self::Retain(units, attributes) => {
                quill.retain = Some(*units);
                quill.attributes.clone_from(attributes);
            }
            Self::Delete(units) => quill.delete = Some(*units),
        }
        quill.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DeltaOp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let quill = Quill::deserialize(deserializer)?;
        match (quill.insert, quill.retain, quill.delete) {
            (Some(text), None, None) => Ok(Self::Insert(text, quill.attributes)),
            (None, Some(units), None) => Ok(Self::Retain(units, quill.attributes)),
            (None, None, Some(units)) if quill.attributes.is_empty() => Ok(Self::Delete(units)),
            _ => Err(de::Error::custom("a step of a delta is one of insert, retain and delete")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_written_as_quill_writes_it() {
        let json = json!([
            {"retain": 5},
            {"insert": "новий", "attributes": {"strong": true}},
            {"delete": 2},
            {"retain": 1, "attributes": {"b": "h:2", "link": null}},
        ]);
        let delta: Delta = serde_json::from_value(json.clone()).expect("a delta");
        assert_eq!(serde_json::to_value(&delta).expect("json"), json);
        assert_eq!(delta.base_units(), 8);
        assert_eq!(delta.result_units(), 11);
    }

    #[test]
    fn other_steps_are_refused() {
        for bad in [
            json!([{}]),
            json!([{"insert": {"image": "x"}}]),
            json!([{"retain": -1}]),
            json!([{"insert": "a", "delete": 1}]),
            json!([{"move": 3}]),
            json!([{"delete": 1, "attributes": {"strong": true}}]),
        ] {
            assert!(serde_json::from_value::<Delta>(bad.clone()).is_err(), "{bad} must be refused");
        }
    }

    #[test]
    fn pushing_keeps_the_normal_form() {
        let delta = Delta::new().delete(1).insert("a").insert("b").delete(2).retain(0).retain(3).retain(4);
        assert_eq!(
            delta,
            Delta(vec![
                DeltaOp::Insert("ab".into(), Attributes::new()),
                DeltaOp::Delete(3),
                DeltaOp::Retain(7, Attributes::new()),
            ])
        );
        assert_eq!(delta.chop().0.len(), 2);
    }
}
