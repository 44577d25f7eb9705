//! Text as LaTeX: every special character escaped, the markup of CSL as commands. The
//! braces of every value are balanced, for BibTeX counts escaped ones, too.

use crate::export::bibliography::markup::{Run, Style, runs};

/// Plain text with the markup of CSL.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for run in runs(text) {
        match run {
            Run::Text(text) => escape(&mut out, text),
            Run::Open(style) => out.push_str(command(style)),
            Run::Close(_) => out.push('}'),
        }
    }
    out
}

/// A value that biblatex takes as it is, such as an address.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            ' ' | '\n' | '\t' => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

fn command(style: Style) -> &'static str {
    match style {
        Style::Italic => "\\emph{",
        Style::Bold => "\\textbf{",
        Style::Superscript => "\\textsuperscript{",
        Style::Subscript => "\\textsubscript{",
        Style::SmallCaps => "\\textsc{",
        Style::NoCase => "{",
    }
}

fn escape(out: &mut String, text: &str) {
    let are_balanced = are_balanced(text);
    let mut last = '\0';
    for c in text.chars() {
        match c {
            '{' if !are_balanced => out.push_str("\\textbraceleft{}"),
            '}' if !are_balanced => out.push_str("\\textbraceright{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '"' => out.push_str("{\\textquotedbl}"),
            // Two of them would become one sign.
            '-' | '\'' if last == c => out.extend(["{}", c.encode_utf8(&mut [0; 4])]),
            '\u{A0}' => out.push('~'),
            c if c.is_whitespace() => {
                if !last.is_whitespace() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
        last = c;
    }
}

/// Whether every brace has its partner.
fn are_balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    text.chars().all(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth >= 0
    }) && depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &str, expect: &str) {
        assert_eq!(text(input), expect);
        assert!(are_balanced(&text(input)), "{input}");
    }

    #[test]
    fn what_latex_reads_is_escaped() {
        check("50 % & $5 #1 _u", "50 \\% \\& \\$5 \\#1 \\_u");
        check(
            "~ ^ \\ `",
            "\\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textasciigrave{}",
        );
        check("a--b ''c'' \"d\"", "a-{}-b '{}'c'{}' {\\textquotedbl}d{\\textquotedbl}");
        check("{x} y", "\\{x\\} y");
        check("} x {", "\\textbraceright{} x \\textbraceleft{}");
        check("a\u{A0}b\n\n c", "a~b c");
    }

    #[test]
    fn markup_becomes_commands() {
        check("<i>A <b>b</b></i>", "\\emph{A \\textbf{b}}");
        check("<i>a</i> and <i>b</i>", "\\emph{a} and \\emph{b}");
        check("x<sup>2</sup> <state>", "x\\textsuperscript{2} <state>");
    }

    #[test]
    fn addresses_hold_no_brace() {
        assert_eq!(
            verbatim("https://x.example/{a}\\b%20c_d"),
            "https://x.example/%7Ba%7D%5Cb%20c_d"
        );
    }
}
