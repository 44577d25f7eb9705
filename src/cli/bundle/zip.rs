//! `dossier bundle --as zip`.

use super::{Args, sign};
use crate::base::Digest;
use crate::build::{Parcel, Wish, read};
use crate::cli::clock;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::verify::inventory;
use crate::write::pack::{Stamp, is_bundle, zip};
use crate::write::{Signer, deliver};
use std::path::Path;
use std::process::ExitCode;

/// Makes the zips, all of them before the first is put in its place.
pub(super) fn run(args: &Args, report: &Report) -> Result<ExitCode, Failure> {
    let epoch = clock::given()?;
    let signer = sign::signer(args)?;
    let root = &args.which.root;
    let spinner = report.spinner();
    let progress = |stage| spinner.tell(stage);
    let read = read(root, &progress)?;
    args.check_choice(&read.editions())?;
    let texts = read.texts();
    let edition = args.which.edition.clone();
    let since = args.since.as_deref().map(inventory).transpose()?;
    let wish = Wish { edition, epoch, is_signed: signer.is_some(), since };
    let bundled = read.bundle(root, &wish, &progress)?;
    let texts = args.which.texts(texts, &bundled.gone);
    if report.forbids(&bundled.findings) {
        drop(spinner);
        report.findings(&bundled.findings, &texts);
        report.line("nothing was bundled");
        return Ok(ExitCode::from(1));
    }
    let stamp = epoch.map_or(Stamp::FIRST, Stamp::of_unix);
    let zips = bundled.bundles.into_iter().map(|it| packed(it, signer.as_ref(), stamp));
    let zips = zips.collect::<Result<Vec<_>, Failure>>()?;
    progress("write");
    let mut lines = Vec::new();
    for (parcel, bytes) in &zips {
        let path = args.destination().join(format!("{}.zip", parcel.name));
        deliver(&path, bytes, &is_bundle)?;
        lines.push(told(parcel, bytes.len(), &path));
        lines.extend(
            signer
                .as_ref()
                .map(|it| format!("  signed; the public key is {}", it.public())),
        );
    }
    drop(spinner);
    report.findings(&bundled.findings, &texts);
    for line in &lines {
        report.line(line);
    }
    Ok(ExitCode::SUCCESS)
}

fn packed(
    mut parcel: Parcel,
    signer: Option<&Signer>,
    stamp: Stamp,
) -> Result<(Parcel, Vec<u8>), Failure> {
    if let Some(signer) = signer {
        sign::sign(&mut parcel, signer);
    }
    let bytes = zip(&parcel.name, &parcel.files, stamp)?;
    Ok((parcel, bytes))
}

fn told(parcel: &Parcel, size: usize, path: &Path) -> String {
    let edition = parcel.edition.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    let Parcel { pages, files, inventory, .. } = parcel;
    let kib = size.div_ceil(1024);
    let digest = Digest::of(&inventory.1);
    format!(
        "{edition}{pages} pages, {} files, {kib} KiB: {}\n  {} has SHA-256 {digest}",
        files.len(),
        path.display(),
        inventory.0,
    )
}
