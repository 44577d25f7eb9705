//! Understands the texts: pages, sources, reading order. Never fails: what it could
//! read, plus findings.

pub mod markdown;

mod again;
mod allow;
mod alone;
mod archive;
mod attached;
mod bar;
mod clearance;
mod form;
mod front_matter;
mod lint;
mod lock;
mod pages;
mod references;
mod summary;
#[cfg(test)]
mod trial;
mod yaml;

pub use again::{Again, again};
pub use alone::{Alone, read_alone, read_each, read_library};
pub use clearance::Clearance;
pub use pages::Folders;
pub use references::for_markdown;

use crate::base::FilePath;
use crate::diag::{Allow, Checked, Code, Diagnostic, Span};
use crate::load::{Inputs, LOCK};
use crate::model::lock::Lock;
use crate::model::{Marking, Outline, Page, Settings, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use summary::Line;

/// The whole dossier, with everything that any audience may read. It never leaves this
/// side of [`redact`](mod@crate::redact).
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The settings.
    pub settings: Settings,
    /// The pages, in the order of their paths.
    /// Shared with every edition that nothing is cut from.
    pub pages: Arc<Vec<Page>>,
    /// The sources, in the order of their keys.
    pub sources: Vec<Source>,
    /// The reading order.
    pub outline: Outline,
    /// The attachments that exist.
    pub assets: BTreeSet<FilePath>,
    /// What the addresses of the sources answered.
    pub lock: Lock,
    /// The findings that are allowed where they stand.
    pub allows: Vec<Allow>,
    /// Further keys by which sources are cited, and the keys they mean.
    pub aliases: BTreeMap<String, String>,
    /// The markings of attachments.
    pub attachments: BTreeMap<FilePath, Marking>,
    /// What folders tell of their pages.
    pub folders: Folders,
    /// What a [`Clearance`] kept out of front matter, libraries and `SUMMARY.md`.
    pub withheld: BTreeMap<FilePath, Vec<Span>>,
}

impl Dossier {
    /// Every key by which a source can be cited.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let own = self.sources.iter().map(|it| it.id.as_str());
        own.chain(self.aliases.keys().map(String::as_str))
    }
}

/// Understands every text of a dossier.
pub fn parse(inputs: &Inputs) -> Checked<Dossier> {
    parse_cleared(inputs, &Clearance::default())
}

/// Understands what is left of the texts of a dossier.
pub fn parse_cleared(inputs: &Inputs, clearance: &Clearance) -> Checked<Dossier> {
    let mut settings = inputs.settings().clone();
    let mut found = Vec::new();
    let lines = contents(inputs, clearance).map(|it| it.into_value(&mut found));
    let titles = titles(lines.as_deref().unwrap_or_default());
    let files = page_files(inputs, lines.is_some().then_some(&titles));
    found.extend(unseen(inputs, &files));
    let (read, libraries) = rayon::join(
        || pages::read(&files, &titles, &settings, clearance),
        || references::libraries(inputs, clearance),
    );
    let read = read.into_value(&mut found);
    let mut libraries = libraries.into_value(&mut found);
    let is_whole = clearance.ceiling.is_none();
    let mut astray = Vec::new();
    let attachments = attached::markings(&read.attachments, inputs, &mut astray);
    // In an edition, a file that does not exist may be one that is closed.
    found.extend(astray.into_iter().filter(|_| is_whole));
    let mut withheld = read.withheld;
    withheld.append(&mut libraries.withheld);
    let mut sources = libraries.sources;
    sources.extend(read.sources);
    let merged = references::merge(sources, &clearance.keys).into_value(&mut found);
    let mut pages = read.pages;
    references::resolve(&mut pages, &merged.aliases);
    let sources = merged.sources;
    found.extend(lint::stale(&sources, settings.accessed_within));
    let pages = with_stubs(pages, &titles, inputs);
    if lines.is_some() && !settings.is_dossier {
        settings.unlisted = unlisted(inputs, &titles);
        let is_told = settings.is_bare || titles.is_empty();
        found.extend(untold(&settings).filter(|_| is_told));
    }
    if settings.is_bare {
        settings.title = pages::home_title(&pages).or(settings.title);
    }
    let outline = summary::outline(lines.as_deref(), &pages, &settings);
    let archived = archive::texts(&sources, inputs, &mut found);
    let assets = inputs.assets().difference(&archived).cloned().collect();
    let lock = inputs.texts().get_key_value(&FilePath::fixed(LOCK));
    let lock = lock.map(|(file, text)| lock::read(file, text).into_value(&mut found));
    let lock = lock.unwrap_or_default();
    let mut allows = read.allows;
    allows.extend(data_allows(inputs, &mut found));
    Checked {
        value: Dossier {
            settings,
            pages: Arc::new(pages),
            sources,
            outline,
            assets,
            lock,
            allows,
            aliases: merged.aliases,
            attachments,
            folders: read.folders,
            withheld,
        },
        findings: in_order(found),
    }
}

/// The unseen characters of everything that is no page; pages look at their own.
fn unseen(inputs: &Inputs, pages: &[(&FilePath, &str, &str)]) -> Vec<Diagnostic> {
    let pages: BTreeSet<&FilePath> = pages.iter().map(|it| it.0).collect();
    let others = inputs.texts().iter().filter(|it| !pages.contains(it.0));
    others.flat_map(|(file, text)| lint::unseen(file, text)).collect()
}

