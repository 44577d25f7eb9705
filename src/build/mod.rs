//! The whole road on one page: a folder comes in, the files of one site for each audience
//! go out, with everything that was found on the way.

mod bundle;
mod cleared;
mod cut;
mod plan;
mod since;
mod weigh;

pub use bundle::{Bundled, Parcel, Wish};
pub use cleared::Cleared;
pub use cut::{Gone, veiled};
pub use plan::{Plan, Planned};

use cut::{Cut, Veil};

use crate::base::text::nearest;
use crate::base::{FilePath, Files};
use crate::diag::{Checked, Code, Diagnostic, Failure, Severity};
use crate::link::Links;
use crate::load::Inputs;
pub use crate::load::LOCK;
use crate::model::lock::Lock;
use crate::model::{Audience, Bundle, Page, Settings, Source};
use crate::parse::Dossier;
use crate::redact::Edition;
use crate::{cite, export, index, load, parse, render};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A dossier that was read and understood, and what was found.
pub struct Read {
    inputs: Inputs,
    dossier: Dossier,
    findings: Vec<Diagnostic>,
    /// The dossier for somebody who may read everything; made when an edition asks.
    whole: OnceLock<(Edition, Links)>,
}

/// One site for each audience, and what was found.
pub struct Built {
    /// The sites, in the order of the editions' names; one without a name where no
    /// editions are configured.
    pub sites: Vec<Site>,
    /// The findings, in the order of files and texts.
    pub findings: Vec<Diagnostic>,
    /// What was cut for one of them, in places of the files: no finding quotes it.
    pub gone: Gone,
}

/// The site for one audience.
pub struct Site {
    /// The name of its edition.
    pub edition: Option<String>,
    /// How many of its files are pages.
    pub pages: usize,
    /// Its files.
    pub files: Files,
}

