//! Pages and outlines in, covered sections and findings out.

use super::Coverage;
use crate::cite::{References, cite};
use crate::diag::Checked;
use crate::model::citation::Law;
use crate::model::testing::{Writer, page, source, spanned, written};
use crate::model::{Label, Node, Page, PageKind, Settings, Source, node::Kind};
use crate::redact::testing::edition;

fn report(id: &str, sections: &[(&str, &str)]) -> Source {
    let mut source = source(id);
    let sections = sections.iter();
    let sections = sections.map(|(id, pages)| {
        ((*id).to_owned(), format!("About {id}").as_str().into(), (*pages).to_owned())
    });
    source.evidence.outline = sections.collect();
    source
}

fn run(pages: Vec<Page>, mut sources: Vec<Source>) -> Checked<References> {
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    let settings = Settings { src: "content".to_owned(), ..Settings::default() };
    cite(&edition(settings, pages, sources))
}

/// Each row as `id: pinpoints, with the places of pages that only say so`.
#[track_caller]
fn check(coverage: &Coverage, expect: &[&str]) {
    let mut told = Vec::new();
    for report in &coverage.reports {
        for (place, row) in report.sections.iter().enumerate() {
            let spots = row.spots.iter().map(|it| it.locator.as_deref().unwrap_or("-"));
            let spots = spots.collect::<Vec<_>>().join(" ").replace('\u{a0}', "");
            told.push(format!("{}#{place}: {spots} {:?}", report.key, row.declared));
        }
        let (whole, derived) = (report.whole.len(), report.derived.len());
        told.push(format!("{}: {whole}, {derived}, {:?}", report.key, report.bearing));
    }
    assert_eq!(told, expect);
}

fn by(w: &mut Writer, key: &str, label: Label, locator: &str) -> Node {
    let mut node = w.cite(key, locator);
    if let Kind::Cite(cluster) = &mut node.kind {
        cluster.items[0].label = Some(label);
    }
    node
}

#[test]
fn a_pinpoint_lies_in_every_section_whose_pages_it_shares() {
    let text = written("content/x.md", "en", |w| {
        let cites = vec![
            w.cite("r", "2"),
            w.cite("r", "4-6"),
            w.cite("r", ""),
            w.cite("r", "99"),
            by(w, "r", Label::Section, "3.1"),
            by(w, "r", Label::Section, "1-2"),
            by(w, "r", Label::Figure, "2"),
        ];
        vec![w.paragraph(cites)]
    });
    let outline = [("1", "1-3"), ("2", "3-5"), ("3", "6"), ("4", "")];
    let checked = run(vec![text], vec![report("r", &outline)]);
    check(
        checked.value.coverage(),
        &[
            "r#0: p.2 secs.1–2 []",
            "r#1: pp.4–6 secs.1–2 []",
            "r#2: pp.4–6 sec.3.1 []",
            "r#3:  []",
            "r: 3, 0, []",
        ],
    );
    let told: Vec<_> = checked.findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["nothing covers section `4` of `r`, “About 4”"]);
}

#[test]
fn an_appendix_is_no_section_and_a_pinpoint_goes_on_behind_its_number() {
    let text = written("content/x.md", "de", |w| {
        let behind = |w: &mut Writer, suffix: &str| {
            let suffix = w.text(suffix);
            let mut node = w.cite("r", "1");
            if let Kind::Cite(cluster) = &mut node.kind {
                cluster.items[0].suffix = vec![suffix];
            }
            node
        };
        let cites = vec![
            by(w, "r", Label::AppendixLocator, "1"),
            by(w, "r", Label::AppendixLocator, "A"),
            by(w, "r", Label::AppendixLocator, "2"),
            by(w, "r", Label::Law(Law::Sign), "2"),
            behind(w, " und 6"),
            behind(w, " f."),
        ];
        vec![w.paragraph(cites)]
    });
    let outline = [("1", "1"), ("2", "2-3"), ("3", "6"), ("A", ""), ("app-2", "")];
    let checked = run(vec![text], vec![report("r", &outline)]);
    check(
        checked.value.coverage(),
        &[
            "r#0: S.1 und 6 S.1 f. []",
            "r#1: §2 S.1 f. []",
            "r#2: S.1 und 6 []",
            "r#3: Anh.A []",
            "r#4: Anh.2 []",
            "r: 1, 0, []",
        ],
    );
}

#[test]
fn pages_say_what_they_cover_and_others_stand_in() {
    let mut part = page("content/part.md", "en");
    part.face_mut().kind = PageKind::ReportPart;
    part.face_mut().covers = vec![spanned("r#1"), spanned("r, pp. 6-7"), spanned("s")];
    let mut press = written("content/press.md", "en", |w| {
        let cites = vec![w.cite("relay", "")];
        vec![w.paragraph(cites)]
    });
    press.face_mut().bears_on = vec![spanned("part#anchor"), spanned("nowhere")];
    let mut relay = source("relay");
    relay.evidence.derives_from = vec!["copy".to_owned()];
    let mut copy = source("copy");
    copy.evidence.derives_from = vec!["s".to_owned(), "relay".to_owned()];
    let sources =
        vec![report("r", &[("1", "1-5"), ("2", "6-9")]), source("s"), relay, copy];
    let checked = run(vec![part, press], sources);
    check(
        checked.value.coverage(),
        &["r#0:  [0]", "r#1:  [0]", "r: 0, 0, [1]", "s: 0, 1, [1]"],
    );
    assert_eq!(checked.findings, []);
}

#[test]
fn press_that_no_part_cites_and_that_bears_on_nothing_stands_apart() {
    let mut part = written("content/part.md", "en", |w| {
        let cites = vec![w.cite("r", "1"), w.cite("cited", "")];
        vec![w.paragraph(cites)]
    });
    part.face_mut().kind = PageKind::ReportPart;
    let press = |name: &str, key: &str| {
        let mut page = page(&format!("content/{name}.md"), "en");
        page.face_mut().kind = PageKind::Press;
        page.face_mut().source = Some(spanned(key));
        page
    };
    let mut bears = press("bears", "other");
    bears.face_mut().bears_on = vec![spanned("part")];
    let pages = vec![part, press("a", "cited"), press("b", "apart"), bears];
    let sources = ["cited", "apart", "other"].map(source);
    let sources = sources.into_iter().chain([report("r", &[("1", "1")])]);
    let checked = run(pages, sources.collect());
    let told: Vec<_> = checked.findings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(told, ["no part cites `apart`, and its page bears on nothing"]);
}

#[test]
fn without_an_outline_there_is_no_coverage() {
    let mut part = page("content/part.md", "en");
    part.face_mut().kind = PageKind::ReportPart;
    part.face_mut().covers = vec![spanned("s")];
    let checked = run(vec![part], vec![source("s")]);
    assert!(checked.value.coverage().is_empty());
    assert_eq!(checked.findings, []);
}
