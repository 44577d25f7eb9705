//! The files of a site for each audience, with the frame that packs them into one.

use super::bundle::name;
use super::since::since;
use super::weigh::Extent;
use super::{Gone, Making, Progress, Read, Veil, Wish, count};
use crate::base::{Files, Kept, Ledger, SitePath};
use crate::diag::{Checked, Diagnostic, Failure};
use crate::model::bundle::{FRAME, Form};
use crate::model::{Audience, Bundle};
use crate::write::{Sheets, single};
use std::path::Path;
use std::sync::Arc;

/// What becomes one file for each audience, and what was found.
pub struct Singles {
    /// The files to be, in the order of the editions' names.
    pub singles: Vec<Single>,
    /// The findings, in the order of files and texts.
    pub findings: Vec<Diagnostic>,
    /// What was cut for one of them, in places of the files: no finding quotes it.
    pub gone: Gone,
}

/// A site, ready to be packed into one file.
pub struct Single {
    /// The name of its edition.
    pub edition: Option<String>,
    /// The name of its file without the extension.
    pub name: String,
    /// How many of its files are pages.
    pub pages: usize,
    files: Files,
}

impl Single {
    /// The file. `sheets` are the numbers of the printed sheets on which pages begin, for
    /// the contents.
    pub fn pack(&self, sheets: &Sheets) -> Result<Vec<u8>, Failure> {
        single(&self.files, &SitePath::fixed(FRAME), sheets)
    }
}

impl Read {
    /// Makes what becomes one file of one edition, or of each.
    pub fn singles(
        mut self,
        root: &Path,
        wish: &Wish,
        progress: Progress<'_>,
    ) -> Result<Singles, Failure> {
        let (singles, gone) = self
            .for_each(wish.edition.as_deref(), |read, audience| {
                read.single(audience, root, wish, progress)
            })?;
        let findings = self.weighed(Extent::Part);
        Ok(Singles { singles, findings, gone })
    }

    fn single(
        &self,
        audience: &Audience,
        root: &Path,
        wish: &Wish,
        progress: Progress<'_>,
    ) -> Result<(Checked<Single>, Veil), Failure> {
        let mut findings = Vec::new();
        let mut cleared = self.clear(audience, root, progress).into_value(&mut findings);
        let veil = std::mem::take(&mut cleared.veil);
        let mut cleared = Arc::new(cleared);
        let (epoch, is_signed) = (wish.epoch, wish.is_signed);
        // Before the pages are made, which lets go of what they were made of.
        let changes = |it| since(it, &cleared, &Self::record(&cleared, root));
        let since = wish.since.as_ref().map(changes).transpose()?;
        let told = Bundle { form: Form::Single, epoch, is_signed, since };
        let kept = Kept::default();
        let ledger = Ledger::before(&kept);
        let making = Making { bundle: Some(&told), root, progress };
        let mut made = self.files(&mut cleared, &making, &ledger);
        veil.locate(&mut made.findings);
        findings.append(&mut made.findings);
        let single = Single {
            edition: audience.name.clone(),
            name: name(&cleared.edition),
            // Without the frame.
            pages: count(&ledger.listing()).saturating_sub(1),
            files: kept.files(),
        };
        Ok((Checked { value: single, findings }, veil))
    }
}
