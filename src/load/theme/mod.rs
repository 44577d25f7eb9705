//! Loads a theme with everything it extends: the built-in one lies at the bottom, files on
//! disk lie over it one by one.

pub(super) mod builtin;
mod lacks;
mod manifest;
mod words;

use super::{disk, settings};
use crate::base::{FilePath, text};
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::{Layer, Settings, Theme};
use lacks::Said;
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
    let load = |name: &String| {
        let theme = load(root, name, found);
        found.extend(lacks::missing(settings, &theme));
        (name.clone(), theme)
    };
    names.into_iter().map(load).collect()
}

/// The files of words that findings show.
pub(super) fn shown(root: &Path, found: &[Diagnostic]) -> BTreeMap<FilePath, Arc<str>> {
    let files = found.iter().flat_map(Diagnostic::places).map(|it| &it.file);
    let files = files.filter(|it| it.as_str().contains("/i18n/"));
    let read = |it: &FilePath| Some((it.clone(), disk::read_named(root, it).ok()?));
    files.filter_map(read).collect()
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
    let builtin = builtin();
    let mut theme = Theme { name: name.to_owned(), ..builtin.clone() };
    let mut said = Vec::new();
    for layer in layers(root, name, found).iter().rev() {
        said.extend(lay_over(&mut theme, root, layer, found));
    }
    found.extend(lacks::compare(&builtin, &theme, &said));
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
        drop(place(&mut theme, "builtin", path, bytes, &mut Vec::new()));
    }
    theme
}

fn lay_over(theme: &mut Theme, root: &Path, layer: &str, found: &mut Found) -> Vec<Said> {
    let mut said = Vec::new();
    let folder = format!("themes/{layer}");
    for file in disk::list(root, &folder, found) {
        let Some(path) = file.as_str().strip_prefix(&format!("{folder}/")) else {
            continue;
        };
        match disk::read(root, &file) {
            Ok(bytes) => said.extend(place(theme, layer, path, &bytes, found)),
            Err(finding) => found.push(*finding),
        }
    }
    said
}

/// Puts a file of a layer where it belongs, over that of a lower layer; gives the words
/// that it has.
fn place(
    theme: &mut Theme,
    layer: &str,
    path: &str,
    bytes: &[u8],
    found: &mut Found,
) -> Vec<Said> {
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
        let Some(file) = FilePath::new(&format!("themes/{layer}/{path}")) else {
            return Vec::new();
        };
        let entries = words::read(&file, &String::from_utf8_lossy(bytes), found);
        let words = entries.iter().map(|it| (it.key.clone(), it.word.clone()));
        theme.words.entry(lang.to_owned()).or_default().extend(words);
        let said = |entry| Said { file: file.clone(), lang: lang.to_owned(), entry };
        return entries.into_iter().map(said).collect();
    }
    Vec::new()
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
