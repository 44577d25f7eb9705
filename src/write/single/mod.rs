//! Packs the files of a site into one HTML file. What comes in are paths and bytes and the
//! page that frames all others; what goes out opens from `file://` and asks nobody for
//! anything: pages, styles, scripts, images, downloads and the search are within.
//!
//! Every link between pages becomes a fragment: `press/bbc.html#what` is
//! `#press/bbc/what`. Headings, in pages and style sheets alike, go down by one level, for
//! the first level belongs to the whole. `docs/single-file.md` tells what a frame holds.

mod address;
mod css;
mod data;
mod frame;
mod ids;
mod leaf;
mod names;
mod policy;
mod seal;
mod tag;
mod token;
#[cfg(test)]
mod tests;

pub use names::Sheets;
pub use seal::{Sealed, is_single, sealed};

use crate::base::{Files, SitePath};
use crate::diag::Failure;
use leaf::Leaf;
use names::Names;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Packs the pages that the frame names, in its order, and everything they show.
///
/// `sheets` are the numbers of the printed sheets on which pages begin, where they are
/// known. Fails where the frame is missing or is no UTF-8.
pub fn single(
    files: &Files,
    frame: &SitePath,
    sheets: &Sheets,
) -> Result<Vec<u8>, Failure> {
    let text = files.get(frame).and_then(|it| std::str::from_utf8(it).ok());
    let text = text.ok_or_else(|| {
        Failure::new(format!("the site has no `{frame}` to pack its pages into"))
            .help("a theme that replaces `whole.html` must write UTF-8")
    })?;
    let tokens = token::tokens(text);
    let names = Names::of(files, frame, &tokens);
    let paths: Vec<&SitePath> = names.pages().collect();
    let leaves = paths.into_par_iter().map(|it| (it, Leaf::of(files, &names, it)));
    let leaves: BTreeMap<&SitePath, Leaf> = leaves.collect();
    let page = frame::Frame::new(files, &names, &leaves, sheets).write(&tokens);
    Ok(seal::seal(page))
}
