//! Generated pages stand only where there is something to show and no page was written.

use super::{BOOK, in_order, site};

const LIBRARY: (&str, &str) = (
    "content/references.yaml",
    "references:\n\
     - {id: a-2024, type: report, title: First report, issued: '2024-02', language: de,\n   \
        custom: {grade: B2, seen: full}}\n\
     - {id: b-2023, type: article-newspaper, title: A paper, container-title: The Paper,\n   \
        issued: '2023', custom: {grade: D4, seen: not-seen, derives-from: [a-2024]}}\n",
);

#[test]
fn an_empty_dossier_has_a_home_and_no_empty_overviews() {
    let site = site(&[BOOK, ("content/a.md", "---\ntitle: A\n---\ntext\n")]);
    assert!(site.page("index.html").contains("<a href=\"a.html\">A</a>"));
    assert!(site.has("404.html"));
    for path in ["sources/index.html", "tags/index.html", "timeline.html"] {
        assert!(!site.has(path), "{path}");
    }
    assert!(!site.has("glossary/index.html"));
}

#[test]
fn a_page_that_is_written_introduces_the_overview() {
    let site = site(&[
        BOOK,
        LIBRARY,
        ("content/a.md", "---\ntitle: A\n---\nSaid [@a-2024, p. 2]; too [@b-2023].\n"),
        ("content/sources/index.md", "---\ntitle: Library\n---\nOur words.\n"),
    ]);
    let page = site.page("sources/index.html");
    in_order(
        page,
        &["<h1>Library</h1>", "Our words.", "First report", "By year", "2024"],
    );
}

#[test]
fn a_source_tells_its_grade_its_origin_and_the_very_citations() {
    let site = site(&[
        BOOK,
        LIBRARY,
        (
            "content/a.md",
            "---\ntitle: A\n---\nSaid so [@a-2024, p. 2], again [@b-2023].\n",
        ),
        ("content/r.md", "---\ntitle: Reader\nkind: press\nsource: a-2024\n---\nx\n"),
        (
            "content/p.md",
            "---\ntitle: Part\nkind: report-part\ncovers: ['a-2024#1']\n---\nx\n",
        ),
    ]);
    let page = site.page("sources/a-2024.html");
    in_order(page, &["<h1 lang=\"de\">First report</h1>", "Usually reliable"]);
    in_order(page, &["probably true", "The whole text was read."]);
    in_order(page, &["Taken up by", "<a href=\"b-2023.html\">A paper</a>"]);
    in_order(page, &["../p.html\">Part", "../r.html\">Reader"]);
    in_order(page, &["Cited by", "p.\u{a0}2", "../a.html#cite-a-2024-1", "Said so"]);
    assert!(site.page("a.html").contains("id=\"cite-a-2024-1\""));
    assert!(site.page("p.html").contains("Primary text consulted"));
}

#[test]
fn citations_of_one_pinpoint_stand_together_whatever_their_language() {
    let site = site(&[
        BOOK,
        LIBRARY,
        ("content/a.md", "---\ntitle: A\n---\nOne [@a-2024, p. 10]. Two [@a-2024].\n"),
        ("content/b.md", "---\ntitle: B\nlang: de\n---\nDrei [@a-2024, S. 2].\n"),
        ("content/c.md", "---\ntitle: C\n---\nFour [@a-2024, p. 2].\n"),
    ]);
    let page = site.page("sources/a-2024.html");
    in_order(page, &["p.\u{a0}2<", "Four.", "Drei.", "p.\u{a0}10<", "One."]);
    in_order(page, &["One.", "Without a page", "Two."]);
    assert!(!page.contains("S.\u{a0}2"), "{page}");
}

#[test]
fn many_citations_are_folded_by_page_or_by_kind_of_the_citing_page() {
    let pages = "One [@a-2024, p. 4]. Two [@a-2024, p. 4-6]. ".repeat(5);
    let text = format!("---\ntitle: A\nkind: press\n---\n{pages}\n");
    let cited = "Three [@b-2023]. ".repeat(10);
    let press = format!("{text}{cited}\n");
    let other = format!("---\ntitle: B\n---\nFour [@a-2024, p. 7]. {cited}\n");
    let press = ("content/a.md", press.as_str());
    let site = site(&[BOOK, LIBRARY, press, ("content/b.md", &other)]);
    let by_page = site.page("sources/a-2024.html");
    assert_eq!(by_page.matches("<details class=\"cited-at\"").count(), 2, "{by_page}");
    in_order(by_page, &["d-cited-1", ">p.\u{a0}4<", "pp.\u{a0}4–6</span>"]);
    in_order(by_page, &["d-cited-2", ">p.\u{a0}7<", "1 citation, 1 page"]);
    let by_kind = site.page("sources/b-2023.html");
    in_order(by_kind, &["d-cited-1\">", ">Press<", "M0 0H100V8", "10 citations, 1 page"]);
    in_order(by_kind, &["d-cited-2\">", ">Pages<", "10 citations, 1 page"]);
}

