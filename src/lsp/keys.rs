//! What the keys of front matter mean, and which values they take.

use super::spot::Key;
use crate::build::Known;
use crate::model::PageKind;
use crate::model::schema::FRONT_MATTER;

/// Every key of a page, and what it is for.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    FRONT_MATTER.keys(&[]).into_iter().map(|it| (it.name, it.about()))
}

/// A key by its name.
pub(super) fn find(name: &str) -> Option<Key> {
    all().find(|(it, _)| *it == name).map(|(name, about)| Key { name, about })
}

/// The values that a key takes, where they are known.
pub(super) fn values(known: &Known, key: &str) -> Vec<String> {
    let settings = known.settings();
    let edition = &known.whole.edition;
    let mut values: Vec<String> = match key {
        "kind" => {
            let own = settings.kinds.iter().map(String::as_str);
            PageKind::KNOWN.into_iter().chain(own).map(str::to_owned).collect()
        }
        "marking" => {
            settings.marking.markings().map(|it| it.label().to_owned()).collect()
        }
        "lang" => {
            let all = settings.languages.iter().chain([&settings.language]);
            all.cloned().collect()
        }
        "announced" | "draft" | "search" | "listed" => {
            vec!["true".into(), "false".into()]
        }
        "source" | "covers" => edition.sources().iter().map(|it| it.id.clone()).collect(),
        "nocite" => edition.sources().iter().map(|it| format!("@{}", it.id)).collect(),
        "bears-on" | "to" => {
            edition.pages().iter().map(|it| it.face.id.to_string()).collect()
        }
        "tags" => edition.pages().iter().flat_map(|it| it.face.tags.clone()).collect(),
        _ => Vec::new(),
    };
    if !matches!(key, "kind" | "marking") {
        values.sort();
    }
    values.dedup();
    values
}
