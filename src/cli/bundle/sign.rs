//! `--sign`: the signature over the list of a bundle, beside the list; over a bundle that
//! is one file, beside the file.

use super::Args;
use crate::base::{Digest, SitePath};
use crate::build::Parcel;
use crate::diag::Failure;
use crate::verify::signature_of;
use crate::write::pack::Packed;
use crate::write::{Signer, deliver};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The secret key that `--sign` names, opened.
pub(super) fn signer(args: &Args) -> Result<Option<Signer>, Failure> {
    let Some(path) = &args.sign else { return Ok(None) };
    let password = || args.password_file.as_deref().map(password).transpose();
    Signer::open(&text(path)?, password).map(Some)
}

/// The password may end in one line break.
fn password(path: &Path) -> Result<String, Failure> {
    let text = text(path)?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

#[expect(clippy::disallowed_methods, reason = "keys stand outside the dossier")]
fn text(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    fs::read_to_string(path)
        .map_err(|it| Failure::new(format!("cannot read `{shown}`: {it}")))
}

/// Signs the list. The trusted comment has no clock: dossier, edition, digest of the list.
pub(super) fn sign(parcel: &mut Parcel, signer: &Signer) {
    let (path, list) = &parcel.inventory;
    let digest = Digest::of(list);
    let trusted = format!("dossier bundle {} inventory-sha256:{digest}", parcel.name);
    let text: Arc<[u8]> = signer.sign(list, &trusted).into_bytes().into();
    let place = SitePath::contained(&format!("{path}.minisig"));
    let packed = Packed::of(&place, &text);
    parcel.files.insert(place, packed);
}

/// Signs a bundle that is one file, where minisign looks for the signature; says where.
pub(super) fn beside(
    file: &Path,
    bytes: &[u8],
    signer: &Signer,
) -> Result<PathBuf, Failure> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let trusted = format!("dossier bundle {name} sha256:{}", Digest::of(bytes));
    let place = signature_of(file);
    deliver(&place, signer.sign(bytes, &trusted).as_bytes(), &is_signature)?;
    Ok(place)
}

/// Whether a file is there with other bytes, so that a signature of it does not hold once
/// they are these.
#[expect(clippy::disallowed_methods, reason = "cli touches the files that it is given")]
pub(super) fn is_other(file: &Path, bytes: &[u8]) -> bool {
    fs::read(file).is_ok_and(|it| it != bytes)
}

/// Removes the signature of an earlier file.
#[expect(clippy::disallowed_methods, reason = "cli touches the files that it is given")]
pub(super) fn withdraw(file: &Path) -> Result<(), Failure> {
    let place = signature_of(file);
    if !is_signature(&place) {
        return Ok(());
    }
    let shown = place.display();
    fs::remove_file(&place)
        .map_err(|it| Failure::new(format!("cannot remove `{shown}`: {it}")))
}

#[expect(clippy::disallowed_methods, reason = "cli touches the files that it is given")]
fn is_signature(path: &Path) -> bool {
    fs::read(path).is_ok_and(|it| it.starts_with(b"untrusted comment:"))
}
