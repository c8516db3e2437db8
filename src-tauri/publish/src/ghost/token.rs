//! The Admin API key, and the short-lived tokens that are made with it. The key itself never travels.

use crate::{Reason, Trouble};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;

/// How long a token is good for; a server refuses longer ones.
const GOOD_FOR_SECONDS: i64 = 300;

/// An Admin API key, keyed and ready; the text that it was read from is not kept.
#[derive(Clone)]
pub struct Key {
    id: String,
    mac: Hmac<Sha256>,
}

impl Key {
    /// Reads `id:secret`, both in hex, as Ghost shows it.
    pub fn read(text: &str) -> Result<Self, Trouble> {
        let wrong = || Trouble::paused(Reason::KeyForm);
        let (id, secret) = text.trim().split_once(':').ok_or_else(wrong)?;
        let is_id = id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit());
        let secret = hex::decode(secret).ok().filter(|secret| is_id && secret.len() == 32);
        let mac = secret.and_then(|secret| Hmac::new_from_slice(&secret).ok()).ok_or_else(wrong)?;
        Ok(Self { id: id.to_owned(), mac })
    }

    /// A JSON Web Token (HS256) that begins at this second, by the server's clock.
    pub fn token(&self, seconds: i64) -> String {
        let header = json!({ "alg": "HS256", "typ": "JWT", "kid": self.id });
        let claims = json!({ "iat": seconds, "exp": seconds + GOOD_FOR_SECONDS, "aud": "/admin/" });
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut mac = self.mac.clone();
        mac.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_admin_key_is_refused_before_anything_is_sent() {
        let (id, secret) = ("c0de5c0de5c0de5c0de50001", "ab".repeat(32));
        assert!(Key::read(&format!(" {id}:{secret}\n")).is_ok());
        for bad in [
            String::new(),
            "hunter2".into(),
            // A Content API key.
            "22444f78447824223cefc48062".into(),
            format!("{id}:"),
            format!("{id}:{}", "ab".repeat(31)),
            format!("{id}:{}", "zz".repeat(32)),
            format!("{}:{secret}", id.get(1..).unwrap_or_default()),
        ] {
            assert!(matches!(Key::read(&bad), Err(Trouble::Paused { .. })), "{bad}");
        }
    }

    /// Signed by another implementation (Node's `crypto`), over the same header and claims.
    #[test]
    fn signs_as_others_do() {
        let key = Key::read(&format!("c0de5c0de5c0de5c0de50001:{}", "ab".repeat(32))).unwrap();
        let token = key.token(1_760_436_720);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        assert_eq!(
            signed,
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImMwZGU1YzBkZTVjMGRlNWMwZGU1MDAwMSJ9.\
             eyJpYXQiOjE3NjA0MzY3MjAsImV4cCI6MTc2MDQzNzAyMCwiYXVkIjoiL2FkbWluLyJ9"
        );
        assert_eq!(signature, "NKQFp9qqNhylunnjekLCXXWkcKEfy5SNBFoPi-6mEQ8");
    }
}
