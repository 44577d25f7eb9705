//! A source as CSL describes it, and what the dossier knows of it as evidence.

use super::others::and_others;
use super::readable::is_language;
use super::{Date, Marking, Titled};
use crate::base::FilePath;
use crate::base::path::encode;
use crate::diag::Span;
use std::borrow::Cow;

/// One source of the dossier: one page, one number in a reference list.
///
/// Whatever format it was written in, its text fields have one form. `item` holds them with
/// the markup of CSL-JSON (see [`markup`](super::markup)): `<i>`, `<b>`, `<sup>`, `<sub>`,
/// `<sc>`, `<span class="nocase">`; every other character, `<` and `&` too, stands for
/// itself. `title` and `fields` hold the same text without the tags, for lists, attributes
/// and search. Nothing in it is HTML: whoever writes it escapes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The citation key.
    pub id: String,
    /// Where it is defined.
    pub file: FilePath,
    /// Where its entry starts.
    pub span: Span,
    /// The CSL type: `report`, `article-newspaper`.
    pub kind: String,
    /// The title, without markup.
    pub title: String,
    /// The authors that are named.
    pub authors: Vec<Name>,
    /// Whether there are more than those: `and others`.
    pub has_more_authors: bool,
    /// When it was published.
    pub issued: Option<Date>,
    /// `issued` where it is words (`{literal: in press}`).
    pub issued_literal: Option<String>,
    /// When a copy was consulted.
    pub accessed: Option<Date>,
    /// Every other CSL field as text without markup, by CSL name: `container-title`, `publisher`, `URL`, `DOI`, `note`.
    pub fields: std::collections::BTreeMap<String, String>,
    /// What `custom:` says of it as evidence.
    pub evidence: Evidence,
    /// The whole item, for styles and exports: CSL-JSON. Names keep their particles; a last
    /// author `{"literal": "others"}` stands for `et al.`, as pandoc has it.
    pub item: serde_json::Value,
}

/// A name in CSL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The family name, or the whole name of an institution.
    pub family: String,
    /// The given name, or an empty string.
    pub given: String,
    /// Whether it is an institution, or was given as one string.
    pub literal: bool,
}

/// What is known of a source as evidence; CSL's `custom:` slot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The Admiralty grade: reliability `A`–`F`, credibility `1`–`6`.
    pub grade: Option<String>,
    /// What of it was consulted.
    pub seen: Option<Seen>,
    /// The keys of the sources that it relays, reprints or rewrites.
    pub derives_from: Vec<String>,
    /// An archived copy's URL.
    pub archive_url: Option<String>,
    /// When the copy was made.
    pub archive_date: Option<String>,
    /// The state of the original: `live`, `dead`, `deviated`, `unfit`, `usurped`.
    pub archive_status: Option<String>,
    /// The text of the copy, for checking quotations; it is never published.
    pub archive_text: Option<ArchivedText>,
    /// The SHA-256 of the copy consulted.
    pub sha256: Option<String>,
    /// The marking of the source.
    pub marking: Option<Marking>,
    /// Whether the date is only announced.
    pub announced: bool,
    /// The sections of a report: id, title, pages.
    pub outline: Vec<(String, Titled, String)>,
}

/// The text of an archived copy: plain text, pages parted by form feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedText {
    /// The file, by its path from the root of the dossier.
    pub file: FilePath,
    /// Where it is named.
    pub span: Span,
    /// The SHA-256 of the file.
    pub sha256: Option<String>,
    /// The number of the page with which the file begins.
    pub first_page: u32,
}

/// How much of a source was consulted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// The whole text.
    Full,
    /// The publisher's own page, in part.
    Primary,
    /// A reprint of the text.
    Mirror,
    /// Somebody else's summary.
    Derivative,
    /// Only cited by another source.
    NotSeen,
}

impl Seen {
    /// Every state, best first.
    pub const ALL: [Self; 5] =
        [Self::Full, Self::Primary, Self::Mirror, Self::Derivative, Self::NotSeen];

    /// The word in `custom.seen`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Primary => "primary",
            Self::Mirror => "mirror",
            Self::Derivative => "derivative",
            Self::NotSeen => "not-seen",
        }
    }
}

