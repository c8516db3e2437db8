//! What a story says of itself to machines: schema.org NewsArticle.

use super::{
    printer::Printer,
    record::{Photo, StoryPage},
};
use crate::print::Catalogue;
use copy::{BylineRole, ReaderNoteKind};
use serde_json::{json, Map, Value};

/// The JSON of a script element: nothing in it can end the element.
pub(super) fn article(page: &StoryPage, printer: &Printer<'_>, words: &Catalogue) -> String {
    let card = &page.card;
    let mut article = Map::new();
    let mut set = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            article.insert(key.to_owned(), value);
        }
    };
    let people = |role: fn(BylineRole) -> bool| -> Value {
        let people = card.byline.iter().filter(|who| role(who.role));
        people
            .map(|who| {
                let author = page.authors.iter().find(|author| Some(author.person) == who.person);
                match author.and_then(|author| printer.url(&author.path)) {
                    Some(url) => json!({ "@type": "Person", "name": who.name, "url": url }),
                    None => json!({ "@type": "Person", "name": who.name }),
                }
            })
            .collect()
    };
    let images: Vec<Value> =
        page.lead.iter().filter_map(|lead| image(&lead.photo, &lead.credit, printer)).collect();
    let corrections: Vec<Value> = page
        .notes
        .iter()
        .filter(|note| note.kind == ReaderNoteKind::Correction)
        .map(|note| {
            let (text, at) = (note.text.text(), words.iso(note.at_ms));
            json!({ "@type": "CorrectionComment", "text": text, "datePublished": at })
        })
        .collect();
    set("@context", json!("https://schema.org"));
    set("@type", json!("NewsArticle"));
    set("identifier", json!(card.story.urn()));
    set("url", json!(printer.url(&card.path)));
    set("mainEntityOfPage", json!(printer.url(&card.path)));
    set("headline", json!(card.headline.text()));
    set("description", json!(page.description));
    set("inLanguage", json!(card.language));
    set("articleSection", json!(card.section.as_ref().map(|section| &section.title)));
    set("keywords", page.tags.iter().map(|tag| json!(tag.title)).collect());
    set("dateline", json!(page.dateline));
    if !page.place.is_empty() {
        set("locationCreated", json!({ "@type": "Place", "name": page.place }));
    }
    set("datePublished", json!(words.iso(card.published_ms)));
    set("dateModified", json!(words.iso(card.moved_ms())));
    set("wordCount", json!(page.words));
    set("author", people(|role| matches!(role, BylineRole::By)));
    set("contributor", people(|role| matches!(role, BylineRole::AdditionalReporting)));
    set("editor", people(|role| matches!(role, BylineRole::Editing)));
    set("image", json!(images));
    set("correction", json!(corrections));
    set("publisher", json!({ "@type": "NewsMediaOrganization", "name": printer.house.name }));
    let json = Value::Object(article).to_string();
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
}

/// A picture, where the site has an address that its own can be made of.
fn image(photo: &Photo, credit: &str, printer: &Printer<'_>) -> Option<Value> {
    let source = photo.sources.last()?;
    let url = printer.url(&format!("media/{}", source.file))?;
    let (width, height) = (source.width, source.height);
    Some(
        json!({ "@type": "ImageObject", "url": url, "width": width, "height": height, "creditText": credit }),
    )
}
