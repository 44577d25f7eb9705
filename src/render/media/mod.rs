//! Makes attachments ready for publication: without metadata, with their sizes. An image
//! whose data is broken is refused.

mod base64;
mod cursor;
mod gif;
mod jpeg;
mod png;
mod raster;
mod svg;
mod webp;
mod xml;

use crate::base::{FilePath, SitePath};
use crate::diag::{Checked, Code, Diagnostic};
use crate::link::Links;
use crate::redact::Edition;
use crate::render::Attachments;
use raster::Format;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The attachments of an edition as they are published.
#[derive(Clone, Debug, Default)]
pub struct Media {
    items: BTreeMap<FilePath, Item>,
}

/// Width and height in CSS pixels.
type Size = (u32, u32);

/// One attachment.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where it is published.
    pub path: SitePath,
    /// Its bytes without metadata.
    pub bytes: Arc<[u8]>,
    /// Width and height of an image in CSS pixels.
    pub size: Option<Size>,
}

/// Makes the attachments that pages of an edition refer to ready for publication.
pub fn prepare(
    edition: &Edition,
    links: &Links,
    attachments: &Attachments,
) -> Checked<Media> {
    let may_run = edition.settings().raw_html;
    let wanted: Vec<_> = attachments
        .iter()
        .filter_map(|(file, bytes)| Some((file, bytes, links.asset_path(file)?)))
        .collect();
    let made: Vec<_> = wanted
        .into_par_iter()
        .map(|(file, bytes, path)| (file, path, one(file, bytes)))
        .collect();
    let (mut media, mut findings) = (Media::default(), Vec::new());
    for (file, path, made) in made {
        findings.extend(made.finding);
        findings.extend(running(file).filter(|_| !may_run));
        if let Some((bytes, size)) = made.kept {
            media.items.insert(file.clone(), Item { path, bytes, size });
        }
    }
    Checked { value: media, findings }
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

/// Tells of a file in which a browser would run scripts. It is published as it is, without
/// the policy that pages have.
fn running(file: &FilePath) -> Option<Diagnostic> {
    const RUN: [&str; 10] =
        ["html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "svgz", "xml", "xsl"];
    let extension = file.extension().to_ascii_lowercase();
    let message = format!("`{}` is published as it is and may run scripts", file.name());
    let finding = Diagnostic::new(Code::ActiveAttachment, message).in_file(file);
    let help = "publish it as a PDF or an image, or set `raw-html = true` to allow it";
    RUN.contains(&&*extension).then(|| finding.help(help))
}

/// What became of one file.
struct Made {
    kept: Option<(Arc<[u8]>, Option<Size>)>,
    finding: Option<Diagnostic>,
}

/// Images are known by how they start, so that a wrong name hides nothing.
fn one(file: &FilePath, bytes: &Arc<[u8]>) -> Made {
    let extension = file.extension().to_ascii_lowercase();
    match Format::of(bytes) {
        Some(format) => picture(file, format, bytes),
        None if extension == "svg" => drawing(file, bytes),
        None if matches!(&*extension, "png" | "jpg" | "jpeg" | "gif" | "webp") => {
            refused(file, "it does not start like a PNG, JPEG, GIF or WebP")
        }
        None => Made { kept: Some((Arc::clone(bytes), None)), finding: None },
    }
}

fn picture(file: &FilePath, format: Format, bytes: &[u8]) -> Made {
    let cleaned = match raster::clean(format, bytes) {
        Ok(cleaned) => cleaned,
        Err(fault) => return refused(file, &fault),
    };
    let Some(size) = raster::size(&cleaned.bytes) else {
        return refused(file, "its size cannot be read");
    };
    let message = format!("`{}` is stored turned, and will be shown so", file.name());
    let finding = Diagnostic::new(Code::TurnedImage, message).in_file(file);
    let help = "turn it in an image editor and save it without the note";
    Made {
        kept: Some((cleaned.bytes.into(), Some(size))),
        finding: cleaned.is_turned.then(|| finding.help(help)),
    }
}

fn drawing(file: &FilePath, bytes: &[u8]) -> Made {
    let cleaned = match svg::clean(bytes) {
        Ok(cleaned) => cleaned,
        Err(fault) => return refused(file, &fault),
    };
    let message = format!("parts of `{}` were left out", file.name());
    let finding = Diagnostic::new(Code::StrippedImage, message).in_file(file);
    let help = "embed pictures and fonts, and turn what is not plain SVG into paths";
    Made {
        kept: Some((cleaned.bytes.into(), cleaned.size)),
        finding: cleaned.has_lost.then(|| finding.help(help)),
    }
}

fn refused(file: &FilePath, fault: &str) -> Made {
    let message = format!("`{}` is not a sound image: {fault}", file.name());
    let finding = Diagnostic::new(Code::BadImage, message).in_file(file);
    let finding = finding.help("open it in an image editor and save it anew");
    Made { kept: None, finding: Some(finding) }
}
