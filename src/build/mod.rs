//! The whole road on one page: a folder comes in, the files of one site for each audience
//! go out, with everything that was found on the way.

mod bundle;
mod cleared;
mod cut;
mod known;
pub mod memory;
mod plan;
mod proof;
mod quoted;
mod session;
mod since;
mod single;
mod weigh;

pub use bundle::{Bundled, Parcel, Wish};
pub use cleared::Cleared;
pub use cut::Gone;
pub use known::Known;
pub use plan::{Plan, Planned};
pub use proof::Proof;
pub use quoted::veiled;
pub use session::{Change, Forthcoming, Round, Session, Wanted, with_themes};
pub use single::{Single, Singles};

use cut::{Cut, Veil};

use crate::base::text::nearest;
use crate::base::{FilePath, Ledger, Listing, Sink, SitePath};
use crate::cite::References;
use crate::diag::{Checked, Code, Diagnostic, Failure, Span};
use crate::link::Links;
use crate::load::Inputs;
pub use crate::load::{LOCK, Unsaved, theme_layers};
use crate::model::lock::Lock;
use crate::model::{Audience, Bundle, Page, Settings, Source};
use crate::parse::Dossier;
use crate::redact::Edition;
use crate::{cite, export, index, load, parse};
use memory::Looked;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use weigh::Extent;

/// A dossier that was read and understood, and what was found.
pub struct Read {
    inputs: Inputs,
    dossier: Dossier,
    findings: Vec<Diagnostic>,
    /// What was read besides the inputs: attachments, archived texts.
    fetched: Mutex<BTreeSet<FilePath>>,
    /// The dossier for somebody who may read everything; made when an edition asks.
    whole: OnceLock<(Edition, Links)>,
}

/// What is known of a site whose files lie elsewhere.
pub struct Laid {
    /// The name of its edition.
    pub edition: Option<String>,
    /// How many of its files are pages.
    pub pages: usize,
    /// How many files it has.
    pub files: usize,
    /// Where its pages stand, with the files that they are made of.
    pub origins: Vec<(SitePath, FilePath)>,
    /// How many things each stage has made.
    pub counts: Vec<(&'static str, usize)>,
}

/// What is known of the sites that were laid down, and what was found.
pub struct AllLaid {
    /// The sites, in the order of the editions' names.
    pub sites: Vec<Laid>,
    /// The findings, in the order of files and texts.
    pub findings: Vec<Diagnostic>,
    /// What no finding may quote.
    pub gone: Gone,
}

/// What files are made with, besides what is known of an edition.
struct Making<'a> {
    bundle: Option<&'a Bundle>,
    root: &'a Path,
    progress: Progress<'a>,
}

