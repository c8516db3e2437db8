//! Byline people among the receiver's authors. Never somebody else: an unknown author is the story's trouble.

use super::{
    answer::{self, Author, Authors},
    segment, Endpoint,
};
use crate::{edition::same_name, Carried, Edition, Reason, Trouble};
use copy::BylineRole;

/// Finds everybody who wrote the story.
pub async fn resolve(there: &Endpoint, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut carried = carried.clone();
    for who in edition.copy.byline.iter().filter(|who| who.role == BylineRole::By) {
        let name = who.name.trim();
        if carried.people.contains_key(name) {
            continue;
        }
        let looked = there.look(&format!("/authors?name={}", segment(name))).await?;
        let known: Authors = answer::read(&looked)?;
        let Some(authors) = known.authors else { continue };
        let mut same = authors.into_iter().filter(|author| same_name(&author.name, name));
        let author: Author = match (same.next(), same.next()) {
            (Some(author), None) => author,
            (None, _) => return Err(Trouble::story(Reason::AuthorUnknown, Some("byline"))),
            (Some(_), Some(_)) => return Err(Trouble::story(Reason::AuthorAmbiguous, Some("byline"))),
        };
        carried.people.insert(name.to_owned(), author.person());
    }
    Ok(carried)
}
