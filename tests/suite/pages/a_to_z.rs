//! The index from A to Z leads to every name, also without a script, also in a large site.

use super::{BOOK, in_order, site};

#[test]
fn names_of_all_kinds_stand_in_german_order_with_chinese_ones_at_their_own_place() {
    let site = site(&[
        BOOK,
        (
            "content/actors/isoon.md",
            "---\ntitle: i-Soon\nkind: organisation\naliases: [ISOON, Anxun, 安洵]\n---\n\
             ## Ämter und Straßen\n\nx\n\n#### Too deep\n\nKPCh\n: the party\n",
        ),
        ("content/azur.md", "---\ntitle: Azur\nlang: de\n---\nx\n"),
        ("content/aachen.md", "---\ntitle: Aachen\n---\nx\n"),
        ("content/gone.md", "---\ntitle: Abroad\nsearch: false\n---\nx\n"),
    ]);
    let page = site.page("a-z.html");
    in_order(page, &["id=\"d-a\">A<", ">Aachen</a>", ">Ämter und Straßen</a>"]);
    in_order(page, &["actors/isoon.html#", ">Ämter", "i-Soon</span></span> · Section"]);
    in_order(page, &["actors/isoon.html\">Anxun</a>", "lang=\"de\">Azur</a>"]);
    in_order(
        page,
        &["id=\"d-i\"", ">i-Soon</span></a>", "Organisation", "#kpch\">KPCh</a>"],
    );
    in_order(
        page,
        &["#kpch\">KPCh</a>", "id=\"d-han\">Chinese characters<", ">安洵</a>"],
    );
    assert_eq!(page.matches(">ISOON<").count(), 0, "a spelling of the title");
    let names = page.split("class=\"letters\"").nth(1).unwrap();
    assert!(!names.contains("Abroad") && !names.contains("Too deep"));
    in_order(page, &["class=\"letters\"", "href=\"#d-a\"", "href=\"#d-han\""]);
    assert!(site.page("actors/isoon.html").contains("href=\"../a-z.html\""));
}

#[test]
fn what_stands_outside_the_search_stands_outside_the_index() {
    let site = site(&[
        BOOK,
        (
            "content/a.md",
            "---\ntitle: A\n---\n::: {.nosearch}\n## Hidden\n:::\n\n## Shown\n\nx\n",
        ),
    ]);
    let page = site.page("a-z.html");
    assert!(page.contains(">Shown</a>") && !page.contains(">Hidden</a>"));
}

#[test]
fn a_name_of_many_places_is_folded_and_a_title_is_told_with_its_source() {
    let mut files: Vec<(String, String)> = (0..9)
        .map(|n| {
            (format!("content/p{n}.md"), format!("---\ntitle: P{n}\n---\n## Summary\n"))
        })
        .collect();
    files.push((
        "content/references.yaml".to_owned(),
        "references:\n- {id: x, type: report, title: P3}\n".to_owned(),
    ));
    let mut all = vec![BOOK];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = site(&all);
    let page = site.page("a-z.html");
    in_order(page, &["<details><summary>", "Summary", "class=\"count\">9<"]);
    in_order(page, &["p0.html#summary\">P0</a>", "p8.html#summary\">P8</a>"]);
    in_order(
        page,
        &["href=\"p3.html\">P3</a>", "Page", "href=\"sources/x.html\">Source"],
    );
}

#[test]
fn a_long_index_is_published_in_parts() {
    let sections = (0..1_600).map(|n| format!("## Section number {n}\n\n"));
    let others = (0..60).map(|n| format!("## Other {n}\n\n"));
    let text = "---\ntitle: Start\n---\n".to_owned();
    let text: String = [text].into_iter().chain(sections).chain(others).collect();
    let site = site(&[BOOK, ("content/start.md", &text)]);
    let page = site.page("a-z.html");
    in_order(page, &["href=\"a-z/o.html\"", "href=\"a-z/s-1.html\"", "a-z/s-2.html"]);
    in_order(page, &["Section number 0", "Section number 800"]);
    assert!(!page.contains("start.html#"));
    in_order(
        site.page("a-z/o.html"),
        &["Index A–Z: O", "aria-current", "../start.html#"],
    );
    let (first, last) = (site.page("a-z/s-1.html"), site.page("a-z/s-2.html"));
    let links = |it: &str| it.matches("start.html#").count();
    assert_eq!(links(first) + links(last), 1_600);
}

#[test]
fn without_pages_there_is_no_index() {
    assert!(!site(&[BOOK]).has("a-z.html"));
}
