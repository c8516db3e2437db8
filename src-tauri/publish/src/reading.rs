//! Reading HTML that came back: enough of it to compare, never to show.
//!
//! Two questions are answered: is this markup the same as that one, whatever a server did to its
//! entities, white space and the order of attributes ([`normal_form`]); and which lines of text does
//! a reader of this page see ([`lines`]).

use std::collections::BTreeMap;

/// One piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// Text with its entities read.
    Text(String),
    /// A tag that opens, in lower case, with its attributes.
    Open(String, BTreeMap<String, String>),
    /// A tag that closes.
    Close(String),
    /// A comment; WordPress keeps its blocks in them.
    Comment(String),
}

/// The pieces of some HTML. Anything can be read; what is no HTML is text.
pub fn tokens(html: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (before, found) = match rest.find('<') {
            Some(at) => (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default()),
            None => (rest, ""),
        };
        push_text(&mut tokens, before);
        if found.is_empty() {
            break;
        }
        rest = match markup(found) {
            Some((token, after)) => {
                let raw = match &token {
                    Some(Token::Open(name, _)) if RAW.contains(&name.as_str()) => Some(name.clone()),
                    _ => None,
                };
                tokens.extend(token);
                raw.map_or(after, |name| after_raw(after, &name))
            }
            None => {
                push_text(&mut tokens, "<");
                found.strip_prefix('<').unwrap_or_default()
            }
        };
    }
    tokens
}

/// Elements whose content is no text for readers.
const RAW: [&str; 5] = ["script", "style", "template", "noscript", "textarea"];

fn push_text(tokens: &mut Vec<Token>, raw: &str) {
    if raw.is_empty() {
        return;
    }
    let text = decode(raw);
    match tokens.last_mut() {
        Some(Token::Text(last)) => last.push_str(&text),
        _ => tokens.push(Token::Text(text)),
    }
}

/// Reads a tag, comment or declaration at the start of `html`; `None`: it is only a `<`.
fn markup(html: &str) -> Option<(Option<Token>, &str)> {
    if let Some(comment) = html.strip_prefix("<!--") {
        let (text, after) = comment.split_once("-->").unwrap_or((comment, ""));
        return Some((Some(Token::Comment(text.trim().to_owned())), after));
    }
    if let Some(declaration) = html.strip_prefix("<!").or_else(|| html.strip_prefix("<?")) {
        return Some((None, declaration.split_once('>').map_or("", |(_, after)| after)));
    }
    let (closes, inside) = match html.strip_prefix("</") {
        Some(inside) => (true, inside),
        None => (false, html.strip_prefix('<')?),
    };
    let end = inside.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at_checked(end)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        if rest.is_empty() {
            break;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let (key, after) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => attribute_value(value.trim_start()),
            None => ("", after),
        };
        attributes.insert(key.to_ascii_lowercase(), decode(value));
        rest = after;
    }
    let name = name.to_ascii_lowercase();
    Some((Some(if closes { Token::Close(name) } else { Token::Open(name, attributes) }), rest))
}

fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn after_raw<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        let found = rest.get(at..).unwrap_or_default();
        let is_end = found.get(2..2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name));
        if is_end {
            return found;
        }
        rest = found.get(2..).unwrap_or_default();
    }
    ""
}

