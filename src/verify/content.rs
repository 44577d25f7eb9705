//! Reads one file in small pieces, and tells its size, its digest and its check sum.

use crate::base::{Digest, Digester};
use flate2::Crc;
use std::io::{self, Read};

/// What a file turned out to be.
pub(super) struct Content {
    /// How many bytes it has; one more than asked for where it has more.
    pub(super) size: u64,
    /// The digest of its bytes.
    pub(super) digest: Digest,
    /// Their CRC-32.
    pub(super) crc: u32,
}

impl Content {
    /// Reads a file that should have `size` bytes, and never more than one byte beyond.
    pub(super) fn of(source: impl Read, size: u64) -> io::Result<Self> {
        let mut source = source.take(size.saturating_add(1));
        let (mut digester, mut crc) = (Digester::default(), Crc::new());
        let mut piece = vec![0; 64 << 10];
        let mut size = 0;
        loop {
            let read = match source.read(&mut piece) {
                Ok(0) => break,
                Err(it) if it.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            digester.add(&piece[..read]);
            crc.update(&piece[..read]);
            size += read as u64;
        }
        Ok(Self { size, digest: digester.finish(), crc: crc.sum() })
    }
}
