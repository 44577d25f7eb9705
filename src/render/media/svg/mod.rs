//! Writes an SVG anew from what is known to be harmless: drawing elements and their
//! attributes. Scripts, event handlers, comments, metadata, what editors keep for
//! themselves, and everything that loads something from elsewhere are left out.

mod css;
mod names;
mod reference;
mod size;

use super::xml::{self, Piece, Pieces};
use crate::base::text::escape_into;

const SVG: &str = "http://www.w3.org/2000/svg";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Deeper documents are refused; browsers stop at 512.
const DEEPEST: usize = 256;

/// Every name is looked up among the prefixes around it.
const MOST_BOUND: usize = 256;

/// A cleaned drawing.
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    pub(super) size: Option<(u32, u32)>,
    /// Whether something was left out that one would have seen.
    pub(super) has_lost: bool,
}

/// The drawing without anything that runs, tells or loads.
pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut pieces = Pieces(text);
    let mut copy = Copy::default();
    while let Some(piece) = pieces.next()? {
        copy.take(piece)?;
    }
    copy.finish()
}

#[derive(Default)]
struct Copy<'a> {
    out: String,
    open: Vec<Element<'a>>,
    size: Option<(u32, u32)>,
    has_root: bool,
    has_lost: bool,
}

/// An element that is still open.
struct Element<'a> {
    name: &'a str,
    /// What it is written as; `None` if it is left out.
    written: Option<&'a str>,
    space: Space,
    /// Where its inside starts in the output.
    inside: usize,
    /// Prefixes it binds; the empty one is the default.
    bound: Vec<(&'a str, &'a str)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Space {
    Svg,
    Xhtml,
    Other,
}

