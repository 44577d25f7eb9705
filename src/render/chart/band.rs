//! Writes an SVG as wide as what it stands in: places across are shares of the width,
//! heights are pixels. So text keeps its size on every screen, and nothing is drawn twice.

use super::Said;
use super::svg::{Short, framed, open_link};
use crate::base::text::escape_text_into;
use std::fmt::Write as _;

/// The narrowest such drawing; what has room here has room everywhere.
pub(super) const NARROW: f64 = 272.0;

/// The height of text.
pub(super) const TEXT: f64 = 12.0;

/// From where a text goes on.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// To the right of its place.
    Start,
    /// To both sides.
    Middle,
    /// To the left.
    End,
}

/// A drawing that grows.
pub(super) struct Band {
    body: String,
}

impl Band {
    pub(super) fn new() -> Self {
        Self { body: String::new() }
    }

    /// A text at a share of the width; its base line at `y`.
    pub(super) fn text(
        &mut self,
        (x, y): (f64, f64),
        anchor: Anchor,
        class: &str,
        text: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (Share(x), Short(y));
        let open = format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{TEXT}\"{anchor}>"
        );
        write!(self.body, "{open}").unwrap_or(());
        escape_text_into(&mut self.body, text);
        self.body.push_str("</text>\n");
    }

    /// A rectangle between two shares of the width.
    pub(super) fn bar(
        &mut self,
        (from, to): (f64, f64),
        (y, height): (f64, f64),
        class: &str,
    ) {
        let (x, width) = (Share(from), Share((to - from).max(0.004)));
        let (y, height) = (Short(y), Short(height));
        let bar = format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
        writeln!(self.body, "{bar}").unwrap_or(());
    }

    /// A square of fixed size around a place, for fingers.
    pub(super) fn square(&mut self, (x, y): (f64, f64), size: f64, class: &str) {
        let at = Short(-size / 2.0);
        let size = Short(size);
        let square = format_args!(
            "<rect class=\"{class}\" x=\"{at}\" y=\"{at}\" width=\"{size}\" height=\"{size}\"/>"
        );
        self.at((x, y), &square.to_string());
    }

    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, class: &str) {
        let (x, y, r) = (Share(x), Short(y), Short(radius));
        let dot =
            format_args!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        writeln!(self.body, "{dot}").unwrap_or(());
    }

    /// A shape that is drawn around the place 0, 0.
    pub(super) fn shape(&mut self, place: (f64, f64), path: &str, class: &str) {
        self.at(place, &format!("<path class=\"{class}\" d=\"{path}\"/>"));
    }

    fn at(&mut self, (x, y): (f64, f64), shape: &str) {
        let (x, y) = (Share(x), Short(y));
        let open = format_args!("<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\">");
        writeln!(self.body, "{open}{shape}</svg>").unwrap_or(());
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        let (x1, y1, x2, y2) = (Share(from.0), Short(from.1), Share(to.0), Short(to.1));
        let line = format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        );
        writeln!(self.body, "{line}").unwrap_or(());
    }

    /// Draws something that is a link and says what it is.
    pub(super) fn link(&mut self, href: &str, says: &str, draw: impl FnOnce(&mut Self)) {
        open_link(&mut self.body, href, says);
        draw(self);
        self.body.push_str("</a>\n");
    }

    /// Draws something that says what it is when one points at it.
    pub(super) fn group(&mut self, says: &str, draw: impl FnOnce(&mut Self)) {
        self.body.push_str("<g><title>");
        escape_text_into(&mut self.body, says);
        self.body.push_str("</title>\n");
        draw(self);
        self.body.push_str("</g>\n");
    }

    /// The drawing as a small sign in a text, which says the same.
    pub(super) fn sign(self) -> String {
        let body = self.body.trim_end();
        format!(
            "<svg class=\"band sign\" width=\"28\" height=\"16\" aria-hidden=\"true\">{body}</svg>"
        )
    }

    /// The whole drawing.
    pub(super) fn finish(self, height: f64, class: &str, said: Said<'_>) -> String {
        let height = Short(height);
        let size =
            format_args!("class=\"band {class}\" width=\"100%\" height=\"{height}\"");
        framed(&self.body, size, said)
    }
}

/// A share of the width: 0 is left, 1 is right.
struct Share(f64);

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.2}", (self.0 * 10_000.0).round() / 100.0 + 0.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        write!(f, "{text}%")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_with_links_is_a_group_and_one_without_an_image() {
        let said = Said { title: "a < b", description: "d", lang: "en", colon: ":" };
        let mut band = Band::new();
        band.dot((0.5, 3.0), 2.0, "mark");
        let image = band.finish(10.0, "x", said);
        assert!(image.contains("role=\"img\" aria-label=\"a &lt; b\""), "{image}");
        assert!(image.contains("cx=\"50%\" cy=\"3\""), "{image}");
        let mut band = Band::new();
        band.link("#a\"b", "it & more", |it| it.dot((1.0 / 3.0, 3.0), 2.0, "mark"));
        let group = band.finish(10.0, "x", said);
        assert!(group.contains("role=\"group\"") && group.contains("33.33%"), "{group}");
        assert!(group.contains("href=\"#a&quot;b\"><title>it &amp; more<"), "{group}");
    }
}
