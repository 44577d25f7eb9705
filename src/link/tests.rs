//! The room as a whole: pages in, targets and findings out.

use super::*;
use crate::diag::Severity;
use crate::model::node::Kind;
use crate::model::testing::{Writer, page, source, spanned, written};
use crate::model::{
    Attributes, Outline, OutlineItem, Page, PageId, PageKind, Relation, Settings, Source,
};
use crate::redact::testing::edition;

fn settings() -> Settings {
    Settings { src: "content".to_owned(), is_dossier: true, ..Settings::default() }
}

/// Whether it is more than a note: that nothing links to most of these pages is none of
/// the matters here.
fn is_fault(finding: &Diagnostic) -> bool {
    finding.severity() != Severity::Note
}

fn tell(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().unwrap_or("-");
    format!("{}: {}; {help}", finding.code, finding.message)
}

/// The place of a page.
fn place(edition: &Edition, file: &str) -> usize {
    edition.pages().iter().position(|it| it.face.file.as_str() == file).unwrap()
}

const BFV: &str = "content/actors/org-bfv.md";

/// The dossier that the links below stand in.
fn world(mut more: Vec<Page>, settings: Settings) -> Edition {
    let mut pages = vec![
        page("content/index.md", "en"),
        written("content/press/index.md", "en", |w| vec![w.heading(2, "Key Facts")]),
        written("content/press/bbc-2024.md", "en", |w| {
            let claim = w.line("It says so.");
            vec![
                w.named(claim, "c-1"),
                w.heading(2, "What it says"),
                w.heading(2, "What it says"),
            ]
        }),
        page("content/press/bbc-2024.de.md", "de"),
        page("content/press/only.de.md", "de"),
        page("content/actors/org-bfv.md", "en"),
        page("content/actors/other/org-mps.md", "en"),
        page("content/places/org-mps.md", "en"),
    ];
    pages[2].face_mut().tags = vec!["leak".to_owned()];
    pages[5].face_mut().title = "Bundesamt für Verfassungsschutz".to_owned();
    pages[5].face_mut().aliases = vec![spanned("BfV")];
    pages.append(&mut more);
    let assets = ["content/press/map.svg", "content/a b/Plan.pdf", "content/unused.png"];
    edition(settings, pages, vec![source("bbc-2024"), source("ap:1")])
        .with_assets(&assets)
}

/// Follows one link on a page; what it leads to as a URL, then what is found.
#[track_caller]
fn check_in(
    settings: Settings,
    file: &str,
    node: impl Fn(&mut Writer) -> Node,
    expect: &[&str],
) {
    let lang = if file.contains(".de.") { "de" } else { "en" };
    let from = written(file, lang, |w| {
        let link = node(w);
        vec![w.paragraph(vec![link])]
    });
    let edition = world(vec![from], settings);
    let linked = link(&edition);
    let links = &linked.value;
    let at = place(&edition, file);
    let link = &edition.pages()[at].body.nodes[0].children[0];
    let target = match &link.kind {
        Kind::WikiLink { target } => links.wiki(at, target),
        Kind::Link(to) | Kind::Image(to) => links.target(at, &to.dest),
        _ => None,
    };
    let url = target.map_or("-".to_owned(), |it| links.href(links.path(at), &it));
    let told = linked.findings.iter().filter(|it| is_fault(it)).map(tell);
    let found: Vec<_> = [url].into_iter().chain(told).collect();
    assert_eq!(found, expect);
}

#[track_caller]
fn check(file: &str, dest: &str, expect: &[&str]) {
    check_in(settings(), file, |w| w.link(dest), expect);
}

#[track_caller]
fn wiki(file: &str, target: &str, expect: &[&str]) {
    check_in(settings(), file, |w| w.wiki(target), expect);
}

const X: &str = "content/report/x.md";

#[test]
fn a_link_by_source_path_leads_to_the_page() {
    check(X, "../press/bbc-2024.md", &["../press/bbc-2024.html"]);
    check(X, "/press/bbc-2024.md#c-1", &["../press/bbc-2024.html#c-1"]);
    check(
        X,
        "../press/bbc-2024.html#what-it-says-1",
        &["../press/bbc-2024.html#what-it-says-1"],
    );
    check(X, "../press/", &["../press/index.html"]);
    check(X, "../press#key-facts", &["../press/index.html#key-facts"]);
    check(X, "../press/README.md", &["../press/index.html"]);
    check(X, "..", &["../index.html"]);
    check(X, "#top", &["x.html"]);
    check(X, "../a%20b/Plan.pdf", &["../a%20b/Plan.pdf"]);
    check(X, "https://bfv.de/x?y#z", &["https://bfv.de/x?y#z"]);
}

