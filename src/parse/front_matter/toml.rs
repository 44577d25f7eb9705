//! Front matter between lines `+++`, in TOML, as Zola and Hugo have it: read in plain
//! books only, into the same entries that YAML gives.

use super::super::yaml::{Data, Entry, Value};
use super::fence::Fence;
use crate::diag::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The entries of a fence; `None` if they are no TOML.
pub(super) fn entries(text: &str, fence: &Fence) -> Option<Vec<Entry>> {
    let inside = text.get(fence.inside.clone())?;
    let table = DeTable::parse(inside).ok()?;
    let mut entries = table_of(table.get_ref(), fence.inside.start);
    let further = entries.iter().find(|it| &*it.key == "taxonomies");
    let further = further.and_then(|it| it.value.entries()).unwrap_or_default().to_vec();
    entries.extend(further);
    Some(entries)
}

fn table_of(table: &DeTable<'_>, from: usize) -> Vec<Entry> {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &str = AsRef::as_ref(key.get_ref());
        let key_span = place(&key.span(), from);
        Entry { key: name.into(), key_span, value: value_of(value, from) }
    };
    table.iter().map(|(key, value)| entry((key, value))).collect()
}

fn value_of(value: &Spanned<DeValue<'_>>, from: usize) -> Value {
    let data = match value.get_ref() {
        DeValue::String(it) => Data::Text((&**it).into()),
        DeValue::Integer(it) => number(it.as_str()),
        DeValue::Float(it) => number(it.as_str()),
        DeValue::Boolean(it) => Data::Bool(*it),
        DeValue::Datetime(it) => Data::Text(it.to_string().into()),
        DeValue::Array(it) => {
            Data::List(it.iter().map(|it| value_of(it, from)).collect())
        }
        DeValue::Table(it) => Data::Map(table_of(it, from)),
    };
    Value { data, span: place(&value.span(), from) }
}

fn number(written: &str) -> Data {
    match written.replace('_', "").parse() {
        Ok(number) => Data::Number(number, written.into()),
        Err(_) => Data::Text(written.into()),
    }
}

fn place(range: &std::ops::Range<usize>, from: usize) -> Span {
    Span::from(range.start + from..range.end + from)
}
