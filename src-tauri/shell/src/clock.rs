//! The wall clock and the random numbers. Only this room and the side door have real ones; everybody else is
//! handed theirs.

use std::time::{SystemTime, UNIX_EPOCH};

use copy::Stamp;
use newsroom::{Clock, Random};

/// This computer's clock and zone.
pub struct WallClock;

impl Clock for WallClock {
    #[allow(clippy::disallowed_methods, reason = "this is where the clock is read")]
    fn now(&self) -> Stamp {
        // A clock before 1970 is no clock: its moment is the beginning.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Stamp {
            at_ms: i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
            zone: iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned()),
        }
    }
}

/// This computer's random numbers.
pub struct Chance;

impl Random for Chance {
    #[allow(clippy::disallowed_methods, reason = "this is where randomness is drawn")]
    fn bytes(&self) -> [u8; 32] {
        rand::random()
    }
}
