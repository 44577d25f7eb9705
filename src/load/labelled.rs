//! Labels of the Traffic Light Protocol in a page of a folder without settings: as a value
//! of its front matter, alone in a paragraph, in brackets in front of one. A text that only
//! speaks of labels, or shows them in code, carries none.

use crate::model::Scheme;

/// The line, from 1, of the first label that a text carries.
pub(super) fn find(text: &str) -> Option<usize> {
    let scheme = Scheme::default();
    let mut place = Place::Start;
    let mut is_new = true;
    for (at, row) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let line = row.trim();
        place = place.next(row, line);
        let is_label = match place {
            Place::Front(_) => is_value(&scheme, line),
            Place::Text => is_new && is_banner(&scheme, line),
            Place::Start | Place::Code(_) => false,
        };
        if is_label {
            return Some(at + 1);
        }
        is_new = is_boundary(line);
    }
    None
}

/// Where in a page a line stands.
#[derive(Clone, Copy)]
enum Place<'t> {
    Start,
    /// Between these lines.
    Front(&'t str),
    Text,
    /// Behind such a fence.
    Code(&'t str),
}

impl<'t> Place<'t> {
    fn next(self, row: &'t str, line: &'t str) -> Self {
        let is_blank = line.is_empty();
        match self {
            Self::Start if matches!(line, "---" | "+++") => Self::Front(line),
            Self::Start if is_blank => self,
            Self::Front(fence) if line == fence || fence == "---" && line == "..." => {
                Self::Text
            }
            Self::Code(fence) if line.starts_with(fence) => Self::Text,
            Self::Front(_) | Self::Code(_) => self,
            Self::Start | Self::Text => match fence(row) {
                Some(fence) => Self::Code(fence),
                None => Self::Text,
            },
        }
    }
}

/// The signs that open a block of code.
fn fence(row: &str) -> Option<&str> {
    let line = row.trim_start_matches([' ', '\t', '>']);
    let sign = line.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3).then(|| &line[..length])
}

/// Whether a paragraph may start below a line.
fn is_boundary(line: &str) -> bool {
    let bare = line.trim_matches(['>', ' ']);
    bare.is_empty() || bare.starts_with(['#', '-', '+', '=', '~', '`'])
}

/// A key or an item of front matter with a label as its value.
fn is_value(scheme: &Scheme, line: &str) -> bool {
    let line = line.trim_start_matches(['-', ' ']);
    let (key, value) = line.split_once([':', '=']).unwrap_or(("", line));
    let is_sign = |it: char| it.is_whitespace() || "[]{}\"'".contains(it);
    let is_said =
        |key: &str, it: &str| scheme.is_said(key.trim(), it.trim_matches(is_sign));
    let mut values = value.split([',', '#']);
    is_said("", line)
        || values.any(|it| is_said(key.trim_matches(is_sign), it))
        || line.split(',').any(|it| is_said("", it))
}

/// A paragraph that is a label or has one in front in brackets; a page that opens with one.
fn is_banner(scheme: &Scheme, line: &str) -> bool {
    const AROUND: &[char] = &['*', '_', '~', '>', ' ', '(', ')', '[', ']', '!', '%', '`'];
    let bare = line.trim_start_matches(['>', ' ']);
    let is_code = bare.starts_with('`');
    let is_item = bare.starts_with(['#', '-', '+', '|']) || bare.starts_with("* ");
    let is_open =
        bare.trim_start_matches(['*', '_']).starts_with(['(', '[', '<', '%', '{']);
    let comment = bare.trim_start_matches("<!--").trim_end_matches("-->");
    !is_code
        && !is_item
        && (scheme.is_label(comment.trim_matches(AROUND))
            || is_open && scheme.in_front(bare).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_in_front_matter_is_found() {
        for line in [
            "tlp: red",
            "tlp: TLP:RED",
            "TLP: RED",
            "classification: TLP:RED",
            "distribution: \"TLP:AMBER+STRICT\"",
            "tags: [malware, TLP:RED]",
            "tags:\n  - a\n  - TLP:RED",
            "sharing: TLP:WHITE",
            "tlp = \"red\"",
        ] {
            assert!(find(&format!("---\ntitle: x\n{line}\n---\nx")).is_some(), "{line}");
        }
        assert_eq!(find("---\ntlp: red\n---\n"), Some(2));
    }

    #[test]
    fn a_label_in_the_text_is_found_where_it_marks() {
        for text in [
            "(TLP:RED) The informant is x",
            "# Title\n\nTLP:RED\n\nx",
            "# Title\nTLP:RED\n",
            "**TLP:RED**",
            "x\n\n[TLP:AMBER] y",
            "**(TLP:RED)** y",
            "> TLP:RED",
            "<!-- TLP:RED -->",
            "TLP:WHITE",
        ] {
            assert!(find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_text_about_labels_carries_none() {
        for text in [
            "---\ntitle: What TLP:RED means\n---\nx",
            "The label is TLP:RED, as FIRST has it.\nTLP:RED",
            "TLP:RED is for the recipients only.",
            "x\n\n```yaml\n\ntlp: red\n\nTLP:RED\n```\n",
            "## TLP:RED\n\n- TLP:RED\n- (TLP:AMBER) x",
            "`TLP:RED`\n",
            "| TLP:RED | x |",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
