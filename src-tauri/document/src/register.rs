//! Registers: single values in the document's root maps, where the last writer wins. A field of an
//! object is a register of its own, `<id>.<field>` in the one map `objects`: a map made inside
//! another map by two desks at once would lose one of the two.

use crate::{
    document::Document,
    error::{hide, Result},
    value,
};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt::Display};

/// The story's own registers.
pub(crate) const META: &str = "meta";
/// The tags, a register each, so that two added at once are both kept.
pub(crate) const TAGS: &str = "tags";
const OBJECTS: &str = "objects";
const TYPE: &str = "type";

impl Document {
    /// The registers of a map.
    pub(crate) fn registers(&self, map: &str) -> Map<String, Value> {
        match value::from_engine(&self.engine().get_map(map).get_value()) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    /// Writes a register, unless it says that already; `null` takes it away. Whether it changed.
    pub(crate) fn set_register(&self, map: &str, key: &str, value: &Value) -> Result<bool> {
        let map = self.engine().get_map(map);
        let now = map.get(key).and_then(|now| now.into_value().ok()).map(|now| value::from_engine(&now));
        if now.as_ref().unwrap_or(&Value::Null) == value {
            return Ok(false);
        }
        match value {
            Value::Null => map.delete(key),
            value => map.insert(key, value::to_engine(value)),
        }
        .map_err(hide("changing a fact"))?;
        Ok(true)
    }

    /// All objects of a type by their identifiers.
    pub(crate) fn objects<I: std::str::FromStr + Ord>(&self, kind: &str) -> BTreeMap<I, Map<String, Value>> {
        let mut objects: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
        for (key, value) in self.registers(OBJECTS) {
            if let Some((id, field)) = key.split_once('.') {
                objects.entry(id.to_owned()).or_default().insert(field.to_owned(), value);
            }
        }
        objects
            .into_iter()
            .filter(|(_, fields)| fields.get(TYPE).and_then(Value::as_str) == Some(kind))
            .filter_map(|(id, fields)| Some((id.parse().ok()?, fields)))
            .collect()
    }

    /// Whether there is an object of this type.
    pub(crate) fn has_object(&self, kind: &str, id: impl Display) -> bool {
        let key = format!("{id}.{TYPE}");
        let found = self.engine().get_map(OBJECTS).get(&key).and_then(|found| found.into_value().ok());
        found.is_some_and(|found| value::from_engine(&found).as_str() == Some(kind))
    }

    /// Writes an object's fields, each that differs.
    pub(crate) fn put_object(&self, kind: &str, id: impl Display, fields: &impl Serialize) -> Result<()> {
        self.set_field(&id, TYPE, &Value::from(kind))?;
        if let Ok(Value::Object(fields)) = serde_json::to_value(fields) {
            for (field, value) in &fields {
                self.set_field(&id, field, value)?;
            }
        }
        Ok(())
    }

    /// Writes one field of an object.
    pub(crate) fn set_field(&self, id: impl Display, field: &str, value: &Value) -> Result<bool> {
        self.set_register(OBJECTS, &format!("{id}.{field}"), value)
    }
}

/// Fields as their type; a field that does not read (a newer version's, a foreign one) is left at
/// its default, and stays in the document.
pub(crate) fn read_fields<T: Default + Serialize + DeserializeOwned>(fields: &Map<String, Value>) -> T {
    if let Ok(read) = serde_json::from_value(Value::Object(fields.clone())) {
        return read;
    }
    let mut good = match serde_json::to_value(T::default()) {
        Ok(Value::Object(defaults)) => defaults,
        _ => return T::default(),
    };
    let mut read = T::default();
    for (field, value) in fields {
        let before = good.insert(field.clone(), value.clone());
        match serde_json::from_value(Value::Object(good.clone())) {
            Ok(better) => read = better,
            Err(_) => match before {
                Some(before) => {
                    good.insert(field.clone(), before);
                }
                None => {
                    good.remove(field);
                }
            },
        }
    }
    read
}

/// A change as its field's name and value: the change types are enums tagged with them.
pub(crate) fn field_of(change: &impl Serialize) -> Option<(String, Value)> {
    let Ok(Value::Object(mut tagged)) = serde_json::to_value(change) else { return None };
    let value = tagged.remove("value").unwrap_or(Value::Null);
    match tagged.remove("field") {
        Some(Value::String(field)) => Some((field, value)),
        _ => None,
    }
}
