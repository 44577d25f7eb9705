//! `theme.toml`: which theme this is, which contract it was written for, what it extends.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use crate::load::disk;
use serde::Deserialize;
use std::path::Path;

/// The version of the template contract that this program keeps.
const CONTRACT: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    name: String,
    contract: u32,
    extends: Option<String>,
    /// Read where the theme is laid over others.
    #[serde(rename = "design")]
    _design: Option<toml::Table>,
}

/// The theme that the theme `name` lies over; a theme without a manifest lies over the
/// built-in one.
pub(super) fn extends(
    root: &Path,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    let path = format!("themes/{name}/theme.toml");
    if !disk::is_file(&root.join(&path)) {
        return None;
    }
    let file = FilePath::new(&path)?;
    match disk::read_named(root, &file) {
        Ok(text) => read(&file, &text, name, found)?.extends,
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
            found.extend(faults(file, &manifest, name));
            Some(manifest)
        }
        Err(finding) => {
            found.push(finding);
            None
        }
    }
}

fn faults(file: &FilePath, manifest: &Manifest, name: &str) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if manifest.name != name {
        let message =
            format!("the theme in `themes/{name}` calls itself `{}`", manifest.name);
        let finding = Diagnostic::new(Code::BadTheme, message).in_file(file);
        faults.push(finding.help("name the folder and the theme alike"));
    }
    if manifest.contract != CONTRACT {
        let contract = manifest.contract;
        let message =
            format!("the theme keeps contract {contract}, this program {CONTRACT}");
        let finding = Diagnostic::new(Code::BadTheme, message).in_file(file);
        faults.push(finding.help("bring the templates up to date, then set `contract`"));
    }
    faults
}
