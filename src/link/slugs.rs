//! File names for keys and tags: safe on every system and in every URL, never the same
//! for two of them, and each independent of the others as far as that is possible.

use crate::base::{Digest, SitePath, portable, text};
use std::collections::{BTreeMap, BTreeSet};

/// How many bytes of a name a path shows.
const LONGEST: usize = 80;

/// The path of each name below `folder`.
pub(super) fn paths<'a>(
    folder: &str,
    names: impl Iterator<Item = &'a str>,
) -> BTreeMap<String, SitePath> {
    let names: BTreeSet<&str> = names.collect();
    let mut claims: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in names {
        claims.entry(text::slug(name)).or_default().push(name);
    }
    let taken: BTreeSet<String> = claims.keys().cloned().collect();
    let mut paths = BTreeMap::new();
    for (slug, names) in claims {
        let owner = owner(&slug, &names);
        for name in names {
            let plain = owner == Some(name);
            let stem = if plain { slug.clone() } else { marked(&slug, name, &taken) };
            let path = SitePath::contained(&format!("{folder}/{stem}.html"));
            paths.insert(name.to_owned(), path);
        }
    }
    paths
}

/// Who gets the slug as it is: the only one, or the one that is written so.
fn owner<'a>(slug: &str, names: &[&'a str]) -> Option<&'a str> {
    let usable =
        slug != "index" && slug.len() <= LONGEST && portable::fault(slug).is_none();
    let owner = match names {
        [one] => Some(one),
        several => several.iter().find(|it| **it == slug),
    };
    owner.copied().filter(|_| usable)
}

/// The slug with as much of the name's digest as makes it unlike every other.
fn marked(slug: &str, name: &str, taken: &BTreeSet<String>) -> String {
    let digest = Digest::of(name.as_bytes()).to_string();
    let mut short = slug.to_owned();
    while short.len() > LONGEST {
        short.pop();
    }
    let lengths = (8..=digest.len()).step_by(8);
    let mut tries = lengths.map(|it| format!("{short}-{}", &digest[..it]));
    tries.find(|it| !taken.contains(it)).unwrap_or_else(|| format!("{short}--{digest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expect: &[&str]) {
        let paths = paths("s", names.iter().copied());
        let found: Vec<_> = names.iter().map(|it| paths[*it].as_str()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_key_that_is_a_good_file_name_stays() {
        check(
            &["bbc-2024", "Smith:2020", "公安"],
            &["s/bbc-2024.html", "s/smith-2020.html", "s/公安.html"],
        );
    }

    #[test]
    fn keys_that_would_share_a_file_are_told_apart() {
        check(
            &["a-b", "a/b", "A-B"],
            &["s/a-b.html", "s/a-b-c14cddc0.html", "s/a-b-77101aaa.html"],
        );
    }

    #[test]
    fn keys_that_no_system_can_hold_are_marked() {
        let paths = paths("s", ["con", "index", "!!!"].into_iter());
        assert!(paths["con"].as_str().starts_with("s/con-"));
        assert!(paths["index"].as_str().starts_with("s/index-"));
        assert_eq!(paths["!!!"].as_str(), "s/page.html");
        assert!(paths.values().all(|it| portable::fault(it.as_str()).is_none()));
        let long = "ö".repeat(500);
        let long = super::paths("s", [long.as_str()].into_iter());
        assert!(long.values().all(|it| it.as_str().len() < 110));
    }
}
