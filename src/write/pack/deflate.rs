//! One file as the zip holds it: deflated with a pinned level, or stored where deflating
//! gains nothing.

use super::Packing;
use crate::base::{Digest, Files, SitePath};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use rayon::prelude::*;
use std::io::Write;
use std::sync::Arc;

/// The level of every deflated file.
const LEVEL: u32 = 9;

/// Formats that are compressed already, by extension.
const COMPRESSED: [&str; 15] = [
    "7z", "avif", "bz2", "gif", "gz", "jpeg", "jpg", "mp3", "mp4", "png", "webm", "webp",
    "woff2", "xz", "zip",
];

/// Files whose bytes stand in the zip as they are: their own digest says everything.
const PLAIN: [&str; 2] = ["json", "minisig"];

/// One file as the zip holds it.
#[derive(Clone, Debug)]
pub struct Packed {
    /// What the zip tells of it.
    pub facts: Facts,
    /// Its bytes in the zip.
    pub bytes: Arc<[u8]>,
}

/// What a zip tells of one of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether it is deflated; stored otherwise.
    pub is_deflated: bool,
    /// The CRC-32 of its content.
    pub crc: u32,
    /// How many bytes it has in the zip.
    pub size: u32,
    /// How many bytes its content has.
    pub full: u32,
}

impl Packed {
    /// Packs one file.
    pub fn of(path: &SitePath, content: &Arc<[u8]>) -> Self {
        let mut crc = Crc::new();
        crc.update(content);
        let small = deflated(path, content).filter(|it| it.len() < content.len());
        let is_deflated = small.is_some();
        let bytes: Arc<[u8]> = small.map_or_else(|| content.clone(), Arc::from);
        let facts = Facts {
            is_deflated,
            crc: crc.sum(),
            size: narrow(bytes.len()),
            full: narrow(content.len()),
        };
        Self { facts, bytes }
    }

    /// The digest of its bytes in the zip, where those are not its content.
    pub fn digest(&self) -> Option<Digest> {
        self.facts.is_deflated.then(|| Digest::of(&self.bytes))
    }
}

/// Packs every file.
pub fn pack(files: &Files) -> Packing {
    let files: Vec<_> = files.iter().collect();
    let packed =
        files.par_iter().map(|(path, it)| ((*path).clone(), Packed::of(path, it)));
    packed.collect::<Vec<_>>().into_iter().collect()
}

fn deflated(path: &SitePath, content: &[u8]) -> Option<Vec<u8>> {
    let extension = path.extension().to_ascii_lowercase();
    let at_root = path.folder().is_empty();
    if COMPRESSED.contains(&&*extension) || at_root && PLAIN.contains(&&*extension) {
        return None;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(LEVEL));
    // Writing to memory does not fail; the file would be stored.
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

/// What is too large for a zip is refused before it is written.
fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
