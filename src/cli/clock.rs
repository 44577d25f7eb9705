//! The day, for what must say when something was read, and the time that bundles and exports
//! carry. Builds know no clock.

use crate::base::Day;
use crate::diag::Failure;
use std::time::{SystemTime, UNIX_EPOCH};

const NAME: &str = "SOURCE_DATE_EPOCH";

/// The end of 9999: later days have no date of four digits.
const LAST: i64 = 253_402_300_799;

/// The time that `SOURCE_DATE_EPOCH` gives, in seconds since 1970, if it is set:
/// <https://reproducible-builds.org/specs/source-date-epoch/>.
#[expect(
    clippy::disallowed_methods,
    reason = "cli is the room that reads the environment"
)]
pub(super) fn given() -> Result<Option<i64>, Failure> {
    let text = std::env::var(NAME).unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    let time = text.trim().parse::<i64>().ok().filter(|it| (0..=LAST).contains(it));
    let wrong = || Failure::new(format!("`{NAME}` is `{}`", text.escape_debug()));
    time.map(Some).ok_or_else(|| {
        wrong().help(
            "it is a number of seconds since 1970, no milliseconds: `git log -1 --format=%ct` \
             prints one",
        )
    })
}

/// Today, in UTC. `SOURCE_DATE_EPOCH` sets it, as in other programs that date what they
/// make.
#[expect(clippy::disallowed_methods, reason = "cli is the room that knows the time")]
pub(super) fn today() -> Day {
    let set = given().ok().flatten();
    let clock = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        since.ok().and_then(|it| i64::try_from(it.as_secs()).ok()).unwrap_or_default()
    };
    Day::of_unix(set.unwrap_or_else(clock))
}
