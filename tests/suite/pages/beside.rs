//! A page and its translation on one page, block by block.

use super::{Site, in_order, site};
use std::collections::BTreeSet;

const ENGLISH: &str = "---\ntitle: The leak\nmarking: TLP:CLEAR\n---\nIt began [@s, p. 2].\n\n\
    ## What followed {#followed}\n\nMore on [[other]].[^1]\n\n\
    | A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n";
const GERMAN: &str = "---\ntitle: Das Leck\nmarking: TLP:GREEN\n---\nEs begann [@s, S. 2].\n\n\
    Das steht nur auf Deutsch.\n\n## Was folgte {#followed}\n\nMehr über [[other]].[^1]\n\n\
    | A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Eine Fußnote.\n";

#[test]
fn blocks_of_both_pages_stand_beside_each_other() {
    let site = built("side-by-side = true\n");
    let page = site.page("leak.both-de.html");
    in_order(
        page,
        &[
            "<html lang=\"en\">",
            "<div lang=\"en\"><p class=\"pair-language\"><a href=\"leak.html\" hreflang=\"en\">English</a>",
            "<div lang=\"de\"><p class=\"pair-language\"><a href=\"leak.de.html\" hreflang=\"de\">Deutsch</a>",
            "<div class=\"body\" lang=\"en\"><p>It began",
            "<div class=\"body\" lang=\"de\"><p>Es begann",
            "<div class=\"body\" lang=\"en\"></div>\n<div class=\"body\" lang=\"de\"><p>Das steht nur",
            "lang=\"en\"><h2>What followed</h2>",
            "lang=\"de\"><h2>Was folgte</h2>",
        ],
    );
    assert!(page.contains("<a href=\"other.html\""), "{page}");
    assert!(page.contains("<a href=\"other.de.html\""), "{page}");
}

#[test]
fn the_page_of_both_has_no_id_twice_and_leads_to_the_pages_themselves() {
    let site = built("side-by-side = true\n");
    let page = site.page("leak.both-de.html");
    let ids: Vec<&str> = after(page, " id=\"").collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    let own: Vec<&str> = after(page, "href=\"#").collect();
    assert!(own.iter().all(|it| ids.contains(it)), "{own:?} of {ids:?}");
    let regions: Vec<&str> =
        after(page, "<section class=\"table\" tabindex=\"0\" aria-label=\"").collect();
    assert_eq!(regions.iter().collect::<BTreeSet<_>>().len(), regions.len());
}

#[test]
fn it_is_marked_as_high_as_the_higher_of_both() {
    let page = built("side-by-side = true\n").page("leak.both-de.html").to_owned();
    in_order(
        &page,
        &["<title>TLP:GREEN", "tlp-top", "TLP:GREEN", "tlp-bottom", "TLP:GREEN"],
    );
}

#[test]
fn nobody_finds_it_but_by_the_pages() {
    let base = "base-url = \"https://example.org/\"\n";
    let site = built(&format!("side-by-side = true\n{base}"));
    let page = site.page("leak.both-de.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(page.contains("<link rel=\"canonical\" href=\"leak.html\">"));
    assert!(!site.page("sitemap.xml").contains("both"));
    let links = |path: &str| site.page(path).matches("leak.both-de.html").count();
    assert_eq!(
        (links("leak.html"), links("leak.de.html"), links("other.html")),
        (1, 1, 0)
    );
    assert!(site.page("leak.de.html").contains(">Beide Sprachen nebeneinander</a>"));
}

#[test]
fn there_is_none_unless_somebody_wants_it() {
    let site = built("");
    assert!(!site.files.keys().any(|it| it.contains("both")));
    assert!(!site.page("leak.html").contains("side by side"));
}

fn built(settings: &str) -> Site {
    let book = format!(
        "[book]\ntitle = \"Dossier\"\nlanguage = \"en\"\nsrc = \"content\"\n[dossier]\n\
         languages = [\"en\", \"de\"]\nbibliography = [\"references.yaml\"]\n{settings}"
    );
    let plain =
        |title: &str| format!("---\ntitle: {title}\nmarking: TLP:CLEAR\n---\nText.\n");
    site(&[
        ("book.toml", &book),
        (
            "content/references.yaml",
            "references:\n  - {id: s, type: report, title: Report, issued: 2024}\n",
        ),
        ("content/index.md", &plain("Home")),
        ("content/leak.md", ENGLISH),
        ("content/leak.de.md", GERMAN),
        ("content/other.md", &plain("Other")),
        ("content/other.de.md", &plain("Anderes")),
    ])
}

fn after<'a>(text: &'a str, part: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(part).skip(1).filter_map(|it| it.split('"').next())
}
