//! Reads `relations:`, each with the citation that supports it.

use super::super::form::Form;
use super::super::markdown::{self, Dialect};
use super::super::yaml::{Entry, Value};
use crate::base::mutant;
use crate::diag::{Code, Span};
use crate::model::{CiteItem, Kind, Node, Relation, Spanned};
use std::collections::BTreeSet;

const KNOWN: [&str; 4] = ["type", "to", "source", "marking"];
const HELP: &str = "write `- {type: customer-of, to: org-mps, source: \"[@key, p. 3]\"}`";

/// Reads the list of relations of a page whose file holds `text`.
pub(super) fn read(
    entry: &Entry,
    text: &str,
    dialect: &Dialect,
    form: &mut Form<'_>,
) -> Vec<Relation> {
    let Some(items) = entry.value.items() else {
        form.wrong(entry, &entry.value, "a list of relations", HELP);
        return Vec::new();
    };
    items.iter().filter_map(|it| relation(it, text, dialect, form)).collect()
}

fn relation(
    item: &Value,
    text: &str,
    dialect: &Dialect,
    form: &mut Form<'_>,
) -> Option<Relation> {
    let Some(entries) = item.entries() else {
        let message = format!("a relation is a mapping, not {}", item.what());
        form.fault(Code::WrongType, item.span, message, HELP);
        return None;
    };
    let (mut kind, mut to, mut source, mut marking) = (None, None, None, None);
    for entry in entries {
        match &*entry.key {
            "type" => kind = form.text(entry),
            "to" => to = form.text(entry),
            "source" => source = citation(entry, text, dialect, form),
            "marking" => marking = form.marking(entry),
            _ => form.unknown(
                (entry, entries),
                &KNOWN,
                "a relation has `type`, `to`, `source`, `marking`",
            ),
        }
    }
    let has = |key: &str| item.get(key).is_some_and(|it| !it.is_null());
    for key in ["type", "to"].into_iter().filter(|it| !has(it)) {
        form.fault(
            Code::MissingKey,
            item.span,
            format!("a relation has no `{key}`"),
            HELP,
        );
    }
    let is_read = entries.iter().all(|it| KNOWN.contains(&&*it.key));
    if is_read && ["type", "to"].into_iter().all(has) && !has("source") {
        let message = "the relation has no source".to_owned();
        form.fault(Code::UnsourcedRelation, item.span, message, HELP);
    }
    // A marking that cannot be read must not make the relation public.
    let closed = has("marking") && marking.is_none() && !form.lenient;
    let (kind, to): (Spanned<String>, Spanned<String>) = (kind?, to?);
    (!closed).then_some(Relation { kind: kind.value, to, source, marking })
}

fn citation(
    entry: &Entry,
    text: &str,
    dialect: &Dialect,
    form: &mut Form<'_>,
) -> Option<Node> {
    let said = form.text(entry)?;
    let span = entry.value.span;
    let read =
        markdown::read_inline(form.file, &said.value, span.start as usize, dialect);
    read.findings.into_iter().for_each(|it| form.say(it));
    let mut cite = read.value.into_iter().find(|it| matches!(it.kind, Kind::Cite(_)));
    match &mut cite {
        None => {
            let message = format!("`{}` is not a citation", said.value);
            let help = "write the citation as in a text: `source: \"[@key, p. 3]\"`";
            form.fault(Code::BadRelation, span, message, help);
        }
        // With escapes or line breaks in it the places inside would be wrong.
        Some(cite) if text.get(span.range()) != Some(&said.value) => move_to(cite, span),
        Some(_) => {}
    }
    cite
}

/// Forgets the sources that are cut; says whether the relation still rests on something, if
/// it did.
pub(super) fn forget(relation: &mut Relation, cut: &BTreeSet<String>) -> bool {
    let Some(Node { kind: Kind::Cite(cluster), .. }) = &mut relation.source else {
        return true;
    };
    cluster.items.retain(|it| !cut.contains(&*it.key) || mutant::is_off("support"));
    !cluster.items.is_empty()
}

/// Sets a relation that was taken over from another file apart from what stands in this one.
pub(super) fn lend(relation: &mut Relation) {
    relation.to.span = relation.to.span.elsewhere();
    relation.source.iter_mut().for_each(lend_node);
}

fn lend_node(node: &mut Node) {
    node.span = node.span.elsewhere();
    if let Kind::Cite(cluster) = &mut node.kind {
        for CiteItem { span: key, prefix, suffix, .. } in &mut cluster.items {
            *key = key.elsewhere();
            prefix.iter_mut().chain(suffix).for_each(lend_node);
        }
    }
    node.children.iter_mut().for_each(lend_node);
}

fn move_to(node: &mut Node, span: Span) {
    node.span = span;
    if let Kind::Cite(cluster) = &mut node.kind {
        for CiteItem { span: key, prefix, suffix, .. } in &mut cluster.items {
            *key = span;
            prefix.iter_mut().chain(suffix).for_each(|it| move_to(it, span));
        }
    }
    node.children.iter_mut().for_each(|it| move_to(it, span));
}
