//! Finds paths that two files would share, and paths that not every system can hold.

use super::{Generated, Links};
use crate::base::{FilePath, SitePath, portable, text};
use crate::diag::{Code, Diagnostic, Span};
use crate::redact::Edition;
use std::collections::{BTreeSet, HashMap};

/// Checks the paths of pages and attachments.
pub(super) fn check(edition: &Edition, links: &Links, findings: &mut Vec<Diagnostic>) {
    let pages = edition.pages().iter().enumerate();
    let pages = pages.map(|(at, it)| (&it.face.file, links.path(at).clone()));
    let attached = links.attachments();
    let attached = attached.iter().filter_map(|it| Some((it, links.asset_path(it)?)));
    let strict = edition.settings().is_dossier;
    let made: BTreeSet<SitePath> = links.made();
    let mut taken: HashMap<String, (&FilePath, SitePath)> = HashMap::new();
    for (file, path) in pages.chain(attached) {
        findings.extend(portable(file, &path).filter(|_| strict));
        findings.extend(built_in(links, file, &path));
        findings.extend(within(&made, file, &path));
        let key = if strict { text::fold(path.as_str()) } else { path.to_string() };
        if let Some((other, its)) = taken.get(&key) {
            findings.push(collision(file, &path, other, its));
        } else {
            taken.insert(key, (file, path));
        }
    }
}

fn collision(
    file: &FilePath,
    path: &SitePath,
    other: &FilePath,
    its: &SitePath,
) -> Diagnostic {
    let message = if path == its {
        format!("`{file}` and `{other}` would both be published at `{path}`")
    } else {
        format!("`{path}` and `{its}` are one path where letter case does not count")
    };
    let finding = Diagnostic::new(Code::PathCollision, message).in_file(file);
    let finding = finding.related(other, Span::default(), "the other file");
    finding.help(format!("rename `{file}` or `{other}`"))
}

fn portable(file: &FilePath, path: &SitePath) -> Option<Diagnostic> {
    let fault = portable::fault(path.as_str())?;
    let message = format!("`{path}` cannot exist on Windows: {fault}");
    let finding = Diagnostic::new(Code::BadPath, message).in_file(file);
    Some(finding.help("rename the file"))
}

/// A folder cannot be called as a file that the build writes.
fn within(
    made: &BTreeSet<SitePath>,
    file: &FilePath,
    path: &SitePath,
) -> Option<Diagnostic> {
    let ends = path.as_str().match_indices('/').map(|it| it.0);
    let folders = ends.filter_map(|end| SitePath::new(&path.as_str()[..end]));
    let taken = folders.into_iter().find(|it| made.contains(it))?;
    let message =
        format!("the build writes a file at `{taken}`, so no folder can be called so");
    let finding = Diagnostic::new(Code::PathCollision, message).in_file(file);
    Some(finding.help(format!("rename the folder `{taken}`")))
}

/// Attachments cannot take the place of files that the build writes; pages can.
fn built_in(links: &Links, file: &FilePath, path: &SitePath) -> Option<Diagnostic> {
    const OWN: [Generated; 4] =
        [Generated::NotFound, Generated::Sitemap, Generated::Feed, Generated::Inventory];
    let taken = OWN.iter().any(|it| links.generated(it, "") == *path);
    let is_page = links.page_at(path).is_some();
    (taken && !is_page).then(|| {
        let message = format!("the build writes its own file at `{path}`");
        let finding = Diagnostic::new(Code::PathCollision, message).in_file(file);
        finding.help(format!("rename `{file}`"))
    })
}
