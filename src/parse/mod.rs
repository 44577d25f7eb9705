//! Understands the texts: pages, sources, reading order. Never fails: what it could
//! read, plus findings.

pub mod markdown;
pub(crate) mod yaml;

use crate::base::FilePath;
use crate::diag::Checked;
use crate::load::Inputs;
use crate::model::{Outline, Page, Settings, Source};
use std::collections::BTreeSet;

/// The whole dossier, with everything that any audience may read. It never leaves this
/// side of [`redact`](crate::redact::redact).
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    /// The settings.
    pub settings: Settings,
    /// The pages, in the order of their paths.
    pub pages: Vec<Page>,
    /// The sources, in the order of their keys.
    pub sources: Vec<Source>,
    /// The reading order.
    pub outline: Outline,
    /// The attachments that exist.
    pub assets: BTreeSet<FilePath>,
}

/// Understands every text of a dossier.
pub fn parse(inputs: &Inputs) -> Checked<Dossier> {
    let settings = inputs.settings().clone();
    let assets = inputs.assets().clone();
    Checked::clean(Dossier { settings, assets, ..Dossier::default() })
}
