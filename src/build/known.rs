//! Everything that is known of a dossier without making its site, for editors.

use super::{Cleared, Read};
use crate::base::FilePath;
use crate::diag::{Diagnostic, Span};
use crate::model::{Audience, Settings};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A dossier as whoever writes it knows it: nothing is cut.
pub struct Known {
    /// The whole dossier.
    pub whole: Cleared,
    /// What was found, in every edition, but for what only a finished site shows.
    pub findings: Vec<Diagnostic>,
    /// Every text as it stands on the disk, or in an editor.
    pub texts: BTreeMap<FilePath, Arc<str>>,
    read: Read,
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
        let whole = only.unwrap_or_else(all);
        drop(self.settle(found, veils));
        let findings = self.weighed(true);
        Known { whole, findings, texts: self.texts(), read: self }
    }
}

impl Known {
    /// The place on the disk of a place of a page.
    pub fn located(&self, file: &FilePath, span: Span) -> Span {
        self.read.inputs.located(file, span)
    }

    /// The settings of all editions.
    pub fn settings(&self) -> &Settings {
        &self.read.dossier.settings
    }
}
