//! Folders of Markdown without settings: all of it is shown, as GitHub and Obsidian show it.

use crate::scratch::{Outcome, Scratch};
use std::fs;

fn folder(files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::new();
    for (path, text) in files {
        scratch.write(&format!("d/{path}"), text);
    }
    scratch
}

fn build(scratch: &Scratch) -> Outcome {
    scratch.run(&["build", "d", "-d", "site", "--all"])
}

#[track_caller]
fn page(scratch: &Scratch, path: &str) -> String {
    fs::read_to_string(scratch.at("site").join(path)).unwrap()
}

#[test]
fn a_page_in_the_code_of_a_program_makes_no_book_of_its_folder() {
    for source in ["src", "content"] {
        let inner = format!("{source}/lib/README.md");
        let scratch = folder(&[
            ("README.md", "# Home\n"),
            ("docs/d.md", "# D\n"),
            (&inner, "# L\n"),
        ]);
        build(&scratch).ends_with(0);
        assert!(page(&scratch, "index.html").contains("Home</h1>"), "{source}");
        assert!(scratch.at("site/docs/d.html").exists());
        assert!(scratch.at(&format!("site/{source}/lib/index.html")).exists());
    }
}

#[test]
fn what_stands_beside_a_book_is_told() {
    let summary = ("src/SUMMARY.md", "- [One](one.md)\n");
    let scratch = folder(&[("README.md", "# Me\n"), summary, ("src/one.md", "# One\n")]);
    let told = "note[load/left-out]: the pages are those in `src`";
    scratch.run(&["check", "d", "--all"]).ends_with(0).says(told).says("`README.md`");
    build(&scratch).ends_with(0);
    assert!(page(&scratch, "one.html").contains("One"));
}

#[test]
fn a_summary_in_words_is_a_page() {
    for text in
        ["# Executive summary\n\nAll is well.\n", "# Done\n\n- Fixed the parser\n"]
    {
        let scratch = folder(&[
            ("README.md", "# Home\n"),
            ("docs/d.md", "# D\n"),
            ("SUMMARY.md", text),
        ]);
        build(&scratch).ends_with(0);
        assert!(scratch.at("site/SUMMARY.html").exists(), "{text}");
        assert!(scratch.at("site/docs/d.html").exists(), "{text}");
    }
}

#[test]
fn what_a_reading_order_lacks_is_told() {
    let summary = ("SUMMARY.md", "# Summary\n\n* [Home](README.md)\n");
    let scratch = folder(&[("README.md", "# Home\n"), summary, ("x.md", "# X\n")]);
    scratch.run(&["check", "d", "--all"]).ends_with(0).says("does not list `x.md`");
    scratch.write("d/book.toml", "[book]\nsrc = \".\"\n");
    scratch.run(&["check", "d", "--all"]).ends_with(0).says("no errors");
    scratch.write("d/SUMMARY.md", "# Summary\n");
    scratch.run(&["check", "d", "--all"]).says("does not list 2 pages");
}

#[test]
fn a_folder_called_book_is_a_folder_unless_it_is_a_site() {
    let scratch =
        folder(&[("README.md", "See [one](book/ch.md).\n"), ("book/ch.md", "# One\n")]);
    build(&scratch).ends_with(0);
    assert!(page(&scratch, "index.html").contains("href=\"book/ch.html\""));
    fs::remove_dir_all(scratch.at("d/book")).unwrap();
    scratch.run(&["build", "d"]).ends_with(0);
    scratch.write("d/book/extra.md", "# Not ours\n");
    build(&scratch).ends_with(0);
    assert!(!scratch.at("site/book").exists());
}

#[test]
fn colons_and_hyphens_stay_what_they_are() {
    let text =
        "Words.\n\n:warning: **Note**\n\nRun x --force \"now\".\n\n## The --force flag\n";
    let scratch = folder(&[("README.md", text)]);
    build(&scratch).ends_with(0);
    let home = page(&scratch, "index.html");
    assert!(!home.contains("<dt") && home.contains("--force \"now\""), "{home}");
    assert!(home.contains("id=\"the---force-flag\""), "{home}");
}

#[test]
fn an_index_has_any_case() {
    let scratch = folder(&[("Guides/Index.md", "# Guides\n"), ("Guides/a.md", "# A\n")]);
    build(&scratch).ends_with(0);
    assert!(page(&scratch, "Guides/index.html").contains("Guides</h1>"));
    assert!(!scratch.at("site/Guides/Index.html").exists());
}

const PICTURE: &str = "tests/cases/parse/missing-alt/content/line.png";

#[test]
fn obsidian_finds_pictures_by_their_names() {
    let home = "![[My picture.png]] ![[twice.png]] ![[gone.png]]\n";
    let scratch = folder(&[("README.md", home)]);
    for path in ["assets/My picture.png", "a/b/twice.png", "a/twice.png"] {
        scratch.write(&format!("d/{path}"), fs::read(PICTURE).unwrap());
    }
    let outcome = build(&scratch).ends_with(0);
    outcome.says("several files are called `[[twice.png]]`; `a/twice.png` is shown");
    scratch.run(&["check", "d"]).says("no file is called `gone.png`");
    let home = page(&scratch, "index.html");
    assert!(home.contains("src=\"assets/My%20picture.png\""), "{home}");
    assert!(home.contains("src=\"a/twice.png\""), "{home}");
    assert!(home.contains("<span class=\"broken-link\">gone.png</span>"), "{home}");
}

