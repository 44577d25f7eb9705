//! `dossier new` and what else a newcomer meets first: what it writes passes the checks,
//! and nothing that is there is written over.

use crate::scratch::{Outcome, Scratch, tree};
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

const BIB: &str = "@article{doe-2024, author = {Jane Doe}, title = {On Leaks}, \
    journal = {Leaks}, year = {2024}}\n";

/// A dossier as `dossier new` makes it.
fn started() -> Scratch {
    let scratch = Scratch::new();
    scratch.run(&["new", "d", "--title", "The \"Leaks\": \\ a title"]).ends_with(0);
    scratch
}

/// Nothing is found in it, not even a warning.
#[track_caller]
fn is_clean(scratch: &Scratch) -> Outcome {
    scratch.run(&["check", "d", "--deny", "warnings", "--all"]).ends_with(0)
}

fn add(scratch: &Scratch, text: &str, more: &[&str]) -> Outcome {
    let args = [&["new", "source", "-C", "d"], more].concat();
    let mut command = scratch.command(&args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Outcome::of(&child.wait_with_output().unwrap())
}

#[test]
fn a_new_dossier_has_nothing_to_find() {
    let scratch = started();
    is_clean(&scratch).says("no errors");
    scratch.run(&["build", "d"]).ends_with(0);
    let home = fs::read_to_string(scratch.at("d/book/index.html")).unwrap();
    assert!(home.contains("The &quot;Leaks&quot;: \\ a title"), "{home}");
}

#[test]
fn a_new_dossier_is_in_german_for_german_readers() {
    let scratch = Scratch::new();
    scratch.run(&["new", "d", "--title", "T", "--language", "de-AT"]).ends_with(0);
    is_clean(&scratch);
    scratch.run(&["build", "d"]).ends_with(0);
    for (path, says) in [
        ("index.html", "Das ist die Startseite."),
        ("report/part-1.html", "Was der Bericht sagt"),
        ("actors/example-agency.html", "S.\u{a0}1"),
    ] {
        let page = fs::read_to_string(scratch.at("d/book").join(path)).unwrap();
        assert!(page.contains(says), "{path}: {page}");
        assert!(page.contains("<html lang=\"de-AT\""), "{path}: {page}");
        assert!(!page.contains("The ") && !page.contains("This "), "{path}: {page}");
    }
}

#[test]
fn the_index_page_of_a_report_is_none_of_its_parts() {
    let scratch = started();
    scratch.run(&["build", "d"]).ends_with(0);
    let home = fs::read_to_string(scratch.at("d/book/index.html")).unwrap();
    assert_eq!(home.matches("<li class=\"part-card").count(), 1, "{home}");
}

#[test]
fn a_folder_that_holds_anything_is_refused() {
    let scratch = Scratch::new();
    scratch.write("d/mine.txt", "mine");
    scratch.run(&["new", "d"]).ends_with(2).says("`d` is not empty");
    assert_eq!(tree(&scratch.at("")).len(), 1);
    scratch.run(&["new", "e", "--language", "no language"]).ends_with(2).says("`en`");
    assert_eq!(tree(&scratch.at("")).len(), 1);
}

#[test]
fn a_new_page_passes_the_check() {
    let scratch = started();
    let page = ["new", "page", "-C", "d", "content/report/part-2.md", "--kind"];
    let more = ["report-part", "--part=2", "--title=#1: \"no\"", "--date=2024-08-15~"];
    scratch.run(&[&page[..], &more].concat()).ends_with(0).says("report/part-2.md");
    let text = fs::read_to_string(scratch.at("d/content/report/part-2.md")).unwrap();
    assert!(text.starts_with("---\ntitle: '#1: \"no\"'\ndate: 2024-08-15~\n"), "{text}");
    scratch.run(&[&page[..], &more].concat()).ends_with(2).says("is already there");
    assert_eq!(
        fs::read_to_string(scratch.at("d/content/report/part-2.md")).unwrap(),
        text
    );
    scratch.run(&["new", "page", "-C", "d", "actors/the-office"]).ends_with(0);
    let text = fs::read_to_string(scratch.at("d/content/actors/the-office.md")).unwrap();
    assert_eq!(text, "---\ntitle: The office\n---\n\n");
    scratch.run(&["build", "d"]).ends_with(0);
}

#[test]
fn a_page_goes_nowhere_else() {
    let scratch = started();
    let all = ["../x", "/etc/x", "a/../../x", ".git/x", "aux", "report/a:b", ""];
    for path in all {
        scratch.run(&["new", "page", "-C", "d", path]).ends_with(2);
    }
    std::os::unix::fs::symlink(scratch.at(""), scratch.at("d/content/away")).unwrap();
    scratch.run(&["new", "page", "-C", "d", "away/x"]).ends_with(2);
    assert!(!scratch.at("x.md").exists());
}

#[test]
fn faults_have_a_way_out() {
    let scratch = started();
    let page =
        |more: &[&str]| scratch.run(&[&["new", "page", "-C", "d", "x"], more].concat());
    page(&["--kind", "organization"]).ends_with(2).says("`organisation`?");
    page(&["--marking", "TLP:WHITE"]).ends_with(2).says("TLP:CLEAR");
    page(&["--date", "15.8.2024"]).ends_with(2).says("2024-08-15");
    scratch
        .run(&["new", "press", "-C", "d", "example-new"])
        .ends_with(2)
        .says("example-news");
    assert!(!scratch.at("d/content/x.md").exists());
}

#[test]
fn a_page_is_not_public_because_nobody_said_so() {
    let scratch = started();
    let book = fs::read_to_string(scratch.at("d/book.toml")).unwrap();
    let editions = "[dossier.editions.public]\nceiling = \"TLP:CLEAR\"\n";
    scratch.write("d/book.toml", book + editions);
    scratch.run(&["new", "page", "-C", "d", "x"]).ends_with(0);
    let text = fs::read_to_string(scratch.at("d/content/x.md")).unwrap();
    assert!(text.contains("marking: TLP:RED\n"), "{text}");
}

#[test]
fn a_press_page_reads_its_source() {
    let scratch = started();
    let page = ["new", "press", "-C", "d", "@example-news", "--bears-on", "part-1"];
    scratch.run(&page).ends_with(0).says("press/2026-01-20-example-news.md");
    let file = scratch.at("d/content/press/2026-01-20-example-news.md");
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains("source: example-news\nbears-on:\n- part-1\n"), "{text}");
    scratch.run(&["build", "d"]).ends_with(0);
}

