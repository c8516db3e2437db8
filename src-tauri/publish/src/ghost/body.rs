//! A story's body as Lexical: Ghost's own nodes, which its editor opens as what they are. Ghost has no place
//! for the language of a text, so a text in another one than the site's is a card of HTML that says it.

use super::{
    lexical::{self, Line},
    media,
};
use crate::{print::Catalogue, Carried, Edition, Picture, Reason, Trouble};
use copy::{
    html::{self, Item, Part, Resolver},
    Embed, EmbedTarget, Figure, Inline, Link, ListKind, Placement, ReaderNote, ReaderNoteKind, StoryId,
};
use serde_json::Value;

/// The whole body. A lead photo that is the site's featured image stands above it already.
pub fn story(edition: &Edition, carried: &Carried, featured: bool) -> Result<Vec<Value>, Trouble> {
    for picture in &edition.pictures {
        if !carried.media.contains_key(&media::file(picture)?.sha256.to_string()) {
            return Err(Trouble::later(Reason::PictureNotLookedUp));
        }
    }
    let copy = &edition.copy;
    let printer = Printer { edition, carried, words: words(edition, &copy.language) };
    let mut nodes = Vec::new();
    if let Some(byline) = printer.byline() {
        nodes.push(printer.plain(&byline));
    }
    if !featured {
        nodes.extend(copy.lead_figure().and_then(|figure| printer.picture(figure)));
    }
    nodes.extend(notes(edition, Placement::Top));
    let parts = html::parts(copy);
    let opens = parts.iter().any(|part| matches!(part, Part::Paragraph { first: true, .. }));
    if !opens && !copy.dateline.is_empty() {
        nodes.push(printer.paragraph(&Inline::default(), true));
    }
    nodes.extend(parts.iter().filter_map(|part| printer.part(part)));
    nodes.extend(notes(edition, Placement::Foot));
    Ok(nodes)
}

/// What stands in the place of a withdrawn story.
pub fn withdrawal(edition: &Edition, carried: &Carried) -> Vec<Value> {
    let notices = edition.copy.reader_notes.iter().filter(|note| note.kind == ReaderNoteKind::Withdrawal);
    let said: Vec<Value> = notices.map(|note| self::note(edition, note)).collect();
    if !said.is_empty() {
        return said;
    }
    let words = words(edition, &edition.copy.language);
    let notice = words.text("withdrawn-title");
    vec![Printer { edition, carried, words }.plain(&notice)]
}

/// A caption with what the house says of a picture that only illustrates, and the credit.
pub fn caption(edition: &Edition, figure: &Figure, picture: &Picture) -> String {
    let words = words(edition, &edition.copy.language);
    let caption = html::phrase(&figure.caption, &edition.copy.language);
    let caption = match (figure.facts.illustrative, figure.caption.is_blank()) {
        (false, true) => String::new(),
        (false, false) => caption,
        (true, true) => html::escape(&words.text("illustrative")),
        // The catalogue's sentence is put around markup.
        (true, false) => html::escape(&words.text_with("illustrative-caption", &[("caption", "\u{e000}")]))
            .replace('\u{e000}', &caption),
    };
    format!("{caption} {}", html::escape(&picture.credit)).trim().to_owned()
}

/// What the house prints besides the story, in a language.
fn words(edition: &Edition, language: &str) -> Catalogue {
    Catalogue::new(language, &edition.house.time_zone)
}

fn notes(edition: &Edition, placement: Placement) -> impl Iterator<Item = Value> + '_ {
    let there = edition.copy.reader_notes.iter().filter(move |note| note.placement == placement);
    there.map(move |note| self::note(edition, note))
}

