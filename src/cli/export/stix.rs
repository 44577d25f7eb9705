//! `dossier export stix`: an edition as a bundle of STIX 2.1.

use super::whole::whole;
use crate::cli::report::Report;
use crate::cli::{Which, clock};
use crate::diag::Failure;
use crate::export;

/// The bundle. `SOURCE_DATE_EPOCH` tells when the dossier last changed.
pub(super) fn run(which: &Which, report: &Report) -> Result<Option<String>, Failure> {
    let Some(cleared) = whole(which, report)? else { return Ok(None) };
    let epoch = clock::given()?;
    Ok(Some(export::stix(&cleared.edition, &cleared.links, &cleared.references, epoch)))
}
