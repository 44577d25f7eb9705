//! Reads YAML and JSON through serde, behind a budget. In comes a text and its place in a
//! file, out comes a tree that knows the bytes of every key and value. No text, however
//! hostile, costs more than its budget.

mod budget;
mod lexer;
mod reader;
mod trouble;
mod value;

pub(crate) use budget::Budget;
pub(crate) use value::{Data, Entry, Value};

use crate::base::FilePath;
use crate::diag::{Checked, Diagnostic};
use reader::{Reader, Seat};
use serde::Deserialize as _;
use serde::de::{DeserializeSeed, IgnoredAny};
use std::ops::Range;

/// Reads the YAML in the bytes `range` of `text`. `None` if there is nothing in it but
/// comments, or if it is wrong, which a finding tells. Spans count from the start of `text`.
pub(crate) fn read(
    file: &FilePath,
    text: &str,
    range: Range<usize>,
    budget: Budget,
) -> Checked<Option<Value>> {
    let from = range.start;
    let part = text.get(range).unwrap_or_default();
    if let Err(excess) = budget::survey(part, budget) {
        return refused(trouble::excess(file, from, budget, excess));
    }
    let mut documents = serde_yaml::Deserializer::from_str(part);
    let Some(first) = documents.next() else { return Checked::clean(None) };
    let mut reader = Reader::new(part, from, budget.nodes);
    let result = reader.seed(Seat::Root).deserialize(first);
    let result = result.and_then(|value| match documents.next().map(is_empty) {
        None | Some(Ok(true)) => Ok(Some(value)),
        Some(Ok(false)) => Ok(None),
        Some(Err(error)) => Err(error),
    });
    match result {
        Ok(Some(value)) => finish(file, &reader, value),
        Ok(None) => refused(trouble::second_document(file, from, part)),
        Err(error) => refused(match reader.fault {
            Some(fault) => trouble::fault(file, budget, fault),
            None => trouble::yaml(file, from, part, &error),
        }),
    }
}

/// Reads the JSON in `text`, which starts at byte `from`.
pub(crate) fn read_json(
    file: &FilePath,
    text: &str,
    from: usize,
    budget: Budget,
) -> Checked<Option<Value>> {
    let part = text.get(from..).unwrap_or_default();
    if part.len() > budget.bytes {
        return refused(trouble::excess(file, from, budget, budget::Excess::Bytes));
    }
    let mut source = serde_json::Deserializer::from_str(part);
    let mut reader = Reader::new(part, from, budget.nodes);
    let result = reader.seed(Seat::Root).deserialize(&mut source);
    match result.and_then(|value| source.end().map(|()| value)) {
        Ok(value) => finish(file, &reader, value),
        Err(error) => refused(match reader.fault {
            Some(fault) => trouble::fault(file, budget, fault),
            None => trouble::json(file, from, part, &error),
        }),
    }
}

fn finish(file: &FilePath, reader: &Reader<'_>, value: Value) -> Checked<Option<Value>> {
    let twins = reader.twins.iter().map(|it| trouble::twin(file, it)).collect();
    Checked { value: Some(value).filter(|it| !it.is_null()), findings: twins }
}

fn refused(finding: Diagnostic) -> Checked<Option<Value>> {
    Checked { value: None, findings: vec![finding] }
}

/// Whether a further document holds nothing, as behind the `---` that ends a file.
fn is_empty(document: serde_yaml::Deserializer<'_>) -> Result<bool, serde_yaml::Error> {
    Option::<IgnoredAny>::deserialize(document).map(|it| it.is_none())
}

#[cfg(test)]
mod tests;
