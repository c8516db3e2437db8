//! A printed text comes home: what somebody changed on a page, said as a change of the copy that the page was
//! printed from.
//!
//! A destination gives back a whole page, with deck, names and credits among the paragraphs, and knows nothing of
//! our figures, languages and story links. So the page as we wrote it and the page as it stands are read alike,
//! line by line; the copy is found in the first, and what differs in the second is done to the copy. What has
//! no place in a copy (a changed byline, a note's words) is told, and never dropped in silence.

use crate::diff::{align, hunks, tokens, Aligned, Compared};
use copy::{Block, BlockKind, FigureId, Inline, Marks, ReaderCopy};
use std::collections::BTreeMap;

/// A line of the page that changed there and has no place in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// As we wrote it; empty: it is new.
    pub was: String,
    /// As it stands there; empty: it is gone.
    pub is: String,
}

/// A page that came home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The copy as it stands there.
    pub copy: ReaderCopy,
    /// What changed there and is not in it.
    pub left: Vec<Left>,
}

/// Two readings of one page.
#[derive(Debug, Clone, Copy)]
pub struct Pages<'a> {
    /// As we wrote it.
    pub ours: &'a [Block],
    /// As it stands.
    pub theirs: &'a [Block],
    /// How many pictures are gone from it.
    pub pictures_gone: usize,
}

/// What a line of the page as we wrote it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Headline,
    Deck,
    /// The lead picture's caption and credit.
    Lead(FigureId),
    /// A line of the body, by its place.
    Body(usize),
    /// Anything else: names, times, notes, the site's own.
    Frame,
}

/// Reads what somebody made of `base`, which was printed with these credit lines.
pub fn home(base: &ReaderCopy, credits: &BTreeMap<FigureId, String>, pages: Pages<'_>) -> Home {
    let pieces = pieces(base, credits, pages.ours);
    let mut coming = Coming {
        base,
        credits,
        copy: base.clone(),
        body: base.body.iter().cloned().map(Some).collect(),
        added: BTreeMap::new(),
        left: Vec::new(),
        has_deck: false,
    };
    let key = |block: &Block| (block.kind.key(), plain(&block.text));
    let (ours, theirs): (Vec<_>, Vec<_>) =
        (pages.ours.iter().map(key).collect(), pages.theirs.iter().map(key).collect());
    let aligned = align(&Compared::all(&ours), &Compared::all(&theirs));
    let is_body = |(at, piece): (usize, &Piece)| matches!(piece, Piece::Body(_)).then_some(at);
    let body: Vec<usize> = pieces.iter().enumerate().filter_map(is_body).collect();
    let (first, last) = (body.first().copied(), body.last().copied());
    for (n, Aligned { old, new }) in aligned.iter().enumerate() {
        let line = |at: &Option<usize>, lines: &'_ [Block]| at.and_then(|at| lines.get(at).cloned());
        let piece = old.and_then(|at| pieces.get(at)).copied().unwrap_or(Piece::Frame);
        match (line(old, pages.ours), line(new, pages.theirs)) {
            (Some(was), Some(is)) => coming.changed(piece, &was, &is),
            (Some(was), None) => coming.gone(piece, &was, pages.pictures_gone > 0),
            (None, Some(is)) => {
                let before =
                    aligned.iter().take(n).rev().find_map(|pair| pair.old.filter(|_| pair.new.is_some()));
                let after = aligned.iter().skip(n).find_map(|pair| pair.old.filter(|_| pair.new.is_some()));
                // Between two lines that enclose the body or a part of it.
                let opens = last.is_none_or(|last| before.is_none_or(|before| before <= last));
                let closes = first.is_none_or(|first| after.is_none_or(|after| after >= first));
                match opens && closes {
                    true => coming.came(aligned.get(..n).unwrap_or_default(), &pieces, is),
                    false => coming.left(String::new(), is.text.text()),
                }
            }
            (None, None) => {}
        }
    }
    coming.finish()
}

