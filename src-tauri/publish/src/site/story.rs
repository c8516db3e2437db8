//! An edition as the data of its page.

use super::{
    folder::{Folder, OURS},
    list::ListId,
    record::{
        Author, BodyPart, Card, FigureLine, PageNote, Photo, Place, Source, Standing, StoryPage, StoryRecord,
    },
};
use crate::{Edition, Picture, Rendition};
use copy::{html, Embed, EmbedTarget, Figure, ReaderNoteId, ReaderNoteKind, Sha256, StoryId};
use std::collections::BTreeMap;
use url::Url;

/// A note this soon after the story is of its first publication.
const SAME_MOMENT_MS: i64 = 60_000;

pub(super) fn record_path(story: StoryId) -> String {
    format!("{OURS}/story/{story}.json")
}

pub(super) fn path_of(web_slug: &str) -> String {
    format!("story/{web_slug}.html")
}

pub(super) fn page_path(edition: &Edition) -> String {
    path_of(&edition.web_slug)
}

/// Of everything that a page is made of but the moment and the neighbours.
pub(super) fn fingerprint(edition: &Edition) -> Sha256 {
    let pictures: Vec<_> = edition
        .pictures
        .iter()
        .map(|picture| {
            let files: Vec<String> = picture.renditions.iter().map(Rendition::file_name).collect();
            (picture.figure, &picture.credit, files)
        })
        .collect();
    let portraits: BTreeMap<String, String> =
        edition.portraits.iter().map(|(asset, file)| (asset.to_string(), file.file_name())).collect();
    let whole = (edition.copy_hash, &edition.web_slug, &edition.people, portraits, pictures, &edition.house);
    // Plain data with text keys: this cannot fail, and an empty text would only mean one write more.
    Sha256::of(serde_json::to_string(&whole).unwrap_or_default().as_bytes())
}

/// Whether the edition stands for a story that readers shall no longer read.
pub(super) fn is_withdrawn(edition: &Edition) -> bool {
    edition.copy.reader_notes.iter().any(|note| note.kind == ReaderNoteKind::Withdrawal)
}

/// The lists that an edition's page links, with their titles.
pub(super) fn lists(edition: &Edition) -> Vec<(ListId, String)> {
    let mut lists: Vec<(ListId, String)> = vec![];
    if !edition.copy.section.trim().is_empty() {
        lists.push((ListId::section(&edition.copy.section), edition.copy.section.clone()));
    }
    for person in people(edition) {
        lists.push((ListId::Author(person.id), person.name.clone()));
    }
    for tag in edition.copy.tags.iter().filter(|tag| !tag.trim().is_empty()) {
        lists.push((ListId::tag(tag), tag.clone()));
    }
    let mut seen = std::collections::BTreeSet::new();
    lists.retain(|(id, _)| seen.insert(id.clone()));
    lists
}

/// The people of the byline who have a card, in its order.
fn people(edition: &Edition) -> impl Iterator<Item = &copy::Person> {
    let named = |person: &&copy::Person| edition.copy.byline.iter().any(|who| who.person == Some(person.id));
    edition.people.iter().filter(named)
}

/// What a story's page takes from the site around it.
pub(super) struct Around<'a> {
    pub folder: &'a Folder,
    /// The pages of [`lists`].
    pub places: &'a BTreeMap<ListId, String>,
    pub feed: Vec<Card>,
    pub is_preview: bool,
}

impl Around<'_> {
    fn place(&self, id: &ListId, title: &str) -> Option<Place> {
        Some(Place { title: title.trim().to_owned(), path: self.places.get(id)?.clone() })
    }

    /// A story that readers find on this site.
    fn story(&self, story: StoryId) -> Option<Card> {
        let record = self.folder.record::<StoryRecord>(&record_path(story)).ok()??;
        record.page.filter(|_| record.standing == Standing::Live).map(|page| page.card)
    }
}

struct Links<'a> {
    around: &'a Around<'a>,
    edition: &'a Edition,
}

impl html::Resolver for Links<'_> {
    fn story_address(&self, story: StoryId) -> Option<String> {
        if self.around.is_preview {
            return Some("#".into());
        }
        if let Some(card) = self.around.story(story) {
            return Some(format!("../{}", card.path));
        }
        elsewhere(self.edition, story)
    }

    fn figure(&self, _: &Figure) -> String {
        String::new()
    }

    fn embed(&self, _: &Embed) -> String {
        String::new()
    }

    fn opening(&self) -> String {
        match self.edition.copy.dateline.trim() {
            "" => String::new(),
            place => format!("<span class=\"dateline\">{}</span> — ", html::escape(place)),
        }
    }
}

/// A story's address that is not on this site.
fn elsewhere(edition: &Edition, story: StoryId) -> Option<String> {
    edition.related.get(&story)?.address.as_deref().and_then(html::safe_address)
}

fn source(rendition: &Rendition) -> Source {
    Source { file: rendition.file_name(), width: rendition.width, height: rendition.height }
}

fn photo(picture: &Picture, figure: &Figure) -> Option<Photo> {
    let sources: Vec<Source> = picture.renditions.iter().map(source).collect();
    // The renditions are of what the crop leaves.
    let focal = figure.facts.focal.map(|focal| figure.facts.crop.map_or(focal, |crop| focal.within(crop)));
    let photo = Photo { sources, alt: figure.facts.alt.clone(), focal };
    (!photo.sources.is_empty()).then_some(photo)
}

fn figure_line(edition: &Edition, figure: &Figure) -> Option<FigureLine> {
    let picture = edition.picture(figure.id)?;
    Some(FigureLine {
        photo: photo(picture, figure)?,
        caption: figure.caption.clone(),
        credit: picture.credit.clone(),
        illustrative: figure.facts.illustrative,
    })
}

