//! Sections and tags there. WordPress drops unknown ones without a word, so they are looked up, and
//! made where that is allowed.

use super::{
    answer::{self, Failure, Term},
    document, reading, Known,
};
use crate::{http::Http, Edition, Reason, Trouble};
use serde_json::json;

/// Finds or makes the section's category and the tags.
pub async fn resolve(http: &Http, edition: &Edition, create: bool, known: &mut Known) -> Result<(), Trouble> {
    let copy = &edition.copy;
    let mut wanted = Vec::new();
    if !copy.section.is_empty() {
        wanted.push(("categories", "section", document::section_key(&copy.section), &copy.section));
    }
    wanted.extend(copy.tags.iter().map(|tag| ("tags", "tags", document::tag_key(tag), tag)));
    for (kind, field, key, name) in wanted {
        if known.terms.contains_key(&key) {
            continue;
        }
        let id = match find(http, kind, name).await? {
            Some(id) => id,
            None if create => make(http, kind, field, name).await?,
            None => return Err(missing(field)),
        };
        known.terms.insert(key, id.to_string());
    }
    Ok(())
}

fn missing(field: &str) -> Trouble {
    let reason = if field == "section" { Reason::SectionUnknown } else { Reason::TagUnknown };
    Trouble::story(reason, Some(field))
}

async fn find(http: &Http, kind: &str, name: &str) -> Result<Option<u64>, Trouble> {
    let request = http.get(&format!("/wp-json/wp/v2/{kind}"));
    let query = [("search", name), ("per_page", "100"), ("orderby", "id")];
    let terms: Vec<Term> = answer::read(&request.query(&query).send().await?)?;
    let same = |term: &&Term| reading::decode(&term.name).trim().to_lowercase() == name.trim().to_lowercase();
    Ok(terms.iter().find(same).map(|term| term.id))
}

async fn make(http: &Http, kind: &str, field: &str, name: &str) -> Result<u64, Trouble> {
    let answer = http.post(&format!("/wp-json/wp/v2/{kind}")).json(&json!({ "name": name })).send().await?;
    let failure: Option<Failure> = answer.json();
    match failure {
        // Made in the meantime, by another desk or by our own request that the line doubled.
        Some(failure) if failure.code == "term_exists" => {
            failure.data.get("term_id").and_then(serde_json::Value::as_u64).ok_or_else(|| answer.unreadable())
        }
        Some(failure) if failure.code == "rest_cannot_create" => Err(missing(field)),
        _ => answer::read::<Term>(&answer).map(|term| term.id),
    }
}
