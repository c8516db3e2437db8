//! Sections and tags there. Ghost makes the ones that it has not, but tells "City" from "city": so they
//! are looked up, and written as they stand there.

use super::{
    answer::{self, Tag, Tags},
    filter, Ghost,
};
use crate::{Edition, Trouble};
use std::collections::BTreeMap;

/// The section, which is the first tag, and the tags.
pub fn wanted(edition: &Edition) -> Vec<&str> {
    let copy = &edition.copy;
    let all = std::iter::once(&copy.section).chain(&copy.tags).map(|name| name.trim());
    all.filter(|name| !name.is_empty()).collect()
}

/// Finds how each of them is written there.
pub async fn resolve(
    there: &Ghost,
    edition: &Edition,
    known: &mut BTreeMap<String, String>,
) -> Result<(), Trouble> {
    let missing: Vec<String> =
        wanted(edition).into_iter().filter(|name| !known.contains_key(*name)).map(str::to_owned).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let asked = filter::named(&missing);
    let answer = there.admin.look("/tags/", &[("filter", &asked), ("limit", "100")]).await?;
    let tags: Tags = answer::read(&answer)?;
    for name in missing {
        let same = |tag: &&Tag| tag.name.to_lowercase() == name.to_lowercase();
        let exactly = tags.tags.iter().find(|tag| tag.name == name);
        let written = exactly.or_else(|| tags.tags.iter().find(same)).map(|tag| tag.name.clone());
        known.insert(name.clone(), written.unwrap_or(name));
    }
    Ok(())
}
