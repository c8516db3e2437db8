//! What a Ghost would refuse or cut, known before anything is sent.

use super::{body, document, people};
use crate::{Edition, Reason, Trouble};
use copy::slug;

/// Ghost's own limits, in characters.
const TITLE: usize = 255;
const EXCERPT: usize = 300;
const ALT: usize = 191;
const TAG: usize = 191;
/// In bytes.
const CAPTION: usize = 65_535;
/// Addresses that the site needs itself.
const SITES_OWN: [&str; 3] = ["ghost", "rss", "amp"];

/// What stands in the way of this edition there.
pub fn check(edition: &Edition, featured: bool) -> Result<(), Trouble> {
    let copy = &edition.copy;
    if copy.headline.is_blank() {
        return Err(Trouble::story(Reason::NoHeadline, Some("headline")));
    }
    if !slug::is_slug(&edition.web_slug) {
        return Err(Trouble::story(Reason::SlugForm, Some("web_slug")));
    }
    if SITES_OWN.contains(&edition.web_slug.as_str()) {
        return Err(Trouble::story(Reason::SlugOfTheSite, Some("web_slug")));
    }
    people::authors(edition)?;
    let summary = if copy.deck.is_blank() { "description" } else { "deck" };
    let lengths = [
        (document::plain(&copy.headline), TITLE, "headline"),
        (document::excerpt(edition), EXCERPT, summary),
        (copy.section.clone(), TAG, "section"),
    ];
    let tags = copy.tags.iter().map(|tag| (tag.clone(), TAG, "tags"));
    for (text, most, field) in lengths.into_iter().chain(tags) {
        if text.chars().count() > most {
            return Err(Trouble::story(Reason::LongerThan { most }, Some(field)));
        }
    }
    if let Some((figure, picture)) = document::lead(edition, featured) {
        let field = format!("figure:{}", figure.id);
        let caption = body::caption(edition, figure, picture);
        for (length, most) in [(figure.facts.alt.chars().count(), ALT), (caption.len(), CAPTION)] {
            if length > most {
                return Err(Trouble::story(Reason::LongerThan { most }, Some(&field)));
            }
        }
    }
    Ok(())
}
