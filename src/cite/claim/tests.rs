//! Claims as they are read from pages: what they say and what they rest on.

use crate::cite::cite;
use crate::model::node::Kind;
use crate::model::testing::{Writer, source, written};
use crate::model::{Attributes, Marking, Node, Page, Settings, Source};
use crate::redact::testing::edition;

/// A node with the class `claim` and these attributes; `id` is one of them.
fn claim(mut node: Node, pairs: &[(&str, &str)]) -> Node {
    let named = |it: &&(&str, &str)| it.0 == "id";
    let others = pairs.iter().filter(|it| it.0 != "id");
    node.attributes = Some(Box::new(Attributes {
        id: pairs.iter().find(named).map(|it| it.1.into()),
        classes: vec!["claim".into()],
        pairs: others.map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        marking: None,
    }));
    node
}

fn span(w: &mut Writer, children: Vec<Node>, pairs: &[(&str, &str)]) -> Node {
    claim(w.node(Kind::Span, children), pairs)
}

/// A citation with a signal.
fn signalled(w: &mut Writer, signal: &str, key: &str) -> Node {
    let prefix = w.text(signal);
    let mut node = w.cite(key, "");
    if let Kind::Cite(cluster) = &mut node.kind {
        cluster.items[0].prefix = vec![prefix];
    }
    node
}

fn page(lang: &str, write: impl FnOnce(&mut Writer) -> Vec<Node>) -> Page {
    written("content/x.md", lang, write)
}

/// One paragraph.
fn line(lang: &str, write: impl FnOnce(&mut Writer) -> Vec<Node>) -> Page {
    page(lang, |w| {
        let nodes = write(w);
        vec![w.paragraph(nodes)]
    })
}

/// What each claim of the page says and cites: `id: text [a, b!, c~] <roots>`; `!` disputes,
/// `~` is context.
#[track_caller]
fn check(page: Page, expect: &[&str]) {
    let mut sources = ["a", "b", "c", "wire"].map(source);
    sources[0].evidence.derives_from = vec!["wire".to_owned()];
    sources[1].evidence.derives_from = vec!["wire".to_owned(), "gone".to_owned()];
    check_with(page, sources.into(), expect);
}

#[track_caller]
fn check_with(page: Page, sources: Vec<Source>, expect: &[&str]) {
    let settings = Settings { is_dossier: true, ..Settings::default() };
    let references = cite(&edition(settings, vec![page], sources)).value;
    let told = references.claims().iter().map(|it| {
        let cited = it.citations.iter().map(|it| {
            let sign = ["", "!", "~"][it.stance as usize];
            format!("{}{sign}", it.key)
        });
        let cited = cited.collect::<Vec<_>>().join(", ");
        format!("{}: {} [{cited}] <{}>", it.id, it.text, it.origins.join(", "))
    });
    assert_eq!(told.collect::<Vec<_>>(), expect);
}

#[test]
fn a_claim_rests_on_what_is_cited_behind_it_in_its_sentence() {
    check(
        line("en", |w| {
            let one = vec![w.text("It is so.")];
            vec![
                w.text("First. "),
                span(w, one, &[("id", "c-1")]),
                w.text(" "),
                w.cite("a", "p. 2"),
                w.text(" Another sentence "),
                w.cite("b", ""),
                w.text("."),
            ]
        }),
        &["c-1: It is so. [a] <wire>"],
    );
    check(
        line("en", |w| {
            let one = vec![w.text("It is so")];
            vec![
                span(w, one, &[("id", "c-1")]),
                w.text(", as told "),
                w.cite("a", ""),
                w.text(" and again "),
                w.cite("c", ""),
                w.text("."),
            ]
        }),
        &["c-1: It is so [a, c] <c, wire>"],
    );
}

#[test]
fn two_claims_in_a_sentence_keep_their_own_citations() {
    check(
        line("en", |w| {
            let (one, two) = (vec![w.text("It is so")], vec![w.text("not so")]);
            vec![
                span(w, one, &[("id", "c-1")]),
                w.text(" "),
                w.cite("a", ""),
                w.text(" and "),
                span(w, two, &[("id", "c-2")]),
                w.text(" "),
                w.cite("c", ""),
                w.text("."),
            ]
        }),
        &["c-1: It is so [a] <wire>", "c-2: not so [c] <c>"],
    );
}

#[test]
fn whom_the_sentence_names_supports_what_is_said() {
    check(
        line("en", |w| {
            let one = vec![w.text("it is so")];
            vec![
                w.text("Nobody asked "),
                w.cite_in_text("a"),
                w.text(" there. But "),
                w.cite_in_text("c"),
                w.text(" holds that "),
                span(w, one, &[("id", "c-1")]),
                w.text("."),
            ]
        }),
        &["c-1: it is so [c] <c>"],
    );
}

#[test]
fn signals_tell_who_disputes_and_only_support_has_origins() {
    check(
        line("de", |w| {
            let inner = vec![w.text("Es ist so "), w.cite("a", "")];
            vec![
                span(w, inner, &[("id", "c-1")]),
                w.text(" "),
                signalled(w, "vgl. ", "b"),
                w.text(" "),
                signalled(w, "a. A. ", "c"),
                w.text("."),
            ]
        }),
        &["c-1: Es ist so [a, b~, c!] <wire>"],
    );
}

