//! Writes the markings of blocks and spans: a label where something marked begins, and
//! another one where it ends, which a reader who does not see the page hears as well.

use super::sheet::Sheet;
use crate::model::{Kind, Marking, Node};

/// Marked sections that are open: the level of the heading, and its node.
pub(super) type Sections<'w> = Vec<(u8, &'w Node)>;

impl<'w> Sheet<'w> {
    /// Begins what is marked, where the node itself can hold the label.
    pub(super) fn label_inside(&mut self, node: &Node) {
        let Some(marking) = marking_of(node) else { return };
        match place_of_label(&node.kind) {
            Spot::Line | Spot::Section => self.line_label(marking),
            Spot::Block => self.block_label(marking),
            Spot::Around => {}
        }
    }

    /// Ends what [`Sheet::label_inside`] began.
    pub(super) fn end_inside(&mut self, node: &Node) {
        let Some(marking) = marking_of(node) else { return };
        match place_of_label(&node.kind) {
            Spot::Line => self.line_end(marking),
            Spot::Block => self.block_end(marking),
            Spot::Section | Spot::Around => {}
        }
    }

    /// Begins what is marked, where the node cannot hold a label: in a box around it.
    pub(super) fn label_around(&mut self, node: &Node) {
        match around(node) {
            Some(marking) if node.kind.is_inline() => self.open_line(marking),
            Some(marking) => self.open_box(marking),
            None => {}
        }
    }

    /// Ends what [`Sheet::label_around`] began.
    pub(super) fn end_around(&mut self, node: &Node) {
        match around(node) {
            Some(marking) if node.kind.is_inline() => {
                self.line_end(marking);
                self.close("span");
            }
            Some(marking) => self.close_box(marking),
            None => {}
        }
    }

    /// Begins the section of a marked heading: it reaches to the next heading of its level,
    /// or to the end of the block that it stands in.
    pub(super) fn open_section(
        &mut self,
        open: &mut Sections<'w>,
        node: &'w Node,
        level: u8,
    ) {
        self.close_sections(open, level);
        if marking_of(node).is_some() {
            self.out.push_str("<div class=\"marked\">\n");
            open.push((level, node));
        }
    }

    /// Ends the sections whose headings are of this level or below it.
    pub(super) fn close_sections(&mut self, open: &mut Sections<'w>, level: u8) {
        while let Some((_, node)) = open.pop_if(|it| it.0 >= level) {
            if let Some(marking) = marking_of(node) {
                self.close_box(marking);
            }
        }
    }

    /// Writes something in a box if the node is marked.
    pub(super) fn boxed(&mut self, node: &Node, write: impl FnOnce(&mut Self)) {
        let marking = marking_of(node);
        if let Some(marking) = marking {
            self.open_box(marking);
        }
        write(self);
        if let Some(marking) = marking {
            self.close_box(marking);
        }
    }

    /// A box with a label in it, open.
    fn open_box(&mut self, marking: Marking) {
        self.out.push_str("<div class=\"marked\">");
        self.block_label(marking);
        self.out.push('\n');
    }

    /// Ends a box.
    fn close_box(&mut self, marking: Marking) {
        self.block_end(marking);
        self.close_block("div");
    }

    /// The label at the beginning of a line.
    pub(super) fn line_label(&mut self, marking: Marking) {
        self.label("span", marking);
        self.out.push(' ');
    }

    /// The end of a marked line: its looks show it, words say it.
    pub(super) fn line_end(&mut self, marking: Marking) {
        let (before, after) = self.words_of_end();
        self.out.push_str("<span class=\"hidden\"> (");
        self.escaped(before);
        self.escaped(marking.label());
        self.escaped(after);
        self.out.push_str(")</span>");
    }

    fn open_line(&mut self, marking: Marking) {
        self.out.push_str("<span class=\"marked\">");
        self.line_label(marking);
    }

    fn block_label(&mut self, marking: Marking) {
        self.label("p", marking);
    }

    fn block_end(&mut self, marking: Marking) {
        let (before, after) = self.words_of_end();
        self.out.push_str("<p class=\"marking-end\">");
        self.escaped(before);
        self.label("span", marking);
        self.escaped(after);
        self.out.push_str("</p>\n");
    }

    /// What stands before and behind the label in `End of {x}`.
    fn words_of_end(&self) -> (&'w str, &'w str) {
        let said = self.word("marked-end");
        said.split_once("{x}").unwrap_or(("", ""))
    }

    /// A marking, as `marking marking-amber`.
    fn label(&mut self, tag: &str, marking: Marking) {
        let class = marking.class();
        self.out.extend(["<", tag, " class=\"marking marking-", class, "\">"]);
        self.escaped(marking.label());
        self.close(tag);
    }
}

/// Whether the element of a node itself is what is marked, and not a box around it.
pub(super) fn is_marked_itself(node: &Node) -> bool {
    let is_inside = matches!(place_of_label(&node.kind), Spot::Line | Spot::Block);
    is_inside && marking_of(node).is_some()
}

pub(super) fn marking_of(node: &Node) -> Option<Marking> {
    node.attributes.as_ref().and_then(|it| it.marking)
}

fn around(node: &Node) -> Option<Marking> {
    marking_of(node).filter(|_| place_of_label(&node.kind) == Spot::Around)
}

/// Where the label of a marking stands.
#[derive(PartialEq)]
enum Spot {
    /// In the line that is marked.
    Line,
    /// In the heading of the section that is marked.
    Section,
    /// The first block of what is marked.
    Block,
    /// In a box around what holds neither text nor blocks of its own.
    Around,
}

fn place_of_label(kind: &Kind) -> Spot {
    match kind {
        Kind::Quote | Kind::Alert(_) | Kind::Div | Kind::Definition => Spot::Block,
        Kind::Heading(_) => Spot::Section,
        Kind::Paragraph
        | Kind::Item(_)
        | Kind::Term
        | Kind::Caption
        | Kind::Row
        | Kind::Cell
        | Kind::Emphasis
        | Kind::Strong
        | Kind::Strikethrough
        | Kind::Superscript
        | Kind::Subscript
        | Kind::Span => Spot::Line,
        _ => Spot::Around,
    }
}
