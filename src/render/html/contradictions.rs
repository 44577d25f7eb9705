//! Writes contradictions: a section under its question, its positions as a table with the
//! sources of each, then what the dossier makes of it.

use super::commonmark::heading;
use super::sheet::Sheet;
use crate::cite::{CitedItem, Contradiction, Position};
use crate::model::node::Kind;
use crate::model::{Node, Seen, Source};

impl<'w> Sheet<'w> {
    /// A section under its question; its heading fits below the last one.
    pub(super) fn contradiction(&mut self, node: &'w Node) {
        let around = self.level;
        let made = self.writer.references.contradiction(self.page, node);
        self.open("section", node, "contradiction");
        self.out.push('\n');
        if let Some(topic) = node.get("topic") {
            self.level = (around + 1).clamp(2, 6);
            self.topic(node, topic, made);
        }
        match made.filter(|it| !it.positions.is_empty()) {
            Some(made) => self.positions(node, made),
            None => self.nodes(&node.children),
        }
        self.end_inside(node);
        self.close_block("section");
        self.level = around;
    }

    fn topic(&mut self, node: &'w Node, topic: &'w str, made: Option<&Contradiction>) {
        let tag = heading(self.level);
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        self.escaped(topic);
        let id = self.id_of(node);
        self.self_link(id);
        self.close_block(tag);
        if let Some(made) = made {
            self.out.push_str("<p class=\"contradiction-state ");
            self.out.push_str(if made.is_open { "is-open" } else { "is-resolved" });
            self.out.push_str("\">");
            self.escaped(self.word(if made.is_open { "open" } else { "resolved" }));
            self.out.push_str("</p>\n");
        }
    }

    /// The lists as one table, and around it everything else as it was written.
    fn positions(&mut self, node: &'w Node, made: &'w Contradiction) {
        let mut rest = Some(made.positions.as_slice());
        for child in &node.children {
            match (&child.kind, rest) {
                (Kind::List(_), Some(positions)) => {
                    rest = None;
                    self.table_of(node, positions);
                }
                // Further lists stand in the same table.
                (Kind::List(_), None) => {}
                _ => self.node(child),
            }
        }
        self.settled(made);
    }

    fn table_of(&mut self, node: &'w Node, positions: &'w [Position]) {
        self.out.push_str("<section class=\"table positions\" tabindex=\"0\"");
        let label = node.get("topic").unwrap_or_else(|| self.word("position"));
        self.region(label);
        self.out.push_str(">\n<table>\n<thead><tr>");
        for word in ["position", "source", "grade", "date", "consulted"] {
            self.out.push_str("<th scope=\"col\">");
            self.escaped(self.word(word));
            self.close("th");
        }
        self.out.push_str("</tr></thead>\n");
        let lists = node.children.iter().filter(|it| matches!(it.kind, Kind::List(_)));
        let mut positions = positions.iter().peekable();
        for item in lists.flat_map(|it| &it.children) {
            // An item of which nothing is left is no position.
            let own = positions.next_if(|it| it.span == item.span);
            let Some(position) = own else { continue };
            self.out.push_str("<tbody>\n");
            self.position(item, position);
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n</section>\n");
    }

    /// One row for each source of a position.
    fn position(&mut self, item: &'w Node, position: &'w Position) {
        let rows = position.citations.len().max(1);
        self.out.push_str("<tr><th scope=\"rowgroup\"");
        if rows > 1 {
            self.attribute("rowspan", &rows.to_string());
        }
        self.attributes(item, "");
        self.out.push('>');
        self.label_inside(item);
        self.nodes(&item.children);
        self.end_inside(item);
        self.close("th");
        if position.citations.is_empty() {
            self.out.push_str("<td colspan=\"4\">–</td></tr>\n");
        }
        for (at, cited) in position.citations.iter().enumerate() {
            self.out.push_str(if at == 0 { "" } else { "<tr>" });
            self.source_cells(cited);
            self.out.push_str("</tr>\n");
        }
    }

    fn source_cells(&mut self, cited: &'w CitedItem) {
        let source = self.writer.edition.source(&cited.key);
        self.out.push_str("<td>");
        self.source_name(&cited.key, source, cited.locator.as_deref());
        self.out.push_str("</td><td>");
        match &cited.grade {
            Some(grade) => {
                self.out.push_str("<span class=\"grade grade-");
                let letter = grade.chars().next().unwrap_or('f');
                self.escaped(&letter.to_lowercase().to_string());
                self.out.push_str("\">");
                self.escaped(grade);
                self.close("span");
            }
            None => self.out.push('–'),
        }
        self.out.push_str("</td><td>");
        match source.map(|it| (it.issued, &it.issued_literal)) {
            Some((Some(date), _)) => self.time(date),
            Some((None, Some(words))) => self.escaped(words),
            _ => self.out.push('–'),
        }
        self.out.push_str("</td><td>");
        match cited.seen {
            Some(seen) => self.escaped(self.word(seen_word(seen))),
            None => self.out.push('–'),
        }
        self.out.push_str("</td>");
    }

    /// The title with the way to the page of the source, and the pinpoint.
    fn source_name(
        &mut self,
        key: &'w str,
        source: Option<&'w Source>,
        pinpoint: Option<&str>,
    ) {
        let path = self
            .writer
            .links
            .source_path(key, self.writer.words.lang())
            .filter(|_| !self.in_link);
        if let Some(path) = path {
            self.out.push_str("<a href=\"");
            super::url::push(&mut self.out, &self.at.href_to(path));
            self.out.push('"');
            self.language_of(source);
            self.out.push('>');
        }
        let title = source.map(|it| it.title.trim()).filter(|it| !it.is_empty());
        self.escaped(title.unwrap_or(key));
        self.out.push_str(if path.is_some() { "</a>" } else { "" });
        if let Some(pinpoint) = pinpoint {
            self.out.push_str(", ");
            self.escaped(pinpoint);
        }
    }

    /// `lang` of a title in another language than the page.
    fn language_of(&mut self, source: Option<&Source>) {
        let lang = source.and_then(|it| it.field("language"));
        if let Some(lang) = lang.filter(|it| super::attributes::is_language(it)) {
            self.attribute("lang", lang);
        }
    }

    /// The source that settles it, where the author names one.
    fn settled(&mut self, made: &'w Contradiction) {
        let Some(key) = &made.resolved_by else { return };
        self.out.push_str("<p class=\"contradiction-settled\">");
        self.escaped(self.word("resolved-by"));
        self.out.push(' ');
        let source = self.writer.edition.source(key);
        self.source_name(key, source, None);
        self.out.push_str("</p>\n");
    }
}

fn seen_word(seen: Seen) -> &'static str {
    match seen {
        Seen::Full => "seen-full",
        Seen::Primary => "seen-primary",
        Seen::Mirror => "seen-mirror",
        Seen::Derivative => "seen-derivative",
        Seen::NotSeen => "seen-not-seen",
    }
}
