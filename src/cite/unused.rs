//! Finds sources that nothing uses. What a used source derives from is used with it.

use crate::diag::{Code, Diagnostic};
use crate::redact::Edition;
use std::collections::BTreeSet;

/// A warning for each source that no page uses. An edition that something was cut from
/// says nothing: what uses the source may be among it.
pub(super) fn unused(edition: &Edition, used: &BTreeSet<String>) -> Vec<Diagnostic> {
    if edition.is_cut() {
        return Vec::new();
    }
    let reached = reached(edition, used);
    let sources = edition.sources().iter().filter(|it| !reached.contains(it.id.as_str()));
    let warn = sources.map(|source| {
        let message = format!("nothing cites the source `{}`", source.id);
        let finding = Diagnostic::new(Code::UnusedSource, message);
        let finding = finding.at(&source.file, source.span);
        finding.help("cite it, or remove it from the bibliography")
    });
    warn.collect()
}

fn reached<'a>(edition: &'a Edition, used: &'a BTreeSet<String>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = used.iter().map(String::as_str).collect();
    while let Some(key) = open.pop() {
        if reached.insert(key) {
            let source = edition.source(key).into_iter();
            open.extend(source.flat_map(|it| &it.evidence.derives_from).map(|it| &**it));
        }
    }
    reached
}
