//! What is shown: the last good sites, and what was found since. A new one takes the place
//! of the old one whole, so every answer comes from one build.

use crate::base::{FilePath, SitePath, path};
use crate::build::{Round, Site};
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
    ceilings: Arc<BTreeMap<String, Marking>>,
}

/// What the author is told beside the page.
#[derive(Default, Serialize)]
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
    /// What is shown once a build was good.
    pub(super) fn good(&self, round: Round) -> Self {
        let told = told(&round.built.findings, &round.texts, true);
        let sites = round.built.sites.into();
        let ceilings = round.ceilings.into();
        Self { build: self.build + 1, told: told.into(), sites, ceilings }
    }

    /// What is shown once a build had errors: the last good sites.
    pub(super) fn bad(&self, round: &Round) -> Self {
        self.still(told(&round.built.findings, &round.texts, false))
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
    let wanted = if is_folder { format!("{asked}index.html") } else { asked.to_owned() };
    let exact = |it: &str| SitePath::new(it).filter(|path| path.as_str() == it);
    let there = |it: &SitePath| site.files.contains_key(it);
    if let Some(path) = exact(&wanted).filter(there) {
        return Found::File(site, path);
    }
    match exact(&format!("{asked}/index.html")).filter(there) {
        Some(_) if !is_folder => Found::Folder,
        _ => Found::Nothing(Some(site)),
    }
}

fn told(
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
