//! The little XML that feeds and site maps need.

use crate::base::text;

/// Appends `<name>text</name>`, escaped, on a line of its own. Characters that XML 1.0
/// forbids are left out.
pub(super) fn element(out: &mut String, name: &str, content: &str) {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let content: String = content.chars().filter(allowed).collect();
    out.extend(["<", name, ">", &text::escape(&content), "</", name, ">\n"]);
}