/// Told which stage begins.
pub type Progress<'a> = &'a dyn Fn(&'static str);

/// Reads and understands the dossier in the folder `root`.
pub fn read(root: &Path, progress: Progress<'_>) -> Result<Read, Failure> {
    let mut findings = Vec::new();
    progress("load");
    let inputs = load::load(root)?.into_value(&mut findings);
    progress("parse");
    let mut parsed = parse::parse(&inputs);
    inputs.locate(&mut parsed.findings);
    let mut dossier = parsed.into_value(&mut findings);
    weigh::locate(&mut dossier.allows, &inputs);
    Ok(Read { inputs, dossier, findings, whole: OnceLock::new() })
}

impl Read {
    /// Where the dossier wants to be published, relative to its folder.
    pub fn build_dir(&self) -> &str {
        &self.dossier.settings.build_dir
    }

    /// The settings, before anything is cut for an audience.
    pub fn settings(&self) -> &Settings {
        &self.dossier.settings
    }

    /// Every text, for drawing findings.
    pub fn texts(&self) -> BTreeMap<FilePath, Arc<str>> {
        self.inputs.originals()
    }

    /// The pages, before anything is cut for an audience.
    pub fn pages(&self) -> &[Page] {
        &self.dossier.pages
    }

    /// The sources, before anything is cut for an audience.
    pub fn sources(&self) -> &[Source] {
        &self.dossier.sources
    }

    /// What the addresses of the sources answered.
    pub fn lock(&self) -> &Lock {
        &self.dossier.lock
    }

    /// Whether somebody has asked them.
    pub fn has_lock(&self) -> bool {
        self.inputs.texts().contains_key(&FilePath::fixed(LOCK))
    }

    /// What was found while reading.
    pub fn found(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// The names of the editions.
    pub fn editions(&self) -> Vec<String> {
        self.dossier.settings.editions.keys().cloned().collect()
    }

    /// Builds the site of one edition, or of each.
    pub fn build(
        mut self,
        root: &Path,
        edition: Option<&str>,
        progress: Progress<'_>,
    ) -> Result<Built, Failure> {
        let mut sites = Vec::new();
        let audiences = self.audiences(edition)?;
        let (mut found, mut veils) = (Vec::new(), Vec::new());
        for audience in audiences {
            let (mut site, veil) = self.site(&audience, root, progress);
            self.inputs.locate(&mut site.findings);
            sites.push(site.into_value(&mut found));
            veils.push(veil);
        }
        let gone = self.settle(found, veils);
        let findings = self.weighed(edition.is_none());
        Ok(Built { sites, findings, gone })
    }

    /// The units of text that a search engine would index in one edition.
    pub fn units(&self, edition: Option<&str>) -> Result<Vec<index::Unit>, Failure> {
        let mut units = Vec::new();
        for audience in self.audiences(edition)? {
            let Cut { edition, links, .. } = self.cut(&audience).value;
            units.extend(index::units(&edition, &links));
        }
        Ok(units)
    }

    fn site(
        &self,
        audience: &Audience,
        root: &Path,
        progress: Progress<'_>,
    ) -> (Checked<Site>, Veil) {
        let mut findings = Vec::new();
        let cleared = self.clear(audience, root, progress).into_value(&mut findings);
        let files = self.files(&cleared, None, root, progress);
        let mut files = files.into_value(&mut findings);
        export::inventory(&cleared.edition, &cleared.links, &mut files);
        let pages = count(&files);
        let value = Site { edition: audience.name.clone(), pages, files };
        (Checked { value, findings }, cleared.veil)
    }

    /// Cuts the dossier to an audience, and finds out everything that is known of the rest.
    fn clear(
        &self,
        audience: &Audience,
        root: &Path,
        progress: Progress<'_>,
    ) -> Checked<Cleared> {
        let mut findings = Vec::new();
        progress("redact");
        let cut = self.cut(audience).into_value(&mut findings);
        let Cut { edition, links, veil } = cut;
        progress("cite");
        let known = findings.len();
        let references = cite::cite(&edition).into_value(&mut findings);
        let archived =
            load::archived(root, &edition.archived()).into_value(&mut findings);
        let references =
            cite::verify(references, &edition, &archived).into_value(&mut findings);
        veil.locate(&mut findings[known..]);
        Self::once(&mut findings);
        Checked { value: Cleared { edition, links, references, veil }, findings }
    }

    /// The files of one site, without the list of them.
    fn files(
        &self,
        cleared: &Cleared,
        bundle: Option<&Bundle>,
        root: &Path,
        progress: Progress<'_>,
    ) -> Checked<Files> {
        let mut findings = Vec::new();
        let Cleared { edition, links, references, veil } = cleared;
        // Before the pages are made, so that not everything is in memory at once.
        progress("index");
        let searched = index::index(edition, links);
        progress("render");
        let attachments =
            load::attachments(root, links.attachments()).into_value(&mut findings);
        let theme = self.inputs.theme(&edition.settings().theme);
        let theme = index::with_client(theme, edition.settings());
        let (theme, attachments) = (&theme, &attachments);
        let input =
            render::Input { edition, links, references, theme, attachments, bundle };
        let mut files = render::render(&input).into_value(&mut findings);
        files.extend(searched);
        progress("export");
        let exported = export::export(edition, links, references, &files);
        files.extend(exported.into_value(&mut findings));
        veil.locate(&mut findings);
        Checked { value: files, findings }
    }

    fn audiences(&self, wanted: Option<&str>) -> Result<Vec<Audience>, Failure> {
        let settings = &self.dossier.settings;
        let Some(name) = wanted else { return Ok(settings.audiences()) };
        let found = settings.audience(name).map(|it| vec![it]);
        found.ok_or_else(|| unknown(name, settings.editions.keys().map(String::as_str)))
    }
}

impl Built {
    /// Makes warnings of the citations that no source has: a draft shows gaps for them.
    pub fn accept_gaps(&mut self) {
        let missing = |it: &&mut Diagnostic| it.code == Code::UnknownSource;
        for finding in self.findings.iter_mut().filter(missing) {
            finding.recode(Code::Gap);
        }
    }

    /// Whether something was found that forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|it| it.severity() == Severity::Error)
    }
}

fn count(files: &Files) -> usize {
    files.keys().filter(|it| it.extension() == "html").count()
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    let failure = Failure::new(format!("there is no edition `{name}`"));
    let names: Vec<String> = known.clone().map(|it| format!("`{it}`")).collect();
    match nearest(name, known) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if names.is_empty() => {
            failure.help("`book.toml` has no `[dossier.editions.NAME]`")
        }
        None => failure.help(format!("the editions are {}", names.join(", "))),
    }
}
