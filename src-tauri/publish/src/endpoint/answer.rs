//! What a receiver answers: the shapes of the contract, and what its codes mean.

use super::ninjs;
use crate::{http::Answer, Person, PublicState, Reason, RemoteCopy, RemoteId, Trouble};
use chrono::DateTime;
use copy::{html, Sha256};
use serde::{de::DeserializeOwned, Deserialize};
use serde_json::Value;

/// Who is there.
#[derive(Debug, Clone, Deserialize)]
pub struct Hello {
    pub contract: u32,
    pub server: String,
    pub me: Author,
}

/// Somebody whom the receiver knows.
#[derive(Debug, Clone, Deserialize)]
pub struct Author {
    pub id: String,
    pub name: String,
}

impl Author {
    pub fn person(self) -> Person {
        Person { id: self.id, name: shown(&self.name) }
    }
}

/// The authors of a name; `None`: the receiver keeps no list, and prints every name.
#[derive(Debug, Clone, Deserialize)]
pub struct Authors {
    // Must be there: an answer about something else says of nobody that any name will do.
    #[serde(deserialize_with = "Option::deserialize")]
    pub authors: Option<Vec<Author>>,
}

/// A file there.
#[derive(Debug, Clone, Deserialize)]
pub struct Asset {
    pub sha256: String,
    pub url: String,
}

/// Stories by their uri.
#[derive(Debug, Clone, Deserialize)]
pub struct Stories {
    pub stories: Vec<Record>,
}

/// A story as it stands there.
#[derive(Debug, Clone, Deserialize)]
pub struct Record {
    id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    removed: bool,
    #[serde(default, rename = "changedBy")]
    changed_by: Option<String>,
    #[serde(default, rename = "changedAt")]
    changed_at: Option<String>,
    data: Value,
}

impl Record {
    pub fn remote_id(&self) -> RemoteId {
        RemoteId(self.id.clone())
    }

    pub fn uri(&self) -> Option<&str> {
        self.data.get("uri")?.as_str()
    }

    /// Empty where the receiver has none.
    pub fn version(&self) -> &str {
        self.version.as_deref().unwrap_or_default()
    }

    pub fn data(&self) -> &Value {
        &self.data
    }

    pub fn hash(&self) -> Sha256 {
        ninjs::hash(&self.data)
    }

    /// Whether it is a place that nobody has written to.
    pub fn is_reservation(&self) -> bool {
        self.data.get("headlines").is_none() && self.data.get("bodies").is_none()
    }

    /// `None`: somebody removed it there.
    pub fn state(&self) -> Option<PublicState> {
        (!self.removed).then(|| ninjs::state(&self.data))
    }

    pub fn copy(&self) -> RemoteCopy {
        RemoteCopy {
            id: self.remote_id(),
            version: self.version().to_owned(),
            content_hash: self.hash(),
            is_reservation: self.is_reservation(),
            state: self.state(),
            url: public(self.url.as_deref()),
        }
    }

    /// Who changed it there last, and when, where the receiver says so.
    pub fn changed(&self) -> (String, Option<i64>) {
        let at = self.changed_at.as_deref().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        (shown(self.changed_by.as_deref().unwrap_or_default()), at.map(|at| at.timestamp_millis()))
    }

    /// The public address.
    pub fn url(&self) -> Option<String> {
        public(self.url.as_deref())
    }
}

/// The answer to a story that was taken.
#[derive(Debug, Clone, Deserialize)]
pub struct Reply {
    pub id: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    version: Option<String>,
}

impl Reply {
    /// What stands there now: what was sent, under the version that it was given.
    pub fn copy(self, sent: &Value) -> RemoteCopy {
        RemoteCopy {
            url: public(self.url.as_deref()),
            id: RemoteId(self.id),
            version: self.version.unwrap_or_default(),
            content_hash: ninjs::hash(sent),
            is_reservation: false,
            state: Some(ninjs::state(sent)),
        }
    }
}

/// An address that a person may be led to: a web page, whatever the receiver says.
fn public(url: Option<&str>) -> Option<String> {
    url.filter(|url| url.starts_with("http://") || url.starts_with("https://")).and_then(html::safe_address)
}

/// A receiver's word for itself or for a person, as it may be shown.
pub fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).take(80).collect()
}

/// RFC 9457, with the contract's own `code`. The title is never looked at.
#[derive(Debug, Clone, Deserialize)]
struct Problem {
    #[serde(default)]
    code: String,
    #[serde(default)]
    field: String,
}

/// Whether the answer says of one thing that it is not there (and not that the path is offered to nobody).
pub fn is_gone(answer: &Answer) -> bool {
    let problem: Option<Problem> = answer.json();
    matches!(answer.status, 404 | 410) && problem.is_some_and(|problem| problem.code == "not_found")
}

/// The answer as what was expected, or its trouble.
pub fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Trouble> {
    match trouble(answer) {
        Some(trouble) => Err(trouble),
        None => answer.json().ok_or_else(|| answer.unreadable()),
    }
}

