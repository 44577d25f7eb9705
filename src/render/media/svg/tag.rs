//! Copies start tags: which elements are written, and with which attributes.

use super::open::{SVG, Space, XHTML, XLINK};
use super::{Copy, css, names, reference, size};
use crate::base::text::escape_into;
use crate::render::media::xml::{self, Attributes};

impl<'a> Copy<'a> {
    pub(super) fn start(
        &mut self,
        name: &'a str,
        attributes: Attributes<'_, 'a>,
    ) -> Result<(), String> {
        let is_root = self.open.depth() == 0;
        if is_root && std::mem::replace(&mut self.has_root, true) {
            return Err("it has two roots".to_owned());
        }
        self.open.push(name, attributes)?;
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let space = self.open.space(prefix);
        if is_root {
            self.size = size::of(attributes);
            if (local, space) != ("svg", Space::Svg) {
                return Err("its root is not `svg`".to_owned());
            }
        }
        self.element(local, space, attributes)
    }

    /// Writes the innermost element if it is harmless and stands in one that is written.
    fn element(
        &mut self,
        name: &'a str,
        space: Space,
        attributes: Attributes<'_, 'a>,
    ) -> Result<(), String> {
        let around = self.open.around();
        if around.is_some_and(|it| it.written.is_none()) {
            return Ok(());
        }
        let (around, in_style) = around
            .map_or((Space::Other, false), |it| (it.space, it.written == Some("style")));
        if !in_style && self.is_harmless(name, space, around, attributes) {
            if let Some(element) = self.open.last_mut() {
                (element.written, element.space) = (Some(name), space);
            }
            self.write_start(name, (space != around).then_some(space), attributes)?;
        } else if space != Space::Other && !names::is_silent(name) {
            self.has_lost = true;
        }
        Ok(())
    }

    fn is_harmless(
        &self,
        name: &str,
        space: Space,
        around: Space,
        attributes: Attributes<'_, '_>,
    ) -> bool {
        match space {
            Space::Svg => {
                around != Space::Xhtml
                    && names::is_drawn(name)
                    && !names::changes_links(attributes)
            }
            Space::Xhtml => self.open.is_within("foreignObject") && names::is_text(name),
            Space::Other => false,
        }
    }

    fn write_start(
        &mut self,
        name: &str,
        new_space: Option<Space>,
        attributes: Attributes<'_, 'a>,
    ) -> Result<(), String> {
        self.out.push('<');
        self.out.push_str(name);
        match new_space {
            Some(Space::Xhtml) => self.attribute("xmlns", XHTML),
            Some(_) => self.attribute("xmlns", SVG),
            None => {}
        }
        if self.open.depth() == 1 {
            self.attribute("xmlns:xlink", XLINK);
        }
        let mut has_link = false;
        for (attribute, raw) in attributes {
            match self.link_name(attribute) {
                // Two prefixes can mean the same attribute.
                Some("xlink:href") if std::mem::replace(&mut has_link, true) => {}
                Some(link) => self.link(name, link, raw)?,
                None => self.plain(attribute, raw)?,
            }
        }
        self.out.push('>');
        if let Some(element) = self.open.last_mut() {
            element.inside = self.out.len();
        }
        Ok(())
    }

    /// What an attribute that refers to something is written as.
    fn link_name(&self, name: &str) -> Option<&'static str> {
        match name.split_once(':') {
            None => (name == "href").then_some("href"),
            Some((prefix, "href")) => {
                (self.open.uri(prefix) == Some(XLINK)).then_some("xlink:href")
            }
            Some(_) => None,
        }
    }

    fn link(&mut self, element: &str, name: &str, raw: &str) -> Result<(), String> {
        match reference::clean(element, &xml::resolve(raw)?)? {
            Some(kept) => self.attribute(name, &kept),
            None => self.has_lost = true,
        }
        Ok(())
    }

    /// An attribute that refers to nothing, unless it hides an address in a value.
    fn plain(&mut self, name: &str, raw: &str) -> Result<(), String> {
        let is_kept = match name.split_once(':') {
            None => names::is_attribute(name),
            Some(("xml", local)) => matches!(local, "lang" | "space"),
            Some(_) => false,
        };
        if is_kept {
            let cleaned = css::clean_value(&xml::resolve(raw)?);
            self.has_lost |= cleaned.has_lost;
            self.attribute(name, &cleaned.text);
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_into(&mut self.out, value);
        self.out.push('"');
    }
}
