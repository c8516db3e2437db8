//! A story as ninjs 3.1, IPTC's JSON for news. Unknown properties are forbidden there, so what it has no
//! place for goes beside it, in the message. `edNote` is for editors: no note to readers goes there.

use super::media;
use crate::{print::Catalogue, Carried, Edition, Picture, PublicState, Reason, Trouble};
use chrono::{DateTime, SecondsFormat};
use copy::{
    html::{self, Resolver},
    BylineRole, Embed, EmbedTarget, Figure, Inline, ReaderNote, ReaderNoteKind, Sha256, StoryId,
};
use serde_json::{json, Map, Value};

/// The role of the body that is the story.
pub const MAIN: &str = "main";

/// What tells moments and standings apart, not texts.
const NOT_THE_TEXT: [&str; 4] = ["version", "firstCreated", "versionCreated", "pubStatus"];

/// A moment as ninjs writes it.
pub fn time(at_ms: i64) -> String {
    DateTime::from_timestamp_millis(at_ms)
        .map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
        .unwrap_or_default()
}

/// A place that is reserved for a story.
pub fn reserved(story: StoryId) -> Value {
    json!({ "uri": story.urn(), "type": "text", "pubStatus": "withheld", "standard": standard() })
}

/// The story as it was approved.
pub fn story(edition: &Edition, carried: &Carried, state: PublicState) -> Result<Value, Trouble> {
    let copy = &edition.copy;
    let printer = Printer { edition, carried };
    let mut data = shell(edition, state);
    let mut put = |name: &str, values: Vec<Value>| {
        if !values.is_empty() {
            data.insert(name.into(), values.into());
        }
    };
    let mut descriptions = Vec::new();
    if !copy.deck.is_blank() {
        descriptions.push(part("deck", "text/html", html::phrase(&copy.deck, &copy.language)));
    }
    if !copy.description.trim().is_empty() {
        descriptions.push(part("summary", "text/plain", copy.description.trim()));
    }
    put("descriptions", descriptions);
    let mut main = part(MAIN, "text/html", html::body(copy, &printer));
    if let Some(fields) = main.as_object_mut() {
        fields.insert("wordCount".into(), copy.words().into());
    }
    let notes = copy.reader_notes.iter().map(|note| self::note(edition, note));
    put("bodies", std::iter::once(main).chain(notes).collect());
    let associations: Result<Vec<Value>, Trouble> =
        edition.pictures.iter().map(|picture| association(edition, carried, picture)).collect();
    put("associations", associations?);
    Ok(Value::Object(data))
}

/// What stands in the place of a withdrawn story: its headline, and the notice.
pub fn withdrawn(edition: &Edition) -> Result<Value, Trouble> {
    let mut data = shell(edition, PublicState::Withdrawn);
    let notices = edition.copy.reader_notes.iter().filter(|note| note.kind == ReaderNoteKind::Withdrawal);
    let mut bodies: Vec<Value> = notices.map(|notice| note(edition, notice)).collect();
    if bodies.is_empty() {
        let words = Catalogue::new(&edition.copy.language, &edition.house.time_zone);
        let said = html::escape(&words.text("withdrawn-title"));
        bodies.push(part("withdrawal", "text/html", format!("<p>{said}</p>")));
    }
    data.insert("bodies".into(), bodies.into());
    Ok(Value::Object(data))
}

/// What stands there, withheld from readers.
pub fn withheld(there: &Value) -> Value {
    let mut data = there.clone();
    if let Some(fields) = data.as_object_mut() {
        fields.insert("pubStatus".into(), "withheld".into());
    }
    data
}

/// Whether a note is printed in this state, in the order of its bodies.
pub fn is_printed(note: &ReaderNote, state: PublicState) -> bool {
    state != PublicState::Withdrawn || note.kind == ReaderNoteKind::Withdrawal
}

/// Where the story stands with readers there.
pub fn state(data: &Value) -> PublicState {
    match data.get("pubStatus").and_then(Value::as_str) {
        Some("canceled") => PublicState::Withdrawn,
        // What ninjs says of a story that says nothing.
        Some("usable") | None => PublicState::Live,
        Some(_) => PublicState::Draft,
    }
}

/// How many corrections are printed.
pub fn corrections(data: &Value) -> usize {
    let bodies = data.get("bodies").and_then(Value::as_array);
    let is_correction = |body: &&Value| body.get("role").and_then(Value::as_str) == Some("correction");
    bodies.map_or(0, |bodies| bodies.iter().filter(is_correction).count())
}

