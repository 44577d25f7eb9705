//! `dossier export stix`: an edition as a bundle of STIX 2.1.

use super::whole::whole;
use crate::cli::Which;
use crate::cli::report::Report;
use crate::diag::Failure;
use crate::export;

/// The bundle. `SOURCE_DATE_EPOCH` tells when the dossier last changed.
#[expect(
    clippy::disallowed_methods,
    reason = "cli is the room that reads the environment"
)]
pub(super) fn run(which: &Which, report: &Report) -> Result<String, Failure> {
    let cleared = whole(which, report)?;
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|it| !it.is_empty());
    let epoch = epoch.map(|it| seconds(&it)).transpose()?;
    Ok(export::stix(&cleared.edition, &cleared.links, &cleared.references, epoch))
}

/// The value of `SOURCE_DATE_EPOCH`, as <https://reproducible-builds.org> describes it.
fn seconds(text: &str) -> Result<i64, Failure> {
    text.trim().parse().map_err(|_| {
        let message =
            format!("`SOURCE_DATE_EPOCH` is `{text}`, which is no whole number");
        Failure::new(message).help(
            "set it to seconds since 1970, as `git log -1 --format=%ct` prints them",
        )
    })
}
