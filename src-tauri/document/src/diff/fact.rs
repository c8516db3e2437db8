//! The facts that differ between two copies: everything that an approval speaks of besides the body.

use super::{words, Run};
use copy::{Byline, BylineRole, Embed, EmbedTarget, Figure, Inline, ReaderCopy, ReaderNote};
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// A fact that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDiff {
    /// Which: `headline`, `byline`, `caption`, `crop` …; `figure`, `embed` or `reader_note` where
    /// the whole of one came or went.
    pub name: String,
    /// Whose: a figure's, an embed's or a note's identifier; `None`: the story's.
    pub of: Option<String>,
    /// What it was, in words; empty: nothing.
    pub old: String,
    /// What it is.
    pub new: String,
    /// The same by words.
    pub runs: Vec<Run>,
}

struct Facts(Vec<FactDiff>);

impl Facts {
    fn text(&mut self, name: &str, of: Option<&dyn Display>, old: &str, new: &str) {
        if old != new {
            self.0.push(FactDiff {
                name: name.to_owned(),
                of: of.map(ToString::to_string),
                old: old.to_owned(),
                new: new.to_owned(),
                runs: words(old, new),
            });
        }
    }

    /// A text with marks; links and emphasis count, so a difference of marks alone is shown too.
    fn inline(&mut self, name: &str, of: Option<&dyn Display>, old: &Inline, new: &Inline) {
        if old == new {
            return;
        }
        let (old_text, new_text) = (old.text(), new.text());
        if old_text == new_text {
            let runs = words(&old_text, &new_text);
            let of = of.map(ToString::to_string);
            self.0.push(FactDiff { name: format!("{name}_marks"), of, old: old_text, new: new_text, runs });
        } else {
            self.text(name, of, &old_text, &new_text);
        }
    }
}

/// All facts that differ.
pub fn facts(old: &ReaderCopy, new: &ReaderCopy) -> Vec<FactDiff> {
    let mut facts = Facts(Vec::new());
    for (name, old, new) in [
        ("headline", &old.headline, &new.headline),
        ("headline_short", &old.headline_short, &new.headline_short),
        ("headline_web", &old.headline_web, &new.headline_web),
        ("deck", &old.deck, &new.deck),
    ] {
        facts.inline(name, None, old, new);
    }
    facts.text("byline", None, &byline(&old.byline), &byline(&new.byline));
    for (name, old, new) in [
        ("dateline", &old.dateline, &new.dateline),
        ("place", &old.place, &new.place),
        ("section", &old.section, &new.section),
        ("tags", &old.tags.join(", "), &new.tags.join(", ")),
        ("language", &old.language, &new.language),
        ("web_slug", &old.web_slug, &new.web_slug),
        ("description", &old.description, &new.description),
        ("canonical", &old.canonical, &new.canonical),
    ] {
        facts.text(name, None, old, new);
    }
    let lead = |copy: &ReaderCopy| copy.lead.map(|id| id.to_string()).unwrap_or_default();
    facts.text("lead", None, &lead(old), &lead(new));
    pairs(&mut facts, &old.figures, &new.figures, |figure| figure.id, figure);
    if old.lead != new.lead {
        // A picture that came or went as the lead is told once, as the lead.
        let (gone, came) = (lead(old), lead(new));
        facts.0.retain(|fact| {
            let is_lead = fact.of.as_ref().is_some_and(|of| *of == gone || *of == came);
            !(fact.name == "figure" && is_lead)
        });
    }
    pairs(&mut facts, &old.embeds, &new.embeds, |embed| embed.id, embed);
    pairs(&mut facts, &old.reader_notes, &new.reader_notes, |note| note.id, reader_note);
    facts.0
}

/// Compares what both copies have, then what only one has.
fn pairs<T, I: PartialEq + Copy>(
    facts: &mut Facts,
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> I,
    compare: impl Fn(&mut Facts, Option<&T>, Option<&T>),
) {
    for item in old {
        compare(facts, Some(item), new.iter().find(|other| id(other) == id(item)));
    }
    for item in new.iter().filter(|item| !old.iter().any(|other| id(other) == id(item))) {
        compare(facts, None, Some(item));
    }
}

