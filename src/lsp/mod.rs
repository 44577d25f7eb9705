//! A language server: the same stages over texts that are being written. An editor is told
//! what is found, and asks what stands where, what leads to it, and what may be written.
//!
//! The protocol is the Language Server Protocol 3.17 over standard input and output.

mod act;
mod complete;
mod dossier;
mod keys;
mod lead;
mod place;
mod rename;
mod server;
mod settings;
mod show;
mod spot;
mod symbol;
mod uses;

pub use server::run;
