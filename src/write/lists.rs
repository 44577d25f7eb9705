//! The lists of files that a published folder carries: what the site has, and what stays
//! of the one before.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The list of its files that every site carries.
pub(super) const INVENTORY: &str = "inventory.json";

/// The list of what stays. Hidden, so that no file of a dossier can have its name.
pub(super) const PREVIOUS: &str = ".previous.json";

/// The part of `inventory.json` that publishing needs.
#[derive(Deserialize)]
pub(super) struct Inventory {
    #[serde(default)]
    pub(super) edition: Value,
    #[serde(default)]
    ceiling: Value,
    pub(super) files: Vec<Listed>,
}

/// A file of the site.
#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) path: String,
}

/// What `.previous.json` says.
#[derive(Serialize, Deserialize)]
pub(super) struct Previous {
    pub(super) files: Vec<Kept>,
}

/// A file of the site before, which the site does not list any more.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) path: String,
    pub(super) sha256: String,
}

impl Inventory {
    /// The list of the site in a folder, if there is one that can be read.
    pub(super) fn at(site: &Path) -> Option<Self> {
        read(&site.join(INVENTORY))
    }

    /// Whom the site is for.
    pub(super) fn audience(&self) -> (&Value, &Value) {
        (&self.edition, &self.ceiling)
    }
}

impl Previous {
    /// What stays in a folder, if anything does.
    pub(super) fn at(site: &Path) -> Option<Self> {
        read(&site.join(PREVIOUS))
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}
