//! Bibliographies for other programs: BibLaTeX, CSL-JSON and RIS of the whole edition, of a
//! page, of a source.

mod bib;
mod csl;
mod evidence;
mod item;
mod ris;
mod variables;

use crate::model::Source;
use crate::redact::Edition;
use item::Item;

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// BibLaTeX, which BibTeX reads for the most part.
    Bib,
    /// CSL-JSON.
    Csl,
    /// RIS.
    Ris,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Bib, Self::Csl, Self::Ris];

    /// The last part of the name of a file: `bib`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bib => "bib",
            Self::Csl => "json",
            Self::Ris => "ris",
        }
    }

    fn entry(self, source: &Source, item: &Item<'_>, edition: &Edition) -> String {
        match self {
            Self::Bib => bib::entry(source, item),
            Self::Csl => csl::item(source, item, edition),
            Self::Ris => ris::record(source, item),
        }
    }

    /// Entries as one file.
    pub(super) fn file<'a>(self, entries: impl Iterator<Item = &'a str>) -> String {
        match self {
            Self::Bib => entries.collect::<String>().trim_end().to_owned() + "\n",
            Self::Csl => format!("[\n{}\n]\n", entries.collect::<Vec<_>>().join(",\n")),
            Self::Ris => entries.collect(),
        }
    }
}

/// One source in every format, in the order of [`Format::ALL`].
pub(super) fn entries(source: &Source, edition: &Edition) -> [String; 3] {
    let item = Item::of(source);
    Format::ALL.map(|it| it.entry(source, &item, edition))
}

/// The bibliography of some sources; keys without a source are left out.
pub fn bibliography<'a>(
    edition: &Edition,
    keys: impl Iterator<Item = &'a str>,
    format: Format,
) -> String {
    let sources = keys.filter_map(|it| edition.source(it));
    let entries = sources.map(|it| format.entry(it, &Item::of(it), edition));
    let entries: Vec<String> = entries.collect();
    format.file(entries.iter().map(String::as_str))
}
