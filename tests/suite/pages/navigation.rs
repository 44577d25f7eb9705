//! Navigation leads everywhere without holding the whole site.

use super::{BOOK, in_order, site};

#[test]
fn the_navigation_holds_a_run_of_a_long_folder_and_marks_the_page_once() {
    let pages: Vec<(String, String)> = (0..300)
        .map(|n| {
            (
                format!("content/s/p{n:03}.md"),
                format!("---\ntitle: Page {n}\norder: {n}\n---\nx\n"),
            )
        })
        .collect();
    let mut files = vec![
        BOOK,
        ("content/index.md", "---\ntitle: Home\n---\nx\n"),
        ("content/s/index.md", "---\ntitle: Section\n---\nx\n"),
    ];
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = site(&files);
    let page = site.page("s/p150.html");
    let nav = page.split("<nav aria-label=\"Dossier\">").nth(1).unwrap();
    let nav = nav.split("</nav>").next().unwrap();
    in_order(
        nav,
        &[
            "Section",
            "144 before these",
            "p144.html",
            "p150.html\" aria-current=\"page\"",
        ],
    );
    in_order(nav, &["p159.html", "140 more"]);
    assert!(nav.matches("<a ").count() < 30, "{nav}");
    assert_eq!(page.matches("aria-current").count(), 1);
    assert!(site.page("s/index.html").contains("p299.html"));
}

#[test]
fn a_page_leads_up_on_and_back() {
    let site = site(&[
        BOOK,
        ("content/index.md", "---\ntitle: Home\n---\nx\n"),
        ("content/r/index.md", "---\ntitle: Reports\n---\nx\n"),
        ("content/r/a.md", "---\ntitle: A\norder: 1\n---\nSee [b](b.md) for more.\n"),
        (
            "content/r/b.md",
            "---\ntitle: B\norder: 2\n---\n## One\n\nx\n\n## Two\n\n### Deep\n\nx\n",
        ),
    ]);
    let page = site.page("r/b.html");
    in_order(page, &["../index.html\">Home", "index.html\">Reports"]);
    in_order(page, &["On this page", "#one\">One", "#two\">Two", "#deep\">Deep"]);
    in_order(page, &["Referred to by", "a.html\">A</a>", "See b for more."]);
    in_order(page, &["rel=\"prev\" href=\"a.html\""]);
    assert!(site.page("r/a.html").contains("rel=\"next\" href=\"b.html\""));
}

#[test]
fn a_page_of_another_language_leads_to_its_translation() {
    let site = site(&[
        (
            "book.toml",
            "[book]\ntitle = \"D\"\nsrc = \"content\"\n[dossier]\nlanguages = [\"en\", \"de\"]\n",
        ),
        ("content/a.md", "---\ntitle: A\n---\nx\n"),
        ("content/a.de.md", "---\ntitle: Ein A\nlang: de\n---\n> [!NOTE]\n> x\n"),
    ]);
    in_order(site.page("a.html"), &["hreflang=\"de\"", "lang=\"de\"", ">Deutsch</a>"]);
    let page = site.page("a.de.html");
    in_order(
        page,
        &["<html lang=\"de\">", "Zum Text springen", ">English</a>", "Hinweis"],
    );
}
