//! The dates of an item. The engine knows years, months and days only: an interval, a year
//! that is too large and words in place of a date travel as a year that nobody writes,
//! and are told in words behind the engine.

use super::item::text;
use super::locale;
use crate::model::Date;
use crate::model::date::{self, Point};
use hayagriva::citationberg::TermForm;
use hayagriva::citationberg::json::{DateValue, Value, VecDate, VecDateRange};
use hayagriva::citationberg::taxonomy::{OtherTerm, Season, Term};
use serde_json::Value as Json;

/// The years from which on a year stands for words.
const STAND_IN: i16 = 20_000;

/// What a year stands for: a stand-in, or the year of a season.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Told {
    /// The year as the engine prints it.
    pub(super) year: String,
    /// What a citation in the text shows: `2016–2023`.
    pub(super) short: String,
    /// What an entry shows: `8–15 August 2024`.
    pub(super) long: String,
    /// Whether it is told once: further dates may have the same year.
    pub(super) once: bool,
}

/// A date for formatting; where a stand-in would sort wrongly, another for sorting.
pub(super) struct Read {
    pub(super) shown: Value,
    pub(super) sorted: Option<Value>,
}

/// Numbers of a date: year, month or season, day.
#[derive(Clone, Copy, Default)]
struct Numbers {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    season: Option<u8>,
}

pub(super) fn read(value: &Json, lang: &str, told: &mut Vec<Told>) -> Option<Read> {
    let points = points(value);
    let circa = value.get("circa").is_some_and(is_true);
    match points.as_slice() {
        [] => words(value, told),
        [one] => {
            note_season(*one, value, lang, told);
            Some(single(*one, circa, told))
        }
        [first, .., last] => Some(interval(*first, *last, lang, told)),
    }
}

/// What cannot be read as numbers: the words themselves.
fn words(value: &Json, told: &mut Vec<Told>) -> Option<Read> {
    let key = ["literal", "raw"].into_iter().find_map(|it| value.get(it));
    let mut words = key.map(text).unwrap_or_default();
    if words.is_empty() {
        words = text(value);
    }
    if words.is_empty() {
        return None;
    }
    Some(Read { shown: stand_in(9_999, words.clone(), words, told), sorted: None })
}

/// Notes the season of a year, which entries tell with it. Styles that were given it would
/// put it into citations, and say it twice in entries.
fn note_season(point: Numbers, value: &Json, lang: &str, told: &mut Vec<Told>) {
    let named = || date::season(&text(value.get("season")?));
    let season = point.season.or_else(named).filter(|_| point.month.is_none());
    let Some(word) = season.and_then(|it| season_word(it, lang)) else { return };
    let year = point.year.to_string();
    let long = format!("{word} {year}");
    told.push(Told { year: year.clone(), short: year, long, once: true });
}

fn single(point: Numbers, circa: bool, told: &mut Vec<Told>) -> Read {
    // Year 0 is 1 BC for the engine, and -43 means 43 BC in CSL.
    let year = if point.year < 0 { point.year + 1 } else { point.year };
    let shown = if let Some(year) = i16::try_from(year).ok().filter(|it| *it < STAND_IN) {
        parts(year, point.month, point.day, circa)
    } else {
        let year = point.year.to_string();
        stand_in(9_999, year.clone(), year, told)
    };
    Read { shown, sorted: None }
}

fn interval(first: Numbers, last: Numbers, lang: &str, told: &mut Vec<Told>) -> Read {
    let years = if first.year == last.year {
        first.year.to_string()
    } else {
        format!("{}–{}", first.year, last.year)
    };
    let long = match (point(first), point(last)) {
        (Some(start), Some(end)) => {
            Date { start, end: Some(end), open: None }.readable(lang)
        }
        _ => years.clone(),
    };
    let start = i16::try_from(first.year.clamp(-9_999, 9_999)).unwrap_or_default();
    let shown = stand_in(start.max(0), years, long, told);
    Read { shown, sorted: Some(parts(start, first.month, first.day, false)) }
}

fn point(numbers: Numbers) -> Option<Point> {
    let year = u16::try_from(numbers.year).ok().filter(|it| *it <= 9_999)?;
    let (month, day) = (numbers.month, numbers.day);
    Some(Point { year, month, day, approximate: false, uncertain: false })
}

/// A year that nobody writes, in the order of the years.
fn stand_in(start: i16, short: String, long: String, told: &mut Vec<Told>) -> Value {
    let mut year = STAND_IN + start;
    while told.iter().any(|it| it.year == year.to_string()) {
        year += 1;
    }
    told.push(Told { year: year.to_string(), short, long, once: false });
    parts(year, None, None, false)
}

