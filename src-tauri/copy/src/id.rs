//! Identifiers: UUIDv4s written as 32 lowercase hex digits; outside the house `urn:uuid:…`.

use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A text that is not 32 lowercase hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 32 lowercase hex digits were expected")]
pub struct BadId;

fn parse(text: &str) -> Result<u128, BadId> {
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    if text.len() != 32 || !text.bytes().all(hex) {
        return Err(BadId);
    }
    u128::from_str_radix(text, 16).map_err(|_| BadId)
}

/// Sets version 4 and the variant, so that 16 random bytes are a lawful UUID.
fn version_4(random: [u8; 16]) -> u128 {
    let bits = u128::from_be_bytes(random);
    (bits & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// An identifier made of 16 random bytes, which the caller draws.
            pub fn from_random(random: [u8; 16]) -> Self {
                Self(version_4(random))
            }

            /// `urn:uuid:…`, the form for everybody outside.
            pub fn urn(self) -> String {
                let hex = self.to_string();
                let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
                format!(
                    "urn:uuid:{}-{}-{}-{}-{}",
                    part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)
                )
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:032x})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A story, the same on every desk.
    StoryId
    /// A picture's place in one story.
    FigureId
    /// An embed in one story: a related story or a page elsewhere.
    EmbedId
    /// A dated note to readers.
    ReaderNoteId
    /// A person who is printed: byline, author card.
    PersonId
    /// A member who acts at the desk.
    MemberId
    /// One incarnation of a desk folder on one computer.
    DeviceId
    /// A revision of a story.
    RevisionId
    /// A comment thread.
    ThreadId
    /// A suggested change of a text.
    SuggestionId
    /// Any other append-only record: workflow events, cards, ticks, receipts.
    RecordId
    /// A place that stories are published to.
    DestinationId
    /// One publish job: a story's revision on its way to one destination.
    JobId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_id_is_a_version_4_uuid_and_reads_back() {
        let id = StoryId::from_random([0xff; 16]);
        assert_eq!(id.to_string(), "ffffffffffff4fffbfffffffffffffff");
        assert_eq!(id.urn(), "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn other_spellings_are_refused() {
        for bad in ["", "FFFFFFFFFFFF4FFFBFFFFFFFFFFFFFFF", "ffffffff-ffff-4fff-bfff-ffffffffffff"] {
            assert_eq!(bad.parse::<StoryId>(), Err(BadId), "{bad} must be refused");
        }
    }
}
