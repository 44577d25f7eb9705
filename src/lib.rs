//! Turns a folder of briefings into a cross-linked, searchable, offline site.
//!
//! Read the modules in this order: it is the order in which a page travels, and a
//! module imports only from modules above it in this list.
//!
//! [`load`](load::load) reads the disk, [`parse`](parse::parse) understands it,
//! [`redact`](redact::clear) clears the texts for one audience, and what is left is
//! understood anew; from there on everything knows one cleared [`Edition`](redact::Edition) only. [`link`](link::link) and
//! [`cite`](cite::cite) resolve what the pages refer to, the latter in the citation styles
//! of [`csl`]; [`render`](render::open), [`index`](index::index) and
//! [`export`](export::export) make files of it, [`publish`](write::publish) puts them in
//! place in one step. [`build`] is the whole road on one page, [`serve`] walks it again whenever the author
//! saves, [`lsp`] with texts that are being written, [`cli`] is the way to all of them.
//! [`visit`] stands beside the road: it asks the addresses of sources what they answer,
//! when somebody wants to know; so does [`verify`](verify::verify), which compares a bundle
//! with its own list.

// The ground.
pub mod base;
pub mod diag;
pub mod model;
pub mod csl;

// The road.
pub mod load;
pub mod parse;
pub mod redact;
pub mod link;
pub mod cite;
pub mod render;
pub mod index;
pub mod export;
pub mod write;
pub mod visit;
pub mod verify;

// The house.
pub mod build;
pub mod serve;
pub mod lsp;
pub mod cli;
