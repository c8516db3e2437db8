//! What is posted: the event's type and time, the story as ninjs, and beside it what ninjs has no place for.

use super::{answer::Record, ninjs};
use crate::{print::Catalogue, Carried, Edition, PublicState};
use copy::{Person, StoryId};
use serde_json::{json, Value};

/// A message about one story.
pub struct Message {
    event: &'static str,
    at_ms: i64,
    data: Value,
    beside: Value,
}

impl Message {
    /// Reserves a story's place.
    pub fn reserved(story: StoryId, at_ms: i64) -> Self {
        Self {
            event: "story.reserved",
            at_ms,
            data: ninjs::reserved(story),
            beside: json!({ "contract": super::CONTRACT }),
        }
    }

    /// Puts `data` in the place of what is there.
    pub fn of(edition: &Edition, carried: &Carried, there: &Record, data: Value) -> Self {
        let state = ninjs::state(&data);
        let was_public = there.state() == Some(PublicState::Live);
        let event = match state {
            PublicState::Draft => "story.withheld",
            PublicState::Withdrawn => "story.withdrawn",
            PublicState::Live if !was_public => "story.published",
            PublicState::Live if ninjs::corrections(&data) > ninjs::corrections(there.data()) => {
                "story.corrected"
            }
            PublicState::Live => "story.updated",
        };
        let beside = json!({
            "contract": super::CONTRACT,
            "revision": edition.revision,
            "copyHash": edition.copy_hash.to_string(),
            "baseVersion": there.version(),
            "canonical": edition.copy.canonical,
            "readingTimeMinutes": edition.copy.reading_time_min(),
            "byline": byline(edition, carried),
            "authors": edition.people.iter().map(|person| author(edition, carried, person)).collect::<Value>(),
            "notes": notes(edition, state),
        });
        Self { event, at_ms: edition.now_ms, data, beside }
    }

    /// The story.
    pub fn data(&self) -> &Value {
        &self.data
    }

    /// As it is sent and signed.
    pub fn to_bytes(&self) -> Vec<u8> {
        json!({
            "type": self.event,
            "timestamp": ninjs::time(self.at_ms),
            "data": self.data,
            "copydesk": self.beside,
        })
        .to_string()
        .into_bytes()
    }
}

/// Who did what, and who they are there.
fn byline(edition: &Edition, carried: &Carried) -> Value {
    let line = |who: &copy::Byline| {
        json!({
            "name": who.name,
            "role": ninjs::role(who.role),
            "person": who.person.map(|person| person.urn()),
            "authorId": carried.people.get(who.name.trim()).map(|person| &person.id),
        })
    };
    edition.copy.byline.iter().map(line).collect()
}

/// A person's card as it stands today.
fn author(edition: &Edition, carried: &Carried, person: &Person) -> Value {
    let portrait = person.photo.and_then(|photo| edition.portraits.get(&photo));
    let avatar = portrait.and_then(|file| {
        let url = carried.media.get(&file.sha256.to_string())?;
        Some(json!({ "sha256": file.sha256.to_string(), "url": url, "width": file.width, "height": file.height }))
    });
    let link = |link: &copy::PersonLink| json!({ "label": link.label, "url": link.url });
    json!({
        "uri": person.id.urn(),
        "name": person.name,
        "role": person.role,
        "shortBio": person.short_bio,
        "longBio": person.long_bio,
        "links": person.links.iter().map(link).collect::<Value>(),
        "avatar": avatar,
    })
}

/// Label, place and time of each note, in the order of its bodies.
fn notes(edition: &Edition, state: PublicState) -> Value {
    let about = |note: &copy::ReaderNote| {
        let words = Catalogue::new(&note.language, &edition.house.time_zone);
        let label = words.note_label(note.kind, &note.language, &edition.house.note_labels);
        let printed = edition.notes.iter().find(|printed| printed.note == note.id);
        json!({
            "uri": note.id.urn(),
            "kind": note.kind.key(),
            "label": words.text_with("label-colon", &[("label", &label)]),
            "language": note.language,
            "placement": note.placement.key(),
            "printedAt": ninjs::time(printed.map_or(edition.now_ms, |printed| printed.printed_at_ms)),
        })
    };
    let printed = edition.copy.reader_notes.iter().filter(|note| ninjs::is_printed(note, state));
    printed.map(about).collect()
}
