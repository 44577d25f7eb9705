//! The formats in which bibliographies leave the dossier.

/// A format of bibliographies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BibFormat {
    /// BibLaTeX, which BibTeX reads for the most part.
    Bib,
    /// CSL-JSON.
    Csl,
    /// RIS.
    Ris,
}

impl BibFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Bib, Self::Csl, Self::Ris];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bib => "BibLaTeX",
            Self::Csl => "CSL-JSON",
            Self::Ris => "RIS",
        }
    }

    /// The last part of the name of a file: `bib`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Bib => "bib",
            Self::Csl => "json",
            Self::Ris => "ris",
        }
    }

    /// The media type that programs know it by.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Bib => "application/x-bibtex",
            Self::Csl => "application/vnd.citationstyles.csl+json",
            Self::Ris => "application/x-research-info-systems",
        }
    }
}
