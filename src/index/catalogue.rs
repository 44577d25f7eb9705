//! Which shard holds a key: a list of first keys and names. A long list is cut into shards
//! of its own, so that the root stays small at any size.

use super::shard::Packing;
use crate::base::Files;
use serde::Serialize;

/// First keys and names, in the order of the keys.
pub(super) type Entries<K> = Vec<(K, String)>;

/// How many names a list may have before it is cut, and how many each part gets.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// The longest list that stands in the root itself.
    pub(super) whole: usize,
    /// The names in one part.
    pub(super) part: usize,
}

/// A list as it stands in the root.
#[derive(Serialize)]
pub(super) struct Catalogue<K> {
    /// Whether the names are those of parts of the list, not of shards.
    parts: bool,
    keys: Vec<K>,
    names: String,
}

/// A part of a list: keys, and the names in one string.
#[derive(Serialize)]
struct Part<'a, K>(Vec<&'a K>, String);

/// Puts a list into the root, or into parts that the root lists.
pub(super) fn catalogue<K: Serialize + Clone>(
    entries: Entries<K>,
    limits: Limits,
    packing: Packing,
    files: &mut Files,
) -> Catalogue<K> {
    if entries.len() <= limits.whole {
        let (keys, names): (Vec<K>, Vec<String>) = entries.into_iter().unzip();
        return Catalogue { parts: false, keys, names: names.concat() };
    }
    let mut keys = Vec::new();
    let mut names = String::new();
    for part in entries.chunks(limits.part) {
        let inside = Part(
            part.iter().map(|it| &it.0).collect(),
            part.iter().map(|it| it.1.as_str()).collect(),
        );
        // Strings and numbers always have a JSON form.
        let bytes = serde_json::to_vec(&inside).unwrap_or_default();
        names += &packing.shard("c", &bytes).publish(files);
        keys.push(part[0].0.clone());
    }
    Catalogue { parts: true, keys, names }
}
