//! What findings may quote of the texts when editions are made: nothing that was cut, no
//! comments, which are nobody's to read, nothing of a file that cannot be read and says a
//! label of what must not be read, and no line of the outline that leads to a cut page.

use super::cut::Gone;
use crate::base::{FilePath, mutant};
use crate::diag::{ALLOW, Code, Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The texts with blanks in place of what was cut, so that a finding quotes nothing of it.
pub fn veiled(
    mut texts: BTreeMap<FilePath, Arc<str>>,
    gone: &Gone,
) -> BTreeMap<FilePath, Arc<str>> {
    let gone = gone.iter().filter(|_| !mutant::is_off("quoted-line"));
    for (file, spans) in gone {
        if let Some(text) = texts.get_mut(file) {
            *text = blanked(text, spans).into();
        }
    }
    texts
}

fn blanked(text: &str, spans: &[Span]) -> String {
    let mut hidden = vec![false; text.len()];
    for span in spans {
        let end = span.range().end.min(text.len());
        let start = span.range().start.min(end);
        hidden[start..end].fill(true);
    }
    let blank = |(at, c): (usize, char)| match c {
        '\n' | '\r' => (c, 1),
        _ if hidden[at] => (' ', c.len_utf8()),
        _ => (c, 1),
    };
    let mut out = String::with_capacity(text.len());
    for (c, count) in text.char_indices().map(blank) {
        // As many bytes as before, so that places still hold.
        out.extend(std::iter::repeat_n(c, count));
    }
    out
}

/// What an audience must not read, for texts of which nothing could be cut.
pub(super) struct Closed<'a> {
    /// The labels above its ceiling.
    pub(super) labels: &'a [&'static str],
    /// The pages that were cut.
    pub(super) pages: &'a BTreeSet<FilePath>,
}

impl Closed<'_> {
    /// What no finding may quote of a text.
    pub(super) fn hidden(
        &self,
        file: &FilePath,
        text: &str,
        is_unread: bool,
    ) -> Vec<Span> {
        if is_unread && self.labels.iter().any(|it| text.contains(it)) {
            return vec![Span::from(0..text.len())];
        }
        let mut hidden = comments(text);
        if file.name() == "SUMMARY.md" {
            hidden.extend(self.entries(text));
        }
        hidden
    }

    /// The lines of an outline that name a page which was cut.
    fn entries(&self, text: &str) -> Vec<Span> {
        let names: Vec<&str> = self.pages.iter().map(FilePath::name).collect();
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let span = start..start + line.len();
            start = span.end;
            (line, span)
        });
        let is_closed = |line: &str| names.iter().any(|it| line.contains(it));
        lines.filter(|(line, _)| is_closed(line)).map(|(_, it)| Span::from(it)).collect()
    }
}

/// The files that findings show, and whether one of them says that a file cannot be read.
pub(super) fn shown(findings: &[Diagnostic]) -> BTreeMap<FilePath, bool> {
    let mut shown = BTreeMap::new();
    for finding in findings {
        for place in finding.places() {
            *shown.entry(place.file.clone()).or_default() |=
                UNREAD.contains(&finding.code);
        }
    }
    shown
}

/// What is found of a file whose markings nobody knows, for it cannot be read.
const UNREAD: [Code; 6] = [
    Code::BadYaml,
    Code::BadJson,
    Code::BadFrontMatter,
    Code::YamlLimit,
    Code::BadBibtex,
    Code::BadRis,
];

/// Where comments stand, of HTML and of Obsidian; those that allow a finding stay.
fn comments(text: &str) -> Vec<Span> {
    let all = [("<!--", "-->"), ("%%", "%%")].into_iter();
    let found = all.flat_map(|(open, close)| between(text, open, close));
    found.filter(|it| !text[it.range()].contains(ALLOW)).collect()
}

/// From each sign to the next that ends it; what is never ended goes to the end.
fn between(text: &str, open: &str, close: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(open).map(|it| from + it) {
        let inner = at + open.len();
        let end =
            text[inner..].find(close).map_or(text.len(), |it| inner + it + close.len());
        found.push(Span::from(at..end));
        from = end;
    }
    // A single one is no comment of Obsidian's.
    found.retain(|it| {
        open != close
            || text[it.range()].len() > open.len() && text[it.range()].ends_with(close)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_quoted() {
        let quote = |text: &str| {
            let file = FilePath::fixed("a.md");
            let texts = BTreeMap::from([(file.clone(), Arc::from(text))]);
            let gone = BTreeMap::from([(file.clone(), comments(text))]);
            veiled(texts, &gone)[&file].trim_end().to_owned()
        };
        assert_eq!(quote("a <!-- b --> c"), "a            c");
        assert_eq!(quote("a <!-- b"), "a");
        assert_eq!(quote("a %%b%% c\n%%\nb\n%%"), "a       c");
        assert_eq!(quote("100 %% of c"), "100 %% of c");
        let allowed = format!("<!-- {ALLOW} cite/unused: known -->");
        assert_eq!(quote(&allowed), allowed);
    }

    #[test]
    fn files_that_cannot_be_read_and_lines_that_lead_to_cut_pages_are_not_quoted() {
        let [page, outline] = ["a/r.md", "a/SUMMARY.md"].map(FilePath::fixed);
        let pages = BTreeSet::from([page.clone()]);
        let closed = Closed { labels: &["TLP:RED"], pages: &pages };
        let bad = [Diagnostic::new(Code::BadYaml, "bad").in_file(&page)];
        let text = "marking: TLP:RED\ntitle: a: b\n";
        let all = vec![Span::from(0..text.len())];
        assert_eq!(shown(&bad), BTreeMap::from([(page.clone(), true)]));
        assert_eq!(closed.hidden(&page, text, true), all);
        assert_eq!(closed.hidden(&page, text, false), []);
        assert_eq!(closed.hidden(&page, "title: a: b", true), []);
        let lines = "- [A](a.md)\n- [B](r.md#x)\n";
        assert_eq!(closed.hidden(&outline, lines, false), [Span::from(12..26)]);
    }
}
