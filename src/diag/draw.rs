//! Draws findings for people: what is wrong, the line with a caret, the way out.

use super::{Diagnostic, Place, Severity};
use crate::base::FilePath;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// With or without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// The longest line that is drawn, in bytes; longer ones are only named.
const WIDEST: usize = 4000;

/// Draws one finding; `text_of` gives the text of a file, where it is known.
pub fn draw<'a>(
    finding: &Diagnostic,
    text_of: &dyn Fn(&FilePath) -> Option<&'a str>,
    style: Style,
) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(printable(&finding.message)).id(finding.code.name());
    let label = finding.label.as_deref().unwrap_or_default();
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        group = show(group, place, label, AnnotationKind::Primary, text_of);
    }
    for (place, label) in &finding.related {
        group = show(group, place, label, AnnotationKind::Context, text_of);
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group])
}

fn show<'a>(
    group: Group<'a>,
    place: &Place,
    label: &str,
    kind: AnnotationKind,
    text_of: &dyn Fn(&FilePath) -> Option<&'a str>,
) -> Group<'a> {
    let path = printable(place.file.as_str());
    let found = place.span.and_then(|span| Some((span, text_of(&place.file)?)));
    let Some((span, text)) = found else {
        return group.element(Origin::path(path));
    };
    let excerpt = Excerpt::of(text, span.range());
    if excerpt.text.len() > WIDEST {
        let column = excerpt.text[..excerpt.span.start].chars().count() + 1;
        let place = Origin::path(path).line(excerpt.line).char_column(column);
        return group.element(place);
    }
    let label = (!label.is_empty()).then(|| printable(label));
    let annotation = kind.span(excerpt.span).label(label);
    let snippet = Snippet::source(excerpt.text).path(path).line_start(excerpt.line);
    group.element(snippet.annotation(annotation))
}

/// The line of a file on which a span starts.
struct Excerpt {
    text: String,
    line: usize,
    span: Range<usize>,
}

impl Excerpt {
    fn of(text: &str, span: Range<usize>) -> Self {
        let start = floor(text, span.start);
        let first = text[..start].rfind('\n').map_or(0, |it| it + 1);
        let last = text[start..].find('\n').map_or(text.len(), |it| start + it);
        // The byte order mark is not part of what an editor counts.
        let first = if text[first..].starts_with('\u{FEFF}') { first + 3 } else { first };
        let start = start.clamp(first, last.max(first));
        let end = floor(text, span.end).clamp(start, last.max(start));
        Self {
            text: text[first..last.max(first)].replace('\r', " "),
            line: 1 + text[..first].matches('\n').count(),
            span: start - first..end - first,
        }
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

/// Text that cannot steer a terminal: characters that control it, turn a text round or are
/// not seen are shown by number.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
            || matches!(c, '\u{E0000}'..='\u{E007F}')
    };
    text.chars()
        .map(|c| if steers(c) { format!("\\u{{{:X}}}", c as u32) } else { c.to_string() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Span};

    #[test]
    fn a_finding_shows_the_place_and_the_way_out() {
        let text = "one\nsold access [@bfv-2024-1].\n";
        let at = text.find("@bfv-2024-1").unwrap();
        let finding =
            Diagnostic::new(Code::UnknownSource, "no source has the key `bfv-2024-1`")
                .at(&FilePath::fixed("part-1.md"), Span::from(at..at + 11))
                .did_you_mean(Some("bfv-2024-01"));
        check(
            &finding,
            text,
            "\
error[cite/unknown-source]: no source has the key `bfv-2024-1`
 --> part-1.md:2:14
  |
2 | sold access [@bfv-2024-1].
  |              ^^^^^^^^^^^
  |
  = help: did you mean `bfv-2024-01`?",
        );
    }

    #[test]
    fn a_hostile_name_cannot_steer_the_terminal() {
        let finding = Diagnostic::new(Code::UnknownKey, "no key `\u{1b}[31m\u{202e}`");
        check(&finding, "", "error[parse/unknown-key]: no key `\\u{1B}[31m\\u{202E}`");
    }

    #[test]
    fn spans_that_miss_the_text_do_not_panic() {
        for (start, end) in [(0, 0), (1, 2), (2, 1), (99, 120), (3, 99)] {
            let span = Span { start, end };
            let file = FilePath::fixed("a.md");
            let finding = Diagnostic::new(Code::UnknownKey, "x").at(&file, span);
            assert!(
                draw(&finding, &|_| Some("ä\u{FEFF}ö"), Style::Plain).contains("a.md")
            );
        }
    }

    #[track_caller]
    fn check(finding: &Diagnostic, text: &str, expect: &str) {
        assert_eq!(draw(finding, &|_| Some(text), Style::Plain), expect);
    }
}
