//! Fenced divs: finds the lines `::: {…}`, `::: word` and `:::`, and gives the parser a
//! copy in which each of them is a thematic break of the same length. Where the parser
//! then sees a break, a div opens or closes; every place stays the same.

use super::attributes;
use super::source::Source;
use super::unheard;
use crate::diag::{Code, Diagnostic};
use crate::model::Attributes;
use std::ops::Range;

/// A line that opens or closes a div.
pub(super) struct Fence {
    /// From the first colon to the end of the line.
    pub(super) range: Range<usize>,
    /// What it does.
    pub(super) role: Role,
    /// What is wrong with its attributes.
    pub(super) findings: Vec<Diagnostic>,
}

/// What a fence does.
pub(super) enum Role {
    /// It opens a div with these attributes.
    Open(Attributes),
    /// It opens a div, but what stands behind the colons cannot be read.
    Garbled(Attributes),
    /// It closes the innermost div.
    Close,
}

/// Finds the fences; some of them may stand in code.
pub(super) fn find(source: &Source<'_>) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut from = source.start();
    while let Some(at) = source.slice(from..source.body.len()).find(":::") {
        let at = from + at;
        let range = at..line_end(source, at);
        if stands_first(source, at) {
            fences.push(fence(source, range.clone()));
        }
        from = range.end;
    }
    fences
}

/// The body with the fences as thematic breaks.
pub(super) fn mask(body: &str, fences: &[Fence]) -> String {
    let mut masked = String::with_capacity(body.len());
    let mut from = 0;
    for fence in fences {
        masked.push_str(body.get(from..fence.range.start).unwrap_or_default());
        // Stars could join with the mark of a list item in front of them.
        masked.extend(std::iter::repeat_n('_', fence.range.len()));
        from = fence.range.end;
    }
    masked.push_str(body.get(from..).unwrap_or_default());
    masked
}

fn line_end(source: &Source<'_>, at: usize) -> usize {
    let rest = source.slice(at..source.body.len());
    let line = rest.find(['\n', '\r']).map_or(rest, |end| &rest[..end]);
    at + line.trim_end().len()
}

/// Whether nothing but the marks of quotes and list items stands in front.
fn stands_first(source: &Source<'_>, at: usize) -> bool {
    let before = source.slice(0..at);
    let line = before.rfind(['\n', '\r']).map_or(before, |end| &before[end + 1..]);
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while !rest.is_empty() {
        let marker = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - marker.len();
        let signs: &[char] =
            if digits == 0 { &['-', '*', '+', ':'] } else { &['.', ')'] };
        match marker.strip_prefix(signs) {
            Some(behind) if behind.starts_with([' ', '\t']) => {
                rest = behind.trim_start_matches([' ', '\t', '>']);
            }
            _ => return false,
        }
    }
    true
}

fn fence(source: &Source<'_>, range: Range<usize>) -> Fence {
    let line = source.slice(range.clone());
    let behind = line.trim_start_matches(':').trim_start();
    let said = behind.trim_end_matches(':').trim_end();
    let mut findings = Vec::new();
    let start = range.start + line.len() - behind.len();
    let role = match opening(source, start..start + said.len(), &mut findings) {
        _ if said.is_empty() => Role::Close,
        Some(attributes) => Role::Open(attributes),
        None => Role::Garbled(garbled(source, line)),
    };
    Fence { range, role, findings }
}

/// Reads `word`, `{…}` or `word {…}`.
fn opening(
    source: &Source<'_>,
    range: Range<usize>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Attributes> {
    let said = source.slice(range.clone());
    let brace = said.find('{').unwrap_or(said.len());
    let word = said[..brace].trim_end();
    is_word(word).then_some(())?;
    let mut attributes = Attributes::default();
    if brace < said.len() {
        let braced = attributes::read(source, range.start + brace, findings)?;
        (braced.end == range.end).then_some(())?;
        attributes = braced.attributes;
    }
    if unheard::is_class(source, word) {
        let at = range.start..range.start + word.len();
        let marking = unheard::tell(source, &at, word, findings);
        attributes.marking = attributes.marking.max(Some(marking));
    } else if !word.is_empty() {
        attributes.classes.insert(0, word.into());
    }
    Some(attributes)
}

fn is_word(word: &str) -> bool {
    !word.contains(|c: char| c.is_whitespace() || "}\"'<>=`".contains(c))
}

/// A marking that cannot be read must never mean that there is none.
fn garbled(source: &Source<'_>, line: &str) -> Attributes {
    let is_marked = line.contains("marking") || unheard::holds(source, line);
    let marking = is_marked.then(|| source.dialect.scheme.highest());
    Attributes { marking, ..Attributes::default() }
}

/// What to say of a fence that cannot be read.
pub(super) fn garbled_finding(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    let line = source.slice(range.clone());
    source
        .finding(Code::BadFence, range, format!("`{line}` does not open a div"))
        .help("write `::: {.class #id key=\"value\"}` or `::: class` and nothing else")
}
