//! Adds sources to the end of a library, and leaves every byte before it alone.

use crate::base::FilePath;
use crate::diag::Failure;
use crate::model::{Settings, Source};
use crate::parse::{for_markdown, read_library};
use crate::write::{create, replace};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The library of a dossier that has none yet.
const USUAL: &str = "references.yaml";

/// A YAML library, as it stands on the disk.
pub(super) struct Library {
    root: PathBuf,
    file: FilePath,
    /// `None` if the file is not there yet.
    text: Option<String>,
}

impl Library {
    /// The library with this name, or the first in YAML.
    pub(super) fn find(
        root: &Path,
        settings: &Settings,
        wanted: Option<&str>,
    ) -> Result<Self, Failure> {
        let known = &settings.bibliography;
        let first = known.iter().map(FilePath::as_str).find(|it| is_yaml(it));
        let name = match (wanted, first) {
            (Some(name), _) | (None, Some(name)) => name,
            (None, None) if known.is_empty() => USUAL,
            (None, None) => return Err(no_yaml()),
        };
        if !is_yaml(name) {
            return Err(Failure::new(format!("`{name}` is no YAML library"))
                .help("sources are added to `.yaml` files; name one with `--into`"));
        }
        let content = format!("{}/", settings.src);
        let file =
            FilePath::new(&format!("{content}{}", name.trim_start_matches(&content)))
                .filter(|it| it.as_str().starts_with(&content))
                .ok_or_else(|| {
                    Failure::new(format!("`{name}` leads out of the content folder"))
                })?;
        let text = text_of(&root.join(file.as_str()))?;
        Ok(Self { root: root.to_owned(), file, text })
    }

    /// Its path.
    pub(super) fn file(&self) -> &FilePath {
        &self.file
    }

    /// Adds the items, reads the library again, and writes it only if everything that was
    /// in it still is and the new ones are too. Returns their keys.
    pub(super) fn add(
        &self,
        items: &[Value],
        known: &[Source],
        lang: &str,
    ) -> Result<Vec<String>, Failure> {
        let keys: Vec<String> = items.iter().filter_map(key).collect();
        if let Some(taken) = keys.iter().find(|it| known.iter().any(|old| old.id == **it))
        {
            return Err(Failure::new(format!("there is a source `{taken}` already"))
                .help("choose another key with `--key`"));
        }
        let before = self.text.clone().unwrap_or_else(|| "references:\n".to_owned());
        let after = appended(&before, items);
        let read = |text: &str| read_library(&self.file, text, lang).value;
        let ids = |all: &[Source]| all.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        let written = read(&after);
        let expected = [ids(&read(&before)), keys.clone()].concat();
        if sorted(ids(&written)) != sorted(expected) {
            return Err(Failure::new(format!("cannot add to the end of `{}`", self.file))
                .help("let its last lines be the list of sources, or name another library with `--into`"));
        }
        if let Some(key) = changed(items, &written) {
            return Err(Failure::new(format!("cannot write `{key}` into `{}` as it was pasted", self.file))
                .help("put what was pasted into a library of its own, and name it in `[dossier] bibliography`"));
        }
        self.write(&after)?;
        Ok(keys)
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        match self.text {
            Some(_) => replace(&self.root.join(self.file.as_str()), text.as_bytes()),
            None => create(&self.root, &self.file, text.as_bytes()).map(drop),
        }
    }
}

/// The library with the items below its last one, indented as the list is.
fn appended(before: &str, items: &[Value]) -> String {
    let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
    // `references: []` is how an empty list is written.
    let emptied = before.trim_end().strip_suffix("[]").map(str::trim_end);
    let start = emptied.unwrap_or_else(|| before.trim_end());
    let indent = indent(start);
    let mut after = start.to_owned();
    for item in items {
        let yaml = serde_yaml::to_string(&[for_markdown(item)]).unwrap_or_default();
        after.push_str(newline);
        for line in yaml.trim_end().lines() {
            after.push_str(newline);
            after.push_str(if line.is_empty() { "" } else { indent });
            after.push_str(line);
        }
    }
    after + newline
}

/// The key of the first item that says something else when it is read again. White space
/// does not count.
fn changed(items: &[Value], written: &[Source]) -> Option<String> {
    let squeezed = |it: &Value| {
        it.to_string()
            .replace("\\n", " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let is_same = |item: &&Value| {
        let again = written.iter().find(|it| item["id"].as_str() == Some(&it.id));
        again.is_some_and(|it| squeezed(&it.item) == squeezed(item))
    };
    items.iter().find(|it| !is_same(it)).and_then(key)
}

/// How far the first item of the list stands in.
fn indent(text: &str) -> &str {
    let item = text.lines().find(|it| it.trim_start().starts_with("- "));
    item.map_or("  ", |it| &it[..it.len() - it.trim_start().len()])
}

fn key(item: &Value) -> Option<String> {
    item["id"].as_str().map(str::to_owned)
}

fn sorted(mut keys: Vec<String>) -> Vec<String> {
    keys.sort();
    keys
}

fn is_yaml(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "yaml" || it == "yml")
}

fn no_yaml() -> Failure {
    Failure::new("the dossier has no YAML library")
        .help("add one to `[dossier] bibliography`, such as `references.yaml`")
}

#[expect(clippy::disallowed_methods, reason = "the very bytes, for they are kept")]
fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(it) if it.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(it) => Err(Failure::new(format!("cannot read `{}`: {it}", path.display()))),
    }
}
