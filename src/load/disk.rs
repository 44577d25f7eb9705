//! The one place that opens files: regular ones inside the root, no links, no surprises.

use crate::base::FilePath;
use crate::diag::{Code, Diagnostic};
use rustix::fs::OFlags;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// The largest text file that is read: a library of sources.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;

/// The files below `folder`, in the order of their paths, without hidden ones. Whatever is
/// neither file nor folder is refused.
pub(super) fn list(
    root: &Path,
    folder: &str,
    found: &mut Vec<Diagnostic>,
) -> Vec<FilePath> {
    list_without(&[], root, folder, found).files
}

/// The files below a folder.
#[derive(Default)]
pub(super) struct Listed {
    /// The files, in the order of their paths.
    pub(super) files: Vec<FilePath>,
    /// The folders that were left out, in that order.
    pub(super) left_out: Vec<PathBuf>,
}

/// The same without folders of these names.
pub(super) fn list_without(
    names: &[&str],
    root: &Path,
    folder: &str,
    found: &mut Vec<Diagnostic>,
) -> Listed {
    let mut listed = Listed::default();
    if let Some(link) = link_on_the_way(root, folder) {
        found.push(refused(&link, "a symbolic link"));
        return listed;
    }
    let walk = WalkDir::new(root.join(folder)).follow_links(false).sort_by_file_name();
    let left_out = &mut listed.left_out;
    let shown = walk.into_iter().filter_entry(|it| {
        let is_shown = it.depth() == 0 || !is_hidden(it) && !is_named(it, names);
        if !is_shown && it.file_type().is_dir() {
            left_out.push(it.path().to_owned());
        }
        is_shown
    });
    for entry in shown {
        match entry {
            Ok(entry) => listed.files.extend(keep(root, &entry, found)),
            Err(error) => found.push(unreadable_entry(root, &error)),
        }
    }
    listed
}

fn is_named(entry: &DirEntry, names: &[&str]) -> bool {
    let is_name = |it: &&str| entry.file_name() == *it;
    entry.file_type().is_dir() && names.iter().any(is_name)
}

/// The bytes of a regular file.
pub(super) fn read(root: &Path, file: &FilePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let bytes = open(&root.join(file.as_str())).and_then(|mut opened| {
        let mut bytes = Vec::new();
        opened.read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    bytes.map_err(|error| Box::new(unreadable(file, &error)))
}

/// The text of a regular UTF-8 file.
pub(super) fn read_text(
    root: &Path,
    file: &FilePath,
) -> Result<Arc<str>, Box<Diagnostic>> {
    let size = fs::symlink_metadata(root.join(file.as_str())).map_or(0, |it| it.len());
    if size > LARGEST_TEXT {
        let message =
            format!("`{file}` has {size} bytes; a text has {LARGEST_TEXT} at most");
        let finding = Diagnostic::new(Code::TooLarge, message).in_file(file);
        return Err(Box::new(finding.help("split it into several files")));
    }
    let bytes = read(root, file)?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => Err(Box::new(not_utf8(file, &error))),
    }
}

/// The text of a file that a text names: inside the root whatever links say, not hidden.
pub(super) fn read_named(
    root: &Path,
    file: &FilePath,
) -> Result<Arc<str>, Box<Diagnostic>> {
    let hidden = file.as_str().split('/').any(|it| it.starts_with('.'));
    let root_path = fs::canonicalize(root);
    let path = fs::canonicalize(root.join(file.as_str()));
    let outside = matches!((&root_path, &path), (Ok(root), Ok(path)) if *path != root.join(file.as_str()));
    if hidden || outside {
        let finding =
            refused(file, if hidden { "a hidden file" } else { "behind a link" });
        return Err(Box::new(finding));
    }
    read_text(root, file)
}

/// A Markdown file at most `depth` folders down a folder that is no link; not in folders of
/// these names. What is looked at has an end: folders can be large.
pub(super) fn first_markdown(
    folder: &Path,
    depth: usize,
    without: &[&str],
) -> Option<PathBuf> {
    const MOST: usize = 100_000;
    let is_page = |it: &DirEntry| {
        it.path().extension().is_some_and(|it| it == "md") && it.file_type().is_file()
    };
    let is_shown =
        |it: &DirEntry| it.depth() == 0 || !is_hidden(it) && !is_named(it, without);
    let walk = WalkDir::new(folder).max_depth(depth).sort_by_file_name().into_iter();
    let mut walk = walk.filter_entry(is_shown).flatten().take(MOST);
    is_folder(folder).then(|| walk.find(is_page)).flatten().map(DirEntry::into_path)
}

/// The folders in a folder that are no links and not hidden, by name.
pub(super) fn folders(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    let entries = walk.into_iter().flatten();
    let shown = entries.filter(|it| it.file_type().is_dir() && !is_hidden(it));
    shown.map(DirEntry::into_path).collect()
}

/// The text of a regular file of a usual size that may be there.
pub(super) fn text_at(path: &Path) -> Option<String> {
    let size = fs::symlink_metadata(path).ok()?.len();
    let mut file = open(path).ok().filter(|_| size <= LARGEST_TEXT)?;
    let mut text = String::new();
    file.read_to_string(&mut text).ok().map(|_| text)
}

/// Whether a file with this path is there, as a file.
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_file())
}

