//! Times as STIX writes them: `2024-08-08T00:00:00.000Z`.

use crate::model::Date;
use crate::redact::Edition;

/// A moment in the order of time: RFC 3339 in UTC with milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(String);

impl Moment {
    /// When an edition last changed: `epoch`, else the newest date of a page. A build has no
    /// clock.
    pub(super) fn of(edition: &Edition, epoch: Option<i64>) -> Self {
        let dates = edition.pages().iter().filter_map(|it| it.face.date);
        let newest = || dates.map(|it| Self::of_date(&it)).max();
        let epoch = epoch.map(Self::of_epoch);
        epoch.or_else(newest).unwrap_or_else(Self::unknown)
    }

    /// The first moment of a date.
    pub(super) fn of_date(date: &Date) -> Self {
        let (year, month, day) = date.start.key();
        Self(format!("{year:04}-{:02}-{:02}T00:00:00.000Z", month.max(1), day.max(1)))
    }

    /// The last second of a date.
    pub(super) fn end_of(date: &Date) -> Self {
        let (year, month, day) = date.end.unwrap_or(date.start).key();
        let month = if month == 0 { 12 } else { month };
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + u8::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let day = if day == 0 { last } else { day };
        Self(format!("{year:04}-{month:02}-{day:02}T23:59:59.000Z"))
    }

    /// The time of what has none: the first moment of 1970, which nobody takes for a date.
    pub(super) fn unknown() -> Self {
        Self::of_epoch(0)
    }

    /// Seconds since 1970; what lies outside the years 0 to 9999 is brought back to them.
    /// The days are counted as in Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    pub(super) fn of_epoch(seconds: i64) -> Self {
        let seconds = seconds.clamp(-62_167_219_200, 253_402_300_799);
        let (days, rest) =
            (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * years + years / 4 - years / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = years + era * 400 + i64::from(month <= 2);
        let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
        Self(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000Z"
        ))
    }

    /// As text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_ends_with_its_last_second() {
        for (date, expect) in [
            ("2019", "2019-12-31T23:59:59.000Z"),
            ("2024-02", "2024-02-29T23:59:59.000Z"),
            ("2019/2023-04", "2023-04-30T23:59:59.000Z"),
            ("2024-08-15", "2024-08-15T23:59:59.000Z"),
        ] {
            assert_eq!(Moment::end_of(&date.parse().unwrap()).as_str(), expect);
        }
    }

    #[test]
    fn seconds_become_moments() {
        for (seconds, expect) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399, "2000-02-28T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"),
            (1_723_075_200, "2024-08-08T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.000Z"),
            (i64::MAX, "9999-12-31T23:59:59.000Z"),
            (i64::MIN, "0000-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(Moment::of_epoch(seconds).as_str(), expect);
        }
    }
}
