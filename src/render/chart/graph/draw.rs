//! Writes a graph that is laid out: lines first, nodes above them.

use super::Graph;
use super::layout::{Bundle, Place, Star, WHOLE, WIDTH};
use crate::base::text::{escape_into, escape_text_into};
use crate::render::chart::svg::{self, Short};
use std::fmt::Write as _;

/// The height of text.
const TEXT: f64 = 12.0;

/// Half the width of an arrow head.
const TIP: f64 = 4.0;

/// Names have capitals, and that in the middle is bold: wider than a text is elsewhere.
const CAUTION: f64 = 1.14;

/// From a node to the line that joins its bundle.
const JOIN: f64 = 14.0;

/// A drawing for each star.
pub(super) fn draw(graph: &Graph, stars: &[Star], description: &str) -> String {
    let mut pen = Pen { graph, out: String::new() };
    for star in stars {
        pen.open(star, description);
        pen.star(star);
        pen.out.push_str("</svg>\n");
    }
    pen.out
}

struct Pen<'a> {
    graph: &'a Graph,
    out: String,
}

impl Pen<'_> {
    fn open(&mut self, star: &Star, description: &str) {
        let (width, height) = (Short(WHOLE), Short(star.height));
        let middle = self.graph.nodes.get(star.middle.node);
        let title = middle.map_or("", |it| it.label.as_str());
        // As an image it would hide its links from those who do not see it.
        let open = format_args!(
            "<svg class=\"graph\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\""
        );
        write!(self.out, "{open}").unwrap_or(());
        escape_into(&mut self.out, title);
        self.out.push_str("\">\n");
        self.says("title", title);
        self.says("desc", description);
    }

    fn says(&mut self, tag: &str, words: &str) {
        write!(self.out, "<{tag}>").unwrap_or(());
        escape_text_into(&mut self.out, words);
        writeln!(self.out, "</{tag}>").unwrap_or(());
    }

    fn star(&mut self, star: &Star) {
        for bundle in &star.bundles {
            self.lines(bundle, star.middle);
        }
        // Read in this order it is a sentence: who, in what way, whom.
        for bundle in star.bundles.iter().filter(|it| it.inward) {
            self.bundle(bundle);
        }
        self.node(star.middle, "node-middle ");
        for bundle in star.bundles.iter().filter(|it| !it.inward) {
            self.bundle(bundle);
        }
    }

    /// A short line from each node of a bundle, joined to one that meets the middle.
    fn lines(&mut self, bundle: &Bundle, middle: Place) {
        let (Some(first), Some(last)) = (bundle.places.first(), bundle.places.last())
        else {
            return;
        };
        let side = if bundle.inward { 1.0 } else { -1.0 };
        let near = first.x + side * WIDTH / 2.0;
        let join = near + side * JOIN;
        let mut path = String::new();
        for place in &bundle.places {
            write!(path, "M{} {}H{}", Short(near), Short(place.y), Short(join))
                .unwrap_or(());
        }
        let (top, bottom) = (Short(first.y), Short(last.y));
        write!(path, "M{} {top}V{bottom}", Short(join)).unwrap_or(());
        let (start, end) = (f64::midpoint(first.y, last.y), bundle.tip_y);
        let meets = middle.x - side * WIDTH / 2.0;
        let half = Short(f64::midpoint(join, meets));
        let (join, start, end_) = (Short(join), Short(start), Short(end));
        let meets_ = Short(meets);
        write!(path, "M{join} {start}C{half} {start} {half} {end_} {meets_} {end_}")
            .unwrap_or(());
        writeln!(self.out, "<path class=\"rel\" d=\"{path}\"/>").unwrap_or(());
        if bundle.inward {
            self.tip(meets, end);
        } else {
            bundle.places.iter().for_each(|it| self.tip(near, it.y));
        }
    }

    /// An arrow head that points to the right.
    fn tip(&mut self, x: f64, y: f64) {
        let (tip, back) = (Short(x), Short(x - 2.0 * TIP));
        let (y, above, below) = (Short(y), Short(y - TIP), Short(y + TIP));
        let path = format_args!("M{tip} {y}L{back} {above}L{back} {below}Z");
        writeln!(self.out, "<path class=\"rel-tip\" d=\"{path}\"/>").unwrap_or(());
    }

    /// The name of the type, and the nodes below it.
    fn bundle(&mut self, bundle: &Bundle) {
        let Some(first) = bundle.places.first() else { return };
        let word = self.graph.types.get(bundle.kind).map_or("", String::as_str);
        let (x, y) = (first.x - WIDTH / 2.0, bundle.label_y + TEXT * 0.5);
        self.text("rel-type", (x, y), word, WIDTH);
        bundle.places.iter().for_each(|it| self.node(*it, ""));
    }

    fn node(&mut self, place: Place, class: &str) {
        let Some(node) = self.graph.nodes.get(place.node) else { return };
        write!(self.out, "<a class=\"node {class}node-").unwrap_or(());
        escape_into(&mut self.out, &node.kind);
        self.out.push_str("\" href=\"");
        escape_into(&mut self.out, &node.href);
        self.out.push_str("\">");
        let (left, top) = (place.x - WIDTH / 2.0, place.y - place.height / 2.0);
        let (x, y) = (Short(left), Short(top));
        let (width, height) = (Short(WIDTH), Short(place.height));
        let rect =
            format_args!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        writeln!(self.out, "<rect {rect} rx=\"3\"/>").unwrap_or(());
        let label = format!("{} {}", sign(&node.kind), node.label);
        self.text("name", (left + 6.0, place.y + TEXT * 0.35), &label, WIDTH - 12.0);
        self.out.push_str("</a>\n");
    }

    /// Text that is cut to a width; pointed at, it says the rest.
    fn text(&mut self, class: &str, (x, y): (f64, f64), words: &str, width: f64) {
        let shown = shortened(words, width);
        let (x, y) = (Short(x), Short(y));
        let open =
            format_args!("class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{TEXT}\"");
        write!(self.out, "<text {open}>").unwrap_or(());
        escape_text_into(&mut self.out, &shown);
        if shown != words {
            self.says("title", words);
        }
        self.out.push_str("</text>\n");
    }
}

/// A sign for a kind of page, so that colour is not all that tells kinds apart.
pub(in crate::render) fn sign(kind: &str) -> &'static str {
    match kind {
        "person" => "●",
        "organisation" => "■",
        "place" => "▲",
        "product" => "◆",
        _ => "○",
    }
}

/// A text that fits into a width, cut with an ellipsis.
fn shortened(text: &str, width: f64) -> String {
    let width_of = |it: &str| svg::width_of(it) * TEXT / svg::TEXT * CAUTION;
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width_of(&kept) + width_of("…") + width_of(c.encode_utf8(&mut [0; 4])) > width
        {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}