/// Whether anything has this path.
pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a folder with this path is there, as a folder.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_dir())
}

fn open(path: &Path) -> io::Result<File> {
    // A link or pipe that appears between the walk and this call is refused all the same.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    Ok(file)
}

fn keep(root: &Path, entry: &DirEntry, found: &mut Vec<Diagnostic>) -> Option<FilePath> {
    let kind = entry.file_type();
    if kind.is_dir() {
        return None;
    }
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let Some(file) = relative.to_str().and_then(FilePath::new) else {
        let message =
            format!("the name of `{}` is not UTF-8, or holds `\\`", relative.display());
        found.push(Diagnostic::new(Code::NotAFile, message).help("rename the file"));
        return None;
    };
    if kind.is_file() {
        return Some(file);
    }
    found.push(refused(
        &file,
        if kind.is_symlink() { "a symbolic link" } else { "no regular file" },
    ));
    None
}

/// Whether the name of an entry begins with a dot.
pub(super) fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().first() == Some(&b'.')
}

/// The first folder on the way from the root that is a link: behind it lies another place.
fn link_on_the_way(root: &Path, folder: &str) -> Option<FilePath> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    let ways = ends.filter_map(|end| FilePath::new(&folder[..end]));
    ways.into_iter().find(|it| is_link(&root.join(it.as_str())))
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink())
}

fn refused(file: &FilePath, what: &str) -> Diagnostic {
    Diagnostic::new(Code::NotAFile, format!("`{file}` is {what}"))
        .in_file(file)
        .help("put the file itself into the dossier, or remove it")
}

fn unreadable(file: &FilePath, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, format!("cannot read `{file}`: {error}"))
        .in_file(file)
}

fn unreadable_entry(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path =
        error.path().map(|it| it.strip_prefix(root).unwrap_or(it).display().to_string());
    let reason = error
        .io_error()
        .map_or_else(|| "a loop of links".to_owned(), ToString::to_string);
    let path = path.unwrap_or_default();
    Diagnostic::new(Code::Unreadable, format!("cannot read `{path}`: {reason}"))
}

fn not_utf8(file: &FilePath, error: &FromUtf8Error) -> Diagnostic {
    let at = error.utf8_error().valid_up_to();
    let (before, rest) = error.as_bytes().split_at(at);
    let line = before.split(|it| *it == b'\n').count();
    let byte = rest.first().copied().unwrap_or_default();
    let message =
        format!("`{file}` is not UTF-8: byte 0x{byte:02X} at offset {at}, line {line}");
    Diagnostic::new(Code::NotUtf8, message).in_file(file).help("save the file as UTF-8")
}
