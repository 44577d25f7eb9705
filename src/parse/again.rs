//! Understands the text of one page again after somebody has gone on writing it.

use super::{Clearance, Dossier, content_path, contents, is_contents};
use super::{page_files, pages, references, titles};
use crate::base::FilePath;
use crate::diag::{Allow, Diagnostic};
use crate::load::Inputs;
use crate::model::Page;
use std::slice::from_mut;
use std::sync::Arc;

/// A page that was understood again.
#[derive(Debug)]
pub struct Again {
    /// Its place among the pages of the dossier.
    pub at: usize,
    /// The page; its face is the one it had.
    pub page: Page,
    /// The findings that are allowed on it.
    pub allows: Vec<Allow>,
    /// What was found on it.
    pub findings: Vec<Diagnostic>,
}

/// Understands `text` as the page that `file` is in a dossier of which nothing is cut;
/// `inputs` has the text that it was. `None` where anything but the body of that page may
/// come out otherwise than before.
pub fn again(
    dossier: &Dossier,
    inputs: &Inputs,
    file: &FilePath,
    text: &Arc<str>,
) -> Option<Again> {
    let settings = &dossier.settings;
    let at = dossier.pages.binary_search_by(|it| it.face.file.cmp(file)).ok()?;
    let old = inputs.texts().get(file)?;
    let path = content_path(settings, file).filter(|it| !is_contents(it))?;
    let titles = contents(inputs, &Clearance::default()).map(|it| titles(&it.value));
    let titles = titles.unwrap_or_default();
    let all = page_files(inputs, (!titles.is_empty()).then_some(&titles));
    let told = (&titles, &dossier.folders);
    let (page, allows) = pages::again((file, path, text), old, &all, told, settings)?;
    let mut findings = page.findings;
    let mut page = page.value;
    references::resolve(from_mut(&mut page), &dossier.aliases);
    findings.extend(allows.findings);
    let before = &dossier.pages[at];
    let is_same = page.face == before.face && page.body.nocite == before.body.nocite;
    is_same.then_some(Again { at, page, allows: allows.all, findings })
}
