//! Writes tags with the attributes that authors gave: ids as the links have them, classes,
//! languages, pairs as `data-*`.

use super::marks;
use super::sheet::Sheet;
use crate::base::text::escape_into;
use crate::model::{Attributes, Kind, Node};
use std::collections::BTreeSet;

/// Pairs that mean something to the product and are shown in another way.
const SPOKEN_FOR: [&str; 8] = [
    "topic",
    "date",
    "announced",
    "title",
    "contradicts",
    "resolved-by",
    "status",
    "alt",
];

impl Sheet<'_> {
    /// Opens a tag for a node, with `class` before the author's own classes.
    pub(super) fn open(&mut self, tag: &str, node: &Node, class: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.attributes(node, class);
        self.out.push('>');
        self.label_inside(node);
    }

    /// The same for a node whose id was made.
    pub(super) fn open_with_id(&mut self, tag: &str, node: &Node, class: &str, id: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.attribute("id", id);
        self.attributes(node, class);
        self.out.push('>');
        self.label_inside(node);
    }

    /// The attributes of a node, each with a blank before it.
    pub(super) fn attributes(&mut self, node: &Node, class: &str) {
        let named = matches!(node.kind, Kind::Heading(_) | Kind::Term);
        if named || node.attributes.is_some() {
            // An author's id that stands twice was reported; HTML takes it once.
            let id =
                self.id_of(node).filter(|it| node.id().is_none() || self.ids.insert(it));
            self.id(id);
        }
        match &node.attributes {
            Some(attributes) => {
                self.written(attributes, class, marks::is_marked_itself(node));
            }
            None if class.is_empty() => {}
            None => self.attribute("class", class),
        }
    }

    pub(super) fn id(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            self.attribute("id", id);
        }
    }

    /// One attribute, escaped, with a blank before it.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_into(&mut self.out, value);
        self.out.push('"');
    }

    fn written(&mut self, attributes: &Attributes, class: &str, is_marked: bool) {
        self.classes(attributes, class, is_marked);
        let mut seen = BTreeSet::new();
        for (key, value) in &attributes.pairs {
            // HTML takes no attribute twice.
            if seen.insert(key.to_ascii_lowercase()) && !SPOKEN_FOR.contains(&&**key) {
                self.pair(key, value);
            }
        }
        if let Some(lang) = attributes.get("lang").filter(|_| !seen.contains("dir")) {
            self.turn(lang);
        }
    }

    /// `lang`, and from which side that is written if it is another than the page's.
    pub(super) fn language(&mut self, lang: &str) {
        self.attribute("lang", lang);
        self.turn(lang);
    }

    fn turn(&mut self, lang: &str) {
        let around = self.writer.edition.settings().direction(self.writer.words.lang());
        self.out.push_str(around.turn(lang));
    }

    fn classes(&mut self, attributes: &Attributes, class: &str, is_marked: bool) {
        let marked = is_marked.then_some("marked");
        let own = attributes.classes.iter().map(|it| &**it);
        let mut all = Some(class).filter(|it| !it.is_empty()).into_iter();
        let mut all = all.by_ref().chain(marked).chain(own.filter(|it| *it != class));
        let Some(first) = all.next() else { return };
        self.out.push_str(" class=\"");
        escape_into(&mut self.out, first);
        for class in all {
            self.out.push(' ');
            escape_into(&mut self.out, class);
        }
        self.out.push('"');
    }

    /// `lang` and `dir` as they are; everything else becomes data. Nothing that an author
    /// writes can become an event handler.
    fn pair(&mut self, key: &str, value: &str) {
        match key {
            "lang" if is_language(value) => self.attribute("lang", value),
            "dir" if matches!(value, "ltr" | "rtl" | "auto") => {
                self.attribute("dir", value);
            }
            _ if is_name(key) => {
                let key = key.to_ascii_lowercase();
                let key = key.strip_prefix("data-").unwrap_or(&key);
                self.attribute(&format!("data-{key}"), value);
            }
            _ => {}
        }
    }
}

pub(super) fn is_language(tag: &str) -> bool {
    let is_part = |it: &str| {
        (1..=8).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    tag.split('-').all(is_part)
}

fn is_name(key: &str) -> bool {
    !key.is_empty()
        && key.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.".contains(&it))
}
