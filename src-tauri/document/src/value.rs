//! Between JSON and the engine's values.

use crate::delta::Attributes;
use loro::LoroValue;
use serde_json::{Map, Number, Value};
use std::collections::HashMap;

/// JSON → the engine.
pub(crate) fn to_engine(value: &Value) -> LoroValue {
    match value {
        Value::Null => LoroValue::Null,
        Value::Bool(flag) => LoroValue::Bool(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => LoroValue::I64(whole),
            None => LoroValue::Double(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => LoroValue::from(text.as_str()),
        Value::Array(items) => LoroValue::from(items.iter().map(to_engine).collect::<Vec<_>>()),
        Value::Object(fields) => LoroValue::from(
            fields.iter().map(|(key, value)| (key.clone(), to_engine(value))).collect::<HashMap<_, _>>(),
        ),
    }
}

/// The engine → JSON. Objects come out in the order of their keys, so that equal values look equal.
pub(crate) fn from_engine(value: &LoroValue) -> Value {
    match value {
        LoroValue::Bool(flag) => Value::Bool(*flag),
        LoroValue::I64(whole) => Value::from(*whole),
        LoroValue::Double(number) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
        LoroValue::String(text) => Value::String(text.to_string()),
        LoroValue::List(items) => Value::Array(items.iter().map(from_engine).collect()),
        LoroValue::Map(fields) => {
            let mut sorted: Vec<_> = fields.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            Value::Object(sorted.into_iter().map(|(k, v)| (k.clone(), from_engine(v))).collect::<Map<_, _>>())
        }
        LoroValue::Binary(bytes) => Value::Array(bytes.iter().map(|byte| Value::from(*byte)).collect()),
        LoroValue::Null | LoroValue::Container(_) => Value::Null,
    }
}

/// A set of marks as the engine gives it.
pub(crate) fn attributes<'a, K: AsRef<str> + 'a>(
    marks: impl IntoIterator<Item = (&'a K, &'a LoroValue)>,
) -> Attributes {
    marks.into_iter().map(|(key, value)| (key.as_ref().to_owned(), from_engine(value))).collect()
}
