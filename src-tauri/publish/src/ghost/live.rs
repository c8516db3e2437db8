//! A story as it stands on the site, whole, for a person who must choose; and taking it away.

use super::{
    answer::{self, Posts},
    body,
    document::{self, Document},
    lexical, media, people, post_path, remote, remote_copy, term, Ghost, WHOLE,
};
use crate::{Carried, Difference, Edition, LiveText, Reason, Trouble};
use chrono::DateTime;
use copy::html;
use std::sync::PoisonError;

/// The text there beside ours, and when it was saved. Ghost tells an integration nobody's name.
pub async fn read_text(there: &Ghost, edition: &Edition, carried: &Carried) -> Result<LiveText, Trouble> {
    let (post, _) = there.post(remote(carried)?).await?;
    let carried = known_there(there, edition, carried).await?;
    let ours = Document::of(edition, &carried, there.featured);
    let written = match &ours {
        Ok(document) => whole(document),
        // A person or a tag that the site no longer has changes no word of the text.
        Err(_) => whole(&words_of(edition, &carried, there.featured)?),
    };
    let stored = Document::from(&post);
    Ok(LiveText {
        copy: remote_copy(&post),
        ours: written,
        theirs: whole(&stored),
        besides: ours.map(|ours| besides(&ours, &stored)).unwrap_or_default(),
        by: String::new(),
        at_ms: DateTime::parse_from_rfc3339(&post.updated_at).ok().map(|at| at.timestamp_millis()),
    })
}

/// What readers read of it, as HTML.
fn whole(document: &Document) -> String {
    let (title, excerpt) = (html::escape(&document.title), html::escape(&document.excerpt));
    let lead = match document.image.as_str() {
        "" => String::new(),
        _ => lexical::figure(&document.image, &document.image_alt, &document.image_caption),
    };
    format!("<h1>{title}</h1>\n<p>{excerpt}</p>\n{lead}\n{}", lexical::to_html(&document.body))
}

/// An edition's words, with no person and no tag.
fn words_of(edition: &Edition, carried: &Carried, featured: bool) -> Result<Document, Trouble> {
    let picture = document::lead(edition, featured);
    Ok(Document {
        title: document::plain(&edition.copy.headline),
        body: lexical::document(body::story(edition, carried, featured)?),
        excerpt: document::excerpt(edition),
        image: picture.and_then(|(_, picture)| key(picture)).unwrap_or_default(),
        image_alt: picture.map(|(figure, _)| body::shown(&figure.facts.alt)).unwrap_or_default(),
        image_caption: picture
            .map(|(figure, picture)| body::caption(edition, figure, picture))
            .unwrap_or_default(),
        ..Document::default()
    })
}

fn key(picture: &crate::Picture) -> Option<String> {
    media::file(picture).ok().map(|file| file.sha256.to_string())
}

/// People and tags as far as the site has them; pictures need no address to be told apart.
async fn known_there(there: &Ghost, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut known = there.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for looked in [
        people::resolve(there, edition, &mut known.people).await,
        term::resolve(there, edition, &mut known.terms).await,
    ] {
        match looked {
            Ok(()) | Err(Trouble::Story { .. }) => {}
            Err(trouble) => return Err(trouble),
        }
    }
    let mut carried = carried.clone();
    carried.people.extend(known.people.clone());
    carried.terms.extend(known.terms.clone());
    *there.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
    for file in edition.pictures.iter().filter_map(key) {
        carried.media.entry(file.clone()).or_insert(file);
    }
    Ok(carried)
}

fn besides(ours: &Document, there: &Document) -> Vec<Difference> {
    [
        (ours.slug == there.slug && ours.canonical == there.canonical, Difference::WebAddress),
        (ours.authors == there.authors, Difference::Author),
        (ours.tag_names() == there.tag_names(), Difference::Tags),
    ]
    .into_iter()
    .filter(|(same, _)| !same)
    .map(|(_, what)| what)
    .collect()
}

/// Deletes the story. Ghost has no bin: what this desk did not write is not deleted.
pub async fn remove(there: &Ghost, edition: &Edition, carried: &Carried) -> Result<(), Trouble> {
    let id = remote(carried)?;
    let asked = there.admin.look(&post_path(id), &WHOLE).await?;
    if answer::is_gone(&asked) {
        return Ok(());
    }
    let post = answer::read::<Posts>(&asked)?.only(&asked)?;
    let now = Document::from(&post).hash();
    let is_ours = |document: Result<Document, Trouble>| document.is_ok_and(|document| document.hash() == now);
    if Some(now) != carried.content_hash
        && !is_ours(Document::of(edition, carried, there.featured))
        && !is_ours(Document::withdrawn(edition, carried))
    {
        return Err(Trouble::conflict(Reason::ChangedThere));
    }
    there.delete(id).await
}