/// A text without what white space a page makes of it.
fn plain(text: &Inline) -> String {
    squeezed(&text.text())
}

fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            out.push(c);
        } else if !out.ends_with([' ', '\u{2028}']) {
            out.push(' ');
        }
    }
    out.replace(" \u{2028}", "\u{2028}").trim_matches([' ', '\u{2028}']).to_owned()
}

/// What each line of the page is. The body is found by the longest run of lines that are its own, in order.
fn pieces(base: &ReaderCopy, credits: &BTreeMap<FigureId, String>, page: &[Block]) -> Vec<Piece> {
    let opening = opening(base);
    let captions: BTreeMap<FigureId, (String, String)> = base
        .figures
        .iter()
        .map(|figure| {
            (
                figure.id,
                (plain(&figure.caption), credits.get(&figure.id).map(|it| squeezed(it)).unwrap_or_default()),
            )
        })
        .collect();
    let figure_key = |id: FigureId| format!("\u{e000}{id}");
    let is_caption = |line: &str, (caption, credit): &(String, String)| {
        !(caption.is_empty() && credit.is_empty())
            && line.contains(caption.as_str())
            && line.ends_with(credit.as_str())
            && line.chars().count() <= caption.chars().count() + credit.chars().count() + LONGEST_BESIDES
    };
    let page_keys: Vec<String> = page
        .iter()
        .map(|block| {
            let line = plain(&block.text);
            match captions.iter().find(|(_, words)| is_caption(&line, words)) {
                Some((id, _)) => figure_key(*id),
                None if block.kind == BlockKind::Rule => "\u{e000}rule".into(),
                None => {
                    line.strip_prefix(&opening).filter(|_| !opening.is_empty()).unwrap_or(&line).to_owned()
                }
            }
        })
        .collect();
    let body_keys: Vec<String> = base
        .body
        .iter()
        .enumerate()
        .map(|(at, block)| match &block.kind {
            BlockKind::Figure(id) => figure_key(*id),
            BlockKind::Rule => "\u{e000}rule".into(),
            // What is not printed as a line of its own is found by nobody.
            _ if block.text.is_blank() => format!("\u{e001}{at}"),
            _ => plain(&block.text),
        })
        .collect();
    let mut pieces = vec![Piece::Frame; page.len()];
    let (mut i, mut j) = (0, 0);
    for (went, came) in hunks(&page_keys, &body_keys).into_iter().chain([(page.len()..page.len(), 0..0)]) {
        for (n, piece) in pieces.iter_mut().enumerate().take(went.start).skip(i) {
            *piece = Piece::Body(j + n - i);
        }
        (i, j) = (went.end, came.end);
    }
    let (headline, deck) = (plain(&base.headline), deck(base));
    for ((piece, line), key) in pieces.iter_mut().zip(page).zip(&page_keys) {
        if *piece != Piece::Frame {
            continue;
        }
        let text = plain(&line.text);
        let lead = base.lead.filter(|id| *key == figure_key(*id));
        *piece = match lead {
            Some(id) => Piece::Lead(id),
            None if !headline.is_empty() && text == headline => Piece::Headline,
            None if !deck.is_empty() && text == deck => Piece::Deck,
            None => Piece::Frame,
        };
    }
    pieces
}

/// What a page may put around a caption and a credit: "Illustrative purposes only".
const LONGEST_BESIDES: usize = 60;

/// What a page puts before the first paragraph.
fn opening(base: &ReaderCopy) -> String {
    match base.dateline.trim() {
        "" => String::new(),
        place => format!("{} — ", squeezed(place)),
    }
}

/// What a page prints as the deck.
fn deck(base: &ReaderCopy) -> String {
    plain(&base.deck)
}

/// A copy on its way home.
struct Coming<'a> {
    base: &'a ReaderCopy,
    credits: &'a BTreeMap<FigureId, String>,
    copy: ReaderCopy,
    /// The body's lines as they stand there; none: gone.
    body: Vec<Option<Block>>,
    /// What was added behind each line, or before the first.
    added: BTreeMap<Option<usize>, Vec<Block>>,
    left: Vec<Left>,
    has_deck: bool,
}