#[test]
fn a_link_prefers_the_language_of_its_page() {
    check(
        "content/report/x.de.md",
        "../press/bbc-2024.md",
        &["../press/bbc-2024.de.html"],
    );
    check("content/report/x.de.md", "../press/only.md", &["../press/only.de.html"]);
    check(X, "../press/bbc-2024.de.md", &["../press/bbc-2024.de.html"]);
    check(
        X,
        "../press/only.md",
        &[
            "-",
            "link/broken-link: nothing stands at `press/only.md`; did you mean `../press/only.de.md`?",
        ],
    );
}

#[test]
fn generated_pages_are_reached_by_their_paths_and_names() {
    check(X, "../sources/index.html", &["../sources/index.html"]);
    check(X, "../sources/bbc-2024.html", &["../sources/bbc-2024.html"]);
    check(X, "../tags/leak.html", &["../tags/leak.html"]);
    wiki(X, "sources", &["../sources/index.html"]);
    wiki(X, "ap:1", &["../sources/ap-1.html"]);
    check(X, "../places/", &["../places/index.html"]);
    wiki(X, "places", &["../places/index.html"]);
    wiki(X, "timeline", &["-", "link/broken-link: no page is called `timeline`; -"]);
}

#[test]
fn a_broken_link_names_the_nearest_target() {
    check(
        X,
        "../press/bcb-2024.md",
        &[
            "-",
            "link/broken-link: nothing stands at `press/bcb-2024.md`; did you mean `../press/bbc-2024.md`?",
        ],
    );
    check(
        X,
        "bbc-2024.md",
        &[
            "-",
            "link/broken-link: nothing stands at `report/bbc-2024.md`; did you mean `../press/bbc-2024.md`?",
        ],
    );
    check(
        X,
        "../actors/org-bfv",
        &[
            "-",
            "link/broken-link: nothing stands at `actors/org-bfv`; did you mean `../actors/org-bfv.md`?",
        ],
    );
    check(
        X,
        "../../book.toml",
        &[
            "-",
            "link/broken-link: `../../book.toml` leads out of the content folder; copy the file into the content folder",
        ],
    );
    check(
        X,
        "..\\press\\bbc-2024.md",
        &[
            "-",
            "link/broken-link: the path `..\\press\\bbc-2024.md` is written with backslashes; write `../press/bbc-2024.md`",
        ],
    );
}

#[test]
fn a_broken_anchor_names_the_nearest_on_that_page() {
    check(
        X,
        "../press/bbc-2024.md#what-it-say",
        &[
            "../press/bbc-2024.html",
            "link/broken-anchor: `content/press/bbc-2024.md` has no place `#what-it-say`; did you mean `#what-it-says`?",
        ],
    );
    check(
        X,
        "#nowhere",
        &["x.html", "link/broken-anchor: this page has no place `#nowhere`; -"],
    );
}

#[test]
fn other_letter_case_is_told_with_the_right_spelling() {
    check(
        X,
        "../Press/BBC-2024.md",
        &[
            "../press/bbc-2024.html",
            "link/wrong-case: `../Press/BBC-2024.md` differs in letter case from `press/bbc-2024.md`; write `../press/bbc-2024.md`",
        ],
    );
}

#[test]
fn schemes_that_can_harm_are_refused() {
    check(
        X,
        "javascript:alert(1)",
        &[
            "-",
            "link/refused-scheme: the scheme `javascript:` is refused; write `http:`, `https:` or `mailto:`, or a path within the dossier",
        ],
    );
    check(
        X,
        "//evil.example/x",
        &[
            "-",
            "link/refused-scheme: `//evil.example/x` names a host without a scheme; write `https:` in front of it",
        ],
    );
}

#[test]
fn a_plain_book_warns_and_leaves_the_link_as_mdbook_does() {
    let plain = || Settings { is_dossier: false, ..settings() };
    check_in(
        plain(),
        X,
        |w| w.link("../api/x.md#y"),
        &[
            "../api/x.html#y",
            "link/loose-link: nothing stands at `api/x.md`; did you mean `x.md`?",
        ],
    );
    check_in(
        plain(),
        X,
        |w| w.link("../press/bbc-2024.md#z"),
        &[
            "../press/bbc-2024.html#z",
            "link/loose-link: `content/press/bbc-2024.md` has no place `#z`; -",
        ],
    );
}

