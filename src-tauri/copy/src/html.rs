//! The HTML of a copy's text. Destinations put their own pages around it.
//!
//! [`parts`] turns the flat lines of a body into what stands between two block boundaries on a page
//! (a whole list, a pull quote with its source); [`part`] writes one of them. A destination that
//! wraps each block in its own markup walks the parts itself; the others call [`body`].
//!
//! Everything that people typed is escaped; only http, https and mailto addresses become links.

mod part;

use crate::{Embed, Figure, Inline, Link, Marks, Span, StoryId};
pub use part::{body, part, parts, Item, Part};

/// What only the destination knows.
pub trait Resolver {
    /// The address of another story of this newsroom there; `None`: not published there, and the
    /// link is printed as text.
    fn story_address(&self, story: StoryId) -> Option<String>;

    /// The markup of a figure in the body.
    fn figure(&self, figure: &Figure) -> String;

    /// The markup of an embed.
    fn embed(&self, embed: &Embed) -> String;

    /// The markup that stands in front of the first paragraph's words: the dateline.
    fn opening(&self) -> String {
        String::new()
    }
}

/// Escapes text for an element or a quoted attribute. Control characters, which neither HTML nor
/// XML may hold, are dropped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(c),
        }
    }
    out
}

/// `rtl` or `ltr`: the direction in which a language (BCP 47) is written.
pub fn direction(language: &str) -> &'static str {
    const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 8] = ["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];
    let tag = language.to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    let script = subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    let rtl = match script {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&primary),
    };
    if rtl {
        "rtl"
    } else {
        "ltr"
    }
}

/// The `lang` and `dir` attributes for text of a language inside text of another, each with a
/// leading space; empty where the languages are the same.
pub fn language_attributes(language: &str, around: &str) -> String {
    if language.is_empty() || language.eq_ignore_ascii_case(around) {
        return String::new();
    }
    let lang = format!(" lang=\"{}\"", escape(language));
    match (direction(language), direction(around)) {
        (inner, outer) if inner == outer => lang,
        (inner, _) => format!("{lang} dir=\"{inner}\""),
    }
}

/// The address as a link may carry it; `None` where it is neither http, https nor mailto.
pub fn safe_address(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let known = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    let printable = !address.chars().any(|c| c.is_control() || c == '\\');
    (known && printable).then(|| address.replace(' ', "%20"))
}

/// A line's HTML inside text of `language`.
pub fn inline(text: &Inline, language: &str, resolver: &dyn Resolver) -> String {
    spans(text, language, |link| match link {
        Link::Address(address) => safe_address(address),
        Link::Story(story) => resolver.story_address(*story),
    })
}

/// A line's HTML where no link may stand: a headline, a text that is itself a link.
pub fn phrase(text: &Inline, language: &str) -> String {
    spans(text, language, |_| None)
}

fn spans(text: &Inline, language: &str, address: impl Fn(&Link) -> Option<String>) -> String {
    let mut out = String::new();
    let mut open: Option<&Link> = None;
    for Span { text, marks } in text.spans() {
        let link = marks.link.as_ref();
        if link != open {
            if open.is_some_and(|link| address(link).is_some()) {
                out.push_str("</a>");
            }
            if let Some(address) = link.and_then(&address) {
                out.push_str(&format!("<a href=\"{}\">", escape(&address)));
            }
            open = link;
        }
        out.push_str(&run(text, marks, language));
    }
    if open.is_some_and(|link| address(link).is_some()) {
        out.push_str("</a>");
    }
    out
}

