//! One dossier that is built again and again while somebody writes it.

use super::cut::Veil;
use super::weigh::Extent;
use super::{Gone, Known, Progress, Proof, Read, accept_gaps, read_with, veiled};
use crate::base::FilePath;
use crate::diag::{Checked, Diagnostic, Failure};
use crate::load::{self, Unsaved};
use crate::model::{Audience, Marking};
use crate::redact;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is built.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The folder of the dossier.
    pub root: PathBuf,
    /// One edition, or each.
    pub edition: Option<String>,
    /// Whether sources that are missing are gaps, not errors, and drafts are shown.
    pub draft: bool,
    /// Whether findings may quote what was cut.
    pub show_withheld: bool,
    /// Whether somebody asks for the highest marking.
    pub judge_marking: bool,
}

/// Builds one dossier anew each time it is asked.
pub struct Session {
    wanted: Wanted,
    last: Option<Last>,
}

/// What the last build has come to.
enum Last {
    /// Where nothing is cut: everything that is known, ready to be amended.
    Whole(Box<Known>, Proof),
    /// Where there are editions: what was read, and where the text of each stood before it
    /// was cut.
    Editions(Box<Read>, Vec<Veil>, Gone),
}

/// What may have changed since the last build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Anything.
    Anything,
    /// These files, and no others.
    Files(BTreeSet<PathBuf>),
}

/// More files than these are not worked in one by one.
const FEW: usize = 16;

/// A site that is ready to be made.
pub struct Forthcoming {
    /// The name of its edition.
    pub edition: Option<String>,
    /// What its files are made of.
    pub proof: Proof,
}

/// What one build has come to, before pages are made.
pub struct Round {
    /// The sites, in the order of the editions' names.
    pub sites: Vec<Forthcoming>,
    /// What was found so far, in the order of files and texts.
    pub findings: Vec<Diagnostic>,
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
    /// Whether a text was worked in, and nothing else was read.
    pub is_amended: bool,
}

impl Session {
    /// A session that has built nothing yet.
    pub fn new(wanted: Wanted) -> Self {
        Self { wanted, last: None }
    }

    /// Reads and understands the dossier as it stands on the disk now, as far as it has
    /// changed since the last time.
    pub fn build(
        &mut self,
        change: &Change,
        progress: Progress<'_>,
    ) -> Result<Round, Failure> {
        if let Some(round) = self.amend(change) {
            return Ok(round);
        }
        self.last = None;
        let Wanted { root, edition, draft, .. } = &self.wanted;
        let mut read = read_with(root, &Unsaved::new(), *draft, progress)?;
        let mut sites = Vec::new();
        let last = if read.dossier.settings.editions.is_empty() && edition.is_none() {
            let mut late = Vec::new();
            let mut known = read.examine(root);
            let proof = known.read.proof(Arc::clone(&known.whole), root);
            let proof = proof.into_value(&mut late);
            known.read.inputs.locate(&mut late);
            known.note(late);
            sites.push(Forthcoming { edition: None, proof: proof.clone() });
            Last::Whole(Box::new(known), proof)
        } else {
            let mut veils = Vec::new();
            let (proofs, gone) =
                read.for_each(edition.as_deref(), |read, audience| {
                    let (made, veil) = read.forthcoming(audience, root, progress);
                    veils.push(veil.clone());
                    Ok((made, veil))
                })?;
            sites.extend(proofs);
            Last::Editions(Box::new(read), veils, gone)
        };
        let last = self.last.insert(last);
        Ok(round(&self.wanted, last, sites, false))
    }

    /// Works the changed files in, if each is a page of which nothing but the body has
    /// changed.
    fn amend(&mut self, change: &Change) -> Option<Round> {
        let (Change::Files(files), Some(Last::Whole(known, proof))) =
            (change, &mut self.last)
        else {
            return None;
        };
        let root = &self.wanted.root;
        let few = files.len() <= FEW;
        for path in files.iter().filter(|_| few) {
            let inside = path.strip_prefix(root).ok()?.to_str()?;
            let file = FilePath::new(inside)?;
            if known.read.inputs.is_nothing(root, &file) {
                continue;
            }
            let text = load::saved(root, &file)?;
            let is_same = known.texts.get(&file).is_some_and(|it| **it == *text);
            if !is_same && !known.amend(root, &file, &text) {
                return None;
            }
        }
        *proof = proof.amended(Arc::clone(&known.whole)).filter(|_| few)?;
        let sites = vec![Forthcoming { edition: None, proof: proof.clone() }];
        let last = self.last.as_ref()?;
        Some(round(&self.wanted, last, sites, true))
    }

