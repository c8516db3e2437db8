//! A story's body as WordPress blocks: markup that its own editor opens, and that survives the
//! filters which an author's login goes through.

use super::inert;
use crate::{print::Catalogue, Carried, Edition, Picture, Reason, Trouble};
use copy::{
    html::{self, Part, Resolver},
    Embed, EmbedTarget, Figure, ListKind, Placement, ReaderNote, ReaderNoteKind, StoryId,
};
use serde_json::{json, Value};

/// Marks a body whose story has no section: where the site files it is the site's own.
pub const UNFILED: &str = "copydesk-unfiled";
/// Marks a body that is the notice of a withdrawal.
pub const WITHDRAWN: &str = "copydesk-withdrawn";

/// What a picture is called in [`Carried::media`]: the hash of the file that the site gets.
pub fn key(picture: &Picture) -> String {
    picture.renditions.last().map(|file| file.sha256.to_string()).unwrap_or_default()
}

/// The key of a picture's address there.
pub fn address_key(picture: &Picture) -> String {
    format!("{} address", key(picture))
}

/// The whole body.
pub fn story(edition: &Edition, carried: &Carried) -> Result<String, Trouble> {
    let missing = edition.pictures.iter().any(|picture| !carried.media.contains_key(&address_key(picture)));
    if missing {
        return Err(Trouble::later(Reason::PictureNotLookedUp));
    }
    let copy = &edition.copy;
    let printer = Printer { edition, carried, words: words(edition, &copy.language) };
    let mut blocks = Vec::new();
    if !copy.deck.is_blank() {
        blocks.push(paragraph(Some("deck"), &printer.inline(&copy.deck)));
    }
    if let Some(byline) = printer.byline() {
        blocks.push(paragraph(Some("byline"), &byline));
    }
    blocks.extend(copy.lead_figure().map(|figure| printer.figure(figure)));
    blocks.extend(notes(edition, Placement::Top));
    let parts = html::parts(copy);
    if !parts.iter().any(|part| matches!(part, Part::Paragraph { first: true, .. }))
        && !copy.dateline.is_empty()
    {
        blocks.push(paragraph(None, &printer.opening()));
    }
    blocks.extend(parts.iter().map(|part| printer.part(part)));
    blocks.extend(notes(edition, Placement::Foot));
    blocks.retain(|block| !block.is_empty());
    let class = if copy.section.is_empty() { UNFILED } else { "" };
    Ok(whole(edition, class, &blocks))
}

/// What stands in the place of a withdrawn story.
pub fn withdrawal(edition: &Edition) -> String {
    let said: Vec<String> = edition
        .copy
        .reader_notes
        .iter()
        .filter(|note| note.kind == ReaderNoteKind::Withdrawal)
        .map(|note| self::note(edition, note))
        .collect();
    let blocks = if said.is_empty() {
        let words = words(edition, &edition.copy.language);
        vec![paragraph(None, &inert::text(&words.text("withdrawn-title")))]
    } else {
        said
    };
    let unfiled = if edition.copy.section.is_empty() { UNFILED } else { "" };
    whole(edition, format!("{WITHDRAWN} {unfiled}").trim(), &blocks)
}

/// The group around everything, by which any desk finds the story again.
fn whole(edition: &Edition, class: &str, blocks: &[String]) -> String {
    let anchor = format!("cd-{}", edition.story);
    let mut attributes = json!({ "anchor": anchor });
    if let (false, Some(fields)) = (class.is_empty(), attributes.as_object_mut()) {
        fields.insert("className".into(), json!(class));
    }
    let classes = format!("wp-block-group {class}");
    let inside = blocks.join("\n\n");
    block("group", &attributes, &format!("<div id=\"{anchor}\" class=\"{}\">{inside}</div>", classes.trim()))
}

/// Whether this content is the one of a story with this anchor.
pub fn is_anchored(content: &str, anchor: &str) -> bool {
    // The site's editor moves the anchor from the comment to the element when somebody saves there.
    content.contains(&format!("\"anchor\":\"{anchor}\"")) || content.contains(&format!("id=\"{anchor}\""))
}

fn block(name: &str, attributes: &Value, html: &str) -> String {
    let attributes = if attributes.as_object().is_none_or(serde_json::Map::is_empty) {
        String::new()
    } else {
        format!("{attributes} ")
    };
    format!("<!-- wp:{name} {attributes}-->\n{html}\n<!-- /wp:{name} -->")
}

