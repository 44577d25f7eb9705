//! Books that know nothing of us: mdBook's, and folders of Markdown without any settings.

use crate::corpus::{self, Layout};
use crate::scratch::{BOOK, Outcome, Scratch};
use std::fs;

const PAGE: &str =
    "---\ntitle: One\ndate: 2024-03-05\ntags: [a]\n---\nSee [two](./p-0002.md).\n";

fn with_pages() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("book/p-0001.md", PAGE);
    scratch.write("book/p-0002.md", "---\ntitle: Two\n---\nText.\n");
    scratch
}

fn build(scratch: &Scratch) -> Outcome {
    scratch.run(&["build", "book", "-d", "site"])
}

#[test]
fn a_folder_of_pages_without_settings_is_a_book() {
    let scratch = with_pages();
    build(&scratch).ends_with(0);
    let page = fs::read_to_string(scratch.at("site/p-0001.html")).unwrap();
    assert!(page.contains("<a href=\"p-0002.html\">two</a>"), "{page}");
    assert!(page.contains("2024-03-05") && page.contains("tags/a.html"), "{page}");
}

#[test]
fn pages_may_all_stand_in_folders() {
    for root in ["book", "book/content", "book/src/en"] {
        let scratch = Scratch::new();
        scratch.write(&format!("{root}/first/p-0001.md"), PAGE);
        scratch
            .write(&format!("{root}/first/p-0002.md"), "---\ntitle: Two\n---\nText.\n");
        build(&scratch).ends_with(0);
        let folder = if root.ends_with("/en") { "site/en/first" } else { "site/first" };
        assert!(scratch.at(folder).join("p-0001.html").exists(), "{root}");
    }
}

#[test]
fn a_page_deep_in_a_home_folder_makes_no_book_of_it() {
    let scratch = Scratch::new();
    scratch.write("book/mine/letters/private.md", PAGE);
    scratch.write("book/.config/p.md", PAGE);
    let outcome = build(&scratch).ends_with(2);
    assert!(outcome.talk.contains("`mine/letters/private.md`"), "{}", outcome.talk);
}

#[test]
fn pages_may_stand_deep_in_folders() {
    let scratch = Scratch::new();
    scratch.write("book/a/b/c/x.md", "# Deep\n");
    scratch.write("book/a/d/y.md", "# Other\n");
    build(&scratch).ends_with(0);
    let page = |path: &str| fs::read_to_string(scratch.at("site").join(path)).unwrap();
    let home = page("index.html");
    let card = "<a href=\"a/index.html\">A</a> <span class=\"count\">2</span>";
    assert!(home.contains(card), "{home}");
    let deep = page("a/b/c/x.html");
    let way = "<ul><li><a href=\"../../index.html\">A</a>\
               <ul><li><a href=\"../index.html\">B</a>\
               <ul><li><a href=\"index.html\">C</a>\
               <ul><li><a href=\"x.html\" aria-current=\"page\">Deep</a></li></ul></li></ul></li>\
               <li><a href=\"../../d/index.html\">D</a></li></ul></li></ul>";
    assert!(deep.contains(way), "{deep}");
}

#[test]
fn what_is_kept_back_is_shown_as_a_draft() {
    let scratch = with_pages();
    scratch.write("book/sub/later.md", "---\npublished: false\n---\n# Later\n");
    build(&scratch).ends_with(0);
    assert!(!scratch.at("site/sub").exists());
    let told = scratch.run(&["check", "book"]).ends_with(0).talk;
    assert!(told.contains("one page is kept back: `sub/later.md`"), "{told}");
    scratch.run(&["build", "book", "-d", "site", "--draft"]).ends_with(0);
    assert!(scratch.at("site/sub/later.html").exists());
    let told = scratch.run(&["check", "book", "--draft"]).ends_with(0).talk;
    assert!(!told.contains("kept back"), "{told}");
}

#[test]
fn the_corpus_is_built_in_every_layout_without_a_word() {
    let scratch = Scratch::new();
    corpus::files(&scratch.at("book"), 30, Layout::Plain).unwrap();
    let outcome = build(&scratch).ends_with(0);
    assert!(!outcome.talk.contains("warning"), "{}", outcome.talk);
    corpus::files(&scratch.at("other/src"), 30, Layout::Bare).unwrap();
    scratch.write("other/book.toml", "[book]\n");
    let outcome = scratch.run(&["build", "other", "-d", "site"]).ends_with(0);
    assert!(!outcome.talk.contains("warning"), "{}", outcome.talk);
}

