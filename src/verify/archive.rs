//! Verifies a zip: its frame byte by byte, its files as they are inflated, one after the
//! other.

use super::content::Content;
use super::directory::{self, Directory, Entry};
use super::list::{self, Inventory, LONGEST, Listed, NAME, SIGNATURE};
use super::signature::{self, Key};
use super::{Verdict, found};
use crate::base::Digest;
use crate::diag::{Code, Diagnostic};
use crate::write::pack::{MOST_BYTES, Stamp};
use flate2::read::DeflateDecoder;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// More than this is in no bundle.
const LARGEST: u64 = MOST_BYTES + LONGEST;

/// Verifies a zip.
pub(super) fn verify(path: &Path, key: Option<&Key>) -> io::Result<Verdict> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    verify_file(&mut BufReader::new(file), length, key)
}

/// The bytes of the list in a zip.
pub(super) fn inventory(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut zip = Zip::open(BufReader::new(file), length)?;
    let Some((_, bytes)) = zip.own(NAME, LONGEST)? else {
        return Err(io::Error::other("it holds no inventory as bundles do"));
    };
    Ok(bytes)
}

/// Verifies the bytes of a zip.
pub(super) fn verify_file(
    file: &mut (impl Read + Seek),
    length: u64,
    key: Option<&Key>,
) -> io::Result<Verdict> {
    let mut zip = Zip::open(file, length)?;
    let mut verdict = Verdict::default();
    let Some((folder, bytes)) = zip.own(NAME, LONGEST)? else {
        verdict.findings = zip.frame();
        verdict.findings.push(Diagnostic::new(
            Code::BadInventory,
            "the archive holds no `inventory.json` as bundles do",
        ));
        return Ok(verdict);
    };
    let signature = zip.own(SIGNATURE, 4096)?.map(|(_, bytes)| bytes);
    verdict.digest = Some(Digest::of(&bytes));
    let (signed, fault) = signature::judge(&bytes, signature.as_deref(), key);
    verdict.signed = signed;
    let place = format!("{folder}/{SIGNATURE}");
    verdict.findings.extend(fault.map(|it| found(Code::BadSignature, &place, it)));
    match list::read(&bytes) {
        Ok(list) => {
            zip.compare(&folder, &list)?;
            verdict.inventory = Some(list);
        }
        Err(what) => {
            let place = format!("{folder}/{NAME}");
            verdict.findings.push(found(Code::BadInventory, &place, what));
        }
    }
    verdict.findings.extend(zip.frame());
    verdict.findings.append(&mut zip.findings);
    Ok(verdict)
}

struct Zip<F> {
    file: F,
    directory: Directory,
    findings: Vec<Diagnostic>,
}

impl<F: Read + Seek> Zip<F> {
    fn open(mut file: F, length: u64) -> io::Result<Self> {
        let directory = if length > LARGEST {
            let what = "it is larger than any bundle".to_owned();
            Directory { faults: vec![(String::new(), what)], ..Directory::default() }
        } else {
            directory::read(&mut file, length)?
        };
        Ok(Self { file, directory, findings: Vec::new() })
    }

    fn frame(&self) -> Vec<Diagnostic> {
        let faults = self.directory.faults.iter();
        faults.map(|(path, what)| found(Code::BadArchive, path, what.clone())).collect()
    }

