//! Writes front matter: keys in their usual order, values quoted where YAML needs it.

use serde_yaml::{Mapping, Value};

/// Front matter that is being written.
#[derive(Default)]
pub(super) struct Front {
    keys: Mapping,
}

impl Front {
    /// Adds a text, if there is one.
    pub(super) fn text(mut self, key: &str, value: Option<&str>) -> Self {
        if let Some(value) = value {
            self.keys.insert(key.into(), value.into());
        }
        self
    }

    /// Adds a whole number, if there is one.
    pub(super) fn number(mut self, key: &str, value: Option<u32>) -> Self {
        if let Some(value) = value {
            self.keys.insert(key.into(), value.into());
        }
        self
    }

    /// Adds a list, if it holds anything.
    pub(super) fn list(mut self, key: &str, values: &[String]) -> Self {
        if !values.is_empty() {
            let values = values.iter().map(|it| Value::from(it.as_str())).collect();
            self.keys.insert(key.into(), Value::Sequence(values));
        }
        self
    }

    /// The page: the front matter in its fence, and the text below.
    pub(super) fn page(&self, text: &str) -> String {
        let keys = serde_yaml::to_string(&self.keys).unwrap_or_default();
        format!("---\n{keys}---\n{text}\n")
    }
}