#[test]
fn comments_of_obsidian_are_not_published() {
    let scratch = with_pages();
    let text = "# T\n\nOpen %%secret%% words.\n\n%%\nsecret\n\nsecret\n%%\n\n5%% stay.\n";
    scratch.write("book/p-0003.md", text);
    build(&scratch).ends_with(0);
    let page = fs::read_to_string(scratch.at("site/p-0003.html")).unwrap();
    assert!(page.contains("Open words.") && page.contains("5%% stay."), "{page}");
    assert!(!page.contains("secret"), "{page}");
}

#[test]
fn a_marking_without_settings_is_refused() {
    for text in [
        "---\ntitle: T\nmarking: TLP:RED\n---\nx\n",
        "---\ncascade: {\"marking\" : TLP:RED}\n---\nx\n",
        "A [word]{marking=\"TLP:RED\"}.\n",
        "---\ntitle: T\ntlp: red\n---\nx\n",
        "---\ntitle: T\ntags: [a, \"TLP:RED\"]\n---\nx\n",
        "# T\n\n(TLP:RED) x\n",
        "# T\n\nTLP:RED\n\nx\n",
    ] {
        let scratch = with_pages();
        scratch.write("book/sub/marked.md", text);
        let outcome = build(&scratch).ends_with(2);
        assert!(outcome.talk.contains("`sub/marked.md` carries a marking"), "{text}");
        assert!(!scratch.at("site").exists());
    }
}

#[test]
fn a_part_of_a_dossier_is_not_built_by_itself() {
    let scratch = with_pages();
    scratch.write("book.toml", BOOK);
    let outcome = build(&scratch).ends_with(2);
    assert!(outcome.talk.contains("is a part of the dossier in"), "{}", outcome.talk);
}

/// A book of mdBook's with this `[output.html]`.
fn with_html(settings: &str) -> Scratch {
    let scratch = Scratch::new();
    let theme = "[book]\ntitle = \"B\"\n[output.html]\n";
    scratch.write("book/book.toml", format!("{theme}{settings}"));
    scratch
        .write("book/src/SUMMARY.md", "- [One](README.md)\n- [Two](de/two%20words.md)\n");
    scratch.write("book/src/README.md", "# One\n");
    scratch.write("book/src/de/two words.md", "# Two\n");
    scratch
}

#[test]
fn every_page_leads_to_where_it_is_edited_in_both_themes() {
    let settings = "edit-url-template = \"https://example.org/edit/{path}\"\n\
                    git-repository-url = \"https://example.org/repo\"\n";
    for own in ["", "[dossier]\ntheme = \"plain\"\n", "[dossier]\n"] {
        let scratch = with_html(&format!("{settings}{own}"));
        build(&scratch).ends_with(0);
        let page = fs::read_to_string(scratch.at("site/de/two words.html")).unwrap();
        let edit = "href=\"https://example.org/edit/src/de/two%20words.md\"";
        assert!(page.contains(edit), "{page}");
        assert!(page.contains("href=\"https://example.org/repo\""), "{page}");
        let home = fs::read_to_string(scratch.at("site/index.html")).unwrap();
        assert!(home.contains("https://example.org/edit/src/README.md"), "{home}");
    }
}

#[test]
fn an_address_that_is_none_of_the_web_is_told_and_leads_nowhere() {
    let scratch = with_html("git-repository-url = \"javascript:x\"\n");
    build(&scratch).ends_with(0).says("`javascript:x` is not an address of the web");
    let page = fs::read_to_string(scratch.at("site/index.html")).unwrap();
    assert!(!page.contains("javascript"), "{page}");
}

#[test]
fn the_page_for_what_is_not_there_need_not_be_listed() {
    for (name, setting) in [("404.md", ""), ("x/gone.md", "input-404 = \"x/gone.md\"\n")]
    {
        let scratch = with_html(setting);
        scratch.write(&format!("book/src/{name}"), "# Gone\n\nBad luck.\n");
        build(&scratch).ends_with(0);
        let page = fs::read_to_string(scratch.at("site/404.html")).unwrap();
        assert!(page.contains("<h1 id=\"gone\">Gone</h1>"), "{page}");
        assert!(page.contains("Bad luck.") && !page.contains("mistyped"), "{page}");
        assert!(!scratch.at("site/x/gone.html").exists());
        let home = fs::read_to_string(scratch.at("site/index.html")).unwrap();
        assert!(!home.contains("404.html") && !home.contains("Gone"), "{home}");
    }
}

