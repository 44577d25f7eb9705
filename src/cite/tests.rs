//! The room as a whole: pages and sources in, numbers, entries and findings out.

use super::*;
use crate::base::FilePath;
use crate::model::node::Kind;
use crate::model::testing::{Writer, page, source, spanned, written};
use crate::model::{Name, Page, Relation, Settings, Source};
use crate::redact::testing::edition;

fn settings() -> Settings {
    Settings { src: "content".to_owned(), is_dossier: true, ..Settings::default() }
}

fn cite_all(pages: Vec<Page>, sources: &[&str]) -> Checked<References> {
    let mut sources: Vec<Source> = sources.iter().map(|it| source(it)).collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    cite(&edition(settings(), pages, sources))
}

fn tell(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().unwrap_or("-");
    format!("{}: {}; {help}", finding.code, finding.message)
}

fn cluster(w: &mut Writer, keys: &[(&str, &str)]) -> Node {
    let mut parts = keys.iter().map(|(key, locator)| w.cite(key, locator));
    let mut all = parts.next().unwrap();
    for part in parts {
        if let (Kind::Cite(all), Kind::Cite(part)) = (&mut all.kind, part.kind) {
            all.items.extend(part.items);
        }
    }
    all
}

#[test]
fn keys_are_numbered_as_they_are_first_cited() {
    let mut from = written("content/x.md", "en", |w| {
        let note = vec![w.text("N "), w.cite("n", "")];
        let note = vec![w.paragraph(note)];
        let body = vec![
            w.text("A "),
            cluster(w, &[("b", "p. 2"), ("a", "")]),
            w.cite("b", "p. 3"),
        ];
        vec![w.paragraph(body), w.node(Kind::FootnoteDefinition("1".into()), note)]
    });
    let mut writer = Writer::default();
    from.face_mut().relations.push(Relation {
        kind: "customer-of".to_owned(),
        to: spanned("x"),
        source: Some(writer.cite("r", "")),
        marking: None,
    });
    from.body_mut().nocite = vec![spanned("z"), spanned("a"), spanned("*")];
    let checked = cite_all(vec![from], &["a", "b", "n", "r", "y", "z"]);
    assert_eq!(checked.findings, []);
    let references = checked.value;
    assert_eq!(references.of_page(0), ["b", "a", "n", "r", "z", "y"]);
    assert_eq!(references.number(0, "n"), Some(3));
    assert_eq!(references.number(0, "nobody"), None);
    let anchors: Vec<_> = references.cited_by("b").iter().map(|it| &*it.anchor).collect();
    assert_eq!(anchors, ["cite-b-1", "cite-b-2"]);
    let [of_relation] = references.cited_by("r") else { panic!("cited once") };
    let said = (of_relation.relation.as_deref(), of_relation.sentence.as_str());
    assert_eq!(said, (Some("customer-of"), "x"));
}

#[test]
fn an_anchor_is_found_by_the_span_of_its_key() {
    let from = written("content/x.md", "en", |w| {
        let nodes = vec![w.cite("a:b", ""), w.cite("a/b", ""), w.cite("a:b", "")];
        vec![w.paragraph(nodes)]
    });
    let spans: Vec<Span> = from.body.nodes[0]
        .children
        .iter()
        .filter_map(|it| match &it.kind {
            Kind::Cite(cluster) => Some(cluster.items[0].span),
            _ => None,
        })
        .collect();
    let references = cite_all(vec![from], &["a:b", "a/b"]).value;
    let anchors: Vec<_> = spans.iter().map(|it| references.anchor(0, *it)).collect();
    assert_eq!(anchors, [Some("cite-a:b-1"), Some("cite-a-b-1"), Some("cite-a:b-2")]);
    assert_eq!(references.anchor(0, Span { start: 1, end: 2 }), None);
}