#[test]
fn what_is_pasted_stands_at_the_end_of_the_library() {
    let scratch = started();
    let library = scratch.at("d/content/references.yaml");
    let before = fs::read_to_string(&library).unwrap();
    add(&scratch, BIB, &[]).ends_with(0).says("cite it as `[@doe-2024]`");
    let after = fs::read_to_string(&library).unwrap();
    assert!(after.starts_with(before.trim_end()), "what was there is as it was");
    assert!(
        after.contains("\n\n  - id: doe-2024\n    type: article-journal\n"),
        "{after}"
    );
    let ris = "TY  - RPRT\nID  - r1\nTI  - A Report\nPY  - 2023\nER  - \n";
    add(&scratch, ris, &["--key", "report-2023"]).ends_with(0);
    let json = "[{\"id\": \"j1\", \"type\": \"book\", \"title\": \"J\"}]";
    add(&scratch, json, &[]).ends_with(0);
    scratch
        .write("d/content/x.md", "---\ntitle: X\n---\n[@doe-2024; @report-2023; @j1]\n");
    scratch.run(&["build", "d"]).ends_with(0);
}

#[test]
fn a_library_that_cannot_be_added_to_stays_as_it_is() {
    let scratch = started();
    let library = scratch.at("d/content/references.yaml");
    let before = fs::read_to_string(&library).unwrap();
    add(&scratch, &BIB.replace("doe-2024", "example-news"), &[])
        .ends_with(2)
        .says("--key");
    add(&scratch, "@article{x, title = {", &[])
        .ends_with(1)
        .says("nothing was added")
        .says("--> what was pasted:1:");
    add(&scratch, "", &[]).ends_with(2).says("there is no source");
    add(&scratch, BIB, &["--into", "../x.yaml"]).ends_with(2);
    assert_eq!(fs::read_to_string(&library).unwrap(), before);
    fs::write(&library, format!("{before}other: {{a: b}}\n")).unwrap();
    add(&scratch, BIB, &[]).ends_with(2).says("cannot add to the end");
}

