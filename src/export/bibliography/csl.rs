//! CSL-JSON, as the CSL 1.0.2 data schema has it: <https://docs.citationstyles.org>.

use super::evidence;
use super::item::{Item, Person, When};
use crate::model::Source;
use crate::redact::Edition;
use serde_json::{Map, Value, json};

/// One item, indented to stand in a list.
pub(super) fn item(source: &Source, item: &Item<'_>, edition: &Edition) -> String {
    let mut map = Map::new();
    map.insert("id".to_owned(), item.id.into());
    map.insert("type".to_owned(), item.kind.into());
    let names = item.names.iter().map(|(name, people)| (*name, self::people(people)));
    let dates = item.dates.iter().map(|(name, it)| (*name, date(it)));
    let texts = item.texts.iter().map(|(name, it)| (*name, it.as_str().into()));
    let all = names.chain(dates).chain(texts);
    map.extend(all.map(|(name, value)| (name.to_owned(), value)));
    if !item.categories.is_empty() {
        map.insert("categories".to_owned(), json!(item.categories));
    }
    map.extend(evidence::custom(source, edition).map(|it| ("custom".to_owned(), it)));
    // Text, numbers and lists of them always have a JSON form.
    serde_json::to_string(&Value::Object(map)).unwrap_or_default()
}

fn people(people: &[Person]) -> Value {
    let parts = |it: &Person| {
        let parts = [
            ("literal", &it.literal),
            ("family", &it.family),
            ("given", &it.given),
            ("dropping-particle", &it.dropping),
            ("non-dropping-particle", &it.non_dropping),
            ("suffix", &it.suffix),
        ];
        let parts = parts.into_iter().filter(|(_, it)| !it.is_empty());
        let parts = parts.map(|(key, it)| (key.to_owned(), it.as_str().into()));
        Value::Object(parts.collect())
    };
    people.iter().map(parts).collect()
}

fn date(when: &When) -> Value {
    let mut date = Map::new();
    if !when.points.is_empty() {
        date.insert("date-parts".to_owned(), json!(when.points));
    }
    date.extend(when.season.map(|it| ("season".to_owned(), it.into())));
    if when.circa {
        date.insert("circa".to_owned(), true.into());
    }
    if !when.literal.is_empty() {
        date.insert("literal".to_owned(), when.literal.as_str().into());
    }
    date.into()
}