#[test]
fn a_wiki_link_finds_ids_titles_and_aliases() {
    wiki(X, "actors/org-bfv", &["../actors/org-bfv.html"]);
    wiki(X, " ORG-bfv ", &["../actors/org-bfv.html"]);
    wiki(X, "bundesamt fu\u{308}r verfassungsschutz", &["../actors/org-bfv.html"]);
    wiki(X, "bfv", &["../actors/org-bfv.html"]);
    wiki(X, "bbc-2024#What it says", &["../press/bbc-2024.html#what-it-says"]);
    wiki(
        X,
        "org-bvf",
        &["-", "link/broken-link: no page is called `org-bvf`; did you mean `org-bfv`?"],
    );
    wiki(
        X,
        "org-mps",
        &[
            "-",
            "link/ambiguous: several pages are called `org-mps`; write `[[actors/other/org-mps]]` or `[[places/org-mps]]`",
        ],
    );
}

#[test]
fn an_image_must_be_a_file_of_the_dossier() {
    check_in(settings(), X, |w| w.image("../press/map.svg"), &["../press/map.svg"]);
    check_in(
        settings(),
        X,
        |w| w.image("../press/mapp.svg"),
        &[
            "-",
            "link/broken-link: nothing stands at `press/mapp.svg`; did you mean `../press/map.svg`?",
        ],
    );
    check_in(
        settings(),
        X,
        |w| w.image("https://t.example/p.gif"),
        &[
            "https://t.example/p.gif",
            "link/remote-image: the image `https://t.example/p.gif` stands on another site; save it beside the page",
        ],
    );
    check_in(
        settings(),
        X,
        |w| w.image("../press/bbc-2024.md"),
        &[
            "../press/bbc-2024.html",
            "link/broken-link: `../press/bbc-2024.md` is a page and cannot be shown as an image; leave out the `!` to link to it",
        ],
    );
}

#[test]
fn only_what_is_shown_or_linked_to_is_attached() {
    let from = written(X, "en", |w| {
        let nodes = vec![w.image("../press/map.svg"), w.link("/a%20b/Plan.pdf#page=3")];
        vec![w.paragraph(nodes)]
    });
    let edition = world(vec![from], settings());
    let links = link(&edition).value;
    let attached: Vec<_> = links.attachments().iter().map(FilePath::as_str).collect();
    assert_eq!(attached, ["content/a b/Plan.pdf", "content/press/map.svg"]);
    let x = place(&edition, X);
    let url = links.url(x, links.path(x), "/a%20b/Plan.pdf#page=3");
    assert_eq!(url.as_deref(), Some("../a%20b/Plan.pdf#page=3"));
    let plain =
        link(&world(Vec::new(), Settings { is_dossier: false, ..settings() })).value;
    assert_eq!(plain.attachments().len(), 3);
}

#[test]
fn ids_are_told_apart_and_explicit_ones_win() {
    let from = written(X, "en", |w| {
        let named = w.heading(2, "Other");
        vec![
            w.heading(2, "Facts"),
            w.heading(3, "Facts"),
            w.named(named, "facts"),
            w.heading(2, "Cite sources"),
            w.heading(2, "!!"),
        ]
    });
    let edition = world(vec![from], settings());
    let links = link(&edition).value;
    let x = place(&edition, X);
    let ids: Vec<_> = links.anchors(x).iter().map(|it| (&*it.id, it.level)).collect();
    let expect = [
        ("facts-1", 2),
        ("facts-2", 3),
        ("facts", 2),
        ("section-cite-sources", 2),
        ("section", 2),
    ];
    assert_eq!(ids, expect);
    let nodes = &edition.pages()[x].body.nodes;
    let of: Vec<_> = nodes.iter().filter_map(|it| links.id_of(x, it)).collect();
    assert_eq!(of, expect.map(|(id, _)| id));
}

#[test]
fn ids_given_twice_or_kept_for_the_build_are_found() {
    let from = written(X, "en", |w| {
        let (one, two, kept) = (w.line("a"), w.line("b"), w.line("c"));
        vec![w.named(one, "x"), w.named(two, "x"), w.named(kept, "cite-a-1")]
    });
    let told: Vec<_> = link(&world(vec![from], settings()))
        .findings
        .iter()
        .filter(|it| is_fault(it))
        .map(tell)
        .collect();
    assert_eq!(
        told,
        [
            "link/duplicate-id: the id `x` is given twice; rename one of them",
            "link/reserved-id: the id `cite-a-1` starts with `cite-`; choose another id: the build makes such ids for citations",
        ]
    );
}

