//! Reads `SUMMARY.md` as mdBook reads it, and makes the reading order: from it, or from
//! folders, or from both.

mod chapters;
mod cut;
mod folders;
mod lines;
mod target;

#[cfg(test)]
mod tests;

pub(crate) use lines::{Line, read};

use crate::base::FilePath;
use crate::model::{Outline, OutlineItem, Page, PageId, Settings};
use std::collections::{BTreeMap, BTreeSet};

/// The reading order of `pages`: the lines of `SUMMARY.md` if there is one, and in a
/// dossier, or without one, the pages left in the order of their folders.
pub(crate) fn outline(
    lines: Option<&[Line]>,
    pages: &[Page],
    settings: &Settings,
) -> Outline {
    let Some(lines) = lines else { return folders::order(pages, settings) };
    let mut outline = listed(lines, pages, settings);
    if settings.is_dossier {
        let known: BTreeSet<PageId> = outline.iter().filter_map(id).cloned().collect();
        let rest = folders::order(pages, settings);
        outline.extend(
            rest.into_iter().filter(|it| id(it).is_none_or(|it| !known.contains(it))),
        );
    }
    outline
}

fn id(item: &OutlineItem) -> Option<&PageId> {
    match item {
        OutlineItem::Page { id, .. } => Some(id),
        _ => None,
    }
}

fn listed(lines: &[Line], pages: &[Page], settings: &Settings) -> Outline {
    let ids: BTreeMap<&FilePath, &PageId> =
        pages.iter().map(|it| (&it.face.file, &it.face.id)).collect();
    let mut seen = BTreeSet::new();
    let item = |line: &Line| match line {
        Line::Part(title) => Some(OutlineItem::Part(title.clone())),
        Line::Separator => Some(OutlineItem::Separator),
        Line::Chapter { title, file: None, depth, numbered } => {
            let (title, depth, numbered) = (title.clone(), *depth, *numbered);
            Some(OutlineItem::Draft { title, depth, numbered })
        }
        // A page that is left out, a draft for instance, has no place either.
        Line::Chapter { file: Some(file), depth, numbered, title } => {
            let id = (*ids.get(file)?).clone();
            let (depth, numbered) = (*depth, *numbered);
            // A dossier shows the titles that its pages have.
            let title = (!settings.is_dossier).then(|| title.clone());
            let is_new = seen.insert(id.clone());
            is_new.then_some(OutlineItem::Page { id, depth, numbered, title })
        }
    };
    lines.iter().filter_map(item).collect()
}
