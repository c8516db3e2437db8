//! Lexical, the form in which Ghost keeps a text: its nodes, what is the same in two of them, and the lines
//! that a reader sees of them.

use crate::reading;
use copy::html::escape;
use serde_json::{json, Map, Value};

/// The kinds of line that hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Paragraph,
    Quote,
    /// Ghost's second kind of quotation, which its themes set large.
    Aside,
}

fn element(kind: &str, children: Vec<Value>) -> Map<String, Value> {
    let mut node = Map::new();
    node.insert("type".into(), kind.into());
    node.insert("version".into(), 1.into());
    node.insert("direction".into(), Value::Null);
    node.insert("format".into(), "".into());
    node.insert("indent".into(), 0.into());
    node.insert("children".into(), children.into());
    node
}

/// The whole text, as Ghost takes it: JSON in a string.
pub fn document(nodes: Vec<Value>) -> String {
    json!({ "root": element("root", nodes) }).to_string()
}

pub fn line(kind: Line, children: Vec<Value>) -> Value {
    let kind = match kind {
        Line::Paragraph => "paragraph",
        Line::Quote => "extended-quote",
        Line::Aside => "aside",
    };
    element(kind, children).into()
}

pub fn heading(level: u8, children: Vec<Value>) -> Value {
    let mut node = element("extended-heading", children);
    node.insert("tag".into(), if level <= 2 { "h2" } else { "h3" }.into());
    node.into()
}

pub fn text(text: &str, strong: bool, em: bool) -> Value {
    json!({
        "type": "extended-text", "version": 1, "text": text, "format": u8::from(strong) | u8::from(em) << 1,
        "detail": 0, "mode": "normal", "style": "",
    })
}

pub fn line_break() -> Value {
    json!({ "type": "linebreak", "version": 1 })
}

pub fn link(url: &str, children: Vec<Value>) -> Value {
    let mut node = element("link", children);
    node.insert("rel".into(), Value::Null);
    node.insert("target".into(), Value::Null);
    node.insert("title".into(), Value::Null);
    node.insert("url".into(), url.into());
    node.into()
}

/// A list; each item holds either words or one list that belongs to the item before.
pub fn list(is_numbered: bool, items: Vec<Vec<Value>>) -> Value {
    let items = items.into_iter().enumerate().map(|(n, children)| {
        let mut item = element("listitem", children);
        item.insert("value".into(), (n + 1).into());
        Value::from(item)
    });
    let mut node = element("list", items.collect());
    node.insert("listType".into(), if is_numbered { "number" } else { "bullet" }.into());
    node.insert("start".into(), 1.into());
    node.insert("tag".into(), if is_numbered { "ol" } else { "ul" }.into());
    node.into()
}

pub fn rule() -> Value {
    json!({ "type": "horizontalrule", "version": 1 })
}

pub fn image(src: &str, (width, height): (u32, u32), alt: &str, caption: &str) -> Value {
    json!({
        "type": "image", "version": 1, "src": src, "width": width, "height": height, "title": "",
        "alt": alt, "caption": caption, "cardWidth": "regular", "href": "",
    })
}

/// A link that stands alone, as a card.
pub fn bookmark(url: &str, title: &str) -> Value {
    json!({
        "type": "bookmark", "version": 1, "url": url, "caption": "",
        "metadata": {
            "icon": "", "title": title, "description": "", "author": "", "publisher": "", "thumbnail": "",
        },
    })
}

/// A coloured box: what is not the story itself.
pub fn callout(html: &str) -> Value {
    json!({
        "type": "callout", "version": 1, "calloutText": html, "calloutEmoji": "", "backgroundColor": "grey",
    })
}

/// For what no other node can say: above all, in which language a text is.
pub fn html(html: &str) -> Value {
    json!({ "type": "html", "version": 1, "html": html })
}

/// What Ghost's editor writes anew whenever somebody opens a text, and no reader sees.
const EDITORS_OWN: [&str; 15] = [
    "version",
    "direction",
    "indent",
    "detail",
    "mode",
    "style",
    "rel",
    "target",
    "textFormat",
    "textStyle",
    "value",
    "checked",
    "visibility",
    "start",
    "tag",
];

/// Fields that are HTML.
const HTML: [&str; 3] = ["calloutText", "caption", "html"];

/// The same text has the same normal form, whatever Ghost and its editor did to it in storing.
pub fn normal_form(lexical: &str) -> String {
    let mut out = String::new();
    match serde_json::from_str::<Value>(lexical) {
        Ok(document) => normal(document.get("root").unwrap_or(&document), &mut out),
        Err(_) => out.push_str(lexical),
    }
    out
}

