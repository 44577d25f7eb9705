//! Leaves out of style sheets and scripts what only their authors read: comments and the
//! blanks around lines. What a browser understands stays the same. Comments that begin with
//! an exclamation mark, as those of licences do, are kept.

use std::sync::Arc;

/// A static file as it is published.
pub(super) fn packed(name: &str, bytes: Arc<[u8]>) -> Arc<[u8]> {
    let pack = match name.rsplit_once('.') {
        Some((_, "css")) => style,
        Some((_, "js")) => script,
        _ => return bytes,
    };
    let text = std::str::from_utf8(&bytes);
    text.map(|it| pack(it).into_bytes().into()).unwrap_or(bytes.clone())
}

/// A style sheet without comments and indentation.
fn style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => string_end(rest, c),
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(rest.len(), |it| it + 2);
                if !rest.starts_with("/*!") {
                    rest = &rest[end..];
                    // A comment separates, but in a selector a blank would say more.
                    let is_apart = rest.is_empty()
                        || rest.starts_with(|it: char| it.is_ascii_whitespace())
                        || out.is_empty()
                        || out.ends_with([' ', '\n']);
                    out.push_str(if is_apart { "" } else { "/**/" });
                    continue;
                }
                end
            }
            'u' if rest.starts_with("url(") => rest.find(')').unwrap_or(rest.len()),
            _ if c.is_ascii_whitespace() => {
                let end = rest.find(|it: char| !it.is_ascii_whitespace());
                let (blank, after) = rest.split_at(end.unwrap_or(rest.len()));
                add_blank(&mut out, if blank.contains('\n') { "\n" } else { " " });
                rest = after;
                continue;
            }
            _ => c.len_utf8(),
        };
        let (kept, after) = rest.split_at(length);
        out.push_str(kept);
        rest = after;
    }
    out
}

/// Where a string ends that the text begins with.
fn string_end(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if it == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Adds a blank where none stands yet; a line break is one.
fn add_blank(out: &mut String, blank: &str) {
    if out.ends_with('\n') || out.is_empty() {
        return;
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out.push_str(blank);
}

/// A script without the lines that hold nothing but a comment, and without indentation. One
/// with a text over several lines stays as it is, for there they count.
fn script(text: &str) -> String {
    let is_split = |it: &str| it.matches('`').count() % 2 == 1 || it.ends_with('\\');
    if text.lines().any(is_split) {
        return text.to_owned();
    }
    let is_kept = |it: &str| it.starts_with("//!") || it.starts_with("//#");
    let is_read = |it: &&str| !it.is_empty() && (!it.starts_with("//") || is_kept(it));
    let lines = text.lines().map(str::trim).filter(is_read);
    lines.fold(String::with_capacity(text.len()), |out, it| out + it + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) {
        let bytes = packed(name, text.as_bytes().into());
        assert_eq!(std::str::from_utf8(&bytes), Ok(expected));
    }

    #[test]
    fn a_style_sheet_loses_comments_and_indentation() {
        check(
            "a.css",
            "/* x */\na {\n  b: c;\n\n  d: 1px   2px;\n}\n",
            "a {\nb: c;\nd: 1px 2px;\n}\n",
        );
        check("a.css", "a/* x */.b { }", "a/**/.b { }");
        check("a.css", "a /* x */ .b /* y */{ }/* z */\n", "a .b { }\n");
        check("a.css", "/*! Licence */ a{}", "/*! Licence */ a{}");
        check("a.css", "a { } /* never closed", "a { } ");
    }

    #[test]
    fn strings_and_addresses_stay_as_they_are() {
        let text = "a { content: \"/* \\\" */  x\"; b: '  '; c: url(data:a/*b;  c) }";
        check("a.css", text, text);
    }

    #[test]
    fn a_script_loses_lines_of_comment() {
        check(
            "a.js",
            "// x\nlet a = 1; // y\n\n  //! Licence\n  a();\n",
            "let a = 1; // y\n//! Licence\na();\n",
        );
        let text = "let a = `\n  // x\n`;\n";
        check("a.js", text, text);
    }

    #[test]
    fn other_files_stay_as_they_are() {
        check("a.svg", "<!-- x -->\n  <svg/>", "<!-- x -->\n  <svg/>");
    }
}
