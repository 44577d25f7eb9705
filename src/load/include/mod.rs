//! mdBook's `{{#include file:lines}}`, before Markdown is read: texts of the dossier come
//! in, the same texts with others spliced in go out, and where each splice stands.

mod selection;

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic, Span};
use selection::Selection;
use std::sync::Arc;

/// How deep includes may nest, as in mdBook.
const DEEPEST: usize = 10;
/// The largest text that includes may make.
const LARGEST: usize = 8 * 1024 * 1024;

/// One directive and what took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    /// The directive in the file.
    pub(super) directive: Span,
    /// What stands for it in the text that is parsed.
    pub(super) content: Span,
}

/// Gives the text of a file of the dossier.
pub(super) type Fetch<'a> =
    dyn Fn(&FilePath) -> Result<Arc<str>, Box<Diagnostic>> + Sync + 'a;

/// A text with everything included.
#[derive(Debug)]
pub(super) struct Expanded {
    pub(super) text: String,
    pub(super) splices: Vec<Splice>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Expands the directives of a file; `None` if it has none.
pub(super) fn expand(file: &FilePath, text: &str, fetch: &Fetch<'_>) -> Option<Expanded> {
    if !includes(text) {
        return None;
    }
    let mut out =
        Expanded { text: String::new(), splices: Vec::new(), findings: Vec::new() };
    let mut done = 0;
    for directive in directives(text) {
        out.text.push_str(&text[done..directive.at.start]);
        let start = out.text.len();
        let content =
            Inclusion { file, fetch, depth: 0 }.content(&directive, &mut out.findings);
        out.text.push_str(&content.unwrap_or_else(|| directive.source(text).to_owned()));
        let content = Span::from(start..out.text.len());
        out.splices.push(Splice { directive: directive.at.clone().into(), content });
        done = directive.at.end;
    }
    out.text.push_str(&text[done..]);
    Some(out)
}

/// Whether a text may have directives.
pub(super) fn includes(text: &str) -> bool {
    text.contains("{{#")
}

/// The place in the file that a place in the expanded text comes from.
pub(super) fn origin(splices: &[Splice], span: Span) -> Span {
    let mut shift = 0_i64;
    for splice in splices {
        if span.start < splice.content.start {
            break;
        }
        if span.start < splice.content.end {
            return splice.directive;
        }
        shift = i64::from(splice.directive.end) - i64::from(splice.content.end);
    }
    let back = |at: u32| u32::try_from(i64::from(at) + shift).unwrap_or(at);
    Span { start: back(span.start), end: back(span.end) }
}

/// `{{#verb argument}}`
struct Directive<'a> {
    at: std::ops::Range<usize>,
    verb: &'a str,
    argument: &'a str,
    escaped: bool,
}

impl Directive<'_> {
    /// What stays when it is not carried out: itself, without an escaping backslash.
    fn source<'a>(&self, text: &'a str) -> &'a str {
        &text[self.at.start + usize::from(self.escaped)..self.at.end]
    }
}

fn directives(text: &str) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{#").map(|it| from + it) {
        let Some(end) = text[at..].find("}}").map(|it| at + it) else { break };
        from = end + 2;
        let inside = &text[at + 3..end];
        let (verb, argument) =
            inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        let known = matches!(
            verb,
            "include"
                | "rustdoc_include"
                | "playground"
                | "playpen"
                | "title"
                | "template"
        );
        if known && !inside.contains('\n') {
            let escaped = text[..at].ends_with('\\');
            let at = at - usize::from(escaped)..from;
            found.push(Directive { at, verb, argument: argument.trim(), escaped });
        }
    }
    found
}

const TITLE: (&str, &str) = (
    "`{{#title}}` has no effect here: a page has one title, in its tab as on the page",
    "write the heading that is meant, or `title:` in front matter, and take the directive out",
);
const TEMPLATE: (&str, &str) = (
    "`{{#template}}` stays as it is: no program is run while a site is made",
    "write the text here, or include a file with it: `{{#include file.md}}`",
);

fn without_effect((message, help): (&str, &str)) -> Diagnostic {
    Diagnostic::new(Code::NoEffect, message).help(help)
}

/// One level of inclusion: the file that asks, and how deep it is itself included.
struct Inclusion<'a> {
    file: &'a FilePath,
    fetch: &'a Fetch<'a>,
    depth: usize,
}

