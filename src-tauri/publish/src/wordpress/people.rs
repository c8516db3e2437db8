//! Byline people among the site's users. Never somebody else: an unknown author is the story's trouble.

use super::{
    answer::{self, User},
    document, reading, Known,
};
use crate::{http::Http, Edition, Person, Reason, Trouble};
use std::collections::BTreeMap;

const USERS: &str = "/wp-json/wp/v2/users";

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
    let names = names(edition, printed);
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

/// The printed name, and the other forms of the same person's name on their card.
fn names(edition: &Edition, printed: &str) -> Vec<String> {
    let person = edition
        .copy
        .byline
        .iter()
        .find(|byline| byline.name.trim() == printed)
        .and_then(|byline| byline.person);
    let card = edition.people.iter().find(|card| Some(card.id) == person);
    let forms = card.into_iter().flat_map(|card| std::iter::once(&card.name).chain(card.name_forms.values()));
    let mut names = vec![printed.to_owned()];
    for form in forms.map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()) {
        if !names.contains(&form) {
            names.push(form);
        }
    }
    names
}

fn is_one_of(names: &[String], user: &User) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let theirs = plain(&reading::decode(&user.name));
    names.iter().any(|name| plain(name) == theirs)
}
