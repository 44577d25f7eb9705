//! Writes tables, each in a box that scrolls on small screens and has a name.

use super::sheet::Sheet;
use crate::model::{Align, Kind, Node};

impl<'w> Sheet<'w> {
    /// A table with the number of its caption, if it has one.
    pub(super) fn table(&mut self, node: &'w Node, aligns: &[Align]) {
        let caption = node.children.iter().find(|it| it.kind == Kind::Caption);
        self.tables += usize::from(caption.is_some());
        self.out.push_str("<div tabindex=\"0\" role=\"group\"");
        self.attributes(node, "table");
        let name = self.name_of_table(node, caption);
        self.region(&name);
        self.out.push_str(">\n<table>\n");
        if let Some(caption) = caption {
            self.table_caption(caption);
        }
        self.rows(node, aligns);
        self.out.push_str("</table>\n</div>\n");
    }

    /// The caption; without one, what its head says.
    fn name_of_table(&self, node: &'w Node, caption: Option<&'w Node>) -> String {
        let [word, colon] = ["table", "colon"].map(|it| self.word(it));
        match caption.map(|it| self.plain(&it.children)) {
            Some(text) if self.has_ids() => {
                format!("{word} {}{colon} {text}", self.tables)
            }
            Some(text) => text,
            None => {
                let heads = node.children.iter().filter(|it| it.kind == Kind::Head);
                let cells = heads.flat_map(|it| &it.children);
                let cells = cells.map(|it| self.plain(&it.children));
                let cells: Vec<String> = cells.filter(|it| !it.is_empty()).collect();
                format!("{word}{colon} {}", cells.join(", "))
            }
        }
    }

    /// The name of a region. Readers walk from one to the next by their names, so no two
    /// are the same.
    pub(super) fn region(&mut self, name: &str) {
        let count = self.regions.entry(name.to_owned()).or_default();
        *count += 1;
        if *count > 1 {
            let name = format!("{name} ({count})");
            self.attribute("aria-label", &name);
        } else {
            self.attribute("aria-label", name);
        }
    }

    fn table_caption(&mut self, caption: &'w Node) {
        self.open("caption", caption, "");
        let (word, number) = (self.word("table"), self.tables);
        self.number(word, number);
        self.nodes(&caption.children);
        self.end_inside(caption);
        self.close_block("caption");
    }

    fn rows(&mut self, node: &'w Node, aligns: &[Align]) {
        let is_blank =
            |it: &Node| it.children.iter().all(|cell| cell.children.is_empty());
        let heads = node.children.iter().filter(|it| it.kind == Kind::Head);
        for head in heads.filter(|it| !is_blank(it)) {
            self.out.push_str("<thead>\n");
            self.row(head, aligns, true);
            self.out.push_str("</thead>\n");
        }
        self.out.push_str("<tbody>\n");
        for row in node.children.iter().filter(|it| it.kind == Kind::Row) {
            self.row(row, aligns, false);
        }
        self.out.push_str("</tbody>\n");
    }

    fn row(&mut self, row: &'w Node, aligns: &[Align], is_head: bool) {
        self.out.push_str("<tr");
        self.attributes(row, "");
        self.out.push('>');
        let last = row.children.len().saturating_sub(1);
        for (place, cell) in row.children.iter().enumerate() {
            let align = aligns.get(place).copied().unwrap_or(Align::None);
            // A row holds no text: its first cell begins it, its last one ends it.
            let ends =
                (Some(row).filter(|_| place == 0), Some(row).filter(|_| place == last));
            self.cell(cell, align, is_head, ends);
        }
        self.close_block("tr");
    }

    fn cell(
        &mut self,
        cell: &'w Node,
        align: Align,
        is_head: bool,
        (begun, ended): (Option<&Node>, Option<&Node>),
    ) {
        // An empty head cell names nothing.
        let is_head = is_head && !cell.children.is_empty();
        let tag = if is_head { "th" } else { "td" };
        self.out.push('<');
        self.out.push_str(tag);
        if is_head {
            self.out.push_str(" scope=\"col\"");
        }
        self.attributes(cell, alignment(align));
        self.out.push('>');
        if let Some(row) = begun {
            self.label_inside(row);
        }
        self.label_inside(cell);
        self.nodes(&cell.children);
        self.end_inside(cell);
        if let Some(row) = ended {
            self.end_inside(row);
        }
        self.close(tag);
    }
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::None => "",
        Align::Left => "align-left",
        Align::Center => "align-center",
        Align::Right => "align-right",
    }
}
