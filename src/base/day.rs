//! A day of the calendar, for what is dated to the day and compared in days.

use std::fmt;
use std::str::FromStr;

/// Days since 1 January 1970 in the Gregorian calendar; printed as `2024-08-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day in which a Unix time falls, in UTC.
    pub fn of_unix(seconds: i64) -> Self {
        Self(seconds.div_euclid(86_400))
    }

    /// How many days lie between this day and a later one; negative if it is earlier.
    pub fn until(self, later: Self) -> i64 {
        later.0 - self.0
    }

    /// Year, month from 1, day from 1. The method is that of Howard Hinnant's `civil_from_days`:
    /// years start in March, so that the leap day comes last.
    pub fn civil(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year + era * 400 + i64::from(month <= 2), month, day)
    }

    fn of_civil(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * 146_097 + days - 719_468)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = ();

    /// Reads `2024-08-15`; a day that no month has is an error.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
        let mut part = || parts.next().and_then(Result::ok).map(i64::from).ok_or(());
        let (year, month, day) = (part()?, part()?, part()?);
        let made = Self::of_civil(year, month, day);
        let is_real = (1..=12).contains(&month) && made.to_string() == text;
        is_real.then_some(made).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(Day::of_unix(0).to_string(), "1970-01-01");
        assert_eq!(Day::of_unix(-1).to_string(), "1969-12-31");
        assert_eq!(Day::of_unix(1_709_164_800).to_string(), "2024-02-29");
        assert_eq!(Day::of_unix(4_102_444_800).to_string(), "2100-01-01");
    }

    #[test]
    fn what_is_printed_is_read_again() {
        for day in (-800_000..800_000).step_by(97).map(Day) {
            assert_eq!(day.to_string().parse(), Ok(day).filter_year());
        }
        for wrong in ["2023-02-29", "2024-13-01", "2024-1-1", "2024-01", "x", ""] {
            assert_eq!(wrong.parse::<Day>(), Err(()), "{wrong}");
        }
    }

    trait FilterYear {
        fn filter_year(self) -> Self;
    }

    /// Years before 0 and after 9999 are not written.
    impl FilterYear for Result<Day, ()> {
        fn filter_year(self) -> Self {
            self.and_then(|it| (0..=9999).contains(&it.civil().0).then_some(it).ok_or(()))
        }
    }

    #[test]
    fn days_are_counted() {
        let day = |it: &str| it.parse::<Day>().unwrap();
        assert_eq!(day("2024-02-28").until(day("2024-03-01")), 2);
    }
}
