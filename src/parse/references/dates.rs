//! Reads the dates of CSL: EDTF text, a year, `{date-parts: [[2024, 8, 15]]}`, `{literal}`,
//! `{raw}`, and the `{year, month, day}` of older files; and writes them as CSL-JSON.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use crate::diag::Code;
use crate::model::Date;
use crate::model::date::{self, Point};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// A date, or words in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    Date(Date),
    Words(String),
    /// A season of a year: 1 is spring.
    Season(Date, u8),
    /// Years that [`Date`] does not have: before the year 0, or behind 9999.
    Far(Vec<Vec<i64>>),
}

impl When {
    /// The date as far as pages show it.
    pub(super) fn date(&self) -> Option<Date> {
        match self {
            Self::Date(date) | Self::Season(date, _) => Some(*date),
            Self::Words(_) | Self::Far(_) => None,
        }
    }

    /// What stands in the place of a date.
    pub(super) fn words(&self) -> Option<String> {
        match self {
            Self::Words(words) => Some(words.clone()),
            Self::Far(points) => {
                let point = |it: &Vec<i64>| {
                    it.iter().map(i64::to_string).collect::<Vec<_>>().join("-")
                };
                Some(points.iter().map(point).collect::<Vec<_>>().join("/"))
            }
            Self::Date(_) | Self::Season(..) => None,
        }
    }
}

/// Reads one date; `None` if there is none, or if it is wrong, which a finding tells.
pub(super) fn read(entry: &Entry, form: &mut Form<'_>) -> Option<When> {
    let value = &entry.value;
    let read = match &value.data {
        Data::Null => return None,
        Data::Text(text) | Data::Number(_, text) if text.trim().is_empty() => {
            return None;
        }
        Data::Text(text) | Data::Number(_, text) => written(text.trim()),
        Data::Map(_) => {
            tell_season(value, form);
            mapping(value)
        }
        Data::List(items) => interval(items.iter().map(numbers)),
        Data::Bool(_) => {
            form.wrong(
                entry,
                value,
                "a date",
                "write it as year, month and day: `2024-08-15`",
            );
            return None;
        }
    };
    let help = "write `2024`, `2024-08`, `2024-08-15`, or `{literal: …}` for words";
    read.map_err(|wrong| form.fault(Code::BadDate, value.span, wrong, help)).ok()
}

/// Tells of a season that nobody can read.
fn tell_season(value: &Value, form: &mut Form<'_>) {
    let Some(season) = value.get("season") else { return };
    let word = season.text().unwrap_or_default();
    if date::season(word).is_none() && !word.trim().is_empty() {
        let message = format!("`{word}` is no season, and left out");
        let help =
            "write `spring`, `summer`, `autumn` or `winter`, or a number from 1 to 4";
        form.fault(Code::UnknownField, season.span, message, help);
    }
}

/// Text that starts with a digit is meant as a date; other text is words.
fn written(text: &str) -> Result<When, String> {
    let is_day = |it: &&str| text.as_bytes().get(10) == Some(&b'T') && it.is_ascii();
    let text = text.get(..10).filter(is_day).unwrap_or(text);
    if let Some(season) = season(text) {
        return Ok(season);
    }
    match text.parse::<Date>() {
        Ok(Date { open: Some(_), .. }) => Err(format!(
            "`{text}` is open: a source bears the date when it came out, or two of them"
        )),
        Ok(date) => Ok(When::Date(date)),
        Err(wrong) if text.starts_with(|c: char| c.is_ascii_digit()) => Err(wrong),
        Err(_) => Ok(When::Words(text.to_owned())),
    }
}

/// EDTF's seasons: `2001-21` is the spring of 2001.
fn season(text: &str) -> Option<When> {
    let (year, season) = text.split_once('-')?;
    let number = season.parse::<u8>().ok().filter(|it| (21..=24).contains(it))?;
    Some(When::Season(year.parse().ok()?, number - 20))
}

