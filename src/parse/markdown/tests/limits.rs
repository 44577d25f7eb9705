use super::{dossier, draw, read_all};
use crate::diag::Code;
use crate::model::{Kind, Node};
use proptest::prelude::*;

#[test]
fn nesting_beyond_the_limit_is_kept_as_text() {
    for text in [
        format!("{}a", "> ".repeat(100)),
        format!("{}a{}", "*".repeat(201), "*".repeat(201)),
        format!("{}a", "- ".repeat(100)),
        format!("{}a{}", "::: x\n".repeat(100), "\n:::".repeat(100)),
        format!("{}a{}", "[*b ".repeat(100), " b*]{.x}".repeat(100)),
    ] {
        let checked = read_all(&dossier(), &text);
        assert!(height(&checked.value) <= 64, "{}", height(&checked.value));
        let codes: Vec<_> = checked.findings.iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::TooDeep), "{codes:?} {text}");
        assert!(draw(&checked.value).contains('a'));
    }
}

#[test]
fn deep_brackets_stay_text() {
    for text in [
        format!("{}a{}", "[".repeat(5000), "]{.x}".repeat(5000)),
        format!("{}@a{}", "[".repeat(5000), "]".repeat(5000)),
        format!("@a {}b{}", "[".repeat(5000), "]".repeat(5000)),
    ] {
        assert!(height(&read_all(&dossier(), &text).value) <= 64);
    }
}

#[test]
fn a_flood_of_warnings_crowds_no_error_out() {
    let text = format!("{}\n\n[a]{{marking=x}}", "[^a] ".repeat(2000));
    let codes: Vec<Code> =
        read_all(&dossier(), &text).findings.iter().map(|it| it.code).collect();
    assert_eq!(codes.len(), 501);
    assert_eq!(codes.last(), Some(&Code::BadMarking));
}

#[test]
fn a_page_that_is_too_large_is_not_read() {
    let checked = read_all(&dossier(), &"a".repeat((4 << 20) + 1));
    assert!(checked.value.is_empty());
    assert_eq!(checked.findings[0].code, Code::PageTooLarge);
}

#[test]
fn hostile_pages_take_no_longer_than_long_ones() {
    for piece in [
        "[",
        "]",
        "[@",
        "[@a;",
        "@{",
        "@{a",
        "]{",
        "]{a=\"",
        "]{.a=",
        "[a]{.b}",
        "^",
        "~",
        "^a",
        "[[",
        "[[a|",
        "@a [",
        "@a [@b;",
        ":::\n",
        "::: a\n",
        "{.a}",
        "`a`{",
        "[^",
        "[^a]",
        "<!--",
        "\"a",
        "'a",
        "$",
        "{marking=",
        "|a",
        "- ",
        "> ",
        "-@a",
        "# a {",
        "[@a](",
        "*[@a]*",
        "@a\n[",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let start = now();
        let checked = read_all(&dossier(), &text);
        let spent = start.elapsed();
        assert!(spent.as_secs() < 4, "{piece:?} took {spent:?}");
        assert!(height(&checked.value) <= 64);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test of time needs a clock")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

fn height(nodes: &[Node]) -> usize {
    let of = |node: &Node| {
        let mut inner = height(&node.children);
        if let Kind::Cite(cluster) = &node.kind {
            for item in &cluster.items {
                inner = inner.max(height(&item.prefix)).max(height(&item.suffix));
            }
        }
        inner + 1
    };
    nodes.iter().map(of).max().unwrap_or(0)
}

const SNIPPETS: &[&str] = &[
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "@",
    "@k",
    "-@k",
    "[@k",
    ", p. 5",
    ";",
    "; ",
    "[[",
    "]]",
    "|",
    "\\",
    "\\|",
    "*",
    "**",
    "_",
    "`",
    "``",
    "~",
    "~~",
    "^",
    "$",
    "$$",
    "\"",
    "'",
    "--",
    "...",
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "# ",
    "===",
    "---",
    ":::",
    "::: a",
    "::: {.a}",
    "{.a}",
    "{#b k=\"v w\"}",
    "{marking=TLP:RED}",
    "{marking=x",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<https://a.b>",
    "&amp;",
    "&#0;",
    "![",
    "](u)",
    "[^1]",
    "[^1]: ",
    ": ",
    "Table: ",
    "| a | b |\n|---|---|\n",
    "| c",
    "[ ] ",
    "[x] ",
    "> [!NOTE]\n",
    "```",
    "~~~ {.a}",
    "ä",
    "中",
    "\u{202F}",
    "\u{0}",
    "\u{FEFF}",
    "a",
    "b c",
    "k.",
    "\\@",
    "\\[",
    "[@k]: u",
    "{}",
    "xi",
    "§5",
];

proptest! {
    #[test]
    fn any_text_is_read_without_panic(parts in prop::collection::vec(0..SNIPPETS.len(), 0..60)) {
        let text: String = parts.iter().map(|it| SNIPPETS[*it]).collect();
        let mut german = dossier();
        german.lang = "de".to_owned();
        for dialect in [dossier(), german, super::Dialect::commonmark()] {
            let checked = read_all(&dialect, &text);
            prop_assert!(height(&checked.value) <= 64);
        }
    }

    #[test]
    fn no_word_is_lost(parts in prop::collection::vec(0..SNIPPETS.len(), 0..30)) {
        let text: String = parts.iter().map(|it| SNIPPETS[*it]).collect();
        let text = format!("{text}\n\nwördle {text}");
        let checked = read_all(&dossier(), &text);
        let told = checked.findings.iter().any(|it| {
            matches!(it.code, Code::ExtraCell | Code::StrayMarking | Code::DoubleFootnote)
        });
        let comment = text.split("wördle").next().is_some_and(|it| it.contains("<!--"));
        let kept = format!("{:?}", checked.value).contains("wördle");
        prop_assert!(kept || told || comment, "{}", draw(&checked.value));
    }
}
