//! A story as Ghost stores it: what we send, what stands there, and whether the two are the same. What is
//! not among these fields (code that somebody put around the page, search titles, who may read) is not ours.

use super::{answer::Post, body, lexical, media, people, term};
use crate::{reading, Carried, Edition, Picture, Reason, Trouble};
use copy::{Figure, Inline, Sha256, StoryId};
use serde_json::{json, Value};

/// The title of a reserved draft.
pub const RESERVED: &str = "Reserved by Copydesk";
/// The address of the tag of withdrawn stories; a theme can tell them by it.
pub const WITHDRAWN_SLUG: &str = "hash-cd-withdrawn";
const WITHDRAWN: &str = "#cd-withdrawn";

/// The tag that readers do not see, by which any desk finds the story again.
pub fn anchor(story: StoryId) -> String {
    format!("#cd-{story}")
}

/// All fields that are ours to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    /// Lexical, as JSON.
    pub body: String,
    pub excerpt: String,
    pub slug: String,
    /// The identifiers of the authors there.
    pub authors: Vec<String>,
    /// The section first.
    pub tags: Vec<String>,
    pub canonical: String,
    pub image: String,
    pub image_alt: String,
    /// HTML.
    pub image_caption: String,
}

/// The lead photo and its file, where it is also set as the featured image.
pub fn lead(edition: &Edition, featured: bool) -> Option<(&Figure, &Picture)> {
    let figure = edition.copy.lead_figure().filter(|_| featured)?;
    Some((figure, edition.picture(figure.id)?))
}

/// A text in one line without marks.
pub fn plain(text: &Inline) -> String {
    body::shown(&text.text().replace('\u{2028}', " ")).trim().to_owned()
}

/// The summary: the deck, or what was written for search engines.
pub fn excerpt(edition: &Edition) -> String {
    let copy = &edition.copy;
    if copy.deck.is_blank() {
        body::shown(copy.description.trim())
    } else {
        plain(&copy.deck)
    }
}

impl Document {
    /// What an edition is there.
    pub fn of(edition: &Edition, carried: &Carried, featured: bool) -> Result<Self, Trouble> {
        let mut document = Self::shell(edition, carried)?;
        document.body = lexical::document(body::story(edition, carried, featured)?);
        document.excerpt = excerpt(edition);
        if let Some((figure, picture)) = lead(edition, featured) {
            let address = carried.media.get(&media::file(picture)?.sha256.to_string());
            document.image = address.ok_or_else(|| Trouble::later(Reason::PictureNotLookedUp))?.clone();
            document.image_alt = body::shown(&figure.facts.alt);
            document.image_caption = body::caption(edition, figure, picture);
        }
        Ok(document)
    }

    /// What a withdrawn edition is there: its headline, and the notice in its place.
    pub fn withdrawn(edition: &Edition, carried: &Carried) -> Result<Self, Trouble> {
        let mut document = Self::shell(edition, carried)?;
        document.body = lexical::document(body::withdrawal(edition, carried));
        document.tags.push(WITHDRAWN.into());
        Ok(document)
    }

    fn shell(edition: &Edition, carried: &Carried) -> Result<Self, Trouble> {
        let copy = &edition.copy;
        let id = |name: &str| {
            let person = carried.people.get(name).map(|person| person.id.clone());
            person.ok_or_else(|| Trouble::later(Reason::AuthorNotLookedUp))
        };
        let mut authors = Vec::new();
        for author in people::authors(edition)? {
            let id = id(author)?;
            if !authors.contains(&id) {
                authors.push(id);
            }
        }
        let mut tags: Vec<String> = Vec::new();
        for name in term::wanted(edition) {
            let written = carried.terms.get(name).ok_or_else(|| Trouble::later(Reason::TermNotLookedUp))?;
            // Ghost takes the second of two that differ in capitals for the first one.
            if !tags.iter().any(|tag| tag.to_lowercase() == written.to_lowercase()) {
                tags.push(written.clone());
            }
        }
        tags.push(anchor(edition.story));
        Ok(Self {
            title: plain(&copy.headline),
            body: String::new(),
            excerpt: String::new(),
            slug: edition.web_slug.clone(),
            authors,
            tags,
            canonical: copy.canonical.trim().to_owned(),
            image: String::new(),
            image_alt: String::new(),
            image_caption: String::new(),
        })
    }

    /// The fields as they are sent; the state is not among them.
    pub fn fields(&self) -> Value {
        let text = |text: &str| if text.is_empty() { Value::Null } else { text.into() };
        json!({
            "title": self.title,
            "slug": self.slug,
            "lexical": self.body,
            "custom_excerpt": text(&self.excerpt),
            "canonical_url": text(&self.canonical),
            "authors": self.authors.iter().map(|id| json!({ "id": id })).collect::<Value>(),
            "tags": self.tags.iter().map(|name| json!({ "name": name })).collect::<Value>(),
            "feature_image": text(&self.image),
            "feature_image_alt": text(&self.image_alt),
            "feature_image_caption": text(&self.image_caption),
        })
    }

    /// The tags, however they are capitalised there.
    pub fn tag_names(&self) -> Vec<String> {
        self.tags.iter().map(|name| name.to_lowercase()).collect()
    }

    /// The hash of the content, the same for what was sent and for what a server made of it in storing.
    pub fn hash(&self) -> Sha256 {
        let normal = format!(
            "title {:?}\nbody {}\nexcerpt {:?}\nslug {}\nauthors {:?}\ntags {:?}\ncanonical {:?}\nimage {:?} {:?} {}\n",
            self.title,
            lexical::normal_form(&self.body),
            self.excerpt,
            self.slug,
            self.authors,
            self.tag_names(),
            self.canonical,
            self.image,
            self.image_alt,
            reading::normal_form(&self.image_caption),
        );
        Sha256::of(normal.as_bytes())
    }
}

impl From<&Post> for Document {
    fn from(post: &Post) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            title: post.title.clone(),
            body: text(&post.lexical),
            excerpt: text(&post.custom_excerpt),
            slug: post.slug.clone(),
            authors: post.authors.iter().map(|author| author.id.clone()).collect(),
            tags: post.tags.iter().map(|tag| tag.name.clone()).collect(),
            canonical: text(&post.canonical_url),
            image: text(&post.feature_image),
            image_alt: text(&post.feature_image_alt),
            image_caption: text(&post.feature_image_caption),
        }
    }
}
