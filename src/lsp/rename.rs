//! Renames what has a name in many places: keys of sources, pages, ids of claims and places.

use super::act::workspace;
use super::dossier::View;
use super::lead::{defined, family, named};
use super::place::{range, uri};
use super::spot::{Spot, What};
use super::uses::{self, LinkUse};
use crate::base::FilePath;
use crate::diag::{Edit, Span};
use lsp_types as lsp;
use std::path::Path;

/// The words that would be renamed, or why they cannot be.
pub(super) fn prepare(view: View<'_>, spot: &Spot) -> Result<lsp::Range, String> {
    match &spot.what {
        What::Source(_) | What::Note { .. } => Ok(range(view.lines, spot.span)),
        What::Page { page, anchor: None } => {
            file_name(view, *page).map(|_| range(view.lines, spot.span))
        }
        What::Place { page, id } | What::Page { page, anchor: Some(id) } => {
            given(view, *page, id).map(|_| range(view.lines, spot.span))
        }
        What::Key(key) => Err(format!("`{}` is a key that the program knows", key.name)),
    }
}

/// Every change that gives something another name.
pub(super) fn rename(
    view: View<'_>,
    spot: &Spot,
    new: &str,
) -> Result<lsp::WorkspaceEdit, String> {
    let made = match &spot.what {
        What::Source(key) => words(view, &spot.what, key_of(view, key, new)?),
        What::Note { label, page } => {
            is_word(new)?;
            note(view, *page, label, new)
        }
        What::Page { page, anchor: None } => return page_to(view, *page, new),
        What::Place { page, id } | What::Page { page, anchor: Some(id) } => {
            is_word(new)?;
            place(view, *page, id, new)?
        }
        What::Key(key) => {
            return Err(format!("`{}` is a key that the program knows", key.name));
        }
    };
    workspace(view.root, view.known, &made).ok_or_else(|| "a file is gone".to_owned())
}

fn is_word(new: &str) -> Result<(), String> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let is_word = !new.is_empty() && new.chars().all(fits);
    is_word
        .then_some(())
        .ok_or_else(|| format!("`{new}` cannot be an id: use letters, digits, `-`, `_`"))
}

/// The new key, if nothing else has it.
fn key_of<'n>(view: View<'_>, old: &str, new: &'n str) -> Result<&'n str, String> {
    is_word(new)?;
    match view.known.whole.edition.source(new) {
        Some(_) if new != old => Err(format!("there is a source `{new}` already")),
        _ => Ok(new),
    }
}

fn words(view: View<'_>, what: &What, new: &str) -> Vec<Edit> {
    let all = named(view, what).into_iter().chain(defined(view, what));
    let edit = |it: uses::Use| Edit {
        file: it.file,
        span: it.span,
        part: None,
        text: new.into(),
    };
    let mut edits: Vec<Edit> = all.map(edit).collect();
    edits.sort();
    edits.dedup();
    edits
}

/// Footnotes are named between brackets.
fn note(view: View<'_>, page: usize, label: &str, new: &str) -> Vec<Edit> {
    let what = What::Note { page, label: label.to_owned() };
    let places = named(view, &what).into_iter().chain(defined(view, &what));
    let exact = |it: uses::Use| {
        let text = view.known.texts.get(&it.file)?;
        let from = it.span.start as usize;
        let at = from + text.get(from..)?.find("[^")? + 2;
        text.get(at..)?.starts_with(label).then_some(())?;
        let span = Span::from(at..at + label.len());
        Some(Edit { file: it.file, span, part: None, text: new.to_owned() })
    };
    places.filter_map(exact).collect()
}

/// Where an id was given to a place. Others are made of headings, and change with them.
fn given(view: View<'_>, page: usize, id: &str) -> Result<uses::Use, String> {
    let all = &view.known.whole;
    let file = &all.edition.pages()[page].face.file;
    let anchor = all.links.anchors(page).iter().find(|it| it.id == id);
    let here = anchor.and_then(|it| uses::word(view.known, file, it.span, ("#", id)));
    // A heading starts with `#` itself: the id stands between braces.
    let braced = anchor.and_then(|it| uses::word(view.known, file, it.span, ("{", id)));
    here.filter(|it| braced.as_ref() == Some(it)).ok_or_else(|| {
        format!(
            "`{id}` is made of its heading: give it an id of its own, `{{#{id}}}`, first"
        )
    })
}

fn place(view: View<'_>, page: usize, id: &str, new: &str) -> Result<Vec<Edit>, String> {
    let at = given(view, page, id)?;
    let known = view.known;
    let text = |it: uses::Use, text: String| Edit {
        file: it.file,
        span: it.span,
        part: None,
        text,
    };
    let mut edits = vec![text(at, new.to_owned())];
    let links = uses::of_pages(known, &[page]).into_iter();
    for link in links.filter(|it| it.anchor.as_deref() == Some(id)) {
        let path = link.written.split('#').next().unwrap_or_default().to_owned();
        edits.push(text(link.at, format!("{path}#{new}")));
    }
    let lang = &known.whole.edition.pages()[page].face.lang;
    let claims = uses::of_claim(known, id, lang).into_iter();
    edits.extend(claims.map(|it| text(it, new.to_owned())));
    Ok(edits)
}

/// The file of a page and the part of its name that is its own: `part-2` of `part-2.de.md`.
fn file_name(view: View<'_>, page: usize) -> Result<(FilePath, String), String> {
    let face = &view.known.whole.edition.pages()[page].face;
    let stem = face.file.stem().split('.').next().unwrap_or_default();
    if matches!(stem.to_ascii_lowercase().as_str(), "index" | "readme") {
        return Err(format!(
            "`{}` is the page of a folder: rename the folder",
            face.file
        ));
    }
    Ok((face.file.clone(), stem.to_owned()))
}

