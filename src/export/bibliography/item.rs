//! A source as the writers see it: only what CSL knows, every value in one shape. Whatever
//! stands in an item beside that, or in another shape, cannot be exported.

use super::variables::{RENAMED, TEXTS};
use crate::model::Source;
use crate::model::csl::{DATES, NAMES, TYPES};
use crate::model::others::have_more;
use serde_json::{Map, Value};

/// A source, its variables in the order of [`TEXTS`], [`NAMES`] and [`DATES`].
#[derive(Clone, Debug, Default)]
pub(super) struct Item<'a> {
    /// The citation key.
    pub(super) id: &'a str,
    /// One of [`TYPES`].
    pub(super) kind: &'static str,
    /// Text variables; none is empty.
    pub(super) texts: Vec<(&'static str, String)>,
    /// Name variables; none is empty.
    pub(super) names: Vec<(&'static str, Vec<Person>)>,
    /// The name variables that do not name everybody: `and others`.
    pub(super) open: Vec<&'static str>,
    /// Date variables.
    pub(super) dates: Vec<(&'static str, When)>,
    /// `categories`.
    pub(super) categories: Vec<String>,
}

/// A name: a whole one, or its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// The whole name of an institution, or one that was not parted.
    pub(super) literal: String,
    /// The family name.
    pub(super) family: String,
    /// The given names.
    pub(super) given: String,
    /// `von` of `Ludwig von Beethoven`, who is sorted as Beethoven.
    pub(super) dropping: String,
    /// `van` of `Vincent van Gogh`, who is cited as van Gogh.
    pub(super) non_dropping: String,
    /// `Jr.`
    pub(super) suffix: String,
}

/// A date: points, or words in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct When {
    /// One point, or two of an interval: year, month, day.
    pub(super) points: Vec<Vec<i64>>,
    /// About then.
    pub(super) circa: bool,
    /// 1 to 4, from spring to winter.
    pub(super) season: Option<i64>,
    /// Words.
    pub(super) literal: String,
}

impl<'a> Item<'a> {
    /// Takes of a source what CSL knows.
    pub(super) fn of(source: &'a Source) -> Self {
        let empty = Map::new();
        let item = source.item.as_object().unwrap_or(&empty);
        let find = |name: &str| find(item, name);
        let kind = TYPES.iter().find(|it| **it == source.kind);
        let texts = TEXTS.iter().filter_map(|it| Some((*it, text(find(it)?)?)));
        // The schema of CSL-JSON does not have this one.
        let names = NAMES.iter().filter(|it| **it != "editor-translator");
        let names: Vec<_> =
            names.filter_map(|it| Some((*it, people(item, it)?))).collect();
        let is_open = |it: &&str| item.get(*it).is_some_and(have_more);
        let open = names.iter().map(|(name, _)| *name).filter(is_open);
        let dates = DATES.iter().filter_map(|it| Some((*it, When::of(find(it)?)?)));
        let categories = find("categories").and_then(Value::as_array);
        Self {
            id: &source.id,
            kind: kind.copied().unwrap_or("document"),
            texts: texts.collect(),
            open: open.collect(),
            names,
            dates: dates.collect(),
            categories: categories.into_iter().flatten().filter_map(text).collect(),
        }
    }

    /// A text variable, if the item has it.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self.texts.iter().find(|(it, _)| *it == name);
        found.map(|(_, text)| text.as_str())
    }

    /// A name variable; empty if the item lacks it.
    pub(super) fn people(&self, name: &str) -> &[Person] {
        let found = self.names.iter().find(|(it, _)| *it == name);
        found.map_or(&[], |(_, people)| people.as_slice())
    }

    /// A date variable, if the item has it.
    pub(super) fn date(&self, name: &str) -> Option<&When> {
        self.dates.iter().find(|(it, _)| *it == name).map(|(_, date)| date)
    }
}

/// A variable by its own name, or by another.
fn find<'a>(item: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let others = || RENAMED.iter().filter(|(_, own)| *own == name);
    item.get(name).or_else(|| others().find_map(|(other, _)| item.get(*other)))
}

/// Text, a number or a switch as text; a list as its parts with commas between them.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(it) => it.to_string(),
        Value::Array(items) => {
            items.iter().filter_map(text).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Object(_) => String::new(),
    };
    // XML and JSON readers stumble over control characters, RIS ends a field at a line.
    let clean = text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ");
    (!clean.trim().is_empty()).then_some(clean)
}

/// Names; who edited and translated is both, for the data schema has no word for it.
fn people(item: &Map<String, Value>, name: &str) -> Option<Vec<Person>> {
    let both = || item.get("editor-translator");
    let value = match name {
        "editor" | "translator" => item.get(name).or_else(both),
        name => item.get(name),
    }?;
    let one = std::slice::from_ref(value);
    let values = value.as_array().map_or(one, Vec::as_slice);
    // Who is not named is nobody of that name.
    let values = &values[..values.len() - usize::from(have_more(value))];
    let people: Vec<Person> = values.iter().filter_map(Person::of).collect();
    (!people.is_empty()).then_some(people)
}

impl Person {
    fn of(value: &Value) -> Option<Self> {
        let part = |key: &str| value.get(key).and_then(text).unwrap_or_default();
        let whole = |literal: String| Self { literal, ..Self::default() };
        let Value::Object(_) = value else { return text(value).map(whole) };
        let mut person = Self {
            literal: part("literal"),
            family: part("family"),
            given: part("given"),
            dropping: part("dropping-particle"),
            non_dropping: part("non-dropping-particle"),
            suffix: part("suffix"),
        };
        if person.literal.is_empty() && person.family.is_empty() {
            person = whole(person.readable());
        }
        (person != Self::default()).then_some(person)
    }

    /// Whether it is not parted.
    pub(super) fn is_whole(&self) -> bool {
        !self.literal.is_empty()
    }

    /// The name as it is spoken: `Vincent van Gogh, Jr.`
    pub(super) fn readable(&self) -> String {
        if self.is_whole() {
            return self.literal.clone();
        }
        let parts = [&self.given, &self.dropping, &self.non_dropping, &self.family];
        let name = joined(&parts.map(String::as_str), " ");
        joined(&[&name, &self.suffix], ", ")
    }
}

impl When {
    fn of(value: &Value) -> Option<Self> {
        let get = |key: &str| value.get(key);
        let points = get("date-parts").and_then(Value::as_array);
        let points = points.into_iter().flatten().map(numbers);
        let mut when = Self {
            points: points.filter(|it| !it.is_empty()).take(2).collect(),
            circa: get("circa").is_some_and(is_true),
            season: get("season").and_then(number).filter(|it| (1..=4).contains(it)),
            literal: get("literal")
                .or_else(|| get("raw"))
                .and_then(text)
                .unwrap_or_default(),
        };
        if !value.is_object() {
            when.literal = text(value).unwrap_or_default();
        }
        (!when.points.is_empty() || !when.literal.is_empty()).then_some(when)
    }

    /// Year, month and day of the first point.
    pub(super) fn start(&self) -> &[i64] {
        self.points.first().map_or(&[], Vec::as_slice)
    }
}

fn numbers(point: &Value) -> Vec<i64> {
    let parts = point.as_array().into_iter().flatten();
    parts.map_while(number).take(3).collect()
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// Whether a switch is on, in any of the shapes that CSL allows.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(it) => *it,
        Value::Number(it) => it.as_f64() != Some(0.0),
        Value::String(it) => !matches!(it.as_str(), "" | "0" | "false"),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

/// The parts that are not empty.
pub(super) fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|it| !it.is_empty()).collect();
    parts.join(between)
}
