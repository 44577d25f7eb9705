//! Makes pages of Markdown files: name, front matter, what folders above tell, body,
//! title. Files are read side by side; findings come out in the order of the files.

mod body;
mod cascade;
mod events;
mod heading;
mod html_heading;
mod html_title;
mod lower;
mod naming;
mod original;
mod relations;

#[cfg(test)]
mod tests;

pub(crate) use body::stub;
use cascade::Cascades;
pub use cascade::Folders;
pub(crate) use naming::Naming;

use super::Clearance;
use super::allow::Allows;
use super::front_matter::{self, FrontMatter, Marked};
use super::references::Found;
use crate::base::name::readable;
use crate::base::{FilePath, mutant};
use crate::diag::{Allow, Checked, Code, Diagnostic, Span};
use crate::model::{Marking, Page, PageId, Settings, Spanned};
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
    /// What the original of a translation tells.
    original: Option<Box<Self>>,
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
    /// The attachments that pages mark.
    pub(crate) attachments: Vec<Attachment>,
    /// What folders tell.
    pub(crate) folders: Folders,
    /// Where something was kept out for an audience.
    pub(crate) withheld: BTreeMap<FilePath, Vec<Span>>,
}

/// A file that a page marks.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    /// The file of the page.
    pub(crate) page: FilePath,
    /// The path as it was written.
    pub(crate) path: Spanned<String>,
    /// The file it means.
    pub(crate) target: Option<FilePath>,
    /// Its marking; that of the page if none was given.
    pub(crate) marking: Option<Marking>,
}

/// Makes the pages of the files given with their paths below the content folder.
/// `titles` has the titles that `SUMMARY.md` gives.
pub(crate) fn read(
    files: &[(&FilePath, &str, &str)],
    titles: &BTreeMap<FilePath, String>,
    settings: &Settings,
    clearance: &Clearance,
) -> Checked<Pages> {
    let mut sheets: Vec<Sheet<'_>> = files
        .par_iter()
        .map(|(file, path, text)| sheet(file, path, text, (settings, clearance.ceiling)))
        .collect();
    let folders = complete(&mut sheets, settings, clearance);
    let kept_back = keep_back(&mut sheets, settings);
    let mut twins = name_once(&mut sheets, settings);
    twins.extend(kept_back);
    let attachments = attachments(&sheets);
    let withheld = sheets.iter_mut().filter(|it| !it.front.withheld.is_empty());
    let withheld = withheld.map(|it| (it.file.clone(), take(&mut it.front.withheld)));
    let withheld = withheld.collect();
    let sources: Vec<Found> = sheets.iter_mut().flat_map(sources).collect();
    let may_read = |it: &Found| {
        clearance
            .ceiling
            .is_none_or(|top| it.source.evidence.marking.is_none_or(|it| it <= top))
            || mutant::is_off("source")
    };
    let sources = sources.into_iter().filter(may_read).collect();
    sheets.retain(|it| !clearance.foreign.contains(it.file));
    let read: Vec<_> = sheets
        .into_par_iter()
        .map(|it| body::page(it, titles, settings, clearance))
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    let (mut allows, mut findings) = (Vec::new(), twins);
    for (page, allowed) in read {
        pages.push(page.value);
        findings.extend(page.findings);
        allows.extend(allowed.all);
        findings.extend(allowed.findings);
    }
    let value = Pages { pages, sources, allows, attachments, folders, withheld };
    Checked { value, findings }
}

/// Takes the pages out that are kept back. In a plain book that may have come with a file
/// from elsewhere, so it is told.
fn keep_back(sheets: &mut Vec<Sheet<'_>>, settings: &Settings) -> Option<Diagnostic> {
    let is_draft = |it: &mut Sheet<'_>| it.front.told.draft == Some(true);
    let drafts: Vec<Sheet<'_>> = sheets.extract_if(.., is_draft).collect();
    let names: Vec<String> = drafts.iter().map(|it| it.file.to_string()).collect();
    if names.is_empty() || settings.is_dossier {
        return None;
    }
    let shown: Vec<String> = names.iter().take(3).map(|it| format!("`{it}`")).collect();
    let more = if names.len() > 3 { ", …" } else { "" };
    let number = match names.len() {
        1 => "one page is".to_owned(),
        many => format!("{many} pages are"),
    };
    let message = format!("{number} kept back: {}{more}", shown.join(", "));
    let help = "`--draft` shows what says `draft: true` or `published: false`";
    Some(Diagnostic::new(Code::KeptBack, message).help(help).names(names))
}

/// The title of the page that is home, if somebody gave it one.
pub(crate) fn home_title(pages: &[Page]) -> Option<String> {
    let home = pages.iter().find(|it| it.face.id.as_str() == "index")?;
    let is_own = home.face.title != readable("index");
    is_own.then(|| home.face.title.clone())
}

