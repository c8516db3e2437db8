//! Figures and embeds: records beside the body, whose lines name them.

use crate::{
    document::Document,
    error::{Error, Result},
    register::{field_of, read_fields},
};
use copy::{Crop, Embed, EmbedId, EmbedTarget, FigureFacts, FigureId, Point, Sha256};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

const FIGURE: &str = "figure";
const EMBED: &str = "embed";

/// A change of one thing that is known of a picture. In JSON: `{"field":"alt","value":"…"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case", deny_unknown_fields)]
pub enum FigureChange {
    /// The pixels.
    Asset(Sha256),
    /// The text for those who do not see it.
    Alt(String),
    /// Who made it.
    Creator(String),
    /// Whom it came from.
    Provider(String),
    /// Who passed it on.
    Distributor(String),
    /// What replaces the credit line of the house template.
    CreditOverride(String),
    /// The copyright notice.
    Copyright(String),
    /// What it may be used for.
    UsageTerms(String),
    /// "Illustrative purposes only".
    Illustrative(bool),
    /// What part is shown.
    Crop(Option<Crop>),
    /// What must stay in sight.
    Focal(Option<Point>),
    /// Names of the people shown.
    People(Vec<String>),
}

impl Document {
    /// Writes a figure's record. Its line in the body, or the lead register, is set by itself.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn figure_put(&mut self, id: FigureId, facts: &FigureFacts) -> Result<()> {
        let put = self.put_object(FIGURE, id, facts);
        self.commit();
        put
    }

    /// Changes one field of a figure's record. Whether that changed anything.
    ///
    /// # Errors
    /// [`Error::NoSuch`] without such a record.
    pub fn figure_set(&mut self, id: FigureId, change: &FigureChange) -> Result<bool> {
        if !self.has_object(FIGURE, id) {
            return Err(Error::NoSuch { what: "figure" });
        }
        let changed = match field_of(change) {
            Some((field, value)) => self.set_field(id, &field, &value),
            None => Ok(false),
        };
        self.commit();
        changed
    }

    /// The records of all figures, also of those that no line names any more.
    pub fn figures(&self) -> BTreeMap<FigureId, FigureFacts> {
        self.objects(FIGURE).into_iter().map(|(id, fields)| (id, read_fields(&fields))).collect()
    }

    /// Writes an embed's record.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn embed_put(&mut self, embed: &Embed) -> Result<()> {
        let (story, url) = match &embed.target {
            EmbedTarget::Story(id) => (Value::String(id.to_string()), Value::Null),
            EmbedTarget::Url(url) => (Value::Null, Value::String(url.clone())),
        };
        let put = self
            .set_field(embed.id, "story", &story)
            .and_then(|_| self.set_field(embed.id, "url", &url))
            .and_then(|_| self.put_object(EMBED, embed.id, &serde_json::json!({ "title": embed.title })));
        self.commit();
        put
    }

    /// The records of all embeds, also of those that no line names any more.
    pub fn embeds(&self) -> BTreeMap<EmbedId, Embed> {
        let embeds = self.objects(EMBED).into_iter().filter_map(|(id, fields)| {
            let text = |field: &str| fields.get(field).and_then(Value::as_str);
            let target = match text("story").and_then(|story| story.parse().ok()) {
                Some(story) => EmbedTarget::Story(story),
                None => EmbedTarget::Url(text("url")?.to_owned()),
            };
            Some((id, Embed { id, target, title: text("title").unwrap_or_default().to_owned() }))
        });
        embeds.collect()
    }
}
