//! One edition with everything that is known of it, for what is exported without a site.

use super::Read;
use super::cut::{Cut, Veil};
use crate::cite::{self, References};
use crate::diag::Failure;
use crate::link::Links;
use crate::redact::Edition;

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

impl Read {
    /// The edition with this name; the whole dossier where no editions are configured.
    pub fn cleared(&self, edition: Option<&str>) -> Result<Cleared, Failure> {
        let audiences = self.audiences(edition)?;
        let [audience] = audiences.as_slice() else {
            let names =
                self.editions().iter().map(|it| format!("`{it}`")).collect::<Vec<_>>();
            let failure =
                Failure::new("the dossier has several editions; name one".to_owned());
            return Err(
                failure.help(format!("add `--edition NAME`: {}", names.join(", ")))
            );
        };
        let Cut { edition, links, veil } = self.cut(audience).value;
        let references = cite::cite(&edition).value;
        Ok(Cleared { edition, links, references, veil })
    }
}