#[test]
fn an_empty_library_and_none_can_be_added_to() {
    let scratch = Scratch::dossier(&[("content/index.md", "# Home\n\n[@doe-2024]\n")]);
    let add = |text: &str| {
        scratch.write("paste.bib", text);
        scratch.run(&["new", "source", "--from", "paste.bib"]).ends_with(0);
        scratch.run(&["build"]).ends_with(0);
    };
    add(BIB);
    fs::remove_file(scratch.at("content/references.yaml")).unwrap();
    let book = fs::read_to_string(scratch.at("book.toml")).unwrap();
    scratch.write("book.toml", book.replace("bibliography = [\"references.yaml\"]", ""));
    add(BIB);
}

#[test]
fn nothing_is_asked_online_unless_it_is_said() {
    let scratch = started();
    add(&scratch, "", &["--doi", "10.1000/182"]).ends_with(2).says("--online");
    add(&scratch, "", &["--doi", "nonsense", "--online"])
        .ends_with(2)
        .says("10.1000/182");
    let own = ["--url", "http://127.0.0.1:9/", "--online"];
    add(&scratch, "", &own).ends_with(2).says("cannot ask");
}

#[test]
fn shells_and_manuals_know_every_command() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = scratch.run(&["completions", shell]).ends_with(0).data;
        assert!(script.contains("bundle") && script.contains("explain"), "{shell}");
    }
    let page = scratch.run(&["man"]).ends_with(0).data;
    assert!(page.contains(".TH dossier 1"), "{page}");
    scratch.run(&["man", "--dir", "man"]).ends_with(2);
    fs::create_dir(scratch.at("man")).unwrap();
    scratch.run(&["man", "--dir", "man"]).ends_with(0);
    let pages = tree(&scratch.at("man"));
    assert!(pages.contains_key("dossier-new-page.1"), "{:?}", pages.keys());
}

#[test]
fn a_file_of_the_theme_is_copied_once() {
    let scratch = started();
    let eject = |file: &str| scratch.run(&["theme", "eject", file, "-C", "d"]);
    assert!(
        scratch.run(&["theme", "eject", "-C", "d"]).data.contains("templates/page.html")
    );
    eject("page.html").ends_with(0).says("d/themes/briefing/templates/page.html");
    eject("page.html").ends_with(2).says("is already there");
    eject("pages.html").ends_with(2).says("did you mean");
    eject("../../x").ends_with(2);
    scratch.run(&["build", "d"]).ends_with(0);
    let said = scratch.run(&["theme", "doctor", "-C", "d"]).ends_with(0).data;
    let line = "themes/briefing/templates/page.html: extends `base.html`, fills ";
    assert!(said.starts_with(line), "{said}");
}

#[test]
fn the_doctor_tells_what_is_said_in_vain() {
    let scratch = started();
    scratch.run(&["theme", "doctor", "-C", "d"]).ends_with(0);
    let own =
        "{% extends \"builtin/page.html\" %}{% block sumary %}x{% endblock sumary %}";
    scratch.write("d/themes/briefing/templates/page.html", own);
    let said = scratch.run(&["theme", "doctor", "-C", "d"]).ends_with(1).data;
    assert!(said.contains("did you mean `summary`?"), "{said}");
    scratch.run(&["theme", "doctor", "-C", "d", "--theme", "nothing"]).ends_with(1);
}

