//! How a marking is shown. Everything that shows one asks here.

use crate::base::text::escape_text_into;
use crate::model::Marking;
use serde::Serialize;

/// The label of a marking.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Label {
    /// The whole label; never translated.
    pub(crate) label: &'static str,
    /// For `class`: `tlp-amber-strict`; `tlp-level-3` in a scheme of one's own.
    pub(crate) class: String,
}

impl Label {
    /// The label of a marking.
    pub(crate) fn of(marking: Marking) -> Self {
        Self { label: marking.label(), class: format!("tlp-{}", marking.class()) }
    }

    /// Writes the label as it stands before a link.
    pub(crate) fn write(&self, html: &mut String) {
        html.extend(["<strong class=\"marking ", &self.class, "\">"]);
        escape_text_into(html, self.label);
        html.push_str("</strong> ");
    }
}
