//! Folders for which nobody has written a page stand in the menu, in the ways up and in the
//! lists all the same.

use super::{BOOK, Site, in_order, site};

const TITLE: &str = "---\ntitle: T\n---\nx\n";

/// The menu of a page.
fn menu<'a>(site: &'a Site, page: &str) -> &'a str {
    let nav = site.page(page).split("<nav aria-label=\"Dossier\">").nth(1).unwrap();
    nav.split("<ul class=\"nav-overviews\">").next().unwrap().trim()
}

fn dossier<'a>(pages: &[(&'a str, &'a str)]) -> Site {
    site(&[&[BOOK], pages].concat())
}

#[test]
fn a_folder_without_an_index_page_is_a_branch_of_the_menu() {
    let site = dossier(&[
        ("content/2-how_to/back-up.md", "# Back up\n"),
        ("content/2-how_to/deep/er/x.md", "# Deep\n"),
        ("content/1-guides/index.md", "# All guides\n"),
        ("content/1-guides/x.md", "# One\n"),
        ("content/press/a.md", "# Article\n"),
    ]);
    assert_eq!(
        menu(&site, "2-how_to/deep/er/x.html"),
        "<ul><li><a href=\"../../../1-guides/index.html\">All guides</a></li>\
         <li><a href=\"../../index.html\">How to</a>\
         <ul><li><a href=\"../../back-up.html\">Back up</a></li>\
         <li><a href=\"../index.html\">Deep</a>\
         <ul><li><a href=\"index.html\">Er</a>\
         <ul><li><a href=\"x.html\" aria-current=\"page\">Deep</a></li></ul></li></ul></li></ul></li>\
         <li><a href=\"../../../press/index.html\">Press</a></li></ul>"
    );
    let page = site.page("2-how_to/deep/er/x.html");
    in_order(
        page,
        &[
            "<ol><li><a href=\"../../../index.html\">Home</a></li>",
            "<li><a href=\"../../index.html\">How to</a></li>",
            "<li><a href=\"../index.html\">Deep</a></li>",
            "<li><a href=\"index.html\">Er</a></li></ol>",
        ],
    );
    in_order(page, &["rel=\"prev\" href=\"../../back-up.html\""]);
    in_order(page, &["rel=\"next\" href=\"../../../press/a.html\""]);
}

#[test]
fn the_overview_of_a_folder_marks_and_opens_it_and_stands_below_what_it_is_in() {
    let site = dossier(&[
        ("content/index.md", "# Home page\n"),
        ("content/a/b/x.md", "# X\n"),
        ("content/a/y.md", "# Y\n"),
        ("content/c.md", "# C\n"),
    ]);
    assert_eq!(
        menu(&site, "a/b/index.html"),
        "<ul><li><a href=\"../index.html\">A</a>\
         <ul><li><a href=\"index.html\" aria-current=\"page\">B</a>\
         <ul><li><a href=\"x.html\">X</a></li></ul></li>\
         <li><a href=\"../y.html\">Y</a></li></ul></li>\
         <li><a href=\"../../c.html\">C</a></li></ul>"
    );
    let crumbs = "<ol><li><a href=\"../../index.html\">Home</a></li>\
                  <li><a href=\"../index.html\">A</a></li></ol>";
    assert!(site.page("a/b/index.html").contains(crumbs));
}

#[test]
fn an_overview_lists_pages_and_folders_as_the_menu_does() {
    let site = dossier(&[
        ("content/s/10-ten.md", "# Ten\n"),
        ("content/s/2-two.md", "# Two\n"),
        ("content/s/zoo/a.md", TITLE),
        ("content/s/zoo/more/b.md", TITLE),
        ("content/s/first.md", "---\ntitle: First\norder: 1\n---\nx\n"),
    ]);
    let list = site.page("s/index.html").split("<ul class=\"items\">").nth(1).unwrap();
    in_order(
        list,
        &[
            "first.html",
            "2-two.html",
            "10-ten.html",
            "<a href=\"zoo/index.html\">Zoo</a> <span class=\"count\">2</span>",
            "</ul>",
        ],
    );
    assert!(!list.contains("b.html"));
}

