//! Writes images and figures. An image of another site is never loaded: it becomes a link.

use super::sheet::Sheet;
use crate::base::path::decode;
use crate::link::Target;
use crate::model::{Kind, Length, Node};
use crate::render::media::Item;
use std::fmt::Write as _;

impl<'w> Sheet<'w> {
    /// An image within a line.
    pub(super) fn image(&mut self, node: &'w Node, dest: &str, title: &str) {
        match self.writer.links.target(self.page, dest) {
            Some(Target::Asset(file)) => match self.writer.media.get(&file) {
                Some(item) => self.shown_image(node, item, title),
                None => self.missing_image(node, dest),
            },
            Some(Target::Outside(url)) => self.remote_image(node, &url, dest),
            _ if self.writer.edition.settings().raw_html => self.raw_image(node, dest),
            _ => self.missing_image(node, dest),
        }
    }

    /// An image alone in its paragraph. Its caption is the title, or else the description.
    pub(super) fn figure(&mut self, node: &'w Node) {
        let Kind::Image(to) = &node.kind else { return };
        let (dest, title) = (&*to.dest, &*to.title);
        let target = self.writer.links.target(self.page, dest);
        let captioned = !title.is_empty() || !node.children.is_empty();
        let Some(Target::Asset(_)) = target.filter(|_| captioned) else {
            self.out.push_str("<p>");
            self.label_around(node);
            self.image(node, dest, title);
            self.end_around(node);
            self.out.push_str("</p>\n");
            return;
        };
        self.boxed(node, |it| it.captioned(node, dest, title));
    }

    fn captioned(&mut self, node: &'w Node, dest: &str, title: &'w str) {
        self.out.push_str("<figure class=\"image\">\n");
        self.image(node, dest, "");
        self.out.push('\n');
        self.caption(|sheet| match title {
            "" => sheet.nodes(&node.children),
            title => sheet.escaped(title),
        });
        self.out.push_str("</figure>\n");
    }

    /// `<figcaption>` with the next number.
    pub(super) fn caption(&mut self, write: impl FnOnce(&mut Self)) {
        self.figures += 1;
        let word = self.word("figure");
        let number = self.figures;
        self.out.push_str("<figcaption>");
        self.number(word, number);
        write(self);
        self.out.push_str("</figcaption>\n");
    }

    /// `Figure 1: `, where numbers count.
    pub(super) fn number(&mut self, word: &str, number: usize) {
        if self.has_ids() {
            self.out.push_str("<span class=\"number\">");
            self.escaped(word);
            write!(self.out, "\u{a0}{number}").unwrap_or(());
            self.escaped(self.word("colon"));
            self.out.push_str("</span> ");
        }
    }

    fn shown_image(&mut self, node: &'w Node, item: &Item, title: &str) {
        let src = self.at.href_to(&item.path);
        self.out.push_str("<img src=\"");
        super::url::push(&mut self.out, &src);
        self.out.push('"');
        self.attribute("alt", &self.plain(&node.children));
        if !title.is_empty() {
            self.attribute("title", title);
        }
        if let Some((width, height)) = item.size.map(|it| scaled(it, node)) {
            write!(self.out, " width=\"{width}\" height=\"{height}\"").unwrap_or(());
        }
        self.images += 1;
        if self.images > 1 {
            self.out.push_str(" loading=\"lazy\"");
        }
        let class = length(node, "width").and_then(Length::class);
        self.attributes(node, class.as_deref().unwrap_or_default());
        self.out.push('>');
    }

    /// What is said of an image of another site, with a link to it.
    fn remote_image(&mut self, node: &'w Node, url: &str, dest: &str) {
        let said = self.plain(&node.children);
        self.remote(url, &said, dest);
    }

    /// The words of an image of another site, as a link to it.
    pub(super) fn remote(&mut self, url: &str, said: &str, written: &str) {
        // A book may name files that are not there.
        if !super::url::is_web(url) && !url.starts_with("//") {
            return self.absent(said, written);
        }
        let said = if said.trim().is_empty() { self.word("remote-image") } else { said };
        if self.in_link {
            self.escaped(said);
        } else {
            super::links::outside(&mut self.out, url, said);
        }
    }

    /// The words of an image that is not there, or else its name.
    pub(super) fn absent(&mut self, said: &str, written: &str) {
        self.out.push_str("<span class=\"broken-link\">");
        let name = || file_name(written);
        self.escaped(
            &Some(said.to_owned())
                .filter(|it| !it.trim().is_empty())
                .unwrap_or_else(name),
        );
        self.out.push_str("</span>");
    }

    fn missing_image(&mut self, node: &'w Node, dest: &str) {
        if node.children.is_empty() {
            return self.absent("", dest);
        }
        self.out.push_str("<span class=\"broken-link\">");
        self.without_links(|it| it.nodes(&node.children));
        self.out.push_str("</span>");
    }

    fn raw_image(&mut self, node: &'w Node, dest: &str) {
        self.out.push_str("<img class=\"broken-link\" src=\"");
        super::url::push(&mut self.out, dest);
        self.out.push('"');
        self.attribute("alt", &self.plain(&node.children));
        self.out.push('>');
    }
}

/// What a file is called that was written as a path or in double brackets.
fn file_name(written: &str) -> String {
    let path = written.trim_start_matches("[[").trim_end_matches("]]");
    let path = path.split(['?', '#']).next().unwrap_or(path);
    decode(path.rsplit('/').next().unwrap_or(path))
}

/// The size of an image. `width=300` in its attributes scales it, and so does
/// `height=200`; both together are taken as they are.
fn scaled((width, height): (u32, u32), node: &Node) -> (u32, u32) {
    let wanted = |key| length(node, key).and_then(Length::pixels).map(u32::from);
    match (wanted("width"), wanted("height")) {
        (None, None) => (width, height),
        (Some(wide), Some(high)) => (wide, high),
        (Some(wide), None) => (wide, part(height, wide, width)),
        (None, Some(high)) => (part(width, high, height), high),
    }
}

/// `length * of / whole`.
fn part(length: u32, of: u32, whole: u32) -> u32 {
    let part = u64::from(length) * u64::from(of) / u64::from(whole.max(1));
    u32::try_from(part).unwrap_or(length)
}

fn length(node: &Node, key: &str) -> Option<Length> {
    node.get(key).and_then(Length::read)
}
