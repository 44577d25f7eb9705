//! Every word of the interface comes from the theme, in every language that it has.

use dossier::model::Word;
use dossier::model::locale::{is_exact, plurals};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[test]
fn every_language_has_the_same_words_with_the_same_places_to_fill() {
    let english = words("en");
    for lang in languages().iter().filter(|it| *it != "en") {
        let own = words(lang);
        let strange: BTreeSet<_> =
            keys(&own).symmetric_difference(&keys(&english)).cloned().collect();
        assert!(strange.is_empty(), "`en.toml` and `{lang}.toml` differ in {strange:?}");
        for (key, word) in &english {
            for place in ["{n}", "{x}", "{y}"] {
                let has = |it: &Word| it.text().contains(place);
                assert_eq!(has(&own[key]), has(word), "{lang}: {key}: {place}");
            }
        }
    }
}

#[test]
fn what_is_counted_has_every_form_of_its_language() {
    for lang in languages() {
        let forms: Vec<&str> = plurals(&lang).into_iter().collect();
        for (key, word) in words(&lang) {
            assert!(!key.ends_with("-one") && !key.ends_with("-many"), "{lang}: {key}");
            let Word::Counted(texts) = word else { continue };
            assert_eq!(texts.keys().collect::<Vec<_>>(), forms, "{lang}: {key}");
            for (form, text) in texts {
                assert!(text.contains("{n}") || is_exact(&form, &lang), "{lang}: {key}");
            }
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
        for call in
            [".word(\"", "words.get(\"", "known_word(\"", "words().get(\"", ".count(\""]
        {
            asked.extend(after(&text, call, "-"));
        }
    }
    assert!(asked.len() > 80, "only {} words are asked for", asked.len());
    // The direction of the language is no word, though templates find it among them.
    let is_missing = |it: &&String| !known.contains_key(*it) && *it != "dir";
    let missing: Vec<_> = asked.iter().filter(is_missing).collect();
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

fn keys(words: &BTreeMap<String, Word>) -> BTreeSet<String> {
    words.keys().cloned().collect()
}

/// Every text of the interface in a language.
pub(super) fn texts(lang: &str) -> Vec<String> {
    let words = words(lang);
    let texts = words.values().flat_map(|it| it.texts());
    texts.map(|(_, text)| text.to_owned()).collect()
}

/// One text of the interface in a language.
pub(super) fn text(lang: &str, key: &str) -> String {
    words(lang)[key].text().to_owned()
}

/// The languages that the theme brings.
fn languages() -> Vec<String> {
    let names = files(Path::new("themes/briefing/i18n"));
    let names =
        names.iter().map(|it| it.file_stem().unwrap().to_str().unwrap().to_owned());
    names.collect()
}

fn words(lang: &str) -> BTreeMap<String, Word> {
    let text = fs::read_to_string(format!("themes/briefing/i18n/{lang}.toml")).unwrap();
    let words = toml::from_str::<BTreeMap<String, toml::Value>>(&text).unwrap();
    let word = |it: toml::Value| match it {
        toml::Value::Table(forms) => Word::Counted(forms.into_iter().map(form).collect()),
        it => Word::from(it.as_str().unwrap()),
    };
    words.into_iter().map(|(key, it)| (key, word(it))).collect()
}

fn form((name, text): (String, toml::Value)) -> (String, String) {
    (name, text.as_str().unwrap().to_owned())
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
