//! Prints a story's page, or the notice in its place.

use super::{safe, Printer, Sheet};
use crate::{
    print::Piece,
    site::{
        json_ld,
        record::{Author, BodyPart, FigureLine, PageNote, StoryPage},
    },
    Trouble,
};
use copy::{html, BylineRole, Placement, ReaderNoteKind};
use minijinja::{context, value::merge_maps, Value};

impl Printer<'_> {
    /// A story's page, and the pages at its old addresses.
    pub fn pages(&self, page: &StoryPage) -> Result<Vec<(String, String)>, Trouble> {
        let mut pages = vec![(page.card.path.clone(), self.story(page)?)];
        for old in &page.moved_from {
            pages.push((old.clone(), self.moved(old, &page.card)?));
        }
        Ok(pages)
    }

    /// The page of a story.
    pub fn story(&self, page: &StoryPage) -> Result<String, Trouble> {
        let card = &page.card;
        let sheet = self.sheet_in(&card.path, &card.language);
        let current = card.section.as_ref().map(|section| (section.path.as_str(), "true"));
        if page.withdrawn {
            return self.theme.page("notice.html", sheet.notice(page, sheet.frame(None, false)));
        }
        let title = format!("{} · {}", page.title, self.house.name);
        let shared = sheet.page(&title, &card.path, sheet.frame(current, false));
        let canonical = match page.canonical.as_str() {
            "" => self.url(&card.path),
            elsewhere => html::safe_address(elsewhere).or_else(|| self.url(&card.path)),
        };
        let social = canonical.as_deref().filter(|_| self.base.is_some()).map(|url| sheet.social(page, url));
        let page = context! { canonical, social, ..merge_maps([sheet.story(page), shared]) };
        self.theme.page("story.html", page)
    }
}

/// Whose card stands under the story.
fn wrote(role: BylineRole) -> bool {
    matches!(role, BylineRole::By | BylineRole::AdditionalReporting)
}

