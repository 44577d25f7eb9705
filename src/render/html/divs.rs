//! Writes divs: events, and whatever else a class makes of them.

use super::sheet::Sheet;
use crate::model::{Date, Node};

impl<'w> Sheet<'w> {
    pub(super) fn div(&mut self, node: &'w Node) {
        if node.has_class("chart") {
            self.chart(node);
        } else if node.has_class("map") {
            self.map(node);
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

    fn event(&mut self, node: &'w Node) {
        self.open("div", node, "event");
        self.out.push('\n');
        if let Some(written) = node.get("date") {
            self.out.push_str("<p class=\"event-date\">");
            match written.parse::<Date>() {
                Ok(date) => self.time(date),
                Err(_) => self.escaped(written),
            }
            if node.is_announced() {
                self.out.push_str(" <span class=\"announced\">");
                self.escaped(self.word("announced"));
                self.out.push_str("</span>");
            }
            self.out.push_str("</p>\n");
        }
        self.nodes(&node.children);
        self.end_inside(node);
        self.close_block("div");
    }

    /// HTML knows no intervals, so `datetime` is where one starts.
    pub(super) fn time(&mut self, date: Date) {
        let start = crate::model::date::Point {
            approximate: false,
            uncertain: false,
            ..date.start
        };
        // HTML knows no year 0.
        let tag = if start.year > 0 { "time" } else { "span" };
        self.out.push('<');
        self.out.push_str(tag);
        if start.year > 0 {
            self.attribute("datetime", &start.to_string());
        }
        self.out.push('>');
        let lang = self.writer.words.lang();
        self.escaped(&date.readable(lang));
        self.close(tag);
    }
}
