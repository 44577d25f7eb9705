//! The outline of a page: its headings, each with what stands below it.

use super::dossier::View;
use super::place::range;
use crate::diag::Span;
use lsp_types as lsp;

/// The headings of a page as a tree.
#[expect(deprecated, reason = "a field of the protocol that must be filled")]
pub(super) fn symbols(view: View<'_>) -> Vec<lsp::DocumentSymbol> {
    let Some(page) = view.page() else { return Vec::new() };
    let anchors = view.known.whole.links.anchors(page).iter();
    let headings: Vec<_> = anchors.filter(|it| it.level > 0).collect();
    let mut open: Vec<(u8, lsp::DocumentSymbol)> = Vec::new();
    let mut roots = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let span = view.known.located(view.file, heading.span);
        let next = headings[at + 1..].iter().find(|it| it.level <= heading.level);
        let end = next.map_or(view.text.len(), |it| {
            view.known.located(view.file, it.span).start as usize
        });
        let whole = Span::from(span.start as usize..end.max(span.end as usize));
        close(&mut open, &mut roots, heading.level);
        let symbol = lsp::DocumentSymbol {
            name: if heading.text.is_empty() {
                "…".into()
            } else {
                heading.text.clone()
            },
            detail: Some(format!("#{}", heading.id)),
            kind: lsp::SymbolKind::STRING,
            tags: None,
            deprecated: None,
            range: range(view.lines, whole),
            selection_range: range(view.lines, span),
            children: Some(Vec::new()),
        };
        open.push((heading.level, symbol));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Puts what is open at this level or deeper into what it stands in.
fn close(
    open: &mut Vec<(u8, lsp::DocumentSymbol)>,
    roots: &mut Vec<lsp::DocumentSymbol>,
    level: u8,
) {
    while open.last().is_some_and(|(it, _)| *it >= level) {
        let Some((_, done)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.children.get_or_insert_with(Vec::new).push(done),
            None => roots.push(done),
        }
    }
}
