//! Writes contradictions: a section under its question, each position beside its sources,
//! then what the dossier makes of it.

use super::commonmark::heading;
use super::sheet::Sheet;
use crate::cite::{CitedItem, Contradiction, Position};
use crate::model::node::Kind;
use crate::model::{Node, Seen, Source};

/// Between two facts; it stays with the one before it, so that no line begins with it.
const DOT: &str = "\u{A0}· ";

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

    /// The lists as one, and around it everything else as it was written.
    fn positions(&mut self, node: &'w Node, made: &'w Contradiction) {
        let mut rest = Some(made.positions.as_slice());
        for child in &node.children {
            match (&child.kind, rest) {
                (Kind::List(_), Some(positions)) => {
                    rest = None;
                    self.list_of(node, positions);
                }
                // Further lists stand in the same one.
                (Kind::List(_), None) => {}
                _ => self.node(child),
            }
        }
        self.settled(made);
    }

    fn list_of(&mut self, node: &'w Node, positions: &'w [Position]) {
        self.out.push_str("<dl class=\"positions\">\n");
        let lists = node.children.iter().filter(|it| matches!(it.kind, Kind::List(_)));
        let mut positions = positions.iter().peekable();
        for item in lists.flat_map(|it| &it.children) {
            // An item of which nothing is left is no position.
            let own = positions.next_if(|it| it.span == item.span);
            let Some(position) = own else { continue };
            self.position(item, position);
        }
        self.out.push_str("</dl>\n");
    }

    /// A position as a term, and what it rests on as its descriptions.
    fn position(&mut self, item: &'w Node, position: &'w Position) {
        self.out.push_str("<div><dt");
        self.attributes(item, "");
        self.out.push('>');
        self.label_inside(item);
        self.nodes(&item.children);
        self.end_inside(item);
        self.close("dt");
        for cited in &position.citations {
            self.out.push_str("<dd>");
            self.rests_on(cited);
            self.close("dd");
        }
        if position.citations.is_empty() {
            self.out.push_str("<dd>–</dd>");
        }
        self.out.push_str("</div>\n");
    }

    /// Who published a source, which grade it has, when it came out and what of it was read.
    fn rests_on(&mut self, cited: &'w CitedItem) {
        let source = self.writer.edition.source(&cited.key);
        self.grade(cited);
        self.out.push_str("<span>");
        let outlet = source.and_then(Source::outlet);
        self.source_name(&cited.key, source, outlet.as_deref());
        if let Some(pinpoint) = cited.locator.as_deref() {
            self.out.push_str(", ");
            self.escaped(pinpoint);
        }
        match source.map(|it| (it.issued, &it.issued_literal)) {
            Some((Some(date), _)) => {
                self.out.push_str(DOT);
                self.time(date);
            }
            Some((None, Some(words))) => {
                self.out.push_str(DOT);
                self.escaped(words);
            }
            _ => {}
        }
        if let Some(seen) = cited.seen {
            self.out.push_str(DOT);
            self.escaped(self.word(seen_word(seen)));
        }
        self.close("span");
    }

    fn grade(&mut self, cited: &'w CitedItem) {
        let Some(grade) = &cited.grade else { return };
        let letter = grade.chars().next().unwrap_or('f');
        self.out.push_str("<span class=\"grade grade-");
        self.escaped(&letter.to_lowercase().to_string());
        self.out.push_str("\">");
        self.escaped(grade);
        self.out.push_str("</span> ");
    }

    /// A name, or else the title, with the way to the page of the source.
    fn source_name(
        &mut self,
        key: &'w str,
        source: Option<&'w Source>,
        name: Option<&str>,
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
            if name.is_none() {
                self.language_of(source);
            }
            self.out.push('>');
        }
        let title = source.map(|it| it.title.trim()).filter(|it| !it.is_empty());
        self.escaped(name.or(title).unwrap_or(key));
        self.out.push_str(if path.is_some() { "</a>" } else { "" });
    }

    /// `lang` of a title in another language than the page.
    fn language_of(&mut self, source: Option<&Source>) {
        let lang = source.and_then(|it| it.field("language"));
        if let Some(lang) = lang.filter(|it| super::attributes::is_language(it)) {
            self.language(lang);
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
