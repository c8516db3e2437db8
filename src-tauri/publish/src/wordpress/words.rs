//! The words that the house prints, until the print catalogue is there.

use crate::House;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use copy::{Byline, BylineRole, ReaderNoteKind};

/// "By A and B. Photos by C".
pub fn byline(byline: &[Byline], _language: &str) -> String {
    let sentence = |role: BylineRole| {
        let names: Vec<&str> = byline.iter().filter(|b| b.role == role).map(|b| b.name.as_str()).collect();
        let label = match role {
            BylineRole::By => "By",
            BylineRole::AdditionalReporting => "Additional reporting by",
            BylineRole::Editing => "Editing by",
            BylineRole::Photos => "Photos by",
        };
        let (last, first) = names.split_last()?;
        Some(if first.is_empty() { format!("{label} {last}") } else { format!("{label} {} and {last}", first.join(", ")) })
    };
    BylineRole::ALL.into_iter().filter_map(sentence).collect::<Vec<_>>().join(". ")
}

/// "Correction:".
pub fn note_label(house: &House, kind: ReaderNoteKind, language: &str) -> String {
    let usual = match kind {
        ReaderNoteKind::Update | ReaderNoteKind::EditorsNote => "Editor’s note",
        ReaderNoteKind::Clarification => "Clarification",
        ReaderNoteKind::Correction => "Correction",
        ReaderNoteKind::Withdrawal => "Withdrawn",
    };
    let own = house.note_labels.get(&format!("{}.{language}", kind.key()));
    format!("{}:", own.map_or(usual, String::as_str))
}

/// "14 October 2025, 10:12 UTC".
pub fn date_and_time(house: &House, at_ms: i64, _language: &str) -> String {
    let zone: Tz = house.time_zone.parse().unwrap_or(Tz::UTC);
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.with_timezone(&zone).format("%-d %B %Y, %H:%M %Z").to_string()
}

/// "Illustrative purposes only".
pub fn illustrative(_language: &str) -> String {
    "Illustrative purposes only".into()
}

/// What stands in the place of a withdrawn story.
pub fn story_withdrawn(_language: &str) -> String {
    "This story has been withdrawn.".into()
}
