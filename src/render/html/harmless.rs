//! Writes the HTML of plain books: tags that nest whatever the author wrote, links and
//! images as those of Markdown, ids once. Only what [`crate::model::harmless`] lists.

use super::sheet::Sheet;
use super::url;
use crate::base::text::escape_text_into;
use crate::link::{Target, is_reserved};
use crate::model::Length;
use crate::model::harmless::{Element, Fate, Form, fate, is_attribute};
use html5gum::{Token, Tokenizer};

/// An element that an author has opened.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// Its name as it was written.
    name: String,
    tag: &'static str,
    form: Form,
    is_link: bool,
}

/// The attributes of a tag.
type Pairs = Vec<(String, String)>;

impl Sheet<'_> {
    /// Writes a piece of HTML.
    pub(super) fn harmless(&mut self, html: &str) {
        // Reading a string cannot fail.
        for token in Tokenizer::new(html).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let pairs = tag.attributes.iter();
                    let pairs = pairs.map(|(name, it)| (lossy(name), lossy(it)));
                    self.begin(&lossy(&tag.name), &pairs.collect());
                }
                Token::EndTag(tag) => self.finish(&lossy(&tag.name)),
                Token::String(text) => escape_text_into(&mut self.out, &lossy(&text)),
                _ => {}
            }
        }
    }

    /// Ends what HTML has opened and a block of Markdown cannot stand in.
    pub(super) fn end_lines(&mut self) {
        let own = self.html.get(self.floor..).unwrap_or_default();
        if let Some(at) = own.iter().position(|it| it.form == Form::Line) {
            self.end_html(self.floor + at);
        }
        while self.html.len() > self.floor && self.is_in_frame() {
            self.end_html(self.html.len() - 1);
        }
    }

    /// Ends what HTML has opened, but for the first `left` elements.
    pub(super) fn end_html(&mut self, left: usize) {
        while self.html.len() > left {
            let Some(it) = self.html.pop() else { return };
            self.in_link &= !it.is_link;
            self.close(it.tag);
            if it.tag == "table" {
                self.close("div");
            }
        }
    }

    fn is_in_frame(&self) -> bool {
        self.html.last().is_some_and(|it| it.form == Form::Frame)
    }

    fn begin(&mut self, name: &str, pairs: &Pairs) {
        let Fate::Kept(element) = fate(name) else { return };
        if element.form == Form::Void {
            return self.void(element, pairs);
        }
        let is_inline = element.form == Form::Inline;
        if self.is_line && !is_inline || !self.make_room(element) {
            return;
        }
        match name {
            "a" => self.begin_link(pairs),
            _ => self.begin_element(name, element, pairs),
        }
    }

    /// Ends what the element cannot stand in; `false` if it has no place here.
    fn make_room(&mut self, element: Element) -> bool {
        if element.form != Form::Inline {
            let own = self.html.get(self.floor..).unwrap_or_default();
            let line = own.iter().position(|it| it.form == Form::Line);
            if let Some(at) = line {
                self.end_html(self.floor + at);
            }
        }
        if element.parents.is_empty() {
            return self.html.len() == self.floor || !self.is_in_frame();
        }
        let own = self.html.get(self.floor..).unwrap_or_default();
        let parent = own.iter().rposition(|it| element.parents.contains(&it.tag));
        if let Some(at) = parent {
            self.end_html(self.floor + at + 1);
        }
        parent.is_some()
    }

    fn begin_element(&mut self, name: &str, element: Element, pairs: &Pairs) {
        let Element { tag, form, .. } = element;
        // The title of the page is its only heading of the first level.
        let tag = if tag == "h1" { "h2" } else { tag };
        if tag == "table" {
            // A wide one is moved in its box, not the whole page.
            self.out.push_str("<div class=\"table\" tabindex=\"0\" role=\"group\"");
            self.region(self.word("table"));
            self.out.push('>');
        }
        self.out.extend(["<", tag]);
        self.pairs(tag, pairs, if name == "center" { "align-center" } else { "" });
        self.out.push('>');
        if form == Form::Rule {
            return;
        }
        self.html.push(Open { name: name.to_owned(), tag, form, is_link: false });
    }

    /// A link; a place that links lead to is none.
    fn begin_link(&mut self, pairs: &Pairs) {
        let href = value(pairs, "href").filter(|_| !self.in_link);
        let target = href.and_then(|it| self.writer.links.target(self.page, it));
        let target = target.and_then(|it| self.href(&it));
        let passes = href.filter(|it| url::is_allowed(it));
        let tag = if target.is_some() || passes.is_some() { "a" } else { "span" };
        self.out.extend(["<", tag]);
        match (target, passes) {
            (Some(target), _) => {
                self.href_attribute(target.url());
                let is_outside = target.is_outside();
                self.pairs("a", pairs, if is_outside { "outside" } else { "" });
                if is_outside {
                    self.out.push_str(" rel=\"noopener noreferrer\"");
                }
            }
            (None, Some(written)) => {
                self.href_attribute(&url::rendered(written));
                self.pairs("a", pairs, "broken-link");
            }
            _ => self.pairs("a", pairs, if href.is_some() { "broken-link" } else { "" }),
        }
        self.out.push('>');
        let is_link = tag == "a";
        self.in_link |= is_link;
        self.html.push(Open { name: "a".to_owned(), tag, form: Form::Inline, is_link });
    }

    fn void(&mut self, element: Element, pairs: &Pairs) {
        if self.html.len() > self.floor && self.is_in_frame() {
            return;
        }
        if element.tag == "img" {
            return self.html_image(pairs);
        }
        self.out.extend(["<", element.tag, ">"]);
    }

    fn html_image(&mut self, pairs: &Pairs) {
        let alt = value(pairs, "alt").unwrap_or_default();
        let dest = value(pairs, "src").unwrap_or_default();
        match self.writer.links.target(self.page, dest) {
            Some(Target::Asset(file)) if self.writer.media.get(&file).is_some() => {
                self.html_picture(&file, alt, pairs);
            }
            Some(Target::Outside(url)) => self.remote(&url, alt, dest),
            _ => self.absent(alt, dest),
        }
    }

    fn html_picture(&mut self, file: &crate::base::FilePath, alt: &str, pairs: &Pairs) {
        let Some(item) = self.writer.media.get(file) else { return };
        self.out.push_str("<img src=\"");
        url::push(&mut self.out, &self.at.href_to(&item.path));
        self.out.push('"');
        self.attribute("alt", alt);
        let has = |name| {
            value(pairs, name).and_then(Length::read).and_then(Length::pixels).is_some()
        };
        if let Some((width, height)) =
            item.size.filter(|_| !has("width") && !has("height"))
        {
            self.attribute("width", &width.to_string());
            self.attribute("height", &height.to_string());
        }
        self.images += 1;
        if self.images > 1 {
            self.attribute("loading", "lazy");
        }
        let share = value(pairs, "width").and_then(Length::read).and_then(Length::class);
        self.pairs("img", pairs, share.as_deref().unwrap_or_default());
        self.out.push('>');
    }

    /// The attributes that a page may hold as they are, an id, and the classes.
    fn pairs(&mut self, tag: &str, pairs: &Pairs, class: &str) {
        let id = value(pairs, "id").or_else(|| value(pairs, "name"));
        if let Some(id) = id.filter(|it| self.is_free(it)) {
            self.html_ids.insert(id.to_owned());
            self.attribute("id", id);
        }
        let own = value(pairs, "class").unwrap_or_default();
        let align = value(pairs, "align").map_or("", alignment);
        let classes = [class, align, own].into_iter().filter(|it| !it.trim().is_empty());
        let classes: Vec<&str> = classes.collect();
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
        for (name, value) in pairs {
            if name != "class" && is_attribute(tag, name, value) {
                self.pair_of(name, value);
            }
        }
    }

    /// One attribute; of a size its pixels, for a share is a class.
    fn pair_of(&mut self, name: &str, value: &str) {
        if !matches!(name, "width" | "height") {
            self.attribute(name, value);
        } else if let Some(pixels) = Length::read(value).and_then(Length::pixels) {
            self.attribute(name, &pixels.to_string());
        }
    }

    /// Whether an id is written here, and no other element of the page has it.
    fn is_free(&self, id: &str) -> bool {
        let is_name = !id.is_empty() && !id.contains(char::is_whitespace);
        let is_known =
            || self.writer.links.anchors(self.page).iter().any(|it| it.id == id);
        self.has_ids()
            && is_name
            && !is_reserved(id)
            && !self.html_ids.contains(id)
            && !is_known()
    }

    /// The end of the nearest element with this name. An inline one ends no block.
    fn finish(&mut self, name: &str) {
        let own = self.html.get(self.floor..).unwrap_or_default();
        let Some(at) = own.iter().rposition(|it| it.name == name) else { return };
        let is_inline = |it: &Open| it.form == Form::Inline;
        if own.get(at).is_some_and(is_inline) && !own.iter().skip(at).all(is_inline) {
            return;
        }
        self.end_html(self.floor + at);
    }
}

fn value<'p>(pairs: &'p Pairs, name: &str) -> Option<&'p str> {
    pairs.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
}

fn alignment(written: &str) -> &'static str {
    match written.to_ascii_lowercase().as_str() {
        "left" => "align-left",
        "center" | "middle" => "align-center",
        "right" => "align-right",
        _ => "",
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
