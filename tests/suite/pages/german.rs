//! A German reader is spoken to in German, whatever the page: no English word of the
//! interface stands on any page of a German dossier, in its bundle, in the one file of it.

use crate::scratch::Scratch;
use html5gum::{Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Attributes that are read out or shown.
const SPOKEN: [&str; 6] =
    ["aria-label", "title", "alt", "placeholder", "label", "aria-description"];

/// Shorter words than that are too often German, too.
const SHORTEST: usize = 4;

#[test]
fn no_english_word_of_the_interface_stands_in_a_german_dossier() {
    let scratch = dossier();
    scratch.run(&["bundle", "-d", "old"]).ends_with(0);
    scratch
        .write("content/neu.md", "---\ntitle: Neues\n---\nEtwas anderes [@amt, S. 2].\n");
    fs::remove_file(scratch.at("content/alt.md")).unwrap();
    scratch.run(&["bundle", "--since", "old/dossier.zip", "-d", "new"]).ends_with(0);
    scratch.run(&["bundle", "--as", "html", "-d", "whole"]).ends_with(0);
    scratch.shell("python3 -m zipfile -e new/dossier.zip unpacked").ends_with(0);
    let mut pages = html(&scratch.at("unpacked"));
    pages.extend(html(&scratch.at("whole")));
    shows_every_page(&pages);
    let english = English::of("de");
    let mut found = BTreeSet::new();
    for (page, text) in &pages {
        // Names of files are no words.
        for said in
            said(text).into_iter().filter(|it| it.contains(' ') || !it.contains('/'))
        {
            let words = english.words_in(&said);
            found.extend(words.map(|it| format!("{page}: `{it}` in `{said}`")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_words_of_the_search_are_german() {
    let scratch = dossier();
    scratch.run(&["build"]).ends_with(0);
    let assets = fs::read_dir(scratch.at("book/assets")).unwrap();
    let mut scripts = assets.map(|it| it.unwrap().path());
    let is_german =
        |it: &std::path::PathBuf| it.to_string_lossy().contains("search-words.de.");
    let script = fs::read_to_string(scripts.find(is_german).unwrap()).unwrap();
    let english = English::of("de");
    let texts = script.split('"').skip(1).step_by(2);
    // Keys are no texts; forms of the CLDR stand among them.
    let shown = texts.filter(|it| it.contains(' '));
    let found: Vec<&str> = shown.flat_map(|it| english.words_in(it)).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn an_english_word_would_be_found() {
    let english = English::of("de");
    let finds = |text: &str| english.words_in(text).next().is_some();
    assert!(finds("Read on") && finds("12 sources") && finds("What changed: nothing"));
    assert!(finds("Sources") && !finds("Quellen") && !finds("Die Open-Source-Sammlung"));
}

/// The words of the interface in English, as far as no word of another language is like
/// them.
struct English(BTreeSet<String>);

impl English {
    fn of(lang: &str) -> Self {
        let other = super::words::texts(lang).join(" \n ");
        let words = super::words::texts("en").into_iter();
        let parts = words.flat_map(|it| {
            let parts = it.split(['{', '}']).map(|it| it.trim().to_owned());
            parts.collect::<Vec<_>>()
        });
        let is_its_own = |it: &String| {
            it.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
                && !contains(&other, it)
        };
        Self(parts.filter(is_its_own).collect())
    }

    fn words_in(&self, text: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |it| contains(text, it)).map(String::as_str)
    }
}

/// Whether a text has these words, and not as a part of others.
fn contains(text: &str, words: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !is_part(before.chars().next_back()) && !is_part(after.chars().next())
    })
}

/// The texts of a page and the attributes that are read out; neither scripts nor what is
/// in another language.
fn said(html: &str) -> Vec<String> {
    let mut said = Vec::new();
    let mut silent = 0_usize;
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if matches!(&*name, "script" | "style" | "code") && !tag.self_closing {
                    silent += 1;
                }
                let spoken = tag.attributes.iter().filter(|(name, _)| {
                    SPOKEN.iter().any(|it| it.as_bytes() == name.as_slice())
                });
                let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
                said.extend(spoken.map(|(_, value)| text(value)));
            }
            Token::EndTag(tag) => {
                let is_silent = [&b"script"[..], b"style", b"code"];
                silent -= usize::from(is_silent.contains(&tag.name.as_slice()));
            }
            Token::String(text) if silent == 0 => {
                said.push(String::from_utf8_lossy(&text).trim().to_owned());
            }
            _ => {}
        }
    }
    said
}

fn html(folder: &Path) -> BTreeMap<String, String> {
    let files = crate::scratch::tree(folder).into_iter();
    let pages =
        files.filter(|(path, _)| Path::new(path).extension() == Some("html".as_ref()));
    pages.map(|(path, it)| (path, String::from_utf8_lossy(&it).into_owned())).collect()
}

/// The test would tell nothing of a page that is not there.
#[track_caller]
fn shows_every_page(pages: &BTreeMap<String, String>) {
    for file in [
        "START-HERE.html",
        "site/index.html",
        "site/404.html",
        "site/a-z.html",
        "site/changes.html",
        "site/claims.html",
        "site/coverage.html",
        "site/glossary/index.html",
        "site/relations.html",
        "site/search.html",
        "site/sources/index.html",
        "site/sources/amt.html",
        "site/tags/index.html",
        "site/timeline.html",
        "dossier.html",
    ] {
        let known = || pages.keys().cloned().collect::<Vec<_>>().join("\n");
        assert!(
            pages.keys().any(|it| it.ends_with(file)),
            "no {file} among\n{}",
            known()
        );
    }
    let kinds = ["report-part", "press", "organisation", "person", "place", "product"];
    let kinds = kinds.into_iter().chain(["term", "event", "analysis"]);
    let home = pages.iter().filter(|(path, _)| path.ends_with("site/a-z.html"));
    let home: String = home.map(|(_, it)| it.as_str()).collect();
    for kind in kinds {
        let word = super::words::text("de", &format!("kind-{kind}"));
        assert!(home.contains(&word), "no page is a {kind}");
    }
}

/// A dossier with every kind of page and whatever pages can show.
fn dossier() -> Scratch {
    let scratch = Scratch::new();
    for (path, text) in FILES {
        scratch.write(path, text);
    }
    scratch
}

const FILES: &[(&str, &str)] = &[
    (
        "book.toml",
        "[book]\ntitle = \"Dossier\"\nlanguage = \"de\"\nsrc = \"content\"\n\
         authors = [\"Redaktion\"]\n\n[dossier]\nlanguages = [\"de\"]\n\
         bibliography = [\"references.yaml\"]\n",
    ),
    ("content/references.yaml", include_str!("german/references.yaml")),
    ("content/index.md", include_str!("german/index.md")),
    ("content/alt.md", "---\ntitle: Altes\n---\nEtwas [@amt, S. 1].\n"),
    ("content/report/teil-1.md", include_str!("german/teil-1.md")),
    ("content/report/teil-2.md", include_str!("german/teil-2.md")),
    ("content/press/zeitung.md", include_str!("german/zeitung.md")),
    ("content/analysis/labor.md", include_str!("german/labor.md")),
    ("content/actors/firma.md", include_str!("german/firma.md")),
    (
        "content/actors/leiter.md",
        "---\ntitle: Der Leiter\nkind: person\naliases: [Chef]\n---\nEr leitet die [[firma]].\n",
    ),
    ("content/places/stadt.md", "---\ntitle: Die Stadt\nkind: place\n---\nEin Ort.\n"),
    ("content/products/geraet.md", "---\ntitle: Gerät\nkind: product\n---\nEin Gerät.\n"),
    (
        "content/glossary/frist.md",
        "---\ntitle: Frist\nkind: term\nsummary: Eine Zeit.\n---\nEine Zeit.\n",
    ),
    (
        "content/ereignis.md",
        "---\ntitle: Das Leck\nkind: event\ndate: 2024-02-16\n---\nEs geschah [@amt, S. 1].\n",
    ),
];
