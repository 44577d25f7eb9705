//! The names of entities: whoever asks for one finds what is said under the others.

use super::analysis::{Kind, fold, normalise, tokens};
use super::catalogue::Entries;
use super::dictionary::runs;
use super::shard::Packing;
use crate::base::Files;
use crate::redact::Edition;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The size of a shard in bytes: where it may end, and where it must.
const LEAST: usize = 8_000;
const MOST: usize = 12_000;
/// How many names are searched for beside the one that was asked for.
const NAMES: usize = 12;

/// The other names by the key of each name.
type Synonyms<'a> = BTreeMap<String, BTreeSet<&'a str>>;

/// Publishes the names, and says which shard begins with which key.
pub(super) fn synonyms(
    edition: &Edition,
    packing: Packing,
    files: &mut Files,
) -> Entries<String> {
    let synonyms: Vec<(String, Vec<&str>)> = gather(edition)
        .into_iter()
        .map(|(key, names)| (key, names.into_iter().take(NAMES).collect()))
        .collect();
    let size = |it: usize| {
        let (key, names) = &synonyms[it];
        key.len() + names.iter().map(|it| it.len() + 3).sum::<usize>()
    };
    let runs = runs(synonyms.len(), size, |it| synonyms[it].0.as_bytes(), LEAST, MOST);
    let shard = |run: Range<usize>| {
        let first = synonyms[run.start].0.clone();
        // Strings and lists of strings always have a JSON form.
        let bytes = serde_json::to_vec(&synonyms[run]).unwrap_or_default();
        (first, packing.shard("y", &bytes).publish(files))
    };
    runs.into_iter().map(shard).collect()
}

fn gather(edition: &Edition) -> Synonyms<'_> {
    let mut synonyms = Synonyms::new();
    for face in edition.pages().iter().map(|it| &it.face) {
        if !face.kind.is_entity() || !face.searchable {
            continue;
        }
        let aliases = face.aliases.iter().map(|it| it.value.as_str());
        let names: BTreeSet<&str> = aliases.chain([face.title.as_str()]).collect();
        for name in &names {
            let key = key(name);
            let others = names.iter().filter(|it| self::key(it) != key).copied();
            if key.chars().nth(1).is_some() {
                synonyms.entry(key.clone()).or_default().extend(others);
            }
        }
    }
    synonyms.retain(|_, names| !names.is_empty());
    synonyms
}

/// A name without everything that parts its words: `isoon` of `i-Soon`.
fn key(name: &str) -> String {
    let mut key = String::new();
    let mut end = None;
    tokens(&normalise(name), &mut |token| {
        match Kind::of(token.text) {
            _ if token.joined => return,
            // Of two neighbouring pairs the second begins with the end of the first.
            Kind::Gram if end == Some(token.place) => {
                key.extend(token.text.chars().skip(1));
            }
            _ => key += &fold(token.text),
        }
        end = (Kind::of(token.text) == Kind::Gram).then(|| token.place + 1);
    });
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for name in ["i-Soon", "isoon", "I SOON", "I‑Soon"] {
            assert_eq!(key(name), "isoon");
        }
        assert_eq!(key("四川安洵 GmbH"), "四川安洵gmbh");
    }
}
