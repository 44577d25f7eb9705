//! Every way to write a marking that somebody may try: it marks, or it is an error.

use super::{dossier, draw, read_all};
use crate::diag::Code;
use crate::model::scheme::{Color, Level};
use crate::model::{Marking, Node, Scheme};
use crate::parse::markdown::Dialect;
use std::collections::BTreeMap;

/// What marks, and what is found of it; `!` in front of the codes that are.
const WAYS: &[(&str, &str)] = &[
    ("[x]{marking=TLP:RED}", "marks"),
    ("::: {marking='TLP:RED'}\nx\n:::", "marks"),
    ("# x {marking=\"TLP:RED\"}", "marks"),
    ("- x {marking=\"TLP:RED\"}", "marks"),
    ("::: TLP:RED\nx\n:::", "marks bad-marking"),
    (":::TLP:RED\nx\n:::", "marks bad-marking"),
    ("::: TLP:RED :::\nx\n:::", "marks bad-marking"),
    ("::: tlp-red\nx\n:::", "marks bad-marking"),
    ("::: TLP:ORANGE\nx\n:::", "marks bad-marking"),
    ("::: marking\nx TLP\n:::", "marks bad-marking"),
    ("::: {TLP:RED}\nx\n:::", "marks bad-fence"),
    ("::: TLP RED\nx\n:::", "marks bad-fence"),
    ("::: {.TLP:RED}\nx\n:::", "marks bad-marking"),
    ("::: {.note .tlp_amber_strict}\nx\n:::", "marks bad-marking"),
    ("::: {#TLP:RED}\nx\n:::", "marks bad-marking"),
    ("::: {marking = TLP:RED}\nx\n:::", "marks bad-fence"),
    ("::: {marking:TLP:RED}\nx\n:::", "marks bad-fence"),
    ("::: {level=\"TLP:RED\"}\nx\n:::", "marks bad-marking"),
    ("::: {tlp=red}\nx\n:::", "marks bad-marking"),
    ("::: {Marking=\"TLP:RED\"}\nx\n:::", "marks bad-marking"),
    ("::: {data-marking=\"TLP:RED\"}\nx\n:::", "marks bad-marking"),
    (":: TLP:RED\nx\n::", "stray-marking"),
    ("[x]{TLP:RED}", "stray-marking"),
    ("[x]{ TLP:RED }", "stray-marking"),
    ("[x]{=TLP:RED}", "stray-marking"),
    ("[x]{TLP RED}", "stray-marking"),
    ("[x]{marking}", "stray-marking"),
    ("[x]{marking:TLP:RED}", "stray-marking"),
    ("[x]{marking=TLP RED}", "stray-marking"),
    ("[x] {marking=\"TLP:RED\"}", "stray-marking"),
    ("[x]{.tlp-red}", "marks bad-marking"),
    ("[x]{.TLP:RED}", "marks bad-marking"),
    ("[x][TLP:RED]", "stray-marking"),
    ("{TLP:RED} x", "stray-marking"),
    ("# x {TLP:RED}", "stray-marking"),
    ("# x {.tlp-red}", "marks bad-marking"),
    ("x\n=\n\n{{TLP:RED}}", "stray-marking"),
    ("<div marking=\"TLP:RED\">x</div>", "stray-marking"),
    ("<div class=\"tlp-red\">x</div>", "stray-marking"),
    ("a <span data-tlp='TLP:RED'>x</span>", "stray-marking"),
    ("a <span marking=x>x</span>", "stray-marking"),
    ("> [!NOTE]{marking=\"TLP:RED\"}\n> x", "marks stray-marking"),
    ("> [!NOTE]{marking=\"TLP:RED\"} y\n> x", "marks stray-marking"),
    ("| x |\n|---|\n| y |\nTable: z {marking=\"TLP:RED\"}", "marks stray-marking"),
    ("| x |\n|---|\n| y |\n{marking=\"TLP:RED\"}", "marks stray-marking"),
    ("- [ ]{marking=\"TLP:RED\"} x", "marks stray-marking"),
    ("Marking: TLP:RED\n\nx", "stray-marking"),
    ("**Marking:** TLP:RED\n\nx", "stray-marking"),
    ("**MARKING: TLP:RED**\n\nx", "stray-marking"),
    ("***TLP:RED*** x", "stray-marking"),
    ("TLP:RED\nx", "stray-marking"),
    ("TLP:RED\\\nx", "stray-marking"),
    ("Classification: TLP:RED\n\nx", "stray-marking"),
    ("==TLP:RED== x", "stray-marking"),
    ("🔴 TLP:RED – x", "stray-marking"),
    ("<!-- TLP:RED -->\nx", "stray-marking"),
    ("a <!-- TLP:RED --> x", "stray-marking"),
    ("<!-- marking: TLP:RED -->\n\nx", "stray-marking"),
    ("<!-- begin TLP:RED -->\n\nx", "stray-marking"),
    ("(TLP:RED) x", "stray-marking"),
    ("[TLP:RED] x", "stray-marking"),
    ("[!TLP:RED] x", "stray-marking"),
    ("> [!TLP:RED]\n> x", "stray-marking"),
    ("- (TLP:RED) x\n- y", "stray-marking"),
    ("## (tlp:red) x", "stray-marking"),
    ("//TLP:RED// x", "stray-marking"),
    ("**TLP:RED** x", "stray-marking"),
    ("**TLP:RED:** x", "stray-marking"),
    ("*(TLP:RED)* x", "stray-marking"),
    ("TLP:RED - x", "stray-marking"),
    ("TLP:RED – x", "stray-marking"),
    ("TLP:RED//NOFORN x", "stray-marking"),
    ("ＴＬＰ：ＲＥＤ - x", "stray-marking"),
    ("- x\n- b\n{marking=\"TLP:RED\"}", "marks stray-marking"),
    ("- a\n  - x\n  - b\n  {marking=\"TLP:RED\"}", "marks stray-marking"),
    ("> 1. x\n> 2. b\n> {marking=\"TLP:RED\"}", "marks stray-marking"),
    ("- x\n- b\n  {marking=\"TLP:RED\"}", "marks"),
    ("- x\n- b {marking=\"TLP:RED\"}", "marks"),
    ("- TLP:RED: x", "stray-marking"),
    ("> [!CAUTION]\n> TLP:RED x", "stray-marking"),
    ("> [!CAUTION]\n> **TLP:RED** x", "stray-marking"),
    ("> [!danger] TLP:RED victims\n> x", "stray-marking"),
    ("> [!danger] TLP:RED\n> x", "stray-marking"),
    ("> [!bug] TLP:RED victims", "stray-marking"),
    ("## TLP:RED", "stray-marking"),
    ("## TLP:RED {marking=\"TLP:RED\"}", "marks"),
    ("# TLP:RED x", "stray-marking"),
    ("TLP:RED\n\nx", "stray-marking"),
    ("**TLP:RED**\n\nx", "stray-marking"),
    ("marking: TLP:RED\n\nx", "stray-marking"),
    ("x\n\n---\nmarking: TLP:RED\n---\n", "stray-marking"),
    ("marking = \"TLP:RED\"", "stray-marking"),
    ("```TLP:RED\nx\n```", "stray-marking"),
    ("```sql {TLP:RED}\nx\n```", "stray-marking"),
    ("```sql {.tlp-red}\nx\n```", "marks bad-marking"),
    ("| a |\n|---|\n| x | {TLP:RED}", "stray-marking"),
    ("| a |\n|---|\n| x {TLP:RED} |", "stray-marking"),
];

