//! A body's lines as parts, and each part's HTML.

use super::{inline, Resolver};
use crate::{Block, BlockKind, Embed, Figure, Inline, ListKind, ReaderCopy};

/// What stands between two block boundaries of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a> {
    /// A paragraph; also a line of a kind that this version does not know.
    Paragraph {
        /// Its words.
        text: &'a Inline,
        /// Whether it is the body's first, which the dateline opens.
        first: bool,
    },
    /// A heading of level 2 or 3.
    Heading {
        /// The level.
        level: u8,
        /// Its words.
        text: &'a Inline,
    },
    /// Lines of one quotation.
    Quote(Vec<&'a Inline>),
    /// Lines of one pull quote, and who said it.
    PullQuote {
        /// The quoted lines.
        lines: Vec<&'a Inline>,
        /// Who said it; empty: not printed.
        source: Vec<&'a Inline>,
    },
    /// A list with its items.
    List {
        /// Bulleted or numbered.
        kind: ListKind,
        /// Its items; never empty.
        items: Vec<Item<'a>>,
    },
    /// A figure.
    Figure(&'a Figure),
    /// An embed.
    Embed(&'a Embed),
    /// A thematic break.
    Rule,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// Its words; `None` where a deeper list begins without an item above it.
    pub text: Option<&'a Inline>,
    /// The lists inside it, each a [`Part::List`].
    pub lists: Vec<Part<'a>>,
}

/// The parts of a body. Blank lines are left out, and so are a figure or embed without a record
/// and a source without a quote above it, whose words are then a paragraph.
pub fn parts(copy: &ReaderCopy) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut opened = false;
    let mut lines =
        copy.body.iter().filter(|block| block.kind.is_atom() || !block.text.is_blank()).peekable();
    while let Some(block) = lines.next() {
        let text = &block.text;
        match &block.kind {
            BlockKind::Heading(level) => parts.push(Part::Heading { level: *level, text }),
            BlockKind::Rule => parts.push(Part::Rule),
            BlockKind::Figure(id) => parts.extend(copy.figure(*id).map(Part::Figure)),
            BlockKind::Embed(id) => parts.extend(copy.embed(*id).map(Part::Embed)),
            BlockKind::Quote => {
                let mut quoted = vec![text];
                while let Some(next) = lines.next_if(|next| next.kind == BlockKind::Quote) {
                    quoted.push(&next.text);
                }
                parts.push(Part::Quote(quoted));
            }
            BlockKind::PullQuote => {
                let (mut quoted, mut source) = (vec![text], vec![]);
                while let Some(next) = lines.next_if(|next| next.kind == BlockKind::PullQuote) {
                    quoted.push(&next.text);
                }
                while let Some(next) = lines.next_if(|next| next.kind == BlockKind::Source) {
                    source.push(&next.text);
                }
                parts.push(Part::PullQuote { lines: quoted, source });
            }
            BlockKind::ListItem(kind, level) => {
                let mut items = vec![(*kind, *level, text)];
                while let Some(next) = lines.next_if(|next| matches!(next.kind, BlockKind::ListItem(..))) {
                    if let Block { kind: BlockKind::ListItem(kind, level), text } = next {
                        items.push((*kind, *level, text));
                    }
                }
                parts.extend(lists(&items, 1));
            }
            BlockKind::Paragraph | BlockKind::Source | BlockKind::Unknown(_) => {
                parts.push(Part::Paragraph { text, first: !opened });
                opened = true;
            }
        }
    }
    parts
}

/// The lists that neighbouring items make at a depth: another kind at the same depth is another list.
fn lists<'a>(items: &[(ListKind, u8, &'a Inline)], depth: u8) -> Vec<Part<'a>> {
    let mut lists: Vec<Part<'a>> = Vec::new();
    let mut rest = items;
    while let Some((&(kind, level, text), tail)) = rest.split_first() {
        // An item at this depth begins anew; deeper ones that follow are inside it.
        let (text, inner) = if level <= depth { (Some(text), tail) } else { (None, rest) };
        let deeper = inner.iter().take_while(|(_, level, _)| *level > depth).count();
        let (inside, after) = inner.split_at_checked(deeper).unwrap_or((inner, &[]));
        let item = Item { text, lists: self::lists(inside, depth.saturating_add(1)) };
        match lists.last_mut() {
            Some(Part::List { kind: last, items }) if *last == kind => items.push(item),
            _ => lists.push(Part::List { kind, items: vec![item] }),
        }
        rest = after;
    }
    lists
}

