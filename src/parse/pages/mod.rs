//! Makes pages of Markdown files: name, front matter, what folders above tell, body,
//! title. Files are read side by side; findings come out in the order of the files.

mod body;
mod cascade;
mod events;
mod heading;
mod naming;
mod relations;

#[cfg(test)]
mod tests;

pub(crate) use body::stub;
pub(crate) use naming::{Naming, number_prefix, readable};

use super::front_matter::{self, FrontMatter, Marked};
use super::references::Found;
use crate::base::FilePath;
use crate::diag::{Allow, Checked, Code, Diagnostic};
use crate::model::{Page, PageId, Settings};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::mem::take;

/// A file on its way to a page: its front matter is read, its text is not.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<'a> {
    file: &'a FilePath,
    text: &'a str,
    naming: Naming,
    front: FrontMatter,
    findings: Vec<Diagnostic>,
}

/// The pages of a dossier and the sources that their front matter defines.
#[expect(clippy::struct_field_names, reason = "`pages` is what they are called")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Pages {
    /// The pages, in the order of their paths.
    pub(crate) pages: Vec<Page>,
    /// The sources, in the order of the pages.
    pub(crate) sources: Vec<Found>,
    /// The findings that are allowed on them.
    pub(crate) allows: Vec<Allow>,
}

/// Makes the pages of the files given with their paths below the content folder.
/// `titles` has the titles that `SUMMARY.md` gives.
pub(crate) fn read(
    files: &[(&FilePath, &str, &str)],
    titles: &BTreeMap<FilePath, String>,
    settings: &Settings,
) -> Checked<Pages> {
    let mut sheets: Vec<Sheet<'_>> = files
        .par_iter()
        .map(|(file, path, text)| sheet(file, path, text, settings))
        .collect();
    complete(&mut sheets, settings);
    sheets.retain(|it| it.front.told.draft != Some(true));
    let twins = name_once(&mut sheets, settings);
    let sources = sheets.iter_mut().flat_map(sources).collect();
    let read: Vec<_> =
        sheets.into_par_iter().map(|it| body::page(it, titles, settings)).collect();
    let mut pages = Vec::with_capacity(read.len());
    let (mut allows, mut findings) = (Vec::new(), twins);
    for (page, allowed) in read {
        pages.push(page.value);
        findings.extend(page.findings);
        allows.extend(allowed.all);
        findings.extend(allowed.findings);
    }
    Checked { value: Pages { pages, sources, allows }, findings }
}

fn sheet<'a>(
    file: &'a FilePath,
    path: &str,
    text: &'a str,
    settings: &Settings,
) -> Sheet<'a> {
    let front = front_matter::read(file, text, settings);
    let naming = Naming::of(path, settings);
    Sheet { file, text, naming, front: front.value, findings: front.findings }
}

/// Fills in what the pages do not tell themselves: language suffix, cascades.
fn complete(sheets: &mut [Sheet<'_>], settings: &Settings) {
    let cascades = cascade::collect(sheets);
    for sheet in sheets {
        let suffix = sheet.naming.lang.as_deref();
        let told = &mut sheet.front.told;
        told.lang = told.lang.take().or_else(|| suffix.map(str::to_owned));
        cascade::apply(told, &sheet.naming.folder, suffix, &cascades);
        let is_draft = told.draft == Some(true);
        let is_unmarked = told.marking == Marked::Silent && !is_draft;
        if is_unmarked && !settings.editions.is_empty() {
            sheet.findings.push(unmarked(sheet));
        }
    }
}

fn unmarked(sheet: &Sheet<'_>) -> Diagnostic {
    Diagnostic::new(Code::MissingMarking, "the page has no marking")
        .at(sheet.file, sheet.front.opening)
        .help("write `marking: TLP:…` in its front matter, or in `cascade:` of a folder's index page")
}

/// Drops files that are the same page in the same language as one before.
fn name_once(sheets: &mut Vec<Sheet<'_>>, settings: &Settings) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(PageId, String), &FilePath> = BTreeMap::new();
    let mut findings = Vec::new();
    sheets.retain_mut(|sheet| {
        let lang = sheet.front.told.lang.clone();
        let lang = lang.unwrap_or_else(|| settings.language.clone());
        let is_taken = first.contains_key(&(sheet.naming.id.clone(), lang.clone()));
        if is_taken && sheet.naming.is_index && !settings.is_dossier {
            sheet.naming.id = sheet.naming.index_id();
        }
        match first.entry((sheet.naming.id.clone(), lang)) {
            Entry::Vacant(free) => {
                free.insert(sheet.file);
                true
            }
            Entry::Occupied(taken) => {
                findings.push(same_page(sheet, taken.get(), &taken.key().1));
                false
            }
        }
    });
    findings
}

fn same_page(sheet: &Sheet<'_>, other: &FilePath, lang: &str) -> Diagnostic {
    let id = &sheet.naming.id;
    let message =
        format!("`{}` and `{other}` are the same page, `{id}` in `{lang}`", sheet.file);
    Diagnostic::new(Code::DuplicatePage, message)
        .at(sheet.file, sheet.front.opening)
        .related(other, crate::diag::Span::default(), "the page is already here")
        .help("rename one of them, or give it a language of its own")
}

/// The sources that a page defines are as closed as the page.
fn sources(sheet: &mut Sheet<'_>) -> Vec<Found> {
    let page = sheet.front.told.marking.label();
    let mut sources = take(&mut sheet.front.references);
    for found in &mut sources {
        let own = &mut found.source.evidence.marking;
        *own = (*own).max(page);
    }
    sources
}
