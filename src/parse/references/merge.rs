//! Brings the sources of all places together: one source a key, in the order of the keys.

use super::{Found, origins};
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::Source;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Merges what was found in the order of the files.
pub(crate) fn merge(found: Vec<Found>) -> Checked<Vec<Source>> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<String, Found> = BTreeMap::new();
    for next in found {
        match known.entry(next.source.id.clone()) {
            Entry::Vacant(free) => drop(free.insert(next)),
            Entry::Occupied(mut taken) => {
                let first = taken.get_mut();
                if first.source.item == next.source.item {
                    unite(first, next);
                } else {
                    findings.push(twice(&first.source, &next.source));
                }
            }
        }
    }
    findings.extend(origins::check(&known));
    let value = known.into_values().map(|it| it.source).collect();
    Checked { value, findings }
}

/// One source from two places is as open as the more open of them, and stands there.
fn unite(first: &mut Found, next: Found) {
    if next.source.evidence.marking < first.source.evidence.marking {
        *first = next;
    }
}

fn twice(first: &Source, second: &Source) -> Diagnostic {
    let message =
        format!("the source `{}` is defined twice, in different words", second.id);
    Diagnostic::new(Code::DuplicateSource, message)
        .at(&second.file, second.span)
        .label("defined again")
        .related(&first.file, first.span, "first defined here")
        .help("keep one definition, or give one of them another `id`")
}
