//! A story as it stands on the site, whole, for a person who must choose; and taking it away.

use super::{
    answer::{self, Post, Revision, User},
    document::Document,
    is_json_failure, markup, number, people, reading, remote, remote_copy, state, term, WordPress, POSTS,
};
use crate::{Carried, Difference, Edition, LiveText, Reason, Trouble};
use std::sync::PoisonError;

/// The text there beside ours, who saved it and when.
pub async fn read_text(site: &WordPress, edition: &Edition, carried: &Carried) -> Result<LiveText, Trouble> {
    let there = site.post(remote(carried)?).await?;
    if state(&there).is_none() {
        return Err(Trouble::conflict(Reason::StoryInBin));
    }
    let carried = known_there(site, edition, carried).await?;
    let ours = Document::of(edition, &carried, site.featured);
    let content = match &ours {
        Ok(document) => document.content.clone(),
        // A person or a term that the site no longer has changes no word of the text.
        Err(_) => markup::story(edition, &carried)?,
    };
    let stored = Document::from(&there);
    let (title, excerpt) = Document::lines(edition);
    let (by, saved_ms) = last_saved(site, &there).await?;
    Ok(LiveText {
        copy: remote_copy(&there),
        ours: whole(&title, &excerpt, &content),
        theirs: whole(&stored.title, &stored.excerpt, &stored.content),
        besides: ours.map(|ours| besides(&ours, &stored)).unwrap_or_default(),
        by,
        at_ms: saved_ms.or_else(|| answer::moment(&there.modified_gmt)),
    })
}

fn whole(title: &str, excerpt: &str, content: &str) -> String {
    format!("<h1>{title}</h1>\n<p>{excerpt}</p>\n{content}")
}

/// People and terms as far as the site has them; pictures need no address to be told apart.
async fn known_there(site: &WordPress, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut known = site.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for looked in [
        people::resolve(&site.http, edition, &mut known).await,
        term::resolve(&site.http, edition, false, &mut known).await,
    ] {
        match looked {
            Ok(()) | Err(Trouble::Story { .. }) => {}
            Err(trouble) => return Err(trouble),
        }
    }
    let mut carried = carried.clone();
    carried.people.extend(known.people.clone());
    carried.terms.extend(known.terms.clone());
    *site.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
    for picture in &edition.pictures {
        carried.media.entry(markup::key(picture)).or_insert_with(|| "0".into());
        carried.media.entry(markup::address_key(picture)).or_default();
    }
    Ok(carried)
}

/// Who saved it last, by the site's revisions; a site that keeps none does not say.
async fn last_saved(site: &WordPress, there: &Post) -> Result<(String, Option<i64>), Trouble> {
    let path = format!("{POSTS}/{}/revisions", there.id);
    let query = [("context", "edit"), ("per_page", "20")];
    let answer = site.http.get(&path).query(&query).send().await?;
    if answer.status == 404 && is_json_failure(&answer) {
        return Ok((String::new(), None));
    }
    let revisions: Vec<Revision> = answer::read(&answer)?;
    let now = Document::from(there);
    let saved = revisions.iter().filter(|one| !one.slug.contains("-autosave-")).find(|one| now.is(one));
    let Some(saved) = saved.filter(|saved| saved.author > 0) else { return Ok((String::new(), None)) };
    // Among the authors everybody who writes may look; a site that has dropped that is asked plainly.
    let author = saved.author.to_string();
    let mut name = String::new();
    for who in [&[("who", "authors")][..], &[]] {
        let users =
            site.http.get(people::USERS).query(&[("include", author.as_str())]).query(who).send().await?;
        // Who may not see the other accounts is not told who it was.
        let found = answer::read::<Vec<User>>(&users).unwrap_or_default();
        name = found.first().map(|user| reading::decode(&user.name)).unwrap_or_default();
        if !name.is_empty() {
            break;
        }
    }
    Ok((shown(&name), answer::moment(&saved.modified_gmt)))
}

/// A name from there, as it may be shown.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>')).take(80).collect()
}

fn besides(ours: &Document, there: &Document) -> Vec<Difference> {
    let terms = |ours: &[u64], theirs: &[u64]| {
        ours.len() == theirs.len() && ours.iter().all(|id| theirs.contains(id))
    };
    let unfiled = ours.categories.is_empty();
    [
        (ours.slug == there.slug, Difference::WebAddress),
        (ours.author == there.author, Difference::Author),
        (unfiled || terms(&ours.categories, &there.categories), Difference::Section),
        (terms(&ours.tags, &there.tags), Difference::Tags),
    ]
    .into_iter()
    .filter(|(same, _)| !same)
    .map(|(_, what)| what)
    .collect()
}

/// Puts the story into the site's bin, from where its own people can still take it.
pub async fn remove(site: &WordPress, edition: &Edition, carried: &Carried) -> Result<(), Trouble> {
    let id = remote(carried)?;
    let path = format!("{POSTS}/{}", number(id)?);
    let answer = site.http.get(&path).query(&[("context", "edit")]).send().await?;
    if matches!(answer.status, 404 | 410) && is_json_failure(&answer) {
        return Ok(());
    }
    let there: Post = answer::read(&answer)?;
    if state(&there).is_none() {
        return Ok(());
    }
    let now = Document::from(&there).hash();
    let is_ours = |document: Result<Document, Trouble>| document.is_ok_and(|document| document.hash() == now);
    if Some(now) != carried.content_hash
        && !is_ours(Document::of(edition, carried, site.featured))
        && !is_ours(Document::withdrawn(edition, carried))
    {
        return Err(Trouble::conflict(Reason::ChangedThere));
    }
    let answer = site.http.delete(&path).send().await?;
    if matches!(answer.status, 404 | 410) && is_json_failure(&answer) {
        return Ok(());
    }
    answer::read::<serde_json::Value>(&answer).map(|_| ())
}
