//! Photos by content hash: `img://localhost/<sha256>[?w=<width>]`, and nothing else. The protocol takes
//! no paths, so there is none to climb out of.

use std::num::NonZeroU32;

use tauri::http::{header, Response, StatusCode};

/// What an address asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The hash, 64 lowercase hex digits.
    pub hash: String,
    /// A width to scale down to, in pixels.
    pub width: Option<NonZeroU32>,
}

impl Wanted {
    /// Reads the path and query of an address. `None` for everything that is not exactly a hash, with a
    /// width or without.
    #[must_use]
    pub fn of(path: &str, query: Option<&str>) -> Option<Self> {
        let hash = path.strip_prefix('/')?;
        let lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if hash.len() != 64 || !hash.bytes().all(lower_hex) {
            return None;
        }
        let width = match query {
            None => None,
            Some(query) => {
                let digits = query.strip_prefix("w=")?;
                if digits.len() > 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                Some(digits.parse().ok()?)
            }
        };
        Some(Self { hash: hash.to_owned(), width })
    }
}

/// A photo's bytes and what they are.
#[derive(Debug)]
pub struct Found {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// `image/jpeg` and the like: read off the bytes, never off a name.
    pub mime: &'static str,
}

/// The answer to the webview: the photo, or nothing at all.
pub fn response(found: Option<Found>) -> Response<Vec<u8>> {
    // A name is its content, which never changes; what is not there may come.
    let (status, mime, kept, bytes) = match found {
        Some(Found { bytes, mime }) => (StatusCode::OK, mime, "private, max-age=31536000, immutable", bytes),
        None => (StatusCode::NOT_FOUND, "application/octet-stream", "no-store", Vec::new()),
    };
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let said = [
        (header::CONTENT_TYPE, mime),
        (header::CACHE_CONTROL, kept),
        // It is a picture, whatever it looks like.
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    for (name, value) in said {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_nothing_but_a_picture_and_what_is_not_there_is_empty() {
        let found = response(Some(Found { bytes: vec![1], mime: "image/webp" }));
        assert_eq!(
            (found.status(), &found.headers()["content-type"]),
            (StatusCode::OK, &"image/webp".parse().unwrap())
        );
        assert_eq!(found.headers()["x-content-type-options"], "nosniff");
        let missing = response(None);
        assert_eq!((missing.status(), missing.body().len()), (StatusCode::NOT_FOUND, 0));
    }

    const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn a_hash_is_a_photo_with_a_width_or_without() {
        let path = format!("/{HASH}");
        assert_eq!(Wanted::of(&path, None), Some(Wanted { hash: HASH.into(), width: None }));
        assert_eq!(Wanted::of(&path, Some("w=480")).and_then(|wanted| wanted.width), NonZeroU32::new(480));
    }

    #[test]
    fn two_hundred_addresses_that_climb_are_no_photos() {
        let climbs = [
            "..",
            "%2e%2e",
            "..%2f",
            "%2e%2e%2f",
            "..\\",
            "%5c..",
            "....//",
            "%c0%ae%c0%ae",
            "..;",
            "\u{2024}\u{2024}",
        ];
        let targets = ["etc/passwd", "etc%2fpasswd", "copydesk.sqlite", "proc/self/environ", HASH];
        let mut tried = 0;
        for climb in climbs {
            for target in targets {
                for path in [
                    format!("/{climb}/{target}"),
                    format!("/{HASH}/{climb}/{target}"),
                    format!("//{climb}/{target}"),
                    format!("{climb}/{target}"),
                ] {
                    assert_eq!(Wanted::of(&path, None), None, "{path}");
                    tried += 1;
                }
            }
        }
        assert_eq!(tried, 200);
    }

    #[test]
    fn near_misses_are_no_photos() {
        let upper = HASH.to_uppercase();
        for path in [
            "",
            "/",
            HASH,
            &format!("/{upper}"),
            &format!("/{HASH}0"),
            &format!("/{HASH}\0"),
            &format!("/{HASH}.jpg"),
        ] {
            assert_eq!(Wanted::of(path, None), None, "{path:?}");
        }
        for query in ["", "w=", "w=0", "w=-1", "w=+1", "w=999999", "w=1&w=2", "x=1", "w=4%38"] {
            assert_eq!(Wanted::of(&format!("/{HASH}"), Some(query)), None, "{query:?}");
        }
    }
}