#[test]
fn paths_that_not_every_system_can_hold_are_found() {
    let more = vec![
        page("content/press/BBC-2024.md", "en"),
        page("content/con.md", "en"),
        page("content/report/README.md", "en"),
        page("content/report/index.md", "en"),
    ];
    let told: Vec<_> = link(&world(more, settings()))
        .findings
        .iter()
        .filter(|it| is_fault(it))
        .map(tell)
        .collect();
    assert_eq!(
        told,
        [
            "link/bad-path: `con.html` cannot exist on Windows: `con.html` is the name of a device; rename the file",
            "link/path-collision: `press/bbc-2024.html` and `press/BBC-2024.html` are one path where letter case does not count; rename `content/press/bbc-2024.md` or `content/press/BBC-2024.md`",
            "link/path-collision: `content/report/index.md` and `content/report/README.md` would both be published at `report/index.html`; rename `content/report/index.md` or `content/report/README.md`",
        ]
    );
}

#[test]
fn a_page_knows_who_refers_to_it_in_which_words() {
    let from = written("content/report/y.md", "en", |w| {
        let one = vec![
            w.text("First. The office ("),
            w.wiki("org-bfv"),
            w.text(") says, cf. p. 5, so "),
            w.cite("k", "p. 5"),
            w.text(". Then more. And "),
            w.wiki("bfv"),
            w.text(" again."),
        ];
        let two = vec![w.text("Here "), w.link("../actors/org-bfv.md")];
        let heading = w.heading(2, "Part");
        vec![w.paragraph(one), heading, w.paragraph(two)]
    });
    let mut related = page("content/report/z.md", "en");
    related.face_mut().relations.push(Relation {
        kind: "reports-on".to_owned(),
        to: spanned("BfV"),
        source: None,
        marking: None,
    });
    let edition = world(vec![from, related], settings());
    let links = link(&edition).value;
    let told: Vec<_> = links
        .backlinks(place(&edition, BFV))
        .iter()
        .map(|it| (it.from, it.anchor.as_deref(), it.sentence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                place(&edition, "content/report/y.md"),
                None,
                "The office (Bundesamt für Verfassungsschutz) says, cf. p. 5, so."
            ),
            (place(&edition, "content/report/z.md"), None, "reports on"),
        ]
    );
}

#[test]
fn front_matter_names_pages_that_exist() {
    let mut from = page(X, "en");
    from.face_mut().kind = PageKind::Press;
    from.face_mut().bears_on = vec![spanned("BfV"), spanned("part-9")];
    let edition = world(vec![from], settings());
    let linked = link(&edition);
    let told: Vec<_> =
        linked.findings.iter().filter(|it| is_fault(it)).map(tell).collect();
    assert_eq!(told, ["link/unknown-page: no page is called `part-9`; -"]);
    assert_eq!(linked.value.bears_on(place(&edition, X)), [place(&edition, BFV)]);
    assert_eq!(linked.value.borne_on_by(place(&edition, BFV)), [place(&edition, X)]);
}

#[test]
fn pages_are_ordered_by_the_outline_in_each_language() {
    let item = |id: &str, depth| OutlineItem::Page {
        id: PageId::new(id),
        depth,
        numbered: true,
        title: None,
    };
    let outline: Outline = vec![
        item("index", 0),
        OutlineItem::Part("Press".to_owned()),
        item("press", 0),
        item("press/only", 1),
        item("press/bbc-2024", 1),
        OutlineItem::Separator,
        OutlineItem::Part("Empty".to_owned()),
    ];
    let languages = vec!["en".to_owned(), "de".to_owned()];
    let bilingual = Settings { languages, ..settings() };
    let edition = world(Vec::new(), bilingual).with_outline(outline);
    let links = link(&edition).value;
    let file = |it: &usize| edition.pages()[*it].face.file.as_str().to_owned();
    let names = |pages: &[usize]| pages.iter().map(file).collect::<Vec<_>>();
    // A page that nobody has translated stands in every order.
    assert_eq!(
        names(&links.order("en")[..4]),
        [
            "content/index.md",
            "content/press/index.md",
            "content/press/only.de.md",
            "content/press/bbc-2024.md",
        ]
    );
    assert_eq!(
        names(&links.order("de")[..3]),
        [
            "content/press/index.md",
            "content/press/only.de.md",
            "content/press/bbc-2024.de.md",
        ]
    );
    let (press, bbc) = (
        place(&edition, "content/press/index.md"),
        place(&edition, "content/press/bbc-2024.md"),
    );
    let pages = |it: &[Branch]| it.iter().filter_map(|it| it.page()).collect::<Vec<_>>();
    assert_eq!(
        names(&pages(links.above(bbc))),
        ["content/index.md", "content/press/index.md"]
    );
    let only = place(&edition, "content/press/only.de.md");
    let german = place(&edition, "content/press/bbc-2024.de.md");
    let below = |lang| pages(links.below(Branch::Page(press), lang));
    assert_eq!(below("en"), [only, bbc]);
    assert_eq!(below("de"), [only, german]);
    assert_eq!(pages(links.above(german)), [press]);
    assert_eq!((links.previous(bbc), links.next(bbc)), (Some(only), None));
    assert_eq!((links.previous(only), links.next(only)), (Some(press), Some(german)));
    assert_eq!(names(links.translations(bbc)), ["content/press/bbc-2024.de.md"]);
    assert_eq!(links.home("en").map(|it| file(&it)).as_deref(), Some("content/index.md"));
    assert_eq!(links.home("de"), None);
    let number = |it: &NavItem| match it {
        NavItem::Page { number, .. } => number.clone().unwrap_or_default(),
        NavItem::Part(title) => title.clone(),
        other => format!("{other:?}"),
    };
    let shown: Vec<_> = links.navigation("en").iter().map(number).collect();
    assert_eq!(shown, ["1.", "Press", "2.", "2.1.", "2.2."]);
}

