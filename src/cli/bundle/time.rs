//! The time that the files of bundles carry, as reproducible builds give it; the clock is
//! never asked. <https://reproducible-builds.org/specs/source-date-epoch/>

use crate::diag::Failure;

const NAME: &str = "SOURCE_DATE_EPOCH";

/// The Unix time in the environment, if one is given.
#[expect(
    clippy::disallowed_methods,
    reason = "cli is the room that reads the environment"
)]
pub(super) fn given() -> Result<Option<i64>, Failure> {
    let Ok(text) = std::env::var(NAME) else { return Ok(None) };
    let time = text.parse::<i64>().ok().filter(|it| (0..=LAST).contains(it));
    let wrong = || Failure::new(format!("`{NAME}` is `{}`", text.escape_debug()));
    time.map(Some).ok_or_else(|| wrong().help("it is a number of seconds since 1970"))
}

/// The end of 9999: later days have no date of four digits.
const LAST: i64 = 253_402_300_799;