    /// Everything that was found, with what has shown when the sites of the last build were
    /// made; `late` is by site.
    pub fn finished(&self, late: Vec<Vec<Diagnostic>>) -> Vec<Diagnostic> {
        let mut findings = match &self.last {
            None => Vec::new(),
            Some(Last::Whole(known, _)) => {
                let mut late = late.concat();
                known.read.inputs.locate(&mut late);
                known.weighed(&late, Extent::Whole)
            }
            Some(Last::Editions(read, veils, _)) => {
                let mut all = read.findings.clone();
                for (mut late, veil) in late.into_iter().zip(veils) {
                    veil.locate(&mut late);
                    read.inputs.locate(&mut late);
                    all.extend(late);
                }
                read.weigh(all, Extent::of(self.wanted.edition.as_deref(), Extent::Whole))
            }
        };
        if self.wanted.draft {
            accept_gaps(&mut findings);
        }
        findings
    }
}

impl Read {
    fn forthcoming(
        &self,
        audience: &Audience,
        root: &Path,
        progress: Progress<'_>,
    ) -> (Checked<Forthcoming>, Veil) {
        let mut findings = Vec::new();
        let mut cleared = self.clear(audience, root, progress).into_value(&mut findings);
        let veil = std::mem::take(&mut cleared.veil);
        let mut made = self.proof(cleared.into(), root);
        veil.locate(&mut made.findings);
        let proof = made.into_value(&mut findings);
        let value = Forthcoming { edition: audience.name.clone(), proof };
        (Checked { value, findings }, veil)
    }
}

fn round(
    wanted: &Wanted,
    last: &Last,
    sites: Vec<Forthcoming>,
    is_amended: bool,
) -> Round {
    let none = Gone::new();
    let (read, gone) = match last {
        Last::Whole(known, _) => (&known.read, &none),
        Last::Editions(read, _, gone) => (&**read, gone),
    };
    let ceilings = ceilings(read);
    let highest = wanted
        .judge_marking
        .then(|| highest(read, wanted.edition.as_deref(), &ceilings))
        .flatten();
    let mut findings = match last {
        Last::Whole(known, _) => known.findings.clone(),
        Last::Editions(read, ..) => {
            let extent = Extent::of(wanted.edition.as_deref(), Extent::Texts);
            read.weigh(read.findings.clone(), extent)
        }
    };
    if wanted.draft {
        accept_gaps(&mut findings);
    }
    let texts = read.texts();
    Round {
        sites,
        findings,
        texts: if wanted.show_withheld { texts } else { veiled(texts, gone) },
        content: read.dossier.settings.src.clone(),
        build_dir: read.build_dir().to_owned(),
        highest,
        ceilings,
        is_amended,
    }
}

/// Texts with those of the files of themes that findings show, as they stand on the disk
/// now; a file that is shorter than what was found in it is left out.
pub fn with_themes(
    root: &Path,
    texts: &BTreeMap<FilePath, Arc<str>>,
    findings: &[Diagnostic],
) -> BTreeMap<FilePath, Arc<str>> {
    let mut all = texts.clone();
    for place in findings.iter().flat_map(Diagnostic::places) {
        let (file, span) = (&place.file, place.span.unwrap_or_default());
        if file.as_str().starts_with("themes/")
            && let Some(text) = load::saved(root, file)
            && text.get(span.range()).is_some()
        {
            all.insert(file.clone(), text);
        }
    }
    all
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write the files they look at")]
mod tests {
    use super::*;
    use crate::diag::{Code, Span};

    #[test]
    fn findings_in_themes_are_shown_with_their_lines() {
        let root = tempfile::tempdir().unwrap();
        let page = root.path().join("themes/mine/templates/page.html");
        std::fs::create_dir_all(page.parent().unwrap()).unwrap();
        std::fs::write(&page, "{{ x }}\n").unwrap();
        let file = FilePath::new("themes/mine/templates/page.html").unwrap();
        let found = |end| {
            let span = Span { start: 3, end };
            vec![Diagnostic::new(Code::BadTemplate, "x").at(&file, span)]
        };
        let text = |end| {
            with_themes(root.path(), &BTreeMap::new(), &found(end)).get(&file).cloned()
        };
        assert_eq!(text(4).as_deref(), Some("{{ x }}\n"));
        assert_eq!(text(99), None);
    }
}
