use super::*;
use crate::model::{Marking, Settings, Theme};

const FRONT: &str = "---\ntitle: T\nmarking: TLP:CLEAR\n---\n";

/// What is left of the text of a page. `§` stands for a marking above the ceiling.
#[track_caller]
fn check(body: &str, expect: &str) {
    let body = body.replace('§', "marking=\"TLP:RED\"");
    let left = cleared(&format!("{FRONT}{body}"), "");
    assert_eq!(left.strip_prefix(FRONT).unwrap(), expect);
}

fn cleared(page: &str, library: &str) -> String {
    let file = |it: &str| FilePath::new(it).unwrap();
    let texts = BTreeMap::from([
        (file("src/page.md"), page.into()),
        (file("src/references.yaml"), library.into()),
    ]);
    let settings = Settings { is_dossier: true, ..Settings::default() };
    let inputs = Inputs::of(settings, texts, BTreeSet::new(), Theme::default());
    let dossier = parse::parse(&inputs).value;
    let ceiling = Some(Marking::CLEAR);
    let audience = Audience { ceiling, ..Audience::default() };
    let clearing = clear(&inputs, &dossier, &audience);
    clearing.inputs.texts()[&file("src/page.md")].to_string()
}

#[test]
fn words_go_with_their_marker() {
    check("a [x]{§} b.\n", "a b.\n");
    check("a [x [y](z)]{§}.\n", "a .\n");
    check("a `x`{§} [l](https://a.b){§ .c} ![i](j.png){§} b\n", "a b\n");
    check("*[x]{§} b* **c [x]{§}**\n", "*b* **c**\n");
}

#[test]
fn what_is_left_with_nothing_goes_too() {
    check("a *[x]{§}* b\n", "a b\n");
    check("a\n\n[x]{§} *[y]{§}*\n\nb\n", "a\n\n\nb\n");
    check("> [x]{§}\n\nb\n", "\nb\n");
    check("- [x]{§}\n- b\n", "- b\n");
    check("::: {.note}\n[x]{§}\n:::\n\nb\n", "\nb\n");
    check("## [x]{§}\n\nb\n", "\nb\n");
    check("[ ]{.c} b\n", "[ ]{.c} b\n");
}

#[test]
fn terms_and_definitions_go_together_and_leave_what_stands_behind() {
    check("t\n: [x]{§}\n\nb\n", "\nb\n");
    check("t\n: x {§}\n: y {§}\n\nb\n", "\nb\n");
    check("[t]{§}\n: x\n\nb\n", "\nb\n");
    check("t\n: x\n\nu\n: y {§}\n\nb\n", "t\n: x\n\n\nb\n");
}

#[test]
fn names_of_what_is_cut_leave_the_attributes_around_them_whole() {
    let library =
        "references:\n  - {id: k, type: book, title: K, custom: {marking: TLP:RED}}\n";
    let page = format!("{FRONT}[a]{{.claim resolved-by=\"@k\" #c}} b\n");
    assert_eq!(cleared(&page, library), format!("{FRONT}[a]{{.claim #c}} b\n"));
}

#[test]
fn sections_go_until_the_next_heading_of_their_level() {
    check("a\n\n## X {§}\n\nx\n\n### Y\n\nx\n\n## B\n", "a\n\n\n\n\n\n## B\n");
    check("> ## X {§}\n>\n> x\n>\n> ## B\n", ">\n>\n> ## B\n");
}

#[test]
fn tables_and_lists_keep_what_is_open() {
    let head = "| a | b |\n|---|---|\n";
    check(&format!("{head}| x | y | {{§}}\n| c | d |\n"), &format!("{head}| c | d |\n"));
    check(
        &format!("{head}| [x]{{§}} | [y]{{§}} |\n| c | d |\n"),
        &format!("{head}| c | d |\n"),
    );
    check(&format!("{head}| [x]{{§}} | y |\n"), &format!("{head}| | y |\n"));
    check(&format!("a\n\n{head}| x | y | {{§}}\n"), "a\n\n");
    check(&format!("{head}| x | y |\n\nTable: Z {{§}}\n\nb\n"), "\n\nb\n");
    check("3. x {§}\n4. b\n5. c\n", "3. b\n5. c\n");
    check("T\n: x {§}\n\nU\n: v\n", "\nU\n: v\n");
}

#[test]
fn footnotes_go_with_their_references() {
    check("a [x[^1]]{§} b[^2]\n\n[^1]: x\n[^2]: c\n", "a b[^2]\n\n[^2]: c\n");
    check("a[^1] b\n\n[^1]: [x]{§}\n", "a b\n\n");
}

#[test]
fn cut_sources_leave_their_clusters() {
    let library = "- {id: a}\n- {id: x, custom: {marking: TLP:RED}}\n";
    let check = |body: &str, expect: &str| {
        let left = cleared(&format!("{FRONT}{body}"), library);
        assert_eq!(left.strip_prefix(FRONT).unwrap(), expect);
    };
    check("b [@a, p. 1; @x, p. 2]\n", "b [@a, p. 1]\n");
    check("b [see @x, p. 2; @a]\n", "b [@a]\n");
    check("b [@a; @x; @a, p. 2]\n", "b [@a; @a, p. 2]\n");
    check("b [@x] c\n", "b c\n");
}

#[test]
fn hostile_nesting_is_cleared_in_time() {
    let level = |depth: usize| {
        let indent = "  ".repeat(depth);
        format!("{indent}t\n{indent}: ")
    };
    let body: String = (0..24).map(level).collect();
    cleared(&format!("{FRONT}{body}[x]{{marking=\"TLP:RED\"}}\n"), "");
}
