//! Loads a theme with everything it extends: the built-in one lies at the bottom, files on
//! disk lie over it one by one.

pub(super) mod builtin;
mod manifest;

use super::{disk, settings};
use crate::base::{FilePath, text};
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::{Layer, Settings, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The theme that is compiled into the program.
const BUILTIN: &str = "briefing";

type Found = Vec<Diagnostic>;

/// Loads the themes that the dossier and its editions name, each once.
pub(super) fn load_all(
    root: &Path,
    settings: &Settings,
    found: &mut Found,
) -> BTreeMap<String, Theme> {
    let of_editions = settings.editions.values().filter_map(|it| it.theme.as_ref());
    let names: BTreeSet<&String> = of_editions.chain([&settings.theme]).collect();
    names.into_iter().map(|it| (it.clone(), load(root, it, found))).collect()
}

/// The theme `name` layer by layer, the built-in one first, for whoever works on a theme.
pub fn theme_layers(root: &Path, name: &str) -> Checked<Vec<Layer>> {
    let mut found = Vec::new();
    let mut all = vec![built_in_layer()];
    for name in layers(root, name, &mut found).into_iter().rev() {
        let folder = format!("themes/{name}");
        let mut files = BTreeMap::new();
        for file in disk::list(root, &folder, &mut found) {
            let path = file.as_str().strip_prefix(&format!("{folder}/"));
            match (path, disk::read(root, &file)) {
                (Some(path), Ok(bytes)) => {
                    drop(files.insert(path.to_owned(), bytes.into()));
                }
                (None, _) => {}
                (_, Err(finding)) => found.push(*finding),
            }
        }
        all.push(Layer { name, built_in: false, files });
    }
    Checked { value: all, findings: found }
}

fn built_in_layer() -> Layer {
    let files = builtin::FILES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes)));
    Layer { name: BUILTIN.to_owned(), built_in: true, files: files.collect() }
}

fn load(root: &Path, name: &str, found: &mut Found) -> Theme {
    let mut theme = Theme { name: name.to_owned(), ..builtin() };
    for layer in layers(root, name, found).iter().rev() {
        lay_over(&mut theme, root, layer, found);
    }
    theme
}

/// The themes on disk, the named one first, down to the built-in one.
fn layers(root: &Path, name: &str, found: &mut Found) -> Vec<String> {
    let mut layers: Vec<String> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next.take() {
        if layers.contains(&name) {
            let message = format!("the theme `{name}` extends itself");
            found
                .push(Diagnostic::new(Code::BadTheme, message).help("correct `extends`"));
        } else if is_name(&name) && disk::is_folder(&root.join("themes").join(&name)) {
            next = manifest::extends(root, &name, found);
            layers.push(name);
        } else if name != BUILTIN {
            found.push(unknown(root, &name));
        }
    }
    layers
}

/// A theme is a folder in `themes/`; a path could lead anywhere.
fn is_name(name: &str) -> bool {
    !name.starts_with('.') && !name.contains(['/', '\\'])
}

fn builtin() -> Theme {
    let mut theme = Theme::default();
    for (path, bytes) in builtin::FILES {
        place(&mut theme, "builtin", path, bytes, &mut Vec::new());
    }
    theme
}

fn lay_over(theme: &mut Theme, root: &Path, layer: &str, found: &mut Found) {
    let folder = format!("themes/{layer}");
    for file in disk::list(root, &folder, found) {
        let Some(path) = file.as_str().strip_prefix(&format!("{folder}/")) else {
            continue;
        };
        match disk::read(root, &file) {
            Ok(bytes) => place(theme, layer, path, &bytes, found),
            Err(finding) => found.push(*finding),
        }
    }
}

/// Puts a file of a layer where it belongs, over that of a lower layer.
fn place(theme: &mut Theme, layer: &str, path: &str, bytes: &[u8], found: &mut Found) {
    if path == "theme.toml" {
        let file = FilePath::new(&format!("themes/{layer}/{path}"));
        let text = String::from_utf8_lossy(bytes);
        if let Some(read) = file.map(|it| settings::of_theme(&it, &text)) {
            theme.design.extend(&read.value);
            found.extend(read.findings);
        }
    } else if let Some(name) = path.strip_prefix("templates/") {
        theme.templates.push((
            layer.to_owned(),
            name.to_owned(),
            String::from_utf8_lossy(bytes).into_owned(),
        ));
    } else if let Some(name) = path.strip_prefix("static/") {
        theme.statics.insert(name.to_owned(), bytes.into());
    } else if let Some(lang) =
        path.strip_prefix("i18n/").and_then(|it| it.strip_suffix(".toml"))
    {
        let words = words(layer, path, &String::from_utf8_lossy(bytes), found);
        theme.words.entry(lang.to_owned()).or_default().extend(words);
    }
}

fn words(
    layer: &str,
    path: &str,
    text: &str,
    found: &mut Found,
) -> BTreeMap<String, String> {
    let read = toml::from_str::<BTreeMap<String, String>>(text);
    read.unwrap_or_else(|error| {
        let message =
            format!("the words of the theme cannot be read: {}", error.message());
        let finding = Diagnostic::new(Code::BadTheme, message);
        let file = FilePath::new(&format!("themes/{layer}/{path}"));
        found.push(match file {
            Some(file) => {
                finding.at(&file, error.span().map(Into::into).unwrap_or_default())
            }
            None => finding,
        });
        BTreeMap::new()
    })
}

fn unknown(root: &Path, name: &str) -> Diagnostic {
    let mut ignored = Vec::new();
    let files = disk::list(root, "themes", &mut ignored);
    let mut names: BTreeSet<String> = files
        .iter()
        .filter_map(|it| it.as_str().split('/').nth(1))
        .map(str::to_owned)
        .collect();
    names.insert(BUILTIN.to_owned());
    let near = text::nearest(name, names.iter().map(String::as_str));
    let finding = Diagnostic::new(Code::BadTheme, format!("there is no theme `{name}`"))
        .in_file(&FilePath::fixed("book.toml"));
    match near {
        Some(_) => finding.did_you_mean(near),
        None => {
            finding.help(format!("put it into a folder of `themes/`, or use `{BUILTIN}`"))
        }
    }
}
