use super::{check, check_in, dossier};
use crate::base::FilePath;
use crate::parse::markdown::{Dialect, Html, read_inline};

#[test]
fn footnotes_stand_at_the_end_once() {
    check(
        "a[^1]\n\n[^1]: b\n\nc",
        "(paragraph 'a' (ref 1)) (paragraph 'c') (note 1 (paragraph 'b'))",
    );
    check("a[^1]", "(paragraph 'a[^1]') parse/unknown-footnote");
    check(
        "a[^1][^2]",
        "(paragraph 'a[^1][^2]') parse/unknown-footnote parse/unknown-footnote",
    );
    check("[^1]: b", "(note 1 (paragraph 'b')) parse/unused-footnote");
    check(
        "a[^1]\n\n[^1]: b\n\n[^1]: c",
        "(paragraph 'a' (ref 1)) (note 1 (paragraph 'b')) parse/double-footnote",
    );
    check("a[^N]\n\n[^n]: b", "(paragraph 'a' (ref N)) (note N (paragraph 'b'))");
}

#[test]
fn a_footnote_takes_the_marking_of_its_place_along() {
    check(
        "a[^1]\n\n::: {marking=TLP:AMBER}\n[^1]: b\n:::",
        "(paragraph 'a' (ref 1)) (div{TLP:AMBER}) (note 1{TLP:AMBER} (paragraph 'b'))",
    );
    check(
        "a[^1]\n\n# B {marking=TLP:GREEN}\n\n[^1]: b",
        "(paragraph 'a' (ref 1)) (h1{TLP:GREEN} 'B') (note 1{TLP:GREEN} (paragraph 'b'))",
    );
    check(
        "a[^1]\n\n# B {marking=TLP:GREEN}\n\n# C\n\n[^1]: b",
        "(paragraph 'a' (ref 1)) (h1{TLP:GREEN} 'B') (h1 'C') (note 1 (paragraph 'b'))",
    );
}

#[test]
fn tasks_alerts_and_strikethrough_are_read() {
    check("- [x] a\n- [ ] b", "(list (item-true 'a') (item-false 'b'))");
    check("- [x] a\n\n- b", "(list (item-true (paragraph 'a')) (item (paragraph 'b')))");
    check("> [!WARNING]\n> a", "(warning (paragraph 'a'))");
    check("> [!NOTE] Title\n> a", "(note (paragraph (strong 'Title')) (paragraph 'a'))");
    check("~~a~~", "(paragraph (strikethrough 'a'))");
    check("a\n: b", "(definitionlist (term 'a') (definition 'b'))");
    let plain = Dialect { dossier: false, html: Html::Harmless, ..dossier() };
    check_in(
        &plain,
        "~a~ [@k] a[[1]] [[ -f x ]] [[1, 2]] [b]{.c} ![c](d.png){width=3}",
        "(paragraph (strikethrough 'a') ' [@k] a[[1]] [[ -f x ]] [[1, 2]] [b]{.c} ' (image d.png{width=3} 'c'))",
    );
}

#[test]
fn a_line_is_read_without_blocks() {
    for (line, expect) in [
        ("1. Intro", "'1. Intro'"),
        ("# *a*", "'# ' (emphasis 'a')"),
        ("[@k, p. 5]", "<Normal||k|Page|5|>"),
        ("*a* b", "(emphasis 'a') ' b'"),
        ("- a\n- b", "'- a - b'"),
        ("    a", "'a'"),
        ("", ""),
        ("[^1]: x", "'[^1]: x'"),
        ("::: a", "'::: a'"),
    ] {
        let file = FilePath::new("a.md").unwrap();
        let dialect = Dialect { github: false, ..dossier() };
        let checked = read_inline(&file, line, 0, &dialect);
        assert_eq!(super::draw(&checked.value), expect, "{line}");
        for node in &checked.value {
            assert!(line.get(node.span.range()).is_some(), "{line} {:?}", node.span);
        }
    }
}

#[test]
fn spans_point_at_the_text() {
    let text = "\u{FEFF}ä [@k, p. 5] `c` [[id]] *e* [s]{.x}\n";
    let file = FilePath::new("a.md").unwrap();
    let nodes = super::read(&file, text, 0, &dossier()).value;
    let slices: Vec<&str> =
        nodes[0].children.iter().map(|it| &text[it.span.range()]).collect();
    assert_eq!(
        slices,
        ["ä ", "[@k, p. 5]", " ", "`c`", " ", "[[id]]", " ", "*e*", " ", "[s]{.x}"]
    );
}

#[test]
fn callouts_of_obsidian_become_the_alert_that_says_nearly_the_same() {
    check(
        "> [!info]- About it\n> text",
        "(note (paragraph (strong 'About it')) (paragraph 'text'))",
    );
    check("> [!DANGER]\n> text", "(caution (paragraph 'text'))");
    check("> [!tip]+ *A* tip", "(tip (paragraph (strong (emphasis 'A') ' tip')))");
    check("> [!nobody]\n> text", "(quote (paragraph '[!nobody]' / 'text'))");
}