/// What was found while files were made, and how many things each stage has made.
#[derive(Default)]
struct Made {
    findings: Vec<Diagnostic>,
    counts: Vec<(&'static str, usize)>,
}

/// Told which stage begins.
pub type Progress<'a> = &'a dyn Fn(&'static str);

/// Reads and understands the dossier in the folder `root`.
pub fn read(root: &Path, progress: Progress<'_>) -> Result<Read, Failure> {
    read_with(root, &Unsaved::new(), false, progress)
}

/// The same with texts that have not been saved, and if wanted with pages that say
/// `draft: true`.
pub fn read_with(
    root: &Path,
    unsaved: &Unsaved,
    shows_drafts: bool,
    progress: Progress<'_>,
) -> Result<Read, Failure> {
    let mut findings = Vec::new();
    progress("load");
    let inputs = load::load_with(root, unsaved)?.into_value(&mut findings);
    let inputs = inputs.with_drafts(shows_drafts);
    progress("parse");
    let mut parsed = parse::parse(&inputs);
    inputs.locate(&mut parsed.findings);
    let mut dossier = parsed.into_value(&mut findings);
    weigh::locate(&mut dossier.allows, &inputs);
    let (fetched, whole) = (Mutex::default(), OnceLock::new());
    Ok(Read { inputs, dossier, findings, fetched, whole })
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

    /// Builds the site of one edition, or of each, and lays the files of each onto the
    /// shelf that `shelf` gives for it, as soon as they are made.
    pub fn lay(
        &mut self,
        root: &Path,
        edition: Option<&str>,
        progress: Progress<'_>,
        shelf: &mut dyn FnMut(Option<&str>) -> Arc<dyn Sink>,
    ) -> Result<AllLaid, Failure> {
        let (sites, gone) = self.for_each(edition, |read, audience| {
            let shelf = shelf(audience.name.as_deref());
            Ok(read.site(audience, root, progress, &*shelf))
        })?;
        let findings = self.weighed(Extent::of(edition, Extent::Whole));
        Ok(AllLaid { sites, findings, gone })
    }

    fn site(
        &mut self,
        audience: &Audience,
        root: &Path,
        progress: Progress<'_>,
        shelf: &dyn Sink,
    ) -> (Checked<Laid>, Veil) {
        let mut findings = Vec::new();
        let cleared = self.clear(audience, root, progress);
        let mut cleared = cleared.into_value(&mut findings);
        let veil = std::mem::take(&mut cleared.veil);
        let mut cleared = Arc::new(cleared);
        if self.dossier.settings.editions.is_empty() {
            self.let_go(&findings);
        }
        let files = Ledger::before(shelf);
        let making = Making { bundle: None, root, progress };
        let mut counts = vec![
            ("redact", cleared.edition.pages().len()),
            ("cite", cleared.references.used().count()),
        ];
        let mut made = self.files(&mut cleared, &making, &files);
        counts.append(&mut made.counts);
        veil.locate(&mut made.findings);
        findings.append(&mut made.findings);
        let listing = files.listing();
        let (path, text) = export::inventory(&cleared.edition, &cleared.links, &listing);
        files.take(path, text);
        let edition = audience.name.clone();
        let pages = cleared.edition.pages().iter().enumerate();
        let origin = |(at, it): (usize, &Page)| {
            (cleared.links.path(at).clone(), it.face.file.clone())
        };
        let origins = pages.map(origin).collect();
        let (pages, files) = (count(&listing), listing.len() + 1);
        counts.extend([("render", pages), ("write", files)]);
        let value = Laid { edition, pages, files, origins, counts };
        (Checked { value, findings }, veil)
    }

    /// Lets go of what the one edition that there is has of its own, and of texts that no
    /// finding shows so far.
    fn let_go(&mut self, findings: &[Diagnostic]) {
        self.dossier.pages = Arc::default();
        let shown = self.findings.iter().chain(findings).flat_map(Diagnostic::places);
        self.inputs.forget(&shown.map(|it| &it.file).collect());
    }

    /// Every text that these findings show, also where it was let go. One that is not what
    /// it was any more is left out.
    pub fn texts_of(
        &self,
        root: &Path,
        findings: &[Diagnostic],
    ) -> BTreeMap<FilePath, Arc<str>> {
        let mut shown: BTreeMap<&FilePath, Vec<Span>> = BTreeMap::new();
        for place in findings.iter().flat_map(Diagnostic::places) {
            shown.entry(&place.file).or_default().extend(place.span);
        }
        let mut texts = self.texts();
        for (file, spans) in shown {
            let again = self.inputs.again(root, file);
            let fits =
                |text: &Arc<str>| spans.iter().all(|it| text.get(it.range()).is_some());
            texts.extend(again.filter(fits).map(|it| (file.clone(), it)));
        }
        texts
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
        let references =
            self.verified(root, references, &edition).into_value(&mut findings);
        veil.locate(&mut findings[known..]);
        Self::once(&mut findings);
        Checked { value: Cleared { edition, links, references, veil }, findings }
    }

    /// Compares quotations with the archived texts.
    fn verified(
        &self,
        root: &Path,
        references: References,
        edition: &Edition,
    ) -> Checked<References> {
        let archived = edition.archived();
        self.note_fetched(&archived);
        let mut findings = Vec::new();
        let archived = load::archived(root, &archived).into_value(&mut findings);
        let value =
            cite::verify(references, edition, &archived).into_value(&mut findings);
        Checked { value, findings }
    }

    /// Makes the files of one site, without the list of them. What nobody needs any more
    /// is let go, if nobody else has it.
    fn files(
        &self,
        cleared: &mut Arc<Cleared>,
        making: &Making<'_>,
        files: &Ledger<'_>,
    ) -> Made {
        let mut made = Made::default();
        let findings = &mut made.findings;
        let Making { bundle, root, progress } = *making;
        progress("render");
        let proof = self.proof(Arc::clone(cleared), root).into_value(findings);
        findings.extend(proof.open_for(bundle, |press| {
            let found = press.pages(|_| true, files);
            press.files(files);
            found
        }));
        progress("export");
        let exported = proof.export(files).into_value(findings);
        made.counts.push(("export", exported.len()));
        files.take_all(exported);
        drop(proof);
        progress("units");
        let settings = cleared.edition.settings();
        let is_searched =
            index::is_searched(self.inputs.theme(&settings.theme), settings);
        let units = if is_searched { used_up(cleared) } else { Vec::new() };
        made.counts.push(("units", units.len()));
        progress("index");
        if is_searched {
            let index = index::index(&cleared.edition, units);
            made.counts.push(("index", index.len()));
            files.take_all(index);
        }
        made
    }

    fn note_fetched(&self, files: &BTreeSet<FilePath>) {
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        fetched.extend(files.iter().cloned());
    }

    /// Where was looked for all of this, once everything is built; `None` where nothing is
    /// to be remembered.
    pub fn looked(&self) -> Option<Looked> {
        let settings = &self.dossier.settings;
        let book = FilePath::fixed("book.toml");
        if !settings.cache || !self.inputs.texts().contains_key(&book) {
            return None;
        }
        let fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        let named = fetched.iter().chain(self.inputs.included());
        let fixed = [book.as_str(), LOCK, settings.csl.as_str()];
        let files: BTreeSet<&str> = named.map(FilePath::as_str).chain(fixed).collect();
        Some(Looked {
            folders: vec![settings.src.clone(), "themes".to_owned()],
            files: files.into_iter().map(str::to_owned).collect(),
        })
    }

    fn audiences(&self, wanted: Option<&str>) -> Result<Vec<Audience>, Failure> {
        let settings = &self.dossier.settings;
        let Some(name) = wanted else { return Ok(settings.audiences()) };
        let found = settings.audience(name).map(|it| vec![it]);
        found.ok_or_else(|| unknown(name, settings.editions.keys().map(String::as_str)))
    }
}

/// Makes warnings of the citations that no source has: a draft shows gaps for them.
pub fn accept_gaps(findings: &mut [Diagnostic]) {
    let missing = |it: &&mut Diagnostic| it.code == Code::UnknownSource;
    for finding in findings.iter_mut().filter(missing) {
        finding.recode(Code::Gap);
    }
}

/// How many pages are cut into units before they are let go.
const AT_A_TIME: usize = 500;

/// Cuts the pages into units. They are made, so each is let go where nobody else has it: its
/// units take the room that it took.
fn used_up(cleared: &mut Arc<Cleared>) -> Vec<index::Unit> {
    let mut units = Vec::new();
    let count = cleared.edition.pages().len();
    for from in (0..count).step_by(AT_A_TIME) {
        let some = from..count.min(from + AT_A_TIME);
        units.extend(index::units_of(&cleared.edition, &cleared.links, some.clone()));
        if let Some(cleared) = Arc::get_mut(cleared) {
            cleared.edition.drop_bodies(some);
        }
    }
    units
}

fn count(files: &Listing) -> usize {
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
