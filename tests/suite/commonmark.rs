//! The examples of CommonMark 0.31.2, from the npm package that holds the specification.

use dossier::base::FilePath;
use dossier::parse::markdown::{Dialect, read};
use dossier::render::commonmark;
use std::fmt::Write as _;
use std::fs;

const SPEC: &str = "tests/browser/node_modules/commonmark-spec/spec.txt";

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

#[test]
fn all_652_examples_of_commonmark_come_out_as_specified() {
    let text = fs::read_to_string(SPEC)
        .unwrap_or_else(|e| panic!("{SPEC}: {e}; `make test` installs it"));
    let examples = examples(&text);
    assert_eq!(examples.len(), 652);
    let mut faults = String::new();
    let mut wrong = 0;
    for it in &examples {
        let got = normalised(&html_of(&it.markdown));
        if got != normalised(&it.html) {
            wrong += 1;
            let (number, markdown, html) = (it.number, &it.markdown, &it.html);
            writeln!(faults, "---- {number}\n{markdown}\n-- not\n{html}\n-- but\n{got}")
                .unwrap();
        }
    }
    assert_eq!(wrong, 0, "{faults}");
}

#[test]
fn the_comparison_sees_a_difference() {
    assert_ne!(normalised("<p>a</p>"), normalised("<p>a </p>"));
    assert_ne!(normalised("<em>a</em>"), normalised("<i>a</i>"));
    assert_ne!(normalised("&lt;"), normalised("<"));
    assert_eq!(normalised("&quot;"), normalised("\""));
}

fn html_of(markdown: &str) -> String {
    let file = FilePath::new("example.md").unwrap();
    let nodes = read(&file, markdown, 0, &Dialect::commonmark()).value;
    commonmark(&nodes)
}

/// Quotes in text may stand as they are or as a reference.
fn normalised(html: &str) -> String {
    html.replace("&quot;", "\"")
}

/// Reads the examples: fences of 32 backticks, a dot on a line between the two halves.
fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let (open, close) = (format!("{fence} example\n"), format!("\n{fence}\n"));
    let spec = spec.replace('→', "\t");
    let bodies = spec.split(&open).skip(1).map(|it| it.split(&close).next().unwrap());
    bodies.enumerate().map(|(at, body)| example(at + 1, body)).collect()
}

fn example(number: usize, body: &str) -> Example {
    let body = format!("{body}\n");
    let (markdown, html) = body.split_once("\n.\n").unwrap();
    Example { number, markdown: format!("{markdown}\n"), html: html.to_owned() }
}
