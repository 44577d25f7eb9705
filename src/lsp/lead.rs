//! Go to definition, and find references.

use super::dossier::View;
use super::place::location;
use super::spot::{Spot, What};
use super::uses::{self, Use};
use crate::diag::Span;
use crate::model::Node;
use crate::model::node::Kind;
use lsp_types as lsp;

/// Where something is defined.
pub(super) fn definition(view: View<'_>, spot: &Spot) -> Option<lsp::Location> {
    let at = defined(view, &spot.what)?;
    location(view.root, view.known, &at.file, at.span)
}

/// The words that define something.
pub(super) fn defined(view: View<'_>, what: &What) -> Option<Use> {
    let all = &view.known.whole;
    match what {
        What::Source(key) => {
            let source = all.edition.source(key)?;
            let span = view.known.located(&source.file, source.span);
            Some(Use { file: source.file.clone(), span })
        }
        What::Page { page, anchor: None } => {
            let file = all.edition.pages()[*page].face.file.clone();
            Some(Use { file, span: Span::default() })
        }
        What::Page { page, anchor: Some(id) } | What::Place { page, id } => {
            let file = &all.edition.pages()[*page].face.file;
            let anchor = all.links.anchors(*page).iter().find(|it| it.id == *id)?;
            let exact = uses::word(view.known, file, anchor.span, ("#", id));
            let span = view.known.located(file, anchor.span);
            Some(exact.unwrap_or(Use { file: file.clone(), span }))
        }
        What::Note { page, label } => {
            let page = &all.edition.pages()[*page];
            let is_it = |it: &&Node| match &it.kind {
                Kind::FootnoteDefinition(it) => **it == **label,
                _ => false,
            };
            let node = page.body.nodes.iter().find(is_it)?;
            let file = page.face.file.clone();
            let span = view.known.located(&file, node.span);
            Some(Use { file, span: Span { end: span.start, ..span } })
        }
        What::Key(_) => None,
    }
}

/// Every place that names something.
pub(super) fn references(
    view: View<'_>,
    spot: &Spot,
    with_definition: bool,
) -> Vec<lsp::Location> {
    let mut all = named(view, &spot.what);
    if with_definition {
        all.extend(defined(view, &spot.what));
    }
    all.sort();
    all.dedup();
    let place = |it: &Use| location(view.root, view.known, &it.file, it.span);
    all.iter().filter_map(place).collect()
}

/// The places that name something, without its definition.
pub(super) fn named(view: View<'_>, what: &What) -> Vec<Use> {
    let known = view.known;
    match what {
        What::Source(key) => uses::of_source(known, key),
        What::Page { page, anchor: None } => uses::of_pages(known, &family(view, *page))
            .into_iter()
            .map(|it| it.at)
            .collect(),
        What::Page { page, anchor: Some(id) } | What::Place { page, id } => {
            let links = uses::of_pages(known, &[*page]).into_iter();
            let here = links.filter(|it| it.anchor.as_ref() == Some(id)).map(|it| it.at);
            let lang = &known.whole.edition.pages()[*page].face.lang;
            here.chain(uses::of_claim(known, id, lang)).collect()
        }
        What::Note { page, label } => notes(view, *page, label),
        What::Key(_) => Vec::new(),
    }
}

/// A page with its translations.
pub(super) fn family(view: View<'_>, page: usize) -> Vec<usize> {
    let others = view.known.whole.links.translations(page);
    others.iter().copied().chain([page]).collect()
}

fn notes(view: View<'_>, page: usize, label: &str) -> Vec<Use> {
    let page = &view.known.whole.edition.pages()[page];
    let mut found = Vec::new();
    let mut visit = |node: &Node| {
        if matches!(&node.kind, Kind::FootnoteReference(it) if **it == *label) {
            let span = view.known.located(&page.face.file, node.span);
            found.push(Use { file: page.face.file.clone(), span });
        }
        true
    };
    page.body.nodes.iter().for_each(|it| it.walk(&mut visit));
    found
}
