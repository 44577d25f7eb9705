//! Reads of a template what can be read without running it: what it extends, its blocks,
//! the fields it names.

use std::collections::BTreeSet;

/// What a template names.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// The template that it extends.
    pub(super) extends: Option<String>,
    /// Its blocks, in the order of the text.
    pub(super) blocks: Vec<String>,
    /// Those of them that stand in no other.
    pub(super) outer: Vec<String>,
    /// Paths such as `page.title`, without indexes.
    pub(super) fields: BTreeSet<String>,
}

impl Template {
    /// Reads the tags of a text; comments and raw parts are passed over.
    pub(super) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let (mut depth, mut is_raw) = (0_usize, false);
        for (is_statement, inside) in tags(text) {
            let words: Vec<&str> = inside.split_whitespace().collect();
            match (is_statement, words.as_slice()) {
                (true, ["endraw", ..]) => is_raw = false,
                _ if is_raw => {}
                (true, ["raw", ..]) => is_raw = true,
                (true, ["extends", rest, ..]) => {
                    read.extends = Some(rest.trim_matches(['"', '\'', '`']).to_owned());
                }
                (true, ["block", name, ..]) => {
                    if depth == 0 {
                        read.outer.push((*name).to_owned());
                    }
                    read.blocks.push((*name).to_owned());
                    depth += 1;
                }
                (true, ["endblock", ..]) => depth = depth.saturating_sub(1),
                _ => read.fields.extend(fields(inside)),
            }
        }
        read
    }
}

/// What stands between `{{ }}` (false) and `{% %}` (true).
fn tags(text: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find('{')?;
            let open = rest.get(at..at + 2);
            let close = match open {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => {
                    rest = &rest[at + 1..];
                    continue;
                }
            };
            let inside = &rest[at + 2..];
            let end = inside.find(close)?;
            rest = &inside[end + 2..];
            if close != "#}" {
                let inside = inside[..end].trim_matches('-').trim();
                return Some((close == "%}", inside));
            }
        }
    })
}

/// The paths with a dot that an expression names, outside of its strings.
fn fields(expression: &str) -> Vec<String> {
    let in_path = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut fields = Vec::new();
    // Every second part stands between quotes.
    for part in expression.split(['"', '\'', '`']).step_by(2) {
        let words = part.split(|c| !in_path(c));
        let is_path = |it: &&str| {
            it.contains('.') && it.starts_with(|c: char| c.is_alphabetic() || c == '_')
        };
        fields.extend(words.filter(is_path).map(|it| it.trim_matches('.').to_owned()));
    }
    fields
}
