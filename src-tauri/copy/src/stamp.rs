//! When something happened.

use serde::{Deserialize, Serialize};

/// A moment as one computer's clock told it. Order among records is causal, never this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// UTC milliseconds since 1970.
    pub at_ms: i64,
    /// The zone's name there (IANA), e.g. `Europe/Kyiv`.
    pub zone: String,
}
