//! The one time that every file of a bundle carries.

use crate::base::Day;

/// A time as zip has it: that of MS-DOS, in steps of two seconds from 1980 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds in two-second steps, minutes, hours.
    pub time: u16,
    /// Day, month, years since 1980.
    pub date: u16,
}

impl Stamp {
    /// The first time that the format knows: 1980-01-01, midnight.
    pub const FIRST: Self = Self { time: 0, date: 0b0000_0000_0010_0001 };

    /// The time of a Unix time, in UTC; earlier and later ones become the first and last
    /// that the format knows.
    pub fn of_unix(seconds: i64) -> Self {
        let (year, month, day) = Day::of_unix(seconds).civil();
        let of_day = seconds.rem_euclid(86_400);
        match u16::try_from(year - 1980) {
            Err(_) if year < 1980 => Self::FIRST,
            Ok(years) if years < 128 => Self {
                time: bits(of_day / 3600, of_day / 60 % 60, 6, of_day % 60 / 2),
                date: bits(i64::from(years), month, 4, day),
            },
            _ => Self { time: u16::MAX, date: u16::MAX },
        }
    }
}

/// Three numbers in one: the middle one has so many bits, the last one five. They fit, for
/// they are those of a clock and a calendar.
fn bits(first: i64, middle: i64, width: u32, last: i64) -> u16 {
    let all = (first << (width + 5)) | (middle << 5) | last;
    u16::try_from(all).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn times_before_1980_become_1980() {
        assert_eq!(Stamp::of_unix(0), Stamp::FIRST);
        assert_eq!(Stamp::of_unix(315_532_800), Stamp::FIRST);
        assert_eq!(Stamp::of_unix(315_532_802), Stamp { time: 1, date: 33 });
    }

    #[test]
    fn a_time_is_that_of_utc() {
        // 2024-02-29 23:59:58
        let stamp = Stamp::of_unix(1_709_251_198);
        assert_eq!(stamp.date, 44 * 512 + 2 * 32 + 29);
        assert_eq!(stamp.time, 23 * 2048 + 59 * 32 + 29);
    }
}
