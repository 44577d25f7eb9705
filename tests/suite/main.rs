//! The tests of `dossier` in one binary.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests touch the disk, and fail by panicking"
)]

mod house;