#[test]
fn wiki_links_of_other_programs_lead_to_pages() {
    let scratch = Scratch::new();
    scratch.write(
        "book/README.md",
        "# Home\n\n[[Two words]], [[two-words#sub|there]], [[none|x]], a[[1]], ![[a.png|30]]\n",
    );
    scratch.write("book/two-words.md", "# Two words\n\n## Sub\n");
    scratch.write(
        "book/a.png",
        fs::read("tests/cases/parse/missing-alt/content/line.png").unwrap(),
    );
    let outcome = build(&scratch).ends_with(0);
    assert!(outcome.talk.contains("no page is called `none`"), "{}", outcome.talk);
    let page = fs::read_to_string(scratch.at("site/index.html")).unwrap();
    for part in [
        "<a href=\"two-words.html\">Two words</a>, ",
        "<a href=\"two-words.html#sub\">there</a>, [[none|x]], a[[1]], <img src=\"a.png\"",
        "width=\"30\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn links_without_an_extension_lead_to_pages() {
    let scratch = Scratch::new();
    scratch
        .write("book/README.md", "# Home\n\n[a](/guide/start) [b](guide/start/#sub)\n");
    scratch.write("book/guide/start.md", "# Start\n\n## Sub\n");
    let outcome = build(&scratch).ends_with(0);
    assert!(!outcome.talk.contains("warning"), "{}", outcome.talk);
    let page = fs::read_to_string(scratch.at("site/index.html")).unwrap();
    assert!(page.contains("href=\"guide/start.html\""), "{page}");
    assert!(page.contains("href=\"guide/start.html#sub\""), "{page}");
}

#[test]
fn pictures_are_as_wide_as_their_authors_say() {
    let scratch = Scratch::new();
    let html = "<img src=\"a.png\" width=\"51%\"> <img src=\"a.png\" width=\"40px\">";
    scratch
        .write("book/README.md", format!("# Home\n\n![a](a.png){{width=30%}} {html}\n"));
    scratch.write(
        "book/a.png",
        fs::read("tests/cases/parse/missing-alt/content/line.png").unwrap(),
    );
    build(&scratch).ends_with(0);
    let page = fs::read_to_string(scratch.at("site/index.html")).unwrap();
    assert!(page.contains("class=\"width-33\""), "{page}");
    assert!(
        page.contains("class=\"width-50\"") && !page.contains("width=\"51%\""),
        "{page}"
    );
    assert!(page.contains("width=\"40\""), "{page}");
}

#[test]
fn the_contents_of_a_page_begin_with_its_highest_headings() {
    let scratch = Scratch::new();
    scratch.write("book/README.md", "# Home\n\n### A\n\n### B\n\n#### C\n\n### D\n");
    scratch.write("book/b.md", "# B\n\n### E\n\n### F\n\n## G\n\n### H\n");
    build(&scratch).ends_with(0);
    let page = fs::read_to_string(scratch.at("site/index.html")).unwrap();
    let below = "B</a><ol><li><a href=\"#c\">C</a></li></ol>";
    assert!(
        page.contains("<li><a href=\"#a\">A</a></li>") && page.contains(below),
        "{page}"
    );
    let page = fs::read_to_string(scratch.at("site/b.html")).unwrap();
    for part in
        ["<li><a href=\"#e\">E</a></li>\n<li><a href=\"#f\">F</a></li>", "G</a><ol>"]
    {
        assert!(page.contains(part), "{page}");
    }
}

#[test]
fn a_page_that_the_book_does_not_list_is_told_as_such() {
    let scratch = Scratch::new();
    scratch.write("book/book.toml", "[book]\ntitle = \"T\"\n");
    scratch.write("book/src/SUMMARY.md", "- [A](a.md)\n- [Two words](two words.md)\n");
    scratch.write("book/src/a.md", "# A\n\n[b](b.md)\n");
    scratch.write("book/src/b.md", "# B\n");
    let told = scratch.run(&["check", "book"]);
    let told = told.says("`b.md` is no page of the book: `SUMMARY.md` does not list it");
    told.says("the address `two words.md` has a blank in it").says("(<two words.md>)");
}

#[test]
fn what_a_book_loses_of_its_looks_is_told() {
    let scratch = Scratch::new();
    let book = "[book]\ntitle = \"T\"\n[output.html]\nadditional-css = [\"x.css\"]\n";
    scratch.write("book/book.toml", book);
    scratch.write("book/x.css", "a { background: url(img/p.png) url(#a) url(data:x) }\n");
    scratch.write("book/theme/head.hbs", "x");
    scratch.write("book/src/SUMMARY.md", "- [A](a.md)\n");
    scratch.write("book/src/a.md", "# A\n");
    let told = scratch.run(&["check", "book", "--all"]).ends_with(0);
    let told = told.says("`img/p.png`, which the stylesheet shows, is not published");
    told.says("`theme/head.hbs` has no effect here").says("1 warning, 1 note");
}
