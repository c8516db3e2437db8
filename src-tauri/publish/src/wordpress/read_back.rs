//! The read-back: what the site stored, and what a stranger sees of it, held against what was approved.

use super::{answer::Post, document::Document, reading, remote, state, WordPress};
use crate::{Carried, Difference, Edition, PublicState, Trouble, Verdict};

/// Reads the story by its number and as a page, and compares.
pub async fn verify(site: &WordPress, edition: &Edition, carried: &Carried) -> Result<Verdict, Trouble> {
    let there = site.post(remote(carried)?).await?;
    let mut verdict = Verdict::default();
    let expected = match state(&there) {
        None => {
            verdict.differs.push(Difference::InBin.into());
            return Ok(verdict);
        }
        Some(PublicState::Withdrawn) => Document::withdrawn(edition, carried)?,
        Some(PublicState::Live | PublicState::Draft) => Document::of(edition, carried, site.featured)?,
    };
    compare_stored(&expected, &there, &mut verdict);
    if there.status != "publish" {
        return Ok(verdict);
    }
    verdict.url = Some(there.link.clone());
    let page = site.http.public_page(&there.link).await?;
    match page.status {
        200..=299 => {}
        404 | 410 | 401 | 403 => {
            verdict.differs.push(Difference::PageClosed.into());
            return Ok(verdict);
        }
        _ => return Err(page.trouble().unwrap_or_else(|| page.unreadable())),
    }
    let author = carried.people.values().find(|person| person.id == there.author.to_string());
    compare_page(&expected, &page.text(), author.map(|person| person.name.as_str()), &mut verdict);
    Ok(verdict)
}

/// What the site stored.
fn compare_stored(expected: &Document, there: &Post, verdict: &mut Verdict) {
    let stored = Document::from(there);
    let same = |ours: &str, theirs: &str| reading::normal_form(ours) == reading::normal_form(theirs);
    let terms = |ours: &[u64], theirs: &[u64]| {
        ours.len() == theirs.len() && ours.iter().all(|id| theirs.contains(id))
    };
    let unfiled = expected.categories.is_empty();
    for (is_same, what) in [
        (same(&expected.title, &stored.title), Difference::Headline),
        (same(&expected.content, &stored.content), Difference::Text),
        (same(&expected.excerpt, &stored.excerpt), Difference::Summary),
        (expected.slug == stored.slug, Difference::WebAddress),
        (expected.author == stored.author, Difference::Author),
        (unfiled || terms(&expected.categories, &stored.categories), Difference::Section),
        (terms(&expected.tags, &stored.tags), Difference::Tags),
        (expected.featured_media == stored.featured_media, Difference::FeaturedImage),
    ] {
        if !is_same {
            verdict.differs.push(what.into());
        }
    }
    verdict.wrong_byline = expected.author != stored.author;
}

/// What a reader sees: every approved line in its order (a theme may put its own between them), the
/// pictures, and the author.
fn compare_page(expected: &Document, page: &str, author: Option<&str>, verdict: &mut Verdict) {
    let seen = reading::lines(page);
    let headline = reading::lines(&expected.title).join(" ");
    if !seen.iter().any(|line| line.contains(&headline)) {
        verdict.differs.push(Difference::PageHeadline.into());
    }
    if reading::first_missing(&reading::lines(&expected.content), &seen).is_some() {
        verdict.differs.push(Difference::PageText.into());
    }
    let pictures = |html: &str| -> Vec<String> {
        let classes = reading::tokens(html).into_iter().filter_map(|token| match token {
            reading::Token::Open(name, attributes) if name == "img" => attributes.get("class").cloned(),
            _ => None,
        });
        let classes: Vec<String> =
            classes.flat_map(|classes| classes.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        classes.into_iter().filter(|class| class.starts_with("wp-image-")).collect()
    };
    let shown = pictures(page);
    if pictures(&expected.content).iter().any(|picture| !shown.contains(picture)) {
        verdict.differs.push(Difference::PagePicture.into());
    }
    if author.is_some_and(|name| !seen.iter().any(|line| line.contains(name))) {
        verdict.differs.push(Difference::PageAuthor.into());
    }
}

/// "WordPress 6.1.9", as a site's pages say of themselves.
pub fn generator(page: &str) -> Option<String> {
    reading::tokens(page).into_iter().find_map(|token| match token {
        reading::Token::Open(name, attributes) if name == "meta" => {
            let is_generator = attributes.get("name").is_some_and(|name| name == "generator");
            let content = attributes
                .get("content")
                .filter(|content| is_generator && content.starts_with("WordPress "))?;
            content.chars().all(|c| c.is_ascii_alphanumeric() || " .-".contains(c)).then(|| content.clone())
        }
        _ => None,
    })
}
