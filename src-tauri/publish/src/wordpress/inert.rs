//! Text that WordPress prints as it is.
//!
//! WordPress sets type on its own between the database and the page: quotes, dashes and dots are
//! exchanged, `:)` becomes a picture, `[gallery]` a gallery, an address alone in a paragraph whatever
//! is there, and its own name gets a capital. What was approved is what readers must get, so the
//! characters that set it off are written as entities, which it leaves alone.

use copy::html::escape;

/// Plain text as HTML.
pub fn text(text: &str) -> String {
    fragment(&escape(text))
}

/// An HTML fragment of ours (escaped text and tags) with its text made inert.
pub fn fragment(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut in_tag = false;
    // What the character before was, with a tag counted as the end of the text before it.
    let mut before: Option<char> = None;
    let mut rest = html.chars();
    while let Some(c) = rest.next() {
        let after = rest.as_str();
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                before = None;
                out.push(c);
                continue;
            }
            _ => {}
        }
        if if in_tag { matches!(c, '[' | ']') } else { is_trap(before, c, after, &out) } {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            out.push(c);
        }
        before = Some(c);
    }
    out
}

/// Whether WordPress would act on this character where it stands.
fn is_trap(before: Option<char>, c: char, after: &str, out: &str) -> bool {
    let next = after.chars().next();
    let opens = before.is_none_or(char::is_whitespace);
    match c {
        '[' | ']' | '`' => true,
        '-' | '.' => before == Some(c) || next == Some(c),
        ':' => opens || next == Some('/'),
        ';' => opens,
        '8' => opens && matches!(next, Some('-' | ')' | 'O' | 'o')),
        'x' => {
            before.is_some_and(|b| b.is_ascii_digit() || b == '.' || b == ',')
                && next.is_some_and(|n| n.is_ascii_digit())
        }
        '(' => after.starts_with("tm)"),
        'p' => out.ends_with("Word") && after.starts_with("ress"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wordpress_acts_on_is_an_entity() {
        for (typed, printed) in [
            ("plain words, 9 x 9: so be it; 18.30.", "plain words, 9 x 9: so be it; 18.30."),
            ("wait... what -- no", "wait&#46;&#46;&#46; what &#45;&#45; no"),
            ("[gallery]", "&#91;gallery&#93;"),
            ("9x9", "9&#120;9"),
            ("fine :) and 8) too", "fine &#58;) and &#56;) too"),
            ("https://a.example/", "https&#58;//a.example/"),
            ("Wordpress", "Word&#112;ress"),
            ("'a' & \"b\" <i>", "&#39;a&#39; &amp; &quot;b&quot; &lt;i&gt;"),
            ("a (tm)", "a &#40;tm)"),
        ] {
            assert_eq!(text(typed), printed);
        }
    }

    #[test]
    fn tags_of_ours_stay_tags() {
        assert_eq!(
            fragment("<a href=\"https://a.example/?x[]=1\">a--b</a>..<br>:)"),
            "<a href=\"https://a.example/?x&#91;&#93;=1\">a&#45;&#45;b</a>&#46;&#46;<br>&#58;)"
        );
    }
}
