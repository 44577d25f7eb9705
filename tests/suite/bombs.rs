//! Small inputs that would grow: each ends in a finding with file and line, in little memory.

use crate::scratch::{BOOK, DOSSIER, Outcome, Scratch, plain};
use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// What a bomb may need above a build of one page.
const ROOM: u64 = 64 * 1024;

/// A guard against hanging, not a measure: every bomb ends within a moment.
const HANGS: Duration = Duration::from_secs(120);

#[test]
fn yaml_bombs_in_front_matter_end_in_a_finding() {
    for (name, yaml) in yaml_bombs() {
        let page = format!("---\ntitle: Home\nextra:\n{}\n---\nText.\n", indented(&yaml));
        let found = "content/index.md:";
        check(name, &[("content/index.md", &page)], found);
    }
}

#[test]
fn yaml_bombs_in_a_library_end_in_a_finding() {
    for (name, yaml) in yaml_bombs() {
        let library = format!(
            "references:\n  - id: x\n    type: book\n    title: X\n    custom:\n      note:\n{}\n",
            indented(&indented(&indented(&yaml)))
        );
        let files = [("content/references.yaml", library.as_str())];
        check(name, &files, "content/references.yaml:");
    }
}

#[test]
fn deep_markdown_ends_in_a_finding() {
    let shapes: [(&str, String); 6] = [
        ("quotes", format!("{}x\n", "> ".repeat(50_000))),
        ("lists", repeated(2_000, |it| format!("{}- x\n", "  ".repeat(it)))),
        ("divs", "::: {.x}\n".repeat(5_000)),
        ("emphasis", format!("{}x{}", "*a **b ".repeat(2_000), "** *".repeat(2_000))),
        ("links", format!("{}x{}", "[".repeat(50_000), "](y)".repeat(50_000))),
        ("spans", format!("{}x{}", "[a ".repeat(5_000), "]{.b}".repeat(5_000))),
    ];
    for (name, body) in shapes {
        let scratch = Scratch::dossier(&[("content/index.md", &body)]);
        let (outcome, memory) = run(&scratch);
        assert!([0, 1].contains(&outcome.code), "{name}: {outcome:?}");
        assert!(memory < baseline() + 16 * ROOM, "{name}: {memory} KiB");
        // Inlines stop nesting earlier: what is deeper stays the text that it is.
        let deep = ["quotes", "lists", "divs"].contains(&name);
        assert!(!deep || outcome.talk.contains("parse/too-deep"), "{name}: {outcome:?}");
    }
}

#[test]
fn strings_that_double_end_in_a_finding() {
    let doubled = |it: usize| format!("@string{{a{} = a{it} # a{it}}}\n", it + 1);
    let library = format!("@string{{a0 = {{xx}}}}\n{}", repeated(40, doubled));
    let entry = "@book{x, title = {X}, note = a40}\n";
    let scratch = Scratch::dossier(&[
        ("content/index.md", "Text [@x].\n"),
        ("content/strings.bib", &(library + entry)),
    ]);
    scratch.write("book.toml", BOOK.replace("references.yaml", "strings.bib"));
    let (outcome, memory) = run(&scratch);
    assert!(outcome.talk.contains("have grown too long"), "{outcome:?}");
    assert!(memory < baseline() + 2 * ROOM, "{memory} KiB");
}

#[test]
fn long_runs_of_addresses_tags_and_numbers_are_read_once() {
    let pages = [
        "https://a.b ".repeat(60_000),
        format!("https://a.b/_{}\n\n{}", ")".repeat(100_000), "https://".repeat(40_000)),
        format!("<div>\n{}</div>\n", "<h2>x</h2>\n".repeat(40_000)),
        format!("<div>\n{}</div>\n", "<h2>x".repeat(40_000)),
        format!("[@a, p. 12 und 1{}]", "-1".repeat(100_000)),
        format!("{}TLP", "<b>".repeat(100_000)),
    ];
    for page in pages {
        for is_dossier in [true, false] {
            let scratch = Scratch::dossier(&[("content/index.md", &page)]);
            if !is_dossier {
                fs::remove_file(scratch.at("book.toml")).unwrap();
            }
            let (outcome, _) = run(&scratch);
            assert!([0, 1].contains(&outcome.code), "{}", head(&outcome.talk));
        }
    }
}

#[test]
fn many_citations_in_one_paragraph_are_read_once() {
    let library = "- {id: a, type: book, title: A, author: [{literal: An Agency}]}\n";
    let scratch = Scratch::dossier(&[
        ("content/index.md", &"@a; ".repeat(20_000)),
        ("content/references.yaml", library),
    ]);
    let (outcome, _) = run(&scratch);
    assert_eq!(outcome.code, 0, "{outcome:?}");
}

