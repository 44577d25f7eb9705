//! Makes an item of CSL of one record.

use super::super::{keywords, make};
use super::kind::kind;
use super::lines::Line;
use crate::diag::{Code, Span};
use crate::model::Marking;
use crate::parse::form::Form;
use crate::parse::yaml::{Data, Entry, Value};

/// What a tag becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// A CSL variable; the first line counts.
    Text(&'static str),
    /// A CSL variable whose lines are joined.
    Joined(&'static str),
    /// A CSL variable of names.
    Names(&'static str),
    /// A CSL variable of dates; the first line counts.
    Date(&'static str),
    /// A part of `page`, the type or the key, or nothing that a style prints.
    Other,
}

/// Whether a tag is known.
pub(super) fn is_known(tag: &str) -> bool {
    kept(tag, "").is_some()
}

fn kept(tag: &str, csl: &str) -> Option<Kept> {
    let is_book = csl == "book";
    let is_part = matches!(
        csl,
        "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary"
    );
    let number = if csl.starts_with("article") { "issue" } else { "number" };
    Some(match tag {
        "TI" | "T1" | "CT" => Kept::Text("title"),
        "BT" if is_book => Kept::Text("title"),
        "T2" if is_book => Kept::Text("collection-title"),
        "BT" | "JF" | "JO" | "T2" => Kept::Text("container-title"),
        "T3" => Kept::Text("collection-title"),
        "J1" | "J2" | "JA" => Kept::Text("container-title-short"),
        "ST" => Kept::Text("title-short"),
        "TT" => Kept::Text("original-title"),
        "AU" | "A1" => Kept::Names("author"),
        "A2" | "ED" => Kept::Names("editor"),
        "A3" => Kept::Names("collection-editor"),
        "A4" => Kept::Names("translator"),
        "PY" | "Y1" | "DA" => Kept::Date("issued"),
        "Y2" => Kept::Date("accessed"),
        "OP" => Kept::Date("original-date"),
        "PB" => Kept::Text("publisher"),
        "CY" | "PP" => Kept::Text("publisher-place"),
        "C1" if csl == "paper-conference" => Kept::Text("event-place"),
        "VL" => Kept::Text("volume"),
        "IS" | "CP" => Kept::Text(number),
        "M1" => Kept::Text("number"),
        "M3" => Kept::Text("genre"),
        "ET" => Kept::Text("edition"),
        "NV" => Kept::Text("number-of-volumes"),
        "SE" => Kept::Text("section"),
        "DO" => Kept::Text("DOI"),
        "SN" if is_book || is_part => Kept::Text("ISBN"),
        "SN" => Kept::Text("ISSN"),
        "UR" | "L2" | "LK" => Kept::Text("URL"),
        "LA" => Kept::Text("language"),
        "AB" | "N2" => Kept::Text("abstract"),
        "N1" => Kept::Joined("note"),
        "RN" => Kept::Joined("annote"),
        "KW" => Kept::Joined("keyword"),
        "DP" => Kept::Text("source"),
        "DB" => Kept::Text("archive"),
        "AN" => Kept::Text("archive_location"),
        "CN" => Kept::Text("call-number"),
        "TY" | "ER" | "ID" | "SP" | "EP" | "AV" | "AD" | "TA" | "LB" | "C1" | "C2"
        | "C3" | "C4" | "C5" | "C6" | "C7" | "C8" | "U1" | "U2" | "U3" | "U4" | "U5"
        | "M2" | "L1" | "L3" | "L4" | "RI" | "RP" | "NO" | "SV" | "BF" | "A5" | "A6" => {
            Kept::Other
        }
        _ => return None,
    })
}

/// The item with the spans of its lines.
pub(super) fn item(record: &[Line<'_>], id: String, form: &mut Form<'_>) -> Value {
    let span = record.first().map_or_else(Span::default, |it| it.tag_span);
    let csl = record.first().and_then(|it| kind(it.value)).unwrap_or("document");
    let at = record.iter().find(|it| it.tag == "ID" && !it.value.is_empty());
    let mut item = Item { entries: Vec::new() };
    item.push("id", span, make::text(id, at.map_or(span, |it| it.span)));
    item.push("type", span, make::text(csl, record.first().map_or(span, |it| it.span)));
    item.entries.extend(marking(record, form).map(|it| keywords::entry(it, span)));
    for line in record.iter().filter(|it| !it.value.is_empty()) {
        match kept(line.tag, csl).unwrap_or(Kept::Other) {
            Kept::Text(key) => {
                item.once(key, line, form);
            }
            Kept::Joined(key) => item.join(key, line),
            Kept::Names(key) => item.name(key, line),
            Kept::Date(key) => item.date(key, line, form),
            Kept::Other => {}
        }
    }
    item.pages(record);
    item.settle();
    Value { data: Data::Map(item.entries), span: whole(record) }
}

/// From the first line of a record to its last.
fn whole(record: &[Line<'_>]) -> Span {
    let start = record.first().map_or(0, |it| it.tag_span.range().start);
    Span::from(start..record.last().map_or(start, |it| it.span.range().end))
}

/// Tells of labels that mark nothing; what has one counts as marked with the highest.
fn marking(record: &[Line<'_>], form: &mut Form<'_>) -> Option<Marking> {
    let is_slip =
        |it: &&Line<'_>| keywords::is_unheard_but("KW", it.tag, it.value, &form.scheme);
    let slips: Vec<Span> = record.iter().filter(is_slip).map(|it| it.span).collect();
    for slip in &slips {
        keywords::tell(*slip, form);
    }
    (!slips.is_empty()).then(|| form.scheme.highest())
}

/// A value on one line: wrapped lines are joined.
fn folded(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Item {
    entries: Vec<Entry>,
}

impl Item {
    fn push(&mut self, key: &str, key_span: Span, value: Value) {
        self.entries.push(Entry { key: key.into(), key_span, value });
    }

    fn find(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|it| &*it.key == key).map(|it| &mut it.value)
    }

    fn once(&mut self, key: &str, line: &Line<'_>, form: &mut Form<'_>) {
        let text = folded(line.value);
        match self.find(key) {
            None => self.push(key, line.tag_span, make::text(text, line.span)),
            Some(known) if known.text() == Some(&text) => {}
            Some(_) => {
                let message =
                    format!("`{}` is a second `{key}`, which is not kept", line.tag);
                let help = "write it into `N1`, a note, if it matters";
                form.fault(Code::NotKept, line.span, message, help);
            }
        }
    }

    /// Lines are kept apart until the end of the record: there may be many.
    fn join(&mut self, key: &str, line: &Line<'_>) {
        // EndNote writes one keyword a line, the first alone with its tag.
        let between = if key == "keyword" { ", " } else { " " };
        let rows: Vec<String> = line.value.lines().map(folded).collect();
        let text = make::text(rows.join(between), line.span);
        match self.find(key) {
            Some(Value { data: Data::List(lines), .. }) => lines.push(text),
            _ => self.push(key, line.tag_span, make::list(vec![text], line.span)),
        }
    }

    /// Joins what [`join`](Self::join) kept apart.
    fn settle(&mut self) {
        for entry in &mut self.entries {
            let between = match &*entry.key {
                "keyword" => ", ",
                "note" | "annote" => "\n",
                _ => continue,
            };
            let lines = entry.value.items().unwrap_or_default();
            let lines: Vec<&str> = lines.iter().filter_map(Value::text).collect();
            entry.value = make::text(lines.join(between), entry.value.span);
        }
    }

    fn name(&mut self, key: &str, line: &Line<'_>) {
        let name = name(line);
        match self.find(key) {
            Some(Value { data: Data::List(names), .. }) => names.push(name),
            _ => self.push(key, line.tag_span, make::list(vec![name], line.span)),
        }
    }

    /// A later date that knows the month replaces a year alone: `PY` and `DA` stand side
    /// by side.
    fn date(&mut self, key: &str, line: &Line<'_>, form: &mut Form<'_>) {
        let value = date(line, form);
        let finer = line.tag == "DA" && value.get("date-parts").is_some();
        match self.find(key) {
            Some(before) => {
                if let (Some(first), Some(second)) = (year(before), year(&value))
                    && first != second
                {
                    let message =
                        format!("this date is of {second}, and another says {first}");
                    let help =
                        if finer { "this one is used" } else { "the other one is used" };
                    form.fault(Code::TwoDates, line.span, message, help);
                }
                if finer {
                    *before = value;
                }
            }
            None => self.push(key, line.tag_span, value),
        }
    }

    /// `SP` and `EP` are the first and the last page; the number of pages of a book.
    fn pages(&mut self, record: &[Line<'_>]) {
        let find = |tag| record.iter().find(|it| it.tag == tag && !it.value.is_empty());
        let (first, last) = (find("SP"), find("EP"));
        let Some(line) = first.or(last) else { return };
        let text = match (first, last) {
            (Some(first), Some(last))
                if first.value != last.value && !first.value.contains(['-', '–']) =>
            {
                format!("{}-{}", first.value, last.value)
            }
            (Some(only), _) | (None, Some(only)) => only.value.replace('–', "-"),
            (None, None) => return,
        };
        self.push("page", line.tag_span, make::text(text, line.span));
    }
}

/// `Family, Given, Suffix`; without a comma it is the name of an institution, or written
/// `Given Family` by hands that do not know better, which nobody can tell apart.
fn name(line: &Line<'_>) -> Value {
    let parts: Vec<String> = line.value.split(',').map(folded).collect();
    let text = |it: &str| make::text(it, line.span);
    let pairs = match parts.as_slice() {
        [family, given, rest @ ..] if !family.is_empty() && !given.is_empty() => {
            let (particle, family) = particle(family);
            let suffix = rest.join(", ");
            let all = [
                ("family", family),
                ("given", given),
                ("dropping-particle", particle),
                ("suffix", &suffix),
            ];
            all.into_iter()
                .filter(|it| !it.1.is_empty())
                .map(|(key, it)| (key, text(it)))
                .collect()
        }
        _ => vec![("literal", text(folded(line.value).trim_matches([',', '{', '}'])))],
    };
    make::map(pairs, line.span)
}

/// The words in small letters before a family name.
fn particle(family: &str) -> (&str, &str) {
    let capital = |it: &str| !it.starts_with(char::is_lowercase);
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        if capital(word) || at + word.len() == family.len() {
            break;
        }
        at += word.len();
    }
    (family[..at].trim_end(), &family[at..])
}

/// The year of a date that was read.
fn year(date: &Value) -> Option<&str> {
    date.get("date-parts")?.items()?.first()?.items()?.first()?.text()
}

/// Tells words behind a date: `2024/04//Special Report`.
fn tell_words(line: &Line<'_>, form: &mut Form<'_>) {
    let words = line.value.splitn(4, '/').nth(3).unwrap_or_default().trim();
    if !words.is_empty() {
        let message = format!("the words `{words}` behind a date are not kept");
        let help = "write them into `N1`, a note, if they matter";
        form.fault(Code::NotKept, line.span, message, help);
    }
}

/// `2001/03/04/other`, `2001-03-04`, `2001`; what is no date is words.
fn date(line: &Line<'_>, form: &mut Form<'_>) -> Value {
    let value = line.value;
    let parts: Vec<&str> = value.splitn(4, '/').map(str::trim).collect();
    let parts: Vec<&str> = match parts.as_slice() {
        [one] => one.splitn(3, '-').collect(),
        parts => parts.iter().take(3).copied().filter(|it| !it.is_empty()).collect(),
    };
    let numbers: Option<Vec<i32>> =
        parts.iter().map(|it| it.trim().parse::<u16>().ok().map(i32::from)).collect();
    let possible = |it: &Vec<i32>| {
        matches!(it.as_slice(), [_]) && parts[0].len() == 4
            || matches!(it.as_slice(), [_, 1..=12] | [_, 1..=12, 1..=31])
    };
    if let Some(points) = numbers.filter(possible) {
        tell_words(line, form);
        return make::date(&[points], false, line.span);
    }
    let year =
        parts.first().filter(|it| it.len() == 4).and_then(|it| it.parse::<u16>().ok());
    if let Some(year) = year {
        let message = format!("`{value}` is not a date");
        let help = "write `2024`, `2024/08` or `2024/08/15`; only the year is read";
        form.fault(Code::BadDate, line.span, message, help);
        return make::date(&[vec![year.into()]], false, line.span);
    }
    make::map([("literal", make::text(value, line.span))], line.span)
}
