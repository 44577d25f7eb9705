//! Themes lie over the built-in one file by file; their faults are findings.

use super::{BOOK, Site, in_order, site};
use std::path::Path;

const A: (&str, &str) = ("content/a.md", "---\ntitle: A <b>\nsummary: S\n---\ntext\n");
const OWN: (&str, &str) = (
    "book.toml",
    "[book]\ntitle = \"D\"\nsrc = \"content\"\n[dossier]\ntheme = \"own\"\n",
);
const MANIFEST: (&str, &str) =
    ("themes/own/theme.toml", "name = \"own\"\ncontract = 1\nextends = \"briefing\"\n");

#[test]
fn a_theme_changes_one_block_and_keeps_the_rest() {
    let site = site(&[
        OWN,
        MANIFEST,
        A,
        (
            "themes/own/templates/page.html",
            "{% extends \"builtin/page.html\" %}{% block summary %}<p>Ours: {{ page.title }}</p>{% endblock %}",
        ),
        ("themes/own/i18n/en.toml", "skip = \"Jump\"\n"),
    ]);
    in_order(
        site.page("a.html"),
        &[">Jump</a>", "<h1>", "<p>Ours: A &lt;b&gt;</p>", "text"],
    );
    let faults = site.faults();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_theme_in_the_place_of_the_built_in_one_lies_over_it() {
    let site = site(&[
        BOOK,
        A,
        (
            "themes/briefing/templates/base.html",
            "{% extends \"builtin/base.html\" %}{% block footer %}<p>Foot</p>{% endblock %}",
        ),
    ]);
    in_order(site.page("a.html"), &["<main", "text", "<p>Foot</p>"]);
}

#[test]
fn every_template_escapes_whatever_its_name() {
    let include = "{% extends \"builtin/page.html\" %}{% block summary %}{% include \"x.svg\" %}{% include \"y.js\" %}{% include \"z\" %}{% endblock %}";
    let part = "[{{ page.title }}]";
    let site = site(&[
        OWN,
        MANIFEST,
        A,
        ("themes/own/templates/page.html", include),
        ("themes/own/templates/x.svg", part),
        ("themes/own/templates/y.js", part),
        ("themes/own/templates/z", part),
    ]);
    assert_eq!(site.page("a.html").matches("[A &lt;b&gt;]").count(), 3);
}

#[test]
fn one_fault_on_many_pages_is_one_finding_with_its_place() {
    let site = site(&[
        OWN,
        MANIFEST,
        A,
        ("content/b.md", "---\ntitle: B\n---\n"),
        ("content/c.md", "---\ntitle: C\n---\n"),
        ("themes/own/templates/page.html", "<p>\n{{ page.nothing.at_all }}"),
    ]);
    let found = site.found("render/bad-template");
    assert_eq!(found.len(), 1, "{found:?}");
    in_order(found[0], &["nothing", "while rendering `a.html` and 2 more pages"]);
    let place = site.faults()[0].place.clone().unwrap();
    assert_eq!(place.file.as_str(), "themes/own/templates/page.html");
    assert_eq!(place.span.unwrap().range().start, "<p>\n{{ page.".len());
}

#[test]
fn broken_templates_are_told_all_at_once() {
    let site = site(&[
        OWN,
        MANIFEST,
        A,
        ("themes/own/templates/page.html", "{% if %}"),
        ("themes/own/templates/tag.html", "{{ page.title | no_such_filter }}"),
    ]);
    let found = site.found("render/bad-template");
    assert_eq!(found.len(), 2, "{found:?}");
    let places: Vec<_> = site.faults().iter().filter_map(|it| it.place.clone()).collect();
    for (place, name) in places.iter().zip(["page", "tag"]) {
        assert_eq!(place.file.as_str(), format!("themes/own/templates/{name}.html"));
        assert!(place.span.is_some(), "{found:?}");
    }
    assert_eq!(places.len(), 2);
    assert!(site.page("a.html").contains("<h1>"), "the layer below shows through");
}

#[test]
fn a_template_that_includes_or_extends_itself_is_a_finding() {
    for text in ["{% extends \"page.html\" %}", "{% include \"page.html\" %}"] {
        let site = site(&[OWN, MANIFEST, A, ("themes/own/templates/page.html", text)]);
        assert_eq!(site.found("render/bad-template").len(), 1, "{text}");
    }
}

#[test]
fn a_page_that_grows_without_end_is_stopped() {
    let loops = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{{ page.title }}{% endfor %}{% endfor %}";
    let site = site(&[OWN, MANIFEST, A, ("themes/own/templates/page.html", loops)]);
    let found = site.found("render/output-too-large");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(!site.has("a.html"));
}

#[test]
fn a_template_reaches_no_environment_and_no_harmful_address() {
    let text = "{{ \"javascript:alert(1)\" | safe_url }}|{{ \"//x.example\" | safe_url }}|{{ \"a/b.html#c\" | safe_url }}|{{ \" HTTPS://x.example\" | safe_url }}";
    let site = site(&[OWN, MANIFEST, A, ("themes/own/templates/page.html", text)]);
    assert_eq!(site.page("a.html"), "#|#|a/b.html#c|HTTPS://x.example");
    let env = [
        OWN,
        MANIFEST,
        A,
        ("themes/own/templates/page.html", "{{ get_env(name=\"HOME\") }}"),
    ];
    assert_eq!(super::site(&env).found("render/bad-template").len(), 1);
}

#[test]
fn a_kind_of_its_own_has_a_template_of_its_own() {
    let book = "[book]\ntitle = \"D\"\nsrc = \"content\"\n[dossier]\ntheme = \"own\"\nkinds = [\"memo\", \"base\"]\n";
    let site = site(&[
        ("book.toml", book),
        MANIFEST,
        ("content/m.md", "---\ntitle: M\nkind: memo\n---\nx\n"),
        ("content/b.md", "---\ntitle: B\nkind: base\n---\nx\n"),
        ("themes/own/templates/memo.html", "memo {{ page.title }}"),
    ]);
    assert_eq!(site.page("m.html"), "memo M");
    assert!(site.page("b.html").contains("class=\"page\""));
}

#[test]
fn static_files_are_named_after_their_content_and_found_by_stylesheets() {
    let site = site(&[
        OWN,
        MANIFEST,
        A,
        ("themes/own/static/fonts/a.woff2", "font"),
        (
            "themes/own/static/style.css",
            "@font-face { src: url(\"fonts/a.woff2\") } b { background: url(none.png) }",
        ),
    ]);
    let named = |start: &str| {
        let mut names = site.files.keys().filter(|it| it.starts_with(start));
        names.next().unwrap_or_else(|| panic!("no {start}")).clone()
    };
    let (style, font) = (named("assets/style."), named("assets/fonts/a."));
    assert_eq!(style.len(), "assets/style.12345678.css".len());
    let inside = font.strip_prefix("assets/").unwrap();
    in_order(site.page(&style), &[inside, "url(none.png)"]);
    assert!(site.page("a.html").contains(&format!("href=\"{style}\"")));
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it == ending)
}

