//! Labels of the Traffic Light Protocol in a page of a folder without settings: as a value
//! of its front matter, alone in a paragraph, in brackets in front of one. A text that only
//! speaks of labels, or shows them in code, carries none.

use crate::model::Scheme;
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// The line, from 1, of the first label that a text carries.
pub(super) fn find(text: &str) -> Option<usize> {
    let scheme = Scheme::default();
    let text = text.trim_start_matches('\u{FEFF}');
    let body = body(text);
    let codes = codes(text, body);
    let (mut start, mut is_new, mut matter) = (0, true, Matter::default());
    for (at, row) in text.split_inclusive('\n').enumerate() {
        let line = row.trim();
        let is_code = || codes.iter().any(|it| it.contains(&start));
        let is_label = if start < body {
            matter.says_label(&scheme, row)
        } else {
            is_new && is_banner(&scheme, line) && !is_code()
        };
        if is_label {
            return Some(at + 1);
        }
        is_new = is_boundary(line);
        start += row.len();
    }
    None
}

/// Where the body starts: behind the front matter. One that never closes is all there is.
fn body(text: &str) -> usize {
    let mut fence = None;
    let mut start = 0;
    for row in text.split_inclusive('\n') {
        let line = row.trim();
        start += row.len();
        match fence {
            None if line.is_empty() => {}
            None if matches!(line, "---" | "+++") => fence = Some(line),
            None => return 0,
            Some(open) if line == open || open == "---" && line == "..." => return start,
            Some(_) => {}
        }
    }
    if fence.is_some() { start } else { 0 }
}

/// Where blocks of code stand; a label in one is shown, and marks nothing.
fn codes(text: &str, body: usize) -> Vec<Range<usize>> {
    let events = Parser::new(&text[body..]).into_offset_iter();
    let is_code = |it: &Event<'_>| matches!(it, Event::Start(Tag::CodeBlock(_)));
    let codes = events.filter(|(it, _)| is_code(it));
    codes.map(|(_, it)| it.start + body..it.end + body).collect()
}

/// Whether a paragraph may start below a line.
fn is_boundary(line: &str) -> bool {
    let bare = line.trim_matches(['>', ' ']);
    bare.is_empty() || bare.starts_with(['#', '-', '+', '=', '~', '`'])
}

/// Front matter, line by line.
#[derive(Default)]
struct Matter {
    /// A key whose value stands in the lines below it, and how far it is indented.
    open: Option<(String, usize)>,
}

impl Matter {
    /// Whether a line has a label as a value: of a key, in a list or a mapping, below its key.
    fn says_label(&mut self, scheme: &Scheme, row: &str) -> bool {
        let line = row.trim().trim_start_matches(['-', ' ']);
        let indent = row.len() - row.trim_start().len();
        if self.open.as_ref().is_some_and(|(_, it)| indent <= *it && !line.is_empty()) {
            self.open = None;
        }
        let key = line.split_once(':').map(|(key, behind)| (key.trim(), bare(behind)));
        let above = self.open.as_ref().map_or("", |(key, _)| key);
        let keys = [above, key.map_or("", |(key, _)| key)];
        let is_said = bare(line).is_some_and(|it| scheme.is_said(above, it))
            || line
                .split([',', '{', '}', '[', ']', '#'])
                .any(|it| is_value(scheme, it, keys));
        if let Some((key, None)) = key {
            self.open = Some((key.to_lowercase(), indent));
        }
        is_said
    }
}

/// A value without its anchor, tag and quotes; `None` where it stands below.
fn bare(value: &str) -> Option<&str> {
    let is_sign = |it: char| it.is_whitespace() || "\"'|>".contains(it);
    let mut value = value.trim();
    while value.starts_with(['&', '!']) {
        value = value.split_once(' ').map_or("", |(_, it)| it.trim_start());
    }
    Some(value.trim_matches(is_sign)).filter(|it| !it.is_empty())
}

/// A value, or a key with one, that is a label; `around` are the keys that it stands in.
fn is_value(scheme: &Scheme, part: &str, around: [&str; 2]) -> bool {
    let (key, value) = part.split_once([':', '=']).unwrap_or(("", part));
    let own = bare(key).unwrap_or_default();
    let keys = || std::iter::once(own).chain(around);
    let is_said = |it: &str| keys().any(|key| scheme.is_said(key, it));
    bare(part).is_some_and(|it| scheme.is_said("", it))
        || bare(value).is_some_and(is_said)
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
            "a: {b: TLP:RED}",
            "extra: {tlp: red}",
            "a: &x TLP:RED",
            "a: !!str TLP:RED",
            "tlp:\n  red",
            "tlp: |\n  red",
            "tlp: &x red",
            "tlp: {level: TLP:RED}",
            "tlp:\n  level: red",
            "tlp: {level: red}",
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
            "> ```\n> x\n> ```\n\n(TLP:RED) x",
            "- ```sh\n  x\n  ```\n\n(TLP:RED) x",
            "1. ```\n   x\n   ```\n\n(TLP:RED) x",
            "```\n```text\n```\n\n(TLP:RED) x",
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
            "---\ntitle: x\n---\n\n> ~~~\n>\n> TLP:RED\n> ~~~\n",
            "- ```\n\n  (TLP:RED) x\n  ```\n",
            "## TLP:RED\n\n- TLP:RED\n- (TLP:AMBER) x",
            "`TLP:RED`\n",
            "| TLP:RED | x |",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
