//! Loads a theme with everything it extends: the built-in one lies at the bottom, others
//! that come with the program and files on disk lie over it one by one.

mod builtin;
mod lacks;
mod manifest;
mod words;

use super::{disk, settings};
use crate::base::{FilePath, text};
use crate::diag::{Checked, Code, Diagnostic};
use crate::model::{Layer, Settings, Theme};
use builtin::LOWEST;
use lacks::Said;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

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
        let mut own = Found::new();
        let theme = load(root, name, &mut own);
        let is_of_book = |it: &Diagnostic| {
            it.place.as_ref().is_some_and(|at| at.file.as_str() == "book.toml")
        };
        found
            .extend(own.into_iter().map(|it| {
                if is_of_book(&it) { settings.point_at(it, name) } else { it }
            }));
        found.extend(lacks::missing(settings, &theme));
        (name.clone(), theme)
    };
    names.into_iter().map(load).collect()
}

/// The files of themes that findings show.
pub(super) fn shown(root: &Path, found: &[Diagnostic]) -> BTreeMap<FilePath, Arc<str>> {
    let files = found.iter().flat_map(Diagnostic::places).map(|it| &it.file);
    let files = files.filter(|it| it.as_str().starts_with("themes/"));
    let read = |it: &FilePath| Some((it.clone(), disk::read_named(root, it).ok()?));
    files.filter_map(read).collect()
}

/// The theme `name` layer by layer, the built-in one first, for whoever works on a theme.
pub fn theme_layers(root: &Path, name: &str) -> Checked<Vec<Layer>> {
    let mut found = Vec::new();
    let mut all = vec![built_in_layer(LOWEST)];
    for Over { name, on_disk, .. } in layers(root, name, &mut found).into_iter().rev() {
        if !on_disk {
            all.push(built_in_layer(&name));
            continue;
        }
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

fn built_in_layer(name: &str) -> Layer {
    let files = builtin::files(name).unwrap_or_default().iter();
    let files = files.map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes)));
    Layer { name: name.to_owned(), built_in: true, files: files.collect() }
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

/// A theme that lies over the lowest one.
struct Over {
    name: String,
    on_disk: bool,
    /// Whether the static files of those below are left out.
    is_alone: bool,
    extends: Option<String>,
}

/// The themes over the lowest one, the named one first.
fn layers(root: &Path, name: &str, found: &mut Found) -> Vec<Over> {
    let mut layers: Vec<Over> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next.take() {
        if layers.iter().any(|it| it.name == name) {
            let message = format!("the theme `{name}` extends itself");
            let finding =
                Diagnostic::new(Code::BadTheme, message).help("correct `extends`");
            let last = layers.last().map_or("", |it| it.name.as_str());
            found.push(manifest::at_key(finding, root, last, "extends"));
            break;
        }
        let copies = copies(root, &name, found);
        if copies.is_empty() && name != LOWEST {
            let finding = unknown(root, &name);
            found.push(match layers.last() {
                Some(last) => manifest::at_key(finding, root, &last.name, "extends"),
                None => finding,
            });
        }
        next = copies.iter().find_map(|it| it.extends.clone());
        layers.extend(copies);
    }
    layers
}

/// A theme as it lies on the disk, and below that as it comes with the program.
fn copies(root: &Path, name: &str, found: &mut Found) -> Vec<Over> {
    let mut copies = Vec::new();
    let built_in = builtin::files(name).filter(|_| name != LOWEST);
    if is_name(name) && disk::is_folder(&root.join("themes").join(name)) {
        let manifest = manifest::on_disk(root, name, found).unwrap_or_default();
        let is_alone = manifest.is_alone() && built_in.is_none();
        let (name, extends) = (name.to_owned(), manifest.extends);
        copies.push(Over { name, on_disk: true, is_alone, extends });
    }
    copies.extend(built_in.map(|files| {
        let manifest = manifest::of(files);
        let (is_alone, extends) = (manifest.is_alone(), manifest.extends);
        Over { name: name.to_owned(), on_disk: false, is_alone, extends }
    }));
    copies
}

/// A theme is a folder in `themes/`; a path could lead anywhere.
fn is_name(name: &str) -> bool {
    !name.starts_with('.') && !name.contains(['/', '\\'])
}

fn builtin() -> Theme {
    let mut theme = Theme::default();
    lay_compiled(&mut theme, LOWEST, "builtin");
    theme
}

/// Lays over it what comes with the program.
fn lay_compiled(theme: &mut Theme, name: &str, layer: &str) {
    for (path, bytes) in builtin::files(name).unwrap_or_default() {
        drop(place(theme, layer, path, bytes, &mut Vec::new()));
    }
}

fn lay_over(theme: &mut Theme, root: &Path, over: &Over, found: &mut Found) -> Vec<Said> {
    let mut said = Vec::new();
    if over.is_alone {
        theme.statics.clear();
    }
    let layer = &over.name;
    if !over.on_disk {
        // The same theme may lie on the disk as well, by its plain name.
        lay_compiled(theme, layer, &format!("builtin-{layer}"));
        return said;
    }
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
    names.extend(builtin::names().map(str::to_owned));
    let near = text::nearest(name, names.iter().map(String::as_str));
    let finding = Diagnostic::new(Code::BadTheme, format!("there is no theme `{name}`"))
        .in_file(&FilePath::fixed("book.toml"));
    match near {
        Some(_) => finding.did_you_mean(near),
        None => {
            finding.help(format!("put it into a folder of `themes/`, or use `{LOWEST}`"))
        }
    }
}
