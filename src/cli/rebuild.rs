//! `dossier build --explain-rebuild`: why there was something to build, and why each page
//! came out otherwise than it stood there.

use crate::base::SitePath;
use crate::build::Laid;
use crate::build::memory::Reason;
use std::collections::{BTreeMap, BTreeSet};

/// How many changed files are named.
const SHOWN: usize = 20;

/// The lines that say why anything was built.
pub(super) fn why(reason: Option<&Reason>) -> String {
    match reason {
        None => "everything is built: nothing is remembered here\n".to_owned(),
        Some(Reason::Forgotten) => {
            "everything is built: no earlier build is remembered\n".to_owned()
        }
        Some(Reason::OtherWish) => {
            "everything is built: the program, the edition, `--draft` or the place is another one\n"
                .to_owned()
        }
        Some(Reason::Site(site)) => {
            format!("`{}` is not as the last build has left it\n", site.display())
        }
        Some(Reason::Changed(files)) => changed(files),
    }
}

fn changed(files: &[String]) -> String {
    let line = |it: &String| format!("changed: {it}\n");
    let shown = files.iter().take(SHOWN).map(line);
    let more = files.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("changed: {more} more\n"));
    shown.chain(more).collect()
}

/// A line for each page that had to be written.
pub(super) fn pages(
    reason: Option<&Reason>,
    site: &Laid,
    written: &[SitePath],
) -> String {
    let Some(Reason::Changed(files)) = reason else { return String::new() };
    let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let shared = files.iter().find(|it| **it == "book.toml" || it.starts_with("themes/"));
    let origins = site.origins.iter().filter(|(_, it)| files.contains(it.as_str()));
    let own: BTreeMap<_, _> = origins.map(|(page, file)| (page, file)).collect();
    let line = |page: &SitePath| match (own.get(page), shared) {
        (Some(file), _) => format!("{page}: its text changed, {file}\n"),
        (None, Some(file)) => format!("{page}: {file} changed\n"),
        (None, None) => format!("{page}: what it shows of others changed\n"),
    };
    written.iter().filter(|it| it.extension() == "html").map(line).collect()
}
