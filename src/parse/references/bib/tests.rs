use super::Variant;
use crate::base::FilePath;
use crate::parse::form::Form;
use crate::parse::references::{item, markup::Markup};
use serde_json::{Value, json};

#[test]
fn one_fault_costs_no_other_entry() {
    for fault in [
        "@misc{x, title = {open",
        "@misc{x, title = \"open",
        "@misc{x, title = {a} date = {2024}}",
        "@misc{x, title}",
        "@misc{x, = {a}}",
        "@misc{x, title = }",
        "@misc{x",
        "@misc",
        "@misc{",
        "@misc{x, date = {2024-99-99}}",
        "@string{x = {open",
        "@comment{open",
        "@preamble{",
        "}}}{{{\\",
        "@",
    ] {
        let text = format!("@misc{{a, title={{A}}}}\n{fault}\n@misc{{b, title={{B}}}}\n");
        let (items, _) = read(&text);
        let ids: Vec<&Value> = items.iter().map(|it| &it["id"]).collect();
        assert_eq!(ids.first(), Some(&&json!("a")), "{fault}");
        assert_eq!(ids.last(), Some(&&json!("b")), "{fault}");
    }
}

#[test]
fn an_unclosed_brace_keeps_what_stands_before_it() {
    let (items, found) = read("@book{a,\n  title = {A},\n  date = {2024\n}\n@book{b}\n");
    assert_eq!(items[0]["title"], "A");
    assert_eq!(items.len(), 2);
    assert_eq!(found, ["parse/bad-bibtex the entry is never closed"]);
}

#[test]
fn parentheses_close_an_entry_too() {
    let (items, found) = read("@book(a, title = {A (b)}, note = \"c) d\")");
    assert_eq!(
        items,
        [json!({"id": "a", "type": "book", "title": "A (b)", "note": "c) d"})]
    );
    assert!(found.is_empty());
}

#[test]
fn circles_of_parents_end() {
    let (items, found) = read(
        "@misc{a, crossref={b}}\n@misc{b, crossref={a}, note={n}}\n@misc{c, crossref={c}}\n",
    );
    assert_eq!(items[0]["note"], "n");
    assert_eq!(items.len(), 3);
    assert!(found.is_empty());
}

#[test]
fn misspelt_fields_are_told_and_those_of_other_programs_are_not() {
    let (_, found) = read(
        "@misc{a, tilte={A}, file={x.pdf}, mendeley-groups={g}, bdsk-url-1={u}, date-added={d}}",
    );
    assert_eq!(found, ["parse/unknown-field there is no field `tilte`"]);
}

#[test]
fn deep_braces_need_no_stack() {
    let deep = format!("{}x{}", "{".repeat(100_000), "}".repeat(100_000));
    let (items, _) = read(&format!("@misc{{a, title = {{{deep}}}}}"));
    assert_eq!(items[0]["title"], "x");
    let commands = "\\emph".repeat(50_000);
    let (items, _) = read(&format!("@misc{{a, note = {{{commands} x}}}}"));
    assert_eq!(items.len(), 1);
}

fn read(text: &str) -> (Vec<Value>, Vec<String>) {
    let file = FilePath::fixed("x.bib");
    let mut form = Form::new(&file, false);
    let items = super::read(text, 0, (Variant::Biblatex, "en"), &mut form);
    let sources = items.iter().filter_map(|it| item::read(it, Markup::Tags, &mut form));
    let items = sources.map(|it| it.source.item).collect();
    let line =
        |it: &crate::diag::Diagnostic| format!("{} {}", it.code.name(), it.message);
    (items, form.findings.iter().map(line).collect())
}

#[test]
fn a_large_file_is_read_whole() {
    let entry = |n: usize| {
        format!(
            "@article{{k{n}, author={{Doe, J. and {{Inst {n}}}}}, title={{A Title of {n}}}, year=2024, crossref={{k{}}}}}\n",
            n + 1
        )
    };
    let text: String = (0..4_000).map(entry).collect();
    let (items, found) = read(&text);
    assert_eq!(items.len(), 4_000);
    assert_eq!(found, ["parse/unknown-parent no entry of this file has the key `k4000`"]);
}

#[test]
fn titles_keep_their_capitals() {
    for (fields, title, language) in [
        (
            "title={Lage der {IT}-Sicherheit in Deutschland}, language={german}",
            "Lage der IT-Sicherheit in Deutschland",
            "de",
        ),
        (
            "title={Lage der IT-Sicherheit}, langid={ngerman}",
            "Lage der IT-Sicherheit",
            "de-DE",
        ),
        ("title={Le crime en France}, language={fr}", "Le crime en France", "fr"),
        (
            "title={North Korea's Lazarus Group Steals Bitcoin}",
            "North Korea’s Lazarus Group Steals Bitcoin",
            "",
        ),
        ("title={xz Backdoor}, language={English}", "xz Backdoor", "en"),
        (
            "title={The {iPhone} and {LockBit}}",
            "The <span class=\"nocase\">iPhone</span> and LockBit",
            "",
        ),
    ] {
        let (items, found) = read(&format!("@online{{a, {fields}}}"));
        assert_eq!(items[0]["title"], title);
        assert_eq!(
            items[0]["language"].as_str().unwrap_or_default(),
            language,
            "{fields}"
        );
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn of_an_open_interval_one_date_is_kept_and_that_is_told() {
    for date in ["2019/", "2019/.."] {
        let (items, found) = read(&format!("@misc{{a, date={{{date}}}}}"));
        assert_eq!(items[0]["issued"], json!({ "date-parts": [[2019]] }));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("parse/not-kept "), "{found:?}");
    }
}