/// A note to readers: a callout, with its label before it and its time below.
fn note(edition: &Edition, note: &ReaderNote) -> Value {
    let words = words(edition, &note.language);
    let label = words.note_label(note.kind, &note.language, &edition.house.note_labels);
    let label = html::escape(&words.text_with("label-colon", &[("label", &label)]));
    let printed =
        edition.notes.iter().find(|printed| printed.note == note.id).map(|printed| printed.printed_at_ms);
    let at = html::escape(&words.date_time(printed.unwrap_or(edition.now_ms)));
    let text = html::inline(&note.text, &note.language, &NoStories);
    let said = format!("<strong>{label}</strong> {text}<br><em>{at}</em>");
    let attributes = html::language_attributes(&note.language, &edition.house.language);
    if attributes.is_empty() && !has_language(&note.text, &note.language) {
        return lexical::callout(&said);
    }
    // A callout lets no element through that could say the language: its markup, as Ghost prints it.
    lexical::html(&format!(
        "<div class=\"kg-card kg-callout-card kg-callout-card-grey\"{attributes}><div class=\"kg-callout-text\">{said}</div></div>"
    ))
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

/// Whether a run of it is in another language than the text around it.
fn has_language(text: &Inline, around: &str) -> bool {
    let languages = text.spans().iter().filter_map(|span| span.marks.lang.as_deref());
    languages.into_iter().any(|language| !html::language_attributes(language, around).is_empty())
}

struct Printer<'a> {
    edition: &'a Edition,
    carried: &'a Carried,
    words: Catalogue,
}

impl Resolver for Printer<'_> {
    fn story_address(&self, story: StoryId) -> Option<String> {
        self.edition.related.get(&story)?.address.clone()
    }

    // Pictures and embeds are nodes of their own, never inside a card of HTML.
    fn figure(&self, _: &Figure) -> String {
        String::new()
    }

    fn embed(&self, _: &Embed) -> String {
        String::new()
    }

    fn opening(&self) -> String {
        match self.edition.copy.dateline.as_str() {
            "" => String::new(),
            dateline => format!("<strong>{}</strong> — ", html::escape(dateline)),
        }
    }
}

