//! What is shown: the last good sites, and what was found since. A new one takes the place
//! of the old one whole, so every answer comes from one build.

use super::site::Site;
use crate::base::{FilePath, SitePath, path};
use crate::diag::{Diagnostic, Failure, Severity, Style, draw};
use crate::model::Marking;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sites, and what open pages are told.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// How many builds there were.
    pub(super) build: u64,
    pub(super) told: Arc<Told>,
    sites: Arc<[Site]>,
    /// The good sites before these, until all of these is made.
    before: Option<Arc<[Site]>>,
    ceilings: Arc<BTreeMap<String, Marking>>,
}

/// What the author is told beside the page.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Told {
    /// Whether the sites are those of the last build.
    pub(super) is_current: bool,
    pub(super) errors: Vec<String>,
    pub(super) warnings: Vec<String>,
}

/// What stands at an address.
pub(super) enum Found<'a> {
    /// A file, with the files around it.
    File(&'a Site, SitePath),
    /// The list of editions.
    Editions,
    /// A folder that was asked for without its slash.
    Folder,
    /// Nothing; the site around it may have a page that says so.
    Nothing(Option<&'a Site>),
    /// No build has been good yet.
    NoSite,
}

impl Shown {
    /// What is shown once a build was good so far.
    pub(super) fn good(
        &self,
        sites: Vec<Site>,
        ceilings: BTreeMap<String, Marking>,
        told: Told,
    ) -> Self {
        let before = self.before.clone().unwrap_or_else(|| self.sites.clone()).into();
        let (build, told) = (self.build + 1, told.into());
        Self { build, told, sites: sites.into(), before, ceilings: ceilings.into() }
    }

    /// What is shown once a build had errors: the last good sites.
    pub(super) fn bad(&self, told: Told) -> Self {
        self.still(told)
    }

    /// What is shown once all of the sites is made. Where errors have shown only then, it is
    /// the sites before.
    pub(super) fn settled(&self, told: Told) -> Self {
        if told.is_current && told == *self.told {
            return Self { before: None, ..self.clone() };
        }
        let before = self.before.clone().filter(|_| !told.is_current);
        let sites = before.unwrap_or_else(|| self.sites.clone());
        Self { sites, before: None, ..self.still(told) }
    }

    /// What is shown where there could be no build.
    pub(super) fn failed(&self, failure: &Failure) -> Self {
        let help = failure.help.as_ref().map(|it| format!("\nhelp: {it}"));
        let text = format!("error: {}{}", failure.message, help.unwrap_or_default());
        self.still(Told { errors: vec![text], ..Told::default() })
    }

    fn still(&self, told: Told) -> Self {
        Self { build: self.build + 1, told: told.into(), ..self.clone() }
    }

    /// Waits until it is known what stands at the path of an address.
    pub(super) fn wait(&self, asked: &str) {
        for (site, path) in self.places(asked) {
            site.wait(&path);
            if site.get(&path).is_some() {
                return;
            }
        }
    }

    /// Whether that is known.
    pub(super) fn is_ready(&self, asked: &str) -> bool {
        let mut places = self.places(asked).into_iter();
        places.all(|(site, path)| site.is_ready(&path))
            || self.places(asked).iter().any(|(site, path)| site.get(path).is_some())
    }

    /// Where the file of an address may stand, the first one first.
    fn places(&self, asked: &str) -> Vec<(&Site, SitePath)> {
        let Some(asked) = plain(asked) else { return Vec::new() };
        let (site, rest) = match &*self.sites {
            [site] if site.edition.is_none() || self.is_chosen() => (site, &*asked),
            sites => {
                let (name, rest) = asked.split_once('/').unwrap_or((&asked, ""));
                let site = sites.iter().find(|it| it.edition.as_deref() == Some(name));
                let Some(site) = site else { return Vec::new() };
                (site, rest)
            }
        };
        candidates(rest).into_iter().flatten().map(|it| (site, it)).collect()
    }

    /// What stands at the path of an address.
    pub(super) fn find(&self, asked: &str) -> Found<'_> {
        if self.sites.is_empty() {
            return Found::NoSite;
        }
        let Some(asked) = plain(asked) else { return Found::Nothing(None) };
        match &*self.sites {
            [site] if site.edition.is_none() || self.is_chosen() => below(site, &asked),
            sites => among(sites, &asked),
        }
    }

    /// The editions, and the highest marking that each may hold.
    pub(super) fn editions(&self) -> impl Iterator<Item = (&str, Option<Marking>)> {
        let names = self.sites.iter().filter_map(|it| it.edition.as_deref());
        names.map(|it| (it, self.ceilings.get(it).copied()))
    }

    /// Whether one of several editions was asked for: it stands at the root.
    fn is_chosen(&self) -> bool {
        self.ceilings.len() != self.sites.len() || self.ceilings.len() == 1
    }
}

/// The decoded path, without the slash before it; nothing that could mean a folder above.
fn plain(asked: &str) -> Option<String> {
    let coded = asked.strip_prefix('/')?;
    let lower = coded.to_ascii_lowercase();
    if ["%2f", "%5c", "%00", "%25"].iter().any(|it| lower.contains(it)) {
        return None;
    }
    Some(path::decode(coded))
}

fn among<'a>(sites: &'a [Site], asked: &str) -> Found<'a> {
    let (name, rest) = match asked.split_once('/') {
        Some((name, rest)) => (name, Some(rest)),
        None => (asked, None),
    };
    let site = sites.iter().find(|it| it.edition.as_deref() == Some(name));
    match (site, rest) {
        (Some(site), Some(rest)) => below(site, rest),
        (Some(_), None) => Found::Folder,
        (None, None) if name.is_empty() || name == "index.html" => Found::Editions,
        (None, _) => Found::Nothing(None),
    }
}

fn below<'a>(site: &'a Site, asked: &str) -> Found<'a> {
    let is_folder = asked.is_empty() || asked.ends_with('/');
    let there = |it: &SitePath| site.get(it).is_some();
    let [file, index] = candidates(asked).map(|it| it.filter(there));
    match (file, index) {
        (Some(path), _) => Found::File(site, path),
        (None, Some(_)) if !is_folder => Found::Folder,
        _ => Found::Nothing(Some(site)),
    }
}

/// The file that an address means, and the index of the folder that it may mean.
fn candidates(asked: &str) -> [Option<SitePath>; 2] {
    let is_folder = asked.is_empty() || asked.ends_with('/');
    let wanted = if is_folder { format!("{asked}index.html") } else { asked.to_owned() };
    [wanted, format!("{asked}/index.html")]
        .map(|it| SitePath::new(&it).filter(|path| *path.as_str() == *it))
}

/// What the author is told.
pub(super) fn told(
    findings: &[Diagnostic],
    texts: &BTreeMap<FilePath, Arc<str>>,
    is_current: bool,
) -> Told {
    let text_of = |file: &FilePath| texts.get(file).map(|it| &**it);
    let drawn = |it: &Diagnostic| draw(it, &text_of, Style::Plain);
    let all = |severity| {
        findings.iter().filter(|it| it.severity() == severity).map(drawn).collect()
    };
    Told { is_current, errors: all(Severity::Error), warnings: all(Severity::Warning) }
}
