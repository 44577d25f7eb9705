//! One edition with everything that is known of it, for what is exported without a site.

use super::cut::{Gone, Veil};
use super::weigh::Extent;
use super::{Progress, Read};
use crate::cite::References;
use crate::diag::{Diagnostic, Failure};
use crate::link::Links;
use crate::redact::Edition;
use std::mem::take;
use std::path::Path;

/// One edition with everything that is known of it.
pub struct Cleared {
    /// What its audience may read.
    pub edition: Edition,
    /// Where everything stands.
    pub links: Links,
    /// What is cited.
    pub references: References,
    /// What was cut, for findings.
    pub(super) veil: Veil,
}

/// What was made for an export.
pub struct Exported {
    /// The edition.
    pub cleared: Cleared,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// What was cut, in places of the files: no finding quotes it.
    pub gone: Gone,
}

impl Read {
    /// The edition with this name; the whole dossier where no editions are configured.
    pub fn cleared(
        mut self,
        root: &Path,
        edition: Option<&str>,
        progress: Progress<'_>,
    ) -> Result<Exported, Failure> {
        let editions = self.editions();
        if edition.is_none() && editions.len() > 1 {
            return Err(several(&editions));
        }
        let (all, gone) = self.for_each(edition, |read, audience| {
            let mut cleared = read.clear(audience, root, progress);
            let veil = take(&mut cleared.value.veil);
            Ok((cleared, veil))
        })?;
        let Some(cleared) = all.into_iter().next() else {
            return Err(several(&editions));
        };
        let findings = self.weighed(Extent::Part);
        Ok(Exported { cleared, findings, gone })
    }
}

fn several(editions: &[String]) -> Failure {
    let names = editions.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>();
    let failure = Failure::new("the dossier has several editions; name one".to_owned());
    failure.help(format!("add `--edition NAME`: {}", names.join(", ")))
}
