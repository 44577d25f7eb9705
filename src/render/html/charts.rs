//! Writes charts: a figure that is drawn from a table, and the table itself.

use super::sheet::Sheet;
use crate::diag::Code;
use crate::model::{Kind, Node};
use crate::render::chart::{self, Months, Row, Said};
use std::fmt::Write as _;

/// The types of chart.
const TYPES: [&str; 4] = ["bars", "grouped-bars", "multiples", "sources-by-month"];

impl<'w> Sheet<'w> {
    pub(super) fn chart(&mut self, node: &'w Node) {
        let wanted = node.get("type").unwrap_or("bars");
        let drawn = match wanted {
            "bars" | "grouped-bars" | "multiples" => self.of_table(node, wanted),
            "sources-by-month" => self.by_month(node),
            _ => Err(format!("there is no chart of the type `{wanted}`")),
        };
        match drawn {
            Ok(svg) => self.boxed(node, |it| it.drawn(node, &svg)),
            Err(fault) => {
                let types = TYPES.map(|it| format!("`{it}`")).join(", ");
                let help = format!(
                    "types are {types}; the first three stand around a table of numbers \
                     like `1,500`, `1.5 million`, `3 × 10^6^`, `10–20`; put what else a \
                     cell says in brackets behind its number, `1 (at most)`"
                );
                self.find(Code::BadChart, node.span, fault, &help);
                self.container("div", node, "");
            }
        }
    }

    fn said<'a>(&'a self, node: &'a Node) -> Said<'a> {
        Said {
            title: node.get("title").unwrap_or_else(|| self.word("figure")),
            description: self.word("chart-values-below"),
            lang: &self.face.lang,
            colon: self.word("colon"),
        }
    }

    fn of_table(&self, node: &Node, wanted: &str) -> Result<String, String> {
        let table = node.children.iter().find(|it| matches!(it.kind, Kind::Table(_)));
        let table = table.ok_or("there is no table in the chart")?;
        let chart = chart::from_table(table, &self.face.lang, wanted == "bars")?;
        Ok(match wanted {
            "multiples" => chart.draw_multiples(self.said(node)),
            _ => chart.draw(self.said(node)),
        })
    }

    fn by_month(&self, node: &Node) -> Result<String, String> {
        let months = Months::of(self.writer.edition.sources());
        if months.is_empty() {
            return Err("no source has a month of publication".to_owned());
        }
        Ok(months.draw(self.word("chart-before"), self.said(node)))
    }

    /// The drawing, its title as the caption, and its values.
    fn drawn(&mut self, node: &'w Node, svg: &str) {
        self.out.push_str("<figure");
        self.attributes(node, "");
        self.out.push_str(">\n");
        self.out.push_str(svg);
        self.caption(|it| it.escaped(node.get("title").unwrap_or_default()));
        // Behind the figure: a caption must be the last thing inside.
        self.out.push_str("</figure>\n<details class=\"chart-data\">\n<summary>");
        self.escaped(self.word("chart-data"));
        self.out.push_str("</summary>\n");
        self.nodes(&node.children);
        if node.get("type") == Some("sources-by-month") {
            self.months_table();
        }
        self.out.push_str("</details>\n");
    }

    fn months_table(&mut self) {
        self.out.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\"");
        let [table, colon, data] =
            ["table", "colon", "chart-data"].map(|it| self.word(it));
        let name = format!("{table}{colon} {data}");
        self.region(&name);
        self.out.push_str(">\n<table>\n<thead>\n<tr><th scope=\"col\">");
        self.escaped(self.word("chart-month"));
        self.out.push_str("</th><th scope=\"col\" class=\"align-right\">");
        self.escaped(self.word("chart-sources"));
        self.out.push_str("</th></tr>\n</thead>\n<tbody>\n");
        for (row, count) in Months::of(self.writer.edition.sources()).rows() {
            self.out.push_str("<tr><td>");
            self.month(row);
            writeln!(self.out, "</td><td class=\"align-right\">{count}</td></tr>")
                .unwrap_or(());
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn month(&mut self, row: Row) {
        match row {
            Row::Month(date) => self.escaped(&date.readable(&self.face.lang)),
            Row::Year(year) => {
                write!(self.out, "{year} (").unwrap_or(());
                self.escaped(self.word("chart-month-unknown"));
                self.out.push(')');
            }
            Row::Undated => self.escaped(self.word("chart-undated")),
        }
    }
}
