//! Writes links: to pages, attachments and other sites; what leads nowhere stays text.

use super::sheet::Sheet;
use super::url;
use crate::base::text;
use crate::link::Target;
use crate::model::Node;

/// A link as it was written, and what became of it.
struct Found<'w> {
    href: Option<Href>,
    written: &'w str,
    title: &'w str,
}

/// Where a link leads; the URL is not yet escaped.
pub(super) struct Href {
    url: String,
    is_outside: bool,
}

impl Href {
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn is_outside(&self) -> bool {
        self.is_outside
    }
}

impl<'w> Sheet<'w> {
    pub(super) fn link(&mut self, node: &'w Node, dest: &'w str, title: &'w str) {
        if self.in_link {
            return self.wrap("span", node);
        }
        let target = self.writer.links.target(self.page, dest);
        let href = target.and_then(|it| self.href(&it));
        let found = Found { href, written: dest, title };
        self.anchor(node, found, |sheet| sheet.nodes(&node.children));
    }

    pub(super) fn wiki_link(&mut self, node: &'w Node, target: &'w str) {
        let found = self.writer.links.wiki(self.page, target);
        if found.is_none() && !self.writer.edition.settings().is_dossier {
            return self.brackets(node, target);
        }
        let name = found.as_ref().map_or(target, |it| self.name_of(it, target));
        let href = found.filter(|_| !self.in_link).and_then(|it| self.href(&it));
        let write = |sheet: &mut Self| match &*node.children {
            [] => {
                let marking = sheet.writer.edition.marking_of(sheet.page, [node]);
                let marking =
                    marking.filter(|it| it.rank() > 0 && Some(*it) > sheet.face.marking);
                // One of its own stands around it.
                if let Some(marking) = marking.filter(|it| Some(*it) > node.marking()) {
                    sheet.line_label(marking);
                }
                sheet.escaped(name);
            }
            children => sheet.nodes(children),
        };
        if self.in_link {
            write(self);
        } else {
            self.anchor(node, Found { href, written: target, title: "" }, write);
        }
    }

    /// In a plain book, double brackets that name no page may be anything.
    fn brackets(&mut self, node: &'w Node, written: &'w str) {
        self.out.push_str("[[");
        self.escaped(written);
        if !node.children.is_empty() {
            self.out.push('|');
            self.nodes(&node.children);
        }
        self.out.push_str("]]");
    }

    /// The words of a wiki link that has none of its own.
    pub(super) fn name_of_wiki(&self, target: &'w str) -> &'w str {
        let found = self.writer.links.wiki(self.page, target);
        found.map_or(target, |it| self.name_of(&it, target))
    }

    /// What a wiki link without a text of its own shows: the title of what it leads to, or the
    /// words of a heading on the same page, as
    /// in the sentences of backlinks.
    fn name_of(&self, found: &Target, written: &'w str) -> &'w str {
        let edition = self.writer.edition;
        let (name, place) = written.split_once('#').unwrap_or((written, ""));
        let name = name.trim();
        if name.is_empty() && !place.trim().is_empty() {
            return place.trim();
        }
        let title = match found {
            Target::Page { page, .. } => {
                edition.pages().get(*page).map(|it| &it.face.title)
            }
            _ => edition.source(name).map(|it| &it.title),
        };
        title.map_or(name, String::as_str)
    }

    /// The URL of a target from here; `None` for what was refused.
    pub(super) fn href(&self, target: &Target) -> Option<Href> {
        let is_outside = match target {
            Target::Outside(url) if !url::is_allowed(url) => return None,
            Target::Outside(url) => url::is_web(url) || url.starts_with("//"),
            Target::Asset(file) if self.writer.media.get(file).is_none() => return None,
            _ => false,
        };
        Some(Href { url: self.writer.links.href(self.at, target), is_outside })
    }

    /// Whether a link that leads nowhere is written as it is: with raw HTML, and in plain
    /// books, whose authors may publish the target by other means.
    fn passes(&self, written: &str) -> bool {
        let settings = self.writer.edition.settings();
        settings.raw_html || !settings.is_dossier && url::is_allowed(written)
    }

    /// A link around what `write` writes; text marked as broken where there is no `href`.
    fn anchor(
        &mut self,
        node: &'w Node,
        found: Found<'w>,
        write: impl FnOnce(&mut Self),
    ) {
        let Found { href, written, title } = found;
        let raw = self.passes(written);
        let tag = if href.is_some() || raw { "a" } else { "span" };
        self.out.push('<');
        self.out.push_str(tag);
        match href {
            Some(Href { url, is_outside }) => {
                self.href_attribute(&url);
                self.attributes(node, if is_outside { "outside" } else { "" });
                if is_outside {
                    self.out.push_str(" rel=\"noopener noreferrer\"");
                }
            }
            None if raw => {
                self.href_attribute(&url::rendered(written));
                self.attributes(node, "broken-link");
            }
            None => self.attributes(node, "broken-link"),
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out.push('>');
        self.without_links(write);
        self.close(tag);
    }

    pub(super) fn href_attribute(&mut self, href: &str) {
        self.out.push_str(" href=\"");
        url::push(&mut self.out, href);
        self.out.push('"');
    }
}

/// A link to another site; only its text where the scheme is none of the web's.
pub(super) fn outside(out: &mut String, href: &str, shown: &str) {
    if !url::is_web(href) {
        return text::escape_text_into(out, shown);
    }
    out.push_str("<a class=\"outside\" rel=\"noopener noreferrer\" href=\"");
    url::push(out, href);
    out.push_str("\">");
    text::escape_text_into(out, shown);
    out.push_str("</a>");
}