fn sheet<'a>(
    file: &'a FilePath,
    path: &str,
    text: &'a str,
    (settings, ceiling): (&Settings, Option<Marking>),
) -> Sheet<'a> {
    let mut front = front_matter::read(file, text, settings, ceiling);
    if settings.shows_drafts {
        let FrontMatter { told, cascade, .. } = &mut front.value;
        for told in [Some(told), cascade.as_mut()].into_iter().flatten() {
            told.draft = None;
        }
    }
    let naming = Naming::of(path, settings);
    let findings = front.findings;
    Sheet { file, text, naming, front: front.value, original: None, findings }
}

/// Fills in what the pages do not tell themselves: language suffix, originals, cascades.
fn complete(
    sheets: &mut [Sheet<'_>],
    settings: &Settings,
    clearance: &Clearance,
) -> Folders {
    let cascades = cascade::collect(sheets, &clearance.folders);
    fill(sheets, &cascades, settings, clearance);
    Folders::of(cascades)
}

fn fill(
    sheets: &mut [Sheet<'_>],
    cascades: &Cascades,
    settings: &Settings,
    clearance: &Clearance,
) {
    for sheet in sheets.iter_mut() {
        let suffix = sheet.naming.lang.as_deref();
        let told = &mut sheet.front.told;
        told.lang = told.lang.take().or_else(|| suffix.map(str::to_owned));
        forget(&mut sheet.front, sheet.file, clearance);
    }
    original::tell(sheets, settings, cascades);
    for sheet in sheets {
        let told = &mut sheet.front.told;
        cascade::apply(told, &sheet.naming, cascades);
        let is_draft = told.draft == Some(true);
        let is_unmarked = told.marking == Marked::Silent && !is_draft;
        if is_unmarked && !settings.editions.is_empty() {
            sheet.findings.push(unmarked(sheet));
        }
        forget(&mut sheet.front, sheet.file, clearance);
    }
}

/// A file that is a page, with its path below the content folder and its text.
pub(crate) type File<'a> = (&'a FilePath, &'a str, &'a str);

/// Reads the page of one file again whose text was `old`. `None` where the text begins with
/// another front matter, or one that tells of more than the page.
pub(crate) fn again(
    (file, path, text): File<'_>,
    old: &str,
    all: &[File<'_>],
    (titles, folders): (&BTreeMap<FilePath, String>, &Folders),
    settings: &Settings,
) -> Option<(Checked<Page>, Allows)> {
    let everything = Clearance::default();
    let before = sheet(file, path, old, (settings, None)).front.body;
    let own = sheet(file, path, text, (settings, None));
    if own.front.body != before || text.get(..before) != old.get(..before) {
        return None;
    }
    // Its translations, or what it is one of.
    let name = own.naming.id.clone();
    let short = name.short();
    let may_be = |path: &str| short == "index" || path.contains(short);
    let is_twin = |it: &&File<'_>| {
        it.0 != file && may_be(it.1) && Naming::of(it.1, settings).id == name
    };
    let mut sheets = vec![own];
    sheets.extend(
        all.iter().filter(is_twin).map(|it| sheet(it.0, it.1, it.2, (settings, None))),
    );
    sheets.sort_by(|a, b| a.file.cmp(b.file));
    fill(&mut sheets, folders.cascades(), settings, &everything);
    let sheet = sheets.into_iter().find(|it| it.file == file)?;
    let is_draft = sheet.front.told.draft == Some(true);
    let tells_more = !sheet.front.references.is_empty()
        || !attachments(std::slice::from_ref(&sheet)).is_empty();
    let is_alone = !is_draft && !tells_more;
    is_alone.then(|| body::page(sheet, titles, settings, &everything))
}

/// Forgets the names and keys of what is cut.
fn forget(front: &mut FrontMatter, file: &FilePath, clearance: &Clearance) {
    let Clearance { keys, names, .. } = clearance;
    if mutant::is_off("front-key") || keys.is_empty() && names.is_empty() {
        return;
    }
    let FrontMatter { told, nocite, .. } = front;
    keep(&mut told.bears_on, |it| !clearance.is_lost(file, it));
    let key_of = |it: &str| it.split(['#', ' ']).next().unwrap_or_default().to_owned();
    keep(&mut told.covers, |it| !keys.contains(&key_of(it)));
    nocite.retain(|it| !keys.contains(&it.value));
    told.source.take_if(|it| keys.contains(&it.value));
}

/// A list that is left empty was never written.
fn keep(list: &mut Option<Vec<Spanned<String>>>, is_kept: impl Fn(&str) -> bool) {
    let Some(all) = list else { return };
    let before = all.len();
    all.retain(|it| is_kept(&it.value));
    if all.is_empty() && before > 0 {
        *list = None;
    }
}

fn attachments(sheets: &[Sheet<'_>]) -> Vec<Attachment> {
    let mut all = Vec::new();
    for Sheet { file, front, .. } in sheets {
        for (path, marking) in &front.told.attachments {
            let marking = marking.or(front.told.marking.label());
            let target = file.join(&path.value);
            let (page, path) = ((*file).clone(), path.clone());
            all.push(Attachment { page, path, target, marking });
        }
    }
    all
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
        .related(other, Span::default(), "the page is already here")
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