#[test]
fn a_source_knows_who_cites_it_by_page_number_and_language() {
    let english = written("content/x.md", "en", |w| {
        let nodes = vec![
            w.text("First. It is so "),
            w.cite("a", "10"),
            w.text(". Another one. "),
            w.cite("a", "2-3"),
        ];
        vec![w.paragraph(nodes)]
    });
    let german = written("content/y.de.md", "de", |w| {
        let nodes =
            vec![w.text("Laut "), w.cite_in_text("a"), w.text(" ja "), w.cite("a", "2")];
        vec![w.paragraph(nodes)]
    });
    let references = cite_all(vec![english, german], &["a"]).value;
    let told: Vec<_> = references
        .cited_by("a")
        .iter()
        .map(|it| (it.page, it.locator.as_deref().unwrap_or("-"), it.sentence.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (1, "S.\u{A0}2", "Laut a ja"),
            (0, "pp.\u{A0}2–3", "Another one."),
            (0, "p.\u{A0}10", "It is so."),
            (1, "-", "Laut a ja"),
        ]
    );
}

#[test]
fn an_unknown_key_shows_its_place_and_the_nearest() {
    let mut from = written("content/x.md", "en", |w| {
        let nodes = vec![w.cite("bfv-ci-2-ed", "")];
        vec![w.paragraph(nodes)]
    });
    from.face_mut().source = Some(spanned("bbc"));
    let checked = cite_all(vec![from], &["bfv-ci-2-de"]);
    let errors =
        checked.findings.iter().filter(|it| it.code == crate::diag::Code::UnknownSource);
    let errors: Vec<_> = errors.collect();
    assert_eq!(
        errors.iter().map(|it| tell(it)).collect::<Vec<_>>(),
        [
            "cite/unknown-source: no source has the key `bbc`; -",
            "cite/unknown-source: no source has the key `bfv-ci-2-ed`; did you mean `bfv-ci-2-de`?",
        ]
    );
    let span = errors[1].place.as_ref().and_then(|it| it.span);
    assert_eq!(span, Some(Span { start: 10, end: 13 }));
    assert_eq!(checked.value.of_page(0), [""; 0]);
}

#[test]
fn what_is_read_covered_or_derived_from_is_used() {
    let mut press = page("content/press/p.md", "en");
    press.face_mut().source = Some(spanned("read"));
    press.face_mut().covers =
        vec![spanned("part#2"), spanned("part, pp. 3-6"), spanned("part#9")];
    let mut sources: Vec<Source> =
        ["deep", "origin", "part", "read", "unused"].map(source).into();
    sources[1].evidence.derives_from = vec!["deep".to_owned()];
    sources[3].evidence.derives_from = vec!["origin".to_owned(), "gone".to_owned()];
    sources[2].evidence.outline = vec![("2".into(), "Two".into(), "3-6".into())];
    let checked = cite(&edition(settings(), vec![press], sources));
    let told: Vec<_> = checked.findings.iter().map(tell).collect();
    assert_eq!(
        told,
        [
            "cite/unknown-section: the source `part` has no section `9`; did you mean `2`?",
            "cite/unused-source: nothing cites the source `unused`; cite it, or remove it from the bibliography",
        ]
    );
    assert_eq!(checked.value.used().collect::<Vec<_>>(), ["part", "read"]);
    assert_eq!(checked.value.read_by("read"), [0]);
    assert_eq!(checked.value.covered_by("part"), [0]);
    let covers = checked.value.covers(0);
    assert_eq!(covers[0].section.as_deref(), Some("2"));
    assert_eq!(covers[1].pages.as_deref(), Some("3-6"));
}

/// The entry of a source; italics in stars, links in brackets.
#[track_caller]
fn check_entry(fill: impl FnOnce(&mut Source), lang: &str, expect: &str) {
    let mut source = source("key-1");
    fill(&mut source);
    source.item = item(&source);
    let shown = |it: &Piece| match &it.url {
        None if it.look.italic => format!("*{}*", it.text),
        None => it.text.clone(),
        Some(url) if *url == it.text => format!("<{url}>"),
        Some(url) => format!("[{}]({url})", it.text),
    };
    let settings = Settings { language: lang.to_owned(), ..settings() };
    let references = cite(&edition(settings, Vec::new(), vec![source])).value;
    let entry = references.entry("key-1", lang).unwrap();
    assert_eq!(entry.pieces.iter().map(shown).collect::<String>(), expect);
}

/// The item as `parse` would have kept it.
fn item(source: &Source) -> serde_json::Value {
    let mut item = serde_json::json!(source.fields);
    item["title"] = source.title.clone().into();
    let name = |it: &Name| {
        if it.literal {
            serde_json::json!({ "literal": it.family })
        } else {
            serde_json::json!({ "family": it.family, "given": it.given })
        }
    };
    item["author"] = source.authors.iter().map(name).collect();
    for (key, date) in [("issued", source.issued), ("accessed", source.accessed)] {
        if let Some(date) = date {
            item[key] = date.to_string().into();
        }
    }
    item
}

