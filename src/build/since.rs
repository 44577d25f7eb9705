//! Compares the edition of a bundle with that of an earlier one, if the readers of the new
//! one may know what the old one says.

use super::Cleared;
use crate::base::{Day, SitePath};
use crate::diag::Failure;
use crate::link::Links;
use crate::model::bundle::Since;
use crate::model::record::{Changes, Item, Record};
use crate::redact::Edition;
use crate::verify::Inventory;
use std::collections::BTreeSet;

/// Tells what changed since an earlier bundle.
pub(super) fn since(
    old: &Inventory,
    cleared: &Cleared,
    new: &Record,
) -> Result<Since, Failure> {
    let Cleared { edition, links, .. } = cleared;
    let name = old.folder.clone().unwrap_or_default();
    let Some(record) = &old.contents else {
        let told = "the earlier one is a site, which does not tell what was in it";
        return Err(Failure::new(told)
            .help("name the zip that `dossier bundle` has made, or the folder extracted from it"));
    };
    check_ceiling(old, &name, edition)?;
    check_dossier(old, &name, record, edition, new)?;
    Ok(Since {
        date: old.epoch.map(Day::of_unix),
        changes: Changes::between(record, new),
        path: free(edition, links),
        name,
    })
}

/// What an audience must not know, it must not be told as withdrawn either.
fn check_ceiling(old: &Inventory, name: &str, edition: &Edition) -> Result<(), Failure> {
    let Some(ceiling) = edition.audience().ceiling else { return Ok(()) };
    let levels = edition.settings().marking.levels();
    let known = |label: &String| {
        levels.iter().map(|it| it.marking).find(|it| it.label() == label)
    };
    let label = old.ceiling.as_deref().unwrap_or("no ceiling");
    if old.ceiling.as_ref().and_then(known).is_some_and(|it| it <= ceiling) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "`{name}` is for readers up to {label}, this edition for readers up to {ceiling}"
    ))
    .help("what changed would tell of things above the ceiling; name a bundle of this edition"))
}

/// Titles change, and so do pages, but not all of them at once.
fn check_dossier(
    old: &Inventory,
    name: &str,
    record: &Record,
    edition: &Edition,
    new: &Record,
) -> Result<(), Failure> {
    let keys =
        |items: &[Item]| items.iter().map(|it| it.key.clone()).collect::<BTreeSet<_>>();
    let (before, now) = (keys(&record.pages), keys(&new.pages));
    let shared = before.intersection(&now).count();
    let is_known = 2 * shared >= before.len().min(now.len()) && shared > 1;
    if old.title == edition.settings().title || is_known {
        return Ok(());
    }
    let title = old.title.as_deref().unwrap_or("without a title");
    Err(Failure::new(format!("`{name}` is a bundle of another dossier: {title}")))
}

/// Where the page of the changes stands: at the first name that is free.
fn free(edition: &Edition, links: &Links) -> SitePath {
    let attached: BTreeSet<SitePath> =
        links.attachments().iter().filter_map(|it| links.asset_path(it)).collect();
    let is_free = |it: &SitePath| links.page_at(it).is_none() && !attached.contains(it);
    let names = (1..=edition.pages().len() + attached.len())
        .map(|it| format!("changes-{it}.html"));
    let mut names = std::iter::once("changes.html".to_owned()).chain(names);
    let found = names.find_map(|it| Some(SitePath::contained(&it)).filter(&is_free));
    found.unwrap_or_else(|| SitePath::fixed("changes.html"))
}
