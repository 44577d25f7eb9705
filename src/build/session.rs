//! One dossier that is built again and again while somebody writes it.

use super::{Built, Progress, Read, read, veiled};
use crate::base::FilePath;
use crate::diag::Failure;
use crate::model::Marking;
use crate::redact;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What is built.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The folder of the dossier.
    pub root: PathBuf,
    /// One edition, or each.
    pub edition: Option<String>,
    /// Whether sources that are missing are gaps, not errors.
    pub draft: bool,
    /// Whether findings may quote what was cut.
    pub show_withheld: bool,
    /// Whether somebody asks for the highest marking.
    pub judge_marking: bool,
}

/// Builds one dossier anew each time it is asked.
pub struct Session {
    wanted: Wanted,
}

/// What one build has made.
pub struct Round {
    /// The sites, and what was found.
    pub built: Built,
    /// The texts that findings may quote; the keys are the files that were read.
    pub texts: BTreeMap<FilePath, Arc<str>>,
    /// The folder of the content, relative to the root.
    pub content: String,
    /// The folder that sites are published to, relative to the root.
    pub build_dir: String,
    /// The highest marking that the sites may hold, if it was asked for and something is
    /// marked: the ceilings of editions, or what the dossier has.
    pub highest: Option<Marking>,
    /// The ceilings of all editions by name.
    pub ceilings: BTreeMap<String, Marking>,
}

impl Session {
    /// A session that has built nothing yet.
    pub fn new(wanted: Wanted) -> Self {
        Self { wanted }
    }

    /// Builds the dossier as it stands on the disk now.
    pub fn build(&mut self, progress: Progress<'_>) -> Result<Round, Failure> {
        let Wanted { root, edition, draft, show_withheld, judge_marking } = &self.wanted;
        let read = read(root, progress)?;
        let (texts, ceilings) = (read.texts(), ceilings(&read));
        let content = read.dossier.settings.src.clone();
        let build_dir = read.build_dir().to_owned();
        let highest = judge_marking
            .then(|| highest(&read, edition.as_deref(), &ceilings))
            .flatten();
        let mut built = read.build(root, edition.as_deref(), progress)?;
        if *draft {
            built.accept_gaps();
        }
        let texts = if *show_withheld { texts } else { veiled(texts, &built.gone) };
        Ok(Round { built, texts, content, build_dir, highest, ceilings })
    }
}

fn ceilings(read: &Read) -> BTreeMap<String, Marking> {
    let editions = read.dossier.settings.editions.iter();
    editions.map(|(name, it)| (name.clone(), it.ceiling)).collect()
}

fn highest(
    read: &Read,
    edition: Option<&str>,
    ceilings: &BTreeMap<String, Marking>,
) -> Option<Marking> {
    if ceilings.is_empty() {
        return redact::whole(&read.dossier).highest();
    }
    let built = ceilings.iter().filter(|(name, _)| edition.is_none_or(|it| it == *name));
    built.map(|(_, ceiling)| *ceiling).max()
}
