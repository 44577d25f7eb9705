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
pub use pages::Press;
pub use words::Words;

use crate::base::FilePath;
use crate::cite::References;
use crate::link::Links;
use crate::model::{Bundle, Theme};
use crate::redact::Edition;
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
    /// The attachments of pages, as [`prepare`] has made them ready.
    pub media: &'a Media,
    /// The bundle that the pages are made for, if they are.
    pub bundle: Option<&'a Bundle>,
}

/// Makes what all pages of an edition share, and hands the press over to `work`.
pub fn open<T>(input: Input<'_>, work: impl FnOnce(&Press<'_>) -> T) -> T {
    pages::open(input, work)
}