/// The hash of the text, the same in whichever order a database gives the properties back.
pub fn hash(data: &Value) -> Sha256 {
    let mut out = String::new();
    match data {
        Value::Object(fields) => {
            let text = fields.iter().filter(|(name, _)| !NOT_THE_TEXT.contains(&name.as_str()));
            let text: Map<String, Value> = text.map(|(name, value)| (name.clone(), value.clone())).collect();
            canonical(&Value::Object(text), &mut out);
        }
        other => canonical(other, &mut out),
    }
    Sha256::of(out.as_bytes())
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            out.push('{');
            for name in names {
                out.push_str(&format!("{name:?}:"));
                fields.get(name).iter().for_each(|value| canonical(value, out));
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(values) => {
            out.push('[');
            for value in values {
                canonical(value, out);
                out.push(',');
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// What live and withdrawn stories have in common.
fn shell(edition: &Edition, state: PublicState) -> Map<String, Value> {
    let copy = &edition.copy;
    let words = Catalogue::new(&copy.language, &edition.house.time_zone);
    let mut data = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(|values| values.is_empty());
        if !is_empty {
            data.insert(name.into(), value);
        }
    };
    let status = match state {
        PublicState::Draft => "withheld",
        PublicState::Live => "usable",
        PublicState::Withdrawn => "canceled",
    };
    put("uri", edition.story.urn().into());
    put("standard", standard());
    put("type", "text".into());
    put("representationType", "full".into());
    put("version", edition.revision.to_string().into());
    put("firstCreated", time(edition.first_published_ms.unwrap_or(edition.now_ms)).into());
    put("versionCreated", time(edition.now_ms).into());
    put("pubStatus", status.into());
    put("language", copy.language.as_str().into());
    put("title", copy.headline.text().into());
    put("headlines", headlines(edition));
    put("by", words.byline(&copy.byline).into());
    put("located", copy.dateline.as_str().into());
    put("altIds", json!([{ "role": "webSlug", "value": edition.web_slug }]));
    put("people", copy.byline.iter().map(person).collect());
    if !copy.place.trim().is_empty() {
        put("places", json!([{ "name": copy.place.trim() }]));
    }
    let section = std::iter::once(("section", &copy.section)).filter(|(_, name)| !name.is_empty());
    let tags = copy.tags.iter().map(|tag| ("tag", tag));
    put("subjects", section.chain(tags).map(|(rel, name)| json!({ "name": name, "rel": rel })).collect());
    data
}

fn standard() -> Value {
    json!({
        "name": "ninjs",
        "version": "3.1",
        "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
    })
}

fn part(role: &str, content_type: &str, value: impl Into<String>) -> Value {
    json!({ "role": role, "contentType": content_type, "value": value.into() })
}

fn headlines(edition: &Edition) -> Value {
    let copy = &edition.copy;
    let of = |role: &str, text: &Inline| {
        let html = part(role, "text/html", html::phrase(text, &copy.language));
        [part(role, "text/plain", text.text()), html]
    };
    let all = [(MAIN, &copy.headline), ("short", &copy.headline_short), ("web", &copy.headline_web)];
    all.iter().filter(|(_, text)| !text.is_blank()).flat_map(|(role, text)| of(role, text)).collect()
}

fn person(who: &copy::Byline) -> Value {
    let mut person = json!({ "name": who.name, "rel": role(who.role) });
    if let (Some(id), Some(fields)) = (who.person, person.as_object_mut()) {
        fields.insert("uri".into(), id.urn().into());
    }
    person
}

/// What somebody did for the story.
pub fn role(role: BylineRole) -> &'static str {
    match role {
        BylineRole::By => "by",
        BylineRole::AdditionalReporting => "additionalReporting",
        BylineRole::Editing => "editing",
        BylineRole::Photos => "photos",
    }
}

fn note(edition: &Edition, note: &ReaderNote) -> Value {
    let role = if note.kind == ReaderNoteKind::EditorsNote { "editorsNote" } else { note.kind.key() };
    let language = html::language_attributes(&note.language, &edition.copy.language);
    let text = html::inline(&note.text, &edition.copy.language, &NoStories);
    part(role, "text/html", format!("<p{language}>{text}</p>"))
}

/// A picture with everything that is printed under it, and the address of its file there.
fn association(edition: &Edition, carried: &Carried, picture: &Picture) -> Result<Value, Trouble> {
    let copy = &edition.copy;
    let file = media::file(picture)?;
    let href = carried.media.get(&file.sha256.to_string());
    let href = href.ok_or_else(|| Trouble::later(Reason::PictureNotLookedUp))?;
    let figure = copy.figure(picture.figure);
    let mut association = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_empty = value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(|values| values.is_empty());
        if !is_empty {
            association.insert(name.into(), value);
        }
    };
    let is_lead = copy.lead == Some(picture.figure);
    put("name", picture.figure.to_string().into());
    put("rel", if is_lead { "lead" } else { "figure" }.into());
    put("uri", picture.figure.urn().into());
    put("type", "picture".into());
    let mut sources = Vec::new();
    if !picture.credit.is_empty() {
        sources.push(json!({ "role": "credit", "name": picture.credit }));
    }
    if let Some(figure) = figure {
        let facts = &figure.facts;
        put("by", facts.creator.as_str().into());
        put("copyrightNotice", facts.copyright.as_str().into());
        put("usageTerms", facts.usage_terms.as_str().into());
        for (role, name) in [("provider", &facts.provider), ("distributor", &facts.distributor)] {
            if !name.is_empty() {
                sources.push(json!({ "role": role, "name": name }));
            }
        }
        let mut descriptions = Vec::new();
        let caption = caption(edition, figure);
        if !caption.is_empty() {
            descriptions.push(part("caption", "text/html", caption));
        }
        if !facts.alt.is_empty() {
            descriptions.push(part("altText", "text/plain", facts.alt.as_str()));
        }
        put("descriptions", descriptions.into());
    }
    put("infoSources", sources.into());
    let rendition = json!({
        "name": MAIN,
        "href": href,
        "contentType": file.media_type,
        "width": file.width,
        "height": file.height,
        "sizeInBytes": file.bytes.len(),
    });
    put("renditions", json!([rendition]));
    put("altIds", json!([{ "role": "sha256", "value": file.sha256.to_string() }]));
    Ok(Value::Object(association))
}

/// A caption, with what the house says of a picture that only illustrates.
fn caption(edition: &Edition, figure: &Figure) -> String {
    let language = &edition.copy.language;
    let words = Catalogue::new(language, &edition.house.time_zone);
    let caption = html::phrase(&figure.caption, language);
    match (figure.facts.illustrative, figure.caption.is_blank()) {
        (false, _) => caption,
        (true, true) => html::escape(&words.text("illustrative")),
        // The catalogue's sentence is put around markup, so it is escaped without it.
        (true, false) => {
            let around = html::escape(&words.text_with("illustrative-caption", &[("caption", "\u{e000}")]));
            around.replace('\u{e000}', &caption)
        }
    }
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
}

impl Resolver for Printer<'_> {
    fn story_address(&self, story: StoryId) -> Option<String> {
        self.edition.related.get(&story)?.address.clone()
    }

    fn figure(&self, figure: &Figure) -> String {
        let Some(picture) = self.edition.picture(figure.id) else { return String::new() };
        let address =
            picture.renditions.last().and_then(|file| self.carried.media.get(&file.sha256.to_string()));
        let (address, alt) =
            (html::escape(address.map(String::as_str).unwrap_or_default()), html::escape(&figure.facts.alt));
        let credit = match picture.credit.as_str() {
            "" => String::new(),
            credit => format!(" <span class=\"credit\">{}</span>", html::escape(credit)),
        };
        let caption = format!("{}{credit}", caption(self.edition, figure));
        format!("<figure><img src=\"{address}\" alt=\"{alt}\"><figcaption>{caption}</figcaption></figure>")
    }

    fn embed(&self, embed: &Embed) -> String {
        let (class, address, title) = match &embed.target {
            EmbedTarget::Story(story) => {
                let Some(related) = self.edition.related.get(story) else { return String::new() };
                let Some(address) = related.address.clone() else { return String::new() };
                ("related", address, &related.headline)
            }
            EmbedTarget::Url(url) => {
                let Some(address) = html::safe_address(url) else { return String::new() };
                ("embed", address, url)
            }
        };
        let title = if embed.title.trim().is_empty() { title } else { &embed.title };
        let (address, title) = (html::escape(&address), html::escape(title));
        format!("<aside class=\"{class}\"><p><a href=\"{address}\">{title}</a></p></aside>")
    }

    fn opening(&self) -> String {
        match self.edition.copy.dateline.trim() {
            "" => String::new(),
            place => format!("<span class=\"dateline\">{}</span> — ", html::escape(place)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_in_another_order_is_the_same_text() {
        let sent =
            json!({ "uri": "urn:uuid:1", "bodies": [{ "role": "main", "value": "a" }], "version": "1" });
        let back = json!({ "version": "2", "pubStatus": "usable", "bodies": [{ "value": "a", "role": "main" }], "uri": "urn:uuid:1" });
        assert_eq!(hash(&sent), hash(&back));
        let changed = json!({ "uri": "urn:uuid:1", "bodies": [{ "role": "main", "value": "b" }] });
        assert_ne!(hash(&sent), hash(&changed));
        let added =
            json!({ "uri": "urn:uuid:1", "bodies": [{ "role": "main", "value": "a" }], "edNote": "x" });
        assert_ne!(hash(&sent), hash(&added));
    }

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(time(1_760_436_720_000), "2025-10-14T10:12:00Z");
    }
}
