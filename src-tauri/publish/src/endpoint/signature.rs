//! Standard Webhooks: HMAC-SHA256 over identifier, time and body.

use crate::{Reason, Trouble};
use base64::{engine::general_purpose::STANDARD, Engine};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// A signing secret, keyed and ready; the text that it was read from is not kept.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

/// Shorter keys can be guessed.
const SHORTEST_BYTES: usize = 16;

impl Secret {
    /// Reads `whsec_` and Base64.
    pub fn read(text: &str) -> Result<Self, Trouble> {
        let wrong = || Trouble::paused(Reason::SecretForm);
        let key = text.trim().strip_prefix("whsec_").ok_or_else(wrong)?;
        let key = STANDARD.decode(key).map_err(|_| wrong())?;
        if key.len() < SHORTEST_BYTES {
            return Err(wrong());
        }
        Hmac::new_from_slice(&key).map(Self).map_err(|_| wrong())
    }

    /// The value of `webhook-signature`.
    pub fn sign(&self, id: &str, seconds: i64, body: &[u8]) -> String {
        let mut mac = self.0.clone();
        mac.update(format!("{id}.{seconds}.").as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Standard Webhooks specification's own libraries.
    #[test]
    fn signs_as_others_do() {
        let secret = Secret::read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        assert_eq!(
            secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }

    #[test]
    fn what_is_no_secret_is_refused_before_anything_is_signed() {
        for bad in ["", "hunter2", "whsec_", "whsec_!!!", "whsec_c2hvcnQ="] {
            assert!(matches!(Secret::read(bad), Err(Trouble::Paused { .. })), "{bad}");
        }
    }
}
