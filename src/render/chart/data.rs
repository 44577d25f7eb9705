//! Takes the numbers of a chart from a table: names from its first column, a series from
//! every column that holds numbers.

use super::column::{Column, Holds};
use super::{Chart, Number, Reading, number};
use crate::model::{Align, Kind, Node};

/// Units that must not be mixed within a column, because one bar would lie.
const UNITS: [&str; 36] = [
    "B", "kB", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "EUR", "USD",
    "CNY", "RMB", "GBP", "CHF", "€", "$", "£", "¥", "₹", "₽", "₴", "₩", "₪", "₺", "₫",
    "₦", "฿", "%", "ms", "km", "m", "kg", "t",
];

/// The chart of a table; only its first series where `one_series`. Why there is none: lower
/// case, no full stop. A cell whose number is not clear is never left out or guessed.
pub(in crate::render) fn from_table(
    table: &Node,
    lang: &str,
    one_series: bool,
) -> Result<Chart, String> {
    let head = table.children.iter().find(|it| it.kind == Kind::Head);
    let rows: Vec<&Node> =
        table.children.iter().filter(|it| it.kind == Kind::Row).collect();
    // Names are shown as they are; numbers are read with their powers.
    let text = |(at, it): (usize, &Node)| if at == 0 { it.text() } else { written(it) };
    let texts = |row: &Node| -> Vec<String> {
        row.children.iter().enumerate().map(text).collect()
    };
    let names: Vec<String> =
        head.map(|it| it.children.iter().map(Node::text).collect()).unwrap_or_default();
    let cells: Vec<Vec<String>> = rows.into_iter().map(texts).collect();
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| Column {
        head: names.get(at).map_or("", String::as_str),
        cells: cells.iter().filter_map(|it| it.get(at)).map(String::as_str).collect(),
        is_right: is_right(table, at),
    };
    let holds = |at: &usize, what| column(*at).holds(lang) == what;
    let mut columns: Vec<usize> =
        (1..width).filter(|it| holds(it, Holds::Amounts)).collect();
    columns.truncate(if one_series { 1 } else { usize::MAX });
    if columns.is_empty() {
        (1..width).try_for_each(|it| check_numbers(&cells, it, lang))?;
        let years = (1..width).find(|it| holds(it, Holds::Years));
        return Err(no_amounts(years.map(|it| name(names.get(it)))));
    }
    columns.iter().try_for_each(|it| check_numbers(&cells, *it, lang))?;
    columns.iter().try_for_each(|it| check_units(&cells, *it, names.get(*it)))?;
    let series = columns.iter().map(|it| name(names.get(*it))).collect();
    let columns: Vec<(usize, bool)> =
        columns.into_iter().map(|it| (it, column(it).has_years())).collect();
    let groups =
        cells.iter().map(|row| (name(row.first()), numbers(row, &columns, lang)));
    Ok(Chart { series, groups: groups.collect() })
}

fn name(text: Option<&String>) -> String {
    text.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
}

fn is_right(table: &Node, column: usize) -> bool {
    matches!(&table.kind, Kind::Table(all) if all.get(column) == Some(&Align::Right))
}

fn no_amounts(years: Option<String>) -> String {
    years.map_or("no column of its table holds numbers".to_owned(), |head| {
        format!("its column `{head}` holds years, which are no amounts")
    })
}

/// The numbers of a row in some columns, each with whether it holds what may be years.
fn numbers(row: &[String], columns: &[(usize, bool)], lang: &str) -> Vec<Option<Number>> {
    let number = |(at, is_year): &(usize, bool)| {
        let number = number::read(row.get(*at)?, lang).number()?;
        Some(Number { is_year: *is_year, ..number })
    };
    columns.iter().map(number).collect()
}

/// The text of a cell, powers as `10^6`.
fn written(cell: &Node) -> String {
    let mut text = String::new();
    for node in &cell.children {
        text.push_str(if node.kind == Kind::Superscript { "^" } else { "" });
        text.push_str(&node.text());
    }
    text
}

fn check_numbers(cells: &[Vec<String>], column: usize, lang: &str) -> Result<(), String> {
    let mut written = cells.iter().filter_map(|it| it.get(column));
    let unclear = |it: &String| match number::read(it, lang) {
        Reading::Unclear(why) => {
            Some(format!("its cell `{}` cannot be drawn: {why}", it.trim()))
        }
        Reading::Nothing | Reading::Number(_) => None,
    };
    written.find_map(unclear).map_or(Ok(()), Err)
}

fn check_units(
    cells: &[Vec<String>],
    column: usize,
    head: Option<&String>,
) -> Result<(), String> {
    let units = cells.iter().filter_map(|it| unit(it.get(column)?));
    let mut units: Vec<&str> = units.collect();
    units.sort_unstable();
    units.dedup();
    match units.as_slice() {
        [] | [_] => Ok(()),
        [one, other, ..] => {
            let head = head.map_or("", |it| it.trim());
            Err(format!("its column `{head}` mixes the units `{one}` and `{other}`"))
        }
    }
}

