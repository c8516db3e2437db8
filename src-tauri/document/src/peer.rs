//! Who writes: one number a member, story and run.

use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// 64 random bits, drawn at the first edit of a story by one member in one run of the app, and
/// never used again. Written as 16 hex digits, because JSON's numbers lose the last bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeerId(pub u64);

impl fmt::Display for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for PeerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PeerId({self})")
    }
}

/// A text that is not 16 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a peer: 16 lowercase hex digits were expected")]
pub struct BadPeerText;

impl FromStr for PeerId {
    type Err = BadPeerText;
    fn from_str(text: &str) -> Result<Self, BadPeerText> {
        let peer = u64::from_str_radix(text, 16).map(PeerId).map_err(|_| BadPeerText)?;
        (peer.to_string() == text).then_some(peer).ok_or(BadPeerText)
    }
}

impl Serialize for PeerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PeerId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_sixteen_hex_digits() {
        assert_eq!(PeerId(255).to_string(), "00000000000000ff");
        assert_eq!("00000000000000ff".parse(), Ok(PeerId(255)));
        assert_eq!("ff".parse::<PeerId>(), Err(BadPeerText));
        assert_eq!("00000000000000FF".parse::<PeerId>(), Err(BadPeerText));
    }
}
