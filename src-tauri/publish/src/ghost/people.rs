//! Byline people among the site's staff. Never somebody else: of an author whom it does not know, Ghost
//! makes the site's owner, without a word.

use super::{
    answer::{self, User, Users},
    filter, Ghost,
};
use crate::{edition::same_name, Edition, Person, Reason, Trouble};
use copy::BylineRole;
use std::collections::{BTreeMap, BTreeSet};

/// Who wrote the story, in the byline's order.
pub fn authors(edition: &Edition) -> Result<Vec<&str>, Trouble> {
    let by = edition.copy.byline.iter().filter(|who| who.role == BylineRole::By);
    let mut names: Vec<&str> = by.map(|who| who.name.trim()).filter(|name| !name.is_empty()).collect();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    if names.is_empty() {
        return Err(Trouble::story(Reason::NoByline, Some("byline")));
    }
    Ok(names)
}

/// Who we are there; `None`: an integration, which is nobody of the staff.
pub async fn me(there: &Ghost) -> Result<Option<User>, Trouble> {
    let answer = there.admin.look("/users/me/", &[("include", "roles")]).await?;
    if answer::is_gone(&answer) {
        return Ok(None);
    }
    let users: Users = answer::read(&answer)?;
    Ok(Some(users.users.into_iter().next().ok_or_else(|| answer.unreadable())?))
}

/// Finds everybody who wrote the story.
pub async fn resolve(
    there: &Ghost,
    edition: &Edition,
    known: &mut BTreeMap<String, Person>,
) -> Result<(), Trouble> {
    let printed: Vec<&str> =
        authors(edition)?.into_iter().filter(|name| !known.contains_key(*name)).collect();
    if printed.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = printed.iter().flat_map(|name| edition.names_of(name)).collect();
    let asked = filter::named(&names);
    let answer = there.admin.look("/users/", &[("filter", &asked), ("limit", "100")]).await?;
    let users: Users = answer::read(&answer)?;
    let me = me(there).await?;
    for name in printed {
        let names = edition.names_of(name);
        let is_theirs = |user: &&User| !user.is_closed() && names.iter().any(|n| same_name(n, &user.name));
        let mut found = users.users.iter().filter(is_theirs);
        let author = match (found.next(), found.next()) {
            (Some(author), None) => author,
            (None, _) => return Err(Trouble::story(Reason::AuthorUnknown, Some("byline"))),
            (Some(_), Some(_)) => return Err(Trouble::story(Reason::AuthorAmbiguous, Some("byline"))),
        };
        let only_own = me.as_ref().filter(|me| me.is_only("Author") || me.is_only("Contributor"));
        if only_own.is_some_and(|me| me.id != author.id) {
            return Err(Trouble::story(Reason::AuthorNotOurs, Some("byline")));
        }
        let person = Person { id: author.id.clone(), name: author.name.clone() };
        known.insert(name.to_owned(), person);
    }
    Ok(())
}

/// Whether they are all still there: they were looked up when the job began, which may be hours ago.
pub async fn still_there(there: &Ghost, ids: &[String]) -> Result<(), Trouble> {
    let asked = filter::one_of("id", ids);
    let answer = there.admin.look("/users/", &[("filter", &asked), ("limit", "100")]).await?;
    let users: Users = answer::read(&answer)?;
    let is_there = |id: &String| users.users.iter().any(|user| user.id == *id && !user.is_closed());
    if ids.iter().all(is_there) {
        return Ok(());
    }
    Err(Trouble::story(Reason::AuthorGone, Some("byline")))
}