fn mapping(value: &Value) -> Result<When, String> {
    let text = |key| value.get(key).and_then(Value::text).map(str::trim);
    if let Some(words) = text("literal") {
        return Ok(When::Words(words.to_owned()));
    }
    if let Some(raw) = text("raw") {
        return Ok(raw.parse().map_or_else(|_| When::Words(raw.to_owned()), When::Date));
    }
    let circa =
        value.get("circa").is_some_and(|it| !matches!(it.data, Data::Bool(false)));
    let when = match value.get("date-parts") {
        None => interval(std::iter::once(numbers(value))),
        Some(parts) => match parts.items().unwrap_or_default() {
            [first, ..] if first.text().is_some() => {
                interval(std::iter::once(numbers(parts)))
            }
            points => interval(points.iter().map(numbers)),
        },
    };
    let season = text("season").and_then(date::season);
    when.map(|when| match (when, season) {
        (When::Date(date), Some(season)) => When::Season(date, season),
        (when, _) if circa => about(when),
        (when, _) => when,
    })
}

fn about(when: When) -> When {
    match when {
        When::Date(mut date) => {
            date.start.approximate = true;
            When::Date(date)
        }
        other => other,
    }
}

/// The numbers of `[2024, 8, 15]` or of `{year: 2024, month: 8, day: 15}`.
fn numbers(value: &Value) -> Vec<String> {
    let text = |it: &Value| it.text().map(|it| it.trim().to_owned());
    if let Some(items) = value.items() {
        return items.iter().filter_map(text).collect();
    }
    let keys = ["year", "month", "day"].iter();
    keys.map_while(|key| value.get(key).and_then(text)).collect()
}

fn interval(points: impl Iterator<Item = Vec<String>>) -> Result<When, String> {
    let points: Vec<Vec<String>> = points.filter(|it| !it.is_empty()).collect();
    if let Some(far) = far(&points) {
        return Ok(far);
    }
    let points: Vec<String> = points.iter().map(|it| edtf(it)).collect();
    if let [one] = &points[..]
        && let Some(season) = season(one)
    {
        return Ok(season);
    }
    match &points[..] {
        [] => Err("there is no date in it".to_owned()),
        [one] => one.parse().map(When::Date),
        [start, end] => format!("{start}/{end}").parse().map(When::Date),
        _ => Err("an interval has one start and one end".to_owned()),
    }
}

/// Points whose years are out of reach.
fn far(points: &[Vec<String>]) -> Option<When> {
    let number = |it: &String| it.parse::<i64>().ok();
    let numbers = |it: &Vec<String>| it.iter().map(number).collect::<Option<Vec<i64>>>();
    let points = points.iter().map(numbers).collect::<Option<Vec<_>>>()?;
    let is_far = |it: &Vec<i64>| it.first().is_some_and(|it| !(0..=9999).contains(it));
    let is_date = |it: &Vec<i64>| match it.get(1..) {
        Some([] | [1..=12] | [1..=12, 1..=31]) => true,
        None | Some(_) => false,
    };
    let is_far = points.iter().any(is_far) && points.iter().all(is_date);
    (is_far && points.len() <= 2).then_some(When::Far(points))
}

fn edtf(numbers: &[String]) -> String {
    let mut text = String::new();
    for (at, number) in numbers.iter().enumerate() {
        let width = if at == 0 { 4 } else { 2 };
        let between = if at == 0 { "" } else { "-" };
        let _ = write!(text, "{between}{number:0>width$}");
    }
    text
}

/// The date as CSL-JSON.
pub(super) fn json(when: &When) -> Json {
    match when {
        When::Words(words) => json!({ "literal": words }),
        When::Far(points) => json!({ "date-parts": points }),
        When::Season(date, season) => {
            json!({ "date-parts": [[date.start.year]], "season": season })
        }
        When::Date(date) => {
            let points = std::iter::once(date.start).chain(date.end);
            let parts: Json = points.map(parts).collect();
            let unsure = |it: Point| it.approximate || it.uncertain;
            if unsure(date.start) || date.end.is_some_and(unsure) {
                json!({ "date-parts": parts, "circa": true })
            } else {
                json!({ "date-parts": parts })
            }
        }
    }
}

fn parts(point: Point) -> Json {
    let narrow = point.month.into_iter().chain(point.day).map(u16::from);
    std::iter::once(point.year).chain(narrow).collect()
}
