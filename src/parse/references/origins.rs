//! Checks where sources come from: every origin is listed, and no source is its own.

use super::Found;
use crate::base::{mutant, text::nearest};
use crate::diag::{Code, Diagnostic};
use crate::model::Spanned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Checks `derives-from` of every source.
pub(super) fn check(known: &BTreeMap<String, Found>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for found in known.values() {
        for origin in found.origins.iter().filter(|it| !known.contains_key(&it.value)) {
            findings.push(unknown(found, origin, known));
        }
    }
    findings.extend(circles(known));
    findings
}

/// Forgets the origins that are cut, as if whoever wrote the item had not known them.
pub(super) fn forget(found: &mut Found, cut: &BTreeSet<String>) {
    let before = found.origins.len();
    found.origins.retain(|it| !cut.contains(&it.value) || mutant::is_off("origin"));
    if found.origins.len() == before {
        return;
    }
    let left = found.origins.iter().map(|it| it.value.clone());
    found.source.evidence.derives_from = left.collect();
    let Some(custom) = found.source.item["custom"].as_object_mut() else { return };
    let is_cut = |it: &Value| it.as_str().is_some_and(|it| cut.contains(it.trim()));
    match custom.get_mut("derives-from") {
        Some(Value::Array(all)) if !found.origins.is_empty() => {
            all.retain(|it| !is_cut(it));
        }
        _ => drop(custom.remove("derives-from")),
    }
    if custom.is_empty()
        && let Some(item) = found.source.item.as_object_mut()
    {
        item.remove("custom");
    }
}

fn unknown(
    found: &Found,
    origin: &Spanned<String>,
    known: &BTreeMap<String, Found>,
) -> Diagnostic {
    let source = &found.source;
    let message =
        format!("`{}` derives from `{}`, which is not listed", source.id, origin.value);
    Diagnostic::new(Code::UnknownOrigin, message)
        .at(&source.file, origin.span)
        .did_you_mean(nearest(&origin.value, known.keys().map(String::as_str)))
}

/// A source on the way from the first one down, and which of its origins come next.
struct Step<'a> {
    found: &'a Found,
    next: usize,
}

/// Follows every chain once, without recursion: chains can be as long as the library.
fn circles(known: &BTreeMap<String, Found>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // Whether a source is on the way now, or was followed to its end.
    let mut on_way: BTreeMap<&str, bool> = BTreeMap::new();
    for found in known.values() {
        if on_way.contains_key(&*found.source.id) {
            continue;
        }
        on_way.insert(&found.source.id, true);
        let mut way = vec![Step { found, next: 0 }];
        while let Some(step) = way.last_mut() {
            let here = step.found;
            let Some(origin) = here.origins.get(step.next) else {
                on_way.insert(&here.source.id, false);
                way.pop();
                continue;
            };
            step.next += 1;
            match (on_way.get(&*origin.value), known.get(&origin.value)) {
                (Some(true), _) => findings.push(circle(&way, origin)),
                (None, Some(found)) => {
                    on_way.insert(&found.source.id, true);
                    way.push(Step { found, next: 0 });
                }
                _ => {}
            }
        }
    }
    findings
}

/// The most sources that a finding names.
const NAMED: usize = 8;

fn circle(way: &[Step<'_>], last: &Spanned<String>) -> Diagnostic {
    let ids = way.iter().map(|it| &*it.found.source.id);
    let ids = ids.skip_while(|it| *it != last.value);
    let named = ids.take(NAMED).chain([&*last.value]);
    let chain: Vec<String> = named.map(|it| format!("`{it}`")).collect();
    let message =
        format!("`{}` derives from itself: {}", last.value, chain.join(" from "));
    let finding = Diagnostic::new(Code::CircularOrigin, message)
        .help("follow the text back to where it was first published, and take out the key that leads forward");
    match way.last() {
        Some(step) => finding.at(&step.found.source.file, last.span),
        None => finding,
    }
}
