//! The tests of `dossier` in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read and write the disk")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

mod addresses;
mod bombs;
mod bundles;
mod canaries;
mod cases;
mod commonmark;
#[path = "../bench/corpus.rs"]
mod corpus;
mod editions;
mod engines;
mod fields;
mod fuzz;
mod harmless;
mod house;
mod labels;
mod leaks;
mod lock_files;
mod mend;
mod pages;
mod plain_books;
mod plain_folders;
mod publish;
mod refusals;
mod remember;
mod same_bytes;
mod scratch;
mod single_files;
mod session;
mod starting;
mod wording;
#[path = "../bench/words.rs"]
mod words;
