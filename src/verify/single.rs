//! Verifies a bundle that is one file: an HTML page whose last line is the digest of all
//! before it, or a PDF, which only a signature vouches for. Signatures stand beside.

use super::signature::{self, Key};
use super::{Verdict, found};
use crate::base::Digest;
use crate::diag::{Code, Failure};
use crate::write::{Sealed, sealed};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// What stands behind the name of a file in that of its signature.
const SIGNATURE: &str = ".minisig";

/// A kind of bundle that is one file and no archive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Html,
    Pdf,
}

impl Form {
    /// What a file is, by its name; where that says nothing, by how it begins.
    pub(super) fn of(path: &Path) -> io::Result<Option<Self>> {
        let extension = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("html" | "htm") => return Ok(Some(Self::Html)),
            Some("pdf") => return Ok(Some(Self::Pdf)),
            Some("zip") => return Ok(None),
            _ => {}
        }
        let mut start = Vec::new();
        File::open(path)?.take(9).read_to_end(&mut start)?;
        let is_page = start.eq_ignore_ascii_case(b"<!doctype");
        let is_print = start.starts_with(b"%PDF-");
        Ok(is_page.then_some(Self::Html).or(is_print.then_some(Self::Pdf)))
    }
}

/// Verifies one file.
pub(super) fn verify(
    path: &Path,
    form: Form,
    key: Option<&Key>,
) -> Result<Verdict, Failure> {
    let shown = path.display();
    let unread = |it: io::Error| Failure::new(format!("cannot read `{shown}`: {it}"));
    if form == Form::Pdf && key.is_none() {
        let told = "a PDF does not tell by itself whether it is whole";
        return Err(Failure::new(told)
            .help("name the key that has signed it with `--public-key`"));
    }
    let bytes = fs::read(path).map_err(unread)?;
    let beside = signature_of(path);
    let signature = fs::read(&beside).ok();
    let (signed, fault) = signature::judge(&bytes, signature.as_deref(), key);
    let mut verdict =
        Verdict { file: Some(Digest::of(&bytes)), signed, ..Verdict::default() };
    let name = |it: &Path| it.file_name().map(|it| it.to_string_lossy().into_owned());
    let (own, beside) =
        (name(path).unwrap_or_default(), name(&beside).unwrap_or_default());
    if form == Form::Html {
        let fault = unsealed(&bytes);
        verdict.findings.extend(fault.map(|(code, it)| found(code, &own, it)));
    }
    verdict.findings.extend(fault.map(|it| found(Code::BadSignature, &beside, it)));
    Ok(verdict)
}

/// Where the signature of a file stands: where minisign looks for it.
pub fn signature_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(SIGNATURE);
    name.into()
}

/// What is wrong with the last line of a page.
fn unsealed(page: &[u8]) -> Option<(Code, &'static str)> {
    match sealed(page) {
        Sealed::Whole => None,
        Sealed::Broken => Some((
            Code::ChangedFile,
            "the digest in its last line is not that of the file",
        )),
        Sealed::No => Some((
            Code::BadInventory,
            "it does not end in the line with its digest: it was cut short or added to, \
             or it is no bundle",
        )),
    }
}
