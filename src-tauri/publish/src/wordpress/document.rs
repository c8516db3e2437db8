//! A story as WordPress stores it: what we send, what stands there, and whether the two are the same.

use super::{
    answer::{Post, Raw, Revision},
    inert, markup, reading,
};
use crate::{Carried, Edition, Reason, Trouble};
use copy::{html, BylineRole, Sha256};
use serde_json::{json, Value};

/// The title of a reserved draft.
pub const RESERVED: &str = "Reserved by Copydesk";

/// All fields that are ours to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub title: String,
    pub content: String,
    pub excerpt: String,
    pub slug: String,
    pub author: u64,
    pub categories: Vec<u64>,
    pub tags: Vec<u64>,
    pub featured_media: u64,
}

/// The key of a section in [`Carried::terms`].
pub fn section_key(section: &str) -> String {
    format!("section:{section}")
}

/// The key of a tag in [`Carried::terms`].
pub fn tag_key(tag: &str) -> String {
    format!("tag:{tag}")
}

/// The byline's first author: WordPress has room for one.
pub fn author_name(edition: &Edition) -> Result<&str, Trouble> {
    let by = edition.copy.byline.iter().find(|byline| byline.role == BylineRole::By);
    by.map(|byline| byline.name.trim())
        .filter(|name| !name.is_empty())
        .ok_or_else(|| Trouble::story(Reason::NoByline, Some("byline")))
}

fn number(text: Option<&String>, otherwise: Reason) -> Result<u64, Trouble> {
    text.and_then(|text| text.parse().ok()).ok_or_else(|| Trouble::later(otherwise))
}

impl Document {
    /// What an edition is there.
    pub fn of(edition: &Edition, carried: &Carried, featured: bool) -> Result<Self, Trouble> {
        let copy = &edition.copy;
        let (_, excerpt) = Self::lines(edition);
        let lead = match copy.lead.filter(|_| featured).and_then(|id| edition.picture(id)) {
            Some(picture) => number(carried.media.get(&markup::key(picture)), Reason::PictureNotLookedUp)?,
            None => 0,
        };
        Ok(Self {
            content: markup::story(edition, carried)?,
            excerpt,
            featured_media: lead,
            ..Self::shell(edition, carried)?
        })
    }

    /// What a withdrawn edition is there: its headline, and the notice in its place.
    pub fn withdrawn(edition: &Edition, carried: &Carried) -> Result<Self, Trouble> {
        Ok(Self { content: markup::withdrawal(edition), ..Self::shell(edition, carried)? })
    }

    /// The title and the excerpt of an edition.
    pub fn lines(edition: &Edition) -> (String, String) {
        let copy = &edition.copy;
        let deck = if copy.deck.is_blank() { inert::text(&copy.description) } else { inline(&copy.deck) };
        (inline(&copy.headline), deck)
    }

    fn shell(edition: &Edition, carried: &Carried) -> Result<Self, Trouble> {
        let copy = &edition.copy;
        let author = carried.people.get(author_name(edition)?).map(|person| &person.id);
        let categories = match copy.section.as_str() {
            "" => vec![],
            section => vec![number(carried.terms.get(&section_key(section)), Reason::TermNotLookedUp)?],
        };
        let tags =
            copy.tags.iter().map(|tag| number(carried.terms.get(&tag_key(tag)), Reason::TermNotLookedUp));
        Ok(Self {
            title: inline(&copy.headline),
            content: String::new(),
            excerpt: String::new(),
            slug: edition.web_slug.clone(),
            author: number(author, Reason::AuthorNotLookedUp)?,
            categories,
            tags: tags.collect::<Result<_, _>>()?,
            featured_media: 0,
        })
    }

    /// The fields as they are sent; the state is not among them.
    pub fn body(&self) -> Value {
        let mut body = json!({
            "title": self.title,
            "content": self.content,
            "excerpt": self.excerpt,
            "slug": self.slug,
            "author": self.author,
            "tags": self.tags,
            "featured_media": self.featured_media,
        });
        if let (false, Some(fields)) = (self.categories.is_empty(), body.as_object_mut()) {
            fields.insert("categories".into(), json!(self.categories));
        }
        body
    }

    /// The hash of the content, the same for what was sent and for what a server made of it in storing.
    pub fn hash(&self) -> Sha256 {
        let sorted = |ids: &[u64]| {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        // A story without a section is filed by the site, wherever it likes.
        let unfiled = self.content.contains(markup::UNFILED);
        let categories = if unfiled { vec![] } else { sorted(&self.categories) };
        let normal = format!(
            "title\n{}content\n{}excerpt\n{}slug {}\nauthor {}\ncategories {categories:?}\ntags {:?}\nfeatured {}\n",
            reading::normal_form(&self.title),
            reading::normal_form(&self.content),
            reading::normal_form(&self.excerpt),
            self.slug,
            self.author,
            sorted(&self.tags),
            self.featured_media,
        );
        Sha256::of(normal.as_bytes())
    }

    /// Whether these are the same words to read, whoever filed them where.
    pub fn same_text(&self, title: &Raw, content: &Raw, excerpt: &Raw) -> bool {
        let same = |ours: &str, theirs: &Raw| reading::normal_form(ours) == reading::normal_form(&theirs.raw);
        same(&self.title, title) && same(&self.content, content) && same(&self.excerpt, excerpt)
    }

    /// Whether a revision holds the same words.
    pub fn is(&self, revision: &Revision) -> bool {
        self.same_text(&revision.title, &revision.content, &revision.excerpt)
    }
}

impl From<&Post> for Document {
    fn from(post: &Post) -> Self {
        Self {
            title: post.title.raw.clone(),
            content: post.content.raw.clone(),
            excerpt: post.excerpt.raw.clone(),
            slug: post.slug.clone(),
            author: post.author,
            categories: post.categories.clone(),
            tags: post.tags.clone(),
            featured_media: post.featured_media,
        }
    }
}

/// A line where no link may stand.
fn inline(text: &copy::Inline) -> String {
    inert::fragment(&html::phrase(text, ""))
}