impl Sheet<'_> {
    /// What other programs show of the story where somebody passes its address on. They want whole addresses.
    fn social(&self, page: &StoryPage, url: &str) -> Value {
        let image = page.lead.as_ref().and_then(|lead| {
            let source = lead.photo.sources.last()?;
            let url = self.printer.url(&format!("media/{}", source.file))?;
            Some(context! { url, width => source.width, height => source.height, alt => lead.photo.alt })
        });
        context! {
            kind => "article",
            title => page.title,
            url,
            published => self.words.iso(page.card.published_ms),
            modified => self.words.iso(page.card.moved_ms()),
            image,
        }
    }

    fn story(&self, page: &StoryPage) -> Value {
        let (card, words) = (&page.card, &self.words);
        let time = |ms: i64, printed: String| {
            safe(format!(
                "<time datetime=\"{}\">{}</time>",
                html::escape(&words.iso(ms)),
                html::escape(&printed)
            ))
        };
        // The message's words are text, the time in them is an element.
        let sentence = |id: &str, time: Value| {
            let words = html::escape(&words.text_with(id, &[("time", "\u{e000}")]));
            safe(words.replace('\u{e000}', time.as_str().unwrap_or_default()))
        };
        let published = sentence("published", time(card.published_ms, words.date_time(card.published_ms)));
        let updated = card
            .updated_ms
            .map(|ms| sentence("updated", time(ms, words.date_time_after(ms, card.published_ms))));
        let notes = |placement: Placement| -> Vec<Value> {
            page.notes
                .iter()
                .filter(|note| note.placement == placement)
                .map(|note| self.page_note(note))
                .collect()
        };
        let house = &self.printer.words;
        context! {
            description => page.description,
            json_ld => self.printer.preview.is_none().then(|| safe(json_ld::article(page, self.printer, words))),
            section => card.section.as_ref().map(|section| self.place(section)),
            headline => safe(html::phrase(&card.headline, self.language)),
            deck => (!card.deck.is_blank()).then(|| safe(html::phrase(&card.deck, self.language))),
            byline => self.byline(page),
            published,
            updated,
            minutes => words.min_read(card.minutes),
            lead => page.lead.as_ref().map(|figure| self.figure(figure)),
            top_notes => notes(Placement::Top),
            foot_notes => notes(Placement::Foot),
            body => page.body.iter().map(|part| self.part(part)).collect::<Vec<_>>(),
            tags => page.tags.iter().map(|tag| self.place(tag)).collect::<Vec<_>>(),
            authors => page
                .authors
                .iter()
                .filter(|author| card.byline.iter().any(|who| who.person == Some(author.person) && wrote(who.role)))
                .map(|author| self.author(author, &author.short_bio, false))
                .collect::<Vec<_>>(),
            feed => page.feed.iter().map(|card| self.card(card, house)).collect::<Vec<_>>(),
            news_feed => house.text("news-feed"),
            show_more => house.text("show-more"),
            topics => self.text("topics"),
            related => self.text("related"),
            related_story => self.text("related-story"),
            embed_elsewhere => self.text("embed-elsewhere"),
            embed_about => self.text("embed-about"),
            who_wrote_this => self.text("who-wrote-this"),
            all_corrections => self.text("all-corrections"),
        }
    }

    fn notice(&self, page: &StoryPage, frame: Value) -> Value {
        let headline = self.text("withdrawn-title");
        let title = format!("{headline} · {}", self.printer.house.name);
        context! {
            headline,
            notes => page.notes.iter().map(|note| self.page_note(note)).collect::<Vec<_>>(),
            all_corrections => self.text("all-corrections"),
            ..self.page(&title, &page.card.path, frame)
        }
    }

    fn byline(&self, page: &StoryPage) -> Vec<Value> {
        let byline = &page.card.byline;
        let mut pieces: Vec<Value> = vec![];
        for (n, credit) in self.words.credits(byline).into_iter().enumerate() {
            if n > 0 {
                pieces.push(context! { text => self.text("byline-between") });
            }
            for piece in credit.pieces {
                pieces.extend(match piece {
                    Piece::Words(words) => Some(context! { text => words }),
                    Piece::Name(n) => byline.get(n).map(|who| {
                        let card = |author: &&Author| Some(author.person) == who.person;
                        let href = page.authors.iter().find(card).map(|author| self.href(&author.path));
                        context! { text => who.name, href, is_name => true, is_author => credit.role == BylineRole::By }
                    }),
                });
            }
        }
        pieces
    }

    fn page_note(&self, note: &PageNote) -> Value {
        let label = self.words.note_label(note.kind, &note.language, &self.printer.house.note_labels);
        let kind = self.words.note_kind(note.kind);
        let is_correction = note.kind == ReaderNoteKind::Correction;
        context! {
            label => self.words.text_with("label-colon", &[("label", &label)]),
            kind => (kind != label).then_some(&kind),
            aria => if is_correction { kind.clone() } else { self.text("note-to-readers") },
            is_correction,
            html => safe(note.html.clone()),
            attributes => self.attributes(&note.language),
            iso => self.words.iso(note.at_ms),
            time => self.words.date_time(note.at_ms),
        }
    }

    fn figure(&self, figure: &FigureLine) -> Value {
        let caption = html::phrase(&figure.caption, self.language);
        let caption = match (figure.illustrative, caption.trim().is_empty()) {
            (false, _) => caption,
            (true, true) => html::escape(&self.text("illustrative")),
            (true, false) => {
                html::escape(&self.words.text_with("illustrative-caption", &[("caption", "\u{e000}")]))
                    .replace('\u{e000}', &caption)
            }
        };
        context! { photo => self.photo(&figure.photo), caption => safe(caption), credit => figure.credit }
    }

    fn part(&self, part: &BodyPart) -> Value {
        match part {
            BodyPart::Html(html) => context! { html => safe(html.clone()) },
            BodyPart::Figure(figure) => context! { figure => self.figure(figure) },
            BodyPart::Related(card) => context! { related => self.card(card, &self.words) },
            BodyPart::Elsewhere { title, section, minutes, url } => context! { related => context! {
                href => if self.printer.preview.is_some() { "#" } else { url },
                headline => title,
                section => (!section.is_empty()).then(|| context! { title => section, href => url }),
                minutes => self.words.min_read(*minutes),
            } },
            BodyPart::Embed { title, url, host } => context! { embed => context! {
                title,
                url => if self.printer.preview.is_some() { "#" } else { url },
                from => self.words.text_with("embed-from", &[("host", host)]),
                open => self.words.text_with("embed-open", &[("host", host)]),
            } },
        }
    }
}
