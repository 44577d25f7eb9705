//! Colours code: a language and a text come in, HTML with short classes goes out. What is
//! too long, in an unknown language or too much for a grammar stays plain, and nothing of
//! the text is ever lost.
//!
//! The classes, for themes:
//!
//! | class | marks | class | marks |
//! |---|---|---|---|
//! | `hl-k` | keyword, storage | `hl-g` | tag, key of a mapping |
//! | `hl-s` | string | `hl-a` | attribute name |
//! | `hl-e` | escape in a string | `hl-m` | annotation, preprocessor |
//! | `hl-n` | number | `hl-h` | heading, strong markup |
//! | `hl-o` | constant | `hl-p` | operator |
//! | `hl-c` | comment | `hl-i` | inserted line of a diff |
//! | `hl-f` | function | `hl-d` | deleted line of a diff |
//! | `hl-t` | type | `hl-x` | not valid |

mod lines;

use crate::base::text;
use crate::render::guard;
use lines::{Memory, Run};
use std::sync::OnceLock;
use syntect::parsing::{Scope, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

/// Blocks above this stay plain: grammars manage less than a megabyte a second.
const LONGEST: usize = 64 * 1024;

/// Blocks with a longer line stay plain too: no hand has written it, and a pattern may look
/// to its end from each of its signs.
const LONGEST_LINE: usize = 8 * 1024;

/// The class of every scope, special ones first; the first that is a prefix wins. A scope
/// that is not here takes the class of the scope around it.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("constant.character.escape", "e"),
    ("constant.numeric", "n"),
    ("constant.other.placeholder", "e"),
    ("constant", "o"),
    ("support.constant", "o"),
    ("string", "s"),
    ("meta.interpolation", ""),
    ("meta.embedded", ""),
    ("source", ""),
    ("keyword.operator.word", "k"),
    ("keyword.operator", "p"),
    ("keyword", "k"),
    ("storage", "k"),
    ("variable.language", "k"),
    ("variable.function", "f"),
    ("variable.annotation", "m"),
    ("entity.name.function", "f"),
    ("entity.name.tag", "g"),
    ("entity.name.section", "h"),
    ("entity.other.attribute-name", "a"),
    ("entity.other.inherited-class", "t"),
    ("entity.name", "t"),
    ("support.function", "f"),
    ("support.macro", "f"),
    ("support.type.property-name", "a"),
    ("support", "t"),
    ("meta.annotation", "m"),
    ("meta.preprocessor", "m"),
    ("meta.diff.header", "m"),
    ("meta.diff.range", "m"),
    ("markup.heading", "h"),
    ("markup.bold", "h"),
    ("markup.raw", "s"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("invalid", "x"),
];

/// Names that people write and grammars do not know.
const ALIASES: &[(&str, &str)] = &[
    ("console", "bash"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("shell-session", "bash"),
    ("yara", "c"),
    ("sigma", "yaml"),
];

/// Appends `code` as HTML, coloured as `language`.
pub(super) fn highlight_into(out: &mut String, language: &str, code: &str) {
    let is_long = || code.lines().any(|it| it.len() > LONGEST_LINE);
    if language.is_empty() || code.len() > LONGEST || is_long() {
        return text::escape_text_into(out, code);
    }
    let made = grammar(language).and_then(|it| guard::quietly(|| colour(it, code)));
    match made.flatten() {
        Some(html) => out.push_str(&html),
        None => text::escape_text_into(out, code),
    }
}

struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

fn grammars() -> &'static Grammars {
    static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
    GRAMMARS.get_or_init(|| {
        let scope = |(name, class): &(&str, &'static str)| {
            Scope::new(name).ok().map(|it| (it, *class))
        };
        let classes = CLASSES.iter().filter_map(scope).collect();
        Grammars { set: two_face::syntax::extra_newlines(), classes }
    })
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(name, _)| name.eq_ignore_ascii_case(language));
    let set = &grammars().set;
    let found = set.find_syntax_by_token(alias.map_or(language, |(_, known)| known));
    found.filter(|it| it.name != set.find_syntax_plain_text().name)
}

/// `None` where the grammar fails.
fn colour(grammar: &SyntaxReference, code: &str) -> Option<String> {
    let mut paint = Paint::new(code.len());
    let mut state = Memory::start(grammar);
    for line in LinesWithEndings::from(code) {
        let (runs, next) = state.read(grammar, grammars(), line)?;
        paint.line(line, &runs)?;
        state = next;
    }
    Some(paint.finish())
}

impl Grammars {
    fn class(&self, scope: Scope) -> Option<&'static str> {
        let found = self.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(scope));
        found.map(|(_, class)| *class)
    }
}

/// Writes runs of text; equal neighbours share a span.
struct Paint {
    html: String,
    open: &'static str,
}

impl Paint {
    fn new(length: usize) -> Self {
        Self { html: String::with_capacity(length * 4), open: "" }
    }

    fn line(&mut self, line: &str, runs: &[Run]) -> Option<()> {
        let mut from = 0;
        for run in runs {
            self.write(line.get(from..run.end)?, run.class);
            from = run.end;
        }
        Some(())
    }

    fn write(&mut self, run: &str, class: &'static str) {
        // White space shows no colour, so it does not end a span.
        if class != self.open && !run.trim().is_empty() {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"hl-");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        }
        text::escape_text_into(&mut self.html, run);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, code: &str, html: &str) {
        let mut out = String::new();
        highlight_into(&mut out, language, code);
        assert_eq!(out, html);
    }

    #[test]
    fn code_is_coloured_by_short_classes() {
        check(
            "rust",
            "// x < y\nlet a = \"\\n\"; f(1)\n",
            "<span class=\"hl-c\">// x &lt; y\n</span>\
             <span class=\"hl-k\">let</span> a <span class=\"hl-p\">= </span>\
             <span class=\"hl-s\">\"</span><span class=\"hl-e\">\\n</span>\
             <span class=\"hl-s\">\"</span>; <span class=\"hl-f\">f</span>(\
             <span class=\"hl-n\">1</span>)\n",
        );
    }

    #[test]
    fn unknown_languages_and_long_blocks_stay_plain() {
        check("no-such-language", "a < b", "a &lt; b");
        check("", "let x", "let x");
        let long = "let x = 1;\n".repeat(6000);
        check("rust", &long, &long);
        let line = "1 + ".repeat(3000);
        check("js", &line, &line);
    }

    #[test]
    fn no_character_of_the_code_is_lost() {
        let code = "fn main() {\n\t\"ä€\u{1f600}\"; /* … */ 0x1f\n}\r\n<b>&amp;'";
        for language in ["rust", "html", "py", "json", "ps1", "yaml", "diff", "md", "php"]
        {
            let mut out = String::new();
            highlight_into(&mut out, language, code);
            assert_eq!(plain(&out), code, "{language}");
        }
    }

    #[test]
    fn a_block_that_was_seen_gives_the_same_bytes() {
        let twice = ["1 + 2\n"; 2].map(|code| {
            let mut out = String::new();
            highlight_into(&mut out, "python", code);
            out
        });
        assert_eq!(twice[0], twice[1]);
        assert!(twice[0].contains("hl-n"));
    }

    fn plain(html: &str) -> String {
        let mut out = String::new();
        for (at, part) in html.split('<').enumerate() {
            let text = if at == 0 { part } else { part.split_once('>').unwrap().1 };
            out.push_str(text);
        }
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }
}
