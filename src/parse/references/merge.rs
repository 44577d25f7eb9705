//! Brings the sources of all places together: one source a key, in the order of the keys.

use super::{Found, aliases, canonical, origins};
use crate::diag::{Checked, Code, Diagnostic, Span};
use crate::model::{Source, Spanned};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The sources of a dossier.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// One source a key, in the order of the keys.
    pub(crate) sources: Vec<Source>,
    /// Further keys, and the keys of the sources they mean.
    pub(crate) aliases: BTreeMap<String, String>,
}

/// Merges what was found in the order of the files. Nothing derives from the sources `cut`.
pub(crate) fn merge(found: Vec<Found>, cut: &BTreeSet<String>) -> Checked<Merged> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<String, Found> = BTreeMap::new();
    for next in found {
        match known.entry(next.source.id.clone()) {
            Entry::Vacant(free) => drop(free.insert(next)),
            Entry::Occupied(mut taken) => {
                let first = taken.get_mut();
                if same(&first.source, &next.source) {
                    unite(first, next);
                } else {
                    findings.push(twice(&first.source, &next.source));
                }
            }
        }
    }
    if !cut.is_empty() {
        for found in known.values_mut() {
            origins::forget(found, cut);
        }
    }
    let aliases = further(&known, &mut findings);
    aliases::settle(known.values_mut(), &aliases);
    findings.extend(origins::check(&known));
    let sources = known.into_values().map(|it| it.source).collect();
    Checked { value: Merged { sources, aliases }, findings }
}

/// Further keys. One that is taken, by a source or by another one's further key, is told.
fn further(
    known: &BTreeMap<String, Found>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, (&Source, Span)> = BTreeMap::new();
    for found in known.values() {
        let own = |it: &&Spanned<String>| it.value != found.source.id;
        for alias in found.aliases.iter().filter(own) {
            let taken = known.get(&alias.value).map(|it| (&it.source, it.source.span));
            match taken.or_else(|| all.get(&alias.value).copied()) {
                Some((other, _)) if other.id == found.source.id => {}
                Some(other) => findings.push(taken_alias(&found.source, alias, other)),
                None => {
                    all.insert(alias.value.clone(), (&found.source, alias.span));
                }
            }
        }
    }
    all.into_iter().map(|(alias, (source, _))| (alias, source.id.clone())).collect()
}

fn taken_alias(
    source: &Source,
    alias: &Spanned<String>,
    (other, span): (&Source, Span),
) -> Diagnostic {
    let message =
        format!("the further key `{}` of `{}` is taken", alias.value, source.id);
    Diagnostic::new(Code::DuplicateSource, message)
        .at(&source.file, alias.span)
        .related(&other.file, span, format!("`{}` has it", other.id))
        .help("take it out of one of them")
}

/// Whether two definitions say the same, whatever their formats.
fn same(first: &Source, second: &Source) -> bool {
    first.item == second.item || canonical::of(&first.item) == canonical::of(&second.item)
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
