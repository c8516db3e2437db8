//! What Ghost answers: the shapes that are expected, and what its codes mean.

use crate::{http::Answer, Reason, Trouble};
use chrono::DateTime;
use serde::{de::DeserializeOwned, Deserialize};

/// The site, as it says of itself.
#[derive(Debug, Clone, Deserialize)]
pub struct Site {
    pub url: String,
    pub version: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Sites {
    pub site: Site,
}

/// Somebody of the staff.
#[derive(Debug, Clone, Deserialize)]
pub struct User {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub status: String,
    #[serde(default)]
    roles: Vec<Role>,
}

#[derive(Debug, Clone, Deserialize)]
struct Role {
    name: String,
}

impl User {
    /// Whether the account may do no more than this: an author only their own, a contributor only drafts.
    pub fn is_only(&self, role: &str) -> bool {
        !self.roles.is_empty() && self.roles.iter().all(|theirs| theirs.name == role)
    }

    /// Whether their account was closed.
    pub fn is_closed(&self) -> bool {
        self.status == "inactive"
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Users {
    pub users: Vec<User>,
}

/// A tag; the first of a post is its section.
#[derive(Debug, Clone, Deserialize)]
pub struct Tag {
    pub name: String,
    #[serde(default)]
    pub slug: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Tags {
    pub tags: Vec<Tag>,
}

/// A file that was taken.
#[derive(Debug, Clone, Deserialize)]
pub struct Image {
    pub url: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Images {
    pub images: Vec<Image>,
}

/// A post, as the staff sees it.
#[derive(Debug, Clone, Deserialize)]
pub struct Post {
    pub id: String,
    pub slug: String,
    pub status: String,
    pub title: String,
    pub updated_at: String,
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub visibility: String,
    #[serde(default)]
    pub lexical: Option<String>,
    #[serde(default)]
    pub custom_excerpt: Option<String>,
    #[serde(default)]
    pub canonical_url: Option<String>,
    #[serde(default)]
    pub feature_image: Option<String>,
    #[serde(default)]
    pub feature_image_alt: Option<String>,
    #[serde(default)]
    pub feature_image_caption: Option<String>,
    // Must be there: a post of nobody, or under no tag, is the answer to another question.
    pub authors: Vec<Author>,
    pub tags: Vec<Tag>,
}

/// Whose name a post carries.
#[derive(Debug, Clone, Deserialize)]
pub struct Author {
    pub id: String,
    pub name: String,
}

impl Post {
    /// When it was last saved, in seconds: Ghost tells saves within one second not apart.
    pub fn saved_at_seconds(&self) -> i64 {
        DateTime::parse_from_rfc3339(&self.updated_at).map(|at| at.timestamp()).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Posts {
    pub posts: Vec<Post>,
}

impl Posts {
    /// The one that was asked for.
    pub fn only(self, answer: &Answer) -> Result<Post, Trouble> {
        self.posts.into_iter().next().ok_or_else(|| answer.unreadable())
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Failures {
    errors: Vec<Failure>,
}

/// Ghost's own form of an error. Its message is never shown.
#[derive(Debug, Clone, Deserialize)]
struct Failure {
    #[serde(default)]
    message: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    property: Option<String>,
    #[serde(default)]
    context: Option<String>,
}

impl Failure {
    fn of(answer: &Answer) -> Option<Self> {
        answer.json::<Failures>()?.errors.into_iter().next()
    }

    fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }

    /// The fact to mend. Ghost names it in one of two places, depending on which of its checks it fell through.
    fn field(&self) -> Option<&'static str> {
        let context = self.context.as_deref().unwrap_or_default();
        let named = |field: &str| {
            self.property.as_deref() == Some(field)
                || context.contains(&format!("[posts.{field}]"))
                || context.contains(&format!("[posts_meta.{field}]"))
        };
        let fields = [
            ("title", "headline"),
            ("slug", "web_slug"),
            ("custom_excerpt", "deck"),
            ("canonical_url", "canonical"),
            ("name", "tags"),
            ("tags", "tags"),
            ("authors", "byline"),
        ];
        fields.into_iter().find(|(theirs, _)| named(theirs)).map(|(_, ours)| ours)
    }
}

/// Whether a token was refused for its time: nothing was looked at, and another may be accepted.
pub fn is_untimely(answer: &Answer) -> bool {
    answer.status == 401 && Failure::of(answer).is_some_and(|failure| failure.code() == "INVALID_JWT")
}

/// Whether the answer says of one thing that it is not there (and not that the path is offered to nobody).
pub fn is_gone(answer: &Answer) -> bool {
    answer.status == 404 && Failure::of(answer).is_some_and(|failure| failure.kind == "NotFoundError")
}

/// The answer as what was expected, or its trouble.
pub fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Trouble> {
    match trouble(answer) {
        Some(trouble) => Err(trouble),
        None => answer.json().ok_or_else(|| answer.unreadable()),
    }
}

/// What an answer that is no success means: Ghost's code and kind first, then the status.
pub fn trouble(answer: &Answer) -> Option<Trouble> {
    if (200..300).contains(&answer.status) {
        return None;
    }
    let Some(failure) = Failure::of(answer) else { return answer.trouble() };
    // The one thing that only the message says; it decides between two sentences of ours.
    let is_late = failure.message.contains("jwt expired") || failure.message.contains("maxAge exceeded");
    Some(match (answer.status, failure.code(), failure.kind.as_str()) {
        (400 | 401, "INVALID_JWT", _) if is_late => Trouble::paused(Reason::ClocksApart),
        (
            400 | 401,
            "INVALID_JWT" | "UNKNOWN_ADMIN_API_KEY" | "INVALID_API_KEY_TYPE" | "MISSING_ADMIN_API_KID",
            _,
        ) => Trouble::paused(Reason::KeyUnknown),
        (402 | 403, ..) => Trouble::paused(Reason::MayNot),
        (404, _, "NotFoundError") => Trouble::conflict(Reason::StoryDeleted),
        (409, "UPDATE_COLLISION", _) => Trouble::conflict(Reason::ChangedThere),
        (501, ..) => Trouble::paused(Reason::NothingHere),
        (400 | 422, ..) => Trouble::story(Reason::StoryNotTaken, failure.field()),
        _ => return answer.trouble(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Purpose::{self, Change, Look};

    fn class(status: u16, purpose: Purpose, body: &str) -> String {
        let media_type = if body.starts_with('{') { "application/json; charset=utf-8" } else { "text/html" };
        match read::<Sites>(&Answer::of(status, purpose, &[("content-type", media_type)], body)) {
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
        let failure = |kind: &str, code: &str, message: &str| {
            format!(
                r#"{{"errors":[{{"message":"{message}","context":"SELECT 1","type":"{kind}","property":null,"code":{code}}}]}}"#
            )
        };
        let jwt = |message: &str| failure("UnauthorizedError", r#""INVALID_JWT""#, message);
        for (status, purpose, body, expected) in [
            (200, Look, r#"{"site":{"url":"https://a.example/","version":"5.130"}}"#.to_owned(), "success"),
            (200, Look, "<html>Sign in</html>".into(), "later wire-answer-unreadable"),
            (201, Change, r#"{"posts":[]}"#.into(), "unknown wire-answer-unreadable"),
            (301, Look, String::new(), "paused wire-address-forwards"),
            (401, Look, jwt("Invalid token: invalid signature"), "paused wire-key-unknown"),
            (401, Look, jwt("Invalid token: jwt expired"), "paused wire-clocks-apart"),
            (401, Change, jwt("Invalid token: maxAge exceeded"), "paused wire-clocks-apart"),
            (
                401,
                Look,
                failure("UnauthorizedError", r#""UNKNOWN_ADMIN_API_KEY""#, ""),
                "paused wire-key-unknown",
            ),
            (401, Look, "<html>Basic</html>".into(), "paused wire-account-refused"),
            (403, Change, failure("NoPermissionError", "null", ""), "paused wire-may-not"),
            (404, Look, failure("NotFoundError", "null", ""), "conflict wire-story-deleted"),
            (404, Look, "<html>Not found</html>".into(), "paused wire-nothing-here"),
            (
                406,
                Change,
                failure("RequestNotAcceptableError", r#""UPDATE_CLIENT""#, ""),
                "paused wire-no-longer-taken",
            ),
            (
                409,
                Change,
                failure("UpdateCollisionError", r#""UPDATE_COLLISION""#, ""),
                "conflict wire-changed-there",
            ),
            (409, Change, "<html>busy</html>".into(), "unknown wire-still-busy"),
            (413, Change, failure("RequestEntityTooLargeError", "null", ""), "story wire-file-too-large"),
            (415, Change, failure("UnsupportedMediaTypeError", "null", ""), "story wire-file-of-this-kind"),
            (422, Change, failure("ValidationError", "null", ""), "story wire-story-not-taken"),
            (429, Change, failure("TooManyRequestsError", "null", ""), "later wire-slower"),
            (500, Look, failure("InternalServerError", r#""SQLITE_BUSY""#, ""), "later wire-failed"),
            (500, Change, failure("InternalServerError", r#""SQLITE_BUSY""#, ""), "unknown wire-failed"),
            (501, Look, failure("NotImplementedError", "null", ""), "paused wire-nothing-here"),
            (503, Change, "<html>We'll be right back</html>".into(), "later wire-down"),
        ] {
            assert_eq!(class(status, purpose, &body), expected, "{status} {purpose:?} {body}");
        }
    }

    #[test]
    fn a_field_is_named_wherever_ghost_names_it() {
        for (failure, field) in [
            (
                r#"{"property":"custom_excerpt","context":"Validation failed for custom_excerpt."}"#,
                Some("deck"),
            ),
            (
                r#"{"property":null,"context":"Value in [posts.title] exceeds maximum length."}"#,
                Some("headline"),
            ),
            (r#"{"property":"lexical","context":"Invalid lexical structure."}"#, None),
        ] {
            let body = format!(r#"{{"errors":[{failure}]}}"#);
            let answer = Answer::of(422, Change, &[("content-type", "application/json")], &body);
            let Some(Trouble::Story { field: named, reason }) = trouble(&answer) else { panic!("{failure}") };
            assert_eq!(named.as_deref(), field);
            assert!(!reason.to_string().contains("Va"), "a server’s words are not shown");
        }
    }
}
