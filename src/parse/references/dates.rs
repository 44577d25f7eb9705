//! Reads the dates of CSL: EDTF text, a year, `{date-parts: [[2024, 8, 15]]}`, `{literal}`,
//! `{raw}`, and the `{year, month, day}` of older files; and writes them as CSL-JSON.

use super::super::form::Form;
use super::super::yaml::{Data, Entry, Value};
use crate::diag::Code;
use crate::model::Date;
use crate::model::date::Point;
use serde_json::{Value as Json, json};
use std::fmt::Write as _;

/// The CSL variables that hold dates.
pub(super) const VARIABLES: [&str; 6] =
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"];

/// A date, or words in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    Date(Date),
    Words(String),
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
        Data::Map(_) => mapping(value),
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

/// Text that starts with a digit is meant as a date; other text is words.
fn written(text: &str) -> Result<When, String> {
    let is_day = |it: &&str| text.as_bytes().get(10) == Some(&b'T') && it.is_ascii();
    let text = text.get(..10).filter(is_day).unwrap_or(text);
    match text.parse() {
        Ok(date) => Ok(When::Date(date)),
        Err(wrong) if text.starts_with(|c: char| c.is_ascii_digit()) => Err(wrong),
        Err(_) => Ok(When::Words(text.to_owned())),
    }
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
    when.map(|when| if circa { about(when) } else { when })
}

fn about(when: When) -> When {
    match when {
        When::Date(mut date) => {
            date.start.approximate = true;
            When::Date(date)
        }
        words @ When::Words(_) => words,
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
    let points: Vec<String> =
        points.map(|it| edtf(&it)).filter(|it| !it.is_empty()).collect();
    match &points[..] {
        [] => Err("there is no date in it".to_owned()),
        [one] => one.parse().map(When::Date),
        [start, end] => format!("{start}/{end}").parse().map(When::Date),
        _ => Err("an interval has one start and one end".to_owned()),
    }
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
