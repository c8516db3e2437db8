//! What the page asked, read off the body of the one command: JSON as `{name, args}`, or bytes as a raw body
//! with name and arguments in headers.

use serde_json::Value;
use tauri::http::HeaderMap;
use tauri::ipc::InvokeBody;

/// The header that names the command of a raw body.
const NAME: &str = "copydesk-name";
/// The header with the arguments of a raw body: JSON, percent-encoded, since headers are Latin-1 and the names
/// of files are not.
const ARGS: &str = "copydesk-args";

/// A command, its arguments, and what came with them.
#[derive(Debug, PartialEq)]
pub struct Asked {
    /// The command's name.
    pub name: String,
    /// Its arguments.
    pub args: Value,
    /// A photo's or a file's bytes.
    pub bytes: Option<Vec<u8>>,
}

impl Asked {
    /// Reads a call. `None`: it is not one.
    pub fn of(body: &InvokeBody, headers: &HeaderMap) -> Option<Self> {
        match body {
            InvokeBody::Json(call) => Some(Self {
                name: call.get("name")?.as_str()?.to_owned(),
                args: call.get("args").cloned().unwrap_or_else(|| Value::Object(Default::default())),
                bytes: None,
            }),
            InvokeBody::Raw(bytes) => {
                let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
                let args = percent_encoding::percent_decode_str(header(ARGS)?).decode_utf8().ok()?;
                Some(Self {
                    name: header(NAME)?.to_owned(),
                    args: serde_json::from_str(&args).ok()?,
                    bytes: Some(bytes.clone()),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_carries_a_name_and_arguments() {
        let none = HeaderMap::new();
        let asked =
            Asked::of(&json!({ "name": "story_open", "args": { "story": "ab" } }).into(), &none).unwrap();
        assert_eq!(
            (asked.name.as_str(), asked.args, asked.bytes),
            ("story_open", json!({ "story": "ab" }), None)
        );
        let bare = Asked::of(&json!({ "name": "desk_show" }).into(), &none).unwrap();
        assert_eq!(bare.args, json!({}));
    }

    #[test]
    fn bytes_carry_theirs_in_headers() {
        let mut headers = HeaderMap::new();
        headers.insert(NAME, "figure_import".parse().unwrap());
        headers.insert(ARGS, "%7B%22name%22%3A%22%D0%BF%D0%BE%D1%80%D1%82%22%7D".parse().unwrap());
        let asked = Asked::of(&vec![0xFF, 0xD8].into(), &headers).unwrap();
        assert_eq!(asked.args, json!({ "name": "порт" }));
        assert_eq!(asked.bytes, Some(vec![0xFF, 0xD8]));
    }

    #[test]
    fn what_is_no_call_is_none() {
        let mut headers = HeaderMap::new();
        assert_eq!(Asked::of(&json!({ "args": {} }).into(), &headers), None, "no name");
        assert_eq!(Asked::of(&json!({ "name": 1 }).into(), &headers), None, "a name that is no string");
        assert_eq!(Asked::of(&vec![1].into(), &headers), None, "bytes without headers");
        headers.insert(NAME, "figure_import".parse().unwrap());
        headers.insert(ARGS, "%7B".parse().unwrap());
        assert_eq!(Asked::of(&vec![1].into(), &headers), None, "arguments that are no JSON");
    }
}
