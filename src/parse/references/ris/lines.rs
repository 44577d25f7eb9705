//! Takes a RIS file apart: records of lines `TAG  - value`, with their bytes.

use crate::diag::{Code, Span};
use crate::parse::form::Form;

/// One line of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Two capital letters or digits.
    pub(super) tag: &'a str,
    pub(super) tag_span: Span,
    /// The value without blanks around it.
    pub(super) value: &'a str,
    pub(super) span: Span,
}

/// Every record; each starts with `TY`, and ends with `ER` if it is closed. Lines without a tag go on with the value before.
pub(super) fn records<'a>(
    text: &'a str,
    from: usize,
    form: &mut Form<'_>,
) -> Vec<Vec<Line<'a>>> {
    let mut records: Vec<Vec<Line<'_>>> = Vec::new();
    let mut is_open = false;
    let mut at = from;
    let rest = text.get(from..).unwrap_or_default();
    for row in rest.split_inclusive(['\n', '\r']) {
        let start = at;
        at += row.len();
        let Some(line) = line(text, start, row) else {
            stray(text, start, row, records.last_mut().filter(|_| is_open), form);
            continue;
        };
        match (line.tag, is_open) {
            ("TY", _) => {
                if is_open && let Some(before) = records.last() {
                    unclosed(before, form);
                }
                is_open = true;
                records.push(vec![line]);
            }
            ("ER", true) => {
                is_open = false;
                records.last_mut().into_iter().for_each(|it| it.push(line));
            }
            ("ER", false) => {
                let message = "`ER` closes no record";
                let help = "a record starts with its type: `TY  - RPRT`";
                form.fault(Code::BadRis, line.tag_span, message, help);
            }
            (_, true) => records.last_mut().into_iter().for_each(|it| it.push(line)),
            (_, false) => {
                let message = format!("`{}` stands in no record", line.tag);
                let help = "a record starts with its type: `TY  - RPRT`";
                form.fault(Code::BadRis, line.tag_span, message, help);
            }
        }
    }
    if is_open && let Some(last) = records.last() {
        unclosed(last, form);
    }
    records
}

/// `TAG  - value`; hands that write one blank, or behind two of them none behind the hyphen,
/// are understood.
fn line<'a>(text: &'a str, start: usize, row: &'a str) -> Option<Line<'a>> {
    let indent = row.len() - row.trim_start().len();
    let tag = row.get(indent..indent + 2)?;
    let is_tag = |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit();
    let rest = row.get(indent + 2..)?;
    let behind = rest.trim_start_matches([' ', '\t']);
    let value = behind.strip_prefix('-')?;
    let blank = behind.len() < rest.len() && behind.len() + 3 > rest.len();
    let starts = tag.bytes().all(is_tag) && tag.as_bytes()[0].is_ascii_uppercase();
    let is_whole = rest.starts_with("  -");
    let apart = is_whole || value.is_empty() || value.starts_with(char::is_whitespace);
    if !starts || !blank || !apart {
        return None;
    }
    let end = start + row.trim_end().len();
    let first = end - value.trim().len();
    let tag_start = start + indent;
    Some(Line {
        tag,
        tag_span: Span::from(tag_start..tag_start + 2),
        value: text.get(first..end)?,
        span: Span::from(first..end),
    })
}

/// A line without a tag belongs to the value before it: abstracts are wrapped.
fn stray<'a>(
    text: &'a str,
    start: usize,
    row: &str,
    record: Option<&mut Vec<Line<'a>>>,
    form: &mut Form<'_>,
) {
    if row.trim().is_empty() {
        return;
    }
    let end = start + row.trim_end().len();
    if is_small(row) {
        let from = end - row.trim().len();
        let help = "write the tag in capitals, as `KW  - word`";
        let message = "the tag of this line is written small; the line is not read";
        return form.fault(Code::BadRis, Span::from(from..from + 2), message, help);
    }
    if let Some(last) = record.and_then(|it| it.last_mut())
        && last.tag != "TY"
    {
        let from = last.span.range().start;
        last.span = Span::from(from..end);
        last.value = text.get(from..end).unwrap_or_default();
        return;
    }
    let from = end - row.trim().len();
    let help =
        "a line is a tag, two blanks, a hyphen, a blank and the value: `TI  - Title`";
    form.fault(Code::BadRis, Span::from(from..end), "this is no line of RIS", help);
}

/// Whether a line would be one of RIS if its tag were in capitals.
fn is_small(row: &str) -> bool {
    let row = row.trim_start();
    let Some((tag, rest)) = row.split_at_checked(2) else { return false };
    let is_tag = tag.bytes().all(|it| it.is_ascii_alphanumeric());
    is_tag && tag.bytes().any(|it| it.is_ascii_lowercase()) && rest.starts_with("  - ")
}

fn unclosed(record: &[Line<'_>], form: &mut Form<'_>) {
    if let Some(first) = record.first() {
        let help = "write `ER  - ` behind its last line; it is read up to there";
        form.fault(Code::BadRis, first.tag_span, "the record is never closed", help);
    }
}
