//! Everything that is known of a dossier without making its site, for editors.

use super::cut::Veil;
use super::weigh::Extent;
use super::{Cleared, Read, weigh};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Span};
use crate::model::{Audience, Settings};
use crate::parse::{self, Again};
use crate::redact::Edition;
use crate::{cite, link};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A dossier as whoever writes it knows it: nothing is cut.
pub struct Known {
    /// The whole dossier.
    pub whole: Arc<Cleared>,
    /// What was found, in every edition, but for what only a finished site shows.
    pub findings: Vec<Diagnostic>,
    /// Every text as it stands on the disk, or in an editor.
    pub texts: BTreeMap<FilePath, Arc<str>>,
    pub(super) read: Read,
    /// What was found after reading, in places of the disk's files.
    found: Vec<Diagnostic>,
    /// What was found about attachments, where they were looked at.
    of_media: Vec<Diagnostic>,
}

impl Read {
    /// Looks at every edition, and keeps what is known of the whole.
    pub fn examine(mut self, root: &Path) -> Known {
        let (mut found, mut veils) = (Vec::new(), Vec::new());
        let mut only = None;
        for audience in self.dossier.settings.audiences() {
            let mut cleared = self.clear(&audience, root, &|_| {});
            self.inputs.locate(&mut cleared.findings);
            let mut cleared = cleared.into_value(&mut found);
            veils.push(std::mem::take(&mut cleared.veil));
            only = audience.ceiling.is_none().then_some(cleared);
        }
        let all = || self.clear(&Audience::default(), root, &|_| {}).value;
        let whole = only.unwrap_or_else(all).into();
        drop(self.settle(Vec::new(), veils));
        let texts = self.texts();
        let (findings, of_media) = (Vec::new(), Vec::new());
        let mut known = Known { whole, findings, texts, read: self, found, of_media };
        known.findings = known.weighed(&[], Extent::Texts);
        known
    }
}

impl Known {
    /// What was found, with what has shown later.
    pub(super) fn weighed(&self, late: &[Diagnostic], extent: Extent) -> Vec<Diagnostic> {
        let all = self
            .read
            .findings
            .iter()
            .chain(&self.found)
            .chain(&self.of_media)
            .chain(late);
        self.read.weigh(all.cloned().collect(), extent)
    }

    /// Takes in what was found about attachments.
    pub(super) fn note(&mut self, found: Vec<Diagnostic>) {
        self.of_media = found;
        self.findings = self.weighed(&[], Extent::Texts);
    }

    /// Works in that the text of one page is another one now. Where more than that page and
    /// what refers to it would have to be understood anew, nothing happens, and it is
    /// `false`.
    pub fn amend(&mut self, root: &Path, file: &FilePath, text: &Arc<str>) -> bool {
        self.try_amend(root, file, text).is_some()
    }

    fn try_amend(&mut self, root: &Path, file: &FilePath, text: &Arc<str>) -> Option<()> {
        let Read { inputs, dossier, .. } = &self.read;
        // What an edition may know is found out anew each time.
        if !dossier.settings.editions.is_empty() || !inputs.takes(file, text) {
            return None;
        }
        let again = parse::again(dossier, inputs, file, text)?;
        let (mut found, at) = (Vec::new(), again.at);
        let before = &self.whole.edition;
        let edition = before.amended(at, again.page.clone());
        let links = self.whole.links.amended(before, &edition, at);
        let links = links.unwrap_or_else(|| link::link(&edition));
        let links = links.into_value(&mut found);
        let references = self.whole.references.amended(&edition, at);
        let references = references.unwrap_or_else(|| cite::cite(&edition));
        let references = references.into_value(&mut found);
        let references = self.read.verified(root, references, &edition);
        let references = references.into_value(&mut found);
        Read::once(&mut found);
        self.read.take_in(file, text, &edition, again);
        self.read.inputs.locate(&mut found);
        self.found = found;
        self.texts.insert(file.clone(), text.clone());
        let veil = Veil::default();
        self.whole = Cleared { edition, links, references, veil }.into();
        self.findings = self.weighed(&[], Extent::Texts);
        Some(())
    }

    /// The place on the disk of a place of a page.
    pub fn located(&self, file: &FilePath, span: Span) -> Span {
        self.read.inputs.located(file, span)
    }

    /// The settings of all editions.
    pub fn settings(&self) -> &Settings {
        &self.read.dossier.settings
    }
}

impl Read {
    /// Takes in a page that was understood again; `edition` has it already.
    fn take_in(
        &mut self,
        file: &FilePath,
        text: &Arc<str>,
        edition: &Edition,
        again: Again,
    ) {
        let Again { mut findings, mut allows, .. } = again;
        self.inputs.put(file, text.clone());
        self.inputs.locate(&mut findings);
        let is_here =
            |it: &Diagnostic| it.place.as_ref().is_some_and(|it| it.file == *file);
        self.findings.retain(|it| !is_here(it));
        self.findings.append(&mut findings);
        self.dossier.pages = edition.shared_pages();
        self.dossier.allows.retain(|it| it.file != *file);
        weigh::locate(&mut allows, &self.inputs);
        self.dossier.allows.append(&mut allows);
        self.dossier.allows.sort();
        self.whole = OnceLock::new();
    }
}
