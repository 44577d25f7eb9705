//! The tests of `dossier` in one binary.

mod house;