#[test]
fn what_a_source_relays_is_a_tree_down_to_its_origins() {
    let source = |id: &str, from: &str| {
        format!(
            "- {{id: {id}, type: book, title: T{id}, custom: {{derives-from: [{from}]}}}}\n"
        )
    };
    let all = [("a", ""), ("b", "a"), ("c", "a"), ("d", "b, c"), ("e", "d")];
    let library: String = all.iter().map(|(id, from)| source(id, from)).collect();
    let library = format!("references:\n{library}");
    let page = "---\ntitle: A\nnocite: '@*'\n---\nx [@a; @b; @c; @d; @e]\n";
    let site =
        site(&[BOOK, ("content/references.yaml", &library), ("content/a.md", page)]);
    let up = site.page("sources/e.html");
    in_order(up, &["Derives from", "Td</a><ul><li>", "Tb</a><ul><li>", "Ta</a>"]);
    in_order(up, &["origin</span></li></ul></li><li>", "Tc</a>", "Ta</a>"]);
    in_order(
        up,
        &["origin</span> <span class=\"again\">", "</li></ul></li></ul></li></ul>"],
    );
    let down = site.page("sources/a.html");
    in_order(down, &["It relays no other source", "Taken up by", "Tb", "Td", "Te"]);
}

#[test]
fn a_part_whose_text_was_not_read_says_so_and_counts_what_stands_in() {
    let site = site(&[
        BOOK,
        LIBRARY,
        (
            "content/p.md",
            "---\ntitle: Part\nkind: report-part\npart: 1\ncovers: [b-2023]\n---\nSo [@a-2024].\n",
        ),
    ]);
    let page = site.page("p.html");
    in_order(page, &["Primary text not consulted", "1 source stands in for it."]);
    in_order(page, &["grade grade-b\">B</span> 1"]);
}

#[test]
fn events_of_other_pages_join_the_period_in_which_they_fall() {
    let event = |date: &str, text: &str| {
        format!("::: {{.event date=\"{date}\"}}\n{text}\n:::\n\n")
    };
    let timeline = format!(
        "---\ntitle: Times\n---\nIntro.\n\n## Early\n\n{}{}## Late\n\n{}",
        event("2010-05", "In May."),
        event("1997", "First."),
        event("2020", "Later."),
    );
    let other = format!("---\ntitle: Other\n---\n{}", event("2015~", "Between."));
    let site = site(&[
        BOOK,
        ("content/timeline.md", &timeline),
        ("content/other.md", &other),
        (
            "content/e.md",
            "---\ntitle: E\nkind: event\ndate: '2024'\nsummary: Last.\n---\n",
        ),
    ]);
    let page = site.page("timeline.html");
    in_order(
        page,
        &["Intro.", ">Early", "First.", "In May.", "Between.", "ther.html\">Other"],
    );
    in_order(page, &["Between.", ">Late", "Later.", "Last.", "e.html"]);
    in_order(page, &["datetime=\"2015\">ca. 2015"]);
    assert_eq!(page.matches("<p>First.").count(), 1);
}

#[test]
fn press_pages_below_a_folder_become_a_table() {
    let site = site(&[
        BOOK,
        LIBRARY,
        (
            "content/part.md",
            "---\ntitle: Part\nkind: report-part\npart: 3\n---\nx [@a-2024].\n",
        ),
        (
            "content/press/x.md",
            "---\ntitle: Story\nkind: press\nsource: b-2023\nbears-on: [part]\n---\nx [@b-2023].\n",
        ),
    ]);
    let page = site.page("press/index.html");
    in_order(page, &["<h1>Press</h1>", "2023</time>", "The Paper", "x.html\">Story</a>"]);
    in_order(page, &["grade-d", "D4", "../part.html", "Part 3"]);
    in_order(site.page("press/x.html"), &["../index.html\">Home", "index.html\">Press"]);
}

#[test]
fn the_first_page_of_a_book_stands_at_the_front_with_links_that_lead_on() {
    let site = site(&[
        ("book.toml", "[book]\ntitle = \"Book\"\n"),
        ("src/SUMMARY.md", "- [One](a/one.md)\n- [Two](two.md)\n"),
        ("src/a/one.md", "# One\n\n## Part\n\n[on](../two.md)\n"),
        ("src/two.md", "# Two\n"),
    ]);
    assert!(site.page("a/one.html").contains("<a href=\"../two.html\">on</a>"));
    let front = site.page("index.html");
    in_order(front, &[">One</h1>", "id=\"part\"", "<a href=\"two.html\">on</a>"]);
}

