//! The tree that YAML and JSON become: every key and every value knows its bytes.

use crate::diag::Span;

/// A value and where it stands. A quoted scalar's span lies between its quotes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Value {
    /// What it is.
    pub(crate) data: Data,
    /// Where it stands in the file.
    pub(crate) span: Span,
}

/// The kinds of value, by YAML's core schema.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, and how it was written: `2024.10` is not `2024.1`.
    Number(serde_json::Number, Box<str>),
    /// Text.
    Text(Box<str>),
    /// A sequence.
    List(Vec<Value>),
    /// A mapping, in the order of the text; its keys are unique.
    Map(Vec<Entry>),
}

/// One key of a mapping and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: Box<str>,
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// The value.
    pub(crate) value: Value,
}

impl Value {
    /// The entries of a mapping.
    pub(crate) fn entries(&self) -> Option<&[Entry]> {
        match &self.data {
            Data::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()?.iter().find(|it| &*it.key == key).map(|it| &it.value)
    }

    /// The items of a sequence.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match &self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    /// Text, or a number as it was written.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) | Data::Number(_, text) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing was said.
    pub(crate) fn is_null(&self) -> bool {
        self.data == Data::Null
    }

    /// What it is, in words for findings.
    pub(crate) fn what(&self) -> &'static str {
        match &self.data {
            Data::Null => "nothing",
            Data::Bool(_) => "a truth value",
            Data::Number(..) => "a number",
            Data::Text(_) => "text",
            Data::List(_) => "a list",
            Data::Map(_) => "a mapping",
        }
    }

    /// The same value as JSON, for themes and exports.
    pub(crate) fn json(&self) -> serde_json::Value {
        match &self.data {
            Data::Null => serde_json::Value::Null,
            Data::Bool(it) => (*it).into(),
            Data::Number(it, _) => it.clone().into(),
            Data::Text(it) => (&**it).into(),
            Data::List(items) => items.iter().map(Self::json).collect(),
            Data::Map(entries) => {
                let pairs =
                    entries.iter().map(|it| (it.key.to_string(), it.value.json()));
                serde_json::Value::Object(pairs.collect())
            }
        }
    }
}
