//! A dossier in two languages: everything that is generated stands there in both, nothing
//! counts twice, and every page leads to the same one in the other language.

use super::{Site, in_order, site};

const BOOK: (&str, &str) = (
    "book.toml",
    "[book]\ntitle = \"Dossier\"\nsrc = \"content\"\nlanguage = \"en\"\n\
     [dossier]\nlanguages = [\"en\", \"de\"]\nbase-url = \"https://d.example/\"\n",
);

const LIBRARY: (&str, &str) = (
    "content/references.yaml",
    "references:\n\
     - {id: src, type: report, title: First report, issued: '2024-02', language: de,\n   \
        custom: {grade: B2, seen: full, outline: [{id: '1', title: {en: One, de: Eins}, page: '1-4'}]}}\n",
);

/// One page of every kind in both languages, and one that nobody has translated.
fn bilingual() -> Site {
    site(&[
        BOOK,
        LIBRARY,
        ("content/index.md", "---\ntitle: Home\n---\nWelcome.\n"),
        ("content/index.de.md", "---\ntitle: Start\n---\nWillkommen.\n"),
        (
            "content/actors/a.md",
            "---\ntitle: Alpha\nkind: organisation\naliases: [安洵]\ntags: [leak]\ndate: 2024-02-16\n\
             summary: An organisation.\n\
             relations: [{type: customer-of, to: actors/b, source: '[@src, p. 1]'}]\n---\n\
             [It sold data.]{.claim #c-sold confidence=high} [@src, p. 2]\n\n\
             ::: {.event date=\"2024-02-16\"}\nThe files appeared [@src].\n:::\n",
        ),
        (
            "content/actors/a.de.md",
            "---\ntitle: Alfa\nsummary: Eine Organisation.\n---\n\
             [Sie verkaufte Daten.]{.claim #c-sold confidence=high} [@src, S. 2]\n\n\
             ::: {.event date=\"2024-02-16\"}\nDie Dateien erschienen [@src].\n:::\n\n\
             Siehe [[b]], [die Quellen](../sources/index.html) und [[claims]].\n",
        ),
        (
            "content/actors/b.md",
            "---\ntitle: Bravo\nkind: organisation\ntags: [leak]\n---\n\
             See [[a]]. [Only here.]{.claim #c-only confidence=low} [@src, p. 3]\n",
        ),
    ])
}