fn byline(byline: &[Byline]) -> String {
    let entry = |entry: &Byline| match entry.role {
        BylineRole::By => entry.name.clone(),
        role => format!("{}: {}", role.key(), entry.name),
    };
    byline.iter().map(entry).collect::<Vec<_>>().join(", ")
}

fn figure(facts: &mut Facts, old: Option<&Figure>, new: Option<&Figure>) {
    let (Some(old), Some(new)) = (old, new) else {
        let text = |figure: Option<&Figure>| figure.map(|figure| figure.caption.text()).unwrap_or_default();
        return whole(
            facts,
            "figure",
            old.or(new).map(|figure| &figure.id as &dyn Display),
            old.is_some(),
            &text(old.or(new)),
        );
    };
    let of: Option<&dyn Display> = Some(&new.id);
    facts.inline("caption", of, &old.caption, &new.caption);
    let (old, new) = (&old.facts, &new.facts);
    let asset = |facts: &copy::FigureFacts| facts.asset.map(|asset| asset.to_string()).unwrap_or_default();
    facts.text("asset", of, &asset(old), &asset(new));
    for (name, old, new) in [
        ("alt", &old.alt, &new.alt),
        ("creator", &old.creator, &new.creator),
        ("provider", &old.provider, &new.provider),
        ("distributor", &old.distributor, &new.distributor),
        ("credit_override", &old.credit_override, &new.credit_override),
        ("copyright", &old.copyright, &new.copyright),
        ("usage_terms", &old.usage_terms, &new.usage_terms),
    ] {
        facts.text(name, of, old, new);
    }
    let flag = |flag: bool| if flag { "yes" } else { "no" };
    facts.text("illustrative", of, flag(old.illustrative), flag(new.illustrative));
    let crop = |facts: &copy::FigureFacts| {
        facts.crop.map(|c| format!("{} {} {} {}", c.x, c.y, c.width, c.height)).unwrap_or_default()
    };
    facts.text("crop", of, &crop(old), &crop(new));
    let focal =
        |facts: &copy::FigureFacts| facts.focal.map(|p| format!("{} {}", p.x, p.y)).unwrap_or_default();
    facts.text("focal", of, &focal(old), &focal(new));
}

fn embed(facts: &mut Facts, old: Option<&Embed>, new: Option<&Embed>) {
    let target = |embed: &Embed| match &embed.target {
        EmbedTarget::Story(id) => format!("story:{id}"),
        EmbedTarget::Url(url) => url.clone(),
    };
    let (Some(old), Some(new)) = (old, new) else {
        let text = old.or(new).map(|embed| format!("{} {}", embed.title, target(embed))).unwrap_or_default();
        return whole(
            facts,
            "embed",
            old.or(new).map(|embed| &embed.id as &dyn Display),
            old.is_some(),
            text.trim(),
        );
    };
    facts.text("embed_target", Some(&new.id), &target(old), &target(new));
    facts.text("embed_title", Some(&new.id), &old.title, &new.title);
}

fn reader_note(facts: &mut Facts, old: Option<&ReaderNote>, new: Option<&ReaderNote>) {
    let (Some(old), Some(new)) = (old, new) else {
        let text =
            old.or(new).map(|note| format!("{}: {}", note.kind.key(), note.text.text())).unwrap_or_default();
        return whole(
            facts,
            "reader_note",
            old.or(new).map(|note| &note.id as &dyn Display),
            old.is_some(),
            &text,
        );
    };
    let of: Option<&dyn Display> = Some(&new.id);
    facts.inline("reader_note", of, &old.text, &new.text);
    facts.text("reader_note_kind", of, old.kind.key(), new.kind.key());
    facts.text("reader_note_language", of, &old.language, &new.language);
    facts.text("reader_note_placement", of, old.placement.key(), new.placement.key());
}

/// Something as a whole that came or went, which is told even if it has no words.
fn whole(facts: &mut Facts, name: &str, of: Option<&dyn Display>, went: bool, text: &str) {
    let (old, new) = if went { (text, "") } else { ("", text) };
    let runs = words(old, new);
    let of = of.map(ToString::to_string);
    facts.0.push(FactDiff { name: name.to_owned(), of, old: old.to_owned(), new: new.to_owned(), runs });
}