impl Printer<'_> {
    /// How a text of the story says its language, on a page of the site.
    fn attributes(&self) -> String {
        html::language_attributes(&self.edition.copy.language, &self.edition.house.language)
    }

    fn address(&self, link: &Link) -> Option<String> {
        match link {
            Link::Address(address) => html::safe_address(address),
            Link::Story(story) => self.story_address(*story),
        }
    }

    /// What the site's own line cannot say of the byline: who did not write, or all of it where somebody is
    /// printed under another name.
    fn byline(&self) -> Option<String> {
        let byline = &self.edition.copy.byline;
        let is_said = |who: &&copy::Byline| {
            let there = self.carried.people.get(who.name.trim());
            who.role == copy::BylineRole::By && there.is_some_and(|person| person.name == who.name.trim())
        };
        let is_by = |who: &&copy::Byline| who.role == copy::BylineRole::By;
        let left: Vec<copy::Byline> = if byline.iter().filter(is_by).all(|who| is_said(&who)) {
            byline.iter().filter(|who| !is_by(who)).cloned().collect()
        } else {
            byline.clone()
        };
        (!left.is_empty()).then(|| self.words.byline(&left))
    }

    fn plain(&self, text: &str) -> Value {
        self.paragraph(&Inline::plain(text), false)
    }

    fn paragraph(&self, text: &Inline, first: bool) -> Value {
        if let Some(card) = self.card(&[text], &Part::Paragraph { text, first }) {
            return card;
        }
        let mut children = Vec::new();
        if first && !self.edition.copy.dateline.is_empty() {
            children.push(lexical::text(&shown(&self.edition.copy.dateline), true, false));
            children.push(lexical::text(" — ", false, false));
        }
        children.extend(self.inline(text));
        lexical::line(Line::Paragraph, children)
    }

    /// The part as a card of HTML, where it or a run of it says its language.
    fn card(&self, texts: &[&Inline], part: &Part<'_>) -> Option<Value> {
        let language = &self.edition.copy.language;
        let attributes = self.attributes();
        if attributes.is_empty() && !texts.iter().any(|text| has_language(text, language)) {
            return None;
        }
        let html = html::part(part, language, self);
        Some(lexical::html(&if attributes.is_empty() {
            html
        } else {
            format!("<div{attributes}>{html}</div>")
        }))
    }

    /// A line's words. Neighbouring runs under one link are one link.
    fn inline(&self, text: &Inline) -> Vec<Value> {
        let mut nodes = Vec::new();
        let mut spans = text.spans().iter().peekable();
        while let Some(span) = spans.next() {
            let mut run = words_of(span);
            let link = span.marks.link.as_ref();
            while let Some(next) = spans.next_if(|next| link.is_some() && next.marks.link.as_ref() == link) {
                run.extend(words_of(next));
            }
            match link.and_then(|link| self.address(link)) {
                Some(address) => nodes.push(lexical::link(&address, run)),
                None => nodes.extend(run),
            }
        }
        nodes
    }

    /// Several lines in one node.
    fn lines(&self, lines: &[&Inline]) -> Vec<Value> {
        let mut nodes = Vec::new();
        for line in lines {
            if !nodes.is_empty() {
                nodes.push(lexical::line_break());
            }
            nodes.extend(self.inline(line));
        }
        nodes
    }

    fn part(&self, part: &Part<'_>) -> Option<Value> {
        let mut texts = Vec::new();
        texts_of(part, &mut texts);
        Some(match part {
            Part::Paragraph { text, first } => self.paragraph(text, *first),
            Part::Figure(figure) => return self.picture(figure),
            Part::Embed(embed) => return self.embedded(embed),
            Part::Rule => lexical::rule(),
            _ => self.card(&texts, part).unwrap_or_else(|| self.node(part)),
        })
    }

    fn node(&self, part: &Part<'_>) -> Value {
        match part {
            Part::Heading { level, text } => lexical::heading(*level, self.inline(text)),
            Part::Quote(lines) => lexical::line(Line::Quote, self.lines(lines)),
            Part::PullQuote { lines, source } => {
                let mut children = self.lines(lines);
                for line in source {
                    children.push(lexical::line_break());
                    children.push(lexical::text(&shown(&line.text()), false, true));
                }
                lexical::line(Line::Aside, children)
            }
            Part::List { kind, items } => self.list(*kind, items),
            // The rest never comes here.
            _ => lexical::line(Line::Paragraph, vec![]),
        }
    }

    fn list(&self, kind: ListKind, items: &[Item<'_>]) -> Value {
        let mut nodes = Vec::new();
        for item in items {
            nodes.extend(item.text.map(|text| self.inline(text)));
            nodes.extend(item.lists.iter().map(|list| vec![self.node(list)]));
        }
        lexical::list(kind == ListKind::Numbered, nodes)
    }

    fn picture(&self, figure: &Figure) -> Option<Value> {
        let picture = self.edition.picture(figure.id)?;
        let file = picture.renditions.last()?;
        let address = self.carried.media.get(&file.sha256.to_string())?;
        let caption = caption(self.edition, figure, picture);
        Some(lexical::image(address, (file.width, file.height), &shown(&figure.facts.alt), &caption))
    }

    fn embedded(&self, embed: &Embed) -> Option<Value> {
        let (address, title) = match &embed.target {
            EmbedTarget::Story(story) => {
                let related = self.edition.related.get(story)?;
                (related.address.clone()?, related.headline.clone())
            }
            EmbedTarget::Url(url) => {
                let address = html::safe_address(url)?;
                (address.clone(), address)
            }
        };
        let title = if embed.title.trim().is_empty() { title } else { embed.title.clone() };
        Some(lexical::bookmark(&address, &shown(&title)))
    }
}

/// A text without the characters that neither HTML nor a reader has a use for.
pub fn shown(text: &str) -> String {
    let is_plain =
        |c: &char| matches!(c, '\t' | '\n') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_plain).collect()
}

fn words_of(span: &copy::Span) -> Vec<Value> {
    let (strong, em) = (span.marks.strong, span.marks.em);
    let mut nodes = Vec::new();
    for (n, words) in span.text.split('\u{2028}').enumerate() {
        if n > 0 {
            nodes.push(lexical::line_break());
        }
        let words = shown(words);
        if !words.is_empty() {
            nodes.push(lexical::text(&words, strong, em));
        }
    }
    nodes
}

fn texts_of<'a>(part: &Part<'a>, texts: &mut Vec<&'a Inline>) {
    match part {
        Part::Paragraph { text, .. } | Part::Heading { text, .. } => texts.push(text),
        Part::Quote(lines) => texts.extend(lines),
        Part::PullQuote { lines, source } => texts.extend(lines.iter().chain(source)),
        Part::List { items, .. } => {
            for item in items {
                texts.extend(item.text);
                item.lists.iter().for_each(|list| texts_of(list, texts));
            }
        }
        Part::Figure(_) | Part::Embed(_) | Part::Rule => {}
    }
}