/// Something of everything that has a page.
fn of_every_kind(theme: &str) -> Site {
    let book = format!(
        "[book]\ntitle = \"D\"\nsrc = \"content\"\n[dossier]\ntheme = \"{theme}\"\n"
    );
    let library = "references:\n\
        - {id: a, type: report, title: A, custom: {outline: [{id: '1', title: One, pages: 1-2}]}}\n\
        - {id: b, type: article-newspaper, title: B, custom: {derives-from: [a]}}\n";
    let mut files = vec![
        ("book.toml".to_owned(), book),
        ("content/references.yaml".to_owned(), library.to_owned()),
    ];
    let kinds = [
        ("report-part", "part: 1\ncovers: ['a#1']\n"),
        ("press", "source: b\nbears-on: [report-part]\n"),
        ("analysis", ""),
        (
            "organisation",
            "relations: [{type: owns, to: product, source: '[@a, p. 1]'}]\n",
        ),
        ("person", ""),
        ("place", ""),
        ("product", ""),
        ("term", ""),
        ("event", "date: 2024-02-16\n"),
        ("page", "tags: [box]\n"),
    ];
    for (kind, more) in kinds {
        let text = format!(
            "---\ntitle: The {kind}\nsummary: S\nkind: {kind}\n{more}---\n\
             ## One\n\nSaid so [@a, p. 1], and [@b]. [[person]] knows.\n\n## Two\n\n\
             ::: {{.claim #c-{kind} confidence=high}}\nIt was so [@a, p. 1].\n:::\n\n\
             ::: {{.event date=2024-02}}\nIt was then [@a].\n:::\n"
        );
        files.push((format!("content/{kind}.md"), text));
    }
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    site(&files.collect::<Vec<_>>())
}