/// What is allowed in settings and libraries of sources.
fn data_allows(inputs: &Inputs, found: &mut Vec<Diagnostic>) -> Vec<Allow> {
    let mut allows = allow::Allows::default();
    let has_comments = |it: &&FilePath| matches!(it.extension(), "toml" | "yaml" | "yml");
    for file in inputs.texts().keys().filter(has_comments) {
        let text = &inputs.texts()[file];
        allow::in_lines(file, text, 0..text.len(), &mut allows);
    }
    found.extend(allows.findings);
    allows.all
}

/// A file of the content folder by its path below that folder; `None` if it leaves it.
fn content_file(settings: &Settings, path: &str) -> Option<FilePath> {
    let below = FilePath::new(path)?;
    FilePath::new(&format!("./{}/{below}", settings.src))
}

/// The path of a file below the content folder.
fn content_path<'a>(settings: &Settings, file: &'a FilePath) -> Option<&'a str> {
    below(content_folder(settings).as_ref(), file)
}

/// The content folder; `None` if it is the root.
fn content_folder(settings: &Settings) -> Option<FilePath> {
    FilePath::new(&format!("./{}", settings.src))
}

fn below<'a>(folder: Option<&FilePath>, file: &'a FilePath) -> Option<&'a str> {
    match folder {
        None => Some(file.as_str()),
        Some(folder) => file.as_str().strip_prefix(folder.as_str())?.strip_prefix('/'),
    }
}

fn contents(inputs: &Inputs, clearance: &Clearance) -> Option<Checked<Vec<Line>>> {
    let (file, text) = inputs.summary()?;
    Some(summary::read(file, text, inputs, &clearance.pages))
}

/// The titles that `SUMMARY.md` gives to files.
fn titles(lines: &[Line]) -> BTreeMap<FilePath, String> {
    let title = |line: &Line| match line {
        Line::Chapter { title, file: Some(file), .. } => {
            Some((file.clone(), title.clone()))
        }
        _ => None,
    };
    lines.iter().filter_map(title).collect()
}

/// The files that are pages, with their paths below the content folder. In a plain book
/// what `SUMMARY.md` does not list is no page.
fn page_files<'a>(
    inputs: &'a Inputs,
    listed: Option<&BTreeMap<FilePath, String>>,
) -> Vec<(&'a FilePath, &'a str, &'a str)> {
    let settings = inputs.settings();
    let is_order = listed.is_some() || !settings.is_bare;
    let listed = listed.filter(|_| !settings.is_dossier);
    let is_page = |file: &FilePath, path: &str| {
        file.extension().eq_ignore_ascii_case("md")
            && !(is_order && is_contents(path))
            && (listed.is_none_or(|it| it.contains_key(file))
                || path == settings.missing_page)
    };
    let folder = content_folder(settings);
    let texts = inputs.texts().iter();
    texts
        .filter_map(|(file, text)| Some((file, below(folder.as_ref(), file)?, &**text)))
        .filter(|(file, path, _)| is_page(file, path))
        .collect()
}

/// The Markdown of the content folder that the reading order lacks, and no page includes.
fn unlisted(inputs: &Inputs, titles: &BTreeMap<FilePath, String>) -> BTreeSet<FilePath> {
    let settings = inputs.settings();
    let folder = content_folder(settings);
    let is_own = |it: &&FilePath| {
        let path = below(folder.as_ref(), it);
        it.extension() == "md"
            && path.is_some_and(|it| !is_contents(it) && it != settings.missing_page)
            && !titles.contains_key(*it)
            && !inputs.included().contains(*it)
    };
    inputs.texts().keys().filter(is_own).cloned().collect()
}

/// Tells which Markdown is left out where its author may not know that `SUMMARY.md` counts.
fn untold(settings: &Settings) -> Option<Diagnostic> {
    let names: Vec<String> = settings.unlisted.iter().map(ToString::to_string).collect();
    let first = names.first()?;
    let message = match names.len() {
        1 => format!("`SUMMARY.md` does not list `{first}`, which is left out"),
        count => format!(
            "`SUMMARY.md` does not list {count} pages, which are left out, such as `{first}`"
        ),
    };
    let finding = Diagnostic::new(Code::LeftOut, message).names(names);
    Some(finding.help("add them to its list: `- [Title](page.md)`"))
}

/// `SUMMARY.md` is no page where it is the reading order, in no language.
fn is_contents(path: &str) -> bool {
    path.split('.').next() == Some("SUMMARY")
}

/// Adds pages for the files that `SUMMARY.md` names and nobody has written.
fn with_stubs(
    mut pages: Vec<Page>,
    titles: &BTreeMap<FilePath, String>,
    inputs: &Inputs,
) -> Vec<Page> {
    let settings = inputs.settings();
    let missing = titles.iter().filter(|(file, _)| !inputs.texts().contains_key(file));
    let known: BTreeSet<_> =
        pages.iter().map(|it| (it.face.id.clone(), it.face.lang.clone())).collect();
    let stubs = missing.filter_map(|(file, title)| {
        let stub = pages::stub(file, content_path(settings, file)?, title, settings);
        let is_new = !known.contains(&(stub.face.id.clone(), stub.face.lang.clone()));
        is_new.then_some(stub)
    });
    let stubs: Vec<Page> = stubs.collect();
    if !stubs.is_empty() {
        pages.extend(stubs);
        pages.sort_by(|a, b| a.face.file.cmp(&b.face.file));
    }
    pages
}

/// The findings in the order of the files and of their texts.
fn in_order(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.sort();
    findings.dedup();
    findings
}