#[test]
fn every_way_to_write_a_marking_marks_or_is_found() {
    let wrong = WAYS.iter().filter(|(markdown, expect)| told(markdown) != *expect);
    let wrong: Vec<_> = wrong
        .map(|(it, _)| (it, told(it), draw(&read_all(&dossier(), it).value)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_about_markings_are_words() {
    for markdown in [
        "The label is TLP:RED, as FIRST has it.",
        "The label **TLP:RED** is for the recipients only.",
        "TLP:RED is for the recipients only.",
        "`{TLP:RED}` and `(TLP:RED)` mark nothing.",
        "Reports (TLP:AMBER) came late.",
        "- TLP:RED\n- TLP:GREEN",
        "## TLP:RED for beginners",
        "## TLP red {#tlp-red}",
        "| a |\n|---|\n| TLP:RED |",
        "::: note\nx\n:::",
        "[x]{.reddish}",
        "![x](a.png){alt=\"TLP:RED\"}",
        "<!-- whether this text is TLP:RED nobody knows yet -->\nx",
        "```yaml\nmarking: TLP:RED\n```",
        "Marking cattle: a history.",
        "{a set} and <https://example.org/tlp-red>",
    ] {
        assert_eq!(told(markdown), "", "{markdown:?}");
    }
}

#[test]
fn labels_of_ones_own_and_those_of_tlp_beside_them_are_heard() {
    let level = |marking| Level {
        marking,
        names: BTreeMap::new(),
        foreground: Color::BLACK,
        background: Color::WHITE,
    };
    let labels = ["Open", "VS-NfD", "SECRET"].iter().enumerate();
    let levels = labels.map(|(at, it)| level(Marking::at(at, it).unwrap())).collect();
    let own = Dialect { scheme: Scheme::own(None, levels).unwrap(), ..dossier() };
    for (markdown, expect) in [
        ("::: {level=\"SECRET\"}\nx\n:::", "marks bad-marking"),
        ("::: {.secret}\nx\n:::", "marks bad-marking"),
        ("::: secret\nx\n:::", "marks bad-marking"),
        ("SECRET\n\nx", "stray-marking"),
        ("SECRET//NOFORN x", "stray-marking"),
        ("VS – NfD: x", "stray-marking"),
        ("VS‑NfD: x", "stray-marking"),
        ("(TLP:RED) x", "stray-marking"),
        ("TLP:RED\n\nx", "stray-marking"),
        ("A secret place, Open to all.", ""),
    ] {
        assert_eq!(told_in(&own, markdown), expect, "{markdown:?}");
    }
}

fn told(markdown: &str) -> String {
    told_in(&dossier(), markdown)
}

/// Whether something is marked, and the codes of the findings.
fn told_in(dialect: &Dialect, markdown: &str) -> String {
    let checked = read_all(dialect, markdown);
    let mut is_marked = false;
    let mut look = |node: &Node| {
        is_marked |= node.attributes.as_ref().is_some_and(|it| it.marking.is_some());
        true
    };
    checked.value.iter().for_each(|it| it.walk(&mut look));
    // That HTML is shown as text is told of every tag.
    let findings = checked.findings.iter().filter(|it| it.code != Code::HtmlIsText);
    let codes = findings.map(|it| it.code.name());
    let codes = codes.map(|it| it.trim_start_matches("parse/"));
    is_marked.then_some("marks").into_iter().chain(codes).collect::<Vec<_>>().join(" ")
}
