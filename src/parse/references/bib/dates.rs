//! Reads dates: `date = {2001-03/2002}`, `year` with `month` and `day`, `urldate` and the
//! like. What is no date but words stays words.

use super::super::make;
use super::latex::plain;
use super::macros::month;
use super::raw::Field;
use super::work::Work;
use crate::diag::Code;
use crate::parse::form::Form;
use crate::parse::yaml::Value;

/// Reads the date with a prefix: an empty one, `event`, `orig`, `url`.
pub(super) fn read(work: &Work<'_>, prefix: &str, form: &mut Form<'_>) -> Option<Value> {
    let name = |part: &str| format!("{prefix}{part}");
    match work.first(&[&name("date")]) {
        Some(field) => Some(written(field, form)),
        None => parted(work, &name, form),
    }
}

/// A date in one field.
fn written(field: &Field, form: &mut Form<'_>) -> Value {
    let text = field.text.trim().replace("\\textasciitilde", "~").replace('\u{A0}', "~");
    let text: String = text.chars().filter(|it| !matches!(it, '{' | '}')).collect();
    match edtf(&text) {
        Some((points, circa)) => {
            tell_open(&text, field, form);
            make::date(&points, circa, field.span)
        }
        None => words(&text, field, form),
    }
}

/// Tells an interval of which CSL can keep one end only: `2019/`, `../2024`.
fn tell_open(text: &str, field: &Field, form: &mut Form<'_>) {
    let ends = text.split_once('/').map(|(start, end)| [start.trim(), end.trim()]);
    if ends.is_some_and(|it| it.iter().any(|it| matches!(*it, "" | ".."))) {
        let message =
            format!("CSL has no open interval as `{text}`; one date of it is kept");
        let help = "say in `note` what is open";
        form.fault(Code::NotKept, field.span, message, help);
    }
}

/// Words in the place of a date; what starts like a date is told.
fn words(text: &str, field: &Field, form: &mut Form<'_>) -> Value {
    let unknown = text.contains(['X', 'x', 'u']) || text.contains("--");
    if text.starts_with(|it: char| it.is_ascii_digit()) && !unknown {
        let message = format!("`{text}` is not a date");
        let help =
            "write `2024`, `2024-08`, `2024-08-15` or `2016/2023`; it is shown as it is";
        form.fault(Code::BadDate, field.span, message, help);
    }
    make::map([("literal", make::text(text, field.span))], field.span)
}

/// The dates of an interval, or the one date, and whether it is only about then.
fn edtf(text: &str) -> Option<(Vec<Vec<i32>>, bool)> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let ends: &[&str] = match parts.as_slice() {
        [one] => &[one],
        // An interval without an end, or without a start, has one date.
        [start, "" | ".."] => &[start],
        ["" | "..", end] => &[end],
        [start, end] => &[start, end],
        _ => return None,
    };
    let mut circa = false;
    let points: Option<Vec<Vec<i32>>> =
        ends.iter().map(|it| point(it, &mut circa)).collect();
    points.map(|it| (it, circa))
}

fn point(text: &str, circa: &mut bool) -> Option<Vec<i32>> {
    let day = text.get(..10).filter(|_| text.as_bytes().get(10) == Some(&b'T'));
    let digits = day.unwrap_or(text).trim_end_matches(['~', '?', '%']);
    *circa |= day.is_none() && text[digits.len()..].contains(['~', '%']);
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, digits),
    };
    let mut numbers = Vec::new();
    for (at, part) in digits.split('-').enumerate() {
        let is_number = part.bytes().all(|it| it.is_ascii_digit());
        let fits = if at == 0 { part.len() == 4 } else { part.len() == 2 };
        let number: i32 = part.parse().ok().filter(|_| is_number && fits && at < 3)?;
        let possible = match at {
            0 => true,
            1 => (1..=12).contains(&number) || (21..=24).contains(&number),
            _ => (1..=31).contains(&number),
        };
        numbers.push(Some(number).filter(|_| possible)?);
    }
    // There is no year 0 between the eras: EDTF's -0044 is 45 BC.
    if let Some(year) = numbers.first_mut().filter(|_| sign < 0) {
        *year = -*year - 1;
    }
    Some(numbers)
}

/// A date in fields for year, month and day.
fn parted(
    work: &Work<'_>,
    name: &dyn Fn(&str) -> String,
    form: &mut Form<'_>,
) -> Option<Value> {
    let field = work.first(&[&name("year")])?;
    let text = plain(&work.latex(&name("year"))?);
    if let Some((points, circa)) = years(&text) {
        let end = work.first(&[&name("endyear")]).and_then(|it| year(&it.text));
        let mut points = points;
        if let [only] = points.as_mut_slice() {
            finer(only, work, &name("month"), &name("day"), form);
        }
        if let Some(year) = end {
            let mut last = vec![year];
            finer(&mut last, work, &name("endmonth"), &name("endday"), form);
            points.push(last);
        }
        return Some(make::date(&points, circa, field.span));
    }
    Some(make::map([("literal", make::text(text, field.span))], field.span))
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '–', '—']).unwrap_or(text);
    let number: i32 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    Some(if digits.len() < text.len() { -number } else { number })
}

/// `2001`, `2001–2002`, `2001/2002`, `2001~`.
fn years(text: &str) -> Option<(Vec<Vec<i32>>, bool)> {
    if let Some(one) = year(text) {
        return Some((vec![vec![one]], false));
    }
    let whole = |it: &str| year(it).filter(|_| it.trim().len() == 4);
    if let Some((start, end)) = text.split_once(['–', '/', '-']) {
        let (start, end) = (whole(start)?, whole(end)?);
        return (start < end).then(|| (vec![vec![start], vec![end]], false));
    }
    let about = text.strip_suffix(['~', '\u{A0}'])?;
    Some((vec![vec![year(about)?]], true))
}

fn finer(
    point: &mut Vec<i32>,
    work: &Work<'_>,
    month_name: &str,
    day_name: &str,
    form: &mut Form<'_>,
) {
    let Some(field) = work.first(&[month_name]) else { return };
    let text: String = field
        .text
        .chars()
        .map(|it| if matches!(it, '~' | '{' | '}') { ' ' } else { it })
        .collect();
    let mut words = text.split([' ', ',']).filter(|it| !it.is_empty());
    let (first, second) =
        (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let found =
        month(first).map(|it| (it, second)).or_else(|| Some((month(second)?, first)));
    let Some((number, beside)) = found else {
        let message = format!("`{}` is not a month", field.text.trim());
        let help = "write the month as a macro or a number: `month = aug`, `month = 8`";
        return form.fault(Code::BadDate, field.span, message, help);
    };
    point.push(number.into());
    let day = work.first(&[day_name]).map_or(beside, |it| it.text.trim());
    let day = day.trim_end_matches('.').parse().ok();
    point.extend(day.filter(|it| (1..=31).contains(it)));
}