#[test]
fn the_plain_theme_shows_everything_that_the_other_shows_and_has_no_script() {
    let (plain, briefing) = (of_every_kind("plain"), of_every_kind("briefing"));
    assert!(plain.faults().is_empty(), "{:?}", plain.faults());
    let pages = |site: &Site| {
        let paths = site.files.keys().filter(|it| has_ending(it, "html"));
        paths.cloned().collect::<Vec<_>>()
    };
    assert_eq!(pages(&plain), pages(&briefing));
    for page in ["timeline", "claims", "relations", "coverage", "a-z", "search", "404"] {
        assert!(plain.has(&format!("{page}.html")), "no {page}");
    }
    for path in pages(&plain) {
        let text = plain.page(&path).replace("<script type=\"application/ld+json\">", "");
        for inline in ["<script", "<style", " style="] {
            // A page of any address can name no style sheet.
            let is_needed = path == "404.html" && inline == "<style";
            assert!(is_needed || !text.contains(inline), "{path}: {inline}");
        }
    }
    let mut assets = plain.files.keys().filter(|it| has_ending(it, "css"));
    let style = assets.next().unwrap();
    assert!(plain.page(style).len() <= 6 << 10, "more than 6 KB");
    assert_eq!(assets.next(), None);
    let is_script = |it: &&String| has_ending(it, "js") || it.contains("fonts");
    assert_eq!(plain.files.keys().find(is_script), None);
    assert!(briefing.files.keys().any(|it| has_ending(it, "js")));
    in_order(plain.page("search.html"), &["no scripts", "<a href=\"a-z.html\">"]);
}

#[test]
fn a_theme_on_the_disk_lies_over_the_plain_one_of_its_name_or_extends_it() {
    let page = "{% extends \"builtin/page.html\" %}{% block summary %}ours{% endblock %}";
    let manifest = MANIFEST.1.replace("briefing", "plain");
    let book = OWN.1.replace("own", "plain");
    let over = site(&[
        ("book.toml", &book),
        A,
        ("themes/plain/templates/page.html", page),
        ("themes/plain/static/more.css", "a {}"),
    ]);
    let extended = site(&[
        OWN,
        ("themes/own/theme.toml", &manifest),
        A,
        ("themes/own/templates/page.html", page),
        (
            "themes/own/templates/base.html",
            "{% extends \"builtin-plain/base.html\" %}{% block own_head %}<!-- h -->{% endblock %}",
        ),
    ]);
    for site in [&over, &extended] {
        assert!(site.faults().is_empty(), "{:?}", site.faults());
        in_order(site.page("a.html"), &["style-src 'self'; img-src", "<h1>A", "ours"]);
        assert!(!site.files.keys().any(|it| has_ending(it, "js")));
    }
    assert!(over.files.keys().any(|it| it.starts_with("assets/more.")));
    assert!(extended.page("a.html").contains("<!-- h -->"));
}

#[test]
fn a_theme_takes_the_static_files_below_unless_it_says_so() {
    let manifest = format!("{}static = \"own\"\n", MANIFEST.1);
    let page = ("themes/own/templates/page.html", "page");
    let built = site(&[OWN, ("themes/own/theme.toml", &manifest), A, page]);
    assert!(!built.files.keys().any(|it| it.starts_with("assets/")));
    assert!(site(&[OWN, MANIFEST, A, page]).files.keys().any(|it| has_ending(it, "js")));
    let wrong = format!("{}static = \"none\"\n", MANIFEST.1);
    let wrong = site(&[OWN, ("themes/own/theme.toml", &wrong), A, page]);
    let found = wrong.found("load/bad-theme");
    assert!(found[0].contains("`none`") && found[0].contains("`own`"), "{found:?}");
}

#[test]
fn a_theme_that_nobody_knows_is_told_with_the_one_that_is_meant() {
    let book = OWN.1.replace("own", "plaim");
    let site = site(&[("book.toml", &book), A]);
    let finding = site.faults()[0];
    assert!(finding.message.contains("no theme `plaim`"), "{finding:?}");
    assert!(finding.help.as_deref().is_some_and(|it| it.contains("`plain`")));
}