#[test]
fn obsidian_calls_pages_by_their_files() {
    let scratch = folder(&[
        (
            "note.md",
            "# Note\n\n[[2024-03-01]] [[123]] [[1, 2]] [[README]] [[b.md]] [[./b]] \
             [[#Far away]]\n\n## Far away\n\n![[b]]\n",
        ),
        ("Daily/2024-03-01.md", "# Monday\n"),
        ("123.md", "# Number\n"),
        ("README.md", "# Home\n"),
        ("b.md", "# B\n"),
    ]);
    build(&scratch).ends_with(0).says("what is embedded here is linked to instead");
    let note = page(&scratch, "note.html");
    for link in [
        "<a href=\"Daily/2024-03-01.html\">Monday</a> <a href=\"123.html\">Number</a> [[1, 2]]",
        "<a href=\"index.html\">Home</a> <a href=\"b.html\">B</a> <a href=\"b.html\">B</a>",
        "<a href=\"#far-away\">Far away</a>",
        "<p><a href=\"b.html\">B</a></p>",
    ] {
        assert!(note.contains(link), "{link}: {note}");
    }
}

#[test]
fn addresses_become_links_and_short_codes_emoji() {
    let text = "# Home\n\n## :rocket: Start\n\nSee https://example.org/a_b_c. Or (www.example.org), \
                `https://code.org :rocket:`, [https://x.org :tada:](a.md) &amp; https://y.org/ü.\n\n\
                [there](#rocket-start)\n\n:::note\nStop\n:::\n";
    let scratch = folder(&[("README.md", text), ("a.md", "# A\n")]);
    build(&scratch).ends_with(0).says("an admonition of Docusaurus is shown as text");
    let home = page(&scratch, "index.html");
    let to = |url: &str| format!("rel=\"noopener noreferrer\">{url}</a>");
    for part in [
        "<a href=\"https://example.org/a_b_c\" class=\"outside\"",
        "<a href=\"http://www.example.org\"",
        "<code>https://code.org :rocket:</code>, <a href=\"a.html\">https://x.org 🎉</a>",
        &to("https://y.org/ü"),
        &format!("{}), ", to("www.example.org")),
        "<h2 id=\"rocket-start\">🚀 Start",
        "<a href=\"#rocket-start\">there</a>",
    ] {
        assert!(home.contains(part), "{part}: {home}");
    }
}

#[test]
fn headings_and_tables_in_html_are_like_others() {
    let text = "<h1 align=\"center\">My project</h1>\n\n[a](#my-project) [b](#features)\n\n\
                <h2 align=\"center\">Features</h2>\n\n\
                <table><tr><td>x</td></tr></table>\n\n<p>\n<img src=\"gone.png\">\n</p>\n";
    let scratch = folder(&[("README.md", text)]);
    build(&scratch).ends_with(0);
    scratch.run(&["check", "d"]).says("README.md:10:11").says("1 warning");
    let home = page(&scratch, "index.html");
    for part in [
        "<h2 id=\"features\" class=\"align-center\">Features",
        "<a href=\"#my-project\">a</a> <a href=\"#features\">b</a>",
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>",
        "</table></div>",
    ] {
        assert!(home.contains(part), "{part}: {home}");
    }
}

#[test]
fn html_that_shows_nothing_is_told_by_its_name() {
    let text = "# Home\n\n<map name=x>\n<area href=a.md>\n</map>\n\n<i class=\"fa fa-eye\"></i>\n\n\
                <picture>\n<source srcset=dark.png>\n</picture>\n\nA `b` <T>\n";
    let scratch = folder(&[("README.md", text)]);
    let told = scratch.run(&["check", "d"]).ends_with(0);
    for words in [
        "`<map>` is left out",
        "README.md:4:1",
        "icons of Font Awesome are not drawn",
        "`<source>` is left out of the page\n  --> README.md:10:1",
        "`<T>` is shown as text",
    ] {
        assert!(told.talk.contains(words), "{words}: {}", told.talk);
    }
}

#[test]
fn links_that_lead_nowhere_have_a_way_out() {
    let text = "# Home\n\n[data](data/) [guide](GUIDE/)\n\n```js{1,3} title=\"x\"\nlet a = 1;\n```\n";
    let scratch = folder(&[
        ("README.md", text),
        ("data/x.csv", "1"),
        ("guide/README.md", "# Guide\n"),
        ("de.md", "---\nlang: de\n---\n# Hallo\n"),
        ("bad.md", "---\ntitle: x\n\tdate: y\n---\n# Bad\n"),
    ]);
    let told = scratch.run(&["check", "d", "--all"]);
    for words in [
        "the folder `data` has no page of its own",
        "link to a file in it, or write `data/index.md`",
        "help: write `guide/`",
        "bad.md:3:1",
        "a line may not begin with a tab; write blanks",
    ] {
        assert!(told.talk.contains(words), "{words}: {}", told.talk);
    }
    assert!(!told.talk.contains("missing-translation"), "{}", told.talk);
    build(&scratch).ends_with(0);
    assert!(page(&scratch, "index.html").contains("<code class=\"language-js\"><span"));
}

#[test]
fn no_folder_takes_the_place_of_a_file() {
    let scratch = folder(&[("README.md", "# Home\n"), ("search.html/p.md", "# P\n")]);
    build(&scratch).ends_with(1).says("rename the folder `search.html`");
}