/// One part's HTML inside text of `language`.
pub fn part(part: &Part<'_>, language: &str, resolver: &dyn Resolver) -> String {
    let html = |text: &Inline| inline(text, language, resolver);
    let paragraphs =
        |lines: &[&Inline]| lines.iter().map(|line| format!("<p>{}</p>", html(line))).collect::<String>();
    match part {
        Part::Paragraph { text, first } => {
            let opening = if *first { resolver.opening() } else { String::new() };
            format!("<p>{opening}{}</p>", html(text))
        }
        Part::Heading { level, text } => {
            let level = if *level <= 2 { 2 } else { 3 };
            format!("<h{level}>{}</h{level}>", html(text))
        }
        Part::Quote(lines) => format!("<blockquote>{}</blockquote>", paragraphs(lines)),
        Part::PullQuote { lines, source } => {
            let source = source.iter().map(|line| html(line)).collect::<Vec<_>>().join("<br>");
            let footer = if source.is_empty() { String::new() } else { format!("<footer>{source}</footer>") };
            format!("<blockquote class=\"pull\">{}{footer}</blockquote>", paragraphs(lines))
        }
        Part::List { kind, items } => {
            let tag = if *kind == ListKind::Numbered { "ol" } else { "ul" };
            let items = items.iter().map(|item| {
                let text = item.text.map(html).unwrap_or_default();
                let lists =
                    item.lists.iter().map(|list| self::part(list, language, resolver)).collect::<String>();
                format!("<li>{text}{lists}</li>")
            });
            format!("<{tag}>{}</{tag}>", items.collect::<String>())
        }
        Part::Figure(figure) => resolver.figure(figure),
        Part::Embed(embed) => resolver.embed(embed),
        Part::Rule => "<hr>".into(),
    }
}

/// The whole body's HTML, one part a line. Where no paragraph is there to open, the dateline
/// stands alone above the rest.
pub fn body(copy: &ReaderCopy, resolver: &dyn Resolver) -> String {
    let parts = parts(copy);
    let mut html: Vec<String> = Vec::with_capacity(parts.len());
    let opening = resolver.opening();
    if !opening.is_empty() && !parts.iter().any(|part| matches!(part, Part::Paragraph { first: true, .. })) {
        html.push(format!("<p>{opening}</p>"));
    }
    html.extend(parts.iter().map(|part| self::part(part, &copy.language, resolver)));
    html.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{html::tests::Plain, EmbedTarget, FigureFacts, StoryId};
    use expect_test::{expect, Expect};

    fn check(lines: &[(&str, &str)], expected: Expect) {
        let body = lines
            .iter()
            .map(|(key, text)| Block { kind: BlockKind::from_key(key), text: Inline::plain(*text) })
            .collect();
        let figures = vec![Figure {
            id: "1".repeat(32).parse().unwrap(),
            caption: Inline::plain("a bridge"),
            facts: FigureFacts::default(),
        }];
        let embeds = vec![Embed {
            id: "2".repeat(32).parse().unwrap(),
            target: EmbedTarget::Story(StoryId::from_random([1; 16])),
            title: "Tram 9".into(),
        }];
        let copy = ReaderCopy { body, figures, embeds, language: "en".into(), ..ReaderCopy::default() };
        expected.assert_eq(&super::body(&copy, &Plain));
    }

    #[test]
    fn every_kind_of_line() {
        let (figure, embed) = (format!("figure:{}", "1".repeat(32)), format!("embed:{}", "2".repeat(32)));
        check(
            &[
                ("", "One."),
                ("", "  "),
                ("h:2", "Two"),
                ("h:3", "Three"),
                ("quote", "Four"),
                ("quote", "five"),
                ("pullquote", "“Six.”"),
                ("source", "The operator"),
                (&figure, ""),
                (&embed, ""),
                ("rule", ""),
                ("table:3", "kept"),
                ("source", "nobody above"),
            ],
            expect![[r#"
                <p>One.</p>
                <h2>Two</h2>
                <h3>Three</h3>
                <blockquote><p>Four</p><p>five</p></blockquote>
                <blockquote class="pull"><p>“Six.”</p><footer>The operator</footer></blockquote>
                <figure>a bridge</figure>
                <aside>Tram 9</aside>
                <hr>
                <p>kept</p>
                <p>nobody above</p>"#]],
        );
    }

    #[test]
    fn flat_levels_become_nested_lists() {
        check(
            &[
                ("li:ul:1", "a"),
                ("li:ul:2", "a1"),
                ("li:ol:2", "a2"),
                ("li:ul:3", "a2x"),
                ("li:ul:1", "b"),
                ("li:ol:1", "one"),
            ],
            expect![[r#"
                <ul><li>a<ul><li>a1</li></ul><ol><li>a2<ul><li>a2x</li></ul></li></ol></li><li>b</li></ul>
                <ol><li>one</li></ol>"#]],
        );
    }

    #[test]
    fn a_list_that_begins_deep_and_one_that_skips_levels() {
        check(
            &[("li:ul:3", "deep"), ("li:ul:1", "top"), ("li:ul:3", "skips")],
            expect![[
                r#"<ul><li><ul><li><ul><li>deep</li></ul></li></ul></li><li>top<ul><li><ul><li>skips</li></ul></li></ul></li></ul>"#
            ]],
        );
    }

    #[test]
    fn a_figure_without_a_record_is_not_printed() {
        check(&[(&format!("figure:{}", "9".repeat(32)), "")], expect![[""]]);
    }
}
