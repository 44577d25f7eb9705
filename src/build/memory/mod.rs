//! What is remembered between builds: what the last one has read, written and told. Where
//! nothing has changed since, there is nothing to do.
//!
//! What is remembered changes speed and never bytes: anything odd counts as forgotten, and
//! a file that may have changed while it was read is not believed to be the one that was.

mod told;

use super::Read;
use crate::base::{Digest, FilePath};
use crate::diag::Diagnostic;
use crate::load::{self, Footprint};
use crate::write::{Drawer, is_tidy};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use told::Told;

/// The name of what is kept, and the version of its form.
const NAME: &str = "last-build";
const VERSION: u32 = 1;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The folder of the dossier.
    pub root: &'a Path,
    /// The edition; all of them otherwise.
    pub edition: Option<&'a str>,
    /// Where to publish, if it was said.
    pub destination: Option<&'a Path>,
    /// Whether missing sources are gaps.
    pub draft: bool,
    /// Whether findings quote what was cut.
    pub shows_withheld: bool,
    /// The program itself: another one may build otherwise.
    pub program: Option<PathBuf>,
}

/// What is remembered of the builds of one wish.
pub struct Memory {
    root: PathBuf,
    drawer: Drawer,
    wish: Digest,
    started: load::Moment,
}

/// An earlier build.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    version: u32,
    wish: Digest,
    read: Looked,
    inputs: Digest,
    files: Vec<(String, u64)>,
    outputs: Vec<(PathBuf, Digest)>,
    past: Past,
}

/// Where a build has looked for what it is made of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Looked {
    /// The folders, with everything below them.
    pub folders: Vec<String>,
    /// The files, and the places where there could have been one.
    pub files: Vec<String>,
}

/// What a build has come to.
#[derive(Debug, Serialize, Deserialize)]
pub struct Past {
    /// The folders of the sites, with the name of the edition, pages and files of each.
    pub sites: Vec<(PathBuf, Option<String>, usize, usize)>,
    /// Where everything was published.
    pub destination: PathBuf,
    /// The names of the editions.
    pub editions: Vec<String>,
    told: Vec<Told>,
    texts: BTreeMap<String, String>,
}

/// Why there is something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is remembered, or nothing that can be trusted.
    Forgotten,
    /// Another program, edition or place.
    OtherWish,
    /// These files of the dossier are new, gone or not as they were.
    Changed(Vec<String>),
    /// The site is not as it was left.
    Site(PathBuf),
}

impl Memory {
    /// Opens what is remembered; `None` where nothing can be.
    pub fn open(wish: &Wish<'_>) -> Option<Self> {
        let name = wish.edition.map_or("all".to_owned(), |it| format!("edition-{it}"));
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        // Where there is no dossier, nothing is left behind.
        load::written(&wish.root.join("book.toml"))?;
        if !name.chars().all(is_name) {
            return None;
        }
        let drawer = Drawer::of(wish.root, &name);
        let started = drawer.now()?;
        let root = wish.root.to_owned();
        Some(Self { root, drawer, wish: wish.digest()?, started })
    }

    /// What the last build came to, if building again would come to the same.
    pub fn unchanged(&self) -> Result<Past, Reason> {
        let record = self.drawer.read(NAME).ok_or(Reason::Forgotten)?;
        let record: Record =
            postcard::from_bytes(&record).map_err(|_| Reason::Forgotten)?;
        if record.version != VERSION || record.wish != self.wish {
            return Err(Reason::OtherWish);
        }
        let inputs = record.read.footprint(&self.root);
        if inputs.digest() != record.inputs {
            return Err(Reason::Changed(changed(record.files, inputs.seen())));
        }
        let is_other =
            |(site, then): &(PathBuf, Digest)| !is_tidy(site) || digest(site) != *then;
        match record.outputs.into_iter().find(is_other) {
            Some((site, _)) => Err(Reason::Site(site)),
            None => Ok(record.past),
        }
    }

    /// Remembers a build that was just published, unless something it was made of has
    /// changed since it began.
    pub fn keep(&self, read: Looked, past: Past) {
        let inputs = read.footprint(&self.root);
        if inputs.newest() >= self.started {
            return;
        }
        let outputs = past.sites.iter().map(|(site, ..)| (site.clone(), digest(site)));
        let record = Record {
            version: VERSION,
            wish: self.wish,
            read,
            inputs: inputs.digest(),
            outputs: outputs.collect(),
            files: inputs.seen(),
            past,
        };
        if let Ok(bytes) = postcard::to_stdvec(&record) {
            self.drawer.keep(NAME, &bytes);
        }
    }
}

impl Wish<'_> {
    fn digest(&self) -> Option<Digest> {
        let mut program = Footprint::default();
        let path = self.program.as_ref()?;
        program.file(Path::new("/"), &path.to_string_lossy());
        let destination = self.destination.map(std::path::absolute).transpose().ok()?;
        let destination = destination.unwrap_or_default();
        Some(Digest::of_fields(&[
            env!("CARGO_PKG_VERSION").as_bytes(),
            program.digest().to_string().as_bytes(),
            self.edition.unwrap_or_default().as_bytes(),
            destination.as_os_str().as_encoded_bytes(),
            &[self.draft, self.shows_withheld, self.edition.is_some()].map(u8::from),
        ]))
    }
}

impl Looked {
    fn footprint(&self, root: &Path) -> Footprint {
        let mut footprint = Footprint::default();
        self.folders.iter().for_each(|it| footprint.folder(root, it, false));
        self.files.iter().for_each(|it| footprint.file(root, it));
        footprint
    }
}

impl Past {
    /// What a build has come to that told these findings.
    pub fn of(
        read: &Read,
        destination: &Path,
        sites: Vec<(PathBuf, Option<String>, usize, usize)>,
        (findings, texts): (&[Diagnostic], &BTreeMap<FilePath, Arc<str>>),
    ) -> Self {
        // A library may have thousands of findings, and its text is needed once.
        let shown: BTreeSet<&FilePath> =
            findings.iter().flat_map(Diagnostic::places).map(|it| &it.file).collect();
        let text = |it: &FilePath| Some((it.to_string(), texts.get(it)?.to_string()));
        Self {
            sites,
            destination: destination.to_owned(),
            editions: read.editions(),
            told: findings.iter().map(Told::of).collect(),
            texts: shown.into_iter().filter_map(text).collect(),
        }
    }

    /// The findings, as they were told; `None` if one cannot be understood.
    pub fn findings(&self) -> Option<Vec<Diagnostic>> {
        self.told.iter().map(Told::finding).collect()
    }

    /// The texts that they show.
    pub fn texts(&self) -> BTreeMap<FilePath, Arc<str>> {
        let texts = self.texts.iter();
        texts
            .filter_map(|(it, text)| Some((FilePath::new(it)?, text.as_str().into())))
            .collect()
    }
}

fn digest(site: &Path) -> Digest {
    let mut footprint = Footprint::default();
    footprint.folder(site, "", true);
    footprint.digest()
}

/// The files that are not as they were.
fn changed(then: Vec<(String, u64)>, now: Vec<(String, u64)>) -> Vec<String> {
    let mut left: BTreeMap<String, u64> = then.into_iter().collect();
    let mut changed: Vec<String> = now
        .into_iter()
        .filter(|(path, number)| left.remove(path) != Some(*number))
        .map(|(path, _)| path)
        .collect();
    changed.extend(left.into_keys());
    changed.sort();
    changed
}