#[test]
fn what_repeats_one_agency_has_one_origin() {
    check(
        line("en", |w| {
            let one = vec![w.text("It is so.")];
            vec![
                span(w, one, &[("id", "c-1")]),
                w.text(" "),
                w.cite("a", ""),
                w.cite("b", ""),
                w.cite("wire", ""),
            ]
        }),
        &["c-1: It is so. [a, b, wire] <wire>"],
    );
}

#[test]
fn a_div_is_one_claim_with_everything_that_it_cites() {
    check(
        page("en", |w| {
            let one = vec![w.text("One thing "), w.cite("a", ""), w.text(".")];
            let one = w.paragraph(one);
            let two = vec![w.text("Two things "), w.cite("c", ""), w.text(".")];
            let two = w.paragraph(two);
            let div = w.node(Kind::Div, vec![one, two]);
            let behind = vec![w.text("Behind "), w.cite("b", "")];
            vec![claim(div, &[("id", "c-1")]), w.paragraph(behind)]
        }),
        &["c-1: One thing. Two things. [a, c] <c, wire>"],
    );
}

#[test]
fn rows_and_footnotes_cite_for_their_claims() {
    check(
        page("en", |w| {
            let one = vec![w.text("It is so")];
            let one = span(w, one, &[("id", "c-1")]);
            let cells = vec![vec![one], vec![w.cite("a", "")]];
            let cells = cells.into_iter().map(|it| w.node(Kind::Cell, it)).collect();
            vec![w.node(Kind::Row, cells)]
        }),
        &["c-1: It is so [a] <wire>"],
    );
    check(
        page("en", |w| {
            let one = vec![w.text("It is so.")];
            let mark = Kind::FootnoteReference("n".into());
            let text = vec![span(w, one, &[("id", "c-1")]), w.node(mark, Vec::new())];
            let note = vec![w.text("So "), w.cite("c", "")];
            let note = vec![w.paragraph(note)];
            let definition = w.node(Kind::FootnoteDefinition("n".into()), note);
            vec![w.paragraph(text), definition]
        }),
        &["c-1: It is so. [c] <c>"],
    );
}

#[test]
fn a_claim_without_an_id_gets_one_of_its_words() {
    check(
        line("en", |w| {
            let one = vec![w.text("It is so, they all say today.")];
            let two = vec![w.text("It is so, they all say tomorrow.")];
            vec![span(w, one, &[]), w.text(" "), span(w, two, &[])]
        }),
        &[
            "claim.it-is-so-they-all-say: It is so, they all say today. [] <>",
            "claim.it-is-so-they-all-say.2: It is so, they all say tomorrow. [] <>",
        ],
    );
}

#[test]
fn degrees_and_markings_are_read() {
    let mut page = page("de", |w| {
        let text = vec![w.text("Das ist sehr wahrscheinlich so "), w.cite("a", "")];
        let pairs = [
            ("id", "c-1"),
            ("likelihood", "sehr-wahrscheinlich"),
            ("confidence", "moderate"),
            ("credibility", "3"),
        ];
        let one = span(w, text, &pairs);
        let mut heading = w.heading(2, "Closed");
        heading.attributes = Some(Box::new(Attributes {
            marking: Some(Marking::AMBER),
            ..Attributes::default()
        }));
        vec![heading, w.paragraph(vec![one])]
    });
    page.face_mut().marking = Some(Marking::CLEAR);
    let mut origin = source("a");
    origin.evidence.grade = Some("B2".to_owned());
    let settings = Settings { is_dossier: true, ..Settings::default() };
    let references = cite(&edition(settings, vec![page], vec![origin])).value;
    let [claim] = references.claims() else { panic!("one claim") };
    let likelihood = claim.likelihood.as_ref().unwrap();
    assert_eq!(likelihood.term, "very likely");
    assert_eq!(likelihood.range.to_string(), "80–95\u{A0}%");
    assert_eq!(claim.confidence.map(super::Confidence::percent), Some(50));
    assert_eq!(claim.marking, Some(Marking::AMBER));
    assert_eq!(claim.grade().as_deref(), Some("B3"));
    assert_eq!(references.claims_of_source("a").count(), 1);
    assert_eq!(references.claims_of_page(0).len(), 1);
}

#[test]
fn a_claim_shows_the_whole_pinpoint() {
    let text = line("de", |w| {
        let one = vec![w.text("Es ist so.")];
        let suffix = w.text(" und 14, so auch b");
        let mut cited = w.cite("a", "12");
        if let Kind::Cite(cluster) = &mut cited.kind {
            cluster.items[0].suffix = vec![suffix];
        }
        vec![span(w, one, &[("id", "c-1")]), w.text(" "), cited]
    });
    let settings = Settings { is_dossier: true, ..Settings::default() };
    let references = cite(&edition(settings, vec![text], vec![source("a")])).value;
    let shown = references.claims()[0].citations[0].locator.as_deref();
    assert_eq!(shown, Some("S.\u{A0}12 und 14"));
}
