//! The tests of `dossier` in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write the disk")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod commonmark;
mod house;