impl Source {
    /// A CSL field as text, if it has one.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// Who published it; the first author where nobody is named.
    pub fn outlet(&self) -> Option<Cow<'_, str>> {
        let fields = ["container-title", "publisher", "collection-title", "authority"];
        let named = fields.into_iter().find_map(|it| self.field(it)).map(Cow::from);
        named.or_else(|| {
            let name = self.authors.first()?;
            Some(match name.given.as_str() {
                "" => Cow::from(&*name.family),
                given => Cow::from(format!("{given} {}", name.family)),
            })
        })
    }

    /// Where it stands on the web: its URL, its DOI, its archived copy; each once.
    pub fn addresses(&self) -> Vec<Cow<'_, str>> {
        let mut all: Vec<Cow<'_, str>> = self.originals();
        let copy = self.evidence.archive_url.as_deref().map(str::trim);
        all.extend(
            copy.filter(|it| is_web(it) && !all.iter().any(|known| known == it))
                .map(Cow::from),
        );
        all
    }

    /// The addresses of the original: its URL, its DOI.
    pub fn originals(&self) -> Vec<Cow<'_, str>> {
        let url = self.field("URL").map(str::trim).filter(|it| is_web(it));
        let doi = self.doi_address().map(Cow::from);
        let url = url.map(Cow::from);
        let doi = doi.filter(|it| url.as_ref() != Some(it));
        url.into_iter().chain(doi).collect()
    }

    /// Its DOI, without the address that it may have been written with.
    pub fn doi(&self) -> Option<&str> {
        self.field("DOI").map(bare_doi)
    }

    /// Where its DOI leads, the same wherever it is a link: a DOI may hold anything.
    pub fn doi_address(&self) -> Option<String> {
        let doi = self.doi().filter(|it| it.starts_with("10."))?;
        Some(format!("https://doi.org/{}", encode(doi)))
    }

    /// Who speaks, in a running sentence: up to two authors; without authors whoever
    /// published it; without a publisher the title; the key if nothing is known.
    pub fn speaker(&self, lang: &str) -> String {
        let german = is_language(lang, "de");
        match self.authors.as_slice() {
            [] => self.institution().to_owned(),
            [one] if !self.has_more_authors => one.family.clone(),
            [one, two] if !self.has_more_authors => {
                let and = if german { "und" } else { "and" };
                format!("{} {and} {}", one.family, two.family)
            }
            [one, ..] => format!("{} {}", one.family, and_others(lang)),
        }
    }

    fn institution(&self) -> &str {
        let named =
            ["container-title", "publisher"].into_iter().find_map(|it| self.field(it));
        match named {
            Some(name) => name,
            None if self.title.is_empty() => &self.id,
            None => &self.title,
        }
    }
}

/// Whether it is an address that can be asked: `http` or `https`, without blanks.
fn is_web(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let is_known = lower.starts_with("http://") || lower.starts_with("https://");
    is_known && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// A DOI without what browsers and libraries put in front of it.
pub fn bare_doi(doi: &str) -> &str {
    const HOSTS: [&str; 3] = ["doi.org/", "dx.doi.org/", "www.doi.org/"];
    let mut bare = doi.trim();
    // Some programs put one in front of another: `https://doi.org/doi:10.1000/182`.
    for prefix in ["https://", "http://"].into_iter().chain(HOSTS).chain(["doi:"]) {
        let start = bare.get(..prefix.len());
        if start.is_some_and(|it| it.eq_ignore_ascii_case(prefix)) {
            bare = bare[prefix.len()..].trim_start();
        }
    }
    // What is the address of something else stays one.
    if bare.starts_with("10.") { bare } else { doi.trim() }
}

#[cfg(test)]
mod tests {
    use super::bare_doi;

    #[test]
    fn a_doi_is_bare_whatever_stands_in_front_of_it() {
        for doi in [
            "10.1000/182",
            " 10.1000/182 ",
            "doi:10.1000/182",
            "DOI: 10.1000/182",
            "https://doi.org/10.1000/182",
            "HTTP://DX.DOI.ORG/10.1000/182",
            "https://www.doi.org/10.1000/182",
            "doi.org/10.1000/182",
            "https://doi.org/doi:10.1000/182",
        ] {
            assert_eq!(bare_doi(doi), "10.1000/182", "{doi}");
        }
        assert_eq!(bare_doi("https://example.org/x"), "https://example.org/x");
    }
}
