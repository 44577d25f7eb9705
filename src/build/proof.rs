//! An edition with everything that its pages are made of: what is left is to render them,
//! all at once or each when somebody asks for it.

use super::{Cleared, Read};
use crate::base::{Files, Ledger, Sink as _};
use crate::diag::{Checked, Diagnostic};
use crate::model::{Bundle, Theme};
use crate::render::{self, Media, Press};
use crate::{export, index, load};
use std::path::Path;
use std::sync::Arc;

/// An edition with everything that its pages are made of. A copy shares all of it.
#[derive(Clone)]
pub struct Proof {
    cleared: Arc<Cleared>,
    theme: Arc<Theme>,
    media: Arc<Media>,
}

impl Read {
    /// Fetches what the pages of an edition show, and the theme.
    pub(super) fn proof(&self, cleared: Arc<Cleared>, root: &Path) -> Checked<Proof> {
        let mut findings = Vec::new();
        let Cleared { edition, links, .. } = &*cleared;
        self.note_fetched(links.attachments());
        let attachments =
            load::attachments(root, links.attachments()).into_value(&mut findings);
        let media = render::prepare(edition, links, &attachments);
        let media = media.into_value(&mut findings).into();
        let theme = self.inputs.theme(&edition.settings().theme);
        let theme = index::with_client(theme, edition.settings()).into_owned().into();
        let value = Proof { cleared, theme, media };
        Checked { value, findings }
    }
}

impl Proof {
    /// The same with another edition that shows the same attachments.
    pub(super) fn amended(&self, cleared: Arc<Cleared>) -> Option<Self> {
        let shown = |it: &Cleared| it.links.attachments().clone();
        let is_same = shown(&cleared) == shown(&self.cleared);
        is_same.then(|| Self { cleared, ..self.clone() })
    }

    /// How many pages the edition has.
    pub fn pages(&self) -> usize {
        self.cleared.edition.pages().len()
    }

    /// Makes what all pages share, and hands the press over to `work`.
    pub fn open<T>(&self, work: impl FnOnce(&Press<'_>) -> T) -> T {
        self.open_for(None, work)
    }

    /// The same for the pages of a bundle.
    pub(super) fn open_for<T>(
        &self,
        bundle: Option<&Bundle>,
        work: impl FnOnce(&Press<'_>) -> T,
    ) -> T {
        let Cleared { edition, links, references, .. } = &*self.cleared;
        let (theme, media) = (&*self.theme, &*self.media);
        let input = render::Input { edition, links, references, theme, media, bundle };
        render::open(input, work)
    }

    /// What other programs read, once all pages are in the ledger.
    pub(super) fn export(&self, files: &Ledger<'_>) -> Checked<Files> {
        let Cleared { edition, links, references, .. } = &*self.cleared;
        export::export(edition, links, references, &files.listing())
    }

    /// Makes everything but the pages, once these are in the ledger.
    pub fn finish(&self, files: &Ledger<'_>) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let Cleared { edition, links, .. } = &*self.cleared;
        files.take_all(self.export(files).into_value(&mut findings));
        if index::is_searched(&self.theme, edition.settings()) {
            files.take_all(index::index(edition, index::units(edition, links)));
        }
        let (path, text) = export::inventory(edition, links, &files.listing());
        files.take(path, text);
        findings
    }
}