fn paragraph(class: Option<&str>, html: &str) -> String {
    match class {
        Some(class) => {
            block("paragraph", &json!({ "className": class }), &format!("<p class=\"{class}\">{html}</p>"))
        }
        None => block("paragraph", &json!({}), &format!("<p>{html}</p>")),
    }
}

fn aside(class: &str, inside: &str) -> String {
    block(
        "group",
        &json!({ "tagName": "aside", "className": class }),
        &format!("<aside class=\"wp-block-group {class}\">{inside}</aside>"),
    )
}

fn notes(edition: &Edition, placement: Placement) -> impl Iterator<Item = String> + '_ {
    let there = edition.copy.reader_notes.iter().filter(move |note| note.placement == placement);
    there.map(move |note| self::note(edition, note))
}

fn note(edition: &Edition, note: &ReaderNote) -> String {
    let words = words(edition, &note.language);
    let label = words.note_label(note.kind, &note.language, &edition.house.note_labels);
    let label = inert::text(&words.text_with("label-colon", &[("label", &label)]));
    let printed =
        edition.notes.iter().find(|printed| printed.note == note.id).map(|printed| printed.printed_at_ms);
    let at = words.date_time(printed.unwrap_or(edition.now_ms));
    let text = inert::fragment(&html::inline(&note.text, &edition.copy.language, &NoStories));
    let class = format!("note {}", note.kind.key().replace('_', "-"));
    let inside = [
        paragraph(None, &format!("<strong>{label}</strong> {text}")),
        paragraph(Some("at"), &inert::text(&at)),
    ];
    aside(&class, &inside.join("\n\n"))
}

/// For texts that stand outside the story: links of addresses only.
struct NoStories;

impl Resolver for NoStories {
    fn story_address(&self, _: StoryId) -> Option<String> {
        None
    }
    fn figure(&self, _: &Figure) -> String {
        String::new()
    }
    fn embed(&self, _: &Embed) -> String {
        String::new()
    }
}

struct Printer<'a> {
    edition: &'a Edition,
    carried: &'a Carried,
    words: Catalogue,
}

/// What the house prints besides the story, in a language.
fn words(edition: &Edition, language: &str) -> Catalogue {
    Catalogue::new(language, &edition.house.time_zone)
}

impl Resolver for Printer<'_> {
    fn story_address(&self, story: StoryId) -> Option<String> {
        self.edition.related.get(&story)?.address.clone()
    }

    fn figure(&self, figure: &Figure) -> String {
        let Some(picture) = self.edition.picture(figure.id) else { return String::new() };
        let id: u64 =
            self.carried.media.get(&key(picture)).and_then(|id| id.parse().ok()).unwrap_or_default();
        let address = self.carried.media.get(&address_key(picture)).map(String::as_str).unwrap_or_default();
        let mut caption = Vec::new();
        if let Some(words) = caption_words(self.edition, figure, &self.words) {
            caption.push(words);
        }
        if !picture.credit.is_empty() {
            caption.push(format!("<span class=\"credit\">{}</span>", inert::text(&picture.credit)));
        }
        let caption = match caption.join(" ") {
            caption if caption.is_empty() => caption,
            caption => format!("<figcaption class=\"wp-element-caption\">{caption}</figcaption>"),
        };
        let (address, alt) = (html::escape(address), inert::text(&figure.facts.alt));
        block(
            "image",
            &json!({ "id": id, "sizeSlug": "full", "linkDestination": "none" }),
            &format!(
                "<figure class=\"wp-block-image size-full\"><img src=\"{address}\" alt=\"{alt}\" class=\"wp-image-{id}\"/>{caption}</figure>"
            ),
        )
    }

    fn embed(&self, embed: &Embed) -> String {
        let (class, address, title) = match &embed.target {
            EmbedTarget::Story(story) => {
                let Some(related) = self.edition.related.get(story) else { return String::new() };
                let Some(address) = &related.address else { return String::new() };
                let title = if embed.title.trim().is_empty() { &related.headline } else { &embed.title };
                ("related", address.clone(), title.clone())
            }
            EmbedTarget::Url(url) => {
                let Some(address) = html::safe_address(url) else { return String::new() };
                let title = if embed.title.trim().is_empty() { address.clone() } else { embed.title.clone() };
                ("embed", address, title)
            }
        };
        let link = format!("<a href=\"{}\">{}</a>", html::escape(&address), html::escape(&title));
        aside(class, &paragraph(None, &inert::fragment(&link)))
    }

    fn opening(&self) -> String {
        match self.edition.copy.dateline.as_str() {
            "" => String::new(),
            dateline => format!("<strong class=\"dateline\">{}</strong> — ", inert::text(dateline)),
        }
    }
}

