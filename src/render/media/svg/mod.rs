//! Writes an SVG anew from what is known to be harmless: drawing elements and their
//! attributes. Scripts, event handlers, comments, metadata, what editors keep for
//! themselves, and everything that loads something from elsewhere are left out.

mod css;
mod names;
mod open;
mod reference;
mod size;
mod tag;

use super::Size;
use super::xml::{self, Piece, Pieces};
use crate::base::text::escape_into;
use open::Open;

const OUTSIDE: &str = "text stands outside the drawing";

/// A cleaned drawing.
pub(super) struct Cleaned {
    pub(super) bytes: Vec<u8>,
    pub(super) size: Option<Size>,
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
    open: Open<'a>,
    /// The text of the style sheet that is open; it is cleaned as a whole, because an
    /// address can be spread over several pieces.
    style: String,
    size: Option<Size>,
    has_root: bool,
    has_lost: bool,
}

impl<'a> Copy<'a> {
    fn take(&mut self, piece: Piece<'a>) -> Result<(), String> {
        match piece {
            Piece::Start { name, attributes, is_empty } => {
                self.start(name, &attributes)?;
                if is_empty { self.end(name) } else { Ok(()) }
            }
            Piece::End(name) => self.end(name),
            Piece::Text(raw) if self.is_written() => {
                self.text(&xml::resolve(raw)?);
                Ok(())
            }
            Piece::Data(text) if self.is_written() => {
                self.text(text);
                Ok(())
            }
            Piece::Text(text) | Piece::Data(text) if self.open.depth() == 0 => {
                if text.trim().is_empty() { Ok(()) } else { Err(OUTSIDE.to_owned()) }
            }
            _ => Ok(()),
        }
    }

    fn is_written(&self) -> bool {
        self.open.last().is_some_and(|it| it.written.is_some())
    }

    fn text(&mut self, text: &str) {
        if self.open.last().is_some_and(|it| it.written == Some("style")) {
            self.style.push_str(text);
        } else {
            escape_into(&mut self.out, text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        let element = self.open.pop().filter(|it| it.name == name);
        let element = element.ok_or_else(|| format!("`</{name}>` closes nothing"))?;
        let Some(written) = element.written else { return Ok(()) };
        if written == "style" {
            let cleaned = css::clean(&std::mem::take(&mut self.style));
            self.has_lost |= cleaned.has_lost;
            escape_into(&mut self.out, &cleaned.text);
        }
        if self.out.len() == element.inside {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(written);
            self.out.push('>');
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
