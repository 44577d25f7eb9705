//! The frame of a zip, byte by byte: the header of a file, its entry in the directory, the
//! end. Format: APPNOTE 6.3.10 by PKWARE, §4.3.7, §4.3.12 and §4.3.16, without zip64.
//!
//! The frame is written here and not by a library, for its bytes are a promise: whoever
//! verifies a bundle years later compares with what is written today.

use super::{Facts, Stamp};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How long the header of a file is, without its name.
pub const LOCAL: usize = 30;
/// How long an entry of the directory is, without the name.
pub const CENTRAL: usize = 46;
/// How long the end is.
pub const END: usize = 22;

/// Deflate needs version 2.0.
const VERSION: u16 = 20;
/// Unix, so that the attributes mean something.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// The name is UTF-8.
const FLAGS: u16 = 1 << 11;
/// A plain file that everybody may read: `-rw-r--r--`.
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// One file of a zip.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// The path, with `/` between its parts.
    pub name: &'a [u8],
    /// Sizes, check sum, method.
    pub facts: Facts,
    /// Where its header begins.
    pub offset: u32,
    /// Its time.
    pub stamp: Stamp,
}

impl Member<'_> {
    /// The header in front of the data.
    pub fn local(&self) -> Vec<u8> {
        let mut out = b"PK\x03\x04".to_vec();
        self.shared(&mut out);
        out.extend_from_slice(self.name);
        out
    }

    /// The entry in the directory.
    pub fn central(&self) -> Vec<u8> {
        let mut out = b"PK\x01\x02".to_vec();
        out.extend(MADE_BY.to_le_bytes());
        self.shared(&mut out);
        // No comment, the first disk, no internal attributes.
        out.extend([0; 6]);
        out.extend(ATTRIBUTES.to_le_bytes());
        out.extend(self.offset.to_le_bytes());
        out.extend_from_slice(self.name);
        out
    }

    fn shared(&self, out: &mut Vec<u8>) {
        let Facts { is_deflated, crc, size, full } = self.facts;
        let method = if is_deflated { 8 } else { 0 };
        for field in [VERSION, FLAGS, method, self.stamp.time, self.stamp.date] {
            out.extend(field.to_le_bytes());
        }
        for field in [crc, size, full] {
            out.extend(field.to_le_bytes());
        }
        // Paths are much shorter; no extra field.
        let name = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        out.extend(name.to_le_bytes());
        out.extend([0; 2]);
    }
}

/// The end of a zip with `count` files, whose directory has `size` bytes and begins at
/// `offset`.
pub fn end(count: usize, size: usize, offset: usize) -> Vec<u8> {
    let count = u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes();
    let mut out = b"PK\x05\x06\0\0\0\0".to_vec();
    out.extend(count);
    out.extend(count);
    for field in [size, offset] {
        out.extend(u32::try_from(field).unwrap_or(u32::MAX).to_le_bytes());
    }
    out.extend([0; 2]);
    out
}

/// Whether a file begins as a bundle begins: with the page that a reader opens first.
pub fn is_bundle(path: &Path) -> bool {
    let mut head = [0; 512];
    let Ok(read) = File::open(path).and_then(|mut it| it.read(&mut head)) else {
        return false;
    };
    let length = usize::from(u16::from_le_bytes([head[26], head[27]]));
    let name = head[..read].get(LOCAL..LOCAL + length);
    head.starts_with(b"PK\x03\x04")
        && name.is_some_and(|it| it.ends_with(b"/START-HERE.html"))
}
