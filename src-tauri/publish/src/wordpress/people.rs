//! Byline people among the site's users. Never somebody else: an unknown author is the story's trouble.

use super::{
    answer::{self, User},
    document, reading, Known,
};
use crate::{edition::same_name, http::Http, Edition, Person, Reason, Trouble};
use std::collections::BTreeMap;

pub const USERS: &str = "/wp-json/wp/v2/users";

/// Who we are there, and the server's clock. Wrong credentials are no error elsewhere: they make us anonymous.
pub async fn me(http: &Http) -> Result<(User, Option<i64>), Trouble> {
    let answer = http.get(&format!("{USERS}/me")).query(&[("context", "edit")]).send().await?;
    Ok((answer::read(&answer)?, answer.date_ms()))
}

/// Finds the first author of the byline there.
pub async fn resolve(http: &Http, edition: &Edition, known: &mut Known) -> Result<(), Trouble> {
    let printed = document::author_name(edition)?;
    if known.people.contains_key(printed) {
        return Ok(());
    }
    let names = edition.names_of(printed);
    let me = match known.me.clone() {
        Some(me) => me,
        None => known.me.insert(me(http).await?.0).clone(),
    };
    let mut found: BTreeMap<u64, User> = BTreeMap::new();
    // Without `who`, only an administrator sees people who have published nothing yet; a site that has
    // dropped it is asked plainly.
    for who in [&[("who", "authors")][..], &[]] {
        if !found.is_empty() {
            break;
        }
        for name in &names {
            let query = [("search", name.as_str()), ("per_page", "100")];
            let users: Vec<User> = answer::read(&http.get(USERS).query(&query).query(who).send().await?)?;
            found
                .extend(users.into_iter().filter(|user| is_one_of(&names, user)).map(|user| (user.id, user)));
        }
    }
    if is_one_of(&names, &me) {
        found.insert(me.id, me.clone());
    }
    let mut found = found.into_values();
    let author = match (found.next(), found.next()) {
        (Some(author), None) => author,
        (None, _) => return Err(Trouble::story(Reason::AuthorUnknown, Some("byline"))),
        (Some(_), Some(_)) => return Err(Trouble::story(Reason::AuthorAmbiguous, Some("byline"))),
    };
    if author.id != me.id && !me.may("edit_others_posts") {
        return Err(Trouble::story(Reason::AuthorNotOurs, Some("byline")));
    }
    let person = Person { id: author.id.to_string(), name: reading::decode(&author.name) };
    known.people.insert(printed.to_owned(), person);
    Ok(())
}

fn is_one_of(names: &[String], user: &User) -> bool {
    let theirs = reading::decode(&user.name);
    names.iter().any(|name| same_name(name, &theirs))
}
