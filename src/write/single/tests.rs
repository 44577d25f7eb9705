//! A small site, packed.

use super::{Sealed, Sheets, sealed, single};
use crate::base::{Files, SitePath};

const FRAME: &str = "<!DOCTYPE html><html lang=\"en\"><head>\
<meta http-equiv=\"Content-Security-Policy\" content=\"x\">\
<link rel=\"stylesheet\" href=\"assets/a.css\"><script src=\"assets/a.js\"></script></head>\
<body><main id=\"d-content\"><ul><li><a href=\"a/b.html\">B</a>\
<i data-sheet=\"a/b.html\"></i></li></ul>\
<div class=\"leaf\" data-page=\"index.html\"></div>\
<div class=\"leaf\" data-page=\"a/b.html\" data-alias=\"copy.html\"></div>\
<ul data-files></ul></main>\
<script type=\"application/json\" id=\"d-shards\" data-shards=\"search/\"></script></body></html>";

#[test]
fn links_between_pages_become_fragments() {
    let file = packed(
        "<a href=\"a/b.html\">1</a> <a href=\"a/b.html#x%20y\">2</a> \
        <a href=\"#x\">3</a> <a href=\"copy.html\">4</a> <a href=\"old.html\">5</a> \
        <a href=\"a/b.html#?type=x&amp;y=1\">6</a> <a href=\"gone.html\">7</a> \
        <a href=\"https://x.example/#a\">8</a> <a href=\"a/b.html#q=1\">9</a>",
    );
    for expected in [
        "<a href=\"#a/b\">1</a>",
        "<a href=\"#a/b/x%20y\">2</a>",
        "<a href=\"#index/x\">3</a>",
        "<a href=\"#a/b\">4</a>",
        "<a href=\"#a/b\">5</a>",
        "<a href=\"#a/b?type=x&amp;y=1\">6</a>",
        "<a>7</a>",
        "<a href=\"https://x.example/#a\">8</a>",
        "<a href=\"#a/b?q=1\">9</a>",
    ] {
        assert!(file.contains(expected), "{expected}\n{file}");
    }
}

#[test]
fn ids_are_unique_and_what_names_them_follows() {
    let file = packed(
        "<h1>One &amp; all</h1><h2 id=\"x\">X</h2>\
        <section aria-labelledby=\"x\">s</section><nav aria-label=\"N\"></nav>\
        <svg><linearGradient id=\"g\"/><path fill=\"url(#g)\"/></svg>",
    );
    for expected in [
        "<h2 id=\"index/d-title\">One &amp; all</h2>",
        "<h3 id=\"index/x\">X</h3>",
        "<section aria-labelledby=\"index/x index/d-title\">",
        "<nav aria-label=\"N · One &amp; all\">",
        "<path fill=\"url(&quot;#index/g&quot;)\"/>",
    ] {
        assert!(file.contains(expected), "{expected}\n{file}");
    }
    assert!(file.contains("id=\"a/b/x\""), "the same id on another page");
}

#[test]
fn raw_html_cannot_break_out_of_its_page() {
    let file = packed(
        "</div></main></body><div><p>a<script>alert(1)</script>\
        <style>x</style><b>c",
    );
    let after = file.split("id=\"index\"").nth(1).unwrap();
    let own = after.split("<div class=\"leaf").next().unwrap();
    assert!(!own.contains("alert") && !own.contains("<style"), "{own}");
    let count = |what: &str| own.matches(what).count();
    assert_eq!((count("</div>"), count("</main>"), count("</b>")), (2, 0, 1), "{own}");
}

#[test]
fn everything_is_within_and_the_policy_allows_just_that() {
    let file = packed(
        "<img src=\"i.png\" srcset=\"i.png 2x\" alt=\"\"> \
        <a href=\"f.ris\" download type=\"x\">f</a>",
    );
    for expected in [
        "<img src=\"data:image/png;base64,eA==\" alt=\"\">",
        "<a href=\"#d-files/f.ris\">f</a>",
        "<li><a id=\"d-files/f.ris\" download=\"f.ris\" href=\"data:application/x-research",
        "<style>h2{a:url(\"data:image/png;base64,eA==\")}</style>",
        "<script>\"<\\/script>\"</script>",
        "<script type=\"application/json\" id=\"d-shards\">{\"root\":\"QQ==\"}</script>",
        "default-src &#39;none&#39;; script-src &#39;sha256-",
    ] {
        assert!(file.contains(expected), "{expected}\n{file}");
    }
    assert!(!file.contains("data-page") && !file.contains("assets/"), "{file}");
}

#[test]
fn a_page_brings_its_language_title_classes_and_label() {
    let file = packed("x");
    let expected = "<div class=\"leaf source\" id=\"a/b\" lang=\"de\" data-title=\"B &lt; C\">\n\
        <p class=\"leaf-label\"><b>TLP:CLEAR</b></p>";
    assert!(file.contains(expected), "{file}");
}

#[test]
fn the_numbers_of_sheets_stand_in_the_contents() {
    let sheets = Sheets::from([(SitePath::fixed("a/b.html"), 12)]);
    let file = single(&site("x"), &SitePath::fixed("f.html"), &sheets).unwrap();
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains("<i data-sheet=\"a/b.html\">12</i>"), "{file}");
}

#[test]
fn a_site_without_a_frame_is_told() {
    let missing = single(&Files::new(), &SitePath::fixed("f.html"), &Sheets::new());
    assert!(missing.unwrap_err().message.contains("`f.html`"));
}

/// The file of a site whose home page holds `body`.
fn packed(body: &str) -> String {
    let file = single(&site(body), &SitePath::fixed("f.html"), &Sheets::new()).unwrap();
    assert_eq!(sealed(&file), Sealed::Whole);
    String::from_utf8(file).unwrap()
}

fn site(body: &str) -> Files {
    let home = format!("<html lang=\"en\"><title>Home</title><main>{body}</main></html>");
    let other = "<html lang=\"de\"><title>B &lt; C</title><body class=\"source\">\
        <section class=\"tlp-line tlp-top\"><b>TLP:CLEAR</b></section>\
        <main><h2 id=\"x\">X</h2></main></html>";
    let old = "<meta http-equiv=\"refresh\" content=\"0; url=a/b.html\">";
    let files = [
        ("f.html", FRAME),
        ("index.html", &home),
        ("a/b.html", other),
        ("copy.html", other),
        ("old.html", old),
        ("i.png", "x"),
        ("f.ris", "TY"),
        ("assets/a.css", "h1{a:url(../i.png)}"),
        ("assets/a.js", "\"</script>\""),
        ("search/root.js", "dossierSearch.take(\"root\",\"QQ==\");\n"),
    ];
    let files = files.into_iter();
    files.map(|(path, it)| (SitePath::new(path).unwrap(), it.as_bytes().into())).collect()
}
