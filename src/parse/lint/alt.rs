//! Finds pictures without a text for those who do not see them.

use super::Sheet;
use crate::diag::{Code, Diagnostic, Severity};
use crate::model::Node;

/// A finding if a picture has no alternative text. `![](x.png){alt=""}` says that it only
/// decorates.
pub(super) fn missing(sheet: Sheet<'_>, image: &Node) -> Option<Diagnostic> {
    let has_text = !image.text().trim().is_empty();
    if has_text || image.get("alt") == Some("") {
        return None;
    }
    let finding =
        Diagnostic::new(Code::MissingAlt, "the picture has no alternative text");
    let written = sheet.text.get(image.span.range()).unwrap_or_default();
    let help = if written.starts_with("![[") {
        "say behind a bar what is to be seen: `![[…|a chart]]`"
    } else {
        "say between the brackets what is to be seen: `![…](…)`; if it only decorates: \
         `{alt=\"\"}`"
    };
    let mut finding = finding.at(sheet.file, image.span).help(help);
    if sheet.is_plain {
        finding.rate(Severity::Note);
    }
    Some(finding)
}
