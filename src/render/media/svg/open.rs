//! The elements that are open, and what their prefixes mean.

use crate::render::media::xml::Attributes;

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Deeper documents are refused; browsers stop at 512.
const DEEPEST: usize = 256;

/// Every name is looked up among the prefixes around it.
const MOST_BOUND: usize = 256;

/// An element that is still open.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    /// What it is written as; `None` if it is left out.
    pub(super) written: Option<&'a str>,
    pub(super) space: Space,
    /// Where its inside starts in the output.
    pub(super) inside: usize,
    /// Prefixes it binds; the empty one is the default.
    bound: Vec<(&'a str, &'a str)>,
}

/// The languages that can stand in a drawing.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Space {
    Svg,
    Xhtml,
    Other,
}

/// The open elements, outermost first.
#[derive(Default)]
pub(super) struct Open<'a>(Vec<Element<'a>>);

impl<'a> Open<'a> {
    pub(super) fn push(
        &mut self,
        name: &'a str,
        attributes: Attributes<'_, 'a>,
    ) -> Result<(), String> {
        if self.0.len() >= DEEPEST {
            return Err(format!("it nests deeper than {DEEPEST} elements"));
        }
        let bound: Vec<_> = attributes.iter().filter_map(binding).collect();
        let known: usize = self.0.iter().map(|it| it.bound.len()).sum();
        if known + bound.len() > MOST_BOUND {
            return Err(format!("it binds more than {MOST_BOUND} prefixes"));
        }
        let space = Space::Other;
        self.0.push(Element { name, written: None, space, inside: 0, bound });
        Ok(())
    }

    pub(super) fn pop(&mut self) -> Option<Element<'a>> {
        self.0.pop()
    }

    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    pub(super) fn last(&self) -> Option<&Element<'a>> {
        self.0.last()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Element<'a>> {
        self.0.last_mut()
    }

    /// The element around the innermost one.
    pub(super) fn around(&self) -> Option<&Element<'a>> {
        self.0.iter().rev().nth(1)
    }

    /// Whether something is written as `name` around here.
    pub(super) fn is_within(&self, name: &str) -> bool {
        self.0.iter().any(|it| it.written == Some(name))
    }

    /// The namespace of a prefix. A drawing without any declaration is taken for one.
    pub(super) fn space(&self, prefix: &str) -> Space {
        match self.uri(prefix) {
            Some(SVG) => Space::Svg,
            Some(XHTML) => Space::Xhtml,
            None if prefix.is_empty() => Space::Svg,
            _ => Space::Other,
        }
    }

    pub(super) fn uri(&self, prefix: &str) -> Option<&'a str> {
        let mut bound = self.0.iter().rev().flat_map(|it| it.bound.iter().rev());
        bound.find(|(it, _)| *it == prefix).map(|(_, uri)| *uri)
    }
}

fn binding<'a>((name, value): &(&'a str, &'a str)) -> Option<(&'a str, &'a str)> {
    let prefix = name.strip_prefix("xmlns:").or((*name == "xmlns").then_some(""))?;
    Some((prefix, *value))
}
