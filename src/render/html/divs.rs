//! Writes divs: contradictions, events, claims, charts, and any other.

use super::commonmark::heading;
use super::sheet::Sheet;
use crate::model::{Date, Node};

impl<'w> Sheet<'w> {
    pub(super) fn div(&mut self, node: &'w Node) {
        if node.has_class("chart") {
            self.chart(node);
        } else if node.has_class("contradiction") {
            self.contradiction(node);
        } else if node.has_class("event") {
            self.event(node);
        } else if node.has_class("claim") {
            self.claim("div", node);
        } else {
            self.container("div", node, "");
        }
    }

    /// A section under its question; its heading fits below the last one.
    fn contradiction(&mut self, node: &'w Node) {
        let around = self.level;
        self.open("section", node, "contradiction");
        self.out.push('\n');
        if let Some(topic) = node.get("topic") {
            self.level = (around + 1).clamp(2, 6);
            let tag = heading(self.level);
            self.out.push('<');
            self.out.push_str(tag);
            self.out.push('>');
            self.escaped(topic);
            let id = self.id_of(node);
            self.self_link(id);
            self.close_block(tag);
        }
        self.nodes(&node.children);
        self.close_block("section");
        self.level = around;
    }

    fn event(&mut self, node: &'w Node) {
        self.open("div", node, "event");
        self.out.push('\n');
        if let Some(written) = node.get("date") {
            self.out.push_str("<p class=\"event-date\">");
            match written.parse::<Date>() {
                Ok(date) => self.time(date),
                Err(_) => self.escaped(written),
            }
            if node.get("announced") == Some("true") {
                self.out.push_str(" <span class=\"announced\">");
                self.escaped(self.word("announced"));
                self.out.push_str("</span>");
            }
            self.out.push_str("</p>\n");
        }
        self.nodes(&node.children);
        self.close_block("div");
    }

    /// HTML knows no intervals, so `datetime` is where one starts.
    fn time(&mut self, date: Date) {
        let start = crate::model::date::Point {
            approximate: false,
            uncertain: false,
            ..date.start
        };
        self.out.push_str("<time");
        // HTML knows no year 0.
        if start.year > 0 {
            self.attribute("datetime", &start.to_string());
        }
        self.out.push('>');
        let lang = self.writer.words.lang();
        self.escaped(&date.readable(lang));
        self.out.push_str("</time>");
    }

    /// A claim with a visible mark of how sure it is.
    pub(super) fn claim(&mut self, tag: &str, node: &'w Node) {
        self.open(tag, node, "claim");
        self.nodes(&node.children);
        for (key, name) in [("confidence", "confidence-"), ("likelihood", "likelihood-")]
        {
            if let Some(value) = node.get(key) {
                self.claim_mark(key, &format!("{name}{value}"), value);
            }
        }
        self.close(tag);
        if tag == "div" {
            self.out.push('\n');
        }
    }

    fn claim_mark(&mut self, key: &'static str, word: &str, value: &str) {
        let words = self.writer.words;
        let known = Some(words.get(word)).filter(|it| *it != word);
        let shown = known.unwrap_or(value);
        self.out.push_str(" <span class=\"claim-mark\"");
        self.attribute("title", words.get(key));
        self.out.push('>');
        self.escaped(shown);
        self.out.push_str("</span>");
    }
}