#[test]
fn the_home_page_has_a_card_with_a_number_for_each_folder() {
    let pages: Vec<String> = (0..70).map(|it| format!("content/p{it}.md")).collect();
    let mut files = vec![("content/a/x.md", TITLE), ("content/a/b/y.md", TITLE)];
    files.extend(pages.iter().map(|it| (it.as_str(), TITLE)));
    let site = dossier(&files);
    let home = site.page("index.html");
    let card = "<a href=\"a/index.html\">A</a> <span class=\"count\">2</span>";
    assert!(home.contains(card), "{home}");
    assert!(!home.contains("a/x.html") && !home.contains("a/b/"), "{home}");
    assert!(home.contains("<a href=\"a-z.html\">11 more</a>"), "{home}");
}

#[test]
fn each_language_has_its_own_branches() {
    let book = "[book]\ntitle = \"D\"\nlanguage = \"en\"\nsrc = \"content\"\n\n\
                [dossier]\nlanguages = [\"en\", \"de\"]\n";
    let site = site(&[
        ("book.toml", book),
        ("content/press/a.md", "# Article\n"),
        ("content/press/a.de.md", "# Artikel\n"),
        ("content/press/b.md", "# Other\n"),
        ("content/deep/index.de.md", "# Tief\n"),
        ("content/deep/c.de.md", "# Unten\n"),
    ]);
    let german = site.page("press/a.de.html");
    in_order(
        german,
        &[
            "<a href=\"index.de.html\">Presse</a>",
            "a.de.html\" aria-current=\"page\">Artikel",
            "b.html\"><span lang=\"en\">Other",
            "<a href=\"../deep/index.de.html\">Tief</a>",
        ],
    );
    in_order(site.page("press/a.html"), &["<a href=\"index.html\">Press</a>"]);
    assert!(site.page("press/index.de.html").contains("<h1>Presse</h1>"));
}

#[test]
fn a_page_beside_a_folder_of_its_name_stands_for_it() {
    let site = dossier(&[
        ("content/guides.md", "# All guides\n"),
        ("content/guides/x.md", "# X\n"),
    ]);
    assert_eq!(
        menu(&site, "guides/x.html"),
        "<ul><li><a href=\"../guides.html\">All guides</a>\
         <ul><li><a href=\"x.html\" aria-current=\"page\">X</a></li></ul></li></ul>"
    );
}

#[test]
fn a_part_that_begins_in_a_folder_stands_above_it() {
    let site = dossier(&[
        (
            "content/SUMMARY.md",
            "[Home](index.md)\n\n# Part one\n\n- [X](a/x.md)\n- [Y](a/y.md)\n",
        ),
        ("content/index.md", "# Home\n"),
        ("content/a/x.md", "# X\n"),
        ("content/a/y.md", "# Y\n"),
    ]);
    assert_eq!(
        menu(&site, "a/y.html"),
        "<ul><li class=\"nav-part\">Part one</li><li><a href=\"index.html\">A</a>\
         <ul><li><a href=\"x.html\">X</a></li>\
         <li><a href=\"y.html\" aria-current=\"page\">Y</a></li></ul></li></ul>"
    );
}

#[test]
fn a_folder_bears_the_lowest_label_of_its_pages() {
    let book =
        "[book]\ntitle = \"D\"\nlanguage = \"en\"\nsrc = \"content\"\n\n[dossier]\n";
    let marked = |label: &str| format!("---\ntitle: P\nmarking: {label}\n---\nx\n");
    let (clear, amber) = (marked("TLP:CLEAR"), marked("TLP:AMBER"));
    let site = site(&[
        ("book.toml", book),
        ("content/open/x.md", &clear),
        ("content/open/y.md", &amber),
        ("content/closed/x.md", &amber),
    ]);
    let home = site.page("index.html");
    let cards = home.split("<ul class=\"cards\">").nth(1).unwrap();
    in_order(
        cards,
        &[
            "TLP:AMBER</strong> <a href=\"closed/",
            "<p class=\"item-title\"><a href=\"open/",
        ],
    );
}

#[test]
fn many_folders_are_shown_in_runs() {
    let pages: Vec<String> = (0..200).map(|it| format!("content/f{it}/x.md")).collect();
    let files: Vec<_> = pages.iter().map(|it| (it.as_str(), TITLE)).collect();
    let site = dossier(&files);
    let nav = menu(&site, "f100/x.html");
    in_order(
        nav,
        &["96 before these", ">F96<", ">F100<", "aria-current", ">F111<", "88 more"],
    );
    assert!(nav.matches("<a ").count() < 24, "{nav}");
}
