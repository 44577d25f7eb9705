//! What findings may quote of the texts when editions are made: nothing that was cut, and
//! no comments, which are nobody's to read.

use super::cut::Gone;
use crate::base::{FilePath, mutant};
use crate::diag::{ALLOW, Span};
use std::collections::BTreeMap;
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

/// Where comments stand, of HTML and of Obsidian; those that allow a finding stay.
pub(super) fn comments(text: &str) -> Vec<Span> {
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
}