#[test]
fn huge_files_end_in_a_finding() {
    let line = "A line of text that says nothing at all.\n";
    check("page", &[("content/index.md", &line.repeat(120_000))], "content/index.md");
    check("text", &[("content/index.md", &line.repeat(240_000))], "content/index.md");
    let library = format!("references:\n{}", "  - {id: x, type: book}\n".repeat(400_000));
    check("library", &[("content/references.yaml", &library)], "content/references.yaml");
}

/// Builds a dossier with these files and insists on exit 1, a finding there, little memory.
#[track_caller]
fn check(name: &str, files: &[(&str, &str)], found: &str) {
    let scratch = Scratch::dossier(files);
    if !files.iter().any(|(path, _)| *path == "content/index.md") {
        scratch.write("content/index.md", "# Home\n\nText.\n");
    }
    let (outcome, memory) = run(&scratch);
    assert_eq!(outcome.code, 1, "{name}: {}", head(&outcome.talk));
    assert!(outcome.talk.contains(found), "{name}: {}", head(&outcome.talk));
    let input: usize = files.iter().map(|(_, it)| it.len() / 1024).sum();
    let limit = baseline() + ROOM + 4 * input as u64;
    assert!(memory < limit, "{name}: {memory} KiB, not {limit}");
}

fn head(text: &str) -> String {
    text.chars().take(2000).collect()
}

/// The memory of a build of one page, in KiB.
fn baseline() -> u64 {
    let scratch = Scratch::dossier(&[("content/index.md", "# Home\n\nText.\n")]);
    let (outcome, memory) = run(&scratch);
    outcome.ends_with(0);
    assert!(memory > 1000, "nothing was measured");
    memory
}

/// Builds with 2 GB of address space, and tells the peak of its memory in KiB.
fn run(scratch: &Scratch) -> (Outcome, u64) {
    let talk = fs::File::create(scratch.at("talk")).unwrap();
    let mut command = plain("bash");
    command.args(["-c", "ulimit -v 2000000; exec \"$0\" build --threads 2", DOSSIER]);
    command.current_dir(scratch.path()).stdout(Stdio::null()).stderr(talk);
    let mut child = command.spawn().unwrap();
    let peak = watch(&mut child);
    let status = child.wait().unwrap();
    let talk = fs::read_to_string(scratch.at("talk")).unwrap();
    let code = status.code().unwrap_or(-1);
    (Outcome { code, talk, data: String::new() }, peak)
}

/// The highest `VmHWM` until the process ends.
fn watch(child: &mut Child) -> u64 {
    let (status, step) =
        (format!("/proc/{}/status", child.id()), Duration::from_micros(500));
    let (mut peak, mut waited) = (0, Duration::ZERO);
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let value = line.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(value.unwrap_or(0));
        sleep(step);
        waited += step;
        if waited > HANGS {
            child.kill().unwrap();
        }
    }
    peak
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|it| format!("  {it}")).collect();
    lines.join("\n")
}

/// The shapes of research and a few more; all below the limit of 32 KiB.
fn yaml_bombs() -> Vec<(&'static str, String)> {
    let laughs = (1..=9).map(|it| {
        let above = format!("*l{}, ", it - 1).repeat(9);
        format!("l{it}: &l{it} [{}]\n", above.trim_end_matches(", "))
    });
    let list = |item: &str, count: usize| format!("[{}]", vec![item; count].join(", "));
    vec![
        (
            "quadratic alias",
            format!("a: &a {}\nb: {}\n", list("x", 4000), list("*a", 3500)),
        ),
        (
            "alias of a map",
            format!("a: &a {{k: {}}}\nb: {}\n", list("1", 3000), list("*a", 3000)),
        ),
        ("billion laughs", format!("l0: &l0 [x]\n{}", laughs.collect::<String>())),
        ("nested maps", format!("a: {}\n", "{a: ".repeat(7000))),
        (
            "nested maps, closed",
            format!("a: {}1{}\n", "{a: ".repeat(5000), "}".repeat(5000)),
        ),
        ("nested lists", format!("a: {}\n", "[".repeat(28_000))),
        (
            "nested lists, closed",
            format!("a: {}{}\n", "[".repeat(14_000), "]".repeat(14_000)),
        ),
        ("nested dashes", format!("a:\n  {}x\n", "- ".repeat(14_000))),
        ("nested block maps", repeated(200, |it| format!("{}a:\n", " ".repeat(it)))),
        ("too many nodes", format!("a: {}\n", list("1", 10_500))),
        ("a tag", "a: !!binary aGFsbG8=\n".to_owned()),
        ("an alias to itself", "a: &a [*a]\n".to_owned()),
        ("a duplicate key", "a: 1\na: 2\n".to_owned()),
        ("many anchors", repeated(2000, |it| format!("k{it}: &a{it} x\n")) + "k0: 1\n"),
    ]
}

fn repeated(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}
