//! Keeps of MathML what is on the lists.

use crate::base::text;

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

const STYLES: [&str; 2] = ["displaystyle", "scriptlevel"];

/// Copies MathML and leaves out what is not on the lists; colours in `style` become the
/// attributes that MathML has for them. An operator `<` or `>` comes unescaped and is told
/// from a tag by what follows it. `None` if an element is not on the list.
pub(super) fn tidy(raw: &str, out: &mut String) -> Option<()> {
    let mut rest = raw;
    let mut ends: Vec<String> = Vec::new();
    while let Some(at) = rest.find('<') {
        write_text(&rest[..at], out);
        rest = &rest[at + 1..];
        if rest.starts_with('/') {
            rest = rest.split_once('>')?.1;
            out.push_str(&ends.pop()?);
        } else if rest.starts_with(|it: char| it.is_ascii_alphabetic()) {
            let (tag, after) = rest.split_once('>')?;
            write_tag(tag, out, &mut ends)?;
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

/// Writes the start of an element, and remembers its end. The style of a formula is an
/// attribute of `mstyle` and of tables only.
fn write_tag(tag: &str, out: &mut String, ends: &mut Vec<String>) -> Option<()> {
    let name = tag.split([' ', '/']).next().filter(|it| ELEMENTS.contains(it))?;
    let attributes = &tag[name.len()..];
    // HTML knows `/>` in MathML.
    let is_empty = tag.ends_with('/');
    let is_styled = name != "mtable" && attributes.contains(" scriptlevel=");
    let mut end = if is_empty { String::new() } else { format!("</{name}>") };
    if is_styled {
        out.push_str("<mstyle");
        write_attributes(attributes, out, |it| STYLES.contains(&it))?;
        out.push('>');
        end.push_str("</mstyle>");
    }
    out.push('<');
    out.push_str(name);
    write_attributes(attributes, out, |it| !(is_styled && STYLES.contains(&it)))?;
    out.push_str(if is_empty { "/>" } else { ">" });
    if is_empty {
        out.push_str(&end);
    } else {
        ends.push(end);
    }
    Some(())
}

fn write_attributes(
    mut rest: &str,
    out: &mut String,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<()> {
    while let Some((name, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"')?;
        match name.trim() {
            name if !is_wanted(name) => {}
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
