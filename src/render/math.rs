//! Turns LaTeX into MathML without a script: only elements and attributes of MathML Core
//! that the content security policy lets through.
//!
//! Classes for themes, all on tables, rows and cells of environments: `menv-alignlike`,
//! `menv-arraylike`, `menv-cases`, `menv-cells-left`, `menv-cells-right`, `cell-left`,
//! `cell-right`, `menv-left-solid`, `menv-right-solid` (and `-dashed`), `menv-hline`,
//! `menv-hdashline`, `menv-nonumber`, `menv-with-eqn`, `menv-multline`.

use crate::base::text;
use crate::render::guard;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

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
    tidy(&raw, &mut out).ok_or("the formula uses a command that has no MathML")?;
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
    let mut out = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
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

const ELEMENTS: &[&str] = &[
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "mtext",
    "mspace",
    "ms",
    "msup",
    "msub",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mfrac",
    "msqrt",
    "mroot",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "semantics",
    "mstyle",
    "menclose",
];

const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "class",
    "columnalign",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathbackground",
    "mathcolor",
    "mathsize",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
    "xmlns",
];

/// Copies MathML and leaves out what is not on the lists; colours in `style` become the
/// attributes that MathML has for them. An operator `<` or `>` comes unescaped and is told
/// from a tag by what follows it. `None` if an element is not on the list.
fn tidy(raw: &str, out: &mut String) -> Option<()> {
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        write_text(&rest[..at], out);
        rest = &rest[at + 1..];
        if rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '/') {
            let (tag, after) = rest.split_once('>')?;
            write_tag(tag, out)?;
            rest = after;
        } else {
            out.push_str("&lt;");
        }
    }
    write_text(rest, out);
    Some(())
}

/// Text whose `&` and `<` are references already.
fn write_text(text: &str, out: &mut String) {
    for (at, part) in text.split('>').enumerate() {
        out.push_str(if at == 0 { "" } else { "&gt;" });
        out.push_str(part);
    }
}

fn write_tag(tag: &str, out: &mut String) -> Option<()> {
    let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |it| (true, it));
    let name = tag.split([' ', '/']).next().filter(|it| ELEMENTS.contains(it))?;
    out.push_str(if is_end { "</" } else { "<" });
    out.push_str(name);
    write_attributes(&tag[name.len()..], out)?;
    // HTML knows `/>` in MathML.
    out.push_str(if tag.ends_with('/') { "/>" } else { ">" });
    Some(())
}

fn write_attributes(mut rest: &str, out: &mut String) -> Option<()> {
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        match name.trim() {
            "style" => value.split(';').for_each(|it| write_colour(it, out)),
            name if ATTRIBUTES.contains(&name) => write_attribute(name, value, out),
            _ => {}
        }
        rest = after;
    }
    Some(())
}

fn write_colour(declaration: &str, out: &mut String) {
    let Some((name, value)) = declaration.split_once(':') else { return };
    let name = match name.trim() {
        "color" => "mathcolor",
        "background-color" => "mathbackground",
        _ => return,
    };
    let parts = value.trim().strip_prefix("rgb(").and_then(|it| it.strip_suffix(')'));
    let parts = parts.unwrap_or_default().split(' ').map(|it| it.parse::<u8>().ok());
    if let Some([r, g, b]) = parts.collect::<Option<Vec<_>>>().as_deref() {
        write_attribute(name, &format!("#{r:02x}{g:02x}{b:02x}"), out);
    }
}

fn write_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text::escape_into(out, value);
    out.push('"');
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
