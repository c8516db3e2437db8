//! What WordPress answers: the shapes that are expected, and what its codes mean.

use crate::{http::Answer, Reason, Trouble};
use serde::{de::DeserializeOwned, Deserialize};

/// A user, by `context=edit` where it is we ourselves.
#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: u64,
    pub name: String,
    #[serde(default)]
    pub capabilities: serde_json::Map<String, serde_json::Value>,
}

impl User {
    /// Whether the account may do this.
    pub fn may(&self, capability: &str) -> bool {
        self.capabilities.get(capability).and_then(serde_json::Value::as_bool).unwrap_or(false)
    }
}

/// A category or tag.
#[derive(Debug, Clone, Deserialize)]
pub struct Term {
    pub id: u64,
    pub name: String,
}

/// A file of the media library.
#[derive(Debug, Clone, Deserialize)]
pub struct Media {
    pub id: u64,
    pub source_url: String,
    pub alt_text: String,
    pub caption: Raw,
}

/// A text as it is stored, beside what the site makes of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Raw {
    pub raw: String,
}

/// A post, by `context=edit`.
#[derive(Debug, Clone, Deserialize)]
pub struct Post {
    pub id: u64,
    pub slug: String,
    pub status: String,
    pub link: String,
    pub title: Raw,
    pub content: Raw,
    pub excerpt: Raw,
    pub author: u64,
    pub featured_media: u64,
    pub categories: Vec<u64>,
    pub tags: Vec<u64>,
    #[serde(default)]
    pub modified_gmt: String,
    #[serde(default, rename = "_links")]
    links: Links,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Links {
    #[serde(default, rename = "predecessor-version")]
    predecessor: Vec<Version>,
}

#[derive(Debug, Clone, Deserialize)]
struct Version {
    id: u64,
}

impl Post {
    /// The newest stored revision; 0 where there is none.
    pub fn revision(&self) -> u64 {
        self.links.predecessor.first().map_or(0, |version| version.id)
    }
}

/// A revision of a post.
#[derive(Debug, Clone, Deserialize)]
pub struct Revision {
    pub id: u64,
    pub slug: String,
    pub title: Raw,
    pub content: Raw,
    pub excerpt: Raw,
    #[serde(default)]
    pub author: u64,
    #[serde(default)]
    pub modified_gmt: String,
}

/// A moment as WordPress writes it: UTC, without saying so.
pub fn moment(gmt: &str) -> Option<i64> {
    let at = chrono::NaiveDateTime::parse_from_str(gmt, "%Y-%m-%dT%H:%M:%S").ok()?;
    Some(at.and_utc().timestamp_millis())
}

/// WordPress's own form of an error.
#[derive(Debug, Clone, Deserialize)]
pub struct Failure {
    pub code: String,
    #[serde(default)]
    pub data: serde_json::Value,
}

/// The answer as what was expected, or its trouble.
pub fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Trouble> {
    match trouble(answer) {
        Some(trouble) => Err(trouble),
        None => answer.json().ok_or_else(|| answer.unreadable()),
    }
}

/// What an answer that is no success means: WordPress's code first, then the status.
/// Its message is never looked at: it may hold SQL, and is in the site's language.
pub fn trouble(answer: &Answer) -> Option<Trouble> {
    if (200..300).contains(&answer.status) {
        return None;
    }
    let failure: Option<Failure> = answer.json();
    let code = failure.as_ref().map(|failure| failure.code.as_str()).unwrap_or_default();
    Some(match (answer.status, code) {
        (404 | 410, "rest_post_invalid_id") => Trouble::conflict(Reason::StoryDeleted),
        (410, "rest_already_trashed") => Trouble::conflict(Reason::StoryInBin),
        (404, "rest_no_route") => Trouble::paused(Reason::InterfaceOff),
        (401, "incorrect_password" | "invalid_username" | "invalid_email" | "rest_not_logged_in") => {
            Trouble::paused(Reason::WrongPassword)
        }
        (
            401 | 403,
            "rest_cannot_create" | "rest_cannot_edit" | "rest_cannot_publish" | "rest_forbidden_context",
        ) => Trouble::paused(Reason::MayNot),
        (500, "db_insert_error" | "db_update_error") => Trouble::story(Reason::CharacterNotTaken, None),
        (500, "rest_upload_sideload_error") => Trouble::story(Reason::PictureNotTaken, None),
        (412, "rest_upload_hash_mismatch") => Trouble::later(Reason::PictureDamaged),
        (400 | 422, "rest_invalid_author") => Trouble::story(Reason::AuthorGone, Some("byline")),
        (400 | 422, _) => {
            let parameters = failure.as_ref().and_then(|failure| failure.data.get("params")?.as_object());
            let field =
                parameters.and_then(|parameters| parameters.keys().next()).and_then(|name| {
                    match name.as_str() {
                        "title" => Some("headline"),
                        "slug" => Some("web_slug"),
                        "excerpt" => Some("deck"),
                        "author" => Some("byline"),
                        "categories" => Some("section"),
                        "tags" => Some("tags"),
                        _ => None,
                    }
                });
            Trouble::story(Reason::StoryNotTaken, field)
        }
        _ => return answer.trouble(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Purpose::{self, Change, Look};

    fn class(status: u16, purpose: Purpose, body: &str) -> &'static str {
        let media_type = if body.starts_with('{') { "application/json; charset=UTF-8" } else { "text/html" };
        let answer = Answer::of(status, purpose, &[("content-type", media_type)], body);
        match read::<Vec<Term>>(&answer) {
            Ok(_) => "success",
            Err(Trouble::Later { .. }) => "later",
            Err(Trouble::Unknown { .. }) => "unknown",
            Err(Trouble::Story { .. }) => "story",
            Err(Trouble::Paused { .. }) => "paused",
            Err(Trouble::Conflict { .. }) => "conflict",
        }
    }

    #[test]
    fn every_answer_is_in_exactly_one_class() {
        let code = |code: &str| format!(r#"{{"code":"{code}","message":"SELECT 1","data":{{"status":0}}}}"#);
        for (status, purpose, body, expected) in [
            (200, Look, "<b>Warning</b>: []".into(), "later"),
            (201, Change, "<b>Warning</b>: []".into(), "unknown"),
            (201, Change, r#"{"id": 4}"#.into(), "unknown"),
            (200, Look, String::new(), "later"),
            (401, Look, code("rest_not_logged_in"), "paused"),
            (401, Change, code("incorrect_password"), "paused"),
            (403, Change, code("rest_cannot_edit"), "paused"),
            (404, Look, code("rest_no_route"), "paused"),
            (404, Look, "<html>Not found</html>".into(), "paused"),
            (404, Look, code("rest_post_invalid_id"), "conflict"),
            (410, Change, code("rest_already_trashed"), "conflict"),
            (400, Change, code("rest_invalid_param"), "story"),
            (400, Change, code("rest_invalid_author"), "story"),
            (413, Change, "<html>Too large</html>".into(), "story"),
            (500, Change, code("db_insert_error"), "story"),
            (500, Change, code("rest_upload_sideload_error"), "story"),
            (500, Change, code("internal_server_error"), "unknown"),
            (500, Look, "<html>There has been a critical error</html>".into(), "later"),
            (502, Change, "<html>Bad gateway</html>".into(), "unknown"),
            (503, Change, "<html>Briefly unavailable for scheduled maintenance</html>".into(), "later"),
            (429, Change, String::new(), "later"),
            (302, Look, String::new(), "paused"),
        ] {
            assert_eq!(class(status, purpose, &body), expected, "{status} {purpose:?} {body}");
        }
    }

    #[test]
    fn a_moment_is_utc() {
        assert_eq!(moment("2025-10-14T10:12:00"), Some(1_760_436_720_000));
        assert_eq!(moment(""), None);
    }

    #[test]
    fn a_field_is_named_and_a_servers_message_never_shown() {
        let body = r#"{"code":"rest_invalid_param","message":"INSERT INTO wp_posts","data":{"params":{"title":"x"}}}"#;
        let answer = Answer::of(400, Change, &[("content-type", "application/json")], body);
        let Some(Trouble::Story { reason, field }) = trouble(&answer) else { panic!("it is the story's") };
        assert_eq!(field.as_deref(), Some("headline"));
        assert!(!reason.to_string().contains("INSERT"));
    }
}
