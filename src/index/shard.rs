//! A shard: bytes as one JavaScript statement that hands them to the client, in a file
//! that is named after them.

use crate::base::{Digest, Files, SitePath};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;
use std::sync::Arc;

/// How many characters a name has: 50 bits of the digest.
const NAME: usize = 10;
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A shard, ready to be written.
pub(super) struct Shard {
    /// Its name: folder and digest.
    pub(super) name: String,
    file: Arc<[u8]>,
}

/// How shards are written.
#[derive(Clone, Copy)]
pub(super) struct Packing {
    /// Whether they are compressed; browsers before 2023 cannot unpack.
    pub(super) gzip: bool,
}

impl Packing {
    /// A shard below `folder` that is named after its content.
    pub(super) fn shard(self, folder: &str, bytes: &[u8]) -> Shard {
        let name = format!("{folder}/{}", digest(bytes));
        let file = self.statement(&name, bytes);
        Shard { name, file }
    }

    /// The root, whose name never changes.
    pub(super) fn root(self, bytes: &[u8]) -> Shard {
        Shard { name: "root".to_owned(), file: self.statement("root", bytes) }
    }

    fn statement(self, name: &str, bytes: &[u8]) -> Arc<[u8]> {
        let packed = if self.gzip { gzip(bytes) } else { bytes.to_vec() };
        let text = STANDARD.encode(packed);
        format!("dossierSearch.take(\"{name}\",\"{text}\");\n").into_bytes().into()
    }
}

impl Shard {
    /// Adds the file to the site, and keeps the digest that the name ends with.
    pub(super) fn publish(self, files: &mut Files) -> String {
        let path = SitePath::contained(&format!("search/{}.js", self.name));
        files.insert(path, self.file);
        self.name.rsplit('/').next().unwrap_or_default().to_owned()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector cannot fail.
    encoder.write_all(bytes).unwrap_or_default();
    encoder.finish().unwrap_or_default()
}

/// The first bits of a digest in Crockford's digits, which no file system mistakes for
/// each other.
fn digest(bytes: &[u8]) -> String {
    let hex = Digest::of(bytes).to_string();
    let bits = u64::from_str_radix(&hex[..16], 16).unwrap_or_default();
    let digit = |at: usize| char::from(DIGITS[(bits >> (59 - 5 * at) & 31) as usize]);
    (0..NAME).map(digit).collect()
}
