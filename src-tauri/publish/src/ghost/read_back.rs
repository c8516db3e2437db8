//! The read-back: what the site stored, and what a stranger sees of it, held against what was approved.

use super::{answer::Post, body, document::Document, is_public, lexical, remote, state, Ghost};
use crate::{reading, Carried, Difference, Edition, PublicState, Trouble, Verdict};
use copy::html;
use serde_json::Value;

/// Reads the story by its identifier and as a page, and compares.
pub async fn verify(there: &Ghost, edition: &Edition, carried: &Carried) -> Result<Verdict, Trouble> {
    let (post, _) = there.post(remote(carried)?).await?;
    let mut verdict = Verdict::default();
    let is_withdrawn = state(&post) == PublicState::Withdrawn;
    let (expected, nodes) = if is_withdrawn {
        (Document::withdrawn(edition, carried)?, body::withdrawal(edition, carried))
    } else {
        (Document::of(edition, carried, there.featured)?, body::story(edition, carried, there.featured)?)
    };
    compare_stored(&expected, &post, &mut verdict);
    if !is_public(&post) {
        return Ok(verdict);
    }
    verdict.url = html::safe_address(&post.url);
    let Some(url) = &verdict.url else { return Ok(verdict) };
    let page = there.admin.http().public_page(url).await?;
    match page.status {
        200..=299 => {}
        404 | 410 | 401 | 403 => {
            verdict.differs.push(Difference::PageClosed.into());
            return Ok(verdict);
        }
        _ => return Err(page.trouble().unwrap_or_else(|| page.unreadable())),
    }
    // A story for members is cut short for strangers, and we are one.
    if post.visibility == "public" {
        compare_page(&expected, &nodes, &page.text(), &post, &mut verdict);
    }
    Ok(verdict)
}

/// What the site stored.
fn compare_stored(expected: &Document, there: &Post, verdict: &mut Verdict) {
    let stored = Document::from(there);
    let image = |document: &Document| {
        (document.image.clone(), document.image_alt.clone(), reading::normal_form(&document.image_caption))
    };
    for (is_same, what) in [
        (expected.title == stored.title, Difference::Headline),
        (lexical::normal_form(&expected.body) == lexical::normal_form(&stored.body), Difference::Text),
        (expected.excerpt == stored.excerpt, Difference::Summary),
        (expected.slug == stored.slug && expected.canonical == stored.canonical, Difference::WebAddress),
        (expected.authors == stored.authors, Difference::Author),
        (expected.tag_names() == stored.tag_names(), Difference::Tags),
        (image(expected) == image(&stored), Difference::FeaturedImage),
    ] {
        if !is_same {
            verdict.differs.push(what.into());
        }
    }
    verdict.wrong_byline = expected.authors != stored.authors;
}

/// What a reader sees: every approved line in its order (a theme may put its own between them), the
/// pictures with their captions, and the authors. Whether a summary is shown is the theme's business.
fn compare_page(expected: &Document, nodes: &[Value], page: &str, post: &Post, verdict: &mut Verdict) {
    let seen = reading::lines(page);
    let shows = |line: &str| seen.iter().any(|seen| seen.contains(line));
    if !shows(&reading::lines(&html::escape(&expected.title)).join(" ")) {
        verdict.differs.push(Difference::PageHeadline.into());
    }
    if reading::first_missing(&lexical::lines(nodes), &seen).is_some() {
        verdict.differs.push(Difference::PageText.into());
    }
    // The site serves its own sizes of a file, under the file's name.
    let name = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
    let sources: Vec<String> = reading::tokens(page)
        .into_iter()
        .filter_map(|token| match token {
            reading::Token::Open(name, attributes) if name == "img" => attributes.get("src").cloned(),
            _ => None,
        })
        .collect();
    let pictures = lexical::pictures(nodes);
    let wanted = pictures.iter().chain(Some(&expected.image).filter(|image| !image.is_empty()));
    if wanted.map(|address| name(address)).any(|name| !sources.iter().any(|source| source.contains(&name))) {
        verdict.differs.push(Difference::PagePicture.into());
    }
    if reading::lines(&expected.image_caption).iter().any(|line| !shows(line)) {
        verdict.differs.push(Difference::PageCaption.into());
    }
    let authors = post.authors.iter().filter(|author| expected.authors.contains(&author.id));
    if authors.map(|author| author.name.trim()).any(|name| !shows(name)) {
        verdict.differs.push(Difference::PageAuthor.into());
    }
}
