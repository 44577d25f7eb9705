//! The styles that come with the program. Each is parsed when it is first asked for.

use super::Style;
use super::container::in_sight;
use hayagriva::citationberg::IndependentStyle;
use std::sync::OnceLock;

/// The style of a dossier that names none.
pub const DEFAULT: &str = "dossier-numeric";

struct Bundled {
    name: &'static str,
    xml: &'static str,
    style: OnceLock<Option<Style>>,
}

impl Bundled {
    const fn new(name: &'static str, xml: &'static str) -> Self {
        Self { name, xml, style: OnceLock::new() }
    }
}

macro_rules! bundled {
    ($($name:literal),* $(,)?) => {
        static ALL: [Bundled; [$($name),*].len()] =
            [$(Bundled::new($name, include_str!(concat!("styles/", $name, ".csl")))),*];
    };
}

bundled! {
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "deutsche-gesellschaft-fur-psychologie",
    "deutsche-sprache",
    "din-1505-2",
    "din-1505-2-numeric",
    "dossier-numeric",
    "harvard-cite-them-right",
    "ieee",
    "iso690-author-date-en",
    "iso690-numeric-en",
}

/// Shorter names for some of them.
const OTHERWISE: &[(&str, &str)] = &[
    ("chicago-notes", "chicago-notes-bibliography"),
    ("dgps", "deutsche-gesellschaft-fur-psychologie"),
    ("harvard", "harvard-cite-them-right"),
    ("iso690-author-date", "iso690-author-date-en"),
    ("iso690-numeric", "iso690-numeric-en"),
];

/// The names of the bundled styles.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    ALL.iter().map(|it| it.name)
}

pub(super) fn named(name: &str) -> Option<&'static Style> {
    let other = OTHERWISE.iter().find(|(it, _)| *it == name);
    let name = other.map_or(name, |(_, own)| *own);
    let bundled = ALL.iter().find(|it| it.name == name)?;
    let read = || IndependentStyle::from_xml(&in_sight(bundled.xml)).ok().map(Style::of);
    bundled.style.get_or_init(read).as_ref()
}

/// The text of a bundled style.
#[cfg(test)]
pub(super) fn text(name: &str) -> Option<&'static str> {
    ALL.iter().find(|it| it.name == name).map(|it| it.xml)
}
