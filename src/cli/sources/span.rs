//! Spans of time as they are written on the command line: `20s`, `90d`.

use std::time::Duration;

const DAY: u64 = 24 * 60 * 60;

/// Reads a span of seconds and less: `500ms`, `20s`, `2m`; a number alone is seconds.
pub(super) fn short(text: &str) -> Result<Duration, String> {
    let of = |unit: &str| match unit {
        "ms" => Some(1),
        "" | "s" => Some(1000),
        "m" => Some(60_000),
        _ => None,
    };
    let help = || "write `500ms`, `20s` or `2m`".to_owned();
    read(text, of).map(Duration::from_millis).ok_or_else(help)
}

/// Reads a span of days and more, in days: `90d`, `12w`; a number alone is days.
pub(super) fn long(text: &str) -> Result<i64, String> {
    let of = |unit: &str| match unit {
        "" | "d" => Some(1),
        "w" => Some(7),
        "y" => Some(365),
        _ => None,
    };
    let help = || "write `90d`, `12w` or `1y`".to_owned();
    read(text, of).and_then(|it| i64::try_from(it).ok()).ok_or_else(help)
}

fn read(text: &str, of: impl Fn(&str) -> Option<u64>) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    number
        .parse::<u64>()
        .ok()?
        .checked_mul(of(unit.trim())?)
        .filter(|it| *it < 1000 * DAY * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_with_their_units() {
        assert_eq!(short("20"), Ok(Duration::from_secs(20)));
        assert_eq!(short("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(short("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(long("90d"), Ok(90));
        assert_eq!(long("2w"), Ok(14));
        for wrong in ["", "d", "1h", "-1d", "1.5s", "99999999999999999999s"] {
            assert!(short(wrong).is_err() && long(wrong).is_err(), "{wrong}");
        }
    }
}
