//! Dates of the Extended Date/Time Format, levels 0 and 1 as far as dossiers use them
//! (Library of Congress, EDTF specification, 4 February 2019): `2024`, `2024-08`,
//! `2024-08-15~`, `2016/2023`, `2019/..`.

use std::fmt;
use std::str::FromStr;

/// A date or an interval of dates with the precision that its source gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The date, or the first of an interval; the last of one that has no first.
    pub start: Point,
    /// The last of an interval.
    pub end: Option<Point>,
    /// Which side of an interval is open.
    pub open: Option<Open>,
}

/// Which side of an interval is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// `../2019`: until then.
    Start,
    /// `2019/..`: since then.
    End,
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// The year, 0 to 9999.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: it may be wrong.
    pub uncertain: bool,
}

impl FromStr for Date {
    /// What is wrong with it: lower case, no full stop.
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (start, end, open) = match text.split_once('/') {
            Some(("", _) | (_, "")) => {
                let told =
                    "an interval has two ends; one that is open is `..`: `2019/..`";
                return Err(told.to_owned());
            }
            Some(("..", end)) => (end.parse()?, None, Some(Open::Start)),
            Some((start, "..")) => (start.parse()?, None, Some(Open::End)),
            Some((start, end)) => (start.parse()?, Some(end.parse()?), None),
            None => (text.parse::<Point>()?, None, None),
        };
        match end {
            Some(end) if Point::key(end) < Point::key(start) => {
                Err(format!("the interval `{text}` ends before it starts"))
            }
            // From a day to the same day is that day.
            end => Ok(Self { start, end: end.filter(|it| *it != start), open }),
        }
    }
}

impl From<Point> for Date {
    fn from(start: Point) -> Self {
        Self { start, end: None, open: None }
    }
}

impl FromStr for Point {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(['~', '?', '%']);
        let tail = &text[digits.len()..];
        let mut parts = digits.split('-');
        let year = number(parts.next(), 4, 0, 9999).ok_or_else(|| wrong(text))?;
        let month =
            parts.next().map(|it| number(Some(it), 2, 1, 12).ok_or_else(|| wrong(text)));
        let day =
            parts.next().map(|it| number(Some(it), 2, 1, 31).ok_or_else(|| wrong(text)));
        if parts.next().is_some() || tail.len() > 1 {
            return Err(wrong(text));
        }
        let narrow = |it: u16| u8::try_from(it).unwrap_or_default();
        let (month, day) = (month.transpose()?.map(narrow), day.transpose()?.map(narrow));
        if day > month.map(|month| days_in(year, month)) {
            return Err(format!("there is no {digits} in the calendar"));
        }
        let approximate = tail.contains(['~', '%']);
        Ok(Self { year, month, day, approximate, uncertain: tail.contains(['?', '%']) })
    }
}

impl Point {
    /// Year, month, day for sorting; what is not known sorts first.
    pub fn key(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(0), self.day.unwrap_or(0))
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.iter().chain(&self.day).try_for_each(|it| write!(f, "-{it:02}"))?;
        match (self.approximate, self.uncertain) {
            (true, true) => f.write_str("%"),
            (true, false) => f.write_str("~"),
            (false, true) => f.write_str("?"),
            (false, false) => Ok(()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, behind) = match self.open {
            Some(Open::Start) => ("../", ""),
            Some(Open::End) => ("", "/.."),
            None => ("", ""),
        };
        write!(f, "{before}{}{behind}", self.start)?;
        self.end.iter().try_for_each(|end| write!(f, "/{end}"))
    }
}

fn wrong(text: &str) -> String {
    rarer(text).unwrap_or_else(|| {
        format!(
            "`{text}` is not a date: write `2024`, `2024-08`, `2024-08-15`, `2024-08-15~` or `2016/2023`"
        )
    })
}

/// What else EDTF has, and how the same is written here.
fn rarer(text: &str) -> Option<String> {
    if text
        .strip_prefix('-')
        .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(format!("`{text}` lies before the year 0: dates start there"));
    }
    let decade = text.strip_suffix('X').filter(|it| it.len() == 3);
    if let Some(decade) = decade.filter(|it| it.bytes().all(|b| b.is_ascii_digit())) {
        return Some(format!(
            "`{text}` is a decade: write its years, `{decade}0/{decade}9`"
        ));
    }
    let (year, part) = text.split_once('-')?;
    let year: u16 = year.parse().ok().filter(|_| year.len() == 4)?;
    let (what, first, last) = match part.parse().ok()? {
        24 => return Some(winter(text, year)),
        season @ 21..=23_u8 => ("season", season * 3 - 60, season * 3 - 58),
        quarter @ 33..=36 => ("quarter", quarter * 3 - 98, quarter * 3 - 96),
        _ => return None,
    };
    let months = format!("{year:04}-{first:02}/{year:04}-{last:02}");
    Some(format!("`{text}` is a {what}: write its months, `{months}`"))
}

fn winter(text: &str, year: u16) -> String {
    let months = format!("{year:04}-12/{:04}-02", year.saturating_add(1));
    format!("`{text}` is a season: write its months, `{months}`")
}

fn number(text: Option<&str>, digits: usize, least: u16, most: u16) -> Option<u16> {
    let text =
        text.filter(|it| it.len() == digits && it.bytes().all(|b| b.is_ascii_digit()))?;
    text.parse().ok().filter(|it| (least..=most).contains(it))
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap =
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The season that a word or number means, in the languages whose words are bundled: 1 is
/// spring.
pub fn season(word: &str) -> Option<u8> {
    Some(match word.trim().to_lowercase().as_str() {
        "1" | "spring" | "frühling" | "frühjahr" | "printemps" | "primavera"
        | "lente" | "voorjaar" => 1,
        "2" | "summer" | "sommer" | "été" | "verano" | "zomer" => 2,
        "3" | "autumn" | "fall" | "herbst" | "automne" | "otoño" | "herfst"
        | "najaar" => 3,
        "4" | "winter" | "hiver" | "invierno" => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_were_written() {
        for text in [
            "2024",
            "2024-08",
            "2024-08-15",
            "2024-08-15~",
            "2016/2023",
            "1997?",
            "2019/..",
            "../2019-05",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn from_a_day_to_the_same_day_is_that_day() {
        let date: Date = "2024-02-16/2024-02-16".parse().unwrap();
        assert_eq!(date.to_string(), "2024-02-16");
    }

    #[test]
    fn what_dates_do_not_have_is_told_with_what_they_have() {
        for (text, told) in [
            ("2024-21", "`2024-21` is a season: write its months, `2024-03/2024-05`"),
            ("2024-24", "`2024-24` is a season: write its months, `2024-12/2025-02`"),
            ("2024-34", "`2024-34` is a quarter: write its months, `2024-04/2024-06`"),
            ("202X", "`202X` is a decade: write its years, `2020/2029`"),
            ("-0043", "`-0043` lies before the year 0: dates start there"),
            ("2019/", "an interval has two ends; one that is open is `..`: `2019/..`"),
        ] {
            assert_eq!(text.parse::<Date>().unwrap_err(), told);
        }
        assert!("../..".parse::<Date>().is_err());
    }

    #[test]
    fn what_is_not_in_the_calendar_is_refused() {
        for text in [
            "2023-02-29",
            "2024-13",
            "24-01-01",
            "2024-1",
            "2023/2016",
            "x",
            "2024-08-15~~",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert!("2024-02-29".parse::<Date>().is_ok());
    }
}