impl<'a> Copy<'a> {
    fn take(&mut self, piece: Piece<'a>) -> Result<(), String> {
        match piece {
            Piece::Start { name, attributes, is_empty } => {
                self.start(name, &attributes)?;
                if is_empty { self.end(name) } else { Ok(()) }
            }
            Piece::End(name) => self.end(name),
            Piece::Text(text) if self.open.is_empty() && text.trim().is_empty() => Ok(()),
            Piece::Text(_) | Piece::Data(_) if self.open.is_empty() => {
                Err("text stands outside the drawing".to_owned())
            }
            Piece::Text(text) if self.is_written() => {
                self.text(&xml::resolve(text)?);
                Ok(())
            }
            Piece::Data(text) if self.is_written() => {
                self.text(text);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn is_written(&self) -> bool {
        self.open.last().is_some_and(|it| it.written.is_some())
    }

    fn text(&mut self, text: &str) {
        if self.open.last().is_some_and(|it| it.written == Some("style")) {
            let cleaned = css::clean(text);
            self.has_lost |= cleaned.has_lost;
            escape_into(&mut self.out, &cleaned.text);
        } else {
            escape_into(&mut self.out, text);
        }
    }

    fn start(
        &mut self,
        name: &'a str,
        attributes: &[(&'a str, &'a str)],
    ) -> Result<(), String> {
        if self.open.is_empty() && std::mem::replace(&mut self.has_root, true) {
            return Err("it has two roots".to_owned());
        }
        if self.open.len() >= DEEPEST {
            return Err(format!("it nests deeper than {DEEPEST} elements"));
        }
        let bound = attributes.iter().filter_map(|(name, value)| {
            let prefix =
                name.strip_prefix("xmlns:").or((*name == "xmlns").then_some(""))?;
            Some((prefix, *value))
        });
        let bound: Vec<_> = bound.collect();
        let known: usize = self.open.iter().map(|it| it.bound.len()).sum();
        if known + bound.len() > MOST_BOUND {
            return Err(format!("it binds more than {MOST_BOUND} prefixes"));
        }
        self.open.push(Element {
            name,
            written: None,
            space: Space::Other,
            inside: 0,
            bound,
        });
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let space = self.space(prefix);
        let is_root = self.open.len() == 1;
        if is_root && (local, space) != ("svg", Space::Svg) {
            return Err("its root is not `svg`".to_owned());
        }
        let around = self.open.iter().rev().nth(1);
        let inside = is_root || around.is_some_and(|it| it.written.is_some());
        let around = around.map_or(Space::Other, |it| it.space);
        if inside && self.is_harmless(local, space, around, attributes) {
            if let Some(element) = self.open.last_mut() {
                (element.written, element.space) = (Some(local), space);
            }
            self.write_start(local, space != around, attributes)?;
        } else if inside && space != Space::Other && !names::is_silent(local) {
            self.has_lost = true;
        }
        if is_root {
            self.size = size::of(attributes);
        }
        Ok(())
    }

    /// The namespace of a prefix. A drawing without any declaration is taken for one.
    fn space(&self, prefix: &str) -> Space {
        match self.uri(prefix) {
            Some(SVG) => Space::Svg,
            Some(XHTML) => Space::Xhtml,
            None if prefix.is_empty() => Space::Svg,
            _ => Space::Other,
        }
    }

    fn uri(&self, prefix: &str) -> Option<&'a str> {
        let mut bound = self.open.iter().rev().flat_map(|it| it.bound.iter().rev());
        bound.find(|(it, _)| *it == prefix).map(|(_, uri)| *uri)
    }

    fn is_harmless(
        &self,
        name: &str,
        space: Space,
        around: Space,
        attributes: &[(&str, &str)],
    ) -> bool {
        match space {
            Space::Svg => {
                around != Space::Xhtml
                    && names::is_drawn(name)
                    && !names::changes_links(attributes)
            }
            Space::Xhtml => {
                let in_foreign =
                    self.open.iter().any(|it| it.written == Some("foreignObject"));
                in_foreign && names::is_text(name)
            }
            Space::Other => false,
        }
    }

    fn write_start(
        &mut self,
        name: &str,
        changes_space: bool,
        attributes: &[(&'a str, &'a str)],
    ) -> Result<(), String> {
        self.out.push('<');
        self.out.push_str(name);
        if changes_space {
            let space = self.open.last().map_or(Space::Svg, |it| it.space);
            self.attribute("xmlns", if space == Space::Xhtml { XHTML } else { SVG });
        }
        if self.open.len() == 1 {
            self.attribute("xmlns:xlink", XLINK);
        }
        for (attribute, raw) in attributes {
            self.copy_attribute(name, attribute, raw)?;
        }
        self.out.push('>');
        if let Some(element) = self.open.last_mut() {
            element.inside = self.out.len();
        }
        Ok(())
    }

    fn copy_attribute(
        &mut self,
        element: &str,
        name: &str,
        raw: &str,
    ) -> Result<(), String> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let is_link = match prefix {
            "" => local == "href",
            "xml" if matches!(local, "lang" | "space") => false,
            _ if local == "href" && self.uri(prefix) == Some(XLINK) => true,
            _ => return Ok(()),
        };
        if prefix.is_empty() && !is_link && !names::is_attribute(local) {
            return Ok(());
        }
        let value = xml::resolve(raw)?;
        if is_link {
            return self.link(
                element,
                if prefix.is_empty() { "href" } else { "xlink:href" },
                &value,
            );
        }
        let cleaned = css::clean_value(&value);
        self.has_lost |= cleaned.has_lost;
        self.attribute(name, &cleaned.text);
        Ok(())
    }

    fn link(&mut self, element: &str, name: &str, value: &str) -> Result<(), String> {
        match reference::clean(element, value)? {
            Some(kept) => self.attribute(name, &kept),
            None => self.has_lost = true,
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

    fn end(&mut self, name: &str) -> Result<(), String> {
        let element = self.open.pop().filter(|it| it.name == name);
        let element = element.ok_or_else(|| format!("`</{name}>` closes nothing"))?;
        match element.written {
            Some(_) if self.out.len() == element.inside => {
                self.out.pop();
                self.out.push_str("/>");
            }
            Some(written) => {
                self.out.push_str("</");
                self.out.push_str(written);
                self.out.push('>');
            }
            None => {}
        }
        Ok(())
    }

    fn finish(self) -> Result<Cleaned, String> {
        match self.open.last() {
            Some(open) => Err(format!("`<{}>` is not closed", open.name)),
            None if !self.has_root => Err("it holds no drawing".to_owned()),
            None => Ok(Cleaned {
                bytes: (self.out + "\n").into_bytes(),
                size: self.size,
                has_lost: self.has_lost,
            }),
        }
    }
}

#[cfg(test)]
mod tests;
