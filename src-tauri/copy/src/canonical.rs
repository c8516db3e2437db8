//! The canonical form of a reader's copy, and its hash.
//!
//! Written by hand, field by field in a fixed order, so that no library's idea of JSON can change
//! what an approval speaks of: compact JSON, integers only, no Unicode normalisation, control
//! characters as `\u00xx`. The format number is the first field; a change of form is a new number.
//!
//! Two forms share one writer: the *hashed* form, and the *kept* form of a revision's body, which
//! carries beside it what must survive but is not approved (whose card a byline names, who wrote a
//! note and when).

use crate::{Byline, Embed, EmbedTarget, Figure, Inline, ReaderCopy, ReaderNote, Sha256};
use std::fmt::Write;

/// The number of the canonical form.
pub const FORMAT: u32 = 1;

#[derive(Clone, Copy, PartialEq)]
enum Form {
    Hashed,
    Kept,
}

/// The hash that an approval speaks of.
pub fn copy_hash(copy: &ReaderCopy) -> Sha256 {
    Sha256::of(hashed_form(copy).as_bytes())
}

/// The hashed form.
pub fn hashed_form(copy: &ReaderCopy) -> String {
    write_copy(copy, Form::Hashed)
}

/// The kept form: a revision's body.
pub fn kept_form(copy: &ReaderCopy) -> String {
    write_copy(copy, Form::Kept)
}

/// A kept form that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Written by a newer version.
    #[error("this revision was written by a newer Copydesk (format {0}); update Copydesk to open it")]
    Newer(u32),
    /// Damaged.
    #[error("this revision's stored text cannot be read")]
    Damaged,
}

/// Reads a kept form back.
pub fn read_kept(json: &str) -> Result<ReaderCopy, ReadError> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
    }
    let head: Head = serde_json::from_str(json).map_err(|_| ReadError::Damaged)?;
    if head.format > FORMAT {
        return Err(ReadError::Newer(head.format));
    }
    serde_json::from_str(json).map_err(|_| ReadError::Damaged)
}

fn write_copy(copy: &ReaderCopy, form: Form) -> String {
    let mut out = Writer { out: String::new(), form };
    out.object(|w| {
        w.number("format", FORMAT);
        w.inline("headline", &copy.headline);
        w.inline("headline_short", &copy.headline_short);
        w.inline("headline_web", &copy.headline_web);
        w.inline("deck", &copy.deck);
        w.text("web_slug", &copy.web_slug);
        w.text("section", &copy.section);
        w.list("tags", &copy.tags, |w, tag| w.string(tag));
        w.list("byline", &copy.byline, Writer::byline);
        w.text("description", &copy.description);
        w.text("canonical", &copy.canonical);
        w.text("dateline", &copy.dateline);
        w.text("place", &copy.place);
        w.text("language", &copy.language);
        w.list("body", &copy.body, |w, block| {
            w.object(|w| {
                w.text("kind", &block.kind.key());
                w.inline("text", &block.text);
            });
        });
        if let Some(lead) = copy.lead {
            w.text("lead", &lead.to_string());
        }
        w.list("figures", &copy.figures, Writer::figure);
        w.list("embeds", &copy.embeds, Writer::embed);
        w.list("reader_notes", &copy.reader_notes, Writer::reader_note);
    });
    out.out
}

struct Writer {
    out: String,
    form: Form,
}

impl Writer {
    fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.out.push('{');
        fields(self);
        self.out.push('}');
    }

    fn key(&mut self, key: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.string(key);
        self.out.push(':');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.string(value);
    }

    fn number(&mut self, key: &str, value: impl Into<i64>) {
        self.key(key);
        // Writing to a String cannot fail.
        let _ = write!(self.out, "{}", value.into());
    }

    fn flag(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn list<T>(&mut self, key: &str, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.key(key);
        self.out.push('[');
        for (n, value) in items.iter().enumerate() {
            if n > 0 {
                self.out.push(',');
            }
            item(self, value);
        }
        self.out.push(']');
    }

    fn string(&mut self, value: &str) {
        self.out.push('"');
        let mut rest = value;
        // All that is escaped is ASCII, and nearly nothing is.
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..=0x1f)) {
            let (plain, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
            self.out.push_str(plain);
            let mut chars = from.chars();
            match chars.next() {
                Some('"') => self.out.push_str("\\\""),
                Some('\\') => self.out.push_str("\\\\"),
                Some(c) => {
                    let _ = write!(self.out, "\\u{:04x}", u32::from(c));
                }
                None => {}
            }
            rest = chars.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn inline(&mut self, key: &str, inline: &Inline) {
        self.list(key, inline.spans(), |w, span| {
            w.object(|w| {
                w.text("text", &span.text);
                w.key("marks");
                w.object(|w| {
                    if span.marks.strong {
                        w.flag("strong", true);
                    }
                    if span.marks.em {
                        w.flag("em", true);
                    }
                    if let Some(lang) = &span.marks.lang {
                        w.text("lang", lang);
                    }
                    if let Some(link) = &span.marks.link {
                        w.text("link", &String::from(link.clone()));
                    }
                });
            });
        });
    }

    fn byline(&mut self, byline: &Byline) {
        let form = self.form;
        self.object(|w| {
            w.text("role", byline.role.key());
            w.text("name", &byline.name);
            if let (Form::Kept, Some(person)) = (form, byline.person) {
                w.text("person", &person.to_string());
            }
        });
    }

    fn figure(&mut self, figure: &Figure) {
        let (form, facts) = (self.form, &figure.facts);
        self.object(|w| {
            w.text("id", &figure.id.to_string());
            w.inline("caption", &figure.caption);
            if let Some(asset) = &facts.asset {
                w.text("asset", &asset.to_string());
            }
            w.text("alt", &facts.alt);
            w.text("creator", &facts.creator);
            w.text("provider", &facts.provider);
            w.text("distributor", &facts.distributor);
            w.text("credit_override", &facts.credit_override);
            w.text("copyright", &facts.copyright);
            w.text("usage_terms", &facts.usage_terms);
            w.flag("illustrative", facts.illustrative);
            if let Some(crop) = facts.crop {
                w.key("crop");
                w.object(|w| {
                    w.number("x", crop.x);
                    w.number("y", crop.y);
                    w.number("width", crop.width);
                    w.number("height", crop.height);
                });
            }
            if let Some(focal) = facts.focal {
                w.key("focal");
                w.object(|w| {
                    w.number("x", focal.x);
                    w.number("y", focal.y);
                });
            }
            if form == Form::Kept {
                w.list("people", &facts.people, |w, name| w.string(name));
            }
        });
    }

    fn embed(&mut self, embed: &Embed) {
        self.object(|w| {
            w.text("id", &embed.id.to_string());
            w.key("target");
            w.object(|w| match &embed.target {
                EmbedTarget::Story(id) => w.text("story", &id.to_string()),
                EmbedTarget::Url(url) => w.text("url", url),
            });
            w.text("title", &embed.title);
        });
    }

    fn reader_note(&mut self, note: &ReaderNote) {
        let form = self.form;
        self.object(|w| {
            w.text("id", &note.id.to_string());
            w.text("kind", note.kind.key());
            w.text("language", &note.language);
            w.inline("text", &note.text);
            w.text("placement", note.placement.key());
            if form == Form::Kept {
                if let Some(member) = note.member {
                    w.text("member", &member.to_string());
                }
                w.number("written_at", note.written_at);
            }
        });
    }
}

#[cfg(test)]
mod vectors;
