//! The bibliographies of a site: of the whole edition, of each source, of each page that
//! cites one.

use super::{FORMATS, entries, file};
use crate::base::SitePath;
use crate::cite::References;
use crate::link::Links;
use crate::model::BibFormat;
use crate::redact::Edition;
use rayon::prelude::*;
use std::collections::HashMap;

/// Every bibliography with its path.
pub(in crate::export) fn publish(
    edition: &Edition,
    links: &Links,
    references: &References,
) -> Vec<(SitePath, String)> {
    let sources = edition.sources();
    let made: Vec<[String; 3]> =
        sources.par_iter().map(|it| entries(it, edition)).collect();
    let mut files = Vec::with_capacity(3 * sources.len() + edition.pages().len() + 3);
    for (at, format) in FORMATS.into_iter().enumerate() {
        let one = |it: usize| std::iter::once(made[it][at].as_str());
        let all = made.iter().map(|it| it[at].as_str());
        files.extend(links.bibliography(format).map(|it| (it, file(format, all))));
        files.extend(sources.iter().enumerate().filter_map(|(place, it)| {
            Some((links.source_file(&it.id, format)?, file(format, one(place))))
        }));
    }
    files.extend(of_pages(edition, links, references, &made));
    files
}

fn of_pages(
    edition: &Edition,
    links: &Links,
    references: &References,
    made: &[[String; 3]],
) -> Vec<(SitePath, String)> {
    let ids = edition.sources().iter().map(|it| it.id.as_str());
    let places: HashMap<&str, usize> = ids.enumerate().map(|(at, it)| (it, at)).collect();
    let ris = FORMATS.iter().position(|it| *it == BibFormat::Ris).unwrap_or_default();
    let pages = (0..edition.pages().len()).into_par_iter();
    let of_page = |page: usize| {
        let keys = references.of_page(page);
        let path = links.page_file(page).filter(|_| !keys.is_empty())?;
        let entries = keys.iter().filter_map(|it| places.get(it.as_str()));
        let entries = entries.map(|it| made[*it][ris].as_str());
        Some((path, file(BibFormat::Ris, entries)))
    };
    pages.filter_map(of_page).collect()
}