#[test]
fn the_marking_stands_first_and_last_and_in_the_title() {
    let site = site(&[
        BOOK,
        (
            "content/a.md",
            "---\ntitle: A\nmarking: TLP:AMBER+STRICT\ntags: [t]\n---\ntext\n",
        ),
    ]);
    let page = site.page("a.html");
    in_order(
        page,
        &["<title>TLP:AMBER+STRICT · A", "<body", "TLP:AMBER+STRICT</strong>"],
    );
    in_order(
        page,
        &["<body", "tlp-amber-strict", "class=\"skip\"", "</main>", "STRICT</strong>"],
    );
    assert!(site.page("tags/t.html").contains("TLP:AMBER+STRICT</strong>"));
}

#[test]
fn a_page_that_shows_nothing_marked_has_the_least_label_of_the_pages() {
    let book = (
        "book.toml",
        "[book]\nsrc = \"content\"\n[dossier]\nbibliography = [\"references.yaml\"]\n",
    );
    let green = ("content/a.md", "---\nmarking: TLP:GREEN\n---\ntext\n");
    let amber = ("content/b.md", "---\nmarking: TLP:AMBER\n---\ntext\n");
    let page =
        |files: &[(&str, &str)]| site(files).page("sources/b-2023.html").to_owned();
    let marked = page(&[book, LIBRARY, green, amber]);
    in_order(&marked, &["<title>TLP:GREEN · ", "tlp-top", "TLP:GREEN", "tlp-bottom"]);
    // Nobody knows what a page without a marking may be.
    let unmarked = page(&[book, LIBRARY, green, amber, ("content/c.md", "text\n")]);
    assert!(!unmarked.contains("tlp-top"), "{unmarked}");
}

#[test]
fn relations_are_drawn_and_told_with_their_sources_on_both_pages() {
    let site = site(&[
        BOOK,
        LIBRARY,
        (
            "content/a.md",
            "---\ntitle: Mill & Sons\nkind: organisation\nrelations:\n  \
             - {type: grinds-for, to: b, source: '[@a-2024, p. 3]', marking: TLP:CLEAR}\n  \
             - {type: located-in, to: c}\n---\nx [@b-2023].\n",
        ),
        ("content/b.md", "---\ntitle: Baker\nkind: person\n---\nx\n"),
        ("content/c.md", "---\ntitle: Village\nkind: place\n---\nx\n"),
    ]);
    let page = site.page("relations.html");
    in_order(page, &["<section class=\"star", "■ Mill &amp; Sons", "grinds for"]);
    in_order(page, &["<a class=\"node node-person\" href=\"b.html\">", "● Baker"]);
    in_order(page, &["<th scope=\"row\"><a href=\"a.html\">Mill &amp; Sons</a>"]);
    in_order(page, &["<td>grinds for <strong class=\"marking tlp-clear\">TLP:CLEAR"]);
    in_order(page, &["located in</td><td><a href=\"c.html\">Village</a>"]);
    in_order(page, &["sources/a-2024.html", "p.\u{a0}3"]);
    let baker = site.page("b.html");
    in_order(baker, &["Relations", "a.html\">Mill &amp; Sons</a>", "grinds for"]);
    in_order(baker, &["p.\u{a0}3", "href=\"relations.html\">All"]);
}

#[test]
fn without_relations_and_outlines_their_pages_are_absent() {
    let site = site(&[BOOK, LIBRARY, ("content/a.md", "---\ntitle: A\n---\nx\n")]);
    assert!(!site.has("relations.html") && !site.has("coverage.html"));
    assert!(!site.page("a.html").contains("relations.html"));
}

/// Each of them may stand beside the others, and readers still find the way to it.
#[test]
fn a_page_may_introduce_any_overview() {
    let names = [
        "sources",
        "glossary",
        "tags",
        "timeline",
        "claims",
        "a-z",
        "search",
        "coverage",
        "relations",
        "404",
    ];
    // Without a hyphen, at which words are kept together.
    let told = |name: &str| name.replace('-', "");
    let pages: Vec<(String, String)> = names
        .iter()
        .map(|it| {
            (
                format!("content/{it}.md"),
                format!("# T\n\nThis introduces {}.\n", told(it)),
            )
        })
        .collect();
    let mut files: Vec<(&str, &str)> = vec![BOOK];
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    files.push(("content/index.md", "---\ntitle: Home\ntags: [x]\n---\nWords.\n"));
    let site = site(&files);
    for name in names {
        let path = format!("{name}.html");
        assert!(
            site.page(&path).contains(&format!("This introduces {}.", told(name))),
            "{path}"
        );
    }
    in_order(site.page("index.html"), &["search-open", "search.html", "a-z.html"]);
}
