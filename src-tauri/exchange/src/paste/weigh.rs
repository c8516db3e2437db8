//! Weighing a paste before anything builds a tree of it.
//!
//! Parsers of HTML are quadratic in several ways: in the depth of nesting, in the attributes of one
//! tag, in the pieces that broken tables and crossed marks make them move. A parser that
//! builds nothing reads the paste piece by piece, and is stopped when any of these grows past what
//! a text ever has. It is the same parser that ammonia uses, so both see the same elements: a counter of
//! our own could be told by a `<style>` inside an `<svg>` that what follows is not markup.

use super::{address::address, LeftOut, PasteError};
use html5ever::{
    driver::{parse_fragment, ParseOpts},
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::{StrTendril, TendrilSink},
    Attribute, ExpandedName, QualName,
};
use std::{borrow::Cow, cell::Cell, rc::Rc};

/// The deepest nesting that is read.
const DEEPEST: usize = 256;
/// The most elements.
const MOST_ELEMENTS: usize = 100_000;
/// The most nodes that broken markup may make the parser move: each is looked for among its siblings.
const MOST_MOVED: usize = 5_000;
/// The most characters that may part attributes, in a stretch that ends no tag.
const MOST_PARTS: usize = 1_024;
/// What is read between two looks at the tally.
const STRETCH: usize = 1_024;

/// Comments, and the bytes of pictures written into addresses, are most of the weight of a paste from
/// an office program. What is no comment after all (inside a `<textarea>`, say) is no loss either:
/// every later reader gets the same shortened text.
pub(super) fn without_ballast(html: &str) -> String {
    // A NUL is read as a replacement character; nobody typed one.
    without_pictures(&without_comments(&html.replace('\0', "")))
}

fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = split_before(rest, "<!--") {
        let inside = comment.strip_prefix("<!--").unwrap_or_default();
        // `<!-->` and `<!--->` are whole comments.
        let whole = inside.strip_prefix('>').or_else(|| inside.strip_prefix("->"));
        let Some(after) = whole.or_else(|| after_comment(inside)) else { break };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// What follows the end of a comment. One search for both ends: one for each would read on to the end of
/// the paste, for every comment, where the other end is the only one used.
fn after_comment(inside: &str) -> Option<&str> {
    let mut rest = inside;
    loop {
        let (_, from) = split_before(rest, "--")?;
        let next = from.strip_prefix("--")?;
        if let Some(after) = next.strip_prefix('>').or_else(|| next.strip_prefix("!>")) {
            return Some(after);
        }
        // Three dashes and more: the last two count.
        rest = from.strip_prefix('-')?;
    }
}

fn without_pictures(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, found)) = split_before(rest, ";base64,") {
        let data = found.strip_prefix(";base64,").unwrap_or_default();
        kept.push_str(before);
        kept.push_str(";base64,");
        let after =
            data.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='));
        // A short one may be a word about such addresses.
        let length = data.len() - after.len();
        if length < 1_024 {
            kept.extend(data.chars().take(length));
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn split_before<'a>(text: &'a str, what: &str) -> Option<(&'a str, &'a str)> {
    memchr::memmem::find(text.as_bytes(), what.as_bytes()).and_then(|at| text.split_at_checked(at))
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    depth: Cell<usize>,
    elements: Cell<usize>,
    moved: Cell<usize>,
    events: Cell<usize>,
    pictures: Cell<usize>,
    pages: Cell<usize>,
    recordings: Cell<usize>,
    drawings: Cell<usize>,
    formulas: Cell<usize>,
    links: Cell<usize>,
}

impl Tally {
    /// What a text of ours has no place for.
    pub(super) fn left_out(&self) -> Vec<LeftOut> {
        let found =
            |count: &Cell<usize>, of: fn(usize) -> LeftOut| (count.get() > 0).then(|| of(count.get()));
        [
            found(&self.pictures, |count| LeftOut::Pictures { count }),
            found(&self.pages, |count| LeftOut::Pages { count }),
            found(&self.recordings, |count| LeftOut::Recordings { count }),
            found(&self.drawings, |count| LeftOut::Drawings { count }),
            found(&self.formulas, |count| LeftOut::Formulas { count }),
            found(&self.links, |count| LeftOut::Links { count }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn verdict(&self) -> Result<(), PasteError> {
        if self.depth.get() > DEEPEST {
            Err(PasteError::TooDeep)
        } else if self.elements.get() > MOST_ELEMENTS || self.moved.get() > MOST_MOVED {
            Err(PasteError::TooMany)
        } else {
            Ok(())
        }
    }

    fn count(&self, element: &str, attributes: &[Attribute]) {
        let kind = match element {
            "img" => &self.pictures,
            "iframe" | "object" | "embed" => &self.pages,
            "video" | "audio" => &self.recordings,
            "svg" | "canvas" => &self.drawings,
            "math" => &self.formulas,
            "a" => {
                let href = attributes.iter().find(|a| &*a.name.local == "href");
                match href {
                    Some(a) if !a.value.starts_with('#') && address(&a.value).is_none() => &self.links,
                    _ => return,
                }
            }
            _ => return,
        };
        add(kind);
    }
}

fn add(count: &Cell<usize>) {
    count.set(count.get() + 1);
}

/// Reads the paste without building anything.
pub(super) fn weigh(html: &str) -> Result<Rc<Tally>, PasteError> {
    let tally = Rc::new(Tally::default());
    let scale = Scale { tally: tally.clone(), document: Node::new(None, false) };
    // As ammonia does: inside a `div`.
    let name = QualName::new(None, ns!(html), local_name!("div"));
    let mut parser = parse_fragment(scale, ParseOpts::default(), name, Vec::new(), false);
    let mut rest = html;
    let mut parts = 0;
    while !rest.is_empty() {
        let Some((stretch, after)) = rest.split_at_checked(rest.floor_char_boundary(STRETCH)) else { break };
        let before = tally.events.get();
        parser.process(StrTendril::from(stretch));
        tally.verdict()?;
        // A tag that does not end: nothing tells of its attributes until it does.
        parts = if tally.events.get() == before {
            parts
                + stretch
                    .bytes()
                    .filter(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'"' | b'\''))
                    .count()
        } else {
            0
        };
        if parts > MOST_PARTS {
            return Err(PasteError::TooMany);
        }
        rest = after;
    }
    parser.finish();
    tally.verdict()?;
    Ok(tally)
}

/// A node as far as the parser asks about it.
#[derive(Debug)]
struct Node {
    name: Option<QualName>,
    depth: Cell<usize>,
    integration_point: bool,
}

impl Node {
    fn new(name: Option<QualName>, integration_point: bool) -> Rc<Self> {
        Rc::new(Self { name, depth: Cell::new(0), integration_point })
    }
}

/// The parser's tree, of which there is none.
struct Scale {
    tally: Rc<Tally>,
    document: Rc<Node>,
}

impl Scale {
    fn put(&self, depth: usize, child: &NodeOrText<Rc<Node>>) {
        add(&self.tally.events);
        if let NodeOrText::AppendNode(node) = child {
            node.depth.set(depth);
            self.tally.depth.set(self.tally.depth.get().max(depth));
        }
    }
}

impl TreeSink for Scale {
    type Handle = Rc<Node>;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn add_attrs_if_missing(&self, _: &Rc<Node>, _: Vec<Attribute>) {}

    fn get_document(&self) -> Rc<Node> {
        self.document.clone()
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<Node>) -> ExpandedName<'a> {
        // The parser asks about elements only; what has no name is like none that it knows.
        const NAMELESS: ExpandedName<'static> = ExpandedName { ns: &ns!(), local: &local_name!("") };
        target.name.as_ref().map_or(NAMELESS, QualName::expanded)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Rc<Node> {
        add(&self.tally.events);
        add(&self.tally.elements);
        self.tally.count(&name.local, &attributes);
        Node::new(Some(name), flags.mathml_annotation_xml_integration_point)
    }

    fn create_comment(&self, _: StrTendril) -> Rc<Node> {
        add(&self.tally.events);
        Node::new(None, false)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Rc<Node> {
        Node::new(None, false)
    }

    fn append(&self, parent: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        self.put(parent.depth.get() + 1, &child);
    }

    fn append_based_on_parent_node(&self, element: &Rc<Node>, _: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        add(&self.tally.moved);
        self.put(element.depth.get(), &child);
    }

    fn append_before_sibling(&self, sibling: &Rc<Node>, child: NodeOrText<Rc<Node>>) {
        add(&self.tally.moved);
        self.put(sibling.depth.get(), &child);
    }

    fn get_template_contents(&self, target: &Rc<Node>) -> Rc<Node> {
        let contents = Node::new(None, false);
        contents.depth.set(target.depth.get() + 1);
        contents
    }

    fn same_node(&self, x: &Rc<Node>, y: &Rc<Node>) -> bool {
        Rc::ptr_eq(x, y)
    }

    fn remove_from_parent(&self, _: &Rc<Node>) {
        add(&self.tally.moved);
    }

    fn reparent_children(&self, _: &Rc<Node>, _: &Rc<Node>) {
        add(&self.tally.moved);
    }

    fn is_mathml_annotation_xml_integration_point(&self, node: &Rc<Node>) -> bool {
        node.integration_point
    }
}
