//! `theme.toml`: which theme this is, which contract it was written for, what it extends,
//! and whether it takes over static files.

use super::builtin::File;
use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use crate::load::disk;
use serde::Deserialize;
use std::path::Path;
use toml::de::DeTable;

/// The version of the template contract that this program keeps.
const CONTRACT: u32 = 1;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    name: String,
    contract: u32,
    /// The theme that it lies over.
    pub(super) extends: Option<String>,
    /// Which static files the site gets.
    #[serde(default, rename = "static")]
    statics: Statics,
    /// Read where the theme is laid over others.
    #[serde(rename = "design")]
    _design: Option<toml::Table>,
}

/// Which static files a site with the theme gets.
#[derive(Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Statics {
    /// Those of the themes below as well.
    #[default]
    All,
    /// Those of the theme, and of what lies over it, alone.
    Own,
}

impl Manifest {
    /// Whether the static files of the themes below are left out.
    pub(super) fn is_alone(&self) -> bool {
        self.statics == Statics::Own
    }
}

/// The manifest of a theme that is compiled into the program.
pub(super) fn of(files: &[File]) -> Manifest {
    let file = files.iter().find(|it| it.0 == "theme.toml");
    let text = file.and_then(|it| std::str::from_utf8(it.1).ok());
    text.and_then(|it| toml::from_str(it).ok()).unwrap_or_default()
}

/// The manifest of a theme on disk; one without lies over the built-in theme.
pub(super) fn on_disk(
    root: &Path,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Manifest> {
    let path = format!("themes/{name}/theme.toml");
    if !disk::is_file(&root.join(&path)) {
        return None;
    }
    let file = FilePath::new(&path)?;
    match disk::read_named(root, &file) {
        Ok(text) => read(&file, &text, name, found),
        Err(finding) => {
            found.push(*finding);
            None
        }
    }
}

fn read(
    file: &FilePath,
    text: &str,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<Manifest> {
    let manifest = toml::from_str::<Manifest>(text).map_err(|error| {
        let span = error.span().map(Into::into).unwrap_or_default();
        Diagnostic::new(Code::BadTheme, error.message().to_owned()).at(file, span)
    });
    match manifest {
        Ok(manifest) => {
            let faults = faults(&manifest, name).into_iter();
            found.extend(faults.map(|(key, it)| point_at(it, file, text, key)));
            Some(manifest)
        }
        Err(finding) => {
            found.push(finding);
            None
        }
    }
}

/// Points a finding about a theme at a key of its `theme.toml`.
pub(super) fn at_key(
    finding: Diagnostic,
    root: &Path,
    theme: &str,
    key: &str,
) -> Diagnostic {
    let Some(file) = FilePath::new(&format!("themes/{theme}/theme.toml")) else {
        return finding;
    };
    let text = disk::read_named(root, &file).unwrap_or_default();
    point_at(finding, &file, &text, key)
}

fn point_at(finding: Diagnostic, file: &FilePath, text: &str, key: &str) -> Diagnostic {
    let (document, _) = DeTable::parse_recoverable(text);
    let value = document.get_ref().iter().find(|(it, _)| it.get_ref() == key);
    match value {
        Some((_, value)) => finding.at(file, value.span().into()),
        None => finding.in_file(file),
    }
}

/// What is wrong with a manifest, each with the key.
fn faults(manifest: &Manifest, name: &str) -> Vec<(&'static str, Diagnostic)> {
    let mut faults = Vec::new();
    if manifest.name != name {
        let message =
            format!("the theme in `themes/{name}` calls itself `{}`", manifest.name);
        let finding = Diagnostic::new(Code::BadTheme, message);
        faults.push(("name", finding.help("name the folder and the theme alike")));
    }
    if manifest.contract != CONTRACT {
        let contract = manifest.contract;
        let message =
            format!("the theme keeps contract {contract}, this program {CONTRACT}");
        let finding = Diagnostic::new(Code::BadTheme, message);
        let finding = finding.help("bring the templates up to date, then set `contract`");
        faults.push(("contract", finding));
    }
    faults
}
