//! Makes HTML pages of an edition. Pure: same input, same bytes.

mod chart;
mod doctor;
mod guard;
mod highlight;
mod html;
mod label;
mod math;
mod media;
mod pages;
mod words;

pub use doctor::{Remark, examine};
pub use html::{Writer, commonmark, reference_id};
pub use media::{Media, prepare};
pub use words::Words;

use crate::base::{FilePath, Sink};
use crate::cite::References;
use crate::diag::Diagnostic;
use crate::link::Links;
use crate::model::{Bundle, Theme};
use crate::redact::Edition;
use pages::Makings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The bytes of the attachments to publish, by their path in the dossier.
pub type Attachments = BTreeMap<FilePath, Arc<[u8]>>;

/// What pages are made of.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What the audience may read.
    pub edition: &'a Edition,
    /// Where everything stands.
    pub links: &'a Links,
    /// What is cited.
    pub references: &'a References,
    /// The theme.
    pub theme: &'a Theme,
    /// The bytes of the attachments.
    pub attachments: &'a Attachments,
    /// The bundle that the pages are made for, if they are.
    pub bundle: Option<&'a Bundle>,
}

/// Renders every page, generated page, static file and attachment of an edition into
/// `sink`, each as soon as it is ready.
pub fn render(input: &Input<'_>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let Input { edition, links, references, theme, attachments, bundle } = *input;
    let mut findings = Vec::new();
    let media = prepare(edition, links, attachments).into_value(&mut findings);
    let makings =
        Makings { edition, links, references, theme, media: &media, attachments, bundle };
    findings.extend(pages::pages(makings, sink));
    media.items().for_each(|it| sink.take(it.path.clone(), it.bytes.clone()));
    findings
}
