//! Bibliographies for other programs: BibLaTeX, CSL-JSON and RIS of the whole edition, of a
//! page, of a source.

mod bib;
mod csl;
mod evidence;
mod item;
mod markup;
mod publish;
mod ris;
mod variables;

use crate::model::{BibFormat, Source};
use crate::redact::Edition;
use item::Item;

pub(super) use publish::publish;

/// Every format, in the order of the entries of [`entries`].
const FORMATS: [BibFormat; 3] = BibFormat::ALL;

/// One source in every format.
fn entries(source: &Source, edition: &Edition) -> [String; 3] {
    let item = Item::of(source);
    FORMATS.map(|it| entry(it, source, &item, edition))
}

fn entry(
    format: BibFormat,
    source: &Source,
    item: &Item<'_>,
    edition: &Edition,
) -> String {
    match format {
        BibFormat::Bib => bib::entry(source, item),
        BibFormat::Csl => csl::item(source, item, edition),
        BibFormat::Ris => ris::record(source, item),
    }
}

/// Entries as one file.
fn file<'a>(format: BibFormat, entries: impl Iterator<Item = &'a str>) -> String {
    match format {
        BibFormat::Bib => entries.collect::<String>().trim_end().to_owned() + "\n",
        BibFormat::Csl => format!("[\n{}\n]\n", entries.collect::<Vec<_>>().join(",\n")),
        BibFormat::Ris => entries.collect(),
    }
}

/// The bibliography of some sources; keys without a source are left out.
pub fn bibliography<'a>(
    edition: &Edition,
    keys: impl Iterator<Item = &'a str>,
    format: BibFormat,
) -> String {
    let sources = keys.filter_map(|it| edition.source(it));
    let entries = sources.map(|it| entry(format, it, &Item::of(it), edition));
    let entries: Vec<String> = entries.collect();
    file(format, entries.iter().map(String::as_str))
}