fn run(text: &str, marks: &Marks, language: &str) -> String {
    let mut html = escape(text).replace('\u{2028}', "<br>");
    for (on, tag) in [(marks.em, "em"), (marks.strong, "strong")] {
        if on {
            html = format!("<{tag}>{html}</{tag}>");
        }
    }
    let attributes =
        marks.lang.as_deref().map(|lang| language_attributes(lang, language)).unwrap_or_default();
    if attributes.is_empty() {
        html
    } else {
        format!("<span{attributes}>{html}</span>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A destination that knows one story and shows what it was asked for.
    pub(super) struct Plain;

    impl Resolver for Plain {
        fn story_address(&self, story: StoryId) -> Option<String> {
            story.to_string().starts_with('1').then(|| "there.html".into())
        }
        fn figure(&self, figure: &Figure) -> String {
            format!("<figure>{}</figure>", phrase(&figure.caption, "en"))
        }
        fn embed(&self, embed: &Embed) -> String {
            format!("<aside>{}</aside>", escape(&embed.title))
        }
    }

    fn line(runs: &[(&str, Marks)]) -> String {
        let mut text = Inline::default();
        for (run, marks) in runs {
            text.push(run, marks.clone());
        }
        inline(&text, "en", &Plain)
    }

    fn link(address: &str) -> Marks {
        Marks { link: Some(Link::from(address.to_owned())), ..Marks::default() }
    }

    #[test]
    fn marks_nest_and_a_link_over_several_runs_is_one_link() {
        let bold = |marks: Marks| Marks { strong: true, ..marks };
        let here = link("https://a.example/?a=1&b=2");
        assert_eq!(
            line(&[
                ("see ", Marks::default()),
                ("this ", here.clone()),
                ("page", bold(here)),
                (".", Marks::default())
            ]),
            "see <a href=\"https://a.example/?a=1&amp;b=2\">this <strong>page</strong></a>."
        );
        let both = Marks { strong: true, em: true, ..Marks::default() };
        assert_eq!(line(&[("a\u{2028}b", both)]), "<strong><em>a<br>b</em></strong>");
    }

    #[test]
    fn a_run_of_another_language_says_so() {
        let arabic = Marks { lang: Some("ar".into()), ..Marks::default() };
        let french = Marks { lang: Some("fr".into()), ..Marks::default() };
        let own = Marks { lang: Some("EN".into()), ..Marks::default() };
        assert_eq!(line(&[("سلام", arabic)]), "<span lang=\"ar\" dir=\"rtl\">سلام</span>");
        assert_eq!(line(&[("oui", french), ("yes", own)]), "<span lang=\"fr\">oui</span>yes");
    }

    #[test]
    fn directions() {
        for (language, expected) in [
            ("ar-EG", "rtl"),
            ("he", "rtl"),
            ("uk", "ltr"),
            ("az-Arab", "rtl"),
            ("ur-Latn", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(direction(language), expected, "{language}");
        }
    }

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        for good in
            ["http://a.example", "HTTPS://a.example/x", "mailto:desk@a.example", " https://a.example "]
        {
            assert_eq!(safe_address(good).as_deref(), Some(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//a.example",
            "a.example",
            "http:a",
            "http://",
            "https://a.example\\@b",
            "https://a.example/\u{7}",
            "",
        ] {
            assert_eq!(safe_address(bad), None, "{bad}");
            assert_eq!(line(&[("x", link(bad))]), "x");
        }
        assert_eq!(safe_address("https://a.example/a b"), Some("https://a.example/a%20b".into()));
    }

    #[test]
    fn a_story_link_leads_where_the_destination_says_or_nowhere() {
        let story = |digit: &str| link(&format!("story:{}", digit.repeat(32)));
        assert_eq!(line(&[("here", story("1"))]), "<a href=\"there.html\">here</a>");
        assert_eq!(line(&[("gone", story("2")), (" x", story("1"))]), "gone<a href=\"there.html\"> x</a>");
    }

    #[test]
    fn nothing_typed_is_markup() {
        assert_eq!(
            line(&[("<script>alert('1')</script>\u{0}\u{1b}&\"", Marks::default())]),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"
        );
        let lang = Marks { lang: Some("\" onload=\"x".into()), ..Marks::default() };
        assert_eq!(line(&[("x", lang)]), "<span lang=\"&quot; onload=&quot;x\">x</span>");
    }
}