/// A sign of money before all: the letter at it, as in `M€`, is no unit. What stands in
/// brackets is no unit of the number.
fn unit(text: &str) -> Option<&'static str> {
    let text = number::own(text);
    let find = |is: &dyn Fn(&str) -> bool| UNITS.into_iter().find(|it| is(it));
    let is_word =
        |it: &str| text.split(|it: char| !it.is_alphabetic()).any(|word| word == it);
    let is_sign = |it: &str| !it.starts_with(|it: char| it.is_alphabetic() || it == '%');
    let money = find(&|it| is_sign(it) && text.contains(it));
    money.or_else(|| find(&is_word)).or_else(|| text.contains('%').then_some("%"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn table(rows: &[&[&str]]) -> Node {
        let node = |kind, children| Node::new(kind, Span::default(), children);
        let cell = |it: &&str| {
            node(Kind::Cell, vec![node(Kind::Text((*it).into()), Vec::new())])
        };
        let row = |(at, it): (usize, &&[&str])| {
            let kind = if at == 0 { Kind::Head } else { Kind::Row };
            node(kind, it.iter().map(cell).collect())
        };
        node(Kind::Table(Box::default()), rows.iter().enumerate().map(row).collect())
    }

    #[test]
    fn columns_with_numbers_become_series() {
        let table = table(&[
            &["Item", "Low", "Note", "High", "Source"],
            &["a", "1", "said", "2", ""],
            &["b", "–", "read", "about 4", ""],
        ]);
        let chart = from_table(&table, "en", false).unwrap();
        assert_eq!(chart.series, ["Low", "High"]);
        assert_eq!(chart.groups[1].0, "b");
        assert_eq!(chart.groups[1].1[0], None);
        assert!(chart.groups[1].1[1].is_some_and(|it| it.is_about));
        assert_eq!(from_table(&table, "en", true).unwrap().series, ["Low"]);
    }

    #[test]
    fn a_cell_that_is_not_clear_is_named_and_no_column_of_dates_is_drawn() {
        let fault = |rows: &[&[&str]]| from_table(&table(rows), "en", true).unwrap_err();
        let sums = fault(&[&["Case", "Sum"], &["a", "$1.5M"], &["b", "< 1"]]);
        assert_eq!(sums, "its cell `< 1` cannot be drawn: it is a bound, not a number");
        let times = fault(&[&["Case", "Time"], &["a", "12:30"]]);
        let why = "it holds more than one number";
        assert_eq!(times, format!("its cell `12:30` cannot be drawn: {why}"));
        let dated = table(&[&["Case", "Day", "Sum"], &["a", "2024-02-16", "$800k"]]);
        let chart = from_table(&dated, "en", true).unwrap();
        assert_eq!(chart.series, ["Sum"]);
        assert!(chart.groups[0].1[0].is_some_and(|it| it.value > 799_999.0));
    }

    #[test]
    fn a_column_of_amounts_never_vanishes_and_years_are_no_amounts() {
        let rows: &[&[&str]] =
            &[&["Sector", "Victims", "Rank"], &["a", "30+", "1"], &["b", "> 20", "2"]];
        let fault = from_table(&table(rows), "en", true).unwrap_err();
        assert_eq!(fault, "its cell `30+` cannot be drawn: it is a bound, not a number");
        let ships: &[&[&str]] = &[&["Ship", "Built", "Crew"], &["X", "1999", "12"]];
        assert_eq!(from_table(&table(ships), "en", true).unwrap().series, ["Crew"]);
        let built: &[&[&str]] = &[&["Ship", "Built"], &["X", "1999"]];
        let fault = from_table(&table(built), "en", true).unwrap_err();
        assert_eq!(fault, "its column `Built` holds years, which are no amounts");
        let bare: &[&[&str]] = &[&["Ship", "Crew"], &["X", "1999"]];
        let chart = from_table(&table(bare), "en", true).unwrap();
        assert!(chart.groups[0].1[0].is_some_and(|it| it.is_year));
    }

    #[test]
    fn mixed_units_and_empty_tables_are_no_chart() {
        let mixed = table(&[&["Data", "Volume"], &["a", "3 TB"], &["b", "459 GB"]]);
        let fault = from_table(&mixed, "en", true).unwrap_err();
        assert_eq!(fault, "its column `Volume` mixes the units `GB` and `TB`");
        let beside = [&["Data", "Volume"], &["a", "3 TB (10 %)"], &["b", "459 GB (5 %)"]];
        let beside: Vec<&[&str]> = beside.iter().map(|it| &it[..]).collect();
        assert_eq!(from_table(&table(&beside), "en", true).unwrap_err(), fault);
        for empty in [table(&[]), table(&[&["a", "b"]]), table(&[&["a"], &["1"]])] {
            assert!(from_table(&empty, "en", false).is_err());
        }
    }
}
