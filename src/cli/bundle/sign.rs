//! `--sign`: the signature over the list of a bundle, beside the list.

use super::Args;
use crate::base::{Digest, SitePath};
use crate::build::Parcel;
use crate::diag::Failure;
use crate::write::Signer;
use crate::write::pack::Packed;
use std::fs;
use std::path::Path;
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
