//! Every word of the interface comes from the theme, in every language that it has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[test]
fn both_languages_have_the_same_words_with_the_same_places_to_fill() {
    let (en, de) = (words("en"), words("de"));
    assert_eq!(keys(&en), keys(&de));
    for (key, word) in &en {
        for place in ["{n}", "{x}"] {
            assert_eq!(word.contains(place), de[key].contains(place), "{key}: {place}");
        }
    }
}

#[test]
fn every_word_that_is_asked_for_exists() {
    let known = words("en");
    let mut asked = BTreeSet::new();
    for file in files(Path::new("themes/briefing/templates")) {
        asked.extend(after(&fs::read_to_string(file).unwrap(), "words.", "_"));
    }
    for file in files(Path::new("src/render")) {
        let text = fs::read_to_string(file).unwrap();
        for call in [".word(\"", "words.get(\"", "known_word(\"", "words().get(\""] {
            asked.extend(after(&text, call, "-"));
        }
    }
    assert!(asked.len() > 80, "only {} words are asked for", asked.len());
    let missing: Vec<_> = asked.iter().filter(|it| !known.contains_key(*it)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn whatever_the_search_says_has_words() {
    let known = words("en");
    let client: String = files(Path::new("src/index/client"))
        .iter()
        .filter(|it| it.extension().is_some_and(|it| it == "js"))
        .map(|it| fs::read_to_string(it).unwrap())
        .collect();
    let said = after(&client, "said.push({ code: \"", "-").map(|it| format!("said-{it}"));
    let faults = after(&client, "fault(\"", "-").map(|it| format!("search-error-{it}"));
    let asked: BTreeSet<String> = said.chain(faults).collect();
    assert!(asked.len() > 7, "only {asked:?}");
    let missing: Vec<_> = asked.iter().filter(|it| !known.contains_key(*it)).collect();
    assert_eq!(missing, [""; 0]);
}

/// The keys that stand behind `call`, with hyphens.
fn after<'a>(
    text: &'a str,
    call: &'a str,
    joint: &'a str,
) -> impl Iterator<Item = String> {
    let is_key =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let keys = text.split(call).skip(1).map(move |rest| {
        rest.split(|c| !is_key(c)).next().unwrap_or_default().replace(joint, "-")
    });
    keys.filter(|it| !it.is_empty())
}

fn keys(words: &BTreeMap<String, String>) -> Vec<&String> {
    words.keys().collect()
}

fn words(lang: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(format!("themes/briefing/i18n/{lang}.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().is_some_and(|it| it != "tests.rs") {
            found.push(path);
        }
    }
    found
}
