//! Finds what other programs read as markup and this one shows as text: notes in the line,
//! grid tables, admonitions of MkDocs and Docusaurus, shortcodes of Hugo.

use super::Sheet;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::{Kind, Node};
use std::ops::Range;

/// What it looks like, what it is, and what is written here.
type Markup = (fn(&str) -> Option<Range<usize>>, &'static str, &'static str);

/// Markup that opens a paragraph.
const BLOCKS: [Markup; 3] = [
    (
        grid,
        "a grid table is shown as text",
        "write a table with `|` between the cells and `|---|` below the head",
    ),
    (
        admonition,
        "an admonition of MkDocs is shown as text",
        "write a quote that starts with `[!NOTE]`: `> [!NOTE]`, and `> ` before each line",
    ),
    (
        container,
        "an admonition of Docusaurus is shown as text",
        "write a quote that starts with `[!NOTE]`: `> [!NOTE]`, and `> ` before each line",
    ),
];

/// Markup that stands anywhere in a text.
const INLINES: [Markup; 2] = [
    (
        note,
        "a note in the line is shown as text",
        "write `[^name]` here and `[^name]: the note` in a paragraph of its own",
    ),
    (
        shortcode,
        "a shortcode of Hugo is shown as text",
        "write what it would show; code that is meant to show it stands between backticks",
    ),
];

/// Findings for what a node shows as text.
pub(super) fn shown(sheet: Sheet<'_>, node: &Node) -> Vec<Diagnostic> {
    let (known, is_block): (&[Markup], bool) = match node.kind {
        Kind::Paragraph => (&BLOCKS, true),
        Kind::Text(_) => (&INLINES, false),
        _ => return Vec::new(),
    };
    let range = node.span.range();
    let Some(text) = sheet.text.get(range.clone()) else { return Vec::new() };
    let told = |(find, message, help): &Markup| {
        let at = find(text)?;
        let span = Span::from(range.start + at.start..range.start + at.end);
        let finding = Diagnostic::new(Code::ForeignMarkup, *message);
        Some(finding.at(sheet.file, span).help(*help))
    };
    let is_own = !is_block || node.children.iter().all(|it| it.kind.is_inline());
    known.iter().filter(|_| is_own).filter_map(told).collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim_end()
}

fn grid(text: &str) -> Option<Range<usize>> {
    let line = first_line(text);
    let is_rule = line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains("--")
        && line.chars().all(|it| matches!(it, '+' | '-' | '=' | ':'));
    (is_rule && text.contains("\n|")).then_some(0..line.len())
}

fn admonition(text: &str) -> Option<Range<usize>> {
    let line = first_line(text);
    let rest = ["!!! ", "??? ", "???+ "].iter().find_map(|it| line.strip_prefix(it))?;
    rest.starts_with(|it: char| it.is_ascii_lowercase()).then_some(0..line.len())
}

fn container(text: &str) -> Option<Range<usize>> {
    let line = first_line(text);
    let word = line.trim_start_matches(':');
    let is_word = word.trim_start().starts_with(|it: char| it.is_ascii_lowercase());
    (line.len() >= word.len() + 3 && is_word).then_some(0..line.len())
}

fn note(text: &str) -> Option<Range<usize>> {
    // Few texts have such a sign, and one sign is found faster than two.
    text.find('^')?;
    let start = text.match_indices("^[").map(|it| it.0).find(|at| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|it| it != '\\' && it != '[')
    })?;
    let end = start + text[start..].find(']')?;
    (end > start + 2).then_some(start..end + 1)
}

fn shortcode(text: &str) -> Option<Range<usize>> {
    text.find('{')?;
    [("{{<", ">}}"), ("{{%", "%}}")].into_iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let end = start + text[start..].find(close)?;
        Some(start..end + close.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;

    #[track_caller]
    fn check(kind: Kind, text: &str, at: Option<&str>) {
        let file = FilePath::fixed("a.md");
        let node = Node::new(kind, Span::from(0..text.len()), Vec::new());
        let sheet = Sheet { file: &file, text, nodes: &[], is_plain: true };
        let found = shown(sheet, &node);
        let span = found.first().and_then(|it| it.place.as_ref()?.span);
        assert_eq!(span.map(|it| &text[it.range()]), at, "{text}");
    }

    #[test]
    fn what_other_programs_read_is_told() {
        let text = || Kind::Text("".into());
        check(Kind::Paragraph, "+---+---+\n| a | b |\n+---+---+", Some("+---+---+"));
        check(Kind::Paragraph, "!!! note \"x\"\n    y", Some("!!! note \"x\""));
        check(Kind::Paragraph, ":::note\nx\n:::", Some(":::note"));
        check(Kind::Paragraph, "::: tip Title\nx", Some("::: tip Title"));
        check(text(), "a^[in [the] line] b", Some("^[in [the]"));
        check(text(), "{{< youtube x >}}", Some("{{< youtube x >}}"));
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        let text = || Kind::Text("".into());
        check(Kind::Paragraph, "+1 for this", None);
        check(Kind::Paragraph, "!!! Stop", None);
        check(Kind::Paragraph, ":warning: Stop", None);
        check(text(), "a footnote[^1] \\^[x] ^[] {{ x }}", None);
    }
}
