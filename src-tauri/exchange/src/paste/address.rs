//! The addresses that a link may have.

/// Longer ones are nobody's, and every run inside the link carries a copy.
const LONGEST: usize = 2048;

/// The address to keep, or none where it leads anywhere but to the web or a mailbox.
pub(super) fn address(href: &str) -> Option<String> {
    let href = href.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    // Browsers read past line breaks and tabs in an address; so did whoever hid a scheme behind them.
    let mut kept = String::new();
    for c in href.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')) {
        match c {
            ' ' => kept.push_str("%20"),
            c if super::is_dropped(c) || c.is_whitespace() => return None,
            c => kept.push(c),
        }
    }
    let (scheme, rest) = kept.split_once(':')?;
    let known = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => !rest.is_empty(),
        _ => false,
    };
    (known && kept.len() <= LONGEST).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_the_web_and_mailboxes() {
        assert_eq!(address(" https://a.example/x y ").as_deref(), Some("https://a.example/x%20y"));
        assert_eq!(address("ht\ntp://a.example").as_deref(), Some("http://a.example"));
        assert_eq!(address("MAILTO:a@b.example").as_deref(), Some("MAILTO:a@b.example"));
        for refused in [
            "",
            "#top",
            "/relative",
            "//a.example",
            "http:",
            "https://",
            "http:a",
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/hosts",
            "https\u{200b}://a.example",
            "story:ffffffffffff4fffbfffffffffffffff",
        ] {
            assert_eq!(address(refused), None, "{refused:?}");
        }
        assert_eq!(address(&format!("https://a.example/{}", "x".repeat(3000))), None);
    }
}
