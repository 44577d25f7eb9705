//! What holds of one edition holds of none beside it.

use crate::scratch::{self, Scratch, tree};
use std::fs;

const BOOK: &str = "[book]\ntitle = \"A dossier\"\nlanguage = \"en\"\nsrc = \"content\"\n\n[dossier]\nlanguages = [\"en\", \"de\"]\nbibliography = [\"references.yaml\"]\n\n\
    [dossier.editions.open]\nceiling = \"TLP:CLEAR\"\n\n[dossier.editions.inner]\nceiling = \"TLP:AMBER\"\n";
const LIBRARY: &str = "references:\n  - {id: k, type: report, title: Closed, issued: 2024, custom: {marking: TLP:AMBER}}\n";
const LOST: &str = "---\ntitle: Home\nmarking: TLP:CLEAR\n---\nSomething is so [@k].\n";

fn dossier(home: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("book.toml", BOOK);
    scratch.write("content/references.yaml", LIBRARY);
    scratch.write("content/index.md", home);
    scratch
}

#[test]
fn an_error_of_one_edition_stops_all_that_are_built_together_and_none_built_alone() {
    let scratch = dossier("---\ntitle: Home\nmarking: TLP:CLEAR\n---\nText.\n");
    scratch.run(&["build", "-d", "site"]).ends_with(0);
    let before = tree(&scratch.at("site"));
    scratch.write("content/index.md", LOST);
    for command in ["build", "bundle"] {
        let outcome = scratch.run(&[command, "--all-editions", "-d", "site"]);
        outcome.ends_with(1).says("redact/lost-source");
        assert!(tree(&scratch.at("site")) == before, "{command} leaves all as it was");
    }
    scratch.run(&["build", "--edition", "open", "-d", "site"]).ends_with(1);
    assert!(tree(&scratch.at("site")) == before, "the one concerned stays");
    scratch.run(&["build", "--edition", "inner", "-d", "site"]).ends_with(0);
    let now = tree(&scratch.at("site"));
    let differs = |folder: &str| {
        let of = |it: &&String| it.starts_with(folder);
        let keys = before.keys().chain(now.keys());
        keys.filter(of).any(|it| before.get(it) != now.get(it))
    };
    assert!(differs("inner/") && !differs("open/"));
}

#[test]
fn an_attachment_has_its_own_marking_in_the_inventory() {
    let scratch = dossier(
        "---\ntitle: Home\nmarking: TLP:CLEAR\nattachments: [{path: a.csv, marking: TLP:GREEN}]\n---\n[a](a.csv), [b](b.csv), [x]{marking=\"TLP:AMBER\"}\n",
    );
    scratch.write("content/a.csv", "a\n");
    scratch.write("content/b.csv", "b\n");
    scratch.run(&["build", "--edition", "inner", "-d", "site"]).ends_with(0);
    let list = fs::read(scratch.at("site/inner/inventory.json")).unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    let marking = |path: &str| {
        let mut files = list["files"].as_array().unwrap().iter();
        let file = files.find(|it| it["path"] == path).unwrap();
        file["marking"].as_str().unwrap().to_owned()
    };
    assert_eq!(marking("a.csv"), "TLP:GREEN");
    assert_eq!(marking("b.csv"), "TLP:AMBER", "that of the edition");
}

#[test]
fn what_is_mended_for_one_edition_quotes_nothing_that_is_cut() {
    let page = "---\ntitle: Home\nmarking: TLP:CLEAR\n---\n[hush]{marking=\"TLP:AMBER\"} and [a](Other.md).\n";
    let scratch = dossier(page);
    scratch
        .write("content/other.md", "---\ntitle: Other\nmarking: TLP:CLEAR\n---\nText.\n");
    let fix = |more: &[&str]| {
        let args = ["check", "--fix", "--dry-run", "--edition", "open"];
        scratch.run(&[&args, more].concat()).says("1 file would be mended").data
    };
    let shown = fix(&[]);
    assert!(shown.contains("(other.md)") && !shown.contains("hush"), "{shown}");
    assert!(fix(&["--show-withheld"]).contains("hush"));
    scratch.run(&["check", "--fix", "--edition", "open"]).says("1 file mended");
    let mended = fs::read_to_string(scratch.at("content/index.md")).unwrap();
    assert_eq!(mended, page.replace("Other.md", "other.md"), "what is cut stays");
}

