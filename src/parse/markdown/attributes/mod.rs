//! Reads `{#id .class key=value key="two words" marking=TLP:GREEN}`. What looks like
//! attributes but is not stays text; what may not be said is dropped, with a finding.

mod put;
mod reader;

use super::source::Source;
use crate::diag::Diagnostic;
use crate::model::Attributes;
use put::put;
use reader::Reader;
use std::ops::Range;

/// Attributes that were read, and the byte behind their `}`.
pub(super) struct Braced {
    /// What stands in the braces.
    pub(super) attributes: Attributes,
    /// The byte behind the closing brace.
    pub(super) end: usize,
}

/// Reads the attributes whose `{` is the byte `at`; `None` if they are not attributes.
pub(super) fn read(
    source: &Source<'_>,
    at: usize,
    findings: &mut Vec<Diagnostic>,
) -> Option<Braced> {
    let text = source.body.get(at..)?;
    let mut reader = Reader::new(text)?;
    let end = at + reader.items_end()?;
    let mut attributes = Attributes::default();
    for (item, range) in reader.items {
        let range = at + range.start..at + range.end;
        put(&mut attributes, item, source, &range, findings);
    }
    Some(Braced { attributes, end })
}

/// Where the attributes end whose `{` is the byte `at`, if they are some.
pub(super) fn end(source: &Source<'_>, at: usize) -> Option<usize> {
    let text = source.body.get(at..)?;
    Some(at + Reader::new(text)?.items_end()?)
}

/// The place of the `{` whose attributes end where `range` ends. They stand behind white
/// space or at the start of `range`; braces right behind `]` or `` ` `` belong to that.
pub(super) fn trailing(source: &Source<'_>, range: Range<usize>) -> Option<usize> {
    let text = source.body.get(range.clone())?;
    text.ends_with('}').then_some(())?;
    let braces = text.rmatch_indices('{').take(4);
    let mut starts = braces.map(|(at, _)| range.start + at);
    starts.find(|at| {
        let before = source.char_before(*at);
        let apart = *at == range.start || before.is_some_and(char::is_whitespace);
        apart && end(source, *at) == Some(range.end)
    })
}

#[cfg(test)]
mod tests;
