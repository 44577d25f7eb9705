//! Where bibliographies stand: the whole one at the root, that of a source beside its page,
//! that of a page beside the page. An attachment that stands there already keeps its place.

use super::route::Spot;
use super::{Generated, Links};
use crate::base::SitePath;
use crate::model::BibFormat;

impl Links {
    /// The bibliography of the edition: `bibliography.bib`; `None` if it has no source.
    pub fn bibliography(&self, format: BibFormat) -> Option<SitePath> {
        let what = Generated::Bibliography(format);
        self.exists(&what, "")
            .then(|| self.generated(&what, ""))
            .filter(|it| self.is_free(it))
    }

    /// One source for other programs: `sources/KEY.bib`.
    pub fn source_file(&self, key: &str, format: BibFormat) -> Option<SitePath> {
        let path = self.source_path(key, "")?.with_extension(format.extension());
        Some(path).filter(|it| self.is_free(it))
    }

    /// What a page cites, as RIS beside it: `report/part-2.ris`. `None` where that is the
    /// place of another bibliography.
    ///
    /// A page has no other format: RIS is imported, so one wants what the page cites and no
    /// more; from BibLaTeX and CSL-JSON programs take what is cited, so that the whole
    /// bibliography serves every page.
    pub fn page_file(&self, page: usize) -> Option<SitePath> {
        let path = self.path(page);
        let own = path.with_extension(BibFormat::Ris.extension());
        let whole = self.generated(&Generated::Bibliography(BibFormat::Ris), "");
        let is_other =
            self.atlas.routes.generation.of_sources.contains(path) || own == whole;
        Some(own).filter(|it| !is_other && self.is_free(it))
    }

    /// Whether no attachment is published there, in whatever letter case.
    fn is_free(&self, path: &SitePath) -> bool {
        let routes = &self.atlas.routes;
        let there = routes.respell(path.as_str()).and_then(|it| routes.at(it));
        !matches!(there, Some(Spot::Asset(file)) if self.attachments.contains(file))
    }
}
