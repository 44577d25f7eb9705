//! The last line of the file: a digest of everything before it.

use crate::base::Digest;
use std::fs;
use std::path::Path;

const BEFORE: &str = "<!-- sha256:";
const BEHIND: &str = " -->\n";
const DIGITS: usize = 64;

/// What the last line of a file says about the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sealed {
    /// It has no such line.
    No,
    /// Every byte is as it was written.
    Whole,
    /// Something was changed.
    Broken,
}

/// Adds the line.
pub(super) fn seal(mut page: Vec<u8>) -> Vec<u8> {
    let line = format!("{BEFORE}{}{BEHIND}", Digest::of(&page));
    page.extend_from_slice(line.as_bytes());
    page
}

/// Reads the line and compares.
pub fn sealed(page: &[u8]) -> Sealed {
    let length = BEFORE.len() + DIGITS + BEHIND.len();
    let Some((before, line)) =
        page.len().checked_sub(length).and_then(|it| page.split_at_checked(it))
    else {
        return Sealed::No;
    };
    if !line.starts_with(BEFORE.as_bytes()) {
        return Sealed::No;
    }
    let expected = format!("{BEFORE}{}{BEHIND}", Digest::of(before));
    if line == expected.as_bytes() { Sealed::Whole } else { Sealed::Broken }
}

/// Whether a file is one that was packed, changed or not.
pub fn is_single(path: &Path) -> bool {
    fs::read(path).is_ok_and(|it| sealed(&it) != Sealed::No)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_byte_is_found() {
        let file = seal(b"<!DOCTYPE html>\n<p>x</p>\n".to_vec());
        assert_eq!(sealed(&file), Sealed::Whole);
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert_ne!(sealed(&changed), Sealed::Whole, "byte {at}");
            assert_ne!(sealed(&file[..at]), Sealed::Whole, "cut at {at}");
        }
        assert_ne!(sealed(&[&file[..], b"\n"].concat()), Sealed::Whole);
        assert_eq!(sealed(b"<p>x</p>"), Sealed::No);
    }
}