fn fields(source: &mut Source, fields: &[(&str, &str)]) {
    for (name, value) in fields {
        source.fields.insert((*name).to_owned(), (*value).to_owned());
    }
}

fn person(given: &str, family: &str) -> Name {
    Name { family: family.to_owned(), given: given.to_owned(), literal: false }
}

#[test]
fn an_entry_has_what_is_known_and_no_mark_for_what_is_not() {
    check_entry(|_| {}, "en", "key-1");
    check_entry(|it| it.title = "Who did it?".to_owned(), "en", "Who did it?");
    check_entry(|it| it.title = "Inc.".to_owned(), "en", "Inc.");
    check_entry(|it| it.issued = "2024".parse().ok(), "en", "2024.");
    check_entry(|it| fields(it, &[("publisher", " ")]), "en", "key-1");
    check_entry(
        |it| it.accessed = "2026-11-20".parse().ok(),
        "de",
        "Abgerufen am 20. November 2026.",
    );
}

fn report(source: &mut Source) {
    source.title = "Die i-Soon-Leaks. Teil 2: Verbindungen".to_owned();
    source.issued = "2024-08-08".parse().ok();
    source.accessed = "2026-11-20".parse().ok();
    fields(
        source,
        &[
            ("collection-title", "BfV CYBER INSIGHT"),
            ("number", "2/4"),
            ("publisher", "Bundesamt für Verfassungsschutz"),
            ("publisher-place", "Köln"),
            ("URL", "https://verfassungsschutz.de/x?y=1"),
        ],
    );
}

#[test]
fn an_entry_speaks_the_language_of_the_page() {
    check_entry(
        report,
        "en",
        "Die i-Soon-Leaks. Teil 2: Verbindungen. BfV CYBER INSIGHT 2/4, Bundesamt für \
         Verfassungsschutz, Köln, 8 August 2024. <https://verfassungsschutz.de/x?y=1> \
         (accessed 20 November 2026).",
    );
    check_entry(
        report,
        "de",
        "Die i-Soon-Leaks. Teil 2: Verbindungen. BfV CYBER INSIGHT 2/4, Bundesamt für \
         Verfassungsschutz, Köln, 8. August 2024. <https://verfassungsschutz.de/x?y=1> \
         (abgerufen am 20. November 2026).",
    );
}

#[test]
fn many_authors_are_shortened() {
    let article = |count: usize| {
        move |it: &mut Source| {
            let all = [
                person("Li", "Wu"),
                person("", "Chen"),
                person("A.", "B"),
                person("C", "D"),
            ];
            it.authors = all.into_iter().take(count).collect();
            it.title = "On <b>x</b> < y".to_owned();
            fields(
                it,
                &[
                    ("container-title", "Journal"),
                    ("volume", "12"),
                    ("issue", "3"),
                    ("page", "5-9"),
                    ("DOI", "doi:10.1000/a b"),
                    ("URL", "https://example.org"),
                ],
            );
        }
    };
    let rest = "On x < y. *Journal* 12(3), pp.\u{A0}5–9. \
                doi:[10.1000/a b](https://doi.org/10.1000/a%20b)";
    check_entry(article(1), "en", &format!("Li Wu. {rest}"));
    check_entry(article(3), "en", &format!("Li Wu, Chen and A. B. {rest}"));
    check_entry(article(4), "en", &format!("Li Wu, Chen, A. B et al. {rest}"));
}

#[test]
fn an_address_that_may_not_be_followed_is_text() {
    for url in ["javascript:alert(1)", "https:///x", "http://a b"] {
        check_entry(|it| fields(it, &[("URL", url)]), "en", url);
    }
}

#[test]
fn the_language_of_no_page_gets_the_main_one() {
    let checked = cite_all(vec![page("content/x.md", "en")], &["a"]);
    assert_eq!(checked.value.entry("a", "fr"), checked.value.entry("a", "en"));
    assert!(checked.value.entry("b", "en").is_none());
    let file = FilePath::new("content/references.yaml").unwrap();
    assert_eq!(checked.findings[0].place.as_ref().map(|it| &it.file), Some(&file));
}