impl Coming<'_> {
    fn left(&mut self, was: String, is: String) {
        if squeezed(&was) != squeezed(&is) {
            self.left.push(Left { was, is });
        }
    }

    fn changed(&mut self, piece: Piece, was: &Block, is: &Block) {
        if was == is {
            self.has_deck |= piece == Piece::Deck;
            return;
        }
        match piece {
            Piece::Headline => self.copy.headline = brought(&self.base.headline, &was.text, &is.text),
            // It may stand on the page twice, as a summary and as a line; the first one that changed counts.
            Piece::Deck if self.copy.deck == self.base.deck => {
                self.copy.deck = brought(&self.base.deck, &was.text, &is.text);
            }
            Piece::Lead(id) => self.caption(id, was, is),
            Piece::Body(at) => match self.base.body.get(at) {
                Some(Block { kind: BlockKind::Figure(id), .. }) => self.caption(*id, was, is),
                Some(before) => {
                    let block = self.line(before, was, is);
                    if let Some(place) = self.body.get_mut(at) {
                        *place = Some(block);
                    }
                }
                None => {}
            },
            Piece::Deck if plain(&self.copy.deck) == plain(&is.text) => {}
            Piece::Deck | Piece::Frame => self.left(was.text.text(), is.text.text()),
        }
    }

    /// A line of the body as it stands there.
    fn line(&mut self, before: &Block, was: &Block, is: &Block) -> Block {
        let opening = opening(self.base);
        let opens = !opening.is_empty()
            && plain(&was.text).starts_with(&opening)
            && !plain(&before.text).starts_with(&opening);
        let (mut from, mut to) = (was.text.clone(), is.text.clone());
        if opens {
            let length = opening.chars().count();
            from = without(&from, length);
            if plain(&to).starts_with(&opening) {
                to = without(&to, length);
            } else if let Some((place, _)) =
                to.text().split_once(" — ").filter(|(place, _)| place.chars().count() <= 60)
            {
                self.left(opening.clone(), format!("{place} — "));
                to = without(&to, place.chars().count() + 3);
            }
        }
        let kind = if was.kind == is.kind { before.kind.clone() } else { is.kind.clone() };
        Block { kind, text: brought(&before.text, &from, &to) }
    }

    /// A picture's line: the caption, and the credit behind it.
    fn caption(&mut self, id: FigureId, was: &Block, is: &Block) {
        let credit = self.credits.get(&id).map(|credit| squeezed(credit)).unwrap_or_default();
        let caption = self.base.figure(id).map(|figure| plain(&figure.caption)).unwrap_or_default();
        let (was_text, is_text) = (plain(&was.text), plain(&is.text));
        let around = was_text.split_once(caption.as_str());
        let (head, tail) = around.filter(|_| !caption.is_empty()).unwrap_or(("", &was_text));
        let middle = is_text.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
        let Some(figure) = self.copy.figures.iter_mut().find(|figure| figure.id == id) else { return };
        if let Some(middle) = middle.filter(|_| !caption.is_empty()) {
            let start = head.chars().count();
            let part = |text: &Inline, length: usize| cut(text, start, length);
            let (from, to) =
                (part(&was.text, caption.chars().count()), part(&is.text, middle.chars().count()));
            figure.caption = brought(&figure.caption, &from, &to);
            return;
        }
        let before = was_text.strip_suffix(credit.as_str()).unwrap_or(&was_text);
        match is_text.strip_prefix(before).filter(|_| !credit.is_empty()) {
            Some(rest) => figure.facts.credit_override = rest.trim().to_owned(),
            None => self.left(was_text, is_text),
        }
    }

    fn gone(&mut self, piece: Piece, was: &Block, pictures_gone: bool) {
        match piece {
            Piece::Body(at) => {
                let is_figure =
                    matches!(self.base.body.get(at), Some(Block { kind: BlockKind::Figure(_), .. }));
                if is_figure && !pictures_gone {
                    self.left(was.text.text(), String::new());
                } else if let Some(place) = self.body.get_mut(at) {
                    *place = None;
                }
            }
            Piece::Deck if !self.has_deck && self.copy.deck == self.base.deck => {
                self.copy.deck = Inline::default()
            }
            _ => self.left(was.text.text(), String::new()),
        }
    }

    /// A line that is new there, behind the last line of the body that stands before it.
    fn came(&mut self, before: &[Aligned], pieces: &[Piece], is: Block) {
        let place = before.iter().rev().find_map(|pair| match pieces.get(pair.old?)? {
            Piece::Body(at) => Some(*at),
            _ => None,
        });
        self.added.entry(place).or_default().push(is);
    }

    fn finish(self) -> Home {
        let Self { mut copy, body, mut added, left, .. } = self;
        copy.body = added.remove(&None).unwrap_or_default();
        for (at, block) in body.into_iter().enumerate() {
            copy.body.extend(block);
            copy.body.extend(added.remove(&Some(at)).unwrap_or_default());
        }
        Home { copy, left }
    }
}