fn parts(year: i16, month: Option<u8>, day: Option<u8>, circa: bool) -> Value {
    let day = day.filter(|_| month.is_some());
    let narrow = month.into_iter().chain(day).map(i16::from);
    let date = VecDate(std::iter::once(year).chain(narrow).collect());
    Value::Date(DateValue::DateParts {
        date_parts: VecDateRange(vec![date]),
        literal: None,
        season: None,
        circa,
    })
}

/// The points of a date in any of the shapes of CSL: `date-parts`, EDTF text, a year, the
/// keys `year`, `month`, `day`.
fn points(value: &Json) -> Vec<Numbers> {
    match value {
        Json::Number(_) => numbers(std::slice::from_ref(value)).into_iter().collect(),
        Json::String(text) => edtf(text),
        Json::Array(items) => lists(items),
        Json::Object(keys) => match (keys.get("date-parts"), keys.get("raw")) {
            (Some(Json::Array(items)), _) => lists(items),
            (Some(other), _) => points_of_scalar(other),
            (None, Some(Json::String(raw))) => edtf(raw),
            (None, _) => {
                let keys = ["year", "month", "day"].iter();
                let parts: Vec<Json> =
                    keys.map_while(|it| value.get(it).cloned()).collect();
                numbers(&parts).into_iter().collect()
            }
        },
        Json::Null | Json::Bool(_) => Vec::new(),
    }
}

fn points_of_scalar(value: &Json) -> Vec<Numbers> {
    match value {
        Json::String(text) => edtf(text),
        Json::Number(_) => points(value),
        _ => Vec::new(),
    }
}

/// `[2024, 8]` is one point, `[[2024, 8], [2024, 9]]` are two.
fn lists(items: &[Json]) -> Vec<Numbers> {
    let nested = items.iter().any(Json::is_array);
    if !nested {
        return numbers(items).into_iter().collect();
    }
    items.iter().filter_map(|it| numbers(it.as_array()?)).collect()
}

fn numbers(parts: &[Json]) -> Option<Numbers> {
    let mut parts = parts.iter().map(number);
    let year = parts.next()??;
    let (month, day) = (parts.next().flatten(), parts.next().flatten());
    Some(placed(year, month, day))
}

/// A month above 12 is a season; what is no month and no day is left out.
fn placed(year: i64, month: Option<i64>, day: Option<i64>) -> Numbers {
    let season = match month {
        Some(it @ 13..=16) => u8::try_from(it - 12).ok(),
        Some(it @ 21..=24) => u8::try_from(it - 20).ok(),
        _ => None,
    };
    let within = |it: i64, most: i64| (1..=most).contains(&it).then_some(it);
    let month = month.and_then(|it| u8::try_from(within(it, 12)?).ok());
    let day = day.and_then(|it| u8::try_from(within(it, 31)?).ok());
    Numbers { year, month, day, season }
}

fn number(value: &Json) -> Option<i64> {
    match value {
        Json::Number(it) => it.as_i64().or_else(|| it.as_f64().and_then(whole)),
        Json::String(it) => it.trim().parse().ok(),
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    let text = number.to_string();
    text.split('.').next()?.parse().ok()
}

/// EDTF text: our own dates, and a time behind a day.
fn edtf(text: &str) -> Vec<Numbers> {
    let text = text.trim();
    let day = text.as_bytes().get(10) == Some(&b'T');
    let text = text.get(..10).filter(|_| day).unwrap_or(text);
    let Ok(date) = text.parse::<Date>() else { return Vec::new() };
    let numbers = |it: Point| Numbers {
        year: i64::from(it.year),
        month: it.month,
        day: it.day,
        season: None,
    };
    std::iter::once(date.start).chain(date.end).map(numbers).collect()
}

/// The words of a season in the locale of the page.
fn season_word(season: u8, lang: &str) -> Option<&'static str> {
    let season = OtherTerm::season(Season::try_from_csl_number(season).ok()?);
    let locale = locale::of(lang).1.first()?;
    locale.term(Term::Other(season), TermForm::Long)?.single()
}

fn is_true(value: &Json) -> bool {
    match value {
        Json::Bool(it) => *it,
        Json::Null => false,
        Json::Number(it) => it.as_f64() != Some(0.0),
        other => !matches!(text(other).as_str(), "" | "false" | "0"),
    }
}
