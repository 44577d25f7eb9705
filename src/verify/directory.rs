//! The directory of a zip, read strictly: what differs from how `dossier` writes it is told,
//! and what could do harm is never followed.

use super::list::is_plain;
use crate::write::pack::container::{CENTRAL, END, LOCAL, Member};
use crate::write::pack::{Facts, MOST_FILES, Stamp, container};
use std::io::{self, Read, Seek, SeekFrom};

/// The longest comment that the format allows, with the end in front of it.
const TAIL: u64 = 65_535 + END as u64;

/// One file of the zip as the directory tells of it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The path, with the folder of the bundle.
    pub(super) name: String,
    /// Sizes, check sum, method.
    pub(super) facts: Facts,
    /// Where its header begins.
    pub(super) offset: u32,
    /// Its time.
    pub(super) stamp: Stamp,
}

impl Entry {
    pub(super) fn member(&self) -> Member<'_> {
        let Self { name, facts, offset, stamp } = self;
        Member { name: name.as_bytes(), facts: *facts, offset: *offset, stamp: *stamp }
    }

    /// Where its data begins.
    pub(super) fn data(&self) -> u64 {
        u64::from(self.offset) + (LOCAL + self.name.len()) as u64
    }
}

/// The files of a zip, and what is wrong with its frame, each with the path it is about.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// The files, in the order of the directory.
    pub(super) entries: Vec<Entry>,
    /// What is wrong.
    pub(super) faults: Vec<(String, String)>,
}

/// Reads the directory of a zip with `length` bytes.
pub(super) fn read(file: &mut (impl Read + Seek), length: u64) -> io::Result<Directory> {
    let mut directory = Directory::default();
    let tail_at = length.saturating_sub(TAIL);
    let tail = slice(file, tail_at, length - tail_at)?;
    let Some(at) = tail.windows(4).rposition(|it| it == b"PK\x05\x06") else {
        directory
            .blame("", "it has no end as zip archives have; it is cut off, or no zip");
        return Ok(directory);
    };
    let Some(end) = tail.get(at..at + END) else {
        directory.blame("", "its end is cut off");
        return Ok(directory);
    };
    if at + END < tail.len() {
        let more = tail.len() - at - END;
        directory
            .blame("", format!("{more} bytes stand behind its end, or as a comment"));
    }
    let (count, size, offset) = (short(end, 10), long(end, 12), long(end, 16));
    let (count, size, offset) = (usize::from(count), u64::from(size), u64::from(offset));
    if offset + size != tail_at + at as u64 || count > MOST_FILES {
        directory.blame(
            "",
            "its end does not tell where its directory is (zip64 is not used)",
        );
        return Ok(directory);
    }
    let narrow = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    if end != container::end(count, narrow(size), narrow(offset)) {
        directory.blame("", "its end is written in another way");
    }
    let bytes = slice(file, offset, size)?;
    directory.parse(&bytes, count);
    directory.compare(file, offset)?;
    Ok(directory)
}

impl Directory {
    fn blame(&mut self, path: &str, what: impl Into<String>) {
        self.faults.push((path.to_owned(), what.into()));
    }

    fn parse(&mut self, bytes: &[u8], count: usize) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some((entry, length)) = entry(rest) else {
                return self.blame("", "its directory cannot be read");
            };
            let (this, behind) = rest.split_at(length);
            match entry {
                Ok(entry) => self.judge(entry, this),
                Err(name) => {
                    self.blame(
                        "",
                        format!("a name is no path inside the bundle: {name}"),
                    );
                }
            }
            rest = behind;
        }
        if self.entries.len() != count {
            let held = self.entries.len();
            self.blame(
                "",
                format!("its directory tells of {held} files, its end of {count}"),
            );
        }
    }

    fn judge(&mut self, entry: Entry, bytes: &[u8]) {
        if let Some(what) = unlike(&entry, bytes) {
            self.blame(&entry.name, what);
        }
        let before = self.entries.last();
        let disorder = before.is_some_and(|it| it.name >= entry.name);
        if disorder {
            self.blame(&entry.name, "the archive holds it twice, or in another order");
        }
        if self.entries.first().is_some_and(|it| it.stamp != entry.stamp) {
            self.blame(&entry.name, "its time is not that of the other files");
        }
        self.entries.push(entry);
    }

    /// Every file stands right behind the one before, with the same header again. From the
    /// first one that overlaps another nothing is read: its bytes could be read for ever.
    fn compare(&mut self, file: &mut (impl Read + Seek), end: u64) -> io::Result<()> {
        let mut at = 0;
        for (place, entry) in self.entries.clone().into_iter().enumerate() {
            let expected = entry.member().local();
            let behind = entry.data() + u64::from(entry.facts.size);
            if u64::from(entry.offset) < at || behind > end {
                self.blame(&entry.name, "it overlaps what stands before or behind it");
                self.entries.truncate(place);
                return Ok(());
            }
            if u64::from(entry.offset) > at {
                self.blame(
                    &entry.name,
                    "something stands between it and the file before it",
                );
            }
            if slice(file, entry.offset.into(), expected.len() as u64)? != expected {
                self.blame(
                    &entry.name,
                    "its header does not say what the directory says",
                );
            }
            at = behind;
        }
        if at != end {
            self.blame("", "something stands between its files and its directory");
        }
        Ok(())
    }
}

/// An entry, or its name if that is none; and how many bytes it takes.
fn entry(bytes: &[u8]) -> Option<(Result<Entry, String>, usize)> {
    let head = bytes.get(..CENTRAL).filter(|it| it.starts_with(b"PK\x01\x02"))?;
    let lengths = [28, 30, 32].map(|at| usize::from(short(head, at)));
    let length = CENTRAL + lengths.iter().sum::<usize>();
    bytes.get(..length)?;
    let name = bytes.get(CENTRAL..CENTRAL + lengths[0])?;
    let name = match std::str::from_utf8(name) {
        Ok(name) if is_plain(name) => name.to_owned(),
        _ => {
            let shown = String::from_utf8_lossy(name).escape_debug().to_string();
            return Some((Err(format!("`{shown}`")), length));
        }
    };
    let facts = Facts {
        is_deflated: short(head, 10) == 8,
        crc: long(head, 16),
        size: long(head, 20),
        full: long(head, 24),
    };
    let stamp = Stamp { time: short(head, 12), date: short(head, 14) };
    Some((Ok(Entry { name, facts, offset: long(head, 42), stamp }), length))
}

/// What of an entry is not as `dossier` writes it.
fn unlike(entry: &Entry, bytes: &[u8]) -> Option<String> {
    if entry.member().central() == bytes {
        return None;
    }
    let attributes = long(bytes, 38) >> 16;
    let what = if short(bytes, 8) & 1 != 0 {
        "it is encrypted"
    } else if !matches!(short(bytes, 10), 0 | 8) {
        "it is compressed in another way than by deflating"
    } else if attributes & 0o170_000 == 0o120_000 {
        "it is a symbolic link"
    } else if attributes != 0o100_644 || long(bytes, 38) & 0xffff != 0 {
        "it has other attributes"
    } else if short(bytes, 30) != 0 {
        "it has an extra field"
    } else if short(bytes, 32) != 0 {
        "it has a comment"
    } else {
        "its entry in the directory is written in another way"
    };
    Some(what.to_owned())
}

/// Bytes of a file that is known to be as long.
fn slice(file: &mut (impl Read + Seek), at: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |it| u16::from_le_bytes([it[0], it[1]]))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    u32::from(short(bytes, at)) | u32::from(short(bytes, at + 2)) << 16
}
