//! The walk over what ammonia left, into blocks.

use super::{address::address, is_dropped, language};
use ammonia::{Builder, UrlRelative};
use copy::{Block, BlockKind, Inline, Link, ListKind, Marks, Span};
use scraper::{node::Element, Html, Node};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Lists nest no deeper in a story.
const DEEPEST_LIST: u8 = 6;

/// What is kept for its meaning or because a line ends there.
const KEPT: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "menu",
    "li",
    "br",
    "hr",
    "strong",
    "b",
    "em",
    "i",
    "a",
    "span",
    "pre",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "address",
    "center",
    "details",
    "summary",
    "form",
    "fieldset",
    "legend",
];

/// What goes with everything inside it.
const GONE: &[&str] = &[
    "script", "style", "template", "noscript", "noembed", "noframes", "title", "textarea", "select",
    "iframe", "object", "svg", "math", "canvas", "audio", "video", "head",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(KEPT.iter().copied().collect())
        .clean_content_tags(GONE.iter().copied().collect())
        .generic_attributes(HashSet::from(["lang"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("b", HashSet::from(["style"]))]))
        .filter_style_properties(HashSet::from(["font-weight"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// The blocks of a paste that was weighed.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let cleaned = CLEANER.clean(html).to_string();
    let tree = Html::parse_fragment(&cleaned).tree;
    let mut walk = Walk::default();
    // Not by recursion: the depth is the paste's.
    for edge in tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(text) => walk.text(text),
                Node::Element(element) => walk.open(element),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element.name());
                }
            }
        }
    }
    walk.finish()
}

/// What holds inside an element.
#[derive(Debug, Clone, Default)]
struct Inside {
    kind: BlockKind,
    marks: Marks,
    pre: bool,
    list: Option<ListKind>,
    lists: u8,
}

/// The line being written and what came before it.
#[derive(Debug, Default)]
struct Walk {
    done: Vec<Block>,
    kind: BlockKind,
    line: Vec<Span>,
    /// Where white space stood that shows only if something follows on the line.
    space: Option<Marks>,
    /// A block ended or began: what follows stands on a new line.
    break_due: bool,
    /// Nothing was written since a table cell began.
    cell_is_fresh: bool,
    inside: Inside,
    outer: Vec<Inside>,
}

impl Walk {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        self.outer.push(self.inside.clone());
        if let Some(lang) = element.attr("lang") {
            self.inside.marks.lang = language::tag(lang);
        }
        match name {
            "b" | "strong" => {
                // Google Docs wraps all that it copies in a bold element which is not bold.
                let light = element.attr("style").is_some_and(|style| style.contains("normal"));
                self.inside.marks.strong |= !light;
            }
            "em" | "i" => self.inside.marks.em = true,
            "a" => self.inside.marks.link = element.attr("href").and_then(address).map(Link::Address),
            "br" => self.soft_break(),
            "span" => {}
            "hr" => {
                self.end_line();
                self.done.push(Block { kind: BlockKind::Rule, ..Block::default() });
            }
            "tr" => self.end_line(),
            "td" | "th" => {
                self.break_due = false;
                self.cell_is_fresh = true;
                if !self.line.is_empty() {
                    self.space = Some(Marks::default());
                }
            }
            _ => self.open_block(name),
        }
    }

    fn open_block(&mut self, name: &str) {
        let inside = &mut self.inside;
        match name {
            "h1" | "h2" => inside.kind = BlockKind::Heading(2),
            "h3" | "h4" | "h5" | "h6" => inside.kind = BlockKind::Heading(3),
            "blockquote" if inside.kind == BlockKind::Paragraph => inside.kind = BlockKind::Quote,
            "ul" | "menu" | "ol" => {
                let kind = if name == "ol" { ListKind::Numbered } else { ListKind::Bulleted };
                inside.list = Some(kind);
                inside.lists = DEEPEST_LIST.min(inside.lists + 1);
            }
            "li" => {
                let kind = inside.list.unwrap_or(ListKind::Bulleted);
                inside.kind = BlockKind::ListItem(kind, inside.lists.max(1));
            }
            "pre" => inside.pre = true,
            _ => {}
        }
        if !self.cell_is_fresh || self.inside.kind != self.kind {
            self.break_due = true;
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "b" | "strong" | "em" | "i" | "a" | "span" | "br" => {}
            "tr" | "hr" => self.end_line(),
            _ => self.break_due = true,
        }
        self.inside = self.outer.pop().unwrap_or_default();
    }

    fn text(&mut self, text: &str) {
        let mut run = String::new();
        for c in text.chars() {
            match c {
                '\n' if self.inside.pre => {
                    self.write(&std::mem::take(&mut run));
                    self.break_due = true;
                }
                '\u{2028}' => {
                    self.write(&std::mem::take(&mut run));
                    self.soft_break();
                }
                ' ' | '\t' if self.inside.pre => run.push(' '),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    self.write(&std::mem::take(&mut run));
                    if self.space.is_none() {
                        self.space = Some(self.inside.marks.clone());
                    }
                }
                c if is_dropped(c) => {}
                c => run.push(c),
            }
        }
        self.write(&run);
    }

    /// Writes characters that show.
    fn write(&mut self, run: &str) {
        if run.is_empty() {
            return;
        }
        if self.break_due {
            self.end_line();
        }
        if self.line.is_empty() {
            self.kind = self.inside.kind.clone();
        }
        self.cell_is_fresh = false;
        let at_start = self.line.last().is_none_or(|span| span.text.ends_with('\u{2028}'));
        if let Some(marks) = self.space.take().filter(|_| !at_start) {
            self.push(" ", marks);
        }
        self.push(run, self.inside.marks.clone());
    }

    fn soft_break(&mut self) {
        if self.break_due {
            self.end_line();
        }
        self.space = None;
        if !self.line.is_empty() {
            self.push("\u{2028}", self.inside.marks.clone());
        }
    }

    fn push(&mut self, run: &str, marks: Marks) {
        match self.line.last_mut() {
            Some(last) if last.marks == marks => last.text.push_str(run),
            _ => self.line.push(Span { text: run.to_owned(), marks }),
        }
    }

    fn end_line(&mut self) {
        self.break_due = false;
        self.space = None;
        let mut line = std::mem::take(&mut self.line);
        while let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches([' ', '\u{2028}']).len());
            if !last.text.is_empty() {
                break;
            }
            line.pop();
        }
        let text = Inline::from(line);
        if !text.is_blank() {
            self.done.push(Block { kind: std::mem::take(&mut self.kind), text });
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_line();
        language::only_what_differs(&mut self.done);
        self.done
    }
}
