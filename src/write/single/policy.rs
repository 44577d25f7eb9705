//! The content security policy of the file: no host, no script and no style but those
//! that are packed, each by its digest.

use super::tag::attribute;
use crate::base::Digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// What is allowed.
#[derive(Debug, Default)]
pub(super) struct Policy {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Policy {
    /// Allows a script.
    pub(super) fn script(&mut self, text: &str) {
        self.scripts.push(hash(text));
    }

    /// Allows a style sheet.
    pub(super) fn style(&mut self, text: &str) {
        self.styles.push(hash(text));
    }

    /// The policy as a tag for `head`.
    pub(super) fn tag(&self) -> String {
        let policy = format!(
            "default-src 'none'; script-src {}; style-src {}; img-src data:; \
             font-src data:; base-uri 'none'; form-action 'none'",
            list(&self.scripts),
            list(&self.styles)
        );
        let mut out = "<meta http-equiv=\"Content-Security-Policy\"".to_owned();
        attribute(&mut out, "content", &policy);
        out.push('>');
        out
    }
}

fn list(hashes: &[String]) -> String {
    if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") }
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Digest::of(text.as_bytes()).bytes()))
}
