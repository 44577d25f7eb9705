//! Makes attachments ready for publication: without metadata, with their sizes. An image
//! whose data is broken is refused.

use crate::base::{FilePath, SitePath};
use crate::diag::Checked;
use crate::link::Links;
use crate::render::Attachments;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The attachments of an edition as they are published.
#[derive(Clone, Debug, Default)]
pub struct Media {
    items: BTreeMap<FilePath, Item>,
}

/// One attachment.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it is published.
    pub path: SitePath,
    /// Its bytes without metadata.
    pub bytes: Arc<[u8]>,
    /// Width and height of an image in CSS pixels.
    pub size: Option<(u32, u32)>,
}

/// Makes the attachments that pages refer to ready for publication.
pub fn prepare(links: &Links, attachments: &Attachments) -> Checked<Media> {
    let _ = (links, attachments);
    Checked::clean(Media::default())
}

impl Media {
    /// The attachment that `file` became, if it was not refused.
    pub fn get(&self, file: &FilePath) -> Option<&Item> {
        self.items.get(file)
    }

    /// Every attachment, in the order of the paths in the dossier.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }
}