impl Inclusion<'_> {
    /// What takes the place of a directive; `None` if it stays as it is.
    fn content(
        &self,
        directive: &Directive<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        if directive.escaped {
            return None;
        }
        let argument = directive.argument;
        let content = match directive.verb {
            "title" => {
                found.push(self.placed(without_effect(TITLE), directive));
                Ok(String::new())
            }
            "template" => Err(Box::new(without_effect(TEMPLATE))),
            "playground" | "playpen" => {
                let (path, classes) =
                    argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
                let classes = classes.trim().replace(' ', ",");
                let info = if classes.is_empty() {
                    "rust".to_owned()
                } else {
                    format!("rust,{classes}")
                };
                self.included(path, found)
                    .map(|it| format!("```{info}\n{}\n```", it.trim_end()))
            }
            _ => self.included(argument, found),
        };
        content.map_err(|finding| found.push(self.placed(*finding, directive))).ok()
    }

    fn included(
        &self,
        argument: &str,
        found: &mut Vec<Diagnostic>,
    ) -> Result<String, Box<Diagnostic>> {
        let (path, selection) = Selection::split(argument);
        let bad = |message: String| Box::new(Diagnostic::new(Code::BadInclude, message));
        let file = self.file.join(path).ok_or_else(|| {
            let finding = bad(format!("`{path}` is not a path inside the dossier"));
            Box::new(
                finding.help("include files of the dossier only; copy this one into it"),
            )
        })?;
        if file == *self.file {
            let finding = bad(format!("`{file}` includes itself"));
            return Err(Box::new(finding.help("take the directive out")));
        }
        if self.depth == DEEPEST {
            let message = format!("`{file}` is included more than {DEEPEST} levels deep");
            let help =
                "take one of the directives out: files include each other in a circle";
            return Err(Box::new(bad(message).help(help)));
        }
        let text = (self.fetch)(&file).map_err(|it| {
            let help = it.help.unwrap_or_else(|| {
                "the path counts from the folder of the file that includes".to_owned()
            });
            Box::new(bad(it.message).help(help))
        })?;
        let part = selection.of(&text).ok_or_else(|| {
            bad(format!(
                "`{file}` has no part `{}`",
                argument[path.len()..].trim_start_matches(':')
            ))
        })?;
        let inner = Inclusion { file: &file, fetch: self.fetch, depth: self.depth + 1 };
        inner.nested(&part, found).ok_or_else(|| {
            bad(format!("what `{file}` includes is larger than {LARGEST} bytes"))
        })
    }

    fn nested(&self, text: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
        let mut out = String::new();
        let mut done = 0;
        for directive in directives(text) {
            out.push_str(&text[done..directive.at.start]);
            let content = self.content(&directive, found);
            out.push_str(&content.unwrap_or_else(|| directive.source(text).to_owned()));
            done = directive.at.end;
            if out.len() > LARGEST {
                return None;
            }
        }
        out.push_str(&text[done..]);
        Some(out)
    }

    /// A finding about a nested include names the file only: its text is not drawn.
    fn placed(&self, finding: Diagnostic, directive: &Directive<'_>) -> Diagnostic {
        match self.depth {
            0 => finding.at(self.file, directive.at.clone().into()),
            _ => finding.in_file(self.file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = "one\n// ANCHOR: two\ntwo\n// ANCHOR_END: two\nthree\nfour\n";

    #[test]
    fn lines_and_anchors_are_picked_as_mdbook_picks_them() {
        check("{{#include a.rs:1}}", "one");
        check("{{#include a.rs:5:6}}", "three\nfour");
        check("{{#include a.rs:6:}}", "four");
        check("{{#include a.rs::1}}", "one");
        check("{{#include a.rs:two}}", "two");
        check("x {{#include a.rs}} y", "x one\ntwo\nthree\nfour y");
        check("{{#playground a.rs:two editable}}", "```rust,editable\ntwo\n```");
        check("\\{{#include a.rs}}", "{{#include a.rs}}");
        check("{{#unknown a.rs}}", "{{#unknown a.rs}}");
    }

    #[test]
    fn what_cannot_be_included_stays_and_is_told() {
        for (text, message) in [
            ("{{#include ../../x}}", "`../../x` is not a path inside the dossier"),
            ("{{#include b.rs}}", "no file"),
            ("{{#include a.rs:nine}}", "`src/a.rs` has no part `nine`"),
        ] {
            let made = run(text);
            assert_eq!(made.text, text);
            assert_eq!(made.findings[0].message, message);
        }
    }

    #[test]
    fn what_mdbook_does_with_a_page_and_we_do_not_is_told() {
        for (text, made) in [
            ("a{{#title T}}b", "ab"),
            ("{{#template a.md x=y}}", "{{#template a.md x=y}}"),
        ] {
            let run = run(text);
            assert_eq!(run.text, made);
            assert_eq!(run.findings[0].code, Code::NoEffect, "{text}");
        }
        check("\\{{#title T}}", "{{#title T}}");
    }

    #[test]
    fn a_file_that_includes_itself_ends() {
        let fetch =
            |_: &FilePath| Ok(Arc::from("x {{#include page.md}} {{#include page.md}}"));
        let made =
            expand(&FilePath::fixed("src/page.md"), "{{#include page.md}}", &fetch);
        assert!(!made.unwrap().findings.is_empty());
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let text = "ab {{#include a.rs:1}} cd";
        let made = run(text);
        let at = |part: &str| {
            let start = made.text.find(part).unwrap();
            let span = origin(&made.splices, Span::from(start..start + part.len()));
            &text[span.range()]
        };
        assert_eq!(at("ab"), "ab");
        assert_eq!(at("cd"), "cd");
        assert_eq!(at("one"), "{{#include a.rs:1}}");
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let made = run(text);
        assert!(made.findings.is_empty(), "{:?}", made.findings);
        assert_eq!(made.text, expect);
    }

    fn run(text: &str) -> Expanded {
        let fetch = |file: &FilePath| match file.as_str() {
            "src/a.rs" => Ok(Arc::from(PROGRAM)),
            _ => Err(Box::new(Diagnostic::new(Code::Unreadable, "no file"))),
        };
        expand(&FilePath::fixed("src/page.md"), text, &fetch).unwrap()
    }
}
