//! Writes items of CSL-JSON so that a library of CSL-YAML says the same: there fields are
//! Markdown, and what was pasted is text with CSL's tags.

use super::csl::is_verbatim;
use super::markup::is_mark;
use crate::model::csl::{DATES, NAMES};
use crate::model::markup::is_tag;
use serde_json::{Map, Value};

/// The item with everything escaped that Markdown would take for markup.
pub fn for_markdown(item: &Value) -> Value {
    let Value::Object(fields) = item else { return item.clone() };
    let escape = |(key, value): (&String, &Value)| {
        let value = match value {
            Value::String(text) if is_markdown(key) => escaped(text).into(),
            other => other.clone(),
        };
        (key.clone(), value)
    };
    Value::Object(fields.iter().map(escape).collect::<Map<_, _>>())
}

fn is_markdown(key: &str) -> bool {
    key != "id" && !is_verbatim(key) && !NAMES.contains(&key) && !DATES.contains(&key)
}

/// Text without a sign of Markdown's is not read as Markdown at all, so it stays as it is.
fn escaped(text: &str) -> String {
    if !text.contains(is_mark) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(tag) = leading_tag(rest) {
            out.push_str(tag);
            rest = &rest[tag.len()..];
            continue;
        }
        if c.is_ascii_punctuation() && !is_harmless(c) {
            out.push('\\');
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

fn leading_tag(text: &str) -> Option<&str> {
    let (tag, _) = text.strip_prefix('<')?.split_once('>')?;
    is_tag(tag).then(|| &text[..tag.len() + 2])
}

/// Marks that never start anything within a line: titles stay readable.
fn is_harmless(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '?' | '(' | ')' | '-' | '/' | '\'' | '"' | '%' | '#'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FilePath;
    use crate::model::Scheme;
    use crate::parse::references::markup::Markup;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str) {
        let file = FilePath::fixed("x.yaml");
        let (read, marking) =
            Markup::Markdown.read(&escaped(text), &file, &Scheme::default());
        assert_eq!(read, text, "{}", escaped(text));
        assert!(marking.is_none());
    }

    #[test]
    fn what_was_pasted_is_what_is_read() {
        for text in [
            "*nix malware: __init__ and foo_bar, H~2~O, x^2^ [click](https://evil.example)",
            "LockBit <i>ransomware</i> <script>alert(1)</script> encrypts *ESXi* & <b>more",
            "`code` $a_b$ @krebs_2024 [@x_y, p. 5] [[page_x]] ~~gone~~ ![a](b) <https://x.y>",
            "&amp; \\_ \\* <span class=\"nocase\">iPhone_x</span> {.cls} [x]{.smallcaps}",
            "https://example.org/a_b?c=1&d=2 [x]{marking=\"TLP:RED\"} [^1] ^[note]",
            "plain -- text 'without' \"marks\"",
        ] {
            check(text);
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_as_it_was(text in "[a-z*_~^`&<>\\[\\](){}@$!|=+\\\\:./ -]{0,24}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.is_empty());
            let file = FilePath::fixed("x.yaml");
            let read = Markup::Markdown.read(&escaped(&text), &file, &Scheme::default()).0;
            prop_assert_eq!(read, text);
        }
    }
}