    /// A file right below the one folder, stored as it is: the folder, and its bytes.
    fn own(&mut self, name: &str, most: u64) -> io::Result<Option<(String, Vec<u8>)>> {
        let Some(entry) = self
            .directory
            .entries
            .iter()
            .find(|it| it.name.split_once('/').is_some_and(|(_, it)| it == name))
        else {
            return Ok(None);
        };
        let entry = entry.clone();
        if entry.facts.is_deflated || u64::from(entry.facts.size) > most {
            let what = "it is larger, or held in another way, than in a bundle";
            self.findings.push(found(Code::BadArchive, &entry.name, what));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.raw(&entry)?.read_to_end(&mut bytes)?;
        let crc = Content::of(&*bytes, most)?.crc;
        if crc != entry.facts.crc || entry.facts.size != entry.facts.full {
            let what = "its check sum or its size is not what the archive says";
            self.findings.push(found(Code::ChangedFile, &entry.name, what));
        }
        let folder = entry.name.split('/').next().unwrap_or_default().to_owned();
        Ok(Some((folder, bytes)))
    }

    /// The bytes of a file as the archive holds them.
    fn raw(&mut self, entry: &Entry) -> io::Result<io::Take<&mut F>> {
        self.file.seek(SeekFrom::Start(entry.data()))?;
        Ok(self.file.by_ref().take(entry.facts.size.into()))
    }

    fn compare(&mut self, folder: &str, list: &Inventory) -> io::Result<()> {
        if list.folder.as_deref() != Some(folder) {
            let what = format!("the folder is `{folder}`, the inventory names another");
            let place = format!("{folder}/{NAME}");
            self.findings.push(found(Code::BadInventory, &place, what));
        }
        self.check_time(list);
        let listed = list.files.iter().map(|it| (format!("{folder}/{}", it.path), it));
        let mut left: BTreeMap<String, &Listed> = listed.collect();
        let own = [format!("{folder}/{NAME}"), format!("{folder}/{SIGNATURE}")];
        for entry in self.directory.entries.clone() {
            match left.remove(&entry.name) {
                Some(listed) => self.judge(&entry, listed)?,
                None if own.contains(&entry.name) => {}
                None => self.findings.push(found(
                    Code::AdditionalFile,
                    &entry.name,
                    "the inventory does not list this file",
                )),
            }
        }
        self.findings.extend(left.into_keys().map(|it| {
            found(Code::MissingFile, &it, "the inventory lists it, but it is not there")
        }));
        Ok(())
    }

    /// The one time of all files is the one that the list tells.
    fn check_time(&mut self, list: &Inventory) {
        let told = list.epoch.map_or(Stamp::FIRST, Stamp::of_unix);
        let first = self.directory.entries.first();
        if first.is_some_and(|it| it.stamp != told) {
            let what = "the files carry another time than the inventory tells";
            self.directory.faults.push((String::new(), what.to_owned()));
        }
    }

    fn judge(&mut self, entry: &Entry, listed: &Listed) -> io::Result<()> {
        if let Some(what) = self.unlike(entry, listed)? {
            self.findings.push(found(Code::ChangedFile, &entry.name, what));
        }
        Ok(())
    }

    /// What of a file is not as the list says. A file that cannot be inflated is changed.
    fn unlike(&mut self, entry: &Entry, listed: &Listed) -> io::Result<Option<String>> {
        let facts = entry.facts;
        if u64::from(facts.full) != listed.size {
            return Ok(Some(format!("it does not have {} bytes", listed.size)));
        }
        if facts.is_deflated != listed.deflated.is_some() {
            return Ok(Some(
                "it is held in another way than the inventory says".to_owned(),
            ));
        }
        let raw = Content::of(self.raw(entry)?, facts.size.into())?;
        if listed.deflated.as_ref().is_some_and(|it| *it != raw.digest.to_string()) {
            return Ok(Some("its deflated bytes are other ones".to_owned()));
        }
        let content = if facts.is_deflated {
            match Content::of(DeflateDecoder::new(self.raw(entry)?), listed.size) {
                Err(error) => return Ok(Some(format!("it cannot be inflated: {error}"))),
                Ok(content) => content,
            }
        } else {
            raw
        };
        let is_same =
            content.size == listed.size && content.digest.to_string() == listed.sha256;
        Ok(if !is_same {
            Some(format!("its SHA-256 is {}, not {}", content.digest, listed.sha256))
        } else if content.crc != facts.crc {
            Some("its check sum is not what the archive says".to_owned())
        } else {
            None
        })
    }
}
