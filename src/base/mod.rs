//! Ground that knows nothing of dossiers: paths, text, digests.

pub mod hash;
pub mod path;
pub mod sentence;
pub mod text;

pub use hash::Digest;
pub use path::{FilePath, Files, SitePath};