fn count(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[test]
fn what_is_generated_stands_in_each_language() {
    let site = bilingual();
    for path in [
        "claims",
        "relations",
        "timeline",
        "a-z",
        "search",
        "coverage",
        "tags/index",
        "tags/leak",
        "sources/index",
        "sources/src",
        "actors/index",
    ] {
        assert!(
            site.page(&format!("{path}.html")).contains("<html lang=\"en\""),
            "{path}"
        );
        let german = site.page(&format!("{path}.de.html"));
        assert!(german.contains("<html lang=\"de\""), "{path}");
    }
    assert!(!site.has("404.de.html") && !site.has("sitemap.de.xml"));
}

#[test]
fn nothing_that_a_translation_repeats_counts_twice() {
    let site = bilingual();
    assert_eq!(site.faults(), Vec::<&dossier::diag::Diagnostic>::new());
    for (suffix, own, other) in [
        ("", "It sold data.", "Sie verkaufte"),
        (".de", "Sie verkaufte Daten.", "It sold"),
    ] {
        let ledger = site.page(&format!("claims{suffix}.html"));
        assert!(ledger.contains(own) && !ledger.contains(other), "{ledger}");
        assert!(ledger.contains("Only here."), "{ledger}");
        let source = site.page(&format!("sources/src{suffix}.html"));
        assert_eq!(count(source, own), 1, "{source}");
        assert!(!source.contains(other), "{source}");
        let timeline = site.page(&format!("timeline{suffix}.html"));
        assert_eq!(count(timeline, "datetime=\"2024-02-16\""), 1, "{timeline}");
        let relations = site.page(&format!("relations{suffix}.html"));
        assert_eq!(count(relations, "<tbody>"), 1);
        assert_eq!(count(relations, "<tr>"), count(site.page("relations.html"), "<tr>"));
    }
    assert!(site.page("relations.de.html").contains("Alfa"));
    assert!(!site.page("relations.de.html").contains("Alpha"));
    assert_eq!(count(site.page("feed.xml"), "<entry"), 1);
    assert_eq!(count(site.page("feed.de.xml"), "<entry"), 1);
    in_order(
        site.page("feed.de.xml"),
        &["xml:lang=\"de\"", "feed.de.xml", "index.de.html", "Alfa"],
    );
}

#[test]
fn links_of_a_page_stay_in_its_language_where_they_can() {
    let site = bilingual();
    let page = site.page("actors/a.de.html");
    in_order(
        page,
        &[
            "href=\"b.html\"",
            "href=\"../sources/index.de.html\"",
            "href=\"../claims.de.html\"",
        ],
    );
    assert!(page.contains("href=\"../sources/src.de.html\""), "{page}");
    assert!(page.contains("href=\"../tags/leak.de.html\""), "{page}");
    assert!(site.page("sources/src.de.html").contains("href=\"../actors/a.de.html#"));
    // What refers to a page by a relation says so in words.
    assert!(site.page("actors/b.html").contains("customer of"));
}

#[test]
fn the_switch_leads_to_the_same_page_and_says_where_there_is_none() {
    let site = bilingual();
    let switch = |path: &str| {
        let page = site.page(path);
        let from = page.find("class=\"languages\"").unwrap_or_else(|| panic!("{path}"));
        page[from..].split("</nav>").next().unwrap().to_owned()
    };
    for (path, to) in [
        ("index.html", "index.de.html"),
        ("index.de.html", "index.html"),
        ("actors/a.de.html", "a.html"),
        ("claims.html", "claims.de.html"),
        ("claims.de.html", "claims.html"),
        ("sources/src.html", "src.de.html"),
        ("tags/leak.de.html", "leak.html"),
        ("actors/index.html", "index.de.html"),
    ] {
        assert!(switch(path).contains(&format!("href=\"{to}\"")), "{path}");
    }
    let missing = switch("actors/b.html");
    assert!(
        missing.contains("lang=\"de\"") && missing.contains("Deutsch: nicht übersetzt")
    );
    assert!(!missing.contains("<a "), "{missing}");
    let head = site.page("claims.de.html");
    in_order(
        head,
        &[
            "hreflang=\"de\" href=\"claims.de.html\"",
            "hreflang=\"en\" href=\"claims.html\"",
        ],
    );
    assert!(head.contains("hreflang=\"x-default\" href=\"claims.html\""));
    assert!(!site.page("actors/b.html").contains("rel=\"alternate\" hreflang"));
    let map = site.page("sitemap.xml");
    in_order(
        map,
        &["actors/a.de.html</loc>", "hreflang=\"en\"", "hreflang=\"de\"", "x-default"],
    );
}

#[test]
fn the_sections_of_a_report_are_told_in_the_language_of_the_page() {
    let site = bilingual();
    for page in ["coverage", "sources/src"] {
        let (english, german) = (format!("{page}.html"), format!("{page}.de.html"));
        let (english, german) = (site.page(&english), site.page(&german));
        assert!(english.contains(">One<") || english.contains(" One "), "{english}");
        assert!(german.contains("Eins") && !german.contains("One"), "{german}");
    }
    assert!(site.page("bibliography.json").contains("\"de\":\"Eins\""));
}

#[test]
fn a_page_that_nobody_has_translated_stands_in_every_list_with_its_language() {
    let site = bilingual();
    let folder = site.page("actors/index.de.html");
    in_order(folder, &["a.de.html", "Alfa", "b.html"]);
    let nav = site.page("actors/a.de.html");
    in_order(
        nav,
        &["<nav", "href=\"b.html\"><span lang=\"en\">Bravo</span>", "Englisch"],
    );
    let next = site.page("actors/a.de.html");
    assert!(next.contains("rel=\"next\" href=\"b.html\""), "{next}");
    assert!(site.page("a-z.de.html").contains("Bravo"));
    assert!(!site.page("a-z.de.html").contains("Alpha"));
}

#[test]
fn without_a_home_page_a_language_gets_one() {
    let site = site(&[
        BOOK,
        ("content/index.md", "---\ntitle: Home\n---\nx\n"),
        ("content/a.md", "---\ntitle: A\n---\nx\n"),
        ("content/a.de.md", "---\ntitle: Ah\n---\nx\n"),
    ]);
    let home = site.page("index.de.html");
    assert!(home.contains("<html lang=\"de\"") && home.contains("href=\"a.de.html\""));
    assert!(!home.contains("href=\"index.html\">Home"), "{home}");
    assert!(site.page("index.html").contains("href=\"index.de.html\""));
}

#[test]
fn a_translation_of_an_earlier_revision_says_so() {
    let site = site(&[
        BOOK,
        ("content/index.md", "---\ntitle: Home\n---\n[[a]]\n"),
        ("content/index.de.md", "---\ntitle: Start\n---\n[[a]]\n"),
        ("content/a.md", "---\ntitle: A\nrevision: 2\n---\nx\n"),
        ("content/a.de.md", "---\ntitle: Ah\n---\nx\n"),
    ]);
    let page = site.page("a.de.html");
    in_order(
        page,
        &[
            "<h1>Ah</h1>",
            "älter als das Original",
            "href=\"a.html\" lang=\"en\"",
            ">A</a>",
        ],
    );
    assert!(!site.page("a.html").contains("older-translation"));
    assert!(!site.page("index.de.html").contains("older-translation"));
    assert_eq!(site.found("link/stale-translation").len(), 1);
}

#[test]
fn the_site_map_is_xml_where_a_translation_is_in_a_language_that_is_not_listed() {
    let site = site(&[
        (
            "book.toml",
            "[book]\nsrc = \"content\"\n[dossier]\nlanguages = [\"en\"]\nbase-url = \"https://example.org/\"\n",
        ),
        ("content/a.md", "---\ntitle: A\n---\nx\n"),
        ("content/a.fr.md", "---\ntitle: A\n---\nx\n"),
    ]);
    let map = site.page("sitemap.xml");
    assert_eq!(map.contains("<xhtml:link"), map.contains("xmlns:xhtml="), "{map}");
    assert!(map.contains("<xhtml:link"), "{map}");
}

#[test]
fn the_title_of_the_dossier_is_that_of_the_translated_home_page() {
    let named = |own: &str, marking: &str| {
        let site = site(&[
            (
                "book.toml",
                "[book]\ntitle = \"The leaks\"\nsrc = \"content\"\nlanguage = \"en\"\n[dossier]\nlanguages = [\"en\", \"de\"]\n",
            ),
            ("content/index.md", &format!("---\ntitle: {own}\n---\nx\n")),
            ("content/index.de.md", &format!("---\ntitle: Die Leaks\n{marking}---\nx\n")),
            ("content/a.de.md", "---\ntitle: A\n---\nx\n"),
        ]);
        assert!(site.page("index.html").contains("<title>The leaks"));
        site.page("a.de.html").contains("· Die Leaks</title>")
    };
    assert!(named("The leaks", ""));
    assert!(!named("Home", ""));
    assert!(!named("The leaks", "marking: TLP:GREEN\n"));
}

#[test]
fn names_in_chinese_characters_say_which_language_they_are_in() {
    let site = bilingual();
    let page = site.page("actors/a.html");
    assert!(page.contains("<li><span lang=\"zh\">安洵</span></li>"), "{page}");
    assert!(site.page("a-z.html").contains("lang=\"zh\">安洵"));
}
