//! Says what is wrong with a YAML or JSON text, where, and what to do.

use super::Budget;
use super::budget::{DEPTH, Excess};
use super::reader::{Fault, Twin};
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};

/// A text that costs too much.
pub(super) fn excess(
    file: &FilePath,
    from: usize,
    budget: Budget,
    excess: Excess,
) -> Diagnostic {
    let span = |it: std::ops::Range<usize>| Span::from(from + it.start..from + it.end);
    match excess {
        Excess::Bytes => {
            let most = budget.bytes >> 10;
            Diagnostic::new(Code::YamlLimit, format!("this is longer than {most} KiB"))
                .at(file, Span::from(from..from))
                .help("split it, or move sources into a library file")
        }
        Excess::Nodes(range) => fault(file, budget, (Fault::Nodes, span(range))),
        Excess::Depth(range) => fault(file, budget, (Fault::Depth, span(range))),
        Excess::Tag(range) => fault(file, budget, (Fault::Tag, span(range))),
    }
}

/// A text that the reader stopped at.
pub(super) fn fault(
    file: &FilePath,
    budget: Budget,
    (fault, span): (Fault, Span),
) -> Diagnostic {
    let (code, message, help) = match fault {
        Fault::Nodes => (
            Code::YamlLimit,
            format!("more than {} keys and values", budget.nodes),
            "split it; an alias counts as often as it is used",
        ),
        Fault::Depth => (
            Code::YamlLimit,
            format!("nested deeper than {DEPTH} levels"),
            "take some of the nesting away",
        ),
        Fault::Key => (
            Code::BadYaml,
            "a key must be a word, not a list or a mapping".to_owned(),
            "put quotes around a key that starts with a bracket",
        ),
        Fault::Tag => (
            Code::BadYaml,
            "tags are not read".to_owned(),
            "take the `!` away, or put quotes around the text",
        ),
    };
    Diagnostic::new(code, message).at(file, span).help(help)
}

/// A key that stands twice.
pub(super) fn twin(file: &FilePath, twin: &Twin) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateKey,
        format!("the key `{}` stands here twice", twin.key),
    )
    .at(file, twin.second)
    .label("again here")
    .related(file, twin.first, "first here")
    .help("keep one of them; the first one is used")
}

/// A second document in one file.
pub(super) fn second_document(file: &FilePath, from: usize, part: &str) -> Diagnostic {
    let at = part.rfind("\n---").map_or(from, |it| from + it + 1);
    Diagnostic::new(Code::BadYaml, "a file holds one YAML document, this one holds more")
        .at(file, Span::from(at..at + 3))
        .help("take the line `---` away, or put the second document in its own file")
}

/// What the YAML parser says: where it stopped, and what it was reading then.
pub(super) fn yaml(
    file: &FilePath,
    from: usize,
    part: &str,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let at = error.location().map_or(part.len(), |it| it.index());
    let printed = error.to_string();
    let said = without_places(&printed);
    let began = printed.split_once(", while ").and_then(|(_, it)| printed_place(it));
    let began = began.map(|(line, column)| here(from, part, byte_at(part, line, column)));
    let finding = Diagnostic::new(Code::BadYaml, said.clone());
    let finding = match began {
        // The end of the text tells nothing; where the quotation started does.
        Some(began) if said.contains("end of stream") => finding.at(file, began),
        Some(began) => finding.at(file, here(from, part, at)).related(
            file,
            began,
            "this was being read",
        ),
        None => finding.at(file, here(from, part, at)),
    };
    match way_out(&said, part, at) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// Line and column of the last `at line 3 column 5`.
fn printed_place(said: &str) -> Option<(usize, usize)> {
    let (_, place) = said.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The byte of a line and a column, both counted from 1, columns in characters.
fn byte_at(part: &str, line: usize, column: usize) -> usize {
    let start: usize =
        part.split_inclusive('\n').take(line - line.min(1)).map(str::len).sum();
    let rest = part.get(start..).unwrap_or_default();
    let far = rest.char_indices().nth(column - column.min(1));
    start + far.map_or(rest.len(), |(at, _)| at)
}

/// What the JSON parser says.
pub(super) fn json(
    file: &FilePath,
    from: usize,
    part: &str,
    error: &serde_json::Error,
) -> Diagnostic {
    let lines = part.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = lines.map(str::len).sum();
    let at = line + error.column().saturating_sub(1);
    let said = without_places(&error.to_string());
    Diagnostic::new(Code::BadJson, said).at(file, here(from, part, at))
}

/// The character at a place, or the last one if the place is the end.
fn here(from: usize, part: &str, at: usize) -> Span {
    let end = part.trim_end().len();
    let mut start = at.min(end);
    while !part.is_char_boundary(start) {
        start -= 1;
    }
    let width = part.get(start..end).and_then(|it| it.chars().next());
    Span::from(from + start..from + start + width.map_or(0, char::len_utf8))
}

/// The parser counts lines from the start of its text, which says nothing to the reader.
fn without_places(said: &str) -> String {
    let words: Vec<&str> = said.split(' ').collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let is_place = *word == "at"
            && words.get(at + 1) == Some(&"line")
            && words.get(at + 3) == Some(&"column");
        if is_place {
            let last = words.get(at + 4).copied().unwrap_or_default();
            if last.ends_with(',') {
                kept.push(",");
            }
            at += 5;
        } else {
            kept.push(word);
            at += 1;
        }
    }
    kept.join(" ").replace(" ,", ",")
}

/// What the usual mistakes need.
fn way_out(said: &str, part: &str, at: usize) -> Option<&'static str> {
    if part.get(at..).is_some_and(|it| it.starts_with('\t')) {
        return Some("indent with spaces; YAML takes no tabs");
    }
    let knows = |words: &str| said.contains(words);
    if knows("mapping values are not allowed") {
        Some("put quotes around a text that holds `: `")
    } else if knows("cannot start any token") || knows("alphabetic or numeric character")
    {
        Some("put quotes around a text that starts with a special character")
    } else if knows("unexpected end of stream") || knows("document indicator") {
        Some("a quotation mark is missing")
    } else if knows("expected ',' or") {
        Some("a bracket or comma is missing")
    } else if knows("expected key")
        || knows("expected '-' indicator")
        || knows("simple key")
    {
        Some("keys of one mapping, and dashes of one list, start in the same column")
    } else if knows("unknown anchor") {
        Some("put quotes around a text that starts with `*`")
    } else {
        None
    }
}
