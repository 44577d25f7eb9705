//! What an editor shows when somebody rests on a place.

use super::dossier::View;
use super::place::range;
use super::spot::{Spot, What};
use crate::cite::Piece;
use lsp_types as lsp;

/// The text about what stands at a place.
pub(super) fn hover(view: View<'_>, spot: &Spot) -> Option<lsp::Hover> {
    let text = match &spot.what {
        What::Source(key) => source(view, key)?,
        What::Page { page, anchor } => self::page(view, *page, anchor.as_deref()),
        What::Place { page, id } => claim(view, *page, id)?,
        What::Note { page, label } => note(view, *page, label)?,
        What::Key(key) => key.about.to_owned(),
    };
    let kind = lsp::MarkupKind::Markdown;
    let contents = lsp::HoverContents::Markup(lsp::MarkupContent { kind, value: text });
    Some(lsp::Hover { contents, range: Some(range(view.lines, spot.span)) })
}

/// The reference in the style of the dossier, grade, marking, and how often it is cited.
pub(super) fn source(view: View<'_>, key: &str) -> Option<String> {
    let all = &view.known.whole;
    let source = all.edition.source(key)?;
    let settings = view.known.settings();
    let lang = view.page().map(|it| all.edition.pages()[it].face.lang.as_str());
    let lang = lang.unwrap_or(&settings.language);
    let entry = all.references.entry(key, lang);
    let formatted = entry.map(|it| pieces(&it.pieces)).filter(|it| !it.trim().is_empty());
    let mut lines = vec![formatted.unwrap_or_else(|| escaped(&source.title))];
    let grade = source.evidence.grade.as_ref().map(|it| format!("grade {it}"));
    let marking = source.evidence.marking.map(|it| it.label().to_owned());
    let cited = all.references.cited_by(key).len();
    let cited = Some(format!("cited {cited} times"));
    let facts: Vec<String> = [grade, marking, cited].into_iter().flatten().collect();
    lines.push(format!("`{key}` · {}", facts.join(" · ")));
    Some(lines.join("\n\n"))
}

fn page(view: View<'_>, page: usize, anchor: Option<&str>) -> String {
    let face = &view.known.whole.edition.pages()[page].face;
    let mut lines = vec![format!("**{}**", escaped(&face.title))];
    let anchors = view.known.whole.links.anchors(page).iter();
    if let Some(anchor) = anchor.and_then(|id| anchors.clone().find(|it| it.id == id)) {
        lines.push(format!("§ {}", escaped(&anchor.text)));
    }
    lines.extend(face.summary.as_deref().map(escaped));
    let marking = face.marking.map(|it| format!(" · {it}")).unwrap_or_default();
    lines.push(format!("`{}` · {} · {}{marking}", face.id, face.kind.name(), face.lang));
    lines.join("\n\n")
}

fn claim(view: View<'_>, page: usize, id: &str) -> Option<String> {
    let claims = view.known.whole.references.claims().iter();
    let claim = claims.into_iter().find(|it| it.page == page && it.id == id)?;
    let origins = claim.origins.len();
    let degree = claim.likelihood.as_ref().map(|it| it.term.clone());
    let confidence = claim.confidence.map(|it| format!("{} confidence", it.name()));
    let facts = [degree, confidence, Some(format!("{origins} independent origins"))];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    Some(format!("{}\n\n{}", escaped(&claim.text), facts.join(" · ")))
}

fn note(view: View<'_>, page: usize, label: &str) -> Option<String> {
    use crate::model::node::Kind;
    let nodes = &view.known.whole.edition.pages()[page].body.nodes;
    let is_it = |it: &Kind| matches!(it, Kind::FootnoteDefinition(it) if **it == *label);
    let node = nodes.iter().find(|it| is_it(&it.kind))?;
    Some(escaped(node.text().trim()))
}

fn pieces(pieces: &[Piece]) -> String {
    let one = |it: &Piece| {
        let text = escaped(&it.text);
        let (lead, bare) = text.split_at(text.len() - text.trim_start().len());
        let (bare, tail) = bare.split_at(bare.trim_end().len());
        match (it.look.italic || it.look.bold, bare.is_empty()) {
            (true, false) => format!("{lead}*{bare}*{tail}"),
            _ => text.clone(),
        }
    };
    pieces.iter().map(one).collect()
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