/// Renames the file of a page and of its translations, with every link to them.
fn page_to(view: View<'_>, page: usize, new: &str) -> Result<lsp::WorkspaceEdit, String> {
    let name = new.rsplit('/').next().unwrap_or(new);
    is_word(name)?;
    let (old_file, _) = file_name(view, page)?;
    let old_id = view.known.whole.edition.pages()[page].face.id.to_string();
    let folder = old_id.rsplit_once('/').map_or("", |it| it.0);
    if new.contains('/') && new.rsplit_once('/').is_some_and(|it| it.0 != folder) {
        return Err("a page keeps its folder: write its new name alone".to_owned());
    }
    let new_id =
        if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let pages = family(view, page);
    let mut operations = Vec::new();
    let edits = links(view, &pages, &new_id, name);
    let edit = workspace(view.root, view.known, &edits);
    let changes = edit.and_then(|it| it.document_changes);
    if let Some(lsp::DocumentChanges::Edits(edits)) = changes {
        operations.extend(edits.into_iter().map(lsp::DocumentChangeOperation::Edit));
    }
    for page in pages {
        let (file, stem) = file_name(view, page)?;
        let renamed = renamed(&file, &stem, name);
        if view.known.texts.contains_key(&renamed) {
            return Err(format!("there is a file `{renamed}` already"));
        }
        operations.extend(operation(view.root, &file, &renamed));
    }
    if operations.is_empty() {
        return Err(format!("`{old_file}` cannot be renamed"));
    }
    Ok(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Operations(operations)),
        ..lsp::WorkspaceEdit::default()
    })
}

/// The file with its own part of its name exchanged.
fn renamed(file: &FilePath, stem: &str, name: &str) -> FilePath {
    let rest = file.name().strip_prefix(stem).unwrap_or(".md");
    file.join(&format!("{name}{rest}")).unwrap_or_else(|| file.clone())
}

fn operation(
    root: &Path,
    old: &FilePath,
    new: &FilePath,
) -> Option<lsp::DocumentChangeOperation> {
    let uri_of = |file: &FilePath| uri(&root.join(file.as_str()));
    let (old_uri, new_uri) = (uri_of(old)?, uri_of(new)?);
    let rename = lsp::RenameFile { old_uri, new_uri, options: None, annotation_id: None };
    Some(lsp::DocumentChangeOperation::Op(lsp::ResourceOp::Rename(rename)))
}

/// The links to pages that get another name, and their lines in SUMMARY.md.
fn links(view: View<'_>, pages: &[usize], new_id: &str, name: &str) -> Vec<Edit> {
    let known = view.known;
    let all = known.whole.edition.pages();
    let mut edits = Vec::new();
    for link in uses::of_pages(known, pages) {
        let face = &all[link.to].face;
        let written = if link.is_wiki {
            wiki(&link, face.id.as_str(), face.id.short(), (new_id, name))
        } else {
            path(&link, face.file.stem().split('.').next().unwrap_or_default(), name)
        };
        let (file, span) = (link.at.file, link.at.span);
        edits.extend(written.map(|text| Edit { file, span, part: None, text }));
    }
    edits.extend(pages.iter().flat_map(|it| chapters(view, *it, name)));
    edits.sort();
    edits.dedup();
    edits
}

/// A wiki link by id; titles and aliases stay what they are.
fn wiki(link: &LinkUse, id: &str, short: &str, new: (&str, &str)) -> Option<String> {
    let (target, rest) =
        link.written.split_at(link.written.find('#').unwrap_or(link.written.len()));
    match target.trim() {
        it if it == id => Some(format!("{}{rest}", new.0)),
        it if it == short => Some(format!("{}{rest}", new.1)),
        _ => None,
    }
}

/// A link by path: the last part of it changes.
fn path(link: &LinkUse, stem: &str, name: &str) -> Option<String> {
    let written = &link.written;
    let (path, rest) =
        written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
    let (folder, last) = path.split_at(path.rfind('/').map_or(0, |it| it + 1));
    let tail = last.strip_prefix(stem)?;
    Some(format!("{folder}{name}{tail}{rest}"))
}

fn chapters(view: View<'_>, page: usize, name: &str) -> Vec<Edit> {
    let known = view.known;
    let face = &known.whole.edition.pages()[page].face;
    let Ok((_, stem)) = file_name(view, page) else { return Vec::new() };
    let Some(summary) = FilePath::new(&format!("./{}/SUMMARY.md", known.settings().src))
    else {
        return Vec::new();
    };
    let Some(text) = known.texts.get(&summary) else { return Vec::new() };
    let mut edits = Vec::new();
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        let Some(end) = text[start..].find(')').map(|it| start + it) else { continue };
        let written = &text[start..end];
        if summary.join(written).as_ref() != Some(&face.file) {
            continue;
        }
        let (folder, last) = written.split_at(written.rfind('/').map_or(0, |it| it + 1));
        let Some(tail) = last.strip_prefix(&*stem) else { continue };
        let (file, span) = (summary.clone(), Span::from(start..end));
        edits.push(Edit {
            file,
            span,
            part: None,
            text: format!("{folder}{name}{tail}"),
        });
    }
    edits
}

/// The way from one file to another, as a link has it.
pub(super) fn way(from: &FilePath, to: &FilePath) -> String {
    let here: Vec<&str> = from.folder().split('/').filter(|it| !it.is_empty()).collect();
    let there: Vec<&str> = to.as_str().split('/').collect();
    let most = there.len() - 1;
    let shared = here.iter().zip(&there[..most]).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; here.len() - shared];
    parts.extend(&there[shared..]);
    parts.join("/")
}
