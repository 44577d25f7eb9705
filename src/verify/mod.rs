//! Compares a bundle with its own list, byte by byte, and says what differs. A bundle is a
//! zip, the folder that was extracted from one, a site, or a single file with its digest.
//! Nothing is extracted, and what a hostile file says of itself costs no memory: everything
//! is read in small pieces.

#![expect(clippy::disallowed_methods, reason = "verify is a room that reads the disk")]

mod archive;
mod content;
mod directory;
mod folder;
mod list;
mod signature;
mod single;

pub use list::{Inventory, Listed};
pub use signature::{Key, Signed};
pub use single::signature_of;

use crate::base::{Digest, FilePath};
use crate::diag::{Code, Diagnostic, Failure};
use std::fs;
use std::io::{self, Cursor};
use std::path::Path;

/// What can be compared with.
const WANTED: &str = "name the zip of the earlier bundle, or the folder extracted from it, in which \
     `START-HERE.html` stands; where only an HTML file or a PDF is left, make the zip of \
     that state with `dossier bundle` from the same texts";

/// What a bundle says of itself, and what was found.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Its list, if that can be read.
    pub inventory: Option<Inventory>,
    /// The digest of the list.
    pub digest: Option<Digest>,
    /// The digest of the bundle, where that is a page or a print and has no list.
    pub file: Option<Digest>,
    /// What is known of the signature.
    pub signed: Signed,
    /// What differs, in the order of the files.
    pub findings: Vec<Diagnostic>,
}

/// Verifies a bundle; with a key also who made it.
pub fn verify(bundle: &Path, key: Option<&Key>) -> Result<Verdict, Failure> {
    let shown = bundle.display();
    let kind = fs::metadata(bundle)
        .map_err(|it| Failure::new(format!("cannot read `{shown}`: {it}")))?;
    let unread = |it| Failure::new(format!("cannot read `{shown}`: {it}"));
    if let Some(folder) = folder::around(bundle).filter(|_| kind.is_file()) {
        return Err(Failure::new(format!("`{shown}` is a part of a bundle"))
            .help(format!("name its folder: `dossier verify {}`", folder.display())));
    }
    let mut verdict = if kind.is_dir() {
        folder::verify(bundle, key)?
    } else if let Some(form) = single::Form::of(bundle).map_err(unread)? {
        single::verify(bundle, form, key)?
    } else {
        archive::verify(bundle, key).map_err(unread)?
    };
    verdict.findings.sort();
    verdict.findings.dedup();
    Ok(verdict)
}

/// Verifies the bytes of a zip.
pub fn verify_zip(bytes: &[u8], key: Option<&Key>) -> io::Result<Verdict> {
    archive::verify_file(&mut Cursor::new(bytes), bytes.len() as u64, key)
}

/// The list of a bundle, for comparing it with another; nothing else is looked at.
pub fn inventory(bundle: &Path) -> Result<Inventory, Failure> {
    let shown = bundle.display();
    let failure = |what: String| Failure::new(what).help(WANTED);
    let unread = |it| failure(format!("cannot read `{shown}`: {it}"));
    let bytes = if bundle.is_dir() {
        folder::inventory(bundle).map_err(|it| {
            failure(format!("cannot read the inventory in `{shown}`: {it}"))
        })?
    } else if single::Form::of(bundle).map_err(unread)?.is_some() {
        return Err(failure(format!(
            "`{shown}` does not tell what was in it: it holds the pages alone, no inventory"
        )));
    } else {
        archive::inventory(bundle).map_err(unread)?
    };
    list::read(&bytes).map_err(|it| {
        failure(format!("`{shown}` has no inventory that can be read: {it}"))
    })
}

/// A finding about a file of the bundle.
fn found(code: Code, path: &str, message: impl Into<String>) -> Diagnostic {
    let finding = Diagnostic::new(code, message);
    match FilePath::new(path) {
        Some(path) => finding.in_file(&path),
        None => finding,
    }
}
