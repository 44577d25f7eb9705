//! Finds sizes of pictures that change nothing.

use super::Sheet;
use crate::diag::{Code, Diagnostic};
use crate::model::{Length, Node};

/// A finding for a width or height that cannot be read, or has nothing to be a share of.
pub(super) fn lost(sheet: Sheet<'_>, image: &Node) -> Vec<Diagnostic> {
    let told = ["width", "height"].into_iter().filter_map(|key| {
        let value = image.get(key)?;
        let help = match (key, Length::read(value)) {
            ("height", Some(Length::Share(_))) => {
                "a page has no height: write it in pixels, \
                                                   `height=200`, or write a `width`"
            }
            (_, Some(_)) => return None,
            (_, None) => {
                "write pixels or a share of the text's width: `width=300`, `width=50%`"
            }
        };
        let message = format!("`{key}={value}` changes nothing");
        let finding = Diagnostic::new(Code::LostSize, message);
        Some(finding.at(sheet.file, image.span).help(help))
    });
    told.collect()
}