fn trouble(answer: &Answer) -> Option<Trouble> {
    if (200..300).contains(&answer.status) {
        return None;
    }
    let problem: Option<Problem> = answer.json();
    let (code, field) =
        problem.as_ref().map(|problem| (problem.code.as_str(), problem.field.as_str())).unwrap_or_default();
    let field = match field {
        "headline" => Some("headline"),
        "webSlug" => Some("web_slug"),
        "deck" => Some("deck"),
        "byline" => Some("byline"),
        "section" => Some("section"),
        "tags" => Some("tags"),
        _ => None,
    };
    Some(match (answer.status, code) {
        (401 | 403, "timestamp") => Trouble::paused(Reason::ClocksApart),
        (401 | 403, "signature") => Trouble::paused(Reason::SecretUnknown),
        (401 | 403, _) if problem.is_some() => Trouble::paused(Reason::MayNot),
        (404 | 410, "not_found") => Trouble::conflict(Reason::StoryDeleted),
        (412, _) => Trouble::conflict(Reason::ChangedThere),
        (422, "unknown_author") => Trouble::story(Reason::AuthorUnknown, Some("byline")),
        (422, "slug_taken") => Trouble::story(Reason::SlugTaken, Some("web_slug")),
        (422, "unknown_section") => Trouble::story(Reason::SectionUnknown, Some("section")),
        (422, "damaged") => Trouble::later(Reason::PictureDamaged),
        (400 | 422, _) if problem.is_some() => Trouble::story(Reason::StoryNotTaken, field),
        _ => return answer.trouble(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Purpose::{self, Change, Look};

    fn class(status: u16, purpose: Purpose, body: &str) -> String {
        let media_type = match (body.starts_with('{'), status < 400) {
            (true, true) => "application/json",
            (true, false) => "application/problem+json",
            (false, _) => "text/html",
        };
        match read::<Hello>(&Answer::of(status, purpose, &[("content-type", media_type)], body)) {
            Ok(_) => "success".into(),
            Err(trouble) => {
                let kind = trouble.reason().kind.clone();
                let class = match trouble {
                    Trouble::Later { .. } => "later",
                    Trouble::Unknown { .. } => "unknown",
                    Trouble::Story { .. } => "story",
                    Trouble::Paused { .. } => "paused",
                    Trouble::Conflict { .. } => "conflict",
                };
                format!("{class} {kind}")
            }
        }
    }

    #[test]
    fn every_answer_is_in_exactly_one_class() {
        let code = |code: &str| format!(r#"{{"title":"SELECT 1","code":"{code}"}}"#);
        for (status, purpose, body, expected) in [
            (200, Look, r#"{"contract":1,"server":"x","me":{"id":"1","name":"y"}}"#.to_owned(), "success"),
            (200, Look, "<html>Sign in</html>".into(), "later wire-answer-unreadable"),
            (201, Change, "<html>Sign in</html>".into(), "unknown wire-answer-unreadable"),
            (201, Change, r#"{"contract":"one"}"#.into(), "unknown wire-answer-unreadable"),
            (302, Look, String::new(), "paused wire-address-forwards"),
            (401, Look, code("signature"), "paused wire-secret-unknown"),
            (401, Look, code("timestamp"), "paused wire-clocks-apart"),
            (403, Change, code("other"), "paused wire-may-not"),
            (401, Look, "<html>Basic</html>".into(), "paused wire-account-refused"),
            (404, Look, code("not_found"), "conflict wire-story-deleted"),
            (404, Look, "<html>Not found</html>".into(), "paused wire-nothing-here"),
            (409, Change, code("in_progress"), "unknown wire-still-busy"),
            (412, Change, code("changed"), "conflict wire-changed-there"),
            (412, Change, String::new(), "conflict wire-changed-there"),
            (413, Change, String::new(), "story wire-file-too-large"),
            (422, Change, code("unknown_author"), "story wire-author-unknown"),
            (422, Change, code("slug_taken"), "story wire-slug-taken"),
            (422, Change, code("anything"), "story wire-story-not-taken"),
            (429, Change, String::new(), "later wire-slower"),
            (500, Change, code("anything"), "unknown wire-failed"),
            (500, Look, code("anything"), "later wire-failed"),
            (503, Change, "<html>Down</html>".into(), "later wire-down"),
        ] {
            assert_eq!(class(status, purpose, &body), expected, "{status} {purpose:?} {body}");
        }
    }

    #[test]
    fn only_a_list_that_is_said_to_be_none_is_none() {
        assert!(serde_json::from_str::<Authors>("{}").is_err());
        assert!(serde_json::from_str::<Authors>(r#"{"authors":null}"#).unwrap().authors.is_none());
    }

    #[test]
    fn an_address_that_is_no_page_is_none() {
        for bad in ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", "https:\\\\x"] {
            assert_eq!(public(Some(bad)), None, "{bad}");
        }
        assert_eq!(public(Some("https://a.example/x")), Some("https://a.example/x".into()));
    }
}
