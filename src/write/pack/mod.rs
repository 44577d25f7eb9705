//! Packs the files of a bundle into a zip. The same files give the same bytes: one order,
//! one time, one set of attributes, one way to deflate, no comment, no extra field.

mod carry;
pub mod container;
mod deflate;
mod stamp;

pub use carry::{LONGEST, carry};
pub use container::is_bundle;
pub use deflate::{Facts, Packed, pack};
pub use stamp::Stamp;

use crate::base::SitePath;
use crate::diag::Failure;
use container::Member;
use std::collections::BTreeMap;

/// The files of a bundle by their path below its folder, packed.
pub type Packing = BTreeMap<SitePath, Packed>;

/// The most files that a bundle holds; more need an extension of the format (zip64).
pub const MOST_FILES: usize = 65_534;

/// The most bytes that the files of a bundle have together: 2 GiB.
pub const MOST_BYTES: u64 = 1 << 31;

/// The zip of these files below one folder.
pub fn zip(folder: &str, files: &Packing, stamp: Stamp) -> Result<Vec<u8>, Failure> {
    check_size(files)?;
    let mut out = Vec::with_capacity(files.values().map(|it| it.bytes.len() + 400).sum());
    let mut directory = Vec::new();
    for (path, packed) in files {
        let name = format!("{folder}/{path}");
        // Never cut: everything together is smaller than 4 GiB.
        let offset = u32::try_from(out.len()).unwrap_or(u32::MAX);
        let member = Member { name: name.as_bytes(), facts: packed.facts, offset, stamp };
        out.extend_from_slice(&member.local());
        out.extend_from_slice(&packed.bytes);
        directory.extend_from_slice(&member.central());
    }
    let end = container::end(files.len(), directory.len(), out.len());
    out.extend_from_slice(&directory);
    out.extend_from_slice(&end);
    Ok(out)
}

fn check_size(files: &Packing) -> Result<(), Failure> {
    let bytes: u64 = files.values().map(|it| u64::from(it.facts.full)).sum();
    let told = if files.len() > MOST_FILES {
        format!("{} files; a zip that every system reads holds {MOST_FILES}", files.len())
    } else if bytes > MOST_BYTES {
        format!("{bytes} bytes; a bundle holds at most {MOST_BYTES}")
    } else {
        return Ok(());
    };
    Err(Failure::new(format!("the bundle would hold {told}"))
        .help("leave large attachments out, or publish a folder with `dossier build`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Files;

    fn files(of: &[(&str, &[u8])]) -> Files {
        of.iter().map(|(path, it)| (SitePath::new(path).unwrap(), (*it).into())).collect()
    }

    #[test]
    fn a_zip_is_its_members_and_their_directory() {
        let text = "again and again and again and again".repeat(20);
        let files = files(&[("a.txt", text.as_bytes()), ("b/ä.png", b"\x89PNG")]);
        let zip = zip("top", &pack(&files), Stamp::FIRST).unwrap();
        assert_eq!(&zip[..4], b"PK\x03\x04");
        assert_eq!(&zip[30..39], b"top/a.txt");
        assert_eq!(&zip[zip.len() - 22..][..4], b"PK\x05\x06");
        assert!(zip.len() < text.len());
        let stored = zip.windows(4).position(|it| it == b"\x89PNG").unwrap();
        assert_eq!(&zip[stored - "top/b/ä.png".len()..stored], "top/b/ä.png".as_bytes());
    }

    #[test]
    fn what_no_reader_takes_is_refused() {
        let one = pack(&files(&[("a", b"x")]));
        let huge = Facts { full: u32::MAX, ..one.values().next().unwrap().facts };
        let huge = Packed { facts: huge, bytes: b"x"[..].into() };
        let files = Packing::from([(SitePath::fixed("a"), huge)]);
        assert!(zip("top", &files, Stamp::FIRST).unwrap_err().message.contains("bytes"));
    }
}
