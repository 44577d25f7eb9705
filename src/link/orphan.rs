//! Finds pages that no page links to, and that no page of a folder above lists.

use super::{Branch, Links};
use crate::diag::{Code, Diagnostic};
use crate::model::OutlineItem;
use crate::redact::Edition;

/// A note for each of them. In a plain book SUMMARY.md leads to every page.
pub(super) fn find(edition: &Edition, links: &Links) -> Vec<Diagnostic> {
    if !edition.settings().is_dossier {
        return Vec::new();
    }
    let pages = (0..edition.pages().len()).filter(|it| is_orphan(edition, links, *it));
    let lost = pages.filter(|it| !is_chapter(edition, *it));
    lost.map(|it| finding(edition, it)).collect()
}

fn is_orphan(edition: &Edition, links: &Links, page: usize) -> bool {
    let face = &edition.pages()[page].face;
    let all = || links.translations(page).iter().chain([&page]);
    let is_linked = all().any(|it| !links.backlinks(*it).is_empty());
    // Folders list what is in them; the home page lists nothing by itself.
    let is_home = |it: usize| edition.pages()[it].face.id.as_str() == "index";
    let above = links.above(page).last();
    let is_listed =
        above.is_some_and(|it| !it.page().is_some_and(is_home)) && face.listed;
    // The page of its source, and those it bears on, lead to it.
    let is_shown = face.source.is_some() || !links.bears_on(page).is_empty();
    // The pages below it lead up to it.
    let is_above = !links.below(Branch::Page(page), &face.lang).is_empty();
    let is_home = face.id.as_str() == "index" || face.id.short() == "404";
    !is_linked && !is_listed && !is_shown && !is_above && !is_home
}

/// Whether SUMMARY.md leads to it: what it lists comes first.
fn is_chapter(edition: &Edition, page: usize) -> bool {
    let id = &edition.pages()[page].face.id;
    let own =
        |it: &OutlineItem| matches!(it, OutlineItem::Page { id: it, .. } if it == id);
    let is_numbered =
        |it: &OutlineItem| matches!(it, OutlineItem::Page { numbered: true, .. });
    let outline = edition.outline();
    let place = outline.iter().position(own);
    let rest = place.map_or(&[][..], |it| &outline[it..]);
    rest.iter().any(is_numbered)
}

fn finding(edition: &Edition, page: usize) -> Diagnostic {
    let face = &edition.pages()[page].face;
    let message = format!("no page links to `{}`", face.id);
    let finding = Diagnostic::new(Code::Orphan, message).in_file(&face.file);
    finding.help("link to it from where readers come by: `[[…]]`")
}