/// The page's data. Of a withdrawn story nothing but its notes is in it.
pub(super) fn page(
    edition: &Edition,
    around: &Around<'_>,
    published_ms: i64,
    noted: &BTreeMap<ReaderNoteId, i64>,
    moved_from: Vec<String>,
) -> StoryPage {
    let copy = &edition.copy;
    let links = Links { around, edition };
    let notes: Vec<PageNote> = copy
        .reader_notes
        .iter()
        .map(|note| PageNote {
            note: note.id,
            kind: note.kind,
            language: if note.language.is_empty() { copy.language.clone() } else { note.language.clone() },
            text: note.text.clone(),
            html: html::inline(&note.text, &note.language, &links),
            placement: note.placement,
            at_ms: noted.get(&note.id).copied().unwrap_or(edition.now_ms),
        })
        .collect();
    let last_note = notes.iter().map(|note| note.at_ms).max();
    let mut page = StoryPage {
        withdrawn: is_withdrawn(edition),
        card: Card {
            story: edition.story,
            path: page_path(edition),
            language: copy.language.clone(),
            headline: copy::Inline::default(),
            deck: copy::Inline::default(),
            section: None,
            published_ms,
            updated_ms: last_note.filter(|ms| *ms > published_ms.saturating_add(SAME_MOMENT_MS)),
            minutes: copy.reading_time_min(),
            byline: vec![],
            photo: None,
            gone: false,
        },
        title: String::new(),
        description: String::new(),
        canonical: String::new(),
        dateline: String::new(),
        place: String::new(),
        words: copy.words(),
        lead: None,
        body: vec![],
        notes,
        tags: vec![],
        authors: vec![],
        feed: vec![],
        written_ms: edition.now_ms,
        moved_from,
    };
    if page.withdrawn {
        return page;
    }
    let title = if copy.headline_web.is_blank() { &copy.headline } else { &copy.headline_web };
    let section = around.place(&ListId::section(&copy.section), &copy.section);
    page.title = title.text();
    page.description = if copy.description.is_empty() { copy.deck.text() } else { copy.description.clone() };
    page.canonical.clone_from(&copy.canonical);
    page.dateline.clone_from(&copy.dateline);
    page.place.clone_from(&copy.place);
    page.lead = copy.lead_figure().and_then(|figure| figure_line(edition, figure));
    page.tags = copy.tags.iter().filter_map(|tag| around.place(&ListId::tag(tag), tag)).collect();
    page.authors = people(edition).filter_map(|person| author(edition, person, around)).collect();
    page.body = body(edition, around, &links);
    page.feed.clone_from(&around.feed);
    page.card.headline = copy.headline.clone();
    page.card.deck = copy.deck.clone();
    page.card.section = section;
    page.card.byline.clone_from(&copy.byline);
    page.card.photo = match &page.lead {
        Some(lead) => Some(lead.photo.clone()),
        None => copy.figures.iter().find_map(|figure| photo(edition.picture(figure.id)?, figure)),
    };
    page
}

pub(super) fn author(edition: &Edition, person: &copy::Person, around: &Around<'_>) -> Option<Author> {
    let portrait = person.photo.and_then(|asset| edition.portraits.get(&asset));
    Some(Author {
        person: person.id,
        name: person.name.clone(),
        role: person.role.clone(),
        short_bio: person.short_bio.clone(),
        long_bio: person.long_bio.clone(),
        links: person.links.clone(),
        portrait: portrait.map(|file| Photo { sources: vec![source(file)], alt: String::new(), focal: None }),
        path: around.places.get(&ListId::Author(person.id))?.clone(),
    })
}

fn body(edition: &Edition, around: &Around<'_>, links: &Links<'_>) -> Vec<BodyPart> {
    let copy = &edition.copy;
    let parts = html::parts(copy);
    let opens = parts.iter().any(|part| matches!(part, html::Part::Paragraph { first: true, .. }));
    let opening = html::Resolver::opening(links);
    let mut body = vec![];
    if !opens && !opening.is_empty() {
        body.push(BodyPart::Html(format!("<p>{opening}</p>")));
    }
    for part in &parts {
        body.extend(match part {
            html::Part::Figure(figure) if copy.lead == Some(figure.id) => None,
            html::Part::Figure(figure) => figure_line(edition, figure).map(BodyPart::Figure),
            html::Part::Embed(embed) => self::embed(edition, embed, around),
            other => Some(BodyPart::Html(html::part(other, &copy.language, links))),
        });
    }
    body
}

fn embed(edition: &Edition, embed: &Embed, around: &Around<'_>) -> Option<BodyPart> {
    match &embed.target {
        EmbedTarget::Story(story) => {
            if let Some(mut card) = around.story(*story) {
                if !embed.title.trim().is_empty() {
                    card.headline = copy::Inline::plain(embed.title.trim());
                    card.language.clone_from(&edition.copy.language);
                }
                return Some(BodyPart::Related(Box::new(card)));
            }
            let related = edition.related.get(story)?;
            let url = if around.is_preview { "#".into() } else { elsewhere(edition, *story)? };
            let title =
                if embed.title.trim().is_empty() { related.headline.trim() } else { embed.title.trim() };
            Some(BodyPart::Elsewhere {
                title: title.to_owned(),
                section: related.section.clone(),
                minutes: related.reading_time_min,
                url,
            })
        }
        EmbedTarget::Url(address) => {
            let url = html::safe_address(address).filter(|url| !url.starts_with("mailto:"))?;
            let host = Url::parse(&url).ok()?.host_str()?.trim_start_matches("www.").to_owned();
            let title =
                if embed.title.trim().is_empty() { host.clone() } else { embed.title.trim().to_owned() };
            Some(BodyPart::Embed { title, url, host })
        }
    }
}