/// What was pasted is what the library says, in every field that is Markdown.
#[test]
fn pasted_titles_are_read_as_they_were_pasted() {
    let scratch = started();
    let title = "*nix malware: __init__, H~2~O, x^2^ [click](https://evil.example) `code` $x_y$ @krebs & C&C *ESXi*";
    let ris = format!("TY  - RPRT\nID  - star\nTI  - {title}\nPY  - 2024\nER  - \n");
    add(&scratch, &ris, &[]).ends_with(0).says("`[@star]`");
    let library = scratch.at("d/content/references.yaml");
    let library = library.to_str().unwrap();
    let read = scratch.run(&["export", "references", library]).ends_with(0).data;
    let items: serde_json::Value = serde_json::from_str(&read).unwrap();
    let star = items.as_array().unwrap().iter().find(|it| it["id"] == "star").unwrap();
    assert_eq!(star["title"], title);
}

#[test]
fn keys_are_cited_as_it_is_said() {
    let scratch = started();
    let ris = "TY  - ELEC\nTI  - No key, no author\nPY  - n.d.\nER  - \n";
    add(&scratch, ris, &[]).ends_with(0).says("`[@no-key-no-author]`");
    add(&scratch, BIB, &["--key", "_n.d."]).ends_with(0).says("`[@{_n.d.}]`");
    let page = scratch.at("d/content/report/part-1.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text + "\nSaid [@no-key-no-author; @{_n.d.}] twice.\n").unwrap();
    scratch.run(&["build", "d"]).ends_with(0);
}

/// The shape in which doi.org answers, and the one of `CrossRef`'s own service.
#[test]
fn what_crossref_answers_is_a_source() {
    let scratch = started();
    let answer = r#"{"indexed":{"timestamp":1},"reference-count":44,"license":[{"URL":"x"}],
        "type":"article-journal","title":"Ransomware: a view","container-title":"IEEE Access",
        "author":[{"given":"A.","family":"Boe","sequence":"first","affiliation":[{"name":"MIT"}]}],
        "issued":{"date-parts":[[2021]]},"ISSN":["1234-5678","2345-6789"],"DOI":"10.1109/XYZ"}"#;
    add(&scratch, answer, &[]).ends_with(0).says("`[@boe-2021]`").says("reference-count");
    let own = r#"{"status":"ok","message":{"indexed":{},"type":"journal-article",
        "title":["Locked"],"subtitle":["A view"],"container-title":["IEEE"],
        "author":[{"name":"MIT","sequence":"first"}],"issued":{"date-parts":[[null]]},
        "published-print":{"date-parts":[[2022,3]]},"DOI":"10.1109/ABC"}}"#;
    add(&scratch, own, &[]).ends_with(0).says("`[@mit-2022]`");
    let library = fs::read_to_string(scratch.at("d/content/references.yaml")).unwrap();
    let all =
        ["'Locked: A view'", "type: article-journal", "literal: MIT", "DOI: 10.1109/ABC"];
    assert!(all.iter().all(|it| library.contains(it)), "{library}");
    assert!(
        !library.contains("affiliation") && !library.contains("indexed"),
        "{library}"
    );
    is_clean_but_unused(&scratch);
}

/// One source with a fault keeps no other out.
#[test]
fn each_pasted_source_stands_for_itself() {
    let scratch = started();
    let two = r#"[{"id":"good","type":"report","title":"A"},{"id":"bad","type":"nonsense","title":"B"},
        {"type":"report","title":"without a key"},{"id":"last","type":"report","title":"C"}]"#;
    add(&scratch, two, &[])
        .ends_with(1)
        .says("`[@good]`")
        .says("`[@last]`")
        .says("left out `bad`");
    let library = fs::read_to_string(scratch.at("d/content/references.yaml")).unwrap();
    assert!(library.contains("id: good") && !library.contains("id: bad"), "{library}");
    add(&scratch, "{\"a\": 1}", &[]).ends_with(1).says("put the sources into a list");
}

/// Nothing is wrong but that no page cites what was added.
fn is_clean_but_unused(scratch: &Scratch) {
    scratch.run(&["check", "d"]).ends_with(0);
}
