//! A bundle for each audience: the files of its site, packed, with the page that a reader
//! opens first and the list of everything.

use super::cut::{Gone, Veil};
use super::since::since;
use super::weigh::Extent;
use super::{Cleared, Making, Progress, Read, count};
use crate::base::{Digest, Files, Kept, Ledger, Listing, SitePath};
use crate::diag::{Checked, Code, Diagnostic, Failure, Severity};
use crate::link::Links;
use crate::model::bundle::{self, Form};
use crate::model::record::Record;
use crate::model::{Audience, Bundle};
use crate::redact::Edition;
use crate::verify::Inventory;
use crate::write::pack::{Packed, Packing, carry, pack};
use crate::{base::FilePath, export, load};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What bundles are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Of which edition; of each otherwise.
    pub edition: Option<String>,
    /// The Unix time that they tell, and that their files carry.
    pub epoch: Option<i64>,
    /// Whether their inventories will be signed.
    pub is_signed: bool,
    /// The list of an earlier bundle, to tell what changed.
    pub since: Option<Inventory>,
}

/// A bundle for each audience, and what was found.
pub struct Bundled {
    /// The bundles, in the order of the editions' names.
    pub bundles: Vec<Parcel>,
    /// The findings, in the order of files and texts.
    pub findings: Vec<Diagnostic>,
    /// What was cut for one of them, in places of the files: no finding quotes it.
    pub gone: Gone,
}

/// A bundle, ready to be signed and made a zip.
pub struct Parcel {
    /// The name of its edition.
    pub edition: Option<String>,
    /// The name of its folder, and of its file without the extension.
    pub name: String,
    /// How many of its files are pages.
    pub pages: usize,
    /// The list of its files, as it stands among them.
    pub inventory: (SitePath, Arc<[u8]>),
    /// Its files.
    pub files: Packing,
}

impl Read {
    /// Makes the bundle of one edition, or of each.
    pub fn bundle(
        mut self,
        root: &Path,
        wish: &Wish,
        progress: Progress<'_>,
    ) -> Result<Bundled, Failure> {
        let (bundles, gone) = self
            .for_each(wish.edition.as_deref(), |read, audience| {
                read.parcel(audience, root, wish, progress)
            })?;
        let findings = self.weighed(Extent::Part);
        Ok(Bundled { bundles, findings, gone })
    }

    fn parcel(
        &self,
        audience: &Audience,
        root: &Path,
        wish: &Wish,
        progress: Progress<'_>,
    ) -> Result<(Checked<Parcel>, Veil), Failure> {
        let mut findings = Vec::new();
        let mut cleared = self.clear(audience, root, progress).into_value(&mut findings);
        let veil = std::mem::take(&mut cleared.veil);
        let mut cleared = Arc::new(cleared);
        // Before the pages are made, which lets go of what they were made of.
        let record = Self::record(&cleared, root);
        let since =
            wish.since.as_ref().map(|it| since(it, &cleared, &record)).transpose()?;
        let (form, epoch, is_signed) = (Form::Zip, wish.epoch, wish.is_signed);
        let told = Bundle { form, epoch, is_signed, since };
        let kept = Kept::default();
        let ledger = Ledger::before(&kept);
        let making = Making { bundle: Some(&told), root, progress };
        let mut made = self.files(&mut cleared, &making, &ledger);
        veil.locate(&mut made.findings);
        findings.append(&mut made.findings);
        let (files, listing) = (kept.files(), ledger.listing());
        progress("pack");
        let name = name(&cleared.edition);
        // A path that no system can hold is told once.
        if findings.iter().all(|it| it.severity() != Severity::Error) {
            findings.extend(uncarried(&cleared, &name, &files));
        }
        let holding = Holding { cleared: &cleared, told: &told, record: &record };
        let parcel = packed(&holding, name, &files, &listing);
        Ok((Checked { value: parcel, findings }, veil))
    }

    /// What its readers see, for the next bundle to compare with.
    pub(super) fn record(cleared: &Cleared, root: &Path) -> Record {
        let Cleared { edition, links, references, .. } = cleared;
        // What is wrong with attachments is told when they are published.
        let attachments = load::attachments(root, links.attachments()).value;
        export::record(edition, links, references, &attachments)
    }
}

/// What a bundle is made of, besides its files.
struct Holding<'a> {
    cleared: &'a Cleared,
    told: &'a Bundle,
    record: &'a Record,
}

fn packed(
    holding: &Holding<'_>,
    name: String,
    files: &Files,
    listing: &Listing,
) -> Parcel {
    let Cleared { edition, links, .. } = holding.cleared;
    let (bundle, contents) = (holding.told, holding.record);
    let placed = files.iter().map(|(path, it)| (bundle::place(path), it.clone()));
    let mut packing = pack(&placed.collect());
    let digests =
        packing.iter().filter_map(|(path, it)| Some((path.clone(), it.digest()?)));
    let deflated: BTreeMap<SitePath, Digest> = digests.collect();
    let holding =
        export::Holding { bundle, folder: &name, contents, deflated: &deflated };
    let (path, list) = export::inventory_of_bundle(edition, links, listing, &holding);
    packing.insert(path.clone(), Packed::of(&path, &list));
    Parcel {
        edition: edition.audience().name.clone(),
        pages: count(listing),
        inventory: (path, list),
        files: packing,
        name,
    }
}

/// `the-i-soon-leaks-public-TLP-CLEAR`: the title, the edition, and the highest marking of
/// what is inside.
pub(super) fn name(edition: &Edition) -> String {
    let file = edition.settings().file_name(edition.audience());
    let marking = edition.highest().map(|it| portable(it.label()));
    [Some(file), marking].into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// A label as part of a file name: `TLP-AMBER-STRICT`.
fn portable(label: &str) -> String {
    let parts = label.split(|it: char| !it.is_alphanumeric());
    parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-")
}

/// What the bundle cannot carry, each with the file that brings it in, if one does.
fn uncarried(cleared: &Cleared, name: &str, files: &Files) -> Vec<Diagnostic> {
    let Cleared { edition, links, .. } = cleared;
    let places: BTreeMap<SitePath, &SitePath> =
        files.keys().map(|it| (bundle::place(it), it)).collect();
    let found =
        carry(name, places.keys()).into_iter().map(|(place, finding)| {
            match places.get(place).and_then(|it| origin(edition, links, it)) {
                Some(file) => finding.in_file(&file),
                None => finding,
            }
        });
    found.chain(taken(edition, links)).collect()
}

/// The file of the dossier that is published at a path.
fn origin(edition: &Edition, links: &Links, path: &SitePath) -> Option<FilePath> {
    if let Some(page) = links.page_at(path) {
        return Some(edition.pages().get(page)?.face.file.clone());
    }
    let attached = links.attachments().iter();
    attached.clone().find(|it| links.asset_path(it).as_ref() == Some(path)).cloned()
}

/// The place of the first page may be nobody else's.
fn taken(edition: &Edition, links: &Links) -> Option<Diagnostic> {
    let file = origin(edition, links, &SitePath::fixed(bundle::START))?;
    let message = format!("a bundle writes its own `{}`", bundle::START);
    let finding = Diagnostic::new(Code::PathCollision, message).in_file(&file);
    Some(finding.help(format!("rename `{file}`")))
}