fn normal(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let is_heading = kind(value) == "heading";
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            out.push('{');
            for name in names {
                let Some(field) = fields.get(name) else { continue };
                let is_theirs = EDITORS_OWN.contains(&name.as_str()) && !(is_heading && name == "tag");
                let is_empty = match field {
                    Value::Null => true,
                    Value::String(text) => text.is_empty(),
                    Value::Number(number) => name == "format" && number.as_u64() == Some(0),
                    Value::Array(list) => list.is_empty(),
                    _ => false,
                };
                if is_theirs || is_empty {
                    continue;
                }
                out.push_str(name);
                out.push(' ');
                match field {
                    Value::String(_) if name == "type" => out.push_str(kind(value)),
                    Value::String(html) if HTML.contains(&name.as_str()) => {
                        out.push_str(&reading::normal_form(html));
                    }
                    Value::Array(nodes) if name == "children" => children(nodes, out),
                    other => normal(other, out),
                }
                out.push('\n');
            }
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// Neighbouring runs of one kind are one run, and an empty line, which the editor likes to put at the end, is none.
fn children(nodes: &[Value], out: &mut String) {
    let mut run: Option<(u64, String)> = None;
    for node in nodes {
        let text = node.get("text").and_then(Value::as_str);
        match (kind(node), text) {
            ("text", Some(text)) => {
                let format = node.get("format").and_then(Value::as_u64).unwrap_or_default();
                match &mut run {
                    Some((same, so_far)) if *same == format => so_far.push_str(text),
                    _ => {
                        close(run.replace((format, text.to_owned())), out);
                    }
                }
            }
            ("paragraph", _) if is_blank(node) => {}
            _ => {
                close(run.take(), out);
                normal(node, out);
            }
        }
    }
    close(run, out);
}

fn close(run: Option<(u64, String)>, out: &mut String) {
    if let Some((format, text)) = run {
        out.push_str(&format!("run {format} {text:?}\n"));
    }
}

/// A node's kind; Ghost's own kinds stand for the plain ones that they extend.
fn kind(node: &Value) -> &str {
    let kind = node.get("type").and_then(Value::as_str).unwrap_or_default();
    kind.strip_prefix("extended-").unwrap_or(kind)
}

fn is_blank(node: &Value) -> bool {
    node.get("children").and_then(Value::as_array).is_none_or(Vec::is_empty)
}

/// Whether nobody has written anything into it.
pub fn is_empty(lexical: &str) -> bool {
    let Ok(document) = serde_json::from_str::<Value>(lexical) else { return lexical.trim().is_empty() };
    let nodes = document.get("root").and_then(|root| root.get("children")).and_then(Value::as_array);
    nodes.is_none_or(|nodes| nodes.iter().all(|node| kind(node) == "paragraph" && is_blank(node)))
}

/// The lines that a reader sees, in their order.
pub fn lines(nodes: &[Value]) -> Vec<String> {
    let mut html = String::new();
    nodes.iter().for_each(|node| print(node, &mut html));
    reading::lines(&html)
}

/// The files of the pictures in the text, as they are addressed.
pub fn pictures(nodes: &[Value]) -> Vec<String> {
    let images = nodes.iter().filter(|node| kind(node) == "image");
    images.filter_map(|node| Some(node.get("src")?.as_str()?.to_owned())).collect()
}

/// A text as plain HTML: whose words stand in which kind of line, in which order.
pub fn to_html(lexical: &str) -> String {
    let mut html = String::new();
    if let Ok(document) = serde_json::from_str::<Value>(lexical) {
        print_children(document.get("root").unwrap_or(&document), &mut html);
    }
    html
}

/// A picture in plain HTML; the caption is HTML.
pub fn figure(src: &str, alt: &str, caption: &str) -> String {
    let (src, alt) = (escape(src), escape(alt));
    format!("<figure><img src=\"{src}\" alt=\"{alt}\"><figcaption>{caption}</figcaption></figure>")
}

fn print(node: &Value, out: &mut String) {
    let field = |name: &str| node.get(name).and_then(Value::as_str).unwrap_or_default();
    let (opens, closes) = match kind(node) {
        "text" => {
            let format = node.get("format").and_then(Value::as_u64).unwrap_or_default();
            let (strong, em) = (format & 1 != 0, format & 2 != 0);
            out.push_str(if strong { "<strong>" } else { "" });
            out.push_str(if em { "<em>" } else { "" });
            out.push_str(&escape(field("text")));
            out.push_str(if em { "</em>" } else { "" });
            out.push_str(if strong { "</strong>" } else { "" });
            return;
        }
        "linebreak" => return out.push_str("<br>"),
        "horizontalrule" => return out.push_str("<hr>"),
        "html" => return out.push_str(field("html")),
        "callout" => return out.push_str(&format!("<p>{}</p>", field("calloutText"))),
        "image" => return out.push_str(&figure(field("src"), field("alt"), field("caption"))),
        "bookmark" => {
            let title = node.get("metadata").and_then(|about| about.get("title")).and_then(Value::as_str);
            let (url, title) = (escape(field("url")), escape(title.unwrap_or_default()));
            return out.push_str(&format!("<p><a href=\"{url}\">{title}</a></p>"));
        }
        "link" => (format!("<a href=\"{}\">", escape(field("url"))), "</a>"),
        "heading" if field("tag") == "h3" => ("<h3>".into(), "</h3>"),
        "heading" => ("<h2>".into(), "</h2>"),
        "quote" => ("<blockquote><p>".into(), "</p></blockquote>"),
        "aside" => ("<aside><p>".into(), "</p></aside>"),
        "list" if field("listType") == "number" => ("<ol>".into(), "</ol>"),
        "list" => ("<ul>".into(), "</ul>"),
        "listitem" => ("<li>".into(), "</li>"),
        _ => ("<p>".into(), "</p>"),
    };
    out.push_str(&opens);
    print_children(node, out);
    out.push_str(closes);
}

fn print_children(node: &Value, out: &mut String) {
    let children = node.get("children").and_then(Value::as_array).into_iter().flatten();
    children.for_each(|child| print(child, out));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> String {
        document(vec![
            line(
                Line::Paragraph,
                vec![
                    text("A ", false, false),
                    text("b", true, true),
                    link("https://a.example/", vec![text("c", false, false)]),
                ],
            ),
            heading(3, vec![text("D", false, false)]),
            callout("<strong>E:</strong> f &amp; g"),
        ])
    }

    #[test]
    fn what_the_editor_does_in_saving_is_no_change() {
        let theirs = json!({ "root": { "type": "root", "direction": "ltr", "children": [
            { "type": "paragraph", "direction": "ltr", "textFormat": 0, "children": [
                { "type": "extended-text", "text": "A", "format": 0 },
                { "type": "text", "text": " ", "format": 0, "mode": "normal" },
                { "type": "extended-text", "text": "b", "format": 3, "style": "" },
                { "type": "link", "url": "https://a.example/", "rel": "noopener", "children": [
                    { "type": "extended-text", "text": "c", "format": 0 } ] } ] },
            { "type": "heading", "tag": "h3", "children": [{ "type": "text", "text": "D", "format": 0 }] },
            { "type": "callout", "version": 2, "backgroundColor": "grey",
              "calloutText": "<strong>E:</strong> f &#38; g", "calloutEmoji": "" },
            { "type": "paragraph", "children": [] } ] } });
        assert_eq!(normal_form(&ours()), normal_form(&theirs.to_string()));
    }

    #[test]
    fn what_a_reader_would_see_is_a_change() {
        for (from, to) in [
            ("\"b\"", "\"B\""),
            ("\"format\":3", "\"format\":1"),
            ("https://a.example/", "https://b.example/"),
            ("h3", "h2"),
            ("f &amp; g", "f &amp;amp; g"),
            ("\"grey\"", "\"red\""),
        ] {
            let changed = ours().replace(from, to);
            assert_ne!(changed, ours(), "{from} stands in it");
            assert_ne!(normal_form(&changed), normal_form(&ours()), "{from} → {to}");
        }
    }

    #[test]
    fn lines_and_emptiness() {
        let nodes = vec![
            line(Line::Quote, vec![text("a < b", false, false), line_break(), text("c", false, false)]),
            list(
                false,
                vec![vec![text("d", false, false)], vec![list(true, vec![vec![text("e", false, false)]])]],
            ),
            html("<p lang=\"ar\">f</p>"),
            rule(),
            bookmark("https://a.example/", "g"),
        ];
        assert_eq!(lines(&nodes), ["a < b c", "d", "e", "f", "g"]);
        assert!(!is_empty(&document(nodes)));
        assert!(is_empty(""));
        assert!(is_empty(&document(vec![line(Line::Paragraph, vec![])])));
        assert!(!is_empty("{"), "what cannot be read may be anything");
    }
}
