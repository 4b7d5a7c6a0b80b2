//! The clock.

use std::time::{SystemTime, UNIX_EPOCH};

use sfmtls::certificate::Time;

/// The moment of the clock.
pub fn now() -> Time {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Time::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}
