//! What may be written in `book.toml`, and what it is for, as its schema has it: tables,
//! keys, and the values that are known.

use super::complete::item;
use super::dossier::View;
use super::spot;
use crate::csl;
use crate::diag::{Code, Span};
use crate::model::Yardstick;
use crate::model::schema::{BOOK, Key};
use lsp_types as lsp;

/// The file of the settings.
pub(super) const SETTINGS: &str = "book.toml";

/// What may be written at a place of the settings.
pub(super) fn items(view: View<'_>) -> Vec<lsp::CompletionItem> {
    let before = view.before();
    if let Some(typed) = before.trim_start().strip_prefix('[') {
        return tables(view, typed.trim_start_matches('['));
    }
    let table = table(view);
    let path: Vec<&str> = table.iter().map(String::as_str).collect();
    match before.split_once('=') {
        Some((key, rest)) => values(view, &path, key.trim(), rest),
        None => keys(view, &path, before.trim_start()),
    }
}

/// The key in the line of a place, and where it stands.
pub(super) fn key(view: View<'_>) -> Option<(spot::Key, Span)> {
    let start = view.byte - view.before().len();
    let line = view.text.get(start..)?.lines().next()?;
    let key = line.split_once('=').map(|(key, _)| key.trim())?;
    let path = table(view);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let known = BOOK.key(&path, key.trim_matches('"'))?;
    let at = start + line.find(key)?;
    let named = spot::Key { name: known.name, about: known.about() };
    Some((named, Span::from(at..at + key.len())))
}

/// The table in which a place stands: the nearest header above it.
fn table(view: View<'_>) -> Vec<String> {
    let start = view.byte - view.before().len();
    let before = view.text.get(..start).unwrap_or_default();
    let header = before.lines().rev().find_map(|it| it.trim().strip_prefix('['));
    let header = header.and_then(|it| it.split(']').next()).unwrap_or_default();
    let names = header.trim_start_matches('[').split('.').map(str::trim);
    names.filter(|it| !it.is_empty()).map(|it| it.trim_matches('"').to_owned()).collect()
}

fn keys(view: View<'_>, path: &[&str], typed: &str) -> Vec<lsp::CompletionItem> {
    let kind = lsp::CompletionItemKind::PROPERTY;
    if path == ["dossier", "levels"] {
        let names = Code::ALL.iter().map(|it| format!("\"{}\"", it.name()));
        return names.map(|it| item(view, typed, (&it, ""), kind)).collect();
    }
    let all = BOOK.keys(path).into_iter();
    all.map(|it| item(view, typed, (it.name, it.about()), kind)).collect()
}

/// Every table below the one whose name was begun.
fn tables(view: View<'_>, typed: &str) -> Vec<lsp::CompletionItem> {
    let mut path: Vec<&str> = typed.split('.').collect();
    let last = path.pop().unwrap_or_default();
    let kind = lsp::CompletionItemKind::MODULE;
    let all = BOOK.keys(&path).into_iter().filter(Key::is_table);
    all.map(|it| item(view, last, (it.name, it.about()), kind)).collect()
}

fn values(
    view: View<'_>,
    path: &[&str],
    key: &str,
    rest: &str,
) -> Vec<lsp::CompletionItem> {
    let typed = rest.rsplit([' ', '[', ',', '"', '\'']).next().unwrap_or_default();
    let is_quoted = rest.trim_start().len() > typed.len();
    let listed = || BOOK.key(path, key).map(|it| it.values());
    let values = known(view, path, key).or_else(listed).unwrap_or_default();
    let is_bare = |it: &str| matches!(it, "true" | "false");
    let quoted = values
        .into_iter()
        .map(|it| if is_quoted || is_bare(&it) { it } else { format!("\"{it}\"") });
    let kind = lsp::CompletionItemKind::VALUE;
    quoted.map(|it| item(view, typed, (&it, ""), kind)).collect()
}

/// Values that the schema cannot list, for they hang on the program or on the dossier.
fn known(view: View<'_>, path: &[&str], key: &str) -> Option<Vec<String>> {
    let settings = view.known.settings();
    let owned = |it: &str| it.to_owned();
    match (path, key) {
        (["dossier"], "csl") => Some(csl::names().map(owned).collect()),
        (["dossier"], "yardstick") => Some(Yardstick::KNOWN.map(owned).to_vec()),
        (["dossier", "editions", _], "ceiling") => {
            Some(settings.marking.markings().map(|it| it.label().to_owned()).collect())
        }
        (["dossier", "editions", _], "languages") => {
            let all = [&settings.language].into_iter().chain(&settings.languages);
            Some(all.cloned().collect())
        }
        (["dossier", "levels"], _) => {
            Some(["error", "warning", "note", "allow"].map(owned).to_vec())
        }
        _ => None,
    }
}
