//! The page as readers will see it, in one piece.

use super::{
    folder::Folder,
    list::ListId,
    record::{Card, Photo, StoryPage},
    story::{self, Around},
    work::Work,
};
use crate::{Edition, Rendition, Trouble};
use base64::{prelude::BASE64_STANDARD, Engine};
use std::collections::BTreeMap;
use url::Url;

fn data(media_type: &str, bytes: &[u8]) -> String {
    format!("data:{media_type};base64,{}", BASE64_STANDARD.encode(bytes))
}

/// Prints an edition without writing anything.
pub(super) fn print(folder: &Folder, base: Option<&Url>, edition: &Edition) -> Result<String, Trouble> {
    let mut work = Work::open(folder, base, &edition.house, edition.now_ms)?;
    let places: BTreeMap<ListId, String> = work.places(edition)?;
    let feed = work.feed(edition.story);
    let around = Around { folder, places: &places, feed, is_preview: true };
    let record: Option<super::record::StoryRecord> = folder.record(&story::record_path(edition.story))?;
    let published = record.as_ref().and_then(|record| record.published_ms).or(edition.first_published_ms);
    let mut noted: BTreeMap<_, _> =
        edition.notes.iter().map(|note| (note.note, note.printed_at_ms)).collect();
    noted.extend(record.map(|record| record.noted).unwrap_or_default());
    let page = story::page(edition, &around, published.unwrap_or(edition.now_ms), &noted, vec![]);
    let sections = work.root.sections.clone();
    let mut printer = work.printer(&sections);
    printer.preview = Some(pictures(folder, edition, &page)?);
    printer.story(&page)
}

/// Every picture of the page by file name. The edition's own come from it, the neighbours' from the folder.
fn pictures(
    folder: &Folder,
    edition: &Edition,
    page: &StoryPage,
) -> Result<BTreeMap<String, String>, Trouble> {
    let own =
        edition.pictures.iter().flat_map(|picture| &picture.renditions).chain(edition.portraits.values());
    let own: BTreeMap<String, &Rendition> = own.map(|file| (file.file_name(), file)).collect();
    let mut pictures = BTreeMap::new();
    let mut take = |photo: &Photo| -> Result<(), Trouble> {
        // One size is shown, so one is enough.
        for source in photo.sources.get(photo.sources.len() / 2).into_iter() {
            let name = &source.file;
            if let Some(file) = own.get(name) {
                pictures.insert(name.clone(), data(&file.media_type, &file.bytes));
            } else if let Some(bytes) = folder.read(&format!("media/{name}"))? {
                let media_type = match name.rsplit_once('.') {
                    Some((_, "png")) => "image/png",
                    Some((_, "webp")) => "image/webp",
                    _ => "image/jpeg",
                };
                pictures.insert(name.clone(), data(media_type, &bytes));
            }
        }
        Ok(())
    };
    let card = |card: &Card| card.photo.clone();
    let mut photos: Vec<Photo> = page.lead.iter().map(|lead| lead.photo.clone()).collect();
    photos.extend(page.feed.iter().filter_map(card));
    photos.extend(page.authors.iter().filter_map(|author| author.portrait.clone()));
    for part in &page.body {
        match part {
            super::record::BodyPart::Figure(figure) => photos.push(figure.photo.clone()),
            super::record::BodyPart::Related(related) => photos.extend(card(related)),
            _ => {}
        }
    }
    for photo in &photos {
        take(photo)?;
    }
    Ok(pictures)
}
