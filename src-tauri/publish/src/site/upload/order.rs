//! In which order files go, and as what.

/// Pages that everything else is found from: they go when all that they lead to is there.
const LAST: u8 = 6;

/// A file goes after every file of a lower rank. What is not there yet goes before what is: nothing that a reader
/// can reach leads to it until it is there.
pub(super) fn rank(path: &str, is_there: bool) -> u8 {
    let is_story = path.starts_with("story/");
    match path {
        path if path.starts_with("media/") => 0,
        "site.css" => 1,
        "index.html" | "feed.xml" => LAST,
        path if path.starts_with("sitemap") => LAST,
        _ => match (is_there, is_story) {
            (false, true) => 2,
            (false, false) => 3,
            (true, true) => 4,
            (true, false) => 5,
        },
    }
}

/// Whether a page only leads to stories: what somebody wrote into it stands in no story's way.
pub(super) fn only_leads(path: &str) -> bool {
    !path.starts_with("story/") && !path.starts_with("media/")
}

/// What a file is, for the server's answer to a reader.
pub(super) fn media_type(path: &str) -> &'static str {
    match (path, path.rsplit('.').next().unwrap_or_default()) {
        ("feed.xml", _) => "application/atom+xml; charset=utf-8",
        (_, "html") => "text/html; charset=utf-8",
        (_, "css") => "text/css; charset=utf-8",
        (_, "xml") => "application/xml; charset=utf-8",
        (_, "json") => "application/json",
        (_, "jpg" | "jpeg") => "image/jpeg",
        (_, "png") => "image/png",
        (_, "webp") => "image/webp",
        (_, "gif") => "image/gif",
        _ => "application/octet-stream",
    }
}

/// How long a reader's browser may keep it unasked: a picture's name is its hash, and a page may be corrected.
pub(super) fn cache_control(path: &str) -> &'static str {
    if path.starts_with("media/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_goes_before_what_it_leads_to() {
        let order = [
            ("media/ab-320.jpg", false),
            ("site.css", true),
            ("story/new.html", false),
            ("section/new.html", false),
            ("story/old.html", true),
            ("section/old.html", true),
            ("index.html", true),
        ];
        let ranks: Vec<u8> = order.iter().map(|(path, is_there)| rank(path, *is_there)).collect();
        assert!(ranks.windows(2).all(|two| two[0] < two[1]), "{ranks:?}");
        for last in ["index.html", "feed.xml", "sitemap.xml", "sitemap-2.xml", "sitemap-latest.xml"] {
            assert_eq!(rank(last, false), LAST, "{last} goes last the first time, too");
        }
    }

    #[test]
    fn files_say_what_they_are() {
        for (path, media) in [
            ("index.html", "text/html; charset=utf-8"),
            ("feed.xml", "application/atom+xml; charset=utf-8"),
            ("sitemap.xml", "application/xml; charset=utf-8"),
            ("media/ab.webp", "image/webp"),
        ] {
            assert_eq!(media_type(path), media);
        }
    }
}
