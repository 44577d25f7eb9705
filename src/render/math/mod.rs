//! Turns LaTeX into MathML without a script: only elements and attributes of MathML Core
//! that the content security policy lets through.
//!
//! Classes for themes, all on tables, rows and cells of environments: `menv-alignlike`,
//! `menv-arraylike`, `menv-cases`, `menv-cells-left`, `menv-cells-right`, `cell-left`,
//! `cell-right`, `menv-left-solid`, `menv-right-solid` (and `-dashed`), `menv-hline`,
//! `menv-hdashline`, `menv-nonumber`, `menv-with-eqn`, `menv-multline`.

mod text;
mod tidy;

use crate::render::guard;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};
use std::convert::Infallible;

/// Formulas above this are refused: nobody reads them, and macros can multiply.
const LONGEST: usize = 8 * 1024;

/// A formula of more parts than this is refused.
const MOST_PARTS: usize = 20_000;

/// Braces deeper than this are refused: browsers stop at 512 nested elements.
const DEEPEST: usize = 64;

/// A formula as MathML, or why it cannot be one: lower case, no full stop.
pub(super) fn mathml(tex: &str, display: bool) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err(format!("the formula is longer than {LONGEST} bytes"));
    }
    if depth(tex) > DEEPEST {
        return Err(format!("the formula nests deeper than {DEEPEST} braces"));
    }
    let made = guard::quietly(|| convert(tex, display));
    let raw = made.unwrap_or_else(|| Err("the formula cannot be read".to_owned()))?;
    let mut out = String::with_capacity(raw.len());
    tidy::tidy(&raw, &mut out).ok_or("the formula uses a command that has no MathML")?;
    Ok(out)
}

fn depth(tex: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in tex.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest.max(tex.matches("\\left").count()).max(tex.matches("\\begin").count())
}

fn convert(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(tex, &storage) {
        events.push(event.map_err(|error| first_line(&error.to_string()))?);
        if events.len() > MOST_PARTS {
            return Err(format!("the formula has more than {MOST_PARTS} parts"));
        }
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let texts = text::read_all(&events)?;
    let events = text::put(events, &texts).map(Ok::<_, Infallible>);
    let mut out = String::new();
    push_mathml(&mut out, events, config).map_err(|error| error.to_string())?;
    Ok(out)
}

fn first_line(error: &str) -> String {
    let line = error.lines().find(|it| !it.trim().is_empty()).unwrap_or("not LaTeX");
    let line = line.trim().trim_start_matches("parsing error:").trim();
    let line = line.trim_end_matches(['.', ':']);
    let mut chars = line.chars();
    chars.next().map(|it| it.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_becomes_mathml() {
        let html = mathml("x^2 < \\frac{1}{2}", false).unwrap();
        assert!(html.starts_with("<math display=\"inline\">"), "{html}");
        assert!(html.contains("<msup><mi>x</mi><mn>2</mn></msup>"), "{html}");
        assert!(html.contains("&lt;") && html.contains("<mfrac>"), "{html}");
    }

    #[test]
    fn colours_need_no_inline_style() {
        let html =
            mathml("\\color{red} x \\quad\\! y \\colorbox{blue}{z}", true).unwrap();
        assert!(!html.contains("style="), "{html}");
        assert!(html.contains("mathcolor=\"#ff0000\""), "{html}");
    }

    #[test]
    fn text_in_a_formula_stays_text() {
        let html = mathml("\\text{<script>alert(1)</script>}", false).unwrap();
        assert!(html.contains("&lt;script") && !html.contains("<script"), "{html}");
    }

    #[test]
    fn blanks_are_blanks_and_text_is_read_as_text() {
        let html = mathml("45\\ 000~\\mathbf{a\\ b}\\text{ }", false).unwrap();
        assert!(!html.contains("nbsp"), "{html}");
        assert_eq!(html.matches("<mspace width=\"0.333em\"/>").count(), 4, "{html}");
        let says = |tex: &str, text: &str| {
            let html = mathml(tex, false).unwrap();
            assert!(html.contains(&format!("<mtext>{text}</mtext>")), "{html}");
        };
        says(
            "\\text{R\\&D, 3\\%, \\$5, \\#1, a\\_b, \\{}",
            "R&amp;D, 3%, $5, #1, a_b, {",
        );
        says("\\text{a~b\\ c}", "a\u{a0}b\u{a0}c");
        says("\\text{5\\,kg -- 6{7}}", "5\u{202f}kg – 67");
        says("\\text{Öl in €/t}", "Öl in €/t");
        let fault = mathml("\\text{20 \\degree C}", false).unwrap_err();
        assert_eq!(fault, "text in it knows no `\\degree`");
        assert!(mathml("\\text{if \\(x\\)}", false).is_err());
    }

    #[test]
    fn styles_stand_on_elements_that_take_them() {
        for tex in [
            "\\tfrac{1}{2}",
            "\\dbinom{n}{k}",
            "\\displaystyle x + \\frac12",
            "\\tbinom nk^2",
        ] {
            let html = mathml(tex, false).unwrap();
            let is_right =
                |it: &str| it.starts_with("mstyle ") || !it.contains("scriptlevel");
            assert!(html.split('<').all(is_right) && html.contains("<mstyle "), "{html}");
            assert_eq!(
                html.matches("<mstyle").count(),
                html.matches("</mstyle>").count()
            );
        }
    }

    #[test]
    fn comparisons_are_no_tags() {
        let html = mathml("a<b>c \\lt /d", false).unwrap();
        assert!(html.contains("<mo>&lt;</mo><mi>b</mi><mo>&gt;</mo>"), "{html}");
    }

    #[test]
    fn what_is_not_latex_is_told() {
        for tex in ["\\frac{1", "\\nosuchcommand", "}", "\\begin{x}"] {
            let error = mathml(tex, false).unwrap_err();
            assert!(!error.contains('\n') && !error.is_empty(), "{error}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        assert!(mathml(&"{".repeat(5000), false).is_err());
        assert!(mathml(&"x".repeat(LONGEST + 1), false).is_err());
        assert!(
            mathml("\\def\\a{\\b\\b\\b\\b}\\def\\b{\\a\\a\\a\\a}\\a", false).is_err()
        );
    }

    proptest! {
        #[test]
        fn nothing_but_mathml_comes_out(tex in "[\\\\a-z{}^_&$ <>\"'/=0-9\\[\\]]{0,40}") {
            if let Ok(html) = mathml(&tex, true) {
                prop_assert!(!html.contains("style=") && !html.contains("<script"));
            }
        }
    }
}