/// What became of `before` where a page's line `from` became `to`: words that stayed keep the marks that only our
/// copy knows, unless the page's own marks of them changed.
fn brought(before: &Inline, from: &Inline, to: &Inline) -> Inline {
    let marks = |text: &Inline| -> Vec<Marks> {
        text.spans().iter().flat_map(|span| span.text.chars().map(|_| span.marks.clone())).collect()
    };
    let texts = [before.text(), from.text(), to.text()];
    let [before_text, from_text, to_text] = &texts;
    let [before_marks, from_marks, to_marks] = [marks(before), marks(from), marks(to)];
    let (in_before, in_from) = (stayed(before_text, to_text), stayed(from_text, to_text));
    let mut text = Inline::default();
    for ((at, c), own) in to_text.chars().enumerate().zip(to_marks) {
        let was = in_from.get(&at).and_then(|at| from_marks.get(*at));
        let ours = in_before.get(&at).and_then(|at| before_marks.get(*at));
        let kept = ours.filter(|_| was.is_none_or(|was| *was == own));
        text.push(c.encode_utf8(&mut [0; 4]), kept.cloned().unwrap_or(own));
    }
    text
}

/// The characters of `to` that stayed, and where each stood in `from`.
fn stayed(from: &str, to: &str) -> BTreeMap<usize, usize> {
    let (old, new) = (tokens(from), tokens(to));
    let length = |tokens: &[&str]| tokens.iter().map(|token| token.chars().count()).sum::<usize>();
    let (mut stayed, mut i, mut j) = (BTreeMap::new(), 0, 0);
    let (mut old_at, mut new_at) = (0, 0);
    for (went, came) in hunks(&old, &new).into_iter().chain([(old.len()..old.len(), new.len()..new.len())]) {
        let same = length(old.get(old_at..went.start).unwrap_or_default());
        stayed.extend((0..same).map(|n| (j + n, i + n)));
        i += same + length(old.get(went.clone()).unwrap_or_default());
        j += same + length(new.get(came.clone()).unwrap_or_default());
        (old_at, new_at) = (went.end, came.end);
    }
    debug_assert_eq!(new_at, new.len(), "every token was walked over");
    stayed
}

/// A line without its first characters.
fn without(text: &Inline, count: usize) -> Inline {
    cut(text, count, usize::MAX)
}

fn cut(text: &Inline, start: usize, length: usize) -> Inline {
    let mut left = Inline::default();
    let letters = text.spans().iter().flat_map(|span| span.text.chars().map(move |c| (c, &span.marks)));
    for (c, marks) in letters.skip(start).take(length) {
        left.push(c.encode_utf8(&mut [0; 4]), marks.clone());
    }
    left
}

#[cfg(test)]
mod tests;