impl Printer<'_> {
    fn inline(&self, text: &copy::Inline) -> String {
        inert::fragment(&html::inline(text, &self.edition.copy.language, self))
    }

    /// The whole byline, where the site's own line cannot say it: more people than one, or another name.
    fn byline(&self) -> Option<String> {
        let byline = &self.edition.copy.byline;
        let only = match byline.as_slice() {
            [only] => self.carried.people.get(only.name.trim()),
            _ => None,
        };
        let said_by_the_site =
            only.is_some_and(|person| byline.iter().all(|byline| byline.name.trim() == person.name));
        (!said_by_the_site && !byline.is_empty()).then(|| inert::text(&self.words.byline(byline)))
    }

    fn part(&self, part: &Part<'_>) -> String {
        match part {
            Part::Paragraph { text, first } => {
                let opening = if *first { self.opening() } else { String::new() };
                paragraph(None, &format!("{opening}{}", self.inline(text)))
            }
            Part::Heading { level: 3, text } => {
                block("heading", &json!({ "level": 3 }), &format!("<h3>{}</h3>", self.inline(text)))
            }
            Part::Heading { text, .. } => {
                block("heading", &json!({}), &format!("<h2>{}</h2>", self.inline(text)))
            }
            Part::Quote(lines) => {
                let lines = lines.iter().map(|line| paragraph(None, &self.inline(line))).collect::<Vec<_>>();
                let quote =
                    format!("<blockquote class=\"wp-block-quote\">{}</blockquote>", lines.join("\n\n"));
                block("quote", &json!({}), &quote)
            }
            Part::PullQuote { lines, source } => {
                let lines =
                    lines.iter().map(|line| format!("<p>{}</p>", self.inline(line))).collect::<String>();
                let source = source.iter().map(|line| self.inline(line)).collect::<Vec<_>>().join("<br>");
                let cite = if source.is_empty() { String::new() } else { format!("<cite>{source}</cite>") };
                let figure = format!(
                    "<figure class=\"wp-block-pullquote\"><blockquote>{lines}{cite}</blockquote></figure>"
                );
                block("pullquote", &json!({}), &figure)
            }
            Part::List { kind, items } => {
                let (tag, attributes) = match kind {
                    ListKind::Numbered => ("ol", json!({ "ordered": true })),
                    ListKind::Bulleted => ("ul", json!({})),
                };
                let items = items.iter().map(|item| {
                    let text = item.text.map(|text| self.inline(text)).unwrap_or_default();
                    let lists = item.lists.iter().map(|list| self.part(list)).collect::<String>();
                    block("list-item", &json!({}), &format!("<li>{text}{lists}</li>"))
                });
                let items = items.collect::<Vec<_>>().join("\n\n");
                block("list", &attributes, &format!("<{tag}>{items}</{tag}>"))
            }
            Part::Figure(figure) => self.figure(figure),
            Part::Embed(embed) => self.embed(embed),
            Part::Rule => {
                block("separator", &json!({}), "<hr class=\"wp-block-separator has-alpha-channel-opacity\"/>")
            }
        }
    }
}

/// A caption's words, with what the house says of a picture that only illustrates.
fn caption_words(edition: &Edition, figure: &Figure, words: &Catalogue) -> Option<String> {
    let caption = inert::fragment(&html::phrase(&figure.caption, &edition.copy.language));
    match (figure.facts.illustrative, figure.caption.is_blank()) {
        (false, true) => None,
        (false, false) => Some(caption),
        (true, true) => Some(inert::text(&words.text("illustrative"))),
        // The catalogue's sentence is put around markup, so it is made inert without it.
        (true, false) => {
            let around = inert::text(&words.text_with("illustrative-caption", &[("caption", "\u{e000}")]));
            Some(around.replace('\u{e000}', &caption))
        }
    }
}

/// A caption with its credit as plain text, for the media library.
pub fn caption_text(edition: &Edition, figure: &Figure, picture: &Picture) -> String {
    let words = caption_words(edition, figure, &words(edition, &edition.copy.language)).unwrap_or_default();
    format!("{words} {}", inert::text(&picture.credit)).trim().to_owned()
}