#[test]
fn an_edition_in_another_language_opens_with_its_home_page() {
    let scratch = dossier("---\ntitle: Home\nmarking: TLP:CLEAR\n---\nText.\n");
    let german = "---\ntitle: Startseite\nmarking: TLP:CLEAR\n---\nEin Anfang.\n";
    scratch.write("content/index.de.md", german);
    let edition =
        "\n[dossier.editions.deutsch]\nceiling = \"TLP:CLEAR\"\nlanguages = [\"de\"]\n";
    scratch.write("book.toml", format!("{BOOK}{edition}"));
    scratch.run(&["build", "--edition", "deutsch", "-d", "site"]).ends_with(0);
    let home = fs::read_to_string(scratch.at("site/deutsch/index.html")).unwrap();
    assert!(home.contains("Ein Anfang."), "{home}");
    assert!(!home.contains("Text."));
}

#[test]
fn what_a_language_lacks_is_told_with_the_name_of_the_edition() {
    let page = |title: &str, marking: &str| {
        format!(
            "---\ntitle: {title}\nmarking: {marking}\n---\n[[Home]] [[Zuhause]] [[Two]]\n"
        )
    };
    let scratch = Scratch::dossier(&[
        ("content/index.md", &page("Home", "TLP:CLEAR")),
        ("content/index.de.md", &page("Zuhause", "TLP:CLEAR")),
        ("content/one.md", &page("One", "TLP:CLEAR")),
        ("content/two.md", &page("Two", "TLP:RED")),
    ]);
    let editions = "languages = [\"en\", \"de\"]\n\
        [dossier.editions.all]\nceiling = \"TLP:RED\"\n\
        [dossier.editions.few]\nceiling = \"TLP:CLEAR\"\n";
    let book = scratch::BOOK;
    scratch.write("book.toml", format!("{book}{editions}"));
    scratch
        .run(&["check"])
        .says("2 pages are not there in `de` in the edition `all`, `one` among them")
        .says("`one` is not there in `de` in the edition `few`");
}

/// Everything that can be marked, each in a section with a word of its own.
const MARKED: &str = "Plain zero.

## One

::: {marking=\"TLP:RED\"}
Block.
:::

## Two

A [span]{marking=\"TLP:RED\"}.

## Three

- item {marking=\"TLP:RED\"}

## Four

| a | b |
|---|---|
| row | x | {marking=\"TLP:RED\"}

## Five

| a | b |
|---|---|
| cell | x |

Table: Caption {marking=\"TLP:RED\"}

## Six

[A claim [@open].]{.claim marking=\"TLP:RED\"}

## Seven

Words that rest on a source [@closed].

## Eight

::: {.event date=2024-02-16 marking=\"TLP:RED\"}
Event [@open].
:::

## Nine

```sql {marking=\"TLP:RED\"}
select
```

## Ten

Term
: definition {marking=\"TLP:RED\"}

## Eleven

A note[^1].

[^1]: with [words]{marking=\"TLP:RED\"}.

## Twelve {marking=\"TLP:RED\"}

### Thirteen

Text.

## Fourteen

Nothing marked.
";

#[test]
fn no_passage_of_the_search_is_marked_lower_than_what_it_holds() {
    let text = format!("---\ntitle: Home\nmarking: TLP:CLEAR\n---\n{MARKED}");
    let scratch = Scratch::dossier(&[("content/index.md", &text)]);
    scratch.write(
        "content/references.yaml",
        "- {id: open, type: webpage, title: O}\n\
         - {id: closed, type: webpage, title: C, custom: {marking: TLP:RED}}\n",
    );
    let book = scratch::BOOK;
    scratch.write(
        "book.toml",
        format!("{book}[dossier.editions.all]\nceiling = \"TLP:RED\"\n"),
    );
    let read = dossier::build::read(scratch.path(), &|_| ()).unwrap();
    let cleared = read.cleared(scratch.path(), None, &|_| ()).unwrap().cleared;
    let units = dossier::index::units(&cleared.edition, &cleared.links);
    // Where a unit has no marking of its own, the label of the page holds: TLP:RED.
    assert!(units.iter().all(|it| it.marking.as_deref() == Some("TLP:RED")));
    let lower: Vec<&str> = units
        .iter()
        .filter(|it| it.portion.is_some())
        .map(|it| it.heading.as_deref().unwrap_or("opening"))
        .collect();
    // The text of the note stands at the end of the page, and so in its last section.
    assert_eq!(lower, ["opening", "Eleven"]);
}
