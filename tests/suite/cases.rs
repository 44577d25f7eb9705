//! Scenarios that one can read: `tests/cases/<stage>/<what-happens>/` is a dossier.
//!
//! - `expect.txt`: `exit 1`, then everything the program says; `[..]` stands for the words of
//!   another crate. `UPDATE_EXPECT=1 cargo test cases` writes it anew where it differs.
//! - `expect/`, optional: files of the site. `page.html` must be equal; each line of
//!   `page.html.has` must occur in `page.html`, no line of `page.html.lacks` may.
//! - `command.txt`, optional: the arguments; else `build --quiet`.
//! - `setup.sh`, optional: makes what a repository cannot hold, such as a pipe.

use crate::scratch::{Outcome, Scratch, copy, tree};
use dossier::diag::Code;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Findings without a case folder, each with the reason.
const WITHOUT_A_CASE: &[(&str, &str)] = &[];

#[test]
fn every_case_ends_as_it_says() {
    let mut faults = String::new();
    let all = cases();
    assert!(!all.is_empty(), "there are no cases");
    for case in &all {
        if let Err(fault) = check(case) {
            writeln!(faults, "---- {}\n{fault}\n", case.display()).unwrap();
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_kind_of_finding_has_a_case() {
    let shown: Vec<String> = cases().iter().map(|it| expectation(it)).collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.name())
        .filter(|name| !WITHOUT_A_CASE.iter().any(|(it, _)| it == name))
        .filter(|name| {
            !shows(name, &shown) || !Path::new("tests/cases").join(name).is_dir()
        })
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:#?}");
}

#[test]
fn no_finding_is_excused_without_need() {
    let shown: Vec<String> = cases().iter().map(|it| expectation(it)).collect();
    for (name, reason) in WITHOUT_A_CASE {
        assert!(Code::named(name).is_some(), "there is no `{name}`");
        assert!(!shows(name, &shown), "a case shows `{name}`, although: {reason}");
    }
}

fn shows(name: &str, shown: &[String]) -> bool {
    shown.iter().any(|it| it.contains(&format!("[{name}]")))
}

fn expectation(case: &Path) -> String {
    fs::read_to_string(case.join("expect.txt")).unwrap_or_default()
}

/// The folders below `tests/cases/<stage>/`.
fn cases() -> Vec<PathBuf> {
    let stages = folders(Path::new("tests/cases"));
    stages.iter().flat_map(|it| folders(it)).collect()
}

fn folders(above: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(above).unwrap().map(|it| it.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|it| it.is_dir()).collect();
    found.sort();
    found
}

/// Runs a case in a copy, and says what is other than expected.
fn check(case: &Path) -> Result<(), String> {
    let scratch = Scratch::new();
    copy(case, scratch.path());
    for ours in ["expect", "expect.txt", "command.txt"] {
        remove(&scratch.at(ours));
    }
    if case.join("setup.sh").exists() {
        scratch.shell("source ./setup.sh").ends_with(0);
        remove(&scratch.at("setup.sh"));
    }
    let command = fs::read_to_string(case.join("command.txt"));
    let command = command.unwrap_or_else(|_| "build --quiet".to_owned());
    let args: Vec<&str> = command.split_whitespace().collect();
    let outcome = scratch.run(&args);
    let mut faults = talk(case, &outcome);
    files(case, &scratch, &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn remove(path: &Path) {
    let gone =
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    gone.or_else(|e| if path.exists() { Err(e) } else { Ok(()) }).unwrap();
}

/// Compares exit code, findings and data with `expect.txt`.
fn talk(case: &Path, outcome: &Outcome) -> String {
    let got = format!("exit {}\n{}{}", outcome.code, outcome.talk, outcome.data);
    let file = case.join("expect.txt");
    let expect = fs::read_to_string(&file).unwrap_or_default();
    if is_like(&expect, &got) {
        return String::new();
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&file, &got).unwrap();
        return String::new();
    }
    format!("expected:\n{expect}\ngot:\n{got}")
}

/// Whether a text is as expected, line by line; `[..]` stands for anything.
fn is_like(expect: &str, got: &str) -> bool {
    let same = |(expect, got): (&str, &str)| match expect.split_once("[..]") {
        Some((head, tail)) => {
            got.strip_prefix(head).is_some_and(|rest| rest.ends_with(tail))
        }
        None => expect == got,
    };
    expect.lines().count() == got.lines().count()
        && expect.lines().zip(got.lines()).all(same)
}

#[test]
fn only_what_is_left_out_may_differ() {
    assert!(is_like("exit 1\na [..] c", "exit 1\na b c"));
    assert!(!is_like("exit 1\na [..] c", "exit 1\na b d"));
    assert!(!is_like("exit 1\na", "exit 1\na\nb"));
    assert!(!is_like("exit 1", "exit 0"));
}

/// Compares the site with `expect/`.
fn files(case: &Path, scratch: &Scratch, faults: &mut String) {
    for (name, expect) in tree(&case.join("expect")) {
        let expect = String::from_utf8_lossy(&expect);
        let got = |it: &str| fs::read(scratch.at("book").join(it)).unwrap_or_default();
        let text = |it: &str| String::from_utf8_lossy(&got(it)).into_owned();
        if let Some(base) = name.strip_suffix(".has") {
            fragments(base, &text(base), &expect, true, faults);
        } else if let Some(base) = name.strip_suffix(".lacks") {
            fragments(base, &text(base), &expect, false, faults);
        } else if text(&name) != expect {
            writeln!(faults, "{name} is other than expected:\n{}", text(&name)).unwrap();
        }
    }
}

/// Looks for each line of `expect` in a file.
fn fragments(name: &str, text: &str, expect: &str, wanted: bool, faults: &mut String) {
    for line in expect.lines().filter(|it| text.contains(*it) != wanted) {
        let verb = if wanted { "lacks" } else { "has" };
        writeln!(faults, "{name} {verb}: {line}").unwrap();
    }
}
