//! How things are worded: citations on pages that do not list them, colons, labels.

use crate::scratch::{BOOK, Scratch};
use std::fs;

#[test]
fn citations_on_other_pages_look_as_the_style_cites() {
    let looks = [
        ("dossier-numeric", "[", "Smith 2024, p. 5]"),
        ("apa", "(", "Smith, 2024, p. 5)"),
        ("chicago-notes-bibliography", "(", "Smith 2024, p. 5)"),
    ];
    for (style, before, behind) in looks {
        let scratch = Scratch::dossier(&[(
            "content/index.md",
            "---\ntitle: Home\n---\n::: {.event date=2024-02-16}\nIt is so [@bbc, p. 5].\n:::\n",
        )]);
        scratch.write("book.toml", format!("{BOOK}csl = \"{style}\"\n"));
        scratch.write(
            "content/references.yaml",
            "- {id: bbc, type: webpage, title: T, issued: 2024, author: [{family: Smith, given: A}]}\n",
        );
        scratch.run(&["build"]).ends_with(0);
        let page = fs::read_to_string(scratch.at("book/timeline.html")).unwrap();
        let (_, cited) = page.split_once("<cite class=\"citation\">").unwrap();
        let cited = cited.split_once("</cite>").unwrap().0;
        assert!(cited.starts_with(before), "{style}: {cited}");
        assert!(
            cited.replace("</a>", "").replace('\u{a0}', " ").ends_with(behind),
            "{style}: {cited}"
        );
    }
}

#[test]
fn a_colon_stands_as_its_language_has_it() {
    for (lang, label) in
        [("fr", "Couleurs\u{202f}:"), ("de", "Farben:"), ("en", "Colours:")]
    {
        let scratch =
            Scratch::dossier(&[("content/index.md", "---\ntitle: Home\n---\nText.\n")]);
        let book = BOOK.replace("src =", &format!("language = \"{lang}\"\nsrc ="));
        scratch.write("book.toml", book);
        scratch.run(&["build"]).ends_with(0);
        let page = fs::read_to_string(scratch.at("book/index.html")).unwrap();
        assert!(page.contains(&format!("data-label=\"{label}\"")), "{lang}");
    }
}

#[test]
fn scripts_know_the_labels_of_a_scheme_up_to_the_ceiling() {
    let scheme = "[dossier.marking]\nlevels = [{label = \"OPEN\"}, {label = \"INNER\"}, \
        {label = \"CLOSED\"}]\n[dossier.editions.staff]\nceiling = \"INNER\"\n";
    let scratch = Scratch::dossier(&[(
        "content/index.md",
        "---\ntitle: Home\nmarking: OPEN\n---\nText.\n",
    )]);
    scratch.write("book.toml", format!("{BOOK}{scheme}"));
    scratch.run(&["build"]).ends_with(0);
    let told = scratch.shell("cat book/staff/assets/search-words.en.*.js").data;
    let classes =
        r#"var dossierMarkings = {"INNER":"tlp-level-1","OPEN":"tlp-level-0"};"#;
    assert!(told.contains(classes), "{told}");
    assert!(!told.contains("CLOSED"));
}
