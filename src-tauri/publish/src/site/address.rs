//! The public address of a site: where the folder is served, as other programs see it.

use crate::Reason;
use url::Url;

/// The page that a browser opens by itself at an address.
const FRONT: &str = "index.html";

/// Reads what a person typed; `None`: the site has no address.
///
/// # Errors
/// The sentence that says what is wrong with it.
pub(super) fn read(typed: &str) -> Result<Option<Url>, Reason> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // What reads addresses mends some of these without a word, and the person would not see what was kept.
    if typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Reason::SiteAddressSpaces);
    }
    let Some((scheme, rest)) = typed.split_once("://") else { return Err(Reason::SiteAddressScheme) };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err(Reason::SiteAddressScheme);
    }
    if rest.contains(['?', '#']) {
        return Err(Reason::SiteAddressQuery);
    }
    if rest.starts_with(['/', '\\']) {
        return Err(Reason::SiteAddressNoHost);
    }
    let mut url = Url::parse(typed).map_err(|error| match error {
        url::ParseError::EmptyHost => Reason::SiteAddressNoHost,
        _ => Reason::SiteAddressNotWhole,
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Reason::SiteAddressPassword);
    }
    let path = url.path().strip_suffix(FRONT).filter(|path| path.ends_with('/')).unwrap_or(url.path());
    let path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    url.set_path(&path);
    Ok(Some(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_everything_is_joined_to_it() {
        for (typed, kept) in [
            ("https://news.example", "https://news.example/"),
            (" https://news.example.org/ ", "https://news.example.org/"),
            ("HTTPS://News.Example/a", "https://news.example/a/"),
            ("http://localhost:8080/site", "http://localhost:8080/site/"),
            ("https://news.example/index.html", "https://news.example/"),
            ("https://news.example/a/index.html", "https://news.example/a/"),
            ("https://новини.example/", "https://xn--b1amarcd.example/"),
        ] {
            assert_eq!(read(typed).unwrap().unwrap().as_str(), kept, "{typed}");
        }
        assert_eq!(read("  "), Ok(None));
    }

    #[test]
    fn each_mistake_has_its_sentence() {
        for (typed, sentence) in [
            ("news.example", Reason::SiteAddressScheme),
            ("ftp://news.example", Reason::SiteAddressScheme),
            ("mailto:desk@news.example", Reason::SiteAddressScheme),
            ("javascript://news.example/", Reason::SiteAddressScheme),
            ("https://", Reason::SiteAddressNoHost),
            ("https:///story", Reason::SiteAddressNoHost),
            ("https://:8080/", Reason::SiteAddressNoHost),
            ("https://news.example/?page=1", Reason::SiteAddressQuery),
            ("https://news.example/#top", Reason::SiteAddressQuery),
            ("https://news example/", Reason::SiteAddressSpaces),
            ("https://news.example/our site", Reason::SiteAddressSpaces),
            ("https://news.example/\u{7}", Reason::SiteAddressSpaces),
            ("https://desk:secret@news.example/", Reason::SiteAddressPassword),
            ("https://news.example:port/", Reason::SiteAddressNotWhole),
            ("https://[::1/", Reason::SiteAddressNotWhole),
        ] {
            assert_eq!(read(typed), Err(sentence), "{typed}");
        }
    }
}
