//! Verifies an extracted bundle, or a site, where it stands. Links are not followed.

use super::content::Content;
use super::list::{self, Inventory, LONGEST, Listed, NAME, SIGNATURE};
use super::signature::{self, Key};
use super::{Verdict, found};
use crate::base::Digest;
use crate::diag::{Code, Diagnostic, Failure};
use crate::model::bundle::START;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Verifies the folder that holds the list.
pub(super) fn verify(root: &Path, key: Option<&Key>) -> Result<Verdict, Failure> {
    let unread = |it: io::Error| {
        Failure::new(format!("cannot read `{}`: {it}", root.join(NAME).display()))
            .help("name the folder that holds `inventory.json`, or the zip itself")
    };
    let bytes = inventory(root).map_err(unread)?;
    let mut verdict = Verdict { digest: Some(Digest::of(&bytes)), ..Verdict::default() };
    let signature = capped(&root.join(SIGNATURE), 4096).ok();
    let (signed, fault) = signature::judge(&bytes, signature.as_deref(), key);
    verdict.signed = signed;
    verdict.findings.extend(fault.map(|it| found(Code::BadSignature, SIGNATURE, it)));
    match list::read(&bytes) {
        Ok(list) => {
            verdict.findings.extend(compare(root, &list).map_err(unread)?);
            verdict.inventory = Some(list);
        }
        Err(what) => verdict.findings.push(found(Code::BadInventory, NAME, what)),
    }
    Ok(verdict)
}

/// The bytes of the list.
pub(super) fn inventory(root: &Path) -> io::Result<Vec<u8>> {
    capped(&root.join(NAME), LONGEST)
}

/// The folder of an extracted bundle in which this file stands beside the list, or is it.
pub(super) fn around(file: &Path) -> Option<&Path> {
    let is_part = |it: &&OsStr| [NAME, SIGNATURE, START].iter().any(|own| *it == *own);
    file.file_name().filter(is_part)?;
    let folder = file
        .parent()
        .map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
    folder.filter(|it| it.join(NAME).is_file())
}

fn capped(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn compare(root: &Path, list: &Inventory) -> io::Result<Vec<Diagnostic>> {
    let mut present = BTreeSet::new();
    let mut findings = Vec::new();
    collect(root, "", &mut present, &mut findings)?;
    let listed: BTreeSet<&str> = list.files.iter().map(|it| it.path.as_str()).collect();
    let ours = |it: &str| listed.contains(it) || it == NAME || it == SIGNATURE;
    let more = present.iter().filter(|it| !ours(it));
    findings.extend(more.map(|it| {
        found(Code::AdditionalFile, it, "the inventory does not list this file")
    }));
    let judged = list.files.par_iter().filter_map(|it| judge(root, it, &present));
    findings.extend(judged.collect::<Vec<_>>());
    Ok(findings)
}

fn judge(root: &Path, listed: &Listed, present: &BTreeSet<String>) -> Option<Diagnostic> {
    let path = &listed.path;
    if !present.contains(path) {
        return Some(found(
            Code::MissingFile,
            path,
            "the inventory lists it, but it is not there",
        ));
    }
    let content = File::open(root.join(path)).and_then(|it| Content::of(it, listed.size));
    let what = match content {
        Err(error) => format!("it cannot be read: {error}"),
        Ok(it) if it.size != listed.size => {
            format!("it does not have {} bytes", listed.size)
        }
        Ok(it) if it.digest.to_string() != listed.sha256 => {
            format!("its SHA-256 is {}, not {}", it.digest, listed.sha256)
        }
        Ok(_) => return None,
    };
    Some(found(Code::ChangedFile, path, what))
}

fn collect(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeSet<String>,
    findings: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files, findings)?;
        } else if kind.is_file() {
            files.insert(name);
        } else {
            let what = "it is no plain file; a link could lead anywhere";
            findings.push(found(Code::AdditionalFile, &name, what));
        }
    }
    Ok(())
}