#[test]
fn the_first_mention_of_an_entity_becomes_a_link() {
    let mention = |nodes: &dyn Fn(&mut Writer) -> Vec<Node>| {
        let mut entity = page("content/actors/isoon.md", "en");
        entity.face_mut().kind = PageKind::Organisation;
        entity.face_mut().aliases = vec![spanned("Anxun")];
        let from = written("content/w.md", "en", nodes);
        let settings = Settings { autolinks: true, ..settings() };
        let edition = world(vec![entity, from], settings);
        let links = link(&edition).value;
        let at = edition.pages().len() - 1;
        let mut found = Vec::new();
        for node in &edition.pages()[at].body.nodes {
            node.walk(&mut |node| {
                if let Kind::Text(text) = &node.kind {
                    let within = links.mentions(at, node).iter();
                    found.extend(within.map(|it| text[..it.range.0].to_owned()));
                }
                true
            });
        }
        (found, links.backlinks(place(&edition, "content/actors/isoon.md")).len())
    };
    let text = |w: &mut Writer| {
        let quote = w.line("quoted Anxun");
        let name = vec![w.text("Anxun-Post")];
        let classes = vec!["nolink".into()];
        let attributes = Attributes { classes, ..Attributes::default() };
        let name = w.node(Kind::Span, name).with(Some(Box::new(attributes)));
        vec![
            w.heading(2, "On Anxun"),
            w.node(Kind::Quote, vec![quote]),
            w.paragraph(vec![name]),
            w.line("They call Anxun so. Anxun"),
            w.line("Anxun"),
        ]
    };
    assert_eq!(mention(&text), (vec!["They call ".to_owned()], 1));
    let linked = |w: &mut Writer| {
        let nodes = vec![w.text("Anxun is "), w.wiki("actors/isoon")];
        vec![w.paragraph(nodes)]
    };
    assert_eq!(mention(&linked), (Vec::new(), 1));
}

#[test]
fn a_plain_book_without_a_home_shows_its_first_page_there() {
    let plain = Settings { is_dossier: false, ..settings() };
    let pages = vec![page("content/intro.md", "en"), page("content/more.md", "en")];
    let links = link(&edition(plain, pages.clone(), Vec::new())).value;
    assert!(!links.exists(&Generated::Home, "en"));
    assert_eq!(links.target(1, "/"), Some(Target::Page { page: 0, anchor: None }));
    let links = link(&edition(settings(), pages, Vec::<Source>::new())).value;
    assert!(links.exists(&Generated::Home, "en"));
    assert_eq!(
        links.generated(&Generated::Static("../x".into()), "en").as_str(),
        "assets/x"
    );
}

#[test]
fn odd_input_is_survived() {
    for dest in [
        "%",
        "%ff",
        "%00",
        "a%2f..%2f..%2fb",
        "#%zz",
        "?",
        "ä#ö",
        "\u{0}",
        "/",
        "//",
        ".",
    ] {
        let from = written(X, "en", |w| {
            let nodes = vec![w.link(dest), w.wiki(dest), w.image(dest)];
            let mut span = w.node(Kind::Span, nodes);
            let id = Some("".into());
            span.attributes = Some(Box::new(Attributes { id, ..Attributes::default() }));
            vec![w.paragraph(vec![span])]
        });
        let found = link(&world(vec![from], settings())).findings;
        assert!(found.iter().any(is_fault), "{dest}");
    }
}
