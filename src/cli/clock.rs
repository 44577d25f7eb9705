//! The day, for what must say when something was read. Builds know no clock.

use crate::base::Day;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today, in UTC. `SOURCE_DATE_EPOCH` sets it, as in other programs that date what they
/// make.
#[expect(clippy::disallowed_methods, reason = "cli is the room that knows the time")]
pub(super) fn today() -> Day {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|it| it.parse().ok());
    let clock = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.ok().and_then(|it| i64::try_from(it.as_secs()).ok()).unwrap_or_default()
    };
    Day::of_unix(set.unwrap_or_else(clock))
}
