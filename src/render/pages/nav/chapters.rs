//! The navigation of a plain book: the chapters as SUMMARY.md has them, with its titles,
//! numbers, parts, lines and announced chapters.

use super::Ready;
use crate::base::text::escape_into;
use crate::link::{Branch, NavItem};
use crate::render::pages::place::Place;
use crate::render::pages::site::Site;
use std::collections::BTreeMap;

/// The most lines that every page can carry; longer books show the way to the page only.
const MOST: usize = 400;

/// The lines of SUMMARY.md, if they are the navigation.
pub(super) fn items<'a>(site: &'a Site<'_>, lang: &str) -> Option<&'a [NavItem]> {
    let items = site.links().navigation(lang);
    let is_listed = |it: &NavItem| matches!(it, NavItem::Page { title: Some(_), .. });
    (items.len() <= MOST && items.iter().any(is_listed)).then_some(items)
}

/// Writes them as nested lists.
pub(super) fn write(place: Place<'_>, items: &[NavItem]) -> Ready {
    let has_numbers = !place.site().edition().settings().no_numbers;
    let (html, marks) = ("<ul>".to_owned(), BTreeMap::new());
    let mut list = Chapters { place, has_numbers, html, marks, depth: 0, is_open: false };
    for it in items {
        list.item(it);
    }
    list.climb(0);
    list.html.push_str("</ul>");
    Ready { html: list.html, marks: list.marks }
}

struct Chapters<'a> {
    place: Place<'a>,
    has_numbers: bool,
    html: String,
    marks: BTreeMap<Branch, usize>,
    depth: u32,
    /// Whether the last item may still take a list.
    is_open: bool,
}

impl Chapters<'_> {
    fn item(&mut self, item: &NavItem) {
        match item {
            NavItem::Page { page, depth, number, title } => {
                self.begin(*depth);
                self.html.push_str("<a href=\"");
                escape_into(&mut self.html, &self.place.href(*page));
                self.html.push('"');
                self.marks.insert(Branch::Page(*page), self.html.len());
                self.html.push('>');
                self.number(number.as_deref());
                let own = &self.place.face(*page).title;
                escape_into(&mut self.html, title.as_ref().unwrap_or(own));
                self.html.push_str("</a>");
            }
            NavItem::Draft { title, depth, number } => {
                self.begin(*depth);
                self.html.push_str("<span class=\"nav-rest\">");
                self.number(number.as_deref());
                escape_into(&mut self.html, title);
                self.html.push_str("</span>");
            }
            NavItem::Part(title) => {
                self.climb(0);
                self.html.push_str("<li class=\"nav-part\">");
                escape_into(&mut self.html, title);
                self.html.push_str("</li>");
            }
            NavItem::Separator => {
                self.climb(0);
                self.html.push_str("<li class=\"nav-line\"><hr></li>");
            }
        }
    }

    /// Begins an item, in a list of its own if it stands deeper than the last one.
    fn begin(&mut self, depth: u32) {
        if depth > self.depth && self.is_open {
            self.html.push_str("<ul>");
            self.depth += 1;
        } else {
            self.climb(depth);
        }
        self.html.push_str("<li>");
        self.is_open = true;
    }

    /// Ends the last item, and the lists that stand deeper.
    fn climb(&mut self, depth: u32) {
        if std::mem::take(&mut self.is_open) {
            self.html.push_str("</li>");
        }
        while self.depth > depth {
            self.html.push_str("</ul></li>");
            self.depth -= 1;
        }
    }

    fn number(&mut self, number: Option<&str>) {
        let Some(number) = number.filter(|_| self.has_numbers) else { return };
        self.html.push_str("<span class=\"nav-number\">");
        escape_into(&mut self.html, number);
        self.html.push_str("</span> ");
    }
}
