//! The JSON Schemas (draft 2020-12) of what dossier reads and writes, as they stand in
//! `docs/schemas`: for editors, for other programs, and for what the language server says
//! of a key. Tests hold them against what is read.

use serde_json::Value;
use std::sync::LazyLock;

/// A schema.
#[derive(Debug)]
pub struct Schema {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The schema as JSON.
    pub text: &'static str,
    value: LazyLock<Value>,
}

macro_rules! schemas {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $(
            $(#[$doc])*
            pub static $name: Schema = Schema {
                name: $file,
                text: include_str!(concat!("../../docs/schemas/", $file, ".schema.json")),
                value: LazyLock::new(|| parsed($name.text)),
            };
        )*
        /// Every schema.
        pub static ALL: &[&Schema] = &[$(&$name),*];
    };
}

schemas! {
    /// `book.toml`.
    BOOK = "book";
    /// The front matter of a page.
    FRONT_MATTER = "front-matter";
    /// A line of `--format json`.
    FINDINGS = "findings";
    /// `inventory.json`.
    INVENTORY = "inventory";
}

/// A key of a table or mapping.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its name.
    pub name: &'a str,
    /// What is said of this key alone.
    own: &'a Value,
    /// What may stand there.
    shape: &'a Value,
}

impl Schema {
    /// The keys of the table or mapping at `path`; `["dossier", "editions", "public"]`.
    pub fn keys(&self, path: &[&str]) -> Vec<Key<'_>> {
        let all = self.at(path).and_then(|it| self.mapping(it));
        let properties = all.and_then(|it| it.get("properties")?.as_object());
        let keys = properties.into_iter().flatten();
        keys.map(|(name, own)| Key { name, own, shape: self.resolved(own) }).collect()
    }

    /// The key `name` of the table or mapping at `path`.
    pub fn key(&self, path: &[&str], name: &str) -> Option<Key<'_>> {
        self.keys(path).into_iter().find(|it| it.name == name)
    }

    fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&*self.value, |place, key| {
            let mapping = self.mapping(place)?;
            let named = mapping.get("properties").and_then(|it| it.get(key));
            named.or_else(|| {
                mapping.get("additionalProperties").filter(|it| it.is_object())
            })
        })
    }

    /// What a schema says of mappings, be it one of several things that may stand there or
    /// what the items of a list are.
    fn mapping<'a>(&'a self, schema: &'a Value) -> Option<&'a Value> {
        let schema = self.resolved(schema);
        let holds = |it: &&Value| {
            it.get("properties").is_some() || it.get("additionalProperties").is_some()
        };
        let choice = || schema.get("anyOf")?.as_array()?.iter().find(holds);
        let items = || self.mapping(schema.get("items")?);
        Some(schema).filter(holds).or_else(choice).or_else(items)
    }

    /// Follows `$ref`.
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str);
        let place = target.and_then(|it| it.strip_prefix('#'));
        place.and_then(|it| self.value.pointer(it)).unwrap_or(schema)
    }
}

impl<'a> Key<'a> {
    /// What the key is for.
    pub fn about(&self) -> &'a str {
        let about = |it: &'a Value| it.get("description").and_then(Value::as_str);
        about(self.own).or_else(|| about(self.shape)).unwrap_or_default()
    }

    /// The values that it takes, where there are only few.
    pub fn values(&self) -> Vec<String> {
        if self.shape.get("type").is_some_and(|it| it == "boolean") {
            return vec!["true".to_owned(), "false".to_owned()];
        }
        let first = || self.shape.get("anyOf")?.get(0)?.get("enum");
        let values = self.shape.get("enum").or_else(first).and_then(Value::as_array);
        values
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }

    /// Whether it is a table of further keys.
    pub fn is_table(&self) -> bool {
        self.shape.get("properties").is_some()
            || self.shape.get("additionalProperties").is_some_and(Value::is_object)
    }
}

/// A schema that is no JSON says nothing; a test insists that each is.
fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_json_and_says_what_it_is_of() {
        for schema in ALL {
            assert!(schema.value.get("title").is_some(), "{}", schema.name);
        }
    }

    #[test]
    fn keys_of_nested_tables_are_found() {
        let names = |path: &[&str]| {
            BOOK.keys(path).into_iter().map(|it| it.name.to_owned()).collect::<Vec<_>>()
        };
        assert!(
            names(&["dossier", "editions", "public"]).contains(&"ceiling".to_owned())
        );
        assert!(names(&["dossier", "marking", "levels"]).contains(&"label".to_owned()));
        assert!(names(&["dossier", "search"]).contains(&"gzip".to_owned()));
        assert!(names(&["no", "such"]).is_empty());
    }

    #[test]
    fn every_key_says_what_it_is_for() {
        for (schema, paths) in [
            (&BOOK, vec![vec![], vec!["book"], vec!["build"], vec!["output", "html"]]),
            (&BOOK, vec![vec!["dossier"], vec!["dossier", "editions", "x"]]),
            (&FRONT_MATTER, vec![vec![], vec!["cascade"], vec!["relations"]]),
        ] {
            for key in paths.iter().flat_map(|it| schema.keys(it)) {
                assert!(!key.about().is_empty(), "{}: {}", schema.name, key.name);
            }
        }
    }
}
