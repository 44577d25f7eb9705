//! Writes an SVG that holds rectangles, lines and text.

use super::Said;
use crate::base::sentence::is_han;
use crate::base::text::{escape_into, escape_text_into};
use std::fmt::{self, Write as _};

/// The width of every drawing; a pixel of a small screen is about one unit.
pub(super) const WIDTH: f64 = 360.0;

/// The height of text.
pub(super) const TEXT: f64 = 13.0;

/// How wide a text is drawn, about.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(|it| if is_han(it) { TEXT } else { TEXT * 0.56 }).sum()
}

/// A rectangle on paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

/// A drawing that grows.
pub(super) struct Svg {
    body: String,
}

/// A place, in units.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Svg {
    pub(super) fn new() -> Self {
        Self { body: String::new() }
    }

    /// Text whose base line starts at a place.
    pub(super) fn text(&mut self, at: At, class: &str, text: &str) {
        self.words(at, class, "", text);
    }

    /// Text whose base line ends at a place.
    pub(super) fn text_to(&mut self, at: At, class: &str, text: &str) {
        self.words(at, class, " text-anchor=\"end\"", text);
    }

    fn words(&mut self, at: At, class: &str, anchor: &str, text: &str) {
        let (x, y) = (Short(at.x), Short(at.y));
        let open = format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{TEXT}\"{anchor}>"
        );
        write!(self.body, "{open}").unwrap_or(());
        escape_text_into(&mut self.body, text);
        self.body.push_str("</text>\n");
    }

    /// A bar, with what it says when one points at it.
    pub(super) fn bar(&mut self, at: At, size: At, class: &str, says: &str) {
        let (x, y, width, height) =
            (Short(at.x), Short(at.y), Short(size.x), Short(size.y));
        let open = format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\">"
        );
        write!(self.body, "{open}<title>").unwrap_or(());
        escape_text_into(&mut self.body, says);
        self.body.push_str("</title></rect>\n");
    }

    pub(super) fn line(&mut self, from: At, to: At) {
        let (x1, y1, x2, y2) = (Short(from.x), Short(from.y), Short(to.x), Short(to.y));
        let line = format_args!(
            "<line class=\"chart-axis\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        );
        writeln!(self.body, "{line}").unwrap_or(());
    }

    /// A rectangle that says nothing.
    pub(super) fn rect(&mut self, area: Area, class: &str) {
        let (x, y) = (Short(area.left), Short(area.top));
        let width = Short(area.right - area.left);
        let height = Short(area.bottom - area.top);
        let rect = format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
        writeln!(self.body, "{rect}").unwrap_or(());
    }

    pub(super) fn dot(&mut self, at: At, radius: f64, class: &str) {
        let (x, y, r) = (Short(at.x), Short(at.y), Short(radius));
        let dot =
            format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        writeln!(self.body, "{dot}").unwrap_or(());
    }

    /// A path in units of its own.
    pub(super) fn path(&mut self, path: &str, scale: f64, class: &str) {
        let scale = Short(scale);
        let path = format_args!(
            "<path class=\"{class}\" transform=\"scale({scale})\" fill-rule=\"evenodd\" d=\"{path}\"/>"
        );
        writeln!(self.body, "{path}").unwrap_or(());
    }

    /// Draws something that is a link and says what it is.
    pub(super) fn link(&mut self, href: &str, says: &str, draw: impl FnOnce(&mut Self)) {
        open_link(&mut self.body, href, says);
        draw(self);
        self.body.push_str("</a>\n");
    }

    /// The whole drawing.
    pub(super) fn finish(self, height: f64, said: Said<'_>) -> String {
        let size = format_args!("viewBox=\"0 0 {} {}\"", Short(WIDTH), Short(height));
        framed(&self.body, size, said)
    }
}

/// Begins a link that says what it is.
pub(super) fn open_link(body: &mut String, href: &str, says: &str) {
    body.push_str("<a href=\"");
    escape_into(body, href);
    body.push_str("\"><title>");
    escape_text_into(body, says);
    body.push_str("</title>\n");
}

/// A drawing with what is said of it. As an image it would hide its links from those who do
/// not see it, so with links it is a group.
pub(super) fn framed(body: &str, size: fmt::Arguments<'_>, said: Said<'_>) -> String {
    let mut out = String::with_capacity(body.len() + 256);
    let role = if body.contains("<a ") { "group" } else { "img" };
    write!(out, "<svg {size} role=\"{role}\" aria-label=\"").unwrap_or(());
    escape_into(&mut out, said.title);
    out.push_str("\">\n<title>");
    escape_text_into(&mut out, said.title);
    out.push_str("</title>\n<desc>");
    escape_text_into(&mut out, said.description);
    out.push_str("</desc>\n");
    out.push_str(body);
    out.push_str("</svg>\n");
    out
}

/// A coordinate with one decimal at most.
pub(super) struct Short(pub(super) f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding 0 makes -0 a 0.
        let text = format!("{:.1}", (self.0 * 10.0).round() / 10.0 + 0.0);
        f.write_str(text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// A text in lines that fit into a width; at most three, the last cut with an ellipsis.
pub(super) fn lines(text: &str, width: f64) -> Vec<String> {
    const MOST: usize = 3;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().flat_map(|it| pieces(it, width)) {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(&word);
        } else if width_of(line) + width_of(" ") + width_of(&word) <= width {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    if lines.len() > MOST {
        lines.truncate(MOST);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

/// A word in pieces that fit into a width.
fn pieces(word: &str, width: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let mut piece = pieces.last().cloned().unwrap_or_default();
        piece.push(c);
        match pieces.last_mut() {
            Some(last) if last.is_empty() || width_of(&piece) <= width => *last = piece,
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_into_lines_that_fit() {
        assert_eq!(lines("one two three", width_of("one two")), ["one two", "three"]);
        assert_eq!(lines("漢字漢字", width_of("漢字")), ["漢字", "漢字"]);
        assert_eq!(lines("", 100.0), [""]);
        assert_eq!(lines(&"word ".repeat(99), 100.0).len(), 3);
    }
}
