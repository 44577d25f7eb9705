//! An object of STIX on its way to JSON. Empty values and lists are left out, as the
//! standard demands.

use super::marking;
use crate::model::Marking;
use serde_json::{Map, Value};

/// An object of STIX.
#[derive(Clone, Debug)]
pub(super) struct Object {
    id: String,
    properties: Map<String, Value>,
    marking: Option<Marking>,
}

impl Object {
    /// An object of a type.
    pub(super) fn new(kind: &str, id: String) -> Self {
        let mut object = Self { id, properties: Map::new(), marking: None };
        object.put("type", Some(kind));
        object.put("spec_version", Some("2.1"));
        object.put("id", Some(object.id.clone()));
        object
    }

    /// Its id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Its marking.
    pub(super) fn marking(&self) -> Option<Marking> {
        self.marking
    }

    /// Sets a property, if there is a value.
    pub(super) fn put(&mut self, key: &str, value: Option<impl Into<Value>>) {
        let value: Option<Value> = value.map(Into::into);
        let value = value.filter(|it| it.as_str() != Some(""));
        self.properties.extend(value.map(|it| (key.to_owned(), it)));
    }

    /// Sets a list, if there is anything in it.
    pub(super) fn list(&mut self, key: &str, values: Vec<Value>) {
        self.put(key, (!values.is_empty()).then_some(values));
    }

    /// Marks it.
    pub(super) fn mark(&mut self, marking: Option<Marking>) {
        self.marking = marking;
        let refs = marking.map(|it| vec![Value::from(marking::id(it))]);
        self.put("object_marking_refs", refs);
    }

    /// As JSON.
    pub(super) fn into_value(self) -> Value {
        self.properties.into()
    }
}
