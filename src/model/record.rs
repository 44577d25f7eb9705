//! What a bundle remembers of its edition, so that a later one can say what changed: names,
//! titles and digests of what its readers see, and nothing else.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an edition holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its pages, in reading order.
    pub pages: Vec<Item>,
    /// What it states, in the order of the pages.
    pub claims: Vec<Item>,
    /// Its sources, in the order of their keys.
    pub sources: Vec<Item>,
}

/// A page, a claim or a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called in the dossier, with its language: never the same for two.
    pub key: String,
    /// What it is called by its readers; of a claim, what it says.
    pub title: String,
    /// The BCP 47 tag of the title.
    pub language: String,
    /// Where it stands in the site, with an anchor behind `#`.
    pub path: String,
    /// The SHA-256 of what readers see of it; of a page without the title.
    pub sha256: String,
}

/// What changed from one edition to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Of the pages.
    pub pages: Delta,
    /// Of the claims.
    pub claims: Delta,
    /// Of the sources.
    pub sources: Delta,
}

/// What changed among things of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delta {
    /// What was not there.
    pub new: Vec<Item>,
    /// What is another than it was: as it is, and the title that it had, if that changed.
    pub changed: Vec<(Item, Option<String>)>,
    /// What is gone, as it was.
    pub withdrawn: Vec<Item>,
}

impl Changes {
    /// Compares two editions.
    pub fn between(old: &Record, new: &Record) -> Self {
        Self {
            pages: Delta::between(&old.pages, &new.pages),
            claims: Delta::between(&old.claims, &new.claims),
            sources: Delta::between(&old.sources, &new.sources),
        }
    }

    /// How many things are new, changed or withdrawn.
    pub fn count(&self) -> usize {
        let all = [&self.pages, &self.claims, &self.sources];
        all.map(|it| it.new.len() + it.changed.len() + it.withdrawn.len()).iter().sum()
    }
}

impl Delta {
    fn between(old: &[Item], new: &[Item]) -> Self {
        let mut gone: BTreeMap<&str, &Item> =
            old.iter().map(|it| (&*it.key, it)).collect();
        let mut delta = Self::default();
        let mut unknown = Vec::new();
        for item in new {
            match gone.remove(&*item.key) {
                Some(before) => delta.compare(before, item),
                None => unknown.push(item),
            }
        }
        for item in unknown {
            // What was only moved, and reads as before, is no change to its readers.
            match renamed(item, &gone).and_then(|it| gone.remove(&*it)) {
                Some(before) => delta.compare(before, item),
                None => delta.new.push(item.clone()),
            }
        }
        let left: BTreeSet<&str> = gone.into_keys().collect();
        let withdrawn = old.iter().filter(|it| left.contains(&*it.key));
        delta.withdrawn = withdrawn.cloned().collect();
        delta
    }

    fn compare(&mut self, before: &Item, now: &Item) {
        let title = (before.title != now.title).then(|| before.title.clone());
        if title.is_some() || before.sha256 != now.sha256 {
            self.changed.push((now.clone(), title));
        }
    }
}

/// The key that a thing had, where exactly one that is gone has its content, or its title.
fn renamed(item: &Item, gone: &BTreeMap<&str, &Item>) -> Option<String> {
    let only = |is_same: &dyn Fn(&Item) -> bool| {
        let mut found =
            gone.values().filter(|it| it.language == item.language && is_same(it));
        found.next().filter(|_| found.next().is_none()).map(|it| it.key.clone())
    };
    only(&|it| it.sha256 == item.sha256).or_else(|| only(&|it| it.title == item.title))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(of: &[(&str, &str, &str)]) -> Vec<Item> {
        let item = |(key, title, sha256): &(&str, &str, &str)| Item {
            key: (*key).to_owned(),
            title: (*title).to_owned(),
            language: "en".to_owned(),
            path: format!("{key}.html"),
            sha256: (*sha256).to_owned(),
        };
        of.iter().map(item).collect()
    }

    #[track_caller]
    fn check(old: &[(&str, &str, &str)], new: &[(&str, &str, &str)], expect: &[&str]) {
        let delta = Delta::between(&items(old), &items(new));
        let mut told: Vec<String> =
            delta.new.iter().map(|it| format!("new {}", it.key)).collect();
        told.extend(delta.changed.iter().map(|(it, before)| {
            let before = before.as_ref().map(|it| format!(", was {it}"));
            format!("changed {}{}", it.key, before.unwrap_or_default())
        }));
        told.extend(delta.withdrawn.iter().map(|it| format!("withdrawn {}", it.key)));
        assert_eq!(told, expect);
    }

    #[test]
    fn what_is_the_same_is_not_told() {
        check(
            &[("a", "A", "1"), ("b", "B", "2")],
            &[("b", "B", "2"), ("a", "A", "1")],
            &[],
        );
    }

    #[test]
    fn what_is_new_changed_and_withdrawn_is_told() {
        check(
            &[("a", "A", "1"), ("b", "B", "2"), ("c", "C", "3")],
            &[("d", "D", "4"), ("c", "C", "5"), ("b", "Bee", "2")],
            &["new d", "changed c", "changed b, was B", "withdrawn a"],
        );
    }

    #[test]
    fn what_was_moved_is_known_by_its_content_or_its_title() {
        check(&[("a", "A", "1")], &[("x/a", "A", "1")], &[]);
        check(&[("a", "A", "1")], &[("x", "X", "1")], &["changed x, was A"]);
        check(&[("a", "A", "1")], &[("x", "A", "2")], &["changed x"]);
        check(
            &[("a", "A", "1"), ("b", "B", "1")],
            &[("x", "X", "1")],
            &["new x", "withdrawn a", "withdrawn b"],
        );
    }
}