/// Reads the entities of a text.
pub fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, found)) = rest.split_once('&') {
        out.push_str(before);
        let read = found.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        match read {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = found;
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
}

/// Attributes that WordPress adds or changes by itself.
const SERVERS_OWN: [&str; 3] = ["rel", "loading", "decoding"];

/// The same markup has the same normal form, whatever became of its entities, the white space
/// between its blocks, the order of its attributes and the spelling of its block comments.
pub fn normal_form(html: &str) -> String {
    let mut out = String::new();
    for token in tokens(html) {
        match token {
            Token::Text(text) if text.trim().is_empty() && text.contains('\n') => continue,
            Token::Text(text) => {
                out.push_str("T ");
                out.push_str(&collapse(&text));
            }
            Token::Open(name, attributes) => {
                out.push_str("O ");
                out.push_str(&name);
                for (key, value) in attributes.iter().filter(|(key, _)| !SERVERS_OWN.contains(&key.as_str()))
                {
                    out.push_str(&format!(" {key}={value:?}"));
                }
            }
            Token::Close(name) => {
                out.push_str("C ");
                out.push_str(&name);
            }
            Token::Comment(text) => {
                out.push_str("B ");
                out.push_str(&block_comment(&text));
            }
        }
        out.push('\n');
    }
    out
}

/// A block's comment with its attributes spelled one way.
fn block_comment(text: &str) -> String {
    let (name, attributes) = text.split_once(" {").unwrap_or((text, ""));
    let (json, slash) = match attributes.strip_suffix('/') {
        Some(json) => (json.trim_end(), "/"),
        None => (attributes, ""),
    };
    match serde_json::from_str::<serde_json::Value>(&format!("{{{json}")) {
        Ok(value) => format!("{name} {value}{slash}"),
        Err(_) => text.to_owned(),
    }
}

/// White space, of which a reader sees one space.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Elements that stand inside a line.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "code", "em", "i", "img", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

/// The lines of text that a reader sees, in order, each without white space around it.
pub fn lines(html: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for token in tokens(html) {
        match token {
            Token::Text(text) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(&text);
                }
            }
            Token::Open(name, _) | Token::Close(name) => {
                if name == "br" {
                    if let Some(line) = lines.last_mut() {
                        line.push(' ');
                    }
                } else if !INLINE.contains(&name.as_str()) {
                    lines.push(String::new());
                }
            }
            Token::Comment(_) => {}
        }
    }
    lines.iter().map(|line| collapse(line).trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The first of `expected` that does not stand in `seen`, in the same order; others may stand between.
pub fn first_missing<'a>(expected: &'a [String], seen: &[String]) -> Option<&'a str> {
    let mut seen = seen.iter();
    expected.iter().find(|line| !seen.any(|other| other == *line)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_markup_in_other_clothes() {
        let ours = "<!-- wp:image {\"id\":4,\"a\":\"x--y\"} -->\n<figure class=\"a\" id='b'><img src=\"x\" alt=\"&quot;1&quot;\"/></figure>\n<!-- /wp:image -->\n<p>a &#39;b&#39;  c</p>";
        let theirs = "<!-- wp:image {\"id\":4,\"a\":\"x\\u002d\\u002dy\"} --><figure id=\"b\" class=\"a\"><img alt='\"1\"' loading=\"lazy\" src=\"x\"></figure><!-- /wp:image --><p>a &#039;b&#039; c</p>";
        assert_eq!(normal_form(ours), normal_form(theirs));
        assert_ne!(normal_form("<p>a <b>b</b></p>"), normal_form("<p>a<b>b</b></p>"));
        assert_ne!(normal_form("<p>&lt;b&gt;</p>"), normal_form("<p><b></p>"));
    }

    #[test]
    fn what_a_reader_sees() {
        let page = "<!doctype html><title>T</title><script>if (a<b) '</p>'</script><style>p{}</style><p>One <b>t</b>wo<br>three</p><ul><li>a<ul><li>b</ul></ul>1 < 2";
        assert_eq!(lines(page), ["T", "One two three", "a", "b", "1 < 2"]);
        assert_eq!(first_missing(&["a".into(), "b".into()], &lines(page)), None);
        assert_eq!(first_missing(&["b".into(), "a".into()], &lines(page)), Some("a"));
    }

    #[test]
    fn broken_html_ends() {
        for broken in [
            "<",
            "<a",
            "<a href=",
            "<a href=\"x",
            "<!--",
            "</",
            "<script>",
            "&",
            "&#xffffffff;",
            "<a =>",
            "<p/ / >x",
        ] {
            let _ = (normal_form(broken), lines(broken));
        }
    }
}
