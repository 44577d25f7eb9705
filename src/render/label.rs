//! How a marking is shown. Everything that shows one asks here.

use crate::base::text::escape_text_into;
use crate::model::{Marking, Scheme};
use serde::Serialize;
use std::collections::BTreeMap;

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

/// A script that tells the classes of labels by the labels: those of a scheme of the
/// dossier's own, up to the ceiling, for no other is shown. Scripts know those of TLP.
pub(crate) fn script(scheme: &Scheme, ceiling: Option<Marking>) -> String {
    if scheme.is_tlp() {
        return String::new();
    }
    let shown = scheme.markings().filter(|it| ceiling.is_none_or(|most| *it <= most));
    let classes: BTreeMap<_, _> =
        shown.map(|it| (it.label(), Label::of(it).class)).collect();
    // Strings always have a JSON form.
    let json = serde_json::to_string(&classes).unwrap_or_default();
    format!("var dossierMarkings = {json};\n")
}
